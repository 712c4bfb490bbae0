//! What `If-Match` and `If-None-Match` hold: tags that a client has seen, or `*` for any.

use actix_web::http::header::HeaderMap;

use super::super::coding::Coding;
use super::super::refusal::{Refusal, Result};
use super::entity_tag::{EntityTag, FORM_MARK};
use crate::error::{InvalidValue, Violation};

/// What a condition names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TagList {
    /// `*`: whatever there is.
    Any,
    /// The tags, in their order; never none.
    Tags(Vec<SeenTag>),
}

/// A tag as a client gives it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenTag {
    opaque: String,
    is_weak: bool,
}

impl TagList {
    /// The condition of all lines of a header; `None` without the header.
    ///
    /// What cannot be read is refused, and so is a list of nothing: passing over it would make a guarded write unguarded.
    pub fn read(headers: &HeaderMap, header: &str) -> Result<Option<Self>> {
        let lines: Vec<String> = headers
            .get_all(header)
            .map(|line| String::from_utf8_lossy(line.as_bytes()).into_owned())
            .collect();
        if lines.is_empty() {
            return Ok(None);
        }
        let came = lines.join(", ");
        Self::parse(&came).map(Some).ok_or_else(|| {
            let expected = "`*` or a list of ETags in their quotes, such as \"1a2b3c\"";
            let fault = InvalidValue::new(expected.to_owned(), &came);
            unreadable(header, format!("{header} {fault}"))
        })
    }

    fn parse(text: &str) -> Option<Self> {
        if text.trim_matches(SPACES) == "*" {
            return Some(Self::Any);
        }
        let mut tags = Vec::new();
        let mut rest = text.trim_start_matches(BETWEEN);
        while !rest.is_empty() {
            let (tag, after) = SeenTag::parse_first(rest)?;
            tags.push(tag);
            let next = after.trim_start_matches(SPACES);
            if !next.is_empty() && !next.starts_with(',') {
                return None;
            }
            rest = next.trim_start_matches(BETWEEN);
        }
        (!tags.is_empty()).then_some(Self::Tags(tags))
    }
}

const SPACES: [char; 2] = [' ', '\t'];
/// What may stand between two tags: lists may have empty elements (RFC 9110, section 5.6.1.2).
const BETWEEN: [char; 3] = [' ', '\t', ','];

impl SeenTag {
    /// Reads the tag that a text starts with, and gives what comes after it. Tags know no escapes: they end at their
    /// second quote, and a comma before it is theirs.
    fn parse_first(text: &str) -> Option<(Self, &str)> {
        let (is_weak, quoted) = match text.strip_prefix("W/") {
            Some(quoted) => (true, quoted),
            None => (false, text),
        };
        let (opaque, after) = quoted.strip_prefix('"')?.split_once('"')?;
        let is_readable =
            !opaque.contains(|character: char| character.is_ascii_control() || character == ' ');
        let tag = Self {
            opaque: opaque.to_owned(),
            is_weak,
        };
        is_readable.then_some((tag, after))
    }

    /// Weak comparison: the same tag, weak or not. Proxies make tags weak, and a reader's copy is as good then.
    pub fn is_weakly(&self, current: &EntityTag) -> bool {
        current.is(&self.opaque)
    }

    /// The text of the state that a strong tag of ours names.
    pub fn state(&self) -> Option<String> {
        let uncoded = Coding::ALL
            .into_iter()
            .filter(|coding| *coding != Coding::Identity)
            .find_map(|coding| self.opaque.strip_suffix(coding.tag_suffix()));
        let form = uncoded.unwrap_or(&self.opaque);
        let state = form.split(FORM_MARK).next()?;
        (!self.is_weak).then(|| state.to_owned())
    }

    /// Strong comparison with the state that a tag names, whichever coding it was seen in: a client that has read the
    /// brotli form knows the state that it replaces.
    pub fn names_state(&self, current: &EntityTag) -> bool {
        !self.is_weak && current.is_in_any_coding(&self.opaque)
    }
}

/// The refusal of a header that breaks its rules.
pub fn unreadable(header: &str, message: String) -> Refusal {
    Refusal::Unreadable(vec![Violation::of_parameter(header, "invalid", message)])
}
