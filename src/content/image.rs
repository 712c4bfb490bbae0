//! Images and where they come from.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::MediaFormat;

/// A picture with its text alternative.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Image {
    /// Where the bytes are: a rooted path of this API, immutable because it holds their hash, or an https address
    /// elsewhere as its author gave it.
    #[schema(
        format = "uri-reference",
        max_length = 2000,
        example = "/media/9cff41996068a2e8664902ceed147545fb17d212990b79e8bfec8469f37b4a5e.svg"
    )]
    pub src: String,
    /// The text alternative; empty exactly when `is_decorative` is true.
    #[schema(
        example = "Back view of the pelvis and the legs. On the right side the sciatic nerve starts at the lower spine, passes under the piriformis muscle, runs down the back of the thigh and divides above the knee into two branches that reach the foot."
    )]
    pub alt: String,
    /// True for a picture that says nothing the text does not say.
    #[schema(example = false)]
    pub is_decorative: bool,
    /// Width in CSS pixels, read from the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 100_000, example = 800)]
    pub width: Option<u32>,
    /// Height in CSS pixels, read from the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 100_000, example = 500)]
    pub height: Option<u32>,
    /// Who made the picture, in plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Drawing: Sinew")]
    pub credit: Option<String>,
}

/// How many digits a SHA-256 has in hexadecimal.
const HASH_DIGITS: usize = 64;

impl Image {
    /// The hash and the ending in a path such as `media/{sha256}.svg`, which names an image by its bytes.
    pub fn hash_in(path: &str) -> Option<(&str, &str)> {
        let (hash, ending) = path.strip_prefix("media/")?.split_once('.')?;
        let is_digit = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f');
        let is_hash = hash.len() == HASH_DIGITS && hash.bytes().all(is_digit);
        let mut endings = MediaFormat::ALL.iter();
        (is_hash && endings.any(|(known, _)| *known == ending)).then_some((hash, ending))
    }

    /// True for a path that names an image by its bytes.
    pub fn is_named_by_hash(path: &str) -> bool {
        Self::hash_in(path).is_some()
    }
}
