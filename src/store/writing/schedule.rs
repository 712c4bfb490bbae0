//! The moments at which something happens to an article by itself.

use super::Writing;
use crate::content::{Finding, Moment};
use crate::error::Result;
use crate::store::writing::to_json;

impl Writing<'_> {
    /// Names the revision that becomes public at a moment, or takes back the one that was named.
    pub(in crate::store) async fn set_publish_due(
        &mut self,
        id: &str,
        due: Option<(i32, Moment)>,
    ) -> Result<()> {
        self.session
            .execute(
                "UPDATE article
                 SET scheduled_revision = $2, publish_due_at = $3, publish_forced_because = NULL
                 WHERE id = $1",
                [
                    id.into(),
                    due.map(|(revision, _)| revision).into(),
                    due.map(|(_, at)| at).into(),
                ],
            )
            .await
    }

    /// Names the moment at which what is public ceases to be, or takes it back.
    pub(in crate::store) async fn set_unpublish_due(
        &mut self,
        id: &str,
        at: Option<Moment>,
    ) -> Result<()> {
        self.session
            .execute(
                "UPDATE article SET unpublish_due_at = $2 WHERE id = $1",
                [id.into(), at.into()],
            )
            .await
    }

    /// Keeps why the scheduled revision becomes public whatever its checks find.
    pub(in crate::store) async fn force_scheduled(&mut self, id: &str, reason: &str) -> Result<()> {
        self.session
            .execute(
                "UPDATE article SET publish_forced_because = $2 WHERE id = $1",
                [id.into(), reason.into()],
            )
            .await
    }

    /// Lets the author keep back a head that is not public, so that no moment and no folder publishes it.
    pub(in crate::store) async fn keep_back(&mut self, id: &str) -> Result<()> {
        self.session
            .execute(
                "UPDATE article
                 SET is_draft = 1
                 WHERE id = $1 AND (published_revision IS NULL OR published_revision <> head_revision)",
                [id.into()],
            )
            .await
    }

    /// Remembers that no folder has seen what was done to an article over HTTP.
    pub(in crate::store) async fn note_http(&mut self, id: &str) -> Result<()> {
        let Some(version) = self.http_version() else {
            return Ok(());
        };
        self.session
            .execute(
                "UPDATE article SET http_version = $2 WHERE id = $1",
                [id.into(), version.into()],
            )
            .await
    }

    /// Keeps what did not happen at its moment, and why.
    pub(in crate::store) async fn keep_failure(
        &mut self,
        id: &str,
        (revision, due_at): (i32, Moment),
        findings: &[Finding],
    ) -> Result<()> {
        self.session
            .execute(
                "INSERT INTO failed_schedule (article_id, revision, due_at, failed_at, findings)
                 VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (article_id) DO UPDATE
                 SET revision = excluded.revision, due_at = excluded.due_at, failed_at = excluded.failed_at,
                    findings = excluded.findings",
                [
                    id.into(),
                    revision.into(),
                    due_at.into(),
                    self.at.into(),
                    to_json(&findings)?.into(),
                ],
            )
            .await
    }

    /// Something was done about what did not happen.
    pub(in crate::store) async fn forget_failure(&mut self, id: &str) -> Result<()> {
        self.session
            .execute(
                "DELETE FROM failed_schedule WHERE article_id = $1",
                [id.into()],
            )
            .await
    }
}
