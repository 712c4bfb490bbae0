//! One answer in one coding: its tag, and its bytes once somebody has wanted them.

use actix_web::http::header::HeaderValue;
use actix_web::web::{self, Bytes};
use tokio::sync::OnceCell;

use super::super::coding::Coding;
use super::super::refusal::{Refusal, Result};
use super::super::validators::EntityTag;

/// A content above this size is coded on a thread of its own, so that a worker goes on answering.
const MAX_BYTES_CODED_IN_PLACE: usize = 64 * 1024;

/// An answer in one coding.
///
/// There is one level for each coding, because the same tag has to mean the same bytes. It is one that the first reader can
/// wait for, 0.1 to 0.3 ms for an article; a higher one made behind its back would save others 3 percent at most.
pub struct Form {
    pub coding: Coding,
    /// The tag, and how `ETag` has it.
    pub tag: Option<(EntityTag, HeaderValue)>,
    bytes: OnceCell<Bytes>,
}

impl Form {
    pub fn of(coding: Coding, tag: Option<&EntityTag>) -> Self {
        let tag = tag.map(|tag| tag.of_coding(coding));
        Self {
            coding,
            tag: tag.map(|tag| {
                let value = tag.header_value();
                (tag, value)
            }),
            bytes: OnceCell::new(),
        }
    }

    pub fn plain(bytes: Option<Bytes>, tag: Option<&EntityTag>) -> Self {
        Self {
            bytes: OnceCell::new_with(bytes),
            ..Self::of(Coding::Identity, tag)
        }
    }

    /// The bytes, if they are made.
    pub fn made(&self) -> Option<&Bytes> {
        self.bytes.get()
    }

    /// The bytes, made of those of the plain form by the first who wants them; others wait for them.
    pub async fn bytes(&self, plain: &Self) -> Result<Bytes> {
        let made = self.bytes.get_or_try_init(|| async {
            let bytes = plain.made().cloned().unwrap_or_default();
            coded(self.coding, bytes).await
        });
        Ok(made.await?.clone())
    }
}

async fn coded(coding: Coding, bytes: Bytes) -> Result<Bytes> {
    if bytes.len() <= MAX_BYTES_CODED_IN_PLACE {
        return Ok(coding.encode(&bytes).into());
    }
    let coded = web::block(move || coding.encode(&bytes)).await;
    let coded = coded.map_err(|_| Refusal::Overloaded {
        retry_after_seconds: 1,
    })?;
    Ok(coded.into())
}
