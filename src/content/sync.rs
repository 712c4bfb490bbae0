//! What a mirror of all public content is fed with.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Article, Condition, Locale, Person, Reference, Slug, Therapy};
use crate::error::InvalidValue;

/// A piece of the content as it is now, or that it is public no more. `type` tells them apart.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum SyncItem {
    Article(Box<SyncedArticle>),
    Therapy(SyncedTherapy),
    Condition(SyncedCondition),
    Person(SyncedPerson),
    Reference(Box<SyncedReference>),
    Deleted(DeletedPiece),
}

/// An article, whole. It takes the place of any that the mirror has with the same `id`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SyncedArticle {
    /// The same as at its own address in its language.
    pub article: Article,
    /// The slugs at which it was found before, in the same language, in alphabetical order: requests of them are redirected
    /// to the slug of today.
    #[schema(example = json!(["sciatica-massage"]))]
    pub previous_slugs: Vec<Slug>,
}

/// A therapy, whole. It takes the place of any that the mirror has with the same `slug`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SyncedTherapy {
    /// The same as at its own address.
    pub therapy: Therapy,
}

/// A condition, whole. It takes the place of any that the mirror has with the same `slug`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SyncedCondition {
    /// The same as at its own address.
    pub condition: Condition,
}

/// A person, whole. It takes the place of any that the mirror has with the same `slug`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SyncedPerson {
    /// The same as at its own address.
    pub person: Person,
}

/// A reference, whole. It takes the place of any that the mirror has with the same `key`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SyncedReference {
    /// The same as at its own address.
    pub reference: Reference,
}

/// That something was removed, or is public no longer: the mirror forgets it. It may come for what the mirror never had.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DeletedPiece {
    /// What it was.
    pub kind: PieceKind,
    /// The `id` of an article, the `slug` of a therapy, condition or person, the `key` of a reference.
    #[schema(example = "019aaafb-6c00-7000-8000-000000000001")]
    pub id: String,
    /// The slug at which it was found last; of a reference its key.
    #[schema(example = "massage-for-sciatica")]
    pub slug: String,
    /// The language of an article; left out for what has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
}

/// What is public under a name of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "article")]
pub enum PieceKind {
    /// An article.
    Article,
    /// A treatment.
    Therapy,
    /// What is treated.
    Condition,
    /// Who writes or reviews.
    Person,
    /// A source.
    Reference,
}

impl PieceKind {
    const ALL: [Self; 5] = [
        Self::Article,
        Self::Therapy,
        Self::Condition,
        Self::Person,
        Self::Reference,
    ];

    /// The word that the database and answers use for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Therapy => "therapy",
            Self::Condition => "condition",
            Self::Person => "person",
            Self::Reference => "reference",
        }
    }
}

impl TryFrom<String> for PieceKind {
    type Error = InvalidValue;

    fn try_from(word: String) -> Result<Self, InvalidValue> {
        let mut kinds = Self::ALL.into_iter();
        kinds.find(|kind| kind.as_str() == word).ok_or_else(|| {
            InvalidValue::new(
                "article, therapy, condition, person or reference".to_owned(),
                &word,
            )
        })
    }
}
