//! Reviews that were made over HTTP: kept for ever, and found again.

use super::{Writing, to_json};
use crate::content::{CurrentReview, Kind, Moment, NewReview, ReviewKind, Slug};
use crate::error::Result;
use crate::store::value::Row;

/// A review that was made over HTTP.
#[derive(Clone, Debug)]
pub(in crate::store) struct KeptReview {
    pub(in crate::store) version: i64,
    pub(in crate::store) revision: i32,
    pub(in crate::store) review: CurrentReview,
    pub(in crate::store) recorded_at: Moment,
    pub(in crate::store) written_by: String,
    pub(in crate::store) message: Option<String>,
}

impl Writing<'_> {
    /// The newest review that was made over HTTP: of the latest day, and of these the one that was made last.
    pub(super) async fn newest_review(&mut self, id: &str) -> Result<Option<KeptReview>> {
        let row = self
            .session
            .one(
                "SELECT v.version, v.revision, v.reviewers, v.kind, v.reviewed_on, v.next_review_on, v.recorded_at,
                    v.written_by, v.message
                 FROM review v
                 WHERE v.article_id = $1
                 ORDER BY v.reviewed_on DESC, v.version DESC
                 LIMIT 1",
                [id.into()],
            )
            .await?;
        row.as_ref().map(KeptReview::read).transpose()
    }

    /// The last review that the same people made of the same on the same day.
    pub(in crate::store) async fn like_review(
        &mut self,
        id: &str,
        review: &NewReview,
    ) -> Result<Option<KeptReview>> {
        let row = self
            .session
            .one(
                "SELECT v.version, v.revision, v.reviewers, v.kind, v.reviewed_on, v.next_review_on, v.recorded_at,
                    v.written_by, v.message
                 FROM review v
                 WHERE v.article_id = $1 AND v.reviewed_on = $2 AND v.reviewers = $3 AND v.kind = $4 AND v.revision = $5
                 ORDER BY v.version DESC
                 LIMIT 1",
                [
                    id.into(),
                    review.on.into(),
                    to_json(&review.by)?.into(),
                    review.kind.as_str().into(),
                    review.revision.into(),
                ],
            )
            .await?;
        row.as_ref().map(KeptReview::read).transpose()
    }

    /// Keeps a review for ever.
    pub(in crate::store) async fn keep_review(
        &mut self,
        id: &str,
        review: &NewReview,
    ) -> Result<KeptReview> {
        let interval = self.store.rules.review_interval_months;
        let kept = KeptReview {
            version: self.number(),
            revision: review.revision,
            review: CurrentReview::of(&review.draft(), interval),
            recorded_at: self.at,
            written_by: self.signature.actor.to_string(),
            message: self
                .signature
                .message
                .as_ref()
                .map(|message| message.as_str().to_owned()),
        };
        self.insert_review(id, &kept).await?;
        self.log(Kind::Article, id).await?;
        Ok(kept)
    }

    async fn insert_review(&mut self, id: &str, kept: &KeptReview) -> Result<()> {
        self.session
            .execute(
                "INSERT INTO review (
                    article_id, version, revision, reviewers, kind, reviewed_on, next_review_on, recorded_at, written_by,
                    request_id, message
                 )
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                [
                    id.into(),
                    kept.version.into(),
                    kept.revision.into(),
                    to_json(&kept.review.by)?.into(),
                    kept.review.kind.as_str().into(),
                    kept.review.on.into(),
                    kept.review.next.into(),
                    kept.recorded_at.into(),
                    kept.written_by.as_str().into(),
                    self.signature.request_id.as_deref().into(),
                    kept.message.as_deref().into(),
                ],
            )
            .await
    }
}

impl KeptReview {
    /// True of a review that names no other day for the next time.
    pub(in crate::store) fn says(&self, review: &NewReview) -> bool {
        review.next.is_none_or(|next| next == self.review.next)
    }

    pub(in crate::store) fn read(row: &Row) -> Result<Self> {
        let by: Vec<Slug> = row.json("reviewers")?;
        Ok(Self {
            version: row.integer("version")?,
            revision: row.revision_number("revision")?,
            review: CurrentReview {
                by,
                on: row.day("reviewed_on")?,
                next: row.day("next_review_on")?,
                kind: match row.text("kind")?.as_str() {
                    "editorial" => ReviewKind::Editorial,
                    _ => ReviewKind::Clinical,
                },
            },
            recorded_at: row.moment("recorded_at")?,
            written_by: row.text("written_by")?,
            message: row.optional_text("message")?,
        })
    }
}
