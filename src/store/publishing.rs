//! Publishing, and what belongs to it: each act of an editor on an article is one write, made for the state of its head.

mod due;
mod failures;
mod restoring;
mod standings;
mod target;
mod timing;

pub use due::{Deed, Due, DueText};
pub use target::{Head, NewText, Seen, Target};
pub use timing::Retiming;

use tokio::sync::MutexGuard;

use super::Store;
use super::writing::{Edit, Known, Writing};
use crate::content::{
    ArticleStanding, AuditAction, Message, Publicity, Signature, State, refuse_past,
};
use crate::error::{Error, Result, Violation};

/// What became of an act: where the article stands, and the state of its head.
pub type Stood = (ArticleStanding, State);

impl Store {
    /// Waits for the publications before this one. Many at once would otherwise overtake each other's checks again and
    /// again.
    pub async fn publishing_turn(&self) -> MutexGuard<'_, ()> {
        self.publishing.lock().await
    }

    /// Makes a head public as a text that was made of it. `forced` is the reason why although its checks have found what
    /// stops a publication. What is public already stays as it is. Outdated when anything was written since the text was
    /// checked.
    pub async fn publish(
        &self,
        signature: &Signature,
        (target, seen): (&Target, &Seen),
        text: &NewText,
        forced: Option<&Message>,
    ) -> Result<Stood> {
        let mut writing = Writing::begin(self, signature).await?;
        let known = writing.checked(target, seen).await?;
        let is_public = known.published_revision == Some(known.head_revision);
        if is_public && known.head == text.draft {
            return writing.stand(&known.id).await;
        }
        let edit = Edit::of_head(&known, &text.draft, Publicity::Published);
        writing.store_head(text, &edit, &known).await?;
        writing.refuse_unknown(&edit.id, edit.number).await?;
        writing.tell(&edit, &known, AuditAction::Publish, forced);
        writing.stand(&known.id).await
    }

    /// Lets a head become public at the moment that the text made of it names. Outdated as above.
    pub async fn schedule(
        &self,
        signature: &Signature,
        (target, seen): (&Target, &Seen),
        text: &NewText,
        forced: Option<&Message>,
    ) -> Result<Stood> {
        let mut writing = Writing::begin(self, signature).await?;
        let known = writing.checked(target, seen).await?;
        if let Some(at) = text.draft.publish_at {
            refuse_past(at, writing.at)?;
        }
        if known.published_revision == Some(known.head_revision) {
            return Err(Error::Conflict(
                "the draft is public already, so there is nothing to publish at a later moment"
                    .to_owned(),
            ));
        }
        let scheduled = Some(known.head_revision).zip(text.draft.publish_at);
        if known.head == text.draft && known.scheduled == scheduled && forced.is_none() {
            return writing.stand(&known.id).await;
        }
        let edit = Edit::of_head(&known, &text.draft, Publicity::Scheduled);
        writing.store_head(text, &edit, &known).await?;
        writing.refuse_unknown(&edit.id, edit.number).await?;
        if let Some(reason) = forced {
            writing.force_scheduled(&edit.id, reason.as_str()).await?;
        }
        writing.tell(&edit, &known, AuditAction::Schedule, forced);
        writing.stand(&known.id).await
    }

    /// Removes an article. Readers are told that it is gone, if it ever was public.
    pub async fn delete_article(&self, signature: &Signature, target: &Target) -> Result<()> {
        let mut writing = Writing::begin(self, signature).await?;
        let known = writing.meant(target).await?;
        writing
            .remove_article(&known.id, &known.slug, known.head_revision)
            .await?;
        writing.finish().await
    }
}

impl Writing<'_> {
    /// Stores an edit of the head, whose slugs must be free.
    async fn store_head(&mut self, text: &NewText, edit: &Edit, known: &Known) -> Result<()> {
        self.refuse_taken_slugs(edit, Some(known)).await?;
        if edit.draft == known.head {
            // A revision that only takes a higher number came from the same source.
            let source = self.revision_of(&known.id, known.head_revision).await?;
            return self.store_edit(&source.source, edit, Some(known)).await;
        }
        self.store_edit(&text.source, edit, Some(known)).await
    }

    /// Tells the audit log; a forced act with its reason.
    fn tell(&mut self, edit: &Edit, known: &Known, action: AuditAction, forced: Option<&Message>) {
        let revisions = (Some(known.head_revision), Some(edit.number));
        let Some(reason) = forced else {
            return self.done(action, "article", &edit.id, revisions);
        };
        // What is only scheduled is not public yet: its moment tells that it was forced.
        let action = match action {
            AuditAction::Publish => AuditAction::ForcePublish,
            other => other,
        };
        self.done_because(action, &edit.id, revisions, reason.as_str().to_owned());
    }

    /// Refuses a text that points at what does not exist: it may have been deleted since the text was checked.
    async fn refuse_unknown(&mut self, id: &str, revision: i32) -> Result<()> {
        let rows = self
            .session
            .all(
                "SELECT DISTINCT l.target_kind, l.target
                 FROM link l
                 WHERE l.source_kind = 'article' AND l.source = $1 AND l.revision = $2
                    AND l.target_kind IN ('therapy', 'condition', 'person', 'reference')
                    AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.kind = l.target_kind AND e.id = l.target)
                 ORDER BY l.target_kind, l.target",
                [id.into(), revision.into()],
            )
            .await?;
        if rows.is_empty() {
            return Ok(());
        }
        let violations = rows.iter().map(|row| {
            let (kind, name) = (row.text("target_kind")?, row.text("target")?);
            let code = if kind == "reference" {
                "CIT001"
            } else {
                "TAX002"
            };
            Ok(Violation {
                code: code.to_owned(),
                message: format!("the {kind} `{name}` does not exist"),
                ..Violation::default()
            })
        });
        Err(Error::Unpublishable(violations.collect::<Result<_>>()?))
    }
}
