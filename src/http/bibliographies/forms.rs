//! Writing a bibliography in the form that is wanted.

use actix_web::web;

use super::{Form, Wish};
use crate::content::{
    BibliographyEntry, CitationStyle, Reference, format_bibliography, format_references,
};
use crate::http::refusal::{Refusal, Result};
use crate::render::{BibliographyFormat, bibliography, formatted_page, formatted_text};

/// The entries of an article, formatted and in the order of the style where one is wanted.
pub async fn in_style(
    entries: Vec<BibliographyEntry>,
    wish: Wish,
) -> Result<Vec<BibliographyEntry>> {
    match style_for(wish) {
        Some(style) => aside(move || format_bibliography(entries, style)).await,
        None => Ok(entries),
    }
}

/// References in their own order, formatted where a style is wanted.
pub async fn all_in_style(mut references: Vec<Reference>, wish: Wish) -> Result<Vec<Reference>> {
    let Some(style) = style_for(wish) else {
        return Ok(references);
    };
    aside(move || {
        format_references(&mut references, style);
        references
    })
    .await
}

/// The text of a form other than JSON. The entries are formatted, if the form wants that.
pub async fn text_of(title: String, entries: Vec<BibliographyEntry>, wish: Wish) -> Result<String> {
    let style = style_for(wish).unwrap_or(CitationStyle::Vancouver);
    aside(move || {
        let references = || -> Vec<Reference> {
            let references = entries.iter().map(|entry| entry.reference.clone());
            references.collect()
        };
        match wish.form {
            Form::Page => formatted_page(&title, &entries, style),
            Form::Text => formatted_text(&entries, style),
            Form::Json | Form::CslJson => bibliography(&references(), BibliographyFormat::CslJson),
            Form::Bibtex => bibliography(&references(), BibliographyFormat::Bibtex),
            Form::Ris => bibliography(&references(), BibliographyFormat::Ris),
        }
    })
    .await
}

fn style_for(wish: Wish) -> Option<CitationStyle> {
    match wish.form {
        Form::Page | Form::Text => Some(wish.style.unwrap_or(CitationStyle::Vancouver)),
        Form::Json => wish.style,
        Form::CslJson | Form::Bibtex | Form::Ris => None,
    }
}

/// On a thread of its own: a long bibliography must not hold up a worker.
async fn aside<T: Send + 'static>(write: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let written = web::block(write).await;
    written.map_err(|_| Refusal::Overloaded {
        retry_after_seconds: 1,
    })
}
