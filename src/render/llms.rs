//! What is here, for language models (llmstxt.org).

use super::FeedPlace;
use super::feeds::title;
use crate::content::{Addresses, Feed, FeedEntry};

const SUMMARY: &str = "Articles about health that cite their evidence: each claim names its sources and how strong they are. \
    What an article says is general and no advice for one person.";

/// What else there is, by path: its name and what it is.
const REST: [(&str, &str, &str); 6] = [
    (
        "/v1/therapies",
        "Therapies",
        "treatments that articles write about, and what they are claimed to help with",
    ),
    (
        "/v1/conditions",
        "Conditions",
        "what is treated, with red flags and what helps",
    ),
    (
        "/v1/references",
        "References",
        "every source, with identifiers and notices of retraction",
    ),
    (
        "/openapi.yaml",
        "OpenAPI document",
        "every operation of the API",
    ),
    ("/docs", "Documentation", "a page to read and try the API"),
    (
        "/atom.xml",
        "Feed",
        "what was published or changed, the newest first",
    ),
];

/// One page of the list, as Markdown.
pub fn llms_text(feed: &Feed, place: &FeedPlace<'_>) -> String {
    let addresses = place.addresses;
    let mut text = format!("# {}\n\n> {SUMMARY}\n\n", escaped(&title(addresses)));
    text.push_str(
        "Every article is Markdown with a footnote for each source; the same address without `.md` is JSON.\n",
    );
    text.push_str("\n## Articles\n\n");
    for entry in &feed.entries {
        add_article(&mut text, entry, addresses);
    }
    if let Some(next) = place.next() {
        text.push_str(&format!(
            "- [More articles]({next}): the next page of this list\n"
        ));
    }
    text.push_str("\n## Optional\n\n");
    for (path, name, meaning) in REST {
        text.push_str(&format!("- [{name}]({}): {meaning}\n", addresses.at(path)));
    }
    text
}

/// A language stands in the note, because nothing but a colon may stand between a link and its note.
fn add_article(text: &mut String, entry: &FeedEntry, addresses: &Addresses) {
    let article = &entry.article;
    let language = match &article.locale {
        locale if locale == addresses.default_locale() => String::new(),
        locale => format!("({locale}) "),
    };
    text.push_str(&format!(
        "- [{}]({}): {language}{}\n",
        escaped(&article.title),
        addresses.article(&article.slug, &article.locale, ".md"),
        escaped(&article.summary)
    ));
}

/// Text on one line that stays text.
fn escaped(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut out = String::with_capacity(text.len());
    for c in words.join(" ").chars() {
        match c {
            // Readers that look for the first `]` are many, the parser of the convention among them.
            '[' => out.push_str("&#91;"),
            ']' => out.push_str("&#93;"),
            '\\' | '<' | '>' | '*' | '_' | '`' | '&' | '#' | '~' | '|' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}
