//! People: who writes and who reviews.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Href, Orcid, Slug};

/// Somebody who writes or reviews articles: a person, or a group that signs as one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Person {
    /// The slug of the person; it does not change.
    #[schema(example = "sinew-editors")]
    pub slug: Slug,
    /// The name as it is printed.
    #[schema(example = "Sinew editors")]
    pub name: String,
    /// Degrees and licences, as they follow the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "MSc Physiotherapy")]
    pub credentials: Option<String>,
    /// What the person does here.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        example = "Editors who write these articles and check them against the sources they cite"
    )]
    pub role: Option<String>,
    /// A page about the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "https://example.org/editors")]
    pub url: Option<Href>,
    /// The person's ORCID iD.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub orcid: Option<Orcid>,
}
