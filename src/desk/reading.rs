//! From what an editor has sent to a draft. There is one reader for all forms, that of seed files: a draft that comes as
//! JSON is written as one and read back, and what would not come back as it was sent is refused.

use std::collections::HashMap;

use serde_json::Value;

use super::checking::{counted, found_in};
use super::form::differences;
use super::given_ids::written_ids;
use crate::content::{
    ArticleDraft, Finding, FoundNames, Locale, MAX_TEXT_FILE_BYTES, Names, Slug, Source,
};
use crate::error::{Error, Result, Violation};
use crate::render::{Page, SeedForm, WrittenIds};
use crate::seed::{Fault, LoneArticle, Span, place_found_images};
use crate::store::Store;

/// A draft as it was sent.
#[derive(Clone, Debug)]
pub enum Sent {
    /// A seed file.
    Markdown(String),
    Json {
        draft: Box<ArticleDraft>,
        /// Whether it says which ids its author wrote.
        has_written_ids: bool,
    },
}

/// A draft that can be stored as far as its form goes; what it points at is not looked up yet.
pub struct Unchecked {
    article: LoneArticle,
    /// The same as JSON, with the page that it was read back from.
    json: Option<(ArticleDraft, Page)>,
}

/// A draft that can be stored.
pub struct Checked {
    pub draft: ArticleDraft,
    pub source: Source,
    pub findings: Vec<Finding>,
    /// Where it says its slug and its locale.
    pub slug_place: Violation,
    pub locale_place: Violation,
}

impl Unchecked {
    /// Reads what was sent for the article at a slug. The locales are that of a file that names none, and the default.
    pub fn read(
        sent: Sent,
        slug: &Slug,
        locale: &Locale,
        default_locale: &Locale,
        before: Option<&ArticleDraft>,
    ) -> Result<Self> {
        match sent {
            Sent::Markdown(text) => {
                let article = LoneArticle::read(slug.as_str(), &text, locale);
                refuse(&article, in_text)?;
                Ok(Self {
                    article,
                    json: None,
                })
            }
            Sent::Json {
                mut draft,
                has_written_ids,
            } => {
                draft.written_ids = written_ids(&draft, has_written_ids, before)?;
                let page = page_with_all_ids(&draft, slug, default_locale);
                refuse_too_large(&page)?;
                let article = LoneArticle::read(slug.as_str(), &page.text, default_locale);
                refuse(&article, |fault| in_page(fault, &page))?;
                Ok(Self {
                    article,
                    json: Some((*draft, page)),
                })
            }
        }
    }

    pub fn names(&self) -> Names {
        self.article.names()
    }

    pub fn draft(&self, found: &FoundNames) -> Option<ArticleDraft> {
        self.article.draft(found)
    }

    /// The draft and what is found in it, once its names are looked up.
    pub fn check(self, store: &Store, found: &FoundNames) -> Result<Checked> {
        let page = self.json.as_ref().map(|(_, page)| page);
        let findings = found_in(store, &self.article, found, page);
        let (slug_place, locale_place) = self.places_of_names();
        let (draft, source) = self.article.into_article(found).ok_or_else(|| {
            Error::Corrupt("a draft without faults that cannot be read".to_owned())
        })?;
        let (draft, source) = match self.json {
            Some((sent, _)) => (kept(sent, draft, found)?, Source::of("", "")),
            None => (draft, source),
        };
        Ok(Checked {
            draft,
            source,
            findings,
            slug_place,
            locale_place,
        })
    }

    fn places_of_names(&self) -> (Violation, Violation) {
        let of_member = |pointer| Violation::of_member(pointer, "address", String::new());
        let of_span = |span: Span| Violation {
            line: Some(counted(span.line)),
            column: Some(counted(span.column)),
            code: "address".to_owned(),
            ..Violation::default()
        };
        let (slug, locale) = self.article.places_of_names();
        match self.json {
            Some(_) => (of_member("#/slug"), of_member("#/locale")),
            None => (of_span(slug), of_span(locale)),
        }
    }
}

/// What is kept of a draft that was sent as JSON and read back: all of it, or it is refused.
fn kept(mut sent: ArticleDraft, read: ArticleDraft, found: &FoundNames) -> Result<ArticleDraft> {
    place_found_images(&mut sent, found);
    let written_ids = std::mem::take(&mut sent.written_ids);
    refuse_another_form(&sent, &read)?;
    Ok(ArticleDraft {
        written_ids,
        ..read
    })
}

/// Every id is written out, so that what is read back has them all; images of ours keep the names of their hashes.
fn page_with_all_ids(draft: &ArticleDraft, slug: &Slug, default_locale: &Locale) -> Page {
    let form = SeedForm {
        default_locale,
        image_paths: &HashMap::new(),
        ids: WrittenIds::All,
    };
    form.article_page(draft, slug.as_str(), false)
}

/// What no folder could hold is not taken either.
fn refuse_too_large(page: &Page) -> Result<()> {
    if page.text.len() <= MAX_TEXT_FILE_BYTES {
        return Ok(());
    }
    let message = format!(
        "an article may have {MAX_TEXT_FILE_BYTES} bytes as Markdown, got {}",
        page.text.len()
    );
    let violation = Violation::of_member("#", "max_length", message);
    Err(Error::Unfit(vec![violation]))
}

fn refuse(article: &LoneArticle, violation: impl Fn(&Fault) -> Violation) -> Result<()> {
    let faults = article.unreadable();
    if faults.is_empty() {
        return Ok(());
    }
    Err(Error::Unfit(faults.into_iter().map(violation).collect()))
}

fn in_text(fault: &Fault) -> Violation {
    Violation {
        line: Some(counted(fault.span.line)),
        column: Some(counted(fault.span.column)),
        code: fault.code.as_str().to_owned(),
        message: message_of(fault),
        ..Violation::default()
    }
}

fn in_page(fault: &Fault, page: &Page) -> Violation {
    let pointer = page.pointer(fault.span.line);
    Violation::of_member(pointer, fault.code.as_str(), message_of(fault))
}

fn message_of(fault: &Fault) -> String {
    format!("{}; {}", fault.message, fault.help)
}

/// Ids are for alignment, so what is compared has none that are written.
fn refuse_another_form(sent: &ArticleDraft, kept: &ArticleDraft) -> Result<()> {
    let tree = |draft: &ArticleDraft| {
        let draft = ArticleDraft {
            written_ids: Vec::new(),
            ..draft.clone()
        };
        serde_json::to_value(draft)
            .map_err(|error| Error::Corrupt(format!("a draft without a JSON form: {error}")))
    };
    let (sent, kept): (Value, Value) = (tree(sent)?, tree(kept)?);
    let violations = differences(&sent, &kept);
    if violations.is_empty() {
        return Ok(());
    }
    Err(Error::Unfit(violations))
}
