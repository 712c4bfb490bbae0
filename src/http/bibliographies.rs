//! Bibliographies: the references of an article, or all of them, as data and formatted. A suffix of the address names the
//! form; without one, `Accept` chooses it.

mod forms;
mod of_all;
mod of_articles;

use actix_web::HttpRequest;
use actix_web::http::header::HeaderMap;
use utoipa::IntoParams;

use super::Operations;
use super::answer::Answer;
use super::negotiation::chosen;
use super::query::Query;
use super::refusal::Result;
use crate::content::CitationStyle;

pub use of_all::list_references;
pub use of_articles::list_article_references;

/// The forms with a suffix of their own.
pub fn routes(operations: &mut impl Operations) {
    operations
        .service(of_articles::get_article_references_as_csl_json)
        .service(of_articles::get_article_references_as_bibtex)
        .service(of_articles::get_article_references_as_ris)
        .service(of_articles::get_article_references_as_text)
        .service(of_articles::get_article_references_as_page)
        .service(of_all::list_references_as_csl_json)
        .service(of_all::list_references_as_bibtex)
        .service(of_all::list_references_as_ris)
        .service(of_all::list_references_as_text)
        .service(of_all::list_references_as_page);
}

/// The style of formatted references.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(
    dead_code,
    reason = "only the document reads the field; `style_of` reads the query"
)]
struct StyleParameter {
    /// The style that references are formatted in. JSON has `formatted` in each reference then, and comes in the order
    /// of the style; text and pages are in `vancouver` without it. Such as `apa`.
    #[param(inline)]
    #[param(inline)]
    style: Option<CitationStyle>,
}

/// A form of a bibliography.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Json,
    Page,
    Text,
    CslJson,
    Bibtex,
    Ris,
}

impl Form {
    const ALL: [Self; 6] = [
        Self::Json,
        Self::Page,
        Self::Text,
        Self::CslJson,
        Self::Bibtex,
        Self::Ris,
    ];
    /// What is offered at an address without a suffix, the one for shared caches first.
    const OFFERED: [&'static str; 6] = [
        Self::Json.media_type(),
        Self::Page.media_type(),
        Self::Text.media_type(),
        Self::CslJson.media_type(),
        Self::Bibtex.media_type(),
        Self::Ris.media_type(),
    ];
    /// The same where a style is asked for: the other forms have none.
    const OFFERED_IN_STYLE: [&'static str; 3] = [
        Self::Json.media_type(),
        Self::Page.media_type(),
        Self::Text.media_type(),
    ];

    const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Page => "text/html; charset=utf-8",
            Self::Text => "text/plain; charset=utf-8",
            Self::CslJson => "application/vnd.citationstyles.csl+json",
            Self::Bibtex => "application/x-bibtex",
            Self::Ris => "application/x-research-info-systems",
        }
    }

    /// The form that a client wishes most.
    fn wished(headers: &HeaderMap, offered: &[&'static str]) -> Result<Self> {
        let wished = chosen(headers, offered)?;
        let mut forms = Self::ALL.into_iter();
        let form = forms.find(|form| form.media_type() == wished);
        Ok(form.unwrap_or(Self::Json))
    }
}

/// The form and style of an answer.
#[derive(Clone, Copy)]
struct Wish {
    form: Form,
    /// Text and pages are always in one, JSON where it was asked for.
    style: Option<CitationStyle>,
    /// The forms that there are at the address; none where a suffix has decided.
    offered: &'static [&'static str],
}

impl Wish {
    /// What a suffix says.
    fn of_suffix(form: Form, style: Option<CitationStyle>) -> Self {
        Self {
            form,
            style,
            offered: &[],
        }
    }

    /// What `Accept` says.
    fn of_headers(request: &HttpRequest, style: Option<CitationStyle>) -> Result<Self> {
        let offered: &[&str] = match style {
            Some(_) => &Form::OFFERED_IN_STYLE,
            None => &Form::OFFERED,
        };
        Ok(Self {
            form: Form::wished(request.headers(), offered)?,
            style,
            offered,
        })
    }

    /// The answer as one of the forms that there are.
    fn chosen(self, answer: Answer) -> Answer {
        if self.offered.is_empty() {
            return answer;
        }
        answer.chosen_of(self.offered)
    }
}

fn style_of(query: &mut Query) -> Option<CitationStyle> {
    query.optional("style", CitationStyle::parse)
}
