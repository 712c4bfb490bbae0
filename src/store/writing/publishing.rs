//! Publishing: what readers see of an article from now on, and where they find it.

use super::edits::{Edit, Known};
use super::{Writing, to_json};
use crate::content::{ArticleDraft, Kind, Locale, Reading, Slug};
use crate::error::{Error, Result};
use crate::store::article_lists::Summary;

impl Writing<'_> {
    /// Points readers at a revision.
    pub(super) async fn publish(&mut self, edit: &Edit, known: Option<&Known>) -> Result<()> {
        let Edit { id, draft, .. } = edit;
        let original = self.translated_article(draft).await?;
        let translation_group = original.unwrap_or_else(|| id.clone());
        let left_group = known.map_or(id, |known| &known.translation_group);
        let slugs = slugs_before(edit, known).chain([&draft.slug]);
        self.touch_article(id, slugs, &[&translation_group, left_group]);
        match known {
            Some(_) => {
                self.touch_previous_slugs(id).await?;
                self.touch_images_of(Kind::Article, id).await?;
                self.touch_claims(id, Some(edit.number)).await?;
            }
            None => self.touch_new_claims(draft),
        }
        self.point_readers(edit, known, &translation_group).await?;
        for slug in slugs_before(edit, known) {
            self.reserve_slug(id, &draft.locale, slug).await?;
        }
        self.remember_article(id).await
    }

    async fn point_readers(
        &mut self,
        edit: &Edit,
        known: Option<&Known>,
        translation_group: &str,
    ) -> Result<()> {
        let Edit { number, draft, .. } = edit;
        let earlier = known.and_then(|known| known.first_published_at);
        let published_at = edit.published_at.unwrap_or(self.at);
        let first_published_at = draft.first_published_at.or(earlier).unwrap_or(published_at);
        let counted = self.counted_review(draft, *number, known).await?;
        self.session
            .execute(
                "UPDATE article
                 SET slug = $2, translation_group = $3, published_revision = $4, summary = $5, first_published_at = $6,
                    published_at = $7, updated_at = $8,
                    modified_at = CASE WHEN modified_at > $8 THEN modified_at ELSE $8 END
                 WHERE id = $1",
                [
                    edit.id.as_str().into(),
                    draft.slug.as_str().into(),
                    translation_group.into(),
                    (*number).into(),
                    summary_of(draft)?.into(),
                    first_published_at.into(),
                    published_at.into(),
                    self.at.into(),
                ],
            )
            .await?;
        let before = match known {
            Some(_) => self.unlist_article(&edit.id).await?,
            None => None,
        };
        let in_lists = match before {
            Some(number) => number,
            None => self.number_in_lists(&edit.id, draft).await?,
        };
        self.list_article(in_lists, draft, first_published_at, published_at)
            .await?;
        self.write_review(&edit.id, counted.as_ref(), first_published_at)
            .await?;
        match known {
            Some(_) => {
                self.point_at_reviewers(&edit.id, *number, counted.as_ref())
                    .await
            }
            // What is new was reviewed by nobody beside its text.
            None => Ok(()),
        }
    }

    /// Every slug that an edit takes must be free, also of what was found there before: links must not lead elsewhere.
    pub(in crate::store) async fn refuse_taken_slugs(
        &mut self,
        edit: &Edit,
        known: Option<&Known>,
    ) -> Result<()> {
        for slug in slugs_taken(edit, known) {
            let locale = &edit.draft.locale;
            if let Some(owner) = self.other_owner(&edit.id, locale, slug).await? {
                return Err(taken(slug, locale, &owner));
            }
        }
        Ok(())
    }

    async fn other_owner(
        &mut self,
        id: &str,
        locale: &Locale,
        slug: &Slug,
    ) -> Result<Option<Slug>> {
        let row = self
            .session
            .one(
                "SELECT a.slug
                 FROM article a
                 WHERE a.locale = $1 AND a.slug = $2 AND a.id <> $3
                 UNION ALL
                 SELECT a.slug
                 FROM previous_slug p
                 JOIN article a ON a.id = p.article_id
                 WHERE p.locale = $1 AND p.slug = $2 AND p.article_id <> $3",
                [locale.as_str().into(), slug.as_str().into(), id.into()],
            )
            .await?;
        row.map(|row| row.parsed("slug")).transpose()
    }

    /// Keeps a slug at which an article was found before, so that links to it go on working.
    async fn reserve_slug(&mut self, id: &str, locale: &Locale, slug: &Slug) -> Result<()> {
        let seen_at = self.seen_at().await?;
        self.session
            .execute(
                "INSERT INTO reserved_slug (slug, locale, article_id, at)
                 VALUES ($1, $2, $3, $4)
                 ON CONFLICT (slug, article_id) DO NOTHING",
                [
                    slug.as_str().into(),
                    locale.as_str().into(),
                    id.into(),
                    seen_at.into(),
                ],
            )
            .await?;
        self.session
            .execute(
                "INSERT INTO previous_slug (locale, slug, article_id)
                 VALUES ($1, $2, $3)
                 ON CONFLICT (locale, slug) DO NOTHING",
                [locale.as_str().into(), slug.as_str().into(), id.into()],
            )
            .await
    }

    async fn translated_article(&mut self, draft: &ArticleDraft) -> Result<Option<String>> {
        let Some(slug) = &draft.translation_of else {
            return Ok(None);
        };
        let default_locale = self.store.addresses.default_locale().as_str();
        let row = self
            .session
            .one(
                "SELECT id FROM article WHERE locale = $1 AND slug = $2",
                [default_locale.into(), slug.as_str().into()],
            )
            .await?;
        row.map(|row| row.text("id")).transpose()
    }
}

/// The slugs that lead to the article after an edit.
pub(in crate::store) fn slugs_taken<'e>(
    edit: &'e Edit,
    known: Option<&'e Known>,
) -> impl Iterator<Item = &'e Slug> {
    [&edit.draft.slug]
        .into_iter()
        .chain(slugs_before(edit, known))
}

pub(in crate::store) fn taken(slug: &Slug, locale: &Locale, owner: &Slug) -> Error {
    Error::Conflict(format!(
        "the slug `{slug}` ({locale}) leads to the article `{owner}`; choose another, or first remove that article, in a write of its own"
    ))
}

/// The slugs at which readers found an article before this edit.
fn slugs_before<'e>(edit: &'e Edit, known: Option<&'e Known>) -> impl Iterator<Item = &'e Slug> {
    let renamed = known
        .filter(|known| known.first_published_at.is_some())
        .map(|known| &known.slug)
        .filter(|slug| **slug != edit.draft.slug);
    renamed.into_iter().chain(&edit.draft.previous_slugs)
}

/// What lists show: as much as rests on nothing but the article's own text.
fn summary_of(draft: &ArticleDraft) -> Result<String> {
    to_json(&Summary {
        title: draft.title.clone(),
        summary: draft.summary.clone(),
        hero: draft.hero.clone(),
        keywords: draft.keywords.clone(),
        reading_minutes: Reading::of_article(draft).minutes(),
    })
}
