//! Applying articles: finding the one that a file means, and aligning ids with what it is an edit of.

use super::Writing;
use crate::content::{ArticleDraft, AuthoredArticle, Index, Moment, Origin, Slug, align_article};
use crate::error::Result;

/// The article that a file means, as it was before.
pub(super) struct Known {
    pub(super) id: String,
    pub(super) slug: Slug,
    pub(super) head_revision: i32,
    pub(super) published_revision: Option<i32>,
    pub(super) reviewed_revision: Option<i32>,
    pub(super) first_published_at: Option<Moment>,
    pub(super) head: ArticleDraft,
    pub(super) published: Option<ArticleDraft>,
}

/// What a file asks for.
pub(super) struct Edit {
    pub(super) id: String,
    pub(super) number: i32,
    pub(super) draft: ArticleDraft,
    /// False when the text stands already, and is only to be published.
    is_new_text: bool,
    is_public: bool,
}

impl Known {
    /// What a file is an edit of: a published file of the published text, a draft of the head.
    fn before(&self, is_public: bool) -> (i32, &ArticleDraft) {
        match (&self.published, self.published_revision) {
            (Some(published), Some(number)) if is_public => (number, published),
            _ => (self.head_revision, &self.head),
        }
    }
}

impl Writing<'_> {
    pub(super) async fn apply_article(&mut self, article: &AuthoredArticle) -> Result<()> {
        let known = self.known_article(article).await?;
        let Some(edit) = self.edit(article, known.as_ref()) else {
            return Ok(());
        };
        let (id, number) = (edit.id.as_str(), edit.number);
        if edit.is_new_text {
            self.insert_revision("article", id, number, &edit.draft, &article.source)
                .await?;
            self.insert_links("article", id, number, &Index::of_article(&edit.draft))
                .await?;
        }
        self.write_head(&edit).await?;
        let mut shown = known.as_ref().and_then(|known| known.published_revision);
        if edit.is_public {
            self.publish(&edit, known.as_ref()).await?;
            shown = Some(number);
        }
        self.delete_links_except("article", id, [number, shown.unwrap_or(number)])
            .await?;
        self.log("article", id).await
    }

    /// The edit that a file asks for; `None` when the database says the same.
    fn edit(&self, article: &AuthoredArticle, known: Option<&Known>) -> Option<Edit> {
        let is_public = !article.is_draft && article.draft.is_due(self.at);
        let id = known.map_or_else(
            || self.store.clock.new_id().to_string(),
            |known| known.id.clone(),
        );
        let before = known.map(|known| known.before(is_public));
        let next = known.map_or(1, |known| known.head_revision + 1);

        let mut draft = article.draft.clone();
        let owner = format!("{}/{}", draft.locale, draft.slug);
        let origin = Origin {
            owner: &owner,
            revision: next,
        };
        align_article(&mut draft, before.map(|(_, draft)| draft), &origin);
        let standing = before
            .filter(|(_, before)| **before == draft)
            .map(|(number, _)| number);
        let is_published =
            standing.is_some() && standing == known.and_then(|known| known.published_revision);
        if is_published || (standing.is_some() && !is_public) {
            return None;
        }
        let number = standing.unwrap_or(next);
        Some(Edit {
            id,
            number,
            draft,
            is_new_text: standing.is_none(),
            is_public,
        })
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
            let row = self
                .session
                .one(
                    "SELECT a.id, a.slug, a.head_revision, a.published_revision, a.reviewed_revision,
                        a.first_published_at, h.body AS head, p.body AS published
                     FROM article a
                     JOIN revision h ON h.kind = 'article' AND h.owner = a.id AND h.number = a.head_revision
                     LEFT JOIN revision p ON p.kind = 'article' AND p.owner = a.id AND p.number = a.published_revision
                     WHERE a.locale = $1 AND a.slug = $2",
                    [draft.locale.as_str().into(), slug.as_str().into()],
                )
                .await?;
            if let Some(row) = row {
                return Ok(Some(Known {
                    id: row.text("id")?,
                    slug: row.parsed("slug")?,
                    head_revision: row.revision_number("head_revision")?,
                    published_revision: row.optional_revision_number("published_revision")?,
                    reviewed_revision: row.optional_revision_number("reviewed_revision")?,
                    first_published_at: row.optional_moment("first_published_at")?,
                    head: row.json("head")?,
                    published: row.optional_json("published")?,
                }));
            }
        }
        Ok(None)
    }

    /// The article's own row, with its new head. What readers see of it changes only when it is published.
    async fn write_head(&mut self, edit: &Edit) -> Result<()> {
        let Edit {
            id, number, draft, ..
        } = edit;
        self.refuse_slug_of_another(id, &draft.locale, &draft.slug)
            .await?;
        self.session
            .execute(
                "INSERT INTO article (id, locale, slug, translation_group, head_revision, updated_at)
                 VALUES ($1, $2, $3, $1, $4, $5)
                 ON CONFLICT (id) DO UPDATE SET head_revision = excluded.head_revision",
                [
                    id.as_str().into(),
                    draft.locale.as_str().into(),
                    draft.slug.as_str().into(),
                    (*number).into(),
                    self.at.into(),
                ],
            )
            .await
    }
}
