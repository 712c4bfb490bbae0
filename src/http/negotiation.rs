//! What representation is wanted, and of what kind a body is (RFC 9110, sections 8.3, 8.4 and 12.5.1).

pub mod preferences;

use std::cmp::Reverse;

use actix_web::http::header::{ACCEPT, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName};
use preferences::{Preference, Weight, named_with_parameters};

use super::refusal::{Refusal, Result};
use crate::error::shown;

/// Whether an answer of this media type is wanted.
///
/// The most specific range that matches decides, and `q=0` excludes. Without the header everything is wanted; a header
/// without one element that can be read counts as absent, because refusing would help nobody.
pub fn accepts(headers: &HeaderMap, media_type: &str) -> bool {
    preferred(headers, &[media_type]).is_some()
}

/// The media type that is wanted most, the first among equals; `None` when none is wanted.
pub fn preferred<'offer>(headers: &HeaderMap, offered: &[&'offer str]) -> Option<&'offer str> {
    if wants_anything_or_the_first(headers, offered) {
        return offered.first().copied();
    }
    let ranges: Vec<MediaRange> = Preference::all(headers, &ACCEPT)
        .into_iter()
        .filter_map(MediaRange::of)
        .collect();
    if ranges.is_empty() {
        return offered.first().copied();
    }
    offered
        .iter()
        .map(|offer| (*offer, weight(&ranges, offer)))
        .filter(|(_, weight)| *weight > Weight::ZERO)
        // The first of equal ones: the server's order is its own preference.
        .min_by_key(|(_, weight)| Reverse(*weight))
        .map(|(offer, _)| offer)
}

/// What programs mostly say, for which nothing has to be weighed.
fn wants_anything_or_the_first(headers: &HeaderMap, offered: &[&str]) -> bool {
    let mut lines = headers.get_all(ACCEPT);
    match (lines.next(), lines.next()) {
        (None, _) => true,
        (Some(line), None) => offered
            .first()
            .is_some_and(|first| line == "*/*" || line == first),
        (Some(_), Some(_)) => false,
    }
}

/// The same, where a client that wants none of them is told what there is.
pub fn chosen<'offer>(headers: &HeaderMap, offered: &[&'offer str]) -> Result<&'offer str> {
    preferred(headers, offered).ok_or_else(|| Refusal::NotAcceptable {
        offered: offered.iter().map(|offer| (*offer).to_owned()).collect(),
    })
}

/// Which of the media types that an operation takes its body has.
///
/// A charset other than UTF-8 is refused; other parameters change nothing.
pub fn body_type<'taken>(headers: &HeaderMap, taken: &[&'taken str]) -> Result<&'taken str> {
    let lines = lines(headers, CONTENT_TYPE);
    let refusal = |came: &str| Refusal::UnsupportedMediaType {
        came: shown(came),
        taken: taken.iter().map(|known| (*known).to_owned()).collect(),
    };
    let came = match lines.as_slice() {
        [] => return Err(refusal("nothing")),
        [line] => line,
        several => return Err(refusal(&several.join(", "))),
    };
    named_with_parameters(came)
        .filter(|(_, parameters)| parameters.iter().all(keeps_utf_8))
        .and_then(|(name, _)| taken.iter().find(|known| known.eq_ignore_ascii_case(&name)))
        .copied()
        .ok_or_else(|| refusal(came))
}

/// Refuses a body in a content coding; bodies are taken as they are.
pub fn refuse_coding(headers: &HeaderMap) -> Result<()> {
    let came = lines(headers, CONTENT_ENCODING).join(", ");
    let is_plain = came
        .split(',')
        .map(|coding| coding.trim_matches([' ', '\t']))
        .all(|coding| coding.is_empty() || coding.eq_ignore_ascii_case("identity"));
    if is_plain {
        Ok(())
    } else {
        Err(Refusal::UnsupportedCoding { came: shown(&came) })
    }
}

/// A media range of `Accept`, such as `text/*` or `text/html;level=1`.
struct MediaRange(Preference);

impl MediaRange {
    /// `None` for what no media type can match, such as `gzip` or `*/json`.
    fn of(mut preference: Preference) -> Option<Self> {
        // A star alone is what Java's own client has long sent for `*/*`.
        if preference.name == "*" {
            preference.name = "*/*".to_owned();
        }
        let (main, sub) = preference.name.split_once('/')?;
        let is_range = main != "*" || sub == "*";
        is_range.then_some(Self(preference))
    }

    /// How closely the range matches: by its name, then by its parameters; `None` when it does not.
    fn closeness(&self, name: &str, parameters: &[(String, String)]) -> Option<(u8, usize)> {
        let is_within = match self.0.name.strip_suffix("/*") {
            Some("*") => true,
            Some(main) => name.split_once('/').is_some_and(|(own, _)| own == main),
            None => self.0.name == name,
        };
        // Whatever is offered is UTF-8, whether its media type says so or not.
        let has_parameters = self.0.parameters.iter().all(|wanted| {
            (wanted.0 == "charset" && keeps_utf_8(wanted)) || parameters.contains(wanted)
        });
        let precision = match self.0.name.split_once('/') {
            Some(("*", _)) => 0,
            Some((_, "*")) => 1,
            _ => 2,
        };
        (is_within && has_parameters).then_some((precision, self.0.parameters.len()))
    }
}

/// How much a media type is wanted: what the closest range says.
fn weight(ranges: &[MediaRange], media_type: &str) -> Weight {
    let (name, parameters) =
        named_with_parameters(media_type).expect("the media types that we offer can be read");
    ranges
        .iter()
        .filter_map(|range| Some((range.closeness(&name, &parameters)?, range.0.weight)))
        .max()
        .map_or(Weight::ZERO, |(_, weight)| weight)
}

/// Whether a parameter leaves the text in UTF-8.
fn keeps_utf_8((name, value): &(String, String)) -> bool {
    name != "charset" || value.eq_ignore_ascii_case("utf-8")
}

fn lines(headers: &HeaderMap, header: HeaderName) -> Vec<String> {
    headers
        .get_all(header)
        .map(|line| String::from_utf8_lossy(line.as_bytes()).into_owned())
        .collect()
}

#[cfg(test)]
mod tests;
