//! Excerpts: the words around what was found, told apart from it. Never markup.

use std::collections::BTreeSet;

use serde::Serialize;
use utoipa::ToSchema;

/// How many characters an excerpt has, about.
const LENGTH: usize = 220;
/// How many of them stand before the first match, at most.
const BEFORE: usize = 60;

/// A text in which matches begin and end with marks that no searchable text has.
#[derive(Clone, Debug)]
pub struct Marked {
    segments: Vec<SearchSegment>,
}

/// A part of a text, cut between words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SearchExcerpt {
    /// The text in order, in pieces that match and pieces that do not.
    #[schema(max_items = 500)]
    pub segments: Vec<SearchSegment>,
    /// True when the text begins before the excerpt.
    #[schema(example = false)]
    pub is_cut_before: bool,
    /// True when the text goes on after the excerpt.
    #[schema(example = true)]
    pub is_cut_after: bool,
}

/// A piece of an excerpt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SearchSegment {
    /// The words, in plain text.
    #[schema(example = "massage")]
    pub text: String,
    /// Whether it is what was looked for.
    #[schema(example = true)]
    pub is_match: bool,
}

impl Marked {
    /// What stands before a match, and what after it.
    pub const MARKS: [char; 2] = ['\u{2}', '\u{3}'];

    /// Reads a text with marks.
    pub fn read(text: &str) -> Self {
        let [begin, end] = Self::MARKS;
        let mut segments = Vec::new();
        let mut add = |text: &str, is_match: bool| {
            if !text.is_empty() {
                segments.push(SearchSegment {
                    text: text.to_owned(),
                    is_match,
                });
            }
        };
        let mut parts = text.split(begin);
        add(parts.next().unwrap_or(""), false);
        for part in parts {
            let (matched, plain) = part.split_once(end).unwrap_or((part, ""));
            add(matched, true);
            add(plain, false);
        }
        Self { segments }
    }

    /// The different words that match, in lower case.
    pub fn matches(&self) -> BTreeSet<String> {
        let matching = self.segments.iter().filter(|segment| segment.is_match);
        matching
            .map(|segment| segment.text.to_lowercase())
            .collect()
    }

    /// The excerpt that begins shortly before the place where most different matches stand together.
    pub fn excerpt(&self) -> Option<SearchExcerpt> {
        let first = self.best_match()?;
        let mut before = String::new();
        let mut is_cut_before = false;
        for segment in self.segments[..first].iter().rev() {
            before.insert_str(0, &segment.text);
            if before.chars().count() > BEFORE {
                before = last_words(&before, BEFORE).to_owned();
                is_cut_before = true;
                break;
            }
        }
        let mut cut = Cut::default();
        cut.add(&before, false);
        for segment in &self.segments[first..] {
            cut.add(&segment.text, segment.is_match);
        }
        Some(SearchExcerpt {
            segments: cut.segments,
            is_cut_before,
            is_cut_after: cut.is_full,
        })
    }

    /// The match after which the most different ones follow within the length of an excerpt.
    fn best_match(&self) -> Option<usize> {
        let matching = (0..self.segments.len()).filter(|&at| self.segments[at].is_match);
        let different = |at: &usize| {
            let mut length = 0;
            let mut words = BTreeSet::new();
            for segment in &self.segments[*at..] {
                length += segment.text.len();
                if length > LENGTH - BEFORE {
                    break;
                }
                if segment.is_match {
                    words.insert(segment.text.to_lowercase());
                }
            }
            words.len()
        };
        // Of equals the first.
        matching.rev().max_by_key(different)
    }
}

impl SearchExcerpt {
    /// The beginning of a text without matches.
    pub fn beginning(text: &str) -> Self {
        let mut cut = Cut::default();
        cut.add(text, false);
        Self {
            segments: cut.segments,
            is_cut_before: false,
            is_cut_after: cut.is_full,
        }
    }
}

/// The pieces of an excerpt as long as there is room for them.
#[derive(Default)]
struct Cut {
    segments: Vec<SearchSegment>,
    length: usize,
    is_full: bool,
}

impl Cut {
    fn add(&mut self, text: &str, is_match: bool) {
        if self.is_full || text.is_empty() {
            return;
        }
        let length = text.chars().count();
        let left = LENGTH.saturating_sub(self.length);
        // A match is not cut.
        let kept = match is_match || length <= left {
            true => text,
            false => first_words(text, left),
        };
        self.is_full = kept.len() < text.len();
        self.length += length;
        if kept.is_empty() {
            return;
        }
        match self.segments.last_mut() {
            Some(last) if last.is_match == is_match => last.text.push_str(kept),
            _ => self.segments.push(SearchSegment {
                text: kept.to_owned(),
                is_match,
            }),
        }
    }
}

/// As many whole words of the beginning as fit.
fn first_words(text: &str, length: usize) -> &str {
    let Some((end, _)) = text.char_indices().nth(length) else {
        return text;
    };
    let end = text[..end].rfind(char::is_whitespace).unwrap_or(0);
    text[..end].trim_end()
}

/// As many whole words of the end as fit.
fn last_words(text: &str, length: usize) -> &str {
    let count = text.chars().count();
    let Some((start, _)) = text.char_indices().nth(count.saturating_sub(length)) else {
        return "";
    };
    let rest = &text[start..];
    rest.find(char::is_whitespace)
        .map_or("", |end| rest[end..].trim_start())
}

#[cfg(test)]
mod tests {
    use proptest::proptest;

    use super::*;

    #[test]
    fn an_excerpt_begins_shortly_before_the_place_with_most_matches() {
        let far = "Words that say nothing of it. ".repeat(20);
        let text = format!(
            "One \u{2}massage\u{3} here. {far}A \u{2}massage\u{3} for \u{2}sciatica\u{3} there. {far}"
        );

        let excerpt = Marked::read(&text).excerpt().expect("an excerpt");

        let matching = excerpt.segments.iter().filter(|segment| segment.is_match);
        let matching: Vec<&str> = matching.map(|segment| segment.text.as_str()).collect();
        assert_eq!(matching, ["massage", "sciatica"]);
        assert!(excerpt.is_cut_before && excerpt.is_cut_after);
        let whole: String = excerpt
            .segments
            .into_iter()
            .map(|segment| segment.text)
            .collect();
        assert!(
            whole.chars().count() <= LENGTH && far.contains(&whole[..20]),
            "{whole}"
        );
    }

    #[test]
    fn a_short_text_is_not_cut_and_one_without_matches_has_no_excerpt() {
        let excerpt = Marked::read("A \u{2}nerve\u{3}.")
            .excerpt()
            .expect("an excerpt");

        assert_eq!(excerpt.segments.len(), 3);
        assert!(!excerpt.is_cut_before && !excerpt.is_cut_after);
        assert!(Marked::read("A nerve.").excerpt().is_none());
    }

    proptest! {
        #[test]
        fn any_text_gives_an_excerpt_of_its_own_words(text in "[a-zé \u{2}\u{3}]{0,600}") {
            let plain = text.replace(Marked::MARKS, "");
            if let Some(excerpt) = Marked::read(&text).excerpt() {
                for segment in excerpt.segments {
                    assert!(plain.contains(&segment.text.replace(Marked::MARKS, "")));
                }
            }
        }
    }
}
