//! What a handler gives: a representation, or that something was done, and what HTTP says about it. `finishing.rs` makes
//! the response of it.

use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue, LOCATION};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, Responder};
use serde::Serialize;

use super::streams::Streamed;
use super::validators::EntityTag;
use crate::content::{Moment, Tagged, Tags, Written};
use crate::error::{Error, Result};

/// What nginx and others call the wish that they send on each part as it comes.
const NOT_BUFFERED: HeaderName = HeaderName::from_static("x-accel-buffering");

/// An answer, before the client's wishes are looked at.
#[derive(Debug)]
pub struct Answer {
    pub(super) status: StatusCode,
    pub(super) content: Option<Content>,
    /// What is made while it is sent, in place of a content.
    pub(super) streamed: Option<Streamed>,
    pub(super) sharing: Sharing,
    pub(super) tags: Tags,
    pub(super) modified_at: Option<Moment>,
    /// The tag of something that is written, where the bytes do not decide it.
    pub(super) entity_tag: Option<EntityTag>,
    pub(super) headers: Vec<(HeaderName, HeaderValue)>,
    /// The media types among which `Accept` has chosen; none where the address alone decides.
    pub(super) offered: &'static [&'static str],
}

/// The bytes of a representation and their media type.
#[derive(Clone, Debug)]
pub struct Content {
    pub media_type: &'static str,
    pub bytes: Bytes,
}

/// Who may keep an answer, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// All caches, for the ages of the settings.
    Public,
    /// The same for a list, which shared caches ask for again sooner.
    PublicList,
    /// All caches, which ask each time whether it is still the answer.
    PublicAsked,
    /// All caches, for ever: the address holds a hash of the bytes.
    Immutable,
    /// The client's own cache, because other clients are given another form of it at the same address.
    OwnCache,
    /// Nobody: it is of this moment, or for one client alone.
    Nobody,
}

impl Answer {
    /// A value with what it rests on, as JSON that all caches may keep.
    pub fn public<T: Serialize>(found: Tagged<T>) -> Result<Self> {
        let Tagged {
            value,
            tags,
            modified_at,
        } = found;
        Ok(Self {
            tags,
            modified_at,
            ..Self::of(json(&value)?, Sharing::Public)
        })
    }

    /// JSON with what it rests on, that all caches may keep.
    pub fn public_document(found: Tagged<Vec<u8>>) -> Self {
        let content = Content {
            media_type: "application/json",
            bytes: found.value.into(),
        };
        Self {
            tags: found.tags,
            modified_at: found.modified_at,
            ..Self::of(content, Sharing::Public)
        }
    }

    /// Something that is written, as readers get it. Its tag is that of its state and of these bytes, so that a write can
    /// name it.
    pub fn written<T: Serialize>(written: Written<T>) -> Result<Self> {
        let answer = Self::public(written.found)?;
        let content = answer.content.as_ref();
        let bytes = content.map_or(&[][..], |content| &content.bytes);
        let tag = EntityTag::of_state_and_bytes(&written.state, bytes);
        Ok(answer.with_entity_tag(tag))
    }

    /// The same for whoever has just written it.
    pub fn for_its_writer(mut self) -> Self {
        self.sharing = Sharing::Nobody;
        self
    }

    /// A list with what it rests on.
    pub fn public_list<T: Serialize>(found: Tagged<T>) -> Result<Self> {
        let mut answer = Self::public(found)?;
        answer.sharing = Sharing::PublicList;
        Ok(answer)
    }

    /// A text with what it rests on, in a form of its own, that all caches may keep.
    pub fn public_text(found: Tagged<String>, media_type: &'static str) -> Self {
        let bytes = found.value.into();
        Self {
            tags: found.tags,
            modified_at: found.modified_at,
            ..Self::of(Content { media_type, bytes }, Sharing::Public)
        }
    }

    /// Bytes of a media type.
    pub fn of(content: Content, sharing: Sharing) -> Self {
        Self {
            content: Some(content),
            ..Self::empty(StatusCode::OK, sharing)
        }
    }

    /// What is made while it is sent. It has no end that could be known beforehand, so nobody keeps it, it has no tag and no
    /// coding; what stands between is asked not to hold it back.
    pub fn streamed(streamed: Streamed) -> Self {
        let answer = Self {
            streamed: Some(streamed),
            ..Self::empty(StatusCode::OK, Sharing::Nobody)
        };
        answer.with(NOT_BUFFERED, "no")
    }

    /// Something that comes with the program, so that only a new version changes it.
    pub fn of_program(media_type: &'static str, bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        let mut answer = Self::of(Content { media_type, bytes }, Sharing::Public);
        answer.tags.add("program", env!("CARGO_PKG_VERSION"));
        answer
    }

    /// A value of this moment, as JSON that nobody keeps.
    pub fn of_this_moment<T: Serialize>(value: &T) -> Result<Self> {
        Ok(Self::of(json(value)?, Sharing::Nobody))
    }

    /// A value for one client alone, as JSON that nobody keeps, with the tag of its bytes.
    pub fn for_editors<T: Serialize>(value: &T) -> Result<Self> {
        Ok(Self::of(json(value)?, Sharing::Nobody).for_one_client())
    }

    /// The same for one client alone, with the tag of its bytes.
    pub fn for_one_client(self) -> Self {
        let content = self.content.as_ref();
        let tag = content.map(|content| EntityTag::of_bytes(&content.bytes));
        Self {
            sharing: Sharing::Nobody,
            entity_tag: tag,
            ..self
        }
    }

    /// An answer without content.
    pub fn empty(status: StatusCode, sharing: Sharing) -> Self {
        Self {
            status,
            content: None,
            streamed: None,
            sharing,
            tags: Tags::default(),
            modified_at: None,
            entity_tag: None,
            headers: Vec::new(),
            offered: &[],
        }
    }

    /// That something was done, and nothing is to be said of it.
    pub fn done() -> Self {
        Self::empty(StatusCode::NO_CONTENT, Sharing::Nobody)
    }

    /// A redirection to a path of ours that keeps the query.
    pub fn redirect(status: StatusCode, path: &str, query: &str) -> Self {
        let mark = if query.is_empty() { "" } else { "?" };
        Self::empty(status, Sharing::Public).with(LOCATION, &format!("{path}{mark}{query}"))
    }

    /// The same with another status.
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The same with the tag of what was written.
    pub fn with_entity_tag(mut self, tag: EntityTag) -> Self {
        self.entity_tag = Some(tag);
        self
    }

    /// The same as the one of these media types that `Accept` has chosen. The first is the one that shared caches keep:
    /// they differ in how they treat `Vary: Accept`, so none of them gets another.
    pub fn chosen_of(mut self, offered: &'static [&'static str]) -> Self {
        let is_shared = self.sharing != Sharing::Nobody;
        if is_shared && self.media_type() != offered.first().copied() {
            self.sharing = Sharing::OwnCache;
        }
        self.offered = offered;
        self
    }

    fn media_type(&self) -> Option<&'static str> {
        let streamed = self.streamed.as_ref().map(|streamed| streamed.media_type);
        let content = self.content.as_ref().map(|content| content.media_type);
        content.or(streamed)
    }

    /// The same resting on one thing more.
    pub fn resting_on(mut self, kind: &str, name: &str) -> Self {
        self.tags.add(kind, name);
        self
    }

    /// The same with a header. A value with bytes that no header may have is left out.
    pub fn with(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.push((name, value));
        }
        self
    }
}

fn json<T: Serialize>(value: &T) -> Result<Content> {
    let bytes = serde_json::to_vec(value)
        .map_err(|cause| Error::Corrupt(format!("an answer cannot be written: {cause}")))?;
    Ok(Content {
        media_type: "application/json",
        bytes: bytes.into(),
    })
}

/// Hands the answer on to the exchange, which all answers pass.
impl Responder for Answer {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let mut response = HttpResponse::new(self.status);
        response.extensions_mut().insert(self);
        response
    }
}
