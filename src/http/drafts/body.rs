//! The body of a draft: JSON in its written form, or a text.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};

use super::super::body::{DraftBody, TextBody};
use super::super::negotiation::body_type;
use super::super::refusal::{Refusal, Result};
use super::{JSON, MARKDOWN};
use crate::content::ArticleDraft;
use crate::desk::{DraftPlace, Sent};

/// A draft as it was sent.
pub enum SentDraft {
    Json(DraftBody<ArticleDraft>),
    Markdown(String),
}

impl SentDraft {
    /// The draft, with the slug and the locale of its place where it names none.
    pub fn at(self, place: &DraftPlace) -> Result<Sent> {
        match self {
            Self::Markdown(text) => Ok(Sent::Markdown(text)),
            Self::Json(body) => {
                let has_written_ids = body.member("written_ids").is_some();
                let named = body
                    .or("slug", place.slug().as_str())
                    .or("locale", place.locale().as_str());
                let (draft, _) = named.read()?;
                Ok(Sent::Json {
                    draft: Box::new(draft),
                    has_written_ids,
                })
            }
        }
    }
}

impl FromRequest for SentDraft {
    type Error = Refusal;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, mut payload) = (request.clone(), payload.take());
        Box::pin(async move {
            if body_type(request.headers(), &[JSON, MARKDOWN])? == JSON {
                let body = DraftBody::from_request(&request, &mut payload).await?;
                return Ok(Self::Json(body));
            }
            let TextBody(text) = TextBody::from_request(&request, &mut payload).await?;
            Ok(Self::Markdown(text))
        })
    }
}
