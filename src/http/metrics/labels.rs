//! The labels of what is counted: few, and of known sets.

use actix_web::http::{Method, StatusCode};
use prometheus_client::encoding::EncodeLabelSet;

/// What stands for methods and paths that the API does not know.
const OTHER: &str = "other";

/// Why a request was refused, for reasons that are not its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Its key or address sent too many.
    RateLimited,
    /// The server had too much to do.
    Overloaded,
}

impl Refused {
    pub const ALL: [Self; 2] = [Self::RateLimited, Self::Overloaded];
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct ForRequest {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct ForRoute {
    route: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct ForMemory {
    result: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct ForRefusal {
    reason: &'static str,
}

impl ForRequest {
    pub fn of(method: &Method, pattern: Option<&str>, status: StatusCode) -> Self {
        Self {
            method: known_method(method),
            route: pattern.unwrap_or(OTHER).to_owned(),
            status: status.as_u16(),
        }
    }
}

impl ForRoute {
    pub fn of(pattern: Option<&str>) -> Self {
        Self {
            route: pattern.unwrap_or(OTHER).to_owned(),
        }
    }
}

impl ForMemory {
    pub fn of(is_hit: bool) -> Self {
        Self {
            result: if is_hit { "hit" } else { "miss" },
        }
    }
}

impl ForRefusal {
    pub fn of(refused: Refused) -> Self {
        let reason = match refused {
            Refused::RateLimited => "rate_limited",
            Refused::Overloaded => "overloaded",
        };
        Self { reason }
    }
}

/// A client can make up as many methods as it likes.
fn known_method(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "OPTIONS" => "OPTIONS",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        _ => OTHER,
    }
}
