//! What a write touches: the log of the pieces that it changed, and the tags of the answers that rest on them.

use std::collections::BTreeSet;

use super::Writing;
use crate::content::{ArticleDraft, Kind, Slug, claims_of};
use crate::error::Result;
use crate::store::database::Session;
use crate::store::entries::list_of;

impl Writing<'_> {
    /// Every piece of content that a write changes is logged once under its number.
    pub(in crate::store) async fn log(&mut self, kind: Kind, owner: &str) -> Result<()> {
        self.logged += 1;
        self.session
            .execute(
                "INSERT INTO change_log (version, position, kind, owner)
                 VALUES ($1, $2, $3, $4)",
                [
                    (self.version + 1).into(),
                    self.logged.into(),
                    logged(kind).into(),
                    owner.into(),
                ],
            )
            .await
    }

    /// What readers see of an article changes, and what is found at these slugs and among these translations.
    pub(super) fn touch_article<'s>(
        &mut self,
        id: &str,
        slugs: impl Iterator<Item = &'s Slug>,
        translation_groups: &[&str],
    ) {
        self.tags.add("article", id);
        self.tags.add("list", list_of("article"));
        for slug in slugs {
            self.tags.add("slug", slug.as_str());
        }
        for group in translation_groups {
            self.tags.add("translations", group);
        }
    }

    /// What is touched when an article goes: all slugs that lead to it, its images, and its translations, of which another
    /// becomes the original. Of what never was public nobody is to hear that it is gone.
    pub(super) async fn touch_removed(&mut self, id: &str, slug: &Slug) -> Result<()> {
        let before = self
            .session
            .all(
                "SELECT p.slug, a.translation_group
                 FROM article a
                 LEFT JOIN previous_slug p ON p.article_id = a.id
                 WHERE a.id = $1",
                [id.into()],
            )
            .await?;
        for row in &before {
            if let Some(slug) = row.optional_text("slug")? {
                self.tags.add("slug", &slug);
            }
            self.tags
                .add("translations", &row.text("translation_group")?);
        }
        self.name_another_original(id).await?;
        if self.was_public(id).await? {
            self.touch_article(id, std::iter::once(slug), &[]);
            self.remember_entry(Kind::Article, id, None).await?;
        }
        self.touch_claims(id, None).await?;
        self.touch_images_of(Kind::Article, id).await
    }

    async fn name_another_original(&mut self, id: &str) -> Result<()> {
        let rows = self
            .session
            .all(
                "UPDATE article
                 SET translation_group = (
                    SELECT min(o.id) FROM article o WHERE o.translation_group = $1 AND o.id <> $1
                 )
                 WHERE translation_group = $1 AND id <> $1
                 RETURNING id, translation_group, published_revision",
                [id.into()],
            )
            .await?;
        for row in &rows {
            self.tags
                .add("translations", &row.text("translation_group")?);
            if row
                .optional_revision_number("published_revision")?
                .is_some()
            {
                self.remember_article(&row.text("id")?).await?;
            }
        }
        Ok(())
    }

    /// Whether readers ever saw an article.
    async fn was_public(&mut self, id: &str) -> Result<bool> {
        let row = self
            .session
            .one(
                "SELECT a.first_published_at
                 FROM article a
                 WHERE a.id = $1",
                [id.into()],
            )
            .await?;
        let first = row.map(|row| row.optional_moment("first_published_at"));
        Ok(first.transpose()?.flatten().is_some())
    }

    /// The therapies and conditions that a new article claims something about.
    pub(super) fn touch_new_claims(&mut self, draft: &ArticleDraft) {
        for placed in claims_of(draft) {
            self.tags.add("claims", placed.claim.therapy.as_str());
            self.tags.add("claims", placed.claim.condition.as_str());
        }
    }

    /// The therapies and conditions that an article begins or ceases to claim something about, when another revision of it,
    /// or none, becomes public. What shows its other claims rests on the article itself.
    pub(super) async fn touch_claims(&mut self, id: &str, next: Option<i32>) -> Result<()> {
        let rows = self
            .session
            .all(
                "SELECT DISTINCT c.therapy, c.condition, c.revision, a.published_revision
                 FROM claim c
                 JOIN article a ON a.id = c.article_id
                 WHERE c.article_id = $1 AND c.revision IN (a.published_revision, $2)",
                [id.into(), next.into()],
            )
            .await?;
        let (mut before, mut after) = (BTreeSet::new(), BTreeSet::new());
        for row in &rows {
            let pair = (row.text("therapy")?, row.text("condition")?);
            let revision = Some(row.revision_number("revision")?);
            if revision == row.optional_revision_number("published_revision")? {
                before.insert(pair.clone());
            }
            if revision == next {
                after.insert(pair);
            }
        }
        for (therapy, condition) in before.symmetric_difference(&after) {
            self.tags.add("claims", therapy);
            self.tags.add("claims", condition);
        }
        Ok(())
    }

    /// What readers see of an entry changes.
    pub(super) fn touch_entry(&mut self, kind: Kind, id: &str) {
        self.tags.add(kind.as_str(), id);
        self.tags.add("list", list_of(kind.as_str()));
    }

    /// The images that any text of a piece shows may become public, or be it no more.
    pub(super) async fn touch_images_of(&mut self, kind: Kind, id: &str) -> Result<()> {
        let rows = self
            .session
            .all(
                "SELECT DISTINCT l.target
                 FROM link l
                 WHERE l.source_kind = $1 AND l.source = $2 AND l.target_kind = 'media'",
                [kind.as_str().into(), id.into()],
            )
            .await?;
        for row in rows {
            self.tags.add("media", &row.text("target")?);
        }
        Ok(())
    }

    /// Keeps what was touched under the number of this write, and moves on what shows it.
    pub(super) async fn keep_touched(&mut self) -> Result<()> {
        let version = self.version + 1;
        let names = self.tags.iter().filter_map(|tag| tag.split_once(':'));
        let rows = names
            .map(|(kind, name)| [version.into(), kind.into(), name.into()])
            .collect();
        self.session
            .insert_rows("INSERT INTO touched (version, kind, name)", rows, "")
            .await?;
        self.keep_changed().await?;
        count(&mut self.session, version, self.new_revisions).await
    }
}

/// Takes the number of the write, and counts its revisions to the others.
async fn count(session: &mut Session, version: i64, new_revisions: u32) -> Result<()> {
    session
        .execute(
            "UPDATE content_version SET version = $1, revisions = revisions + $2 WHERE id = 1",
            [version.into(), new_revisions.into()],
        )
        .await
}

/// The word for a kind in the log, where images are media.
fn logged(kind: Kind) -> &'static str {
    match kind {
        Kind::Image => "media",
        Kind::Article | Kind::Therapy | Kind::Condition | Kind::Person | Kind::Reference => {
            kind.as_str()
        }
    }
}
