//! Unpublishing, and the moments that are named and taken back.

use super::{NewText, Seen, Stood, Target};
use crate::content::{AuditAction, Kind, Publicity, Signature};
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::writing::{Edit, Known, Writing};

/// The texts that say other moments than before: the public one and the head, each where it is a text of its own and says
/// something else now.
#[derive(Clone, Debug)]
pub struct Retiming {
    pub seen: Seen,
    pub published: Option<NewText>,
    pub head: Option<NewText>,
}

impl Store {
    /// Takes an article from its readers, and takes back what was to become public. The head is kept back.
    pub async fn unpublish(&self, signature: &Signature, target: &Target) -> Result<Stood> {
        let mut writing = Writing::begin(self, signature).await?;
        let known = writing.meant(target).await?;
        if known.published_revision.is_none() && known.scheduled.is_none() {
            return writing.stand(&known.id).await;
        }
        writing.take_from_readers(&known.id).await?;
        writing.take_back(&known).await?;
        let head = Some(known.head_revision);
        let (action, revisions) = match known.published_revision {
            Some(published) => (AuditAction::Unpublish, (Some(published), None)),
            None => (AuditAction::Unschedule, (head, head)),
        };
        writing.done(action, "article", &known.id, revisions);
        writing.stand(&known.id).await
    }

    /// Lets what is public, or will be, cease to be at the moment that the texts name.
    pub async fn unpublish_at(
        &self,
        signature: &Signature,
        target: &Target,
        retiming: &Retiming,
    ) -> Result<Stood> {
        let mut writing = Writing::begin(self, signature).await?;
        let known = writing.seen(target, &retiming.seen).await?;
        if retiming.published.is_none() && retiming.head.is_none() {
            return writing.stand(&known.id).await;
        }
        refuse_unclear_end(&known)?;
        let after = writing.retime(retiming, &known).await?;
        let revisions = (Some(known.head_revision), Some(after));
        writing.done(AuditAction::Schedule, "article", &known.id, revisions);
        writing.stand(&known.id).await
    }

    /// Takes back the moments of an article, and the report of one that failed.
    pub async fn unschedule(
        &self,
        signature: &Signature,
        target: &Target,
        retiming: &Retiming,
    ) -> Result<Stood> {
        let mut writing = Writing::begin(self, signature).await?;
        let known = writing.seen(target, &retiming.seen).await?;
        let is_timed = known.scheduled.is_some() || known.unpublish_due_at.is_some();
        if !is_timed && !writing.has_failed(&known.id).await? {
            return Err(Error::Conflict(
                "nothing is to happen to this article at a later moment".to_owned(),
            ));
        }
        let after = writing.retime(retiming, &known).await?;
        writing.take_back(&known).await?;
        let revisions = (Some(known.head_revision), Some(after));
        writing.done(AuditAction::Unschedule, "article", &known.id, revisions);
        writing.stand(&known.id).await
    }
}

impl Writing<'_> {
    /// Stores the texts that say other moments, and gives the number of the head then.
    async fn retime(&mut self, retiming: &Retiming, known: &Known) -> Result<i32> {
        let mut known = known.clone();
        if let Some(text) = &retiming.published {
            let mut edit = Edit::of_head(&known, &text.draft, Publicity::Published);
            if known.has_newer_draft() {
                (edit.head, edit.is_draft) = (known.head_revision, known.is_draft);
            }
            self.store_edit(&text.source, &edit, Some(&known)).await?;
            known = self.known_by_id(&known.id).await?;
        }
        if let Some(text) = &retiming.head {
            let publicity = match known.is_draft {
                true => Publicity::Draft,
                false => Publicity::Scheduled,
            };
            let forced = self.forced_because(&known.id).await?;
            let edit = Edit::of_head(&known, &text.draft, publicity);
            self.store_edit(&text.source, &edit, Some(&known)).await?;
            if let Some(reason) = forced {
                self.force_scheduled(&edit.id, &reason).await?;
            }
            return Ok(edit.number);
        }
        Ok(known.head_revision)
    }

    /// Takes back both moments; what is not public is kept back.
    async fn take_back(&mut self, known: &Known) -> Result<()> {
        let id = known.id.as_str();
        self.set_publish_due(id, None).await?;
        self.set_unpublish_due(id, None).await?;
        self.keep_back(id).await?;
        self.forget_failure(id).await?;
        self.note_http(id).await?;
        self.delete_old_index_rows(id).await?;
        self.log(Kind::Article, id).await
    }

    /// The article with an id.
    pub(super) async fn known_by_id(&mut self, id: &str) -> Result<Known> {
        let row = self
            .session
            .one(
                "SELECT a.locale, a.slug FROM article a WHERE a.id = $1",
                [id.into()],
            )
            .await?;
        let known = match row {
            Some(row) => {
                let (locale, slug) = (row.parsed("locale")?, row.parsed("slug")?);
                self.known_article(&locale, &slug).await?
            }
            None => None,
        };
        known.ok_or_else(|| Error::Missing {
            what: "article",
            name: id.to_owned(),
        })
    }

    async fn has_failed(&mut self, id: &str) -> Result<bool> {
        let row = self
            .session
            .one(
                "SELECT 1 AS found FROM failed_schedule WHERE article_id = $1",
                [id.into()],
            )
            .await?;
        Ok(row.is_some())
    }
}

/// What becomes public at a moment could not say when it ceases to be, because the draft is another text by now.
fn refuse_unclear_end(known: &Known) -> Result<()> {
    let scheduled = known.scheduled.map(|(revision, _)| revision);
    if scheduled.is_some_and(|revision| revision != known.head_revision) {
        return Err(Error::Conflict(
            "an older revision than the draft is to become public; first schedule the draft or unschedule the article"
                .to_owned(),
        ));
    }
    if scheduled.is_none() && known.published_revision.is_none() {
        return Err(Error::Conflict(
            "the article is not public, and not to become so".to_owned(),
        ));
    }
    Ok(())
}
