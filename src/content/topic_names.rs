//! The names by which a text may name therapies and conditions, and where it does.

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

use super::{Condition, Slug, Therapy};

/// Every name of every therapy and condition that there is, ready to be looked for in many texts.
#[derive(Clone, Debug, Default)]
pub struct TopicNames {
    names: Vec<TopicName>,
    /// Made when it is first asked for: most of what knows the names never looks for them.
    finder: OnceLock<Option<AhoCorasick>>,
}

/// One name of a therapy or condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicName {
    pub topic: Topic,
    /// Its name, or one by which it is also known.
    pub name: String,
}

/// A therapy or a condition.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    Therapy(Slug),
    Condition(Slug),
}

/// A place in a text that names topics: more than one, where they share a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming<'a> {
    pub topics: Vec<&'a Topic>,
    /// The name as it is known.
    pub name: &'a str,
}

impl TopicName {
    /// The names of a therapy.
    pub fn of_therapy(therapy: &Therapy) -> Vec<Self> {
        let topic = Topic::Therapy(therapy.slug.clone());
        Self::of(&topic, &therapy.name, &therapy.also_known_as)
    }

    /// The names of a condition.
    pub fn of_condition(condition: &Condition) -> Vec<Self> {
        let topic = Topic::Condition(condition.slug.clone());
        Self::of(&topic, &condition.name, &condition.also_known_as)
    }

    fn of(topic: &Topic, name: &str, also_known_as: &[String]) -> Vec<Self> {
        let names = std::iter::once(name).chain(also_known_as.iter().map(String::as_str));
        names
            .map(|name| Self {
                topic: topic.clone(),
                name: name.to_owned(),
            })
            .collect()
    }
}

impl FromIterator<TopicName> for TopicNames {
    fn from_iter<I: IntoIterator<Item = TopicName>>(names: I) -> Self {
        Self {
            // A name of nothing but signs and blanks would be met everywhere.
            names: names
                .into_iter()
                .filter(|name| name.name.chars().any(char::is_alphanumeric))
                .collect(),
            finder: OnceLock::new(),
        }
    }
}

impl TopicNames {
    /// Each of them.
    pub fn all(&self) -> &[TopicName] {
        &self.names
    }

    /// Where a text names topics, in its order: whole words in whatever case, hyphens as spaces, the longest name where
    /// one is part of another. A name in capitals, such as `NMT`, is meant only in capitals.
    pub fn find_in(&self, text: &str) -> Vec<Naming<'_>> {
        let namings = self.placed_in(text).into_iter();
        namings.map(|(_, naming)| naming).collect()
    }

    /// The topics that a text names with its first words.
    pub fn find_at_start(&self, text: &str) -> Option<Naming<'_>> {
        let namings = self.placed_in(text.trim_start()).into_iter();
        namings
            .take(1)
            .find_map(|(start, naming)| (start == 0).then_some(naming))
    }

    /// Each naming with the place where it starts, once one space stands between all words.
    fn placed_in(&self, text: &str) -> Vec<(usize, Naming<'_>)> {
        let mut namings: Vec<(usize, usize, Naming)> = Vec::new();
        for (start, end, name) in self.met_in(text) {
            match namings.last_mut() {
                Some((first, last, naming)) if (*first, *last) == (start, end) => {
                    naming.topics.push(&name.topic);
                }
                Some((_, last, _)) if start < *last => {}
                Some(_) | None => namings.push((
                    start,
                    end,
                    Naming {
                        topics: vec![&name.topic],
                        name: &name.name,
                    },
                )),
            }
        }
        let namings = namings.into_iter();
        namings.map(|(start, _, naming)| (start, naming)).collect()
    }

    /// Every name that a text has as whole words, from where to where, the longest first of those that start together.
    fn met_in(&self, text: &str) -> Vec<(usize, usize, &TopicName)> {
        let Some(finder) = self.finder.get_or_init(|| self.finder()) else {
            return Vec::new();
        };
        let (plain, folded) = (plain(text), folded(text));
        let mut met: Vec<(usize, usize, &TopicName)> = finder
            .find_overlapping_iter(&folded)
            .filter(|found| is_whole(&folded, found.start(), found.end()))
            .filter_map(|found| {
                let name = self.names.get(found.pattern().as_usize())?;
                let is_meant =
                    !is_acronym(&name.name) || plain.get(found.range()) == Some(name.name.trim());
                is_meant.then_some((found.start(), found.end(), name))
            })
            .collect();
        // Stable, so that of several topics with one name the first stays the first.
        met.sort_by_key(|(start, end, _)| (*start, std::cmp::Reverse(*end)));
        met
    }

    /// Nothing for names that are too many to be looked for at once.
    fn finder(&self) -> Option<AhoCorasick> {
        let names = self.names.iter();
        let names = names.map(|name| folded(&name.name).trim().to_owned());
        AhoCorasick::new(names).ok()
    }
}

/// A text with one space for all that stands between words, hyphens too.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}') {
            true if plain.ends_with(' ') => {}
            true => plain.push(' '),
            false => plain.push(c),
        }
    }
    plain
}

/// The same in small letters, letter by letter, so that places in both are the same.
fn folded(text: &str) -> String {
    let small = |c: char| {
        let mut small = c.to_lowercase();
        match (small.next(), small.next()) {
            (Some(small), None) if small.len_utf8() == c.len_utf8() => small,
            _ => c,
        }
    };
    plain(text).chars().map(small).collect()
}

fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(..start), text.get(end..)) else {
        return false;
    };
    let edges = [before.chars().next_back(), after.chars().next()];
    edges.into_iter().flatten().all(|c| !c.is_alphanumeric())
}

/// A short name without a small letter.
fn is_acronym(name: &str) -> bool {
    name.chars().count() <= 5 && !name.chars().any(char::is_lowercase)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]
mod tests {
    use super::*;

    fn names() -> TopicNames {
        let name = |topic: fn(Slug) -> Topic, slug: &str, name: &str| TopicName {
            topic: topic(Slug::parse(slug).unwrap()),
            name: name.to_owned(),
        };
        [
            name(Topic::Condition, "back-pain", "Back pain"),
            name(Topic::Condition, "low-back-pain", "Low back pain"),
            name(Topic::Condition, "sjoegren", "Ödem"),
            name(Topic::Therapy, "deep-tissue-massage", "Deep-tissue massage"),
            name(Topic::Therapy, "neuromuscular-massage", "NMT"),
            name(Topic::Therapy, "massage", "Massage"),
            name(Topic::Therapy, "other-massage", "massage"),
            name(Topic::Therapy, "nothing", " "),
            name(Topic::Therapy, "a-sign", "-"),
        ]
        .into_iter()
        .collect()
    }

    fn found(text: &str) -> Vec<String> {
        let names = names();
        let namings = names.find_in(text);
        namings
            .iter()
            .map(|naming| naming.name.to_owned())
            .collect()
    }

    #[test]
    fn the_longest_name_is_found_in_whole_words_whatever_their_case() {
        for (text, expected) in [
            ("LOW BACK PAIN", vec!["Low back pain"]),
            ("of deep tissue\nmassage.", vec!["Deep-tissue massage"]),
            (
                "back pain, low back-pain",
                vec!["Back pain", "Low back pain"],
            ),
            ("(massage)", vec!["Massage"]),
            ("ÖDEM und ödem", vec!["Ödem", "Ödem"]),
            ("NMT", vec!["NMT"]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn a_part_of_a_word_and_an_acronym_in_small_letters_are_no_name() {
        for text in [
            "",
            "massages",
            "painful low back",
            "nmt",
            "back",
            "Rückenödem",
            "İmassage",
            "\0 ",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_name_that_does_not_end_as_a_word_hides_no_shorter_one() {
        assert_eq!(found("low back pains after back pain"), ["Back pain"]);
        assert_eq!(found("deep-tissue massages, massage"), ["Massage"]);
    }

    #[test]
    fn what_a_text_starts_with_is_no_part_of_a_word_and_nothing_further_on() {
        let names = names();
        let first = |text: &str| {
            names
                .find_at_start(text)
                .map(|naming| naming.name.to_owned())
        };

        for (text, expected) in [
            (" low back-pain in adults", Some("Low back pain")),
            ("NMT", Some("NMT")),
            ("nmt", None),
            ("massages and massage", None),
            ("the massage", None),
            ("", None),
        ] {
            assert_eq!(first(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn topics_with_one_name_are_found_together() {
        let names = names();

        let found = names.find_in("a massage");

        let topics: Vec<String> = found[0]
            .topics
            .iter()
            .map(|topic| format!("{topic:?}"))
            .collect();
        assert_eq!(topics.len(), 2, "{topics:?}");
    }
}
