//! An article as HTML without classes, to be put into any page: every citation leads to its source, and every source back.
//! The ids of blocks are those of JSON; all others begin with `_`, as no block does.

mod blocks;
mod images;
mod references;
mod running;
mod topics;

use std::collections::{HashMap, HashSet};

use maud::{Markup, Render, html};

use super::words::{self, review_name};
use crate::content::{
    Addresses, Article, BibliographyEntry, CallToAction, Locale, Moment, Person, ReferenceKey,
    Review, SimpleBlock,
};
use crate::render::evidence_page::day;

pub use topics::{condition_html, therapy_html};

/// What the parts of one text have in common.
struct Writer<'a> {
    addresses: &'a Addresses,
    locale: &'a Locale,
    /// The sources that there are: a citation of another leads nowhere.
    sources: HashSet<&'a ReferenceKey>,
    /// The citations of each source so far, as numbers in the order of the text.
    citations: HashMap<&'a ReferenceKey, Vec<usize>>,
    citations_so_far: usize,
}

/// An article as an `article` element.
pub fn article_html(article: &Article, addresses: &Addresses) -> String {
    let mut writer = Writer::new(&article.references, &article.locale, addresses);
    html! {
        article lang=(article.locale) dir="auto" { "\n"
            (writer.head(article))
            @if let Some(hero) = &article.hero {
                figure {
                    (writer.picture(&hero.image))
                    @if hero.caption.is_some() || hero.image.credit.is_some() {
                        figcaption {
                            (hero.caption.as_deref().unwrap_or_default())
                            (writer.credit(&hero.image))
                        }
                    }
                } "\n"
            }
            (writer.blocks(&article.introduction, 2))
            @for section in &article.sections {
                section id=(section.id) { "\n"
                    (heading(section.level, None, &html! { (section.heading) })) "\n"
                    (writer.blocks(&section.blocks, section.level + 1))
                } "\n"
            }
            (writer.disclaimer(&article.disclaimer))
            @if let Some(call) = &article.call_to_action { (writer.call_to_action(call)) }
            (writer.bibliography(&article.references))
        } "\n"
    }
    .into_string()
}

impl<'a> Writer<'a> {
    fn new(
        references: &'a [BibliographyEntry],
        locale: &'a Locale,
        addresses: &'a Addresses,
    ) -> Self {
        let keys = references.iter().map(|entry| &entry.reference.key);
        Self {
            addresses,
            locale,
            sources: keys.collect(),
            citations: HashMap::new(),
            citations_so_far: 0,
        }
    }

    /// Words of ours, which are English in every article.
    fn own(&self, words: impl Render) -> Markup {
        html! {
            @if self.locale.is_english() { (words) } @else { span lang="en" dir="ltr" { (words) } }
        }
    }

    fn head(&self, article: &Article) -> Markup {
        html! {
            header { "\n"
                h1 { (article.title) } "\n"
                p { (article.summary) } "\n"
                @if !article.authors.is_empty() {
                    p { (self.own("By")) " " (people(&article.authors)) } "\n"
                }
                @if let Some(review) = &article.review { (self.review(review)) }
                p { (self.own(history(article))) } "\n"
            } "\n"
        }
    }

    fn review(&self, review: &Review) -> Markup {
        html! {
            p {
                (self.own(html! {
                    (review_name(review.kind)) " on " (day(review.last_reviewed_on))
                    @if !review.reviewed_by.is_empty() { " by" }
                }))
                @if !review.reviewed_by.is_empty() { " " (people(&review.reviewed_by)) }
                "."
                @if review.has_changed_since { " " (self.own("The text has changed since.")) }
            } "\n"
        }
    }

    fn disclaimer(&mut self, disclaimer: &'a [SimpleBlock]) -> Markup {
        html! {
            @if !disclaimer.is_empty() {
                section { "\n"
                    h2 #_disclaimer { (self.own(words::DISCLAIMER)) } "\n"
                    (self.simple_blocks(disclaimer))
                } "\n"
            }
        }
    }

    fn call_to_action(&mut self, call: &'a CallToAction) -> Markup {
        html! {
            aside aria-labelledby="_call-to-action" { "\n"
                h2 #_call-to-action { (call.title) } "\n"
                (self.simple_blocks(&call.body))
                p { a href=(call.link.href) { (call.link.label) } } "\n"
            } "\n"
        }
    }
}

fn people(people: &[Person]) -> Markup {
    html! {
        @for (nth, person) in people.iter().enumerate() {
            @if nth > 0 { ", " }
            @match &person.url {
                Some(url) => { a href=(url) { (person.name) } }
                None => { (person.name) }
            }
            @if let Some(credentials) = &person.credentials { " (" (credentials) ")" }
        }
    }
}

fn history(article: &Article) -> Markup {
    html! {
        "Published on " (moment(article.first_published_at))
        @if article.updated_at.day() > article.first_published_at.day() {
            ". Updated on " (moment(article.updated_at))
        }
        "."
    }
}

fn moment(moment: Moment) -> Markup {
    html! { time datetime=(moment) { (words::day(moment.day())) } }
}

/// A heading of a level, which HTML has six of.
fn heading(level: u8, id: Option<&str>, words: &Markup) -> Markup {
    html! {
        @match level {
            0 | 1 => { h1 id=[id] { (words) } }
            2 => { h2 id=[id] { (words) } }
            3 => { h3 id=[id] { (words) } }
            4 => { h4 id=[id] { (words) } }
            5 => { h5 id=[id] { (words) } }
            _ => { h6 id=[id] { (words) } }
        }
    }
}
