//! Images and where they come from.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

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
