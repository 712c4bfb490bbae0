//! Query parameters, read whole: every fault of a query is reported at once.

use actix_web::HttpRequest;
use percent_encoding::percent_decode_str;

use super::head::escapes_are_whole;
use crate::content::{Locale, ReferenceKey, Slug, revision_number};
use crate::error::{Error, InvalidValue, Result, Violation, shown};

/// The parameters of one request. What nobody takes is an error.
pub struct Query {
    given: Vec<(String, String)>,
    /// Names that were asked for, given or not.
    known: Vec<&'static str>,
    violations: Vec<Violation>,
}

impl Query {
    pub fn of(request: &HttpRequest) -> Self {
        let mut query = Self {
            given: Vec::new(),
            known: Vec::new(),
            violations: Vec::new(),
        };
        let written = request.query_string().split('&');
        for pair in written.filter(|pair| !pair.is_empty()) {
            query.take(pair);
        }
        query
    }

    /// Reads one `name=value`. What a lenient reader would mend is refused: two readers would mend it differently.
    fn take(&mut self, pair: &str) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        match (decoded(name), decoded(value)) {
            (Ok(name), Ok(value)) => self.given.push((name, value)),
            (Err(fault), _) => self.refuse(
                &shown(name),
                "encoding",
                format!("the name of the parameter {} {fault}", shown(name)),
            ),
            (Ok(name), Err(fault)) => {
                let name = shown(&name);
                self.refuse(
                    &name,
                    "encoding",
                    format!("{name} {fault}, got `{}`", shown(value)),
                );
            }
        }
    }

    /// Takes a parameter that may be missing.
    pub fn optional<T>(
        &mut self,
        name: &'static str,
        parse: impl Fn(&str) -> std::result::Result<T, InvalidValue>,
    ) -> Option<T> {
        self.known.push(name);
        let values: Vec<String> = self
            .given
            .iter()
            .filter(|(given, _)| given == name)
            .map(|(_, value)| value.clone())
            .collect();
        let [value] = values.as_slice() else {
            if values.len() > 1 {
                self.refuse(
                    name,
                    "repeated",
                    format!("{name} may be given once, came {} times", values.len()),
                );
            }
            return None;
        };
        match parse(value) {
            Ok(parsed) => Some(parsed),
            Err(error) => {
                self.refuse(name, "invalid", format!("{name} {error}"));
                None
            }
        }
    }

    /// Refuses a parameter when any other was given than those that may stand beside it.
    pub fn refuse_beside(&mut self, name: &'static str, allowed: &[&str]) {
        let is_other = |given: &&str| *given != name && !allowed.contains(given);
        let others: Vec<String> = self
            .given
            .iter()
            .map(|(given, _)| given.as_str())
            .filter(is_other)
            .map(shown)
            .collect();
        if !others.is_empty() {
            let message = format!(
                "beside {name} only {} may stand, came {}",
                allowed.join(" and "),
                others.join(", ")
            );
            self.refuse(name, "combination", message);
        }
    }

    /// Ends the reading: refuses what nobody took, and the whole query if anything was at fault.
    pub fn finish(mut self) -> Result<()> {
        let unknown: Vec<String> = self
            .given
            .iter()
            .map(|(name, _)| name)
            .filter(|name| !self.known.contains(&name.as_str()))
            .cloned()
            .collect();
        let allowed = if self.known.is_empty() {
            "none".to_owned()
        } else {
            self.known.join(", ")
        };
        for name in unknown {
            let name = shown(&name);
            self.refuse(
                &name,
                "unknown",
                format!("{name} is not a parameter here; allowed: {allowed}"),
            );
        }
        if self.violations.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(self.violations))
        }
    }

    fn refuse(&mut self, parameter: &str, code: &str, message: String) {
        const MAX_VIOLATIONS: usize = 100;
        if self.violations.len() == MAX_VIOLATIONS {
            return;
        }
        self.violations
            .push(Violation::of_parameter(parameter, code, message));
    }
}

/// A name or value as it was meant (`application/x-www-form-urlencoded`), or what is wrong with it.
fn decoded(text: &str) -> std::result::Result<String, &'static str> {
    if !escapes_are_whole(text) {
        return Err("must have two hexadecimal digits after each `%`");
    }
    let spaced = text.replace('+', " ");
    let decoded = percent_decode_str(&spaced)
        .decode_utf8()
        .map_err(|_| "must be UTF-8 once its escapes are read")?;
    if decoded
        .chars()
        .any(|character| character.is_ascii_control())
    {
        return Err("may not have control characters");
    }
    Ok(decoded.into_owned())
}

/// Refuses every query where an operation takes no parameters.
pub fn none(request: &HttpRequest) -> Result<()> {
    Query::of(request).finish()
}

/// The locale of an operation that takes no other parameter.
pub fn locale(request: &HttpRequest) -> Result<Option<Locale>> {
    let mut query = Query::of(request);
    let locale = query.optional("locale", Locale::parse);
    query.finish()?;
    Ok(locale)
}

/// The slug in a path. What cannot be a slug names nothing.
pub fn slug(what: &'static str, text: &str) -> Result<Slug> {
    Slug::parse(text).map_err(|_| Error::NotFound {
        what,
        name: text.to_owned(),
    })
}

/// The key in a path. What cannot be a key names nothing.
pub fn key(text: &str) -> Result<ReferenceKey> {
    ReferenceKey::parse(text).map_err(|_| Error::NotFound {
        what: "reference",
        name: text.to_owned(),
    })
}

/// The number of a revision in a path. What cannot be a number names nothing.
pub fn revision(text: &str) -> Result<i32> {
    revision_number(text).map_err(|_| Error::Missing {
        what: "revision",
        name: text.to_owned(),
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]
mod tests;
