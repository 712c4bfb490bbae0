//! The rows of the index of one revision, rebuilt in the transaction that writes it.

use super::Writing;
use crate::content::{Index, Kind, media_hash};
use crate::error::Result;

impl Writing<'_> {
    /// Writes what a text points at.
    pub(super) async fn insert_links(
        &mut self,
        source_kind: Kind,
        source: &str,
        revision: i32,
        index: &Index,
    ) -> Result<()> {
        let targets = targets(index);
        for (_, hash, _) in targets.iter().filter(|(kind, _, _)| *kind == "media") {
            self.tags.add("media", hash);
        }
        let rows = (1_i64..)
            .zip(targets)
            .map(|(position, (target_kind, target, place))| {
                [
                    source_kind.as_str().into(),
                    source.into(),
                    revision.into(),
                    position.into(),
                    target_kind.into(),
                    target.into(),
                    place.into(),
                ]
            })
            .collect();
        self.session
            .insert_rows(
                "INSERT INTO link (source_kind, source, revision, position, target_kind, target, place)",
                rows,
                "",
            )
            .await
    }

    /// Drops the rows of an article's revisions that are neither its head nor public nor scheduled to be; the revisions
    /// themselves stay.
    pub(in crate::store) async fn delete_old_links(&mut self, article_id: &str) -> Result<()> {
        self.session
            .execute(
                "DELETE FROM link
                 WHERE source_kind = 'article' AND source = $1 AND NOT EXISTS (
                    SELECT 1 FROM article a
                    WHERE a.id = $1 AND link.revision IN (a.head_revision, a.published_revision, a.scheduled_revision)
                 )",
                [article_id.into()],
            )
            .await
    }

    /// Drops the rows of an entry's revisions before its newest; the revisions themselves stay.
    pub(super) async fn delete_links_before(
        &mut self,
        kind: Kind,
        id: &str,
        revision: i32,
    ) -> Result<()> {
        self.session
            .execute(
                "DELETE FROM link
                 WHERE source_kind = $1 AND source = $2 AND revision <> $3",
                [kind.as_str().into(), id.into(), revision.into()],
            )
            .await
    }
}

/// Kind, id and place of everything that a text points at.
pub(in crate::store) fn targets(index: &Index) -> Vec<(&'static str, &str, Option<&str>)> {
    let named = [
        ("therapy", &index.therapies),
        ("condition", &index.conditions),
        ("article", &index.articles),
        ("person", &index.people),
    ];
    let mut targets = Vec::new();
    for (kind, slugs) in named {
        targets.extend(
            slugs
                .as_slice()
                .iter()
                .map(|slug| (kind, slug.as_str(), None)),
        );
    }
    for (key, place) in &index.citations {
        targets.push(("reference", key.as_str(), Some(place.as_str())));
    }
    targets.extend(
        index
            .listed
            .iter()
            .map(|key| ("reference", key.as_str(), None)),
    );
    for hash in index
        .images
        .as_slice()
        .iter()
        .filter_map(|src| media_hash(src))
    {
        targets.push(("media", hash, None));
    }
    targets
}
