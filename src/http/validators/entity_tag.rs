//! Entity tags: what names a state of a resource, or one form of it.

use std::fmt;

use actix_web::http::header::HeaderValue;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::super::coding::Coding;
use crate::content::State;
use crate::error::InvalidValue;

/// The bytes of the hash that a tag shows: enough that no two contents ever meet.
const HASH_BYTES: usize = 16;

/// Stands between a state and the form that it is seen in. No state has it.
pub const FORM_MARK: char = '.';

/// A strong entity tag of ours: the same bytes have the same tag on every node, and other bytes another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EntityTag {
    state: String,
    coding: Coding,
}

impl EntityTag {
    /// The tag of these bytes, as they are without a content coding.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        let hash = blake3::hash(bytes);
        Self {
            state: URL_SAFE_NO_PAD.encode(&hash.as_bytes()[..HASH_BYTES]),
            coding: Coding::Identity,
        }
    }

    /// The tag of something that is written, in the form that is read and written alike.
    pub fn of_state(state: &State) -> Self {
        Self {
            state: state.to_string(),
            coding: Coding::Identity,
        }
    }

    /// The tag of another form of something that is written: `form` tells it from all others.
    pub fn of_form(state: &State, form: &str) -> Self {
        Self {
            state: format!("{state}{FORM_MARK}{form}"),
            coding: Coding::Identity,
        }
    }

    /// The tag of something that is written, as readers get it: with what it rests on, so that these bytes have it alone.
    pub fn of_state_and_bytes(state: &State, bytes: &[u8]) -> Self {
        Self::of_form(state, &Self::of_bytes(bytes).state)
    }

    /// The tag with this text between its quotes, for what is written: its revision and a hash.
    ///
    /// No text may be another one with the suffix of a coding, or a write made for the one would pass for the other.
    pub fn parse(opaque: &str) -> Result<Self, InvalidValue> {
        let is_plain = |byte: u8| byte.is_ascii_graphic() && byte != b'"';
        if opaque.is_empty() || !opaque.bytes().all(is_plain) {
            let expected = "visible ASCII characters without quotes";
            return Err(InvalidValue::new(expected.to_owned(), opaque));
        }
        Ok(Self {
            state: opaque.to_owned(),
            coding: Coding::Identity,
        })
    }

    /// The tag of the same state in a coding.
    pub fn of_coding(&self, coding: Coding) -> Self {
        Self {
            state: self.state.clone(),
            coding,
        }
    }

    /// Whether a text between quotes is this tag.
    pub fn is(&self, opaque: &str) -> bool {
        opaque.strip_suffix(self.coding.tag_suffix()) == Some(&self.state)
    }

    /// Whether a text between quotes is the tag of the same state, in whichever coding.
    pub fn is_in_any_coding(&self, opaque: &str) -> bool {
        Coding::ALL
            .into_iter()
            .any(|coding| opaque.strip_suffix(coding.tag_suffix()) == Some(&self.state))
    }

    /// The value of `ETag`.
    pub fn header_value(&self) -> HeaderValue {
        HeaderValue::try_from(self.to_string()).expect("a tag is made of visible ASCII characters")
    }
}

impl fmt::Display for EntityTag {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "\"{}{}\"", self.state, self.coding.tag_suffix())
    }
}
