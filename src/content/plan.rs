//! What applying a library would do to a database, or has done.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Difference, Locale};

/// What would change, in the order in which it is applied.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Plan {
    /// The number of the last write to the database that the plan is about.
    pub version: i64,
    pub changes: Vec<Change>,
    /// How many pieces of content say what is stored.
    pub unchanged: usize,
    /// How many pieces of content are stored, are not in the library, and stay.
    pub kept: usize,
    /// What was written over HTTP, is in no folder, and would be overwritten, removed or brought back.
    pub conflicts: Vec<Conflict>,
}

/// What happens to one piece of content.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Change {
    /// What is done to it.
    pub action: Action,
    /// What it is.
    pub kind: Kind,
    /// Its slug or key; of an image the path.
    #[schema(example = "massage-for-sciatica")]
    pub name: String,
    /// The locale of an article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
    /// The file that says so, in the folder; what is removed has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "articles/massage-for-sciatica.md")]
    pub file: Option<String>,
    /// The number of the revision that is made; none for an image, for a removal, and where a text that is stored
    /// is only published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 2_147_483_647, example = 2)]
    pub revision: Option<i32>,
    /// Who can read an article afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publicity: Option<Publicity>,
    /// How it differs from what it was. What is new or removed has no differences.
    pub differences: Vec<Difference>,
}

/// A piece of content that was written or deleted over HTTP since a folder had it last, and that a folder would overwrite,
/// remove or bring back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Conflict {
    /// What it is.
    pub kind: Kind,
    /// Its slug or key.
    #[schema(example = "massage-for-sciatica")]
    pub name: String,
    /// The locale of an article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
    /// The file that says something else; where it would be removed, there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "articles/massage-for-sciatica.md")]
    pub file: Option<String>,
    /// The number of the newest revision, which is in no folder; of what was deleted there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 2_147_483_647, example = 3)]
    pub revision: Option<i32>,
    /// Who wrote or deleted it: the id of a key.
    #[schema(pattern = "^[0-9A-Za-z]{1,20}$", example = "7Kd93mQx")]
    pub written_by: String,
}

/// What is done to a piece of content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "update")]
pub enum Action {
    /// It is new.
    Create,
    /// It gets another text.
    Update,
    /// A text that is stored becomes public as it is.
    Publish,
    /// It goes; its revisions stay.
    Remove,
}

/// The kinds of content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "article")]
pub enum Kind {
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
    /// An image file.
    Image,
}

/// Who can read a revision of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "published")]
pub enum Publicity {
    /// Everybody.
    Published,
    /// Editors; what is public stays as it is.
    Draft,
    /// Editors, because of the moments that its front matter names.
    Scheduled,
}

impl Plan {
    /// True when applying it would change nothing.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// How many changes are of one sort.
    pub fn count(&self, action: Action) -> usize {
        let changes = self.changes.iter();
        changes.filter(|change| change.action == action).count()
    }

    /// How many revisions it makes.
    pub fn revisions(&self) -> usize {
        let changes = self.changes.iter();
        changes.filter(|change| change.revision.is_some()).count()
    }

    /// How many image files it stores.
    pub fn images(&self) -> usize {
        let changes = self.changes.iter();
        changes
            .filter(|change| change.kind == Kind::Image && change.action != Action::Remove)
            .count()
    }
}

impl Conflict {
    /// `article massage-for-sciatica (en)`.
    pub fn subject(&self) -> String {
        let locale = self.locale.as_ref();
        let locale = locale.map_or_else(String::new, |locale| format!(" ({locale})"));
        format!("{} {}{locale}", self.kind.as_str(), self.name)
    }

    /// What was done to it, and by whom: `revision 3 was written or published over HTTP with the key 7Kd93mQx`.
    pub fn reason(&self) -> String {
        match self.revision {
            Some(revision) => format!(
                "revision {revision} was written or published over HTTP with the key {}",
                self.written_by
            ),
            None => format!("it was deleted over HTTP with the key {}", self.written_by),
        }
    }
}

impl Kind {
    /// The word that the database and people use for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Therapy => "therapy",
            Self::Condition => "condition",
            Self::Person => "person",
            Self::Reference => "reference",
            Self::Image => "image",
        }
    }
}
