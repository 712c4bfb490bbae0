//! A text as a page for editors: its HTML in a frame that says which other forms there are. It loads one style sheet and
//! the pictures of the text, and runs nothing.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{
    article_html, article_json_ld, condition_html, condition_json_ld, therapy_html, therapy_json_ld,
};
use crate::content::{Addresses, Article, Condition, Therapy};

/// What the frame of a page says of the text inside.
struct Frame<'a> {
    kind: &'a str,
    title: &'a str,
    summary: &'a str,
    /// The address of the text in any form.
    canonical: String,
    /// Other languages, with the address of the text in each.
    alternates: Vec<(String, String)>,
    /// The other forms and parts, with their addresses.
    links: Vec<(&'a str, String)>,
    json_ld: String,
}

/// The page of an article.
pub fn article_page(article: &Article, addresses: &Addresses) -> String {
    let form = |part: &str| addresses.article(&article.slug, &article.locale, part);
    let alternates = article.alternates.iter().map(|other| {
        let address = addresses.article(&other.slug, &other.locale, "");
        (other.locale.to_string(), address)
    });
    let frame = Frame {
        kind: "Article",
        title: &article.title,
        summary: &article.summary,
        canonical: article.links.canonical.clone(),
        alternates: alternates.collect(),
        links: vec![
            ("Evidence report", form("/evidence.html")),
            ("References", form("/references.html")),
            ("JSON", form(".json")),
            ("HTML", form(".html")),
            ("Markdown", form(".md")),
            ("Text", form(".txt")),
            ("JSON-LD", form(".jsonld")),
        ],
        json_ld: article_json_ld(article, addresses),
    };
    frame.around(&article_html(article, addresses))
}

/// The page of a therapy.
pub fn therapy_page(therapy: &Therapy, addresses: &Addresses) -> String {
    let form = |part: &str| addresses.therapy(&therapy.slug, part);
    let frame = Frame {
        kind: "Therapy",
        title: &therapy.name,
        summary: &therapy.summary,
        canonical: form(""),
        alternates: Vec::new(),
        links: vec![
            ("Articles", form("/articles")),
            ("What it helps with", form("/conditions")),
            ("JSON", form(".json")),
            ("HTML", form(".html")),
            ("JSON-LD", form(".jsonld")),
        ],
        json_ld: therapy_json_ld(therapy, addresses),
    };
    frame.around(&therapy_html(therapy, addresses))
}

/// The page of a condition.
pub fn condition_page(condition: &Condition, addresses: &Addresses) -> String {
    let form = |part: &str| addresses.condition(&condition.slug, part);
    let frame = Frame {
        kind: "Condition",
        title: &condition.name,
        summary: &condition.summary,
        canonical: form(""),
        alternates: Vec::new(),
        links: vec![
            ("Articles", form("/articles")),
            ("What helps", form("/therapies")),
            ("JSON", form(".json")),
            ("HTML", form(".html")),
            ("JSON-LD", form(".jsonld")),
        ],
        json_ld: condition_json_ld(condition, addresses),
    };
    frame.around(&condition_html(condition, addresses))
}

impl Frame<'_> {
    /// The page with the HTML of the text, which is escaped where it was made.
    fn around(&self, text: &str) -> String {
        html! {
            (DOCTYPE)
            html lang="en" { "\n"
                (self.head())
                body { "\n"
                    header {
                        p {
                            strong { (self.kind) }
                            @if !self.alternates.is_empty() {
                                " In other languages: "
                                @for (nth, (locale, address)) in self.alternates.iter().enumerate() {
                                    @if nth > 0 { ", " }
                                    a href=(address) hreflang=(locale) { (locale) }
                                }
                            }
                        }
                        nav aria-label="Other forms" {
                            ul { @for (name, address) in &self.links { li { a href=(address) { (name) } } } }
                        }
                    } "\n"
                    main { (PreEscaped(text)) } "\n"
                } "\n"
            } "\n"
        }
        .into_string()
    }

    fn head(&self) -> Markup {
        html! {
            head { "\n"
                meta charset="utf-8"; "\n"
                meta name="viewport" content="width=device-width, initial-scale=1"; "\n"
                meta name="color-scheme" content="light dark"; "\n"
                title { (self.title) } "\n"
                meta name="description" content=(self.summary); "\n"
                link rel="canonical" href=(self.canonical); "\n"
                @for (locale, address) in &self.alternates {
                    link rel="alternate" hreflang=(locale) href=(address); "\n"
                }
                link rel="icon" href="data:,"; "\n"
                link rel="stylesheet" href="/docs/article.css"; "\n"
                script type="application/ld+json" { "\n" (PreEscaped(&self.json_ld)) } "\n"
            } "\n"
        }
    }
}
