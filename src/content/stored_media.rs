//! An image that is stored, as editors see it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::MediaFormat;

/// An image that is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StoredMedia {
    /// The SHA-256 of its bytes, in hexadecimal: its name.
    #[schema(
        pattern = "^[0-9a-f]{64}$",
        example = "aad3ee9df612764f6b645da8f54e9ef8a0e571cf5a790cb243c92c596b9d95ec"
    )]
    pub sha256: String,
    /// The format of its bytes.
    pub format: MediaFormat,
    /// Its width in pixels.
    #[schema(minimum = 1, maximum = 20_000, example = 1200)]
    pub width: u32,
    /// Its height in pixels.
    #[schema(minimum = 1, maximum = 20_000, example = 600)]
    pub height: u32,
    /// How many bytes it has.
    #[schema(minimum = 1, maximum = 9_007_199_254_740_991_i64, example = 2860)]
    pub size_bytes: i64,
    /// The address of its bytes, which is theirs for ever. What an article or an entry names as `src`.
    #[schema(
        format = "uri-reference",
        example = "/media/aad3ee9df612764f6b645da8f54e9ef8a0e571cf5a790cb243c92c596b9d95ec.svg"
    )]
    pub src: String,
    /// Whether something published shows it, so that everybody can see it at its address.
    #[schema(example = true)]
    pub is_public: bool,
}
