//! What applying a library would do to a database, or has done.

use serde::Serialize;

use super::{Difference, Locale};

/// What would change, in the order in which it is applied.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Plan {
    /// The number of the last write to the database that the plan is about.
    pub version: i64,
    pub changes: Vec<Change>,
    /// How many pieces of content say what is stored.
    pub unchanged: usize,
    /// How many pieces of content are stored, are not in the library, and stay.
    pub kept: usize,
}

/// What happens to one piece of content.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    pub action: Action,
    pub kind: Kind,
    /// Its slug or key; of an image the path.
    pub name: String,
    /// The locale of an article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
    /// The file that says so, in the folder; what is removed has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The number of the revision that is made; none for an image, for a removal, and where a text that is stored
    /// is only published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<i32>,
    /// Who can read an article afterwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publicity: Option<Publicity>,
    /// How it differs from what it was. What is new or removed has no differences.
    pub differences: Vec<Difference>,
}

/// What is done to a piece of content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    Create,
    Update,
    /// A text that is stored becomes public as it is.
    Publish,
    Remove,
}

/// The kinds of content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Article,
    Therapy,
    Condition,
    Person,
    Reference,
    Image,
}

/// Who can read a revision of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
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
