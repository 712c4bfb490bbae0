//! The rows of the index of one revision, rebuilt in the transaction that writes it.

use super::Writing;
use crate::content::{Certainty, Index, Kind, PlacedClaim, media_hash};
use crate::error::Result;
use crate::store::value::Value;

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

    /// Writes what an article claims.
    pub(super) async fn insert_claims(
        &mut self,
        article_id: &str,
        revision: i32,
        claims: &[PlacedClaim],
    ) -> Result<()> {
        let rows = (1_i64..)
            .zip(claims)
            .map(|(position, placed)| claim_row(article_id, revision, position, placed))
            .collect();
        self.session.insert_rows(INSERT_CLAIMS, rows, "").await
    }

    /// Drops the rows of an article's revisions that are neither its head nor public nor scheduled to be; the revisions
    /// themselves stay.
    pub(in crate::store) async fn delete_old_index_rows(&mut self, article_id: &str) -> Result<()> {
        for sql in [
            "DELETE FROM link
             WHERE source_kind = 'article' AND source = $1 AND NOT EXISTS (
                SELECT 1 FROM article a
                WHERE a.id = $1 AND link.revision IN (a.head_revision, a.published_revision, a.scheduled_revision)
             )",
            "DELETE FROM claim
             WHERE article_id = $1 AND NOT EXISTS (
                SELECT 1 FROM article a
                WHERE a.id = $1 AND claim.revision IN (a.head_revision, a.published_revision, a.scheduled_revision)
             )",
        ] {
            self.session.execute(sql, [article_id.into()]).await?;
        }
        Ok(())
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

/// What writes rows of claims.
pub(in crate::store) const INSERT_CLAIMS: &str = "INSERT INTO claim (article_id, revision, position, therapy, condition, strength, certainty, section, heading, block, text)";

/// The row of one claim.
pub(in crate::store) fn claim_row(
    article_id: &str,
    revision: i32,
    position: i64,
    placed: &PlacedClaim,
) -> [Value; 11] {
    let PlacedClaim {
        claim,
        section,
        block,
        text,
    } = placed;
    let section = section.as_ref();
    [
        article_id.into(),
        revision.into(),
        position.into(),
        claim.therapy.as_str().into(),
        claim.condition.as_str().into(),
        claim.strength.as_str().into(),
        claim.certainty.map(Certainty::as_str).into(),
        section.map(|section| section.id.as_str()).into(),
        section.map(|section| section.heading.as_str()).into(),
        block.as_str().into(),
        text.as_str().into(),
    ]
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
