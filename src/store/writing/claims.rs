//! The names that the texts of articles claim, drafts as much as public ones: two articles with one name could not be
//! written into one folder.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::publishing::taken;
use super::{Known, Writing};
use crate::content::{Actor, Locale, Slug};
use crate::error::{Error, Result};

/// Of how many articles the names are read together.
const AT_ONCE: usize = 64;

/// Of a text, the names that it claims. One that is damaged claims less, and holds up no other.
#[derive(Deserialize)]
struct Claiming {
    slug: Option<String>,
    #[serde(default)]
    previous_slugs: Vec<String>,
    translation_of: Option<String>,
}

impl Writing<'_> {
    /// Keeps what the articles claim that this write has changed, and refuses a name that another claims. Only in the end:
    /// within one write, an article may leave a name to another.
    pub(super) async fn claim_names(&mut self) -> Result<()> {
        let rows = self
            .session
            .all(
                "SELECT DISTINCT l.owner
                 FROM change_log l
                 WHERE l.version = $1 AND l.kind = 'article'",
                [self.number().into()],
            )
            .await?;
        let ids = rows.iter().map(|row| row.text("owner"));
        let ids = ids.collect::<Result<Vec<_>>>()?;
        for some in ids.chunks(AT_ONCE) {
            self.claim_names_of(some).await?;
        }
        // What happens at a moment claims nothing new.
        if rows.is_empty() || self.signature.actor == Actor::Schedule {
            return Ok(());
        }
        self.refuse_claimed_names().await
    }

    async fn claim_names_of(&mut self, ids: &[String]) -> Result<()> {
        for id in ids {
            self.session
                .execute(
                    "DELETE FROM claimed_name WHERE article_id = $1",
                    [id.as_str().into()],
                )
                .await?;
        }
        let texts = self
            .session
            .all_about(
                "SELECT a.id, a.locale, r.body FROM",
                ids.iter().map(|id| [id.as_str().into()]).collect(),
                "named
                 CROSS JOIN article a
                 CROSS JOIN revision r
                 WHERE a.id = named.column1 AND r.kind = 'article' AND r.owner = a.id
                    AND r.number IN (a.head_revision, a.published_revision)",
            )
            .await?;
        let mut claims = BTreeSet::new();
        for text in &texts {
            let (id, locale) = (text.text("id")?, text.text("locale")?);
            let claiming: Claiming = text.json("body")?;
            let mut claim = |kind, name| claims.insert((id.clone(), kind, locale.clone(), name));
            for slug in claiming.previous_slugs.into_iter().chain(claiming.slug) {
                claim("slug", slug);
            }
            if let Some(slug) = claiming.translation_of {
                claim("translation", slug);
            }
        }
        let rows = claims
            .into_iter()
            .map(|(id, kind, locale, name)| [id.into(), kind.into(), locale.into(), name.into()])
            .collect();
        self.session
            .insert_rows(
                "INSERT INTO claimed_name (article_id, kind, locale, name)",
                rows,
                "",
            )
            .await
    }

    /// Translations that one write brings together are of one folder, which was checked for that.
    async fn refuse_claimed_names(&mut self) -> Result<()> {
        let row = self
            .session
            .one(
                "SELECT c.kind, c.locale, c.name, a.slug AS owner
                 FROM change_log l
                 CROSS JOIN claimed_name c
                 CROSS JOIN claimed_name o
                 CROSS JOIN article a
                 WHERE l.version = $1 AND l.kind = 'article' AND c.article_id = l.owner
                    AND o.locale = c.locale AND o.name = c.name AND o.kind = c.kind AND o.article_id <> c.article_id
                    AND a.id = o.article_id
                    AND (c.kind = 'slug' OR NOT EXISTS (
                        SELECT 1 FROM change_log w WHERE w.version = $1 AND w.kind = 'article' AND w.owner = o.article_id
                    ))
                 LIMIT 1",
                [self.number().into()],
            )
            .await?;
        let Some(row) = row else { return Ok(()) };
        let (locale, name, owner): (Locale, Slug, Slug) = (
            row.parsed("locale")?,
            row.parsed("name")?,
            row.parsed("owner")?,
        );
        Err(match row.text("kind")?.as_str() {
            "translation" => Error::Conflict(format!(
                "the article `{owner}` is the translation of `{name}` into {locale} already; an article has one in each language"
            )),
            _ => taken(&name, &locale, &owner),
        })
    }

    /// The article that was never public and whose draft has a slug that is not the one at which it is found.
    pub(in crate::store) async fn renamed_draft(
        &mut self,
        locale: &Locale,
        slug: &Slug,
    ) -> Result<Option<Known>> {
        let row = self
            .session
            .one(
                "SELECT a.slug
                 FROM claimed_name c
                 JOIN article a ON a.id = c.article_id
                 WHERE c.locale = $1 AND c.name = $2 AND c.kind = 'slug' AND a.first_published_at IS NULL",
                [locale.as_str().into(), slug.as_str().into()],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        let known = self.known_article(locale, &row.parsed("slug")?).await?;
        Ok(known.filter(|known| known.head.slug == *slug))
    }
}
