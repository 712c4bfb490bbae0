//! The bytes of a body, within limits of size and time.

use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_LENGTH;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest, web};

use crate::config::HttpSettings;
use crate::error::Violation;
use crate::http::refusal::{Refusal, Result};

/// How large a body may be, and how long it may take to arrive.
#[derive(Clone, Copy, Debug)]
pub struct BodyLimits {
    pub max_bytes: usize,
    pub time: Duration,
}

impl From<&HttpSettings> for BodyLimits {
    fn from(settings: &HttpSettings) -> Self {
        Self {
            max_bytes: settings.max_body_bytes,
            time: Duration::from_secs(settings.body_seconds.into()),
        }
    }
}

impl BodyLimits {
    /// Of an image that is uploaded.
    pub fn of_media(settings: &HttpSettings) -> Self {
        Self {
            max_bytes: settings.max_media_bytes,
            ..Self::from(settings)
        }
    }

    /// Of a seed folder that is sent as one document.
    pub fn of_seed(settings: &HttpSettings) -> Self {
        Self {
            max_bytes: settings.max_seed_bytes,
            ..Self::from(settings)
        }
    }
}

/// Reads a body. One that says that it is too large is not read at all; one that does not is read up to the limit.
pub async fn read(
    request: &HttpRequest,
    payload: &mut Payload,
    limits: BodyLimits,
) -> Result<Bytes> {
    let BodyLimits { max_bytes, time } = limits;
    let too_large = Refusal::TooLarge {
        limit_bytes: max_bytes,
    };
    if declared_bytes(request).is_some_and(|bytes| bytes > max_bytes as u64) {
        return Err(too_large);
    }
    let payload = web::Payload::from_request(request, payload)
        .await
        .map_err(|_| broken())?;
    match tokio::time::timeout(time, payload.to_bytes_limited(max_bytes)).await {
        Ok(Ok(Ok(bytes))) => Ok(bytes),
        Ok(Ok(Err(_))) => Err(broken()),
        Ok(Err(_)) => Err(too_large),
        Err(_) => Err(Refusal::TooSlow),
    }
}

fn declared_bytes(request: &HttpRequest) -> Option<u64> {
    let declared = request.headers().get(CONTENT_LENGTH)?;
    declared.to_str().ok()?.trim().parse().ok()
}

/// The client went away, or its chunks are not chunks.
fn broken() -> Refusal {
    Refusal::Unreadable(vec![Violation {
        code: "incomplete".to_owned(),
        message: "the body ended before it was complete, or its chunks are broken".to_owned(),
        ..Violation::default()
    }])
}
