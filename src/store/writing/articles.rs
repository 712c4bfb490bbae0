//! Writing an article: finding it, and storing an edit of it.

use super::{Edit, Known, Writing};
use crate::content::{AuditAction, Index, Kind, Locale, Publicity, Slug, Source};
use crate::error::Result;

impl Writing<'_> {
    /// The article that has a slug in a locale, as it was before.
    pub(in crate::store) async fn known_article(
        &mut self,
        locale: &Locale,
        slug: &Slug,
    ) -> Result<Option<Known>> {
        let row = self
            .session
            .one(
                "SELECT a.id, a.slug, a.translation_group, a.head_revision, a.is_draft, a.published_revision, a.reviewed_revision,
                    a.first_published_at, a.scheduled_revision, a.publish_due_at, a.unpublish_due_at, a.http_version,
                    h.body AS head,
                    (SELECT max(r.number) FROM revision r WHERE r.kind = 'article' AND r.owner = a.id) AS last_revision,
                    CASE WHEN a.published_revision <> a.head_revision THEN p.body END AS other_public
                 FROM article a
                 JOIN revision h ON h.kind = 'article' AND h.owner = a.id AND h.number = a.head_revision
                 LEFT JOIN revision p ON p.kind = 'article' AND p.owner = a.id AND p.number = a.published_revision
                 WHERE a.locale = $1 AND a.slug = $2",
                [locale.as_str().into(), slug.as_str().into()],
            )
            .await?;
        row.map(|row| Known::read(&row)).transpose()
    }

    /// Stores an edit: its text as a new revision, unless it stands already, the head, and what readers see.
    pub(in crate::store) async fn write_article(
        &mut self,
        source: &Source,
        edit: &Edit,
        known: Option<&Known>,
    ) -> Result<()> {
        let (id, number) = (edit.id.as_str(), edit.number);
        if edit.is_new_text {
            self.insert_revision(Kind::Article, id, number, &edit.draft, source)
                .await?;
            self.insert_links(Kind::Article, id, number, &Index::of_article(&edit.draft))
                .await?;
        }
        self.write_head(edit).await?;
        if edit.is_public() {
            self.publish(edit, known).await?;
        }
        self.write_schedule(edit).await?;
        if known.is_some() {
            self.delete_old_links(id).await?;
        }
        self.done(
            action_of(edit, known),
            "article",
            id,
            (known.map(|known| known.head_revision), Some(number)),
        );
        self.log(Kind::Article, id).await
    }

    /// The article's own row, with its new head. What readers see of it changes only when it is published. What a folder
    /// publishes beside a newer draft tells nothing of whether it has seen that draft.
    async fn write_head(&mut self, edit: &Edit) -> Result<()> {
        let Edit { id, draft, .. } = edit;
        self.session
            .execute(
                "INSERT INTO article (
                    id, locale, slug, translation_group, head_revision, is_draft, updated_at, modified_at, http_version
                 )
                 VALUES ($1, $2, $3, $1, $4, $5, $6, $6, $7)
                 ON CONFLICT (id) DO UPDATE
                 SET head_revision = excluded.head_revision, is_draft = excluded.is_draft,
                    http_version = CASE
                        WHEN excluded.http_version = 0 AND excluded.head_revision <> $8 THEN article.http_version
                        ELSE excluded.http_version
                    END",
                [
                    id.as_str().into(),
                    draft.locale.as_str().into(),
                    draft.slug.as_str().into(),
                    edit.head.into(),
                    i32::from(edit.is_draft).into(),
                    self.at.into(),
                    self.http_version().unwrap_or(0).into(),
                    edit.number.into(),
                ],
            )
            .await
    }

    /// The moments that a text names: the one at which it becomes public, and for what is public the one at which it
    /// ceases to be. A draft names none, and leaves those that were named before.
    async fn write_schedule(&mut self, edit: &Edit) -> Result<()> {
        let (revision, publish_at) = match edit.publicity {
            Publicity::Draft => return Ok(()),
            Publicity::Published => (None, None),
            Publicity::Scheduled => {
                let due = edit.draft.publish_at.filter(|at| *at > self.at);
                (due.map(|_| edit.number), due)
            }
        };
        let unpublish_at = edit.draft.unpublish_at.filter(|at| *at > self.at);
        self.session
            .execute(
                "UPDATE article
                 SET scheduled_revision = $2, publish_due_at = $3,
                    unpublish_due_at = CASE WHEN $5 = 1 THEN $4 ELSE unpublish_due_at END
                 WHERE id = $1",
                [
                    edit.id.as_str().into(),
                    revision.into(),
                    publish_at.into(),
                    unpublish_at.into(),
                    i32::from(edit.is_public()).into(),
                ],
            )
            .await?;
        self.session
            .execute(
                "DELETE FROM failed_schedule WHERE article_id = $1",
                [edit.id.as_str().into()],
            )
            .await
    }
}

fn action_of(edit: &Edit, known: Option<&Known>) -> AuditAction {
    match (edit.publicity, known) {
        (Publicity::Published, _) => AuditAction::Publish,
        (Publicity::Scheduled, _) => AuditAction::Schedule,
        (Publicity::Draft, None) => AuditAction::Create,
        (Publicity::Draft, Some(_)) => AuditAction::Update,
    }
}
