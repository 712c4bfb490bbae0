//! Applying articles: finding the one that a file means, and writing the edit that it asks for.

use super::Run;
use super::edits::{Edit, Known, change_of, edit_of};
use super::removal::LeftDraft;
use crate::content::{AuthoredArticle, Index, Kind, Publicity};
use crate::error::Result;

impl Run<'_> {
    pub(super) async fn article(&mut self, article: &AuthoredArticle) -> Result<()> {
        let known = self.known_article(article).await?;
        let publicity = self.publicity_of(article);
        let new_id = || self.store.clock.new_id().to_string();
        let edit = edit_of(article, publicity, known.as_ref(), new_id);
        self.meet(publicity, edit.as_ref(), known.as_ref());
        let Some(edit) = edit else {
            self.unchanged += 1;
            return Ok(());
        };
        self.refuse_taken_slugs(&edit, known.as_ref()).await?;
        self.changes.push(change_of(article, &edit, known.as_ref()));
        if self.is_plan() {
            self.ahead.go(edit, known.as_ref());
            return Ok(());
        }
        self.write_article(article, &edit, known.as_ref()).await
    }

    /// Remembers what the library has of an article, so that in the end it is known what it has not.
    fn meet(&mut self, publicity: Publicity, edit: Option<&Edit>, known: Option<&Known>) {
        let id = edit.map(|edit| &edit.id).or(known.map(|known| &known.id));
        let Some(id) = id else { return };
        self.met_articles.insert(id.clone());
        if publicity != Publicity::Published {
            self.met_drafts.insert(id.clone());
            return;
        }
        self.checked_articles.insert(id.clone());
        if let Some(known) = known.filter(|known| known.has_newer_draft())
            && edit.is_none_or(|edit| edit.head == known.head_revision && edit.number != edit.head)
        {
            self.left_drafts.push(LeftDraft {
                id: id.clone(),
                slug: known.slug.clone(),
                locale: known.head.locale.clone(),
            });
        }
    }

    async fn write_article(
        &mut self,
        article: &AuthoredArticle,
        edit: &Edit,
        known: Option<&Known>,
    ) -> Result<()> {
        let (id, number) = (edit.id.as_str(), edit.number);
        if edit.is_new_text {
            self.insert_revision(Kind::Article, id, number, &edit.draft, &article.source)
                .await?;
            self.insert_links(Kind::Article, id, number, &Index::of_article(&edit.draft))
                .await?;
        }
        self.write_head(edit).await?;
        let mut shown = known.and_then(|known| known.published_revision);
        if edit.is_public() {
            self.publish(edit, known).await?;
            shown = Some(number);
        }
        if known.is_some() {
            self.delete_links_except(Kind::Article, id, [edit.head, shown.unwrap_or(number)])
                .await?;
        }
        self.log(Kind::Article, id).await
    }

    fn publicity_of(&self, article: &AuthoredArticle) -> Publicity {
        match (article.is_draft, article.draft.is_due(self.at)) {
            (true, _) => Publicity::Draft,
            (false, true) => Publicity::Published,
            (false, false) => Publicity::Scheduled,
        }
    }

    /// The article that a file is a draft of, or else that has its slug or one of its previous ones.
    async fn known_article(&mut self, article: &AuthoredArticle) -> Result<Option<Known>> {
        let draft = &article.draft;
        for slug in article
            .draft_of
            .iter()
            .chain([&draft.slug])
            .chain(&draft.previous_slugs)
        {
            if let Some(known) = self.ahead.article(&draft.locale, slug) {
                return Ok(Some(known.clone()));
            }
            let row = self
                .session
                .one(
                    "SELECT a.id, a.slug, a.translation_group, a.head_revision, a.is_draft, a.published_revision, a.reviewed_revision,
                        a.first_published_at, h.body AS head,
                        (SELECT max(r.number) FROM revision r WHERE r.kind = 'article' AND r.owner = a.id) AS last_revision,
                        CASE WHEN a.published_revision <> a.head_revision THEN p.body END AS other_public
                     FROM article a
                     JOIN revision h ON h.kind = 'article' AND h.owner = a.id AND h.number = a.head_revision
                     LEFT JOIN revision p ON p.kind = 'article' AND p.owner = a.id AND p.number = a.published_revision
                     WHERE a.locale = $1 AND a.slug = $2",
                    [draft.locale.as_str().into(), slug.as_str().into()],
                )
                .await?;
            if let Some(row) = row {
                return Known::read(&row).map(Some);
            }
        }
        Ok(None)
    }

    /// The article's own row, with its new head. What readers see of it changes only when it is published.
    async fn write_head(&mut self, edit: &Edit) -> Result<()> {
        let Edit { id, draft, .. } = edit;
        self.session
            .execute(
                "INSERT INTO article (id, locale, slug, translation_group, head_revision, is_draft, updated_at, modified_at)
                 VALUES ($1, $2, $3, $1, $4, $5, $6, $6)
                 ON CONFLICT (id) DO UPDATE
                 SET head_revision = excluded.head_revision, is_draft = excluded.is_draft",
                [
                    id.as_str().into(),
                    draft.locale.as_str().into(),
                    draft.slug.as_str().into(),
                    edit.head.into(),
                    i32::from(edit.is_draft).into(),
                    self.at.into(),
                ],
            )
            .await
    }
}
