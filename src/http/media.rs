//! Image files.

use actix_web::http::header;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, get};

use super::answer::{Answer, Content, Sharing};
use super::query;
use super::refusal::Result;
use crate::error::Error;
use crate::store::Store;

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
) -> Result<Answer> {
    query::none(&request)?;
    let missing = || Error::NotFound {
        what: "image",
        name: file.clone(),
    };
    let (sha256, extension) = file.split_once('.').ok_or_else(missing)?;
    let found = store.media(sha256).await?;
    let media = found.value;
    if media.format.extension() != extension {
        return Err(missing().into());
    }
    let content = Content {
        media_type: media.format.media_type(),
        bytes: media.bytes.into(),
    };
    // The address holds the hash of the bytes, so what it names never changes.
    let mut answer =
        Answer::of(content, Sharing::Immutable).with(header::CONTENT_SECURITY_POLICY, SVG_POLICY);
    answer.tags = found.tags;
    Ok(answer)
}
