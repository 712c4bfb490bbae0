//! What is stored and the library does not have.

use std::collections::HashSet;

use super::Run;
use crate::content::{Kind, Library, Locale, Slug};
use crate::error::Result;

/// An article that the library does not have.
pub(super) struct AbsentArticle {
    pub(super) id: String,
    pub(super) locale: Locale,
    pub(super) slug: Slug,
    pub(super) head: i32,
    pub(super) is_unseen: bool,
}

/// An entry that the library does not have.
pub(super) struct AbsentEntry {
    pub(super) kind: Kind,
    pub(super) id: String,
    pub(super) revision: i32,
    pub(super) is_unseen: bool,
}

impl Run<'_> {
    pub(super) async fn absent_articles(&mut self) -> Result<Vec<AbsentArticle>> {
        let rows = self
            .writing
            .session
            .all(
                "SELECT a.id, a.locale, a.slug, a.head_revision, a.http_version
                 FROM article a
                 ORDER BY a.locale, a.slug",
                [],
            )
            .await?;
        let mut absent = Vec::new();
        for row in rows {
            let id = row.text("id")?;
            if !self.met_articles.contains(&id) {
                let (locale, slug) = (row.parsed("locale")?, row.parsed("slug")?);
                absent.push(AbsentArticle {
                    id,
                    locale,
                    slug,
                    head: row.revision_number("head_revision")?,
                    is_unseen: row.integer("http_version")? > 0,
                });
            }
        }
        Ok(absent)
    }

    pub(super) async fn absent_entries(&mut self, library: &Library) -> Result<Vec<AbsentEntry>> {
        let mut absent = Vec::new();
        for (kind, known) in names_of(library) {
            let rows = self
                .writing
                .session
                .all(
                    "SELECT e.id, e.revision, e.http_version
                     FROM entry e
                     WHERE e.kind = $1
                     ORDER BY e.id",
                    [kind.as_str().into()],
                )
                .await?;
            for row in rows {
                let id = row.text("id")?;
                if !known.contains(id.as_str()) {
                    absent.push(AbsentEntry {
                        kind,
                        id,
                        revision: row.revision_number("revision")?,
                        is_unseen: row.integer("http_version")? > 0,
                    });
                }
            }
        }
        Ok(absent)
    }

    /// The paths of images that were in a folder, and whose bytes this one does not have.
    pub(super) async fn absent_images(&mut self, library: &Library) -> Result<Vec<String>> {
        let rows = self
            .writing
            .session
            .all(
                "SELECT f.path, f.sha256
                 FROM seed_file f
                 WHERE f.text IS NULL
                 ORDER BY f.path",
                [],
            )
            .await?;
        let paths: HashSet<&str> = library
            .media
            .iter()
            .map(|file| file.path.as_str())
            .collect();
        let bytes: HashSet<&str> = library
            .media
            .iter()
            .map(|file| file.sha256.as_str())
            .collect();
        let mut absent = Vec::new();
        for row in rows {
            let path = row.text("path")?;
            if !paths.contains(path.as_str()) && !bytes.contains(row.text("sha256")?.as_str()) {
                absent.push(path);
            }
        }
        Ok(absent)
    }
}

/// The kinds of entries in an order in which they can be removed, with the names that a library has of each.
fn names_of(library: &Library) -> [(Kind, HashSet<&str>); 4] {
    let therapies = library.therapies.iter();
    let conditions = library.conditions.iter();
    let people = library.people.iter();
    let references = library.references.iter();
    [
        (
            Kind::Therapy,
            therapies.map(|entry| entry.content.slug.as_str()).collect(),
        ),
        (
            Kind::Condition,
            conditions
                .map(|entry| entry.content.slug.as_str())
                .collect(),
        ),
        (
            Kind::Person,
            people.map(|entry| entry.content.slug.as_str()).collect(),
        ),
        (
            Kind::Reference,
            references.map(|entry| entry.content.key.as_str()).collect(),
        ),
    ]
}
