//! The rows of the index of one revision, rebuilt in the transaction that writes it.

use super::Writing;
use crate::content::Index;
use crate::error::Result;

impl Writing<'_> {
    /// Writes what a text points at.
    pub(super) async fn insert_links(
        &mut self,
        source_kind: &'static str,
        source: &str,
        revision: i32,
        index: &Index,
    ) -> Result<()> {
        for (position, (target_kind, target, place)) in (1_i64..).zip(targets(index)) {
            self.session
                .execute(
                    "INSERT INTO link (source_kind, source, revision, position, target_kind, target, place)
                     VALUES ($1, $2, $3, $4, $5, $6, $7)",
                    [
                        source_kind.into(),
                        source.into(),
                        revision.into(),
                        position.into(),
                        target_kind.into(),
                        target.into(),
                        place.into(),
                    ],
                )
                .await?;
        }
        Ok(())
    }

    /// Drops the rows of revisions that nothing shows any more; the revisions themselves stay.
    pub(super) async fn delete_links_except(
        &mut self,
        source_kind: &'static str,
        source: &str,
        kept: [i32; 2],
    ) -> Result<()> {
        self.session
            .execute(
                "DELETE FROM link
                 WHERE source_kind = $1 AND source = $2 AND revision NOT IN ($3, $4)",
                [
                    source_kind.into(),
                    source.into(),
                    kept[0].into(),
                    kept[1].into(),
                ],
            )
            .await
    }
}

fn targets(index: &Index) -> Vec<(&'static str, &str, Option<&str>)> {
    let mut targets = Vec::new();
    targets.extend(
        index
            .therapies
            .as_slice()
            .iter()
            .map(|slug| ("therapy", slug.as_str(), None)),
    );
    targets.extend(
        index
            .conditions
            .as_slice()
            .iter()
            .map(|slug| ("condition", slug.as_str(), None)),
    );
    targets.extend(
        index
            .articles
            .as_slice()
            .iter()
            .map(|slug| ("article", slug.as_str(), None)),
    );
    targets.extend(
        index
            .people
            .as_slice()
            .iter()
            .map(|slug| ("person", slug.as_str(), None)),
    );
    targets.extend(
        index
            .citations
            .iter()
            .map(|(key, place)| ("reference", key.as_str(), Some(place.as_str()))),
    );
    targets.extend(
        index
            .listed
            .iter()
            .map(|key| ("reference", key.as_str(), None)),
    );
    targets.extend(
        index
            .images
            .as_slice()
            .iter()
            .filter_map(|src| Some(("media", media_hash(src)?, None))),
    );
    targets
}

/// The hash in an address of ours, `/media/{sha256}.{ext}`.
fn media_hash(src: &str) -> Option<&str> {
    src.strip_prefix("/media/")?.split('.').next()
}
