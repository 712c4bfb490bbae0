//! Writing an article: finding it, and storing an edit of it.

use super::{Edit, Known, Writing};
use crate::content::{Actor, AuditAction, Index, Kind, Locale, Publicity, Slug, Source, claims_of};
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
                    a.review, a.first_published_at, a.scheduled_revision, a.publish_due_at, a.unpublish_due_at, a.http_version,
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

    /// Stores an edit that a file asks for.
    pub(in crate::store) async fn write_article(
        &mut self,
        source: &Source,
        edit: &Edit,
        known: Option<&Known>,
    ) -> Result<()> {
        self.store_edit(source, edit, known).await?;
        self.done(
            action_of(edit, known),
            "article",
            &edit.id,
            (known.map(|known| known.head_revision), Some(edit.number)),
        );
        Ok(())
    }

    /// Stores an edit: its text as a new revision, unless it stands already, the head, and what readers see. The audit log
    /// is not told.
    pub(in crate::store) async fn store_edit(
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
            self.insert_claims(id, number, &claims_of(&edit.draft))
                .await?;
        }
        self.write_head(edit).await?;
        if edit.is_public() {
            self.publish(edit, known).await?;
        } else if edit.publicity == Publicity::Scheduled && edit.draft.is_over(self.at) {
            self.take_from_readers(id).await?;
        }
        // What is new has no moments that could be taken back.
        if known.is_some() || edit.draft.publish_at.is_some() || edit.draft.unpublish_at.is_some() {
            self.write_schedule(edit).await?;
        }
        if known.is_some() {
            self.delete_old_index_rows(id).await?;
        }
        self.log(Kind::Article, id).await
    }

    /// The article's own row, with its new head. What readers see of it changes only when it is published. What a folder
    /// publishes beside a newer draft tells nothing of whether it has seen that draft.
    async fn write_head(&mut self, edit: &Edit) -> Result<()> {
        let Edit { id, draft, .. } = edit;
        self.session
            .execute(
                "INSERT INTO article (
                    id, locale, slug, translation_group, head_revision, is_draft, updated_at, modified_at, drafted_at,
                    http_version
                 )
                 VALUES ($1, $2, $3, $1, $4, $5, $6, $6, $6, $7)
                 ON CONFLICT (id) DO UPDATE
                 SET head_revision = excluded.head_revision, is_draft = excluded.is_draft,
                    drafted_at = CASE
                        WHEN article.head_revision = excluded.head_revision THEN article.drafted_at
                        ELSE excluded.drafted_at
                    END,
                    http_version = CASE
                        WHEN $8 = 1 THEN article.http_version
                        WHEN excluded.http_version = 0 AND excluded.head_revision <> $9 THEN article.http_version
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
                    // What happens at a moment is no news to a folder that does not know of the moment.
                    i32::from(self.signature.actor == Actor::Schedule).into(),
                    edit.number.into(),
                ],
            )
            .await
    }

    /// The moments that a text names: the one at which it becomes public, and for what is public the one at which it
    /// ceases to be. A draft names none, and leaves those that were named before; what is published beside a newer text
    /// leaves the moment of that one.
    async fn write_schedule(&mut self, edit: &Edit) -> Result<()> {
        let (revision, publish_at) = match edit.publicity {
            Publicity::Draft => return Ok(()),
            Publicity::Published => (None, None),
            Publicity::Scheduled => {
                let due = edit.draft.publish_at.filter(|at| *at > self.at);
                (due.map(|_| edit.number), due)
            }
        };
        if edit.head == edit.number {
            self.set_publish_due(&edit.id, revision.zip(publish_at))
                .await?;
        }
        if edit.is_public() {
            let unpublish_at = edit.draft.unpublish_at.filter(|at| *at > self.at);
            self.set_unpublish_due(&edit.id, unpublish_at).await?;
        }
        self.forget_failure(&edit.id).await
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
