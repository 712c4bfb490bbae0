//! Whether the words of links say where they lead: many readers jump from link to link and hear nothing else.

use std::collections::BTreeMap;

use super::{Checked, Found, Place};
use crate::content::{Code, Inline, MentionKind};
use crate::error::shown;

/// Words that say nothing of where they lead, in the languages of most texts.
const SAYS_NOTHING: [&str; 52] = [
    "aqui",
    "aquí",
    "article",
    "click",
    "click here",
    "click here for more",
    "click here to read more",
    "click this link",
    "clique aqui",
    "cliquez ici",
    "continue",
    "continue reading",
    "details",
    "en savoir plus",
    "find out more",
    "follow this link",
    "full article",
    "go",
    "go here",
    "haga clic aquí",
    "hier",
    "hier klicken",
    "here",
    "ici",
    "info",
    "klick hier",
    "klicken sie hier",
    "learn more",
    "leer más",
    "link",
    "lire la suite",
    "mehr",
    "mehr erfahren",
    "mehr lesen",
    "more",
    "more details",
    "more here",
    "more info",
    "more information",
    "page",
    "qui",
    "read here",
    "read more",
    "read more here",
    "see here",
    "see more",
    "this",
    "this article",
    "this link",
    "this page",
    "this website",
    "weiterlesen",
];

/// Looks at the links of every passage, also of those that are shown apart from the text.
pub fn check(checked: &Checked, found: &mut Vec<Found>) {
    for passage in &checked.passages.all {
        let place = Place::Nth(passage.place);
        let links = links_of(&passage.inlines);
        let useless = links.iter().filter_map(|link| useless(place, link));
        found.extend(useless);
        // In a table, row and column tell such links apart.
        if passage.kind != "table" {
            found.extend(ambiguous(place, &links));
        }
    }
}

/// A link as a reader meets it, although its parts may be written in several hands.
struct Link {
    text: String,
    target: String,
}

fn links_of(inlines: &[Inline]) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let mut is_open = false;
    for inline in inlines {
        let (text, target) = match inline {
            Inline::Link(link) => (&link.text, link.href.as_str().to_owned()),
            Inline::Mention(mention) => {
                let kind = match mention.kind {
                    MentionKind::Article => "article",
                    MentionKind::Therapy => "therapy",
                    MentionKind::Condition => "condition",
                };
                (&mention.text, format!("{kind}:{}", mention.slug))
            }
            Inline::Text(_) | Inline::Citation(_) | Inline::LineBreak(_) => {
                is_open = false;
                continue;
            }
        };
        match links.last_mut() {
            Some(last) if is_open && last.target == target => last.text.push_str(text),
            Some(_) | None => links.push(Link {
                text: text.clone(),
                target,
            }),
        }
        is_open = true;
    }
    links
}

fn useless(place: Place, link: &Link) -> Option<Found> {
    let text = link.text.trim();
    let message = match (is_address(text), SAYS_NOTHING.contains(&&*bare(text))) {
        (true, _) => format!("the text of the link is its address, `{}`", shown(text)),
        (false, true) => format!("the link “{text}” does not say where it leads"),
        (false, false) => return None,
    };
    let advice =
        "let the words of the link name what is found there, so that they can be read alone";
    Some(Found::new(Code::UselessLinkText, place, message, advice))
}

/// An address as it is written in a browser. A name such as `example.org` can be read.
fn is_address(text: &str) -> bool {
    let text = text.to_lowercase();
    let is_word = !text.contains(char::is_whitespace);
    is_word
        && ["http://", "https://", "www."]
            .iter()
            .any(|start| text.starts_with(start))
}

/// Links with the same words and different targets: who hears only the links cannot tell them apart.
fn ambiguous(place: Place, links: &[Link]) -> Vec<Found> {
    let mut by_text: BTreeMap<String, Vec<&Link>> = BTreeMap::new();
    for link in links {
        let alike = by_text.entry(bare(&link.text)).or_default();
        if alike.iter().all(|other| other.target != link.target) {
            alike.push(link);
        }
    }
    // What says nothing is reported as that.
    let by_text = by_text.into_iter().filter(|(text, alike)| {
        alike.len() > 1 && !text.is_empty() && !SAYS_NOTHING.contains(&text.as_str())
    });
    by_text
        .map(|(_, alike)| {
            let targets: Vec<String> = alike
                .iter()
                .map(|link| format!("`{}`", shown(&link.target)))
                .collect();
            let text = alike.first().map_or("", |link| link.text.trim());
            let text = shown(text);
            let message = format!(
                "links with the words “{text}” lead to {}",
                targets.join(" and ")
            );
            let advice = "give each link words of its own";
            Found::new(Code::OneTextTwoLinks, place, message, advice)
        })
        .collect()
}

/// The words of a link in small letters, without what stands around them.
fn bare(text: &str) -> String {
    let words = text.split_whitespace();
    let words: Vec<String> = words
        .map(|word| {
            word.trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase()
        })
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]
mod tests {
    use super::*;
    use crate::content::{Href, LinkInline, TextInline};

    fn link(text: &str, href: &str) -> Inline {
        Inline::Link(LinkInline {
            text: text.to_owned(),
            strong: false,
            emphasis: false,
            href: Href::parse(href).unwrap(),
        })
    }

    fn text(text: &str) -> Inline {
        Inline::Text(TextInline {
            text: text.to_owned(),
            strong: false,
            emphasis: false,
        })
    }

    fn codes(inlines: &[Inline]) -> Vec<Code> {
        let links = links_of(inlines);
        let mut found: Vec<Found> = links
            .iter()
            .filter_map(|link| useless(Place::Nth(0), link))
            .collect();
        found.extend(ambiguous(Place::Nth(0), &links));
        found.iter().map(|found| found.code).collect()
    }

    #[test]
    fn words_that_could_stand_at_any_link_are_useless() {
        for words in [
            "here",
            "Click  HERE!",
            "(read more…)",
            "»Hier klicken«",
            "https://example.org/a?b=c",
            "www.example.org",
        ] {
            let found = codes(&[link(words, "https://example.org/")]);

            assert_eq!(found, [Code::UselessLinkText], "{words}");
        }
    }

    #[test]
    fn words_that_name_a_target_are_not() {
        for words in [
            "here is how to sit",
            "read more about sciatica",
            "the page of the NHS",
            "nhs.uk",
            "More",
            "a@example.org",
            "0800 123 456",
            "Links between back and leg pain",
        ] {
            let found = codes(&[link(words, "mailto:a@example.org")]);

            let expected = match words {
                "More" => vec![Code::UselessLinkText],
                _ => vec![],
            };
            assert_eq!(found, expected, "{words}");
        }
    }

    #[test]
    fn a_link_that_is_partly_bold_is_one_link() {
        let (url, other) = ("https://example.org/", "https://example.com/");

        assert_eq!(
            codes(&[link("the ", url), link("here", url), link(" and now", url)]),
            []
        );
        assert_eq!(
            codes(&[link("click ", url), link("here", url)]),
            [Code::UselessLinkText]
        );
        assert_eq!(
            codes(&[link("sciatica ", url), link("here", other)]),
            [Code::UselessLinkText]
        );
    }

    #[test]
    fn links_with_the_same_words_and_other_targets_are_found_once() {
        let (url, other) = ("https://example.org/", "https://example.com/");
        let and = || text(" and ");

        let twice = [
            link("the study", url),
            and(),
            link("The study,", other),
            and(),
            link("the study", url),
        ];
        let same = [link("the study", url), and(), link("the study", url)];
        let different = [
            link("the study", url),
            and(),
            link("the other study", other),
        ];

        assert_eq!(codes(&twice), [Code::OneTextTwoLinks]);
        assert_eq!(codes(&same), []);
        assert_eq!(codes(&different), []);
    }
}
