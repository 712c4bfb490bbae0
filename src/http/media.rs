//! Image files.

use actix_web::http::header;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get};

use super::query;
use crate::error::{Error, Result};
use crate::store::Store;

/// The address holds the hash of the bytes, so what it names never changes.
const IMMUTABLE: &str = "public, max-age=31536000, immutable";
/// An SVG that is opened by itself may draw and style, and nothing else.
const SVG_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/// Returns the bytes of an image that something published shows.
///
/// The name is the SHA-256 of the bytes with the ending of the format, as `src` of an image gives it.
#[utoipa::path(
    tag = "media",
    params((
        "file" = String, Path, description = "The name of the file: 64 hexadecimal digits and an ending.",
        pattern = "^[0-9a-f]{64}\\.(avif|gif|jpg|png|svg|webp)$",
        example = "aad3ee9df612764f6b645da8f54e9ef8a0e571cf5a790cb243c92c596b9d95ec.svg",
    )),
    responses((status = OK, description = "The image.", content(
        (Vec<u8> = "image/avif"), (Vec<u8> = "image/gif"), (Vec<u8> = "image/jpeg"),
        (Vec<u8> = "image/png"), (Vec<u8> = "image/svg+xml"), (Vec<u8> = "image/webp"),
    )))
)]
#[get("/media/{file}")]
pub async fn get_media(
    store: Data<Store>,
    file: Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    query::none(&request)?;
    let missing = || Error::NotFound {
        what: "image",
        name: file.clone(),
    };
    let (sha256, extension) = file.split_once('.').ok_or_else(missing)?;
    let media = store.media(sha256).await?.value;
    if media.format.extension() != extension {
        return Err(missing());
    }
    Ok(HttpResponse::Ok()
        .content_type(media.format.media_type())
        .insert_header((header::CACHE_CONTROL, IMMUTABLE))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CONTENT_SECURITY_POLICY, SVG_POLICY))
        .body(media.bytes))
}
