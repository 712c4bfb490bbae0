//! The condition that every write must have: which state it was made for.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::HeaderMap;
use actix_web::{FromRequest, HttpRequest};

use super::super::refusal::{Refusal, Result};
use super::entity_tag::EntityTag;
use super::tag_list::{SeenTag, TagList, unreadable};
use crate::content::Expected;

/// Which state a write was made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Precondition {
    /// `If-None-Match: *`: nothing is there yet.
    Create,
    /// `If-Match` with tags: one of them names what is there.
    Replace(Vec<SeenTag>),
    /// `If-Match: *`: something is there, whatever it is.
    Any,
}

impl Precondition {
    /// Reads the condition of a write. One without a condition is refused, and so is one with two.
    pub fn read(headers: &HeaderMap) -> Result<Self> {
        let if_match = TagList::read(headers, "If-Match")?;
        let if_none_match = TagList::read(headers, "If-None-Match")?;
        match (if_match, if_none_match) {
            (Some(TagList::Tags(tags)), None) => Ok(Self::Replace(tags)),
            (Some(TagList::Any), None) => Ok(Self::Any),
            (None, Some(TagList::Any)) => Ok(Self::Create),
            (None, Some(TagList::Tags(_))) => Err(unreadable(
                "If-None-Match",
                "If-None-Match must be `*` in a write, which creates; to replace a state, send its ETag in If-Match"
                    .to_owned(),
            )),
            (Some(_), Some(_)) => Err(unreadable(
                "If-None-Match",
                "a write takes one condition: send If-None-Match: * to create, or If-Match to replace, not both"
                    .to_owned(),
            )),
            (None, None) => Err(Refusal::PreconditionRequired),
        }
    }

    /// The states that the write was made for, whichever forms and codings they were seen in. Weak tags name none.
    pub fn expected(&self) -> Expected {
        match self {
            Self::Create => Expected::Nothing,
            Self::Any => Expected::Anything,
            Self::Replace(tags) => {
                Expected::OneOf(tags.iter().filter_map(SeenTag::state).collect())
            }
        }
    }

    /// Whether the write was made for what is there; `None` when nothing is.
    ///
    /// Weak tags name no state. The coding in which a client has seen a state makes no difference.
    pub fn holds(&self, current: Option<&EntityTag>) -> Result<()> {
        let holds = match (self, current) {
            (Self::Create, current) => current.is_none(),
            (Self::Any, current) => current.is_some(),
            (Self::Replace(tags), Some(current)) => tags.iter().any(|tag| tag.names_state(current)),
            (Self::Replace(_), None) => false,
        };
        holds.then_some(()).ok_or(Refusal::PreconditionFailed)
    }
}

impl FromRequest for Precondition {
    type Error = Refusal;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::read(request.headers()))
    }
}
