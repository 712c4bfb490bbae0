//! Pages that somebody has saved or copied, as typed articles. What is peculiar to HTML or to plain text is the business
//! of `html` and `text_page`; here is what both have in common.

mod assembling;
mod citations;
mod closing_words;
mod converting;
mod entries;
pub(super) mod excerpt;
pub(super) mod flow;
pub(super) mod furniture;
mod headings;
mod images;
mod inlines;
mod joining;
mod labels;
mod lists;
mod names;
pub(super) mod notes;
pub(super) mod purposes;
mod reference_list;
mod sections;
mod simple;
mod tables;
mod tips;
mod topics;

#[cfg(test)]
mod tests;

use url::Url;

use super::html;
use super::text_page;
use super::{Imported, Note};
use crate::content::{Locale, Moment, Slug};
use assembling::assemble;
use notes::Notes;

/// Where a page comes from.
pub struct PageSource<'a> {
    /// The file's name, as notes give it.
    pub file: &'a str,
    /// The language of a page that names none.
    pub default_locale: &'a Locale,
    /// The image files that stand beside the page, by their relative path as the page writes it.
    pub files: &'a dyn Fn(&str) -> Option<Vec<u8>>,
}

/// What is known of a page from outside its text.
#[derive(Clone, Debug, Default)]
pub struct PageMeta {
    pub title: Option<String>,
    pub summary: Option<String>,
    pub slug: Option<Slug>,
    pub locale: Option<Locale>,
    /// The address of the page; relative links are resolved against it.
    pub address: Option<Url>,
    pub first_published_at: Option<Moment>,
    /// The names of the authors.
    pub authors: Vec<String>,
    pub keywords: Vec<String>,
    /// True when it was not public.
    pub is_draft: bool,
}

/// Reads a saved web page: its metadata, and of its body the main content.
pub fn import_html_page(html: &str, source: &PageSource) -> Imported {
    let mut notes = Notes::new(source.file);
    let (flow, meta) = html::read_page(html, &mut notes);
    assemble(flow, meta, source, notes)
}

/// Reads the body of an article in HTML, such as a post of a blog, or Markdown that was rendered.
pub fn import_html_body(html: &str, meta: PageMeta, source: &PageSource) -> Imported {
    let mut notes = Notes::new(source.file);
    let flow = html::read_body(html, meta.address.as_ref(), &mut notes);
    assemble(flow, meta, source, notes)
}

/// Reads the plain text that a copy of a page gives.
pub fn import_text_page(text: &str, source: &PageSource) -> Imported {
    let mut notes = Notes::new(source.file);
    let (flow, meta) = text_page::read_page(text, &mut notes);
    assemble(flow, meta, source, notes)
}

impl From<Notes<'_>> for Vec<Note> {
    fn from(notes: Notes) -> Self {
        notes.into_list()
    }
}
