//! Conditions of reads.

use std::time::{SystemTime, UNIX_EPOCH};

use actix_web::http::header::{
    HeaderMap, HeaderName, HttpDate, IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH,
    IF_UNMODIFIED_SINCE,
};

use super::super::refusal::Result;
use super::entity_tag::EntityTag;
use super::tag_list::TagList;
use super::whole_seconds;
use crate::content::Moment;

/// The conditions of a `GET` or `HEAD`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conditions {
    if_match: Option<TagList>,
    if_none_match: Option<TagList>,
    /// In seconds since 1970, like the other date.
    if_modified_since: Option<i64>,
    if_unmodified_since: Option<i64>,
}

/// What the conditions of a read make of its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The answer goes out whole.
    Send,
    /// 304: the client has it.
    NotModified,
    /// 412: it is not what the client means.
    Failed,
}

impl Conditions {
    /// Reads the conditions. Tags that cannot be read are refused; dates that cannot be read are passed over, as
    /// RFC 9110 has it.
    pub fn read(headers: &HeaderMap) -> Result<Self> {
        let all = [
            IF_MATCH,
            IF_NONE_MATCH,
            IF_MODIFIED_SINCE,
            IF_UNMODIFIED_SINCE,
        ];
        if !all.iter().any(|name| headers.contains_key(name)) {
            return Ok(Self::default());
        }
        Ok(Self {
            if_match: TagList::read(headers, "If-Match")?,
            if_none_match: TagList::read(headers, "If-None-Match")?,
            if_modified_since: date(headers, IF_MODIFIED_SINCE),
            if_unmodified_since: date(headers, IF_UNMODIFIED_SINCE),
        })
    }

    /// Judges a read of what is there, in the order of RFC 9110, section 13.2.2. `current` is the tag that a 200 would
    /// have, with its coding.
    ///
    /// A tag in `If-None-Match` must be the one in that very coding: the 304 carries the current tag, and a cache finds
    /// the stored answer by it. Whoever holds the brotli form and asks for it again gets brotli chosen again.
    pub fn judge_read(&self, current: &EntityTag, modified_at: Option<Moment>) -> Verdict {
        let modified_at = modified_at.map(whole_seconds);
        if !self.is_what_is_meant(current, modified_at) {
            Verdict::Failed
        } else if self.is_known(current, modified_at) {
            Verdict::NotModified
        } else {
            Verdict::Send
        }
    }

    /// Steps 1 and 2: with tags the date does not count.
    fn is_what_is_meant(&self, current: &EntityTag, modified_at: Option<i64>) -> bool {
        match (&self.if_match, self.if_unmodified_since, modified_at) {
            (Some(TagList::Any), _, _) => true,
            (Some(TagList::Tags(tags)), _, _) => tags.iter().any(|tag| tag.names_state(current)),
            (None, Some(since), Some(modified_at)) => modified_at <= since,
            (None, _, _) => true,
        }
    }

    /// Steps 3 and 4: with tags the date does not count.
    fn is_known(&self, current: &EntityTag, modified_at: Option<i64>) -> bool {
        match (&self.if_none_match, self.if_modified_since, modified_at) {
            (Some(TagList::Any), _, _) => true,
            (Some(TagList::Tags(tags)), _, _) => tags.iter().any(|tag| tag.is_weakly(current)),
            (None, Some(since), Some(modified_at)) => modified_at <= since,
            (None, _, _) => false,
        }
    }
}

/// The one date of a header; a list is none.
fn date(headers: &HeaderMap, header: HeaderName) -> Option<i64> {
    let mut lines = headers.get_all(header);
    let (Some(line), None) = (lines.next(), lines.next()) else {
        return None;
    };
    let date: HttpDate = line.to_str().ok()?.parse().ok()?;
    let since = SystemTime::from(date).duration_since(UNIX_EPOCH).ok()?;
    i64::try_from(since.as_secs()).ok()
}
