//! Content as text: the seed files that an author would write by hand. No I/O.
//!
//! The law is that the reader in `seed` takes what is written here for the same content. It holds for all that the reader
//! itself can produce, which is less than the types allow; these forms of it are normal:
//!
//! - Running text neither begins nor ends with a space, tab or line break, but for a line break that follows a label.
//!   Neighbouring texts differ in their marks, no text is empty, and none holds a line end or a control character.
//! - Plain text (headings, titles, labels, questions) is one line without spaces around it.
//! - A citation names several references only when it has no locator.
//! - Captions of figures and cells of tables hold no line break.
//! - An item that begins with bold words and a colon has them as its label. One with a claim and a therapy or condition of
//!   its own has a label, whose words carry it.
//! - The size of an image is written for images elsewhere only; a file in `media/` has its own.
//! - Names of classifications of a condition stand together, each with its codes.

pub mod yaml;

mod attributes;
mod blocks;
mod body;
mod boxes;
mod escapes;
mod front_matter;
mod ids;
mod images;
mod items;
mod lists;
mod marks;
mod page;
mod text;
mod tokens;

mod bibliography;
mod calendar;
mod event_stream;
mod evidence_page;
mod feeds;
mod formats;
mod formatted;
mod llms;
mod plan_text;
mod sitemap;
mod source_addresses;
mod xml;

use std::collections::HashMap;

pub use bibliography::{BibliographyFormat, Omission, bibliography, omissions};
pub use calendar::calendar;
pub use event_stream::{ServerEvent, write_comment};
pub use evidence_page::evidence_page;
pub use feeds::{FeedPlace, atom, json_feed};
pub use formats::{
    article_html, article_json_ld, article_markdown, article_page, article_text, condition_html,
    condition_json_ld, condition_page, therapy_html, therapy_json_ld, therapy_page,
};
pub use formatted::{formatted_page, formatted_text};
pub use llms::llms_text;
pub use page::Page;
pub use plan_text::{PlanLook, applied_summary, change_line, plan_text, summary};
pub use sitemap::sitemap;

use crate::content::{ArticleDraft, Block, Condition, Locale, Person, Therapy};
use blocks::Writer;
use ids::Ids;

/// How content is written as seed files.
pub struct SeedForm<'a> {
    /// The locale of articles that name none.
    pub default_locale: &'a Locale,
    /// The path in `media/` of each address `/media/{sha256}.{ext}` that an image has in stored content.
    pub image_paths: &'a HashMap<String, String>,
    /// Which ids are written out.
    pub ids: WrittenIds,
}

/// Which ids are written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrittenIds {
    /// Those that an author wrote. Descriptions of therapies and conditions do not say which these are: there it is all
    /// that do not look like an id that alignment derives.
    Authored,
    /// Every id that a place has.
    All,
}

impl SeedForm<'_> {
    /// An article. `stem` is the name of its file without `.md`. The slug and the locale are written only where the file
    /// does not imply them, and `draft: true` only where the name of the file does not say it.
    pub fn article(&self, draft: &ArticleDraft, stem: &str, is_draft: bool) -> String {
        self.article_page(draft, stem, is_draft).text
    }

    /// The same, with the line of each member and block.
    pub fn article_page(&self, draft: &ArticleDraft, stem: &str, is_draft: bool) -> Page {
        let writer = Writer {
            image_paths: self.image_paths,
            ids: match self.ids {
                WrittenIds::All => Ids::All,
                WrittenIds::Authored => Ids::these(&draft.written_ids),
            },
        };
        let mut page = Page::default();
        page.push("---\n");
        for (pointer, lines) in front_matter::of_article(self, draft, stem, is_draft) {
            page.push_part(pointer, &lines);
        }
        page.push("---\n");
        let mut before = "\n";
        for (pointer, text) in body::of_article(&writer, draft) {
            page.push(before);
            page.push_part(pointer, &text);
            before = "\n\n";
        }
        if before != "\n" {
            page.push("\n");
        }
        page
    }

    /// A therapy, with the name of its file without `.md`.
    pub fn therapy(&self, therapy: &Therapy, stem: &str) -> String {
        let front = front_matter::of_therapy(therapy, stem);
        file(&front, &self.description(&therapy.description))
    }

    /// A condition, with the name of its file without `.md`.
    pub fn condition(&self, condition: &Condition, stem: &str) -> String {
        let front = front_matter::of_condition(condition, stem);
        file(&front, &self.description(&condition.description))
    }

    /// The file `people.yaml`.
    pub fn people(&self, people: &[Person]) -> String {
        front_matter::of_people(people)
    }

    /// One block, as it stands in a body.
    pub fn block(&self, block: &Block) -> String {
        self.description(std::slice::from_ref(block))
    }

    fn description(&self, blocks: &[Block]) -> String {
        let writer = Writer {
            image_paths: self.image_paths,
            ids: match self.ids {
                WrittenIds::All => Ids::All,
                WrittenIds::Authored => Ids::NotDerived,
            },
        };
        writer.blocks(blocks)
    }
}

fn file(front_matter: &str, body: &str) -> String {
    if body.is_empty() {
        return format!("---\n{front_matter}---\n");
    }
    format!("---\n{front_matter}---\n\n{body}\n")
}
