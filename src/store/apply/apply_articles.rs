//! Applying articles: finding the one that a file means, aligning ids with its head, publishing.

use super::{Writing, to_json};
use crate::content::{
    ArticleDraft, AuthoredArticle, Foundation, Index, Locale, Moment, Origin, Publication, Slug,
    align_article, build_article,
};
use crate::error::Result;
use crate::store::article_lists::Summary;

/// The article that a file means, as it was before.
struct Known {
    id: String,
    slug: Slug,
    head_revision: i32,
    published_revision: Option<i32>,
    reviewed_revision: Option<i32>,
    first_published_at: Option<Moment>,
    head: ArticleDraft,
    published: Option<ArticleDraft>,
}

/// What a file asks for.
struct Edit {
    id: String,
    number: i32,
    draft: ArticleDraft,
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
        self.write_article(&edit, known.as_ref()).await?;
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
        let origin = Origin {
            owner: &id,
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

    /// The article's own row, with its new head. Its slug changes when the new one is published.
    async fn write_article(&mut self, edit: &Edit, known: Option<&Known>) -> Result<()> {
        let Edit {
            id, number, draft, ..
        } = edit;
        let reviewed = match (&draft.review, known) {
            (None, _) => None,
            (Some(_), Some(known)) if known.head.review == draft.review => known.reviewed_revision,
            (Some(_), _) => Some(*number),
        };
        let translation_of = self.translated_article(draft).await?;
        self.session
            .execute(
                "INSERT INTO article (id, locale, slug, translation_of, head_revision, reviewed_revision, updated_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)
                 ON CONFLICT (id) DO UPDATE
                 SET translation_of = excluded.translation_of, head_revision = excluded.head_revision,
                    reviewed_revision = excluded.reviewed_revision",
                [
                    id.as_str().into(),
                    draft.locale.as_str().into(),
                    draft.slug.as_str().into(),
                    translation_of.into(),
                    (*number).into(),
                    reviewed.into(),
                    self.at.into(),
                ],
            )
            .await
    }

    async fn translated_article(&mut self, draft: &ArticleDraft) -> Result<Option<String>> {
        let Some(slug) = &draft.translation_of else {
            return Ok(None);
        };
        let default = self.store.addresses.default_locale().clone();
        self.article_id(&default, slug).await
    }

    async fn article_id(&mut self, locale: &Locale, slug: &Slug) -> Result<Option<String>> {
        let row = self
            .session
            .one(
                "SELECT id FROM article WHERE locale = $1 AND slug = $2",
                [locale.as_str().into(), slug.as_str().into()],
            )
            .await?;
        row.map(|row| row.text("id")).transpose()
    }

    async fn publish(&mut self, edit: &Edit, known: Option<&Known>) -> Result<()> {
        let Edit {
            id, number, draft, ..
        } = edit;
        let earlier = known.and_then(|known| known.first_published_at);
        // A past `publish_at` is the history of the first publication; what follows happens now.
        let is_first = known.is_none_or(|known| known.published_revision.is_none());
        let published_at = draft.publish_at.filter(|_| is_first).unwrap_or(self.at);
        let first_published_at = draft.first_published_at.or(earlier).unwrap_or(published_at);
        self.session
            .execute(
                "UPDATE article
                 SET slug = $2, published_revision = $3, summary = $4,
                    first_published_at = $5, published_at = $6, updated_at = $7
                 WHERE id = $1",
                [
                    id.as_str().into(),
                    draft.slug.as_str().into(),
                    (*number).into(),
                    self.summary_of(draft)?.into(),
                    first_published_at.into(),
                    published_at.into(),
                    self.at.into(),
                ],
            )
            .await?;
        let renamed = known
            .map(|known| &known.slug)
            .filter(|slug| **slug != draft.slug);
        for slug in renamed.into_iter().chain(&draft.previous_slugs) {
            self.reserve_slug(id, &draft.locale, slug).await?;
        }
        Ok(())
    }

    /// Keeps a slug at which an article was found before, so that links to it go on working.
    async fn reserve_slug(&mut self, id: &str, locale: &Locale, slug: &Slug) -> Result<()> {
        self.session
            .execute(
                "INSERT INTO previous_slug (locale, slug, article_id)
                 VALUES ($1, $2, $3)
                 ON CONFLICT (locale, slug) DO UPDATE SET article_id = excluded.article_id",
                [locale.as_str().into(), slug.as_str().into(), id.into()],
            )
            .await
    }

    /// What lists show: as much of the built article as rests on nothing but its own text.
    fn summary_of(&self, draft: &ArticleDraft) -> Result<String> {
        let publication = Publication {
            id: uuid::Uuid::nil(),
            revision: 1,
            first_published_at: self.at,
            published_at: self.at,
            updated_at: self.at,
            is_fallback: false,
            has_changed_since_review: false,
        };
        let built = build_article(
            draft.clone(),
            publication,
            &Foundation::default(),
            &self.store.addresses,
        );
        to_json(&Summary {
            title: built.title,
            summary: built.summary,
            hero: draft.hero.clone(),
            keywords: built.keywords,
            reading_minutes: built.reading_minutes,
        })
    }
}
