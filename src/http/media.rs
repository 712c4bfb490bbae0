//! Image files.

use actix_web::http::{StatusCode, header};
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, get, put};

use super::answer::{Answer, Content, Sharing};
use super::body::{self, BodyLimits};
use super::negotiation::body_type;
use super::query::{self, Query};
use super::reception::Reception;
use super::refusal::{Refusal, Result};
use super::signing::{MessageParameter, signature};
use crate::content::{MediaFormat, Message, StoredMedia};
use crate::desk;
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

/// Returns what is known of an image that is stored, public or not.
///
/// The bytes are at `src`, for everybody once something published shows the image.
#[utoipa::path(
    tag = "media",
    operation_id = "get_stored_media",
    params((
        "sha256" = String, Path, description = "The SHA-256 of the bytes, in lower-case hexadecimal.",
        pattern = "^[0-9a-f]{64}$",
        example = "aad3ee9df612764f6b645da8f54e9ef8a0e571cf5a790cb243c92c596b9d95ec",
    )),
    responses((status = OK, description = "The image, described.", body = StoredMedia)),
    security(("key" = ["write"]))
)]
#[get("/v1/media/{sha256}")]
pub async fn get_stored_media(
    store: Data<Store>,
    sha256: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    query::none(&request)?;
    Ok(Answer::for_editors(&store.stored_media(&sha256).await?)?)
}

/// Stores the bytes of an image under their hash.
///
/// The name is made of the bytes, so the same image is stored once, whoever sends it, and nothing can be overwritten: a
/// condition such as `If-Match` is not needed. The image is checked as a file of a seed folder is; an SVG that could do more
/// than draw is refused with the line. It is not public until something published shows it.
#[utoipa::path(
    tag = "media",
    params(
        (
            "sha256" = String, Path, description = "The SHA-256 of the body, in lower-case hexadecimal.",
            pattern = "^[0-9a-f]{64}$",
            example = "aad3ee9df612764f6b645da8f54e9ef8a0e571cf5a790cb243c92c596b9d95ec",
        ),
        MessageParameter,
    ),
    request_body(description = "The bytes, at most 16 MiB unless the server is set otherwise.", content(
        (Vec<u8> = "image/avif"), (Vec<u8> = "image/gif"), (Vec<u8> = "image/jpeg"),
        (Vec<u8> = "image/png"), (Vec<u8> = "image/svg+xml"), (Vec<u8> = "image/webp"),
    )),
    responses(
        (status = OK, description = "The image was stored before.", body = StoredMedia),
        (status = CREATED, description = "The image is stored; `Location` has the address of this description.", body = StoredMedia,
            headers(("Location" = String, description = "The address of the description."))),
    ),
    security(("key" = ["write"]))
)]
#[put("/v1/media/{sha256}")]
pub async fn put_media(
    store: Data<Store>,
    reception: Data<Reception>,
    sha256: Path<String>,
    request: HttpRequest,
    payload: Payload,
) -> Result<Answer> {
    let mut query = Query::of(&request);
    let message = query.optional("message", Message::parse);
    query.finish()?;
    let format = format_of(&request)?;
    let limits = BodyLimits::of_media(&reception.settings);
    let bytes = body::read(&request, &mut payload.into_inner(), limits).await?;
    let image = desk::checked_image(bytes.into(), sha256.into_inner(), format).await?;
    let is_new = store.upload(&image, &signature(&request, message)?).await?;
    let answer = Answer::for_editors(&store.stored_media(&image.sha256).await?)?;
    Ok(match is_new {
        true => answer
            .with_status(StatusCode::CREATED)
            .with(header::LOCATION, &format!("/v1/media/{}", image.sha256)),
        false => answer,
    })
}

/// The format that the media type of a body names.
fn format_of(request: &HttpRequest) -> Result<MediaFormat> {
    let taken = MediaFormat::ALL.map(|(_, format)| format.media_type());
    let named = body_type(request.headers(), &taken)?;
    MediaFormat::of_media_type(named).ok_or_else(|| Refusal::UnsupportedMediaType {
        came: named.to_owned(),
        taken: taken.map(str::to_owned).to_vec(),
    })
}
