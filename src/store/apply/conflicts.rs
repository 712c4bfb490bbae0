//! What was written over HTTP and is in no folder: what a folder would do to it is a conflict, until it says the same.

use super::Run;
use crate::content::{Conflict, Kind, Locale, Plan, Slug};
use crate::error::{Error, Result};

/// How many conflicts a message names.
const MAX_NAMED: usize = 100;

impl Run<'_> {
    /// Remembers that content is not as any folder has seen it. `owner` is what the audit log calls it.
    pub(super) async fn conflict(&mut self, conflict: Conflict, owner: &str) -> Result<()> {
        let written_by = self.last_writer(conflict.kind, owner).await?;
        self.conflicts.push(Conflict {
            written_by,
            ..conflict
        });
        Ok(())
    }

    /// The article at a slug that was deleted over HTTP, by its id, unless a folder knows of that.
    pub(super) async fn deleted_article(
        &mut self,
        locale: &Locale,
        slug: &Slug,
    ) -> Result<Option<String>> {
        let row = self
            .writing
            .session
            .one(
                "SELECT r.article_id, r.http_version
                 FROM removed_article r
                 WHERE r.slug = $1 AND r.locale = $2
                 ORDER BY r.removed_at DESC, r.http_version DESC
                 LIMIT 1",
                [slug.as_str().into(), locale.as_str().into()],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        match row.integer("http_version")? {
            0 => Ok(None),
            _ => row.text("article_id").map(Some),
        }
    }

    /// True for an entry that was deleted over HTTP, unless a folder knows of that.
    pub(super) async fn is_deleted_entry(&mut self, kind: Kind, id: &str) -> Result<bool> {
        let row = self
            .writing
            .session
            .one(
                "SELECT 1 AS found FROM removed_entry WHERE kind = $1 AND id = $2",
                [kind.as_str().into(), id.into()],
            )
            .await?;
        Ok(row.is_some())
    }

    /// A folder has an article now as it is stored, or as it was when it was deleted.
    pub(super) async fn see_article(&mut self, id: &str) -> Result<()> {
        if self.is_plan() {
            return Ok(());
        }
        for sql in [
            "UPDATE article SET http_version = 0 WHERE id = $1",
            "UPDATE removed_article SET http_version = 0 WHERE article_id = $1",
        ] {
            self.writing.session.execute(sql, [id.into()]).await?;
        }
        Ok(())
    }

    /// The same of an entry.
    pub(super) async fn see_entry(&mut self, kind: Kind, id: &str) -> Result<()> {
        if self.is_plan() {
            return Ok(());
        }
        self.writing
            .session
            .execute(
                "UPDATE entry SET http_version = 0 WHERE kind = $1 AND id = $2",
                [kind.as_str().into(), id.into()],
            )
            .await
    }

    /// The key with which something was written last.
    async fn last_writer(&mut self, kind: Kind, owner: &str) -> Result<String> {
        let row = self
            .writing
            .session
            .one(
                "SELECT a.actor
                 FROM audit a
                 WHERE a.kind = $1 AND a.owner = $2 AND a.actor NOT IN ('command', 'schedule')
                 ORDER BY a.position DESC
                 LIMIT 1",
                [kind.as_str().into(), owner.into()],
            )
            .await?;
        row.map_or_else(|| Ok("unknown".to_owned()), |row| row.text("actor"))
    }
}

/// Fails when a plan has conflicts, and names them.
pub(super) fn refuse_conflicts(plan: &Plan) -> Result<()> {
    if plan.conflicts.is_empty() {
        return Ok(());
    }
    let named = plan.conflicts.iter().take(MAX_NAMED);
    let named: Vec<String> = named
        .map(|conflict| format!("{}: {}", conflict.subject(), conflict.reason()))
        .collect();
    let others = match plan.conflicts.len().saturating_sub(MAX_NAMED) {
        0 => String::new(),
        others => format!("; and {others} more"),
    };
    Err(Error::Conflict(format!(
        "this would write over what is in no folder yet: {}{others}; bring it into the folder with an export, or \
         overwrite it (`--overwrite`, `is_overwriting`)",
        named.join("; ")
    )))
}
