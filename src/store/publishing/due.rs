//! What happens at a moment: which moments come next, and the writes that are made when they have come. Each looks again,
//! because an editor or another server may have been there first.

use crate::content::{
    ArticleDraft, AuditAction, Authored, Finding, Kind, Moment, Publicity, Signature,
};
use crate::error::Result;
use crate::store::Store;
use crate::store::value::{Row, Value};
use crate::store::writing::{Edit, Known, Writing};

/// How many of the next moments are looked at together.
const MAX_DUE: u32 = 100;

/// What happens to an article at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The id of the article.
    pub article: String,
    pub at: Moment,
    pub deed: Deed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// This revision becomes public.
    Publish { revision: i32 },
    /// What is public ceases to be.
    Unpublish,
}

/// A text whose moment has come.
#[derive(Clone, Debug)]
pub struct DueText {
    pub draft: ArticleDraft,
    /// Whether it becomes public whatever its checks find.
    pub is_forced: bool,
    /// The number of the last write before the look: what is checked against it holds until the next one.
    pub version: i64,
}

impl Store {
    /// The moment that it is.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// What happens next, in the order of the moments. What ceases to be public makes room for what becomes it.
    pub async fn due(&self) -> Result<Vec<Due>> {
        self.due_after(None).await
    }

    /// What happens next after one of them.
    pub async fn due_after(&self, last: Option<&Due>) -> Result<Vec<Due>> {
        let [at, revision, article]: [Value; 3] = match last {
            Some(last) => [
                last.at.into(),
                last.deed.revision().into(),
                last.article.as_str().into(),
            ],
            None => ["".into(), 0.into(), "".into()],
        };
        let rows = self
            .db
            .all(
                "SELECT due.article_id, due.at, due.revision
                 FROM (
                    SELECT * FROM (
                        SELECT a.id AS article_id, a.unpublish_due_at AS at, 0 AS revision
                        FROM article a
                        WHERE a.unpublish_due_at >= $2 AND (a.unpublish_due_at, 0, a.id) > ($2, $3, $4)
                        ORDER BY a.unpublish_due_at, a.id
                        LIMIT $1
                    ) AS ending
                    UNION ALL
                    SELECT * FROM (
                        SELECT a.id AS article_id, a.publish_due_at AS at, a.scheduled_revision AS revision
                        FROM article a
                        WHERE a.publish_due_at >= $2
                            AND (a.publish_due_at, a.scheduled_revision, a.id) > ($2, $3, $4)
                        ORDER BY a.publish_due_at, a.scheduled_revision, a.id
                        LIMIT $1
                    ) AS beginning
                 ) due
                 ORDER BY due.at, due.revision, due.article_id
                 LIMIT $1",
                [MAX_DUE.into(), at, revision, article],
            )
            .await?;
        rows.iter().map(Due::read).collect()
    }

    /// The text that becomes public; `None` when it is not to be any more.
    pub async fn due_text(&self, due: &Due) -> Result<Option<DueText>> {
        let row = self
            .db
            .one(
                "SELECT r.body, a.publish_forced_because, v.version
                 FROM article a
                 JOIN content_version v ON v.id = 1
                 JOIN revision r ON r.kind = 'article' AND r.owner = a.id AND r.number = a.scheduled_revision
                 WHERE a.id = $1 AND a.publish_due_at = $2",
                [due.article.as_str().into(), due.at.into()],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(DueText {
            draft: row.json("body")?,
            is_forced: row.optional_text("publish_forced_because")?.is_some(),
            version: row.integer("version")?,
        }))
    }

    /// Makes a revision public at its moment. False when that is not to be any more. Outdated when anything was written
    /// since the version that its text was checked against.
    pub async fn publish_due(&self, due: &Due, revision: i32, version: i64) -> Result<bool> {
        let mut writing = Writing::begin(self, &Signature::SCHEDULE).await?;
        if !writing.is_due(due).await? {
            return Ok(false);
        }
        writing.refuse_overtaken(version)?;
        let known = writing.known_by_id(&due.article).await?;
        let scheduled = writing.revision_of(&known.id, revision).await?;
        let forced = writing.forced_because(&known.id).await?;
        let edit = scheduled_edit(&known, &scheduled, revision);
        writing.refuse_taken_slugs(&edit, Some(&known)).await?;
        writing
            .store_edit(&scheduled.source, &edit, Some(&known))
            .await?;
        writing.set_publish_due(&known.id, None).await?;
        // It may be over too by now: then it ends next, as if somebody had been there at both moments.
        let unpublish_at = edit.draft.unpublish_at;
        writing.set_unpublish_due(&known.id, unpublish_at).await?;
        writing.refuse_unknown(&known.id, edit.number).await?;
        let revisions = (known.published_revision, Some(edit.number));
        match forced {
            Some(reason) => {
                writing.done_because(AuditAction::ForcePublish, &known.id, revisions, reason)
            }
            None => writing.done(AuditAction::Publish, "article", &known.id, revisions),
        }
        writing.finish().await?;
        Ok(true)
    }

    /// Takes an article from its readers at its moment. False when that is not to be any more.
    pub async fn unpublish_due(&self, due: &Due) -> Result<bool> {
        let mut writing = Writing::begin(self, &Signature::SCHEDULE).await?;
        if !writing.is_due(due).await? {
            return Ok(false);
        }
        let id = due.article.as_str();
        let published = writing.published_revision(id).await?;
        writing.take_from_readers(id).await?;
        writing.set_unpublish_due(id, None).await?;
        writing.delete_old_index_rows(id).await?;
        writing.done(AuditAction::Unpublish, "article", id, (published, None));
        writing.log(Kind::Article, id).await?;
        writing.finish().await?;
        Ok(true)
    }

    /// Takes back what could not happen at its moment, and keeps why.
    pub async fn fail_due(&self, due: &Due, revision: i32, findings: &[Finding]) -> Result<bool> {
        let mut writing = Writing::begin(self, &Signature::SCHEDULE).await?;
        if !writing.is_due(due).await? {
            return Ok(false);
        }
        let id = due.article.as_str();
        writing.set_publish_due(id, None).await?;
        writing.keep_back(id).await?;
        writing
            .keep_failure(id, (revision, due.at), findings)
            .await?;
        writing.delete_old_index_rows(id).await?;
        let reason = "it was not fit to become public at its moment".to_owned();
        writing.done_because(AuditAction::Unschedule, id, (Some(revision), None), reason);
        writing.log(Kind::Article, id).await?;
        writing.finish().await?;
        Ok(true)
    }
}

impl Deed {
    /// 0 for what ceases to be public, which so comes before what becomes it.
    fn revision(self) -> i32 {
        match self {
            Self::Publish { revision } => revision,
            Self::Unpublish => 0,
        }
    }
}

impl Due {
    fn read(row: &Row) -> Result<Self> {
        let revision = row.revision_number("revision")?;
        Ok(Self {
            article: row.text("article_id")?,
            at: row.moment("at")?,
            deed: match revision {
                0 => Deed::Unpublish,
                revision => Deed::Publish { revision },
            },
        })
    }
}

impl Writing<'_> {
    /// Whether something is still to happen, and its moment has come.
    async fn is_due(&mut self, due: &Due) -> Result<bool> {
        let row = self
            .session
            .one(
                "SELECT a.scheduled_revision, a.publish_due_at, a.unpublish_due_at
                 FROM article a
                 WHERE a.id = $1",
                [due.article.as_str().into()],
            )
            .await?;
        let Some(row) = row else { return Ok(false) };
        let is_named = match due.deed {
            Deed::Unpublish => row.optional_moment("unpublish_due_at")? == Some(due.at),
            Deed::Publish { revision } => {
                row.optional_moment("publish_due_at")? == Some(due.at)
                    && row.optional_revision_number("scheduled_revision")? == Some(revision)
            }
        };
        Ok(is_named && due.at <= self.at)
    }

    /// Why the scheduled revision becomes public whatever its checks find.
    pub(super) async fn forced_because(&mut self, id: &str) -> Result<Option<String>> {
        let row = self
            .session
            .one(
                "SELECT a.publish_forced_because FROM article a WHERE a.id = $1",
                [id.into()],
            )
            .await?;
        let reason = row.map(|row| row.optional_text("publish_forced_because"));
        Ok(reason.transpose()?.flatten())
    }

    async fn published_revision(&mut self, id: &str) -> Result<Option<i32>> {
        let row = self
            .session
            .one(
                "SELECT a.published_revision FROM article a WHERE a.id = $1",
                [id.into()],
            )
            .await?;
        let number = row.map(|row| row.optional_revision_number("published_revision"));
        Ok(number.transpose()?.flatten())
    }
}

/// The edit that makes a revision public, beside the head if that has moved on. Readers never see numbers fall: where a
/// higher one is public, the text takes a new one.
fn scheduled_edit(known: &Known, scheduled: &Authored<ArticleDraft>, revision: i32) -> Edit {
    let is_behind = known
        .published_revision
        .is_some_and(|public| public > revision);
    let number = match is_behind {
        true => known.next_number(),
        false => revision,
    };
    let is_head = known.head_revision == revision;
    Edit {
        id: known.id.clone(),
        number,
        draft: scheduled.content.clone(),
        is_new_text: is_behind,
        publicity: Publicity::Published,
        head: if is_head { number } else { known.head_revision },
        is_draft: !is_head && known.is_draft,
        published_at: None,
    }
}
