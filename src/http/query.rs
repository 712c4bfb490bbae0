//! Query parameters, read whole: every fault of a query is reported at once.

use actix_web::HttpRequest;

use crate::content::{ReferenceKey, Slug};
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
        let given = url::form_urlencoded::parse(request.query_string().as_bytes())
            .into_owned()
            .collect();
        Self {
            given,
            known: Vec::new(),
            violations: Vec::new(),
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

/// Refuses every query where an operation takes no parameters.
pub fn none(request: &HttpRequest) -> Result<()> {
    Query::of(request).finish()
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
