//! What programs look for at well-known paths (RFC 8615): the catalogue of the API, and where weaknesses are reported.

use actix_web::http::header::LINK;
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, get};
use jiff::civil::Date;
use jiff::{Span, ToSpan as _};
use serde::Serialize;

use crate::content::Addresses;
use crate::error::Error;
use crate::http::answer::{Answer, Content, Sharing};
use crate::http::problem::Problem;
use crate::http::query;
use crate::http::reception::Reception;
use crate::http::refusal::{Refusal, Result};
use crate::store::Store;

const CATALOG: &str = "/.well-known/api-catalog";
const CATALOG_TYPE: &str =
    "application/linkset+json; profile=\"https://www.rfc-editor.org/info/rfc9727\"";

/// Links in the form of RFC 9264.
#[derive(Serialize)]
struct Linkset {
    linkset: [ApiLinks; 1],
}

/// What describes the API.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct ApiLinks {
    anchor: String,
    service_desc: [ApiLink; 2],
    service_doc: [ApiLink; 1],
    status: [ApiLink; 1],
}

#[derive(Serialize)]
struct ApiLink {
    href: String,
    #[serde(rename = "type")]
    media_type: &'static str,
}

/// Returns what describes this API (RFC 9727).
///
/// It is a set of links (RFC 9264): the document, the page that explains it, and whether the server can answer.
#[utoipa::path(
    tag = "feeds",
    responses((status = OK, description = "The catalogue.", body = serde_json::Value, content_type = "application/linkset+json"))
)]
#[get("/.well-known/api-catalog")]
pub async fn get_api_catalog(store: Data<Store>, request: HttpRequest) -> Result<Answer> {
    query::none(&request)?;
    let catalog = catalog(store.addresses());
    let bytes = serde_json::to_vec(&catalog)
        .map_err(|cause| Error::Corrupt(format!("the catalogue cannot be written: {cause}")))?;
    let link = format!("<{CATALOG}>; rel=\"api-catalog\"; type=\"application/linkset+json\"");
    Ok(Answer::of_program(CATALOG_TYPE, bytes).with(LINK, &link))
}

fn catalog(addresses: &Addresses) -> Linkset {
    let link = |path: &str, media_type| ApiLink {
        href: addresses.at(path),
        media_type,
    };
    Linkset {
        linkset: [ApiLinks {
            anchor: addresses.at("/"),
            service_desc: [
                link("/openapi.yaml", "application/yaml"),
                link("/openapi.json", "application/json"),
            ],
            service_doc: [link("/docs", "text/html")],
            status: [link("/health/ready", "application/json")],
        }],
    }
}

/// Tells where weaknesses of this server are to be reported (RFC 9116).
///
/// It is there once an operator has said so, with `SINEW_SECURITY_CONTACT`. `Expires` is the first day of a month, at least
/// half a year ahead.
#[utoipa::path(
    tag = "feeds",
    responses(
        (status = OK, description = "Where to report.", body = String, content_type = "text/plain"),
        (status = NOT_FOUND, description = "Nobody has said where.", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/.well-known/security.txt")]
pub async fn get_security_text(
    store: Data<Store>,
    reception: Data<Reception>,
    request: HttpRequest,
) -> Result<Answer> {
    query::none(&request)?;
    let contact = reception.settings.security_contact.as_str();
    if contact.is_empty() {
        return Err(Refusal::Unset {
            what: "security.txt",
            setting: "SINEW_SECURITY_CONTACT",
        });
    }
    let mut text = format!(
        "Contact: {contact}\nExpires: {}T00:00:00Z\n",
        expires_on(store.today())
    );
    let addresses = store.addresses();
    if addresses.public_url().is_some() {
        let canonical = addresses.at("/.well-known/security.txt");
        text.push_str(&format!("Canonical: {canonical}\n"));
    }
    let content = Content {
        media_type: "text/plain; charset=utf-8",
        bytes: Bytes::from(text),
    };
    // The memory of answers knows of content alone, and not of a new month.
    Ok(Answer::of(content, Sharing::OwnCache))
}

/// The first day of a month, so that the text stays the same for one.
fn expires_on(today: Date) -> Date {
    let ahead: Span = 7.months();
    today.first_of_month().saturating_add(ahead)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_expires_does_so_in_more_than_half_a_year_and_less_than_a_whole_one() {
        for today in [
            date(2026, 11, 22),
            date(2027, 1, 1),
            date(2028, 2, 29),
            date(2026, 12, 31),
        ] {
            let expires = expires_on(today);

            assert!(expires > today.saturating_add(6.months()), "{today}");
            assert!(expires < today.saturating_add(1.year()), "{today}");
            assert_eq!(expires.day(), 1);
        }
    }
}
