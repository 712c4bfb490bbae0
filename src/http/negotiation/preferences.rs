//! Lists of preferences, as `Accept` and `Accept-Encoding` have them: names with parameters and a weight
//! (RFC 9110, sections 5.6 and 12.4.2).

use actix_web::http::header::{HeaderMap, HeaderName};

/// One element of a list: what is preferred, and how much.
#[derive(Debug, PartialEq, Eq)]
pub struct Preference {
    /// The name in lower case, such as `text/html`, `gzip` or `*`.
    pub name: String,
    /// The parameters without the weight; their names are in lower case.
    pub parameters: Vec<(String, String)>,
    pub weight: Weight,
}

/// How much something is preferred, in thousandths; zero means that it is not wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Weight(u16);

impl Weight {
    pub const ZERO: Self = Self(0);
    pub const LEAST: Self = Self(1);
    pub const FULL: Self = Self(1000);

    /// Reads a `qvalue`. The zero in front of the point may be missing: some clients send `q=.2` in every request.
    fn parse(text: &str) -> Option<Self> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let is_short = decimals.len() <= 3 && decimals.bytes().all(|byte| byte.is_ascii_digit());
        let thousandths: u16 = format!("{decimals:0<3}").parse().ok()?;
        match whole {
            "0" if is_short => Some(Self(thousandths)),
            "" if is_short && !decimals.is_empty() => Some(Self(thousandths)),
            "1" if is_short && thousandths == 0 => Some(Self::FULL),
            _ => None,
        }
    }
}

impl Preference {
    /// The elements of all lines of a header. Those that cannot be read are left out.
    pub fn all(headers: &HeaderMap, header: &HeaderName) -> Vec<Self> {
        headers
            .get_all(header)
            .map(|line| String::from_utf8_lossy(line.as_bytes()))
            .flat_map(|line| {
                split(&line, ',')
                    .filter_map(Self::parse)
                    .collect::<Vec<_>>()
            })
            .collect()
    }

    fn parse(element: &str) -> Option<Self> {
        let (name, parameters) = named_with_parameters(element)?;
        let (weights, parameters): (Vec<_>, Vec<_>) =
            parameters.into_iter().partition(|(name, _)| name == "q");
        let weight = match weights.as_slice() {
            [] => Weight::FULL,
            [(_, weight)] => Weight::parse(weight)?,
            _ => return None,
        };
        Some(Self {
            name,
            parameters,
            weight,
        })
    }
}

/// A name in lower case with its parameters, such as `text/html; charset=utf-8`. Empty parameters are passed over.
pub fn named_with_parameters(text: &str) -> Option<(String, Vec<(String, String)>)> {
    let mut parts = split(text, ';');
    let name = parts.next().filter(|name| is_name(name))?;
    let parameters = parts
        .filter(|part| !part.is_empty())
        .map(parameter)
        .collect::<Option<_>>()?;
    Some((name.to_ascii_lowercase(), parameters))
}

/// Whether a text is a token of RFC 9110, section 5.6.2.
fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// One token, or two with a slash between them.
fn is_name(text: &str) -> bool {
    text.splitn(2, '/').all(is_token)
}

fn parameter(text: &str) -> Option<(String, String)> {
    let (name, value) = text.split_once('=')?;
    let value = match value.strip_prefix('"') {
        Some(quoted) => unquoted(quoted)?,
        None if is_token(value) => value.to_owned(),
        None => return None,
    };
    is_token(name).then(|| (name.to_ascii_lowercase(), value))
}

/// The text of a quoted string whose first quote is already gone.
fn unquoted(text: &str) -> Option<String> {
    let mut value = String::new();
    let mut characters = text.chars();
    loop {
        match characters.next()? {
            '"' => return characters.next().is_none().then_some(value),
            '\\' => value.push(characters.next()?),
            character => value.push(character),
        }
    }
}

/// The parts between separators that stand outside of quotes, without the white space around them.
fn split(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    text.split(move |character| {
        if is_escaped {
            is_escaped = false;
            return false;
        }
        match character {
            '\\' if is_quoted => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            _ => {}
        }
        character == separator && !is_quoted
    })
    .map(|part| part.trim_matches([' ', '\t']))
}

#[cfg(test)]
mod tests;
