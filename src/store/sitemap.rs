//! The map of all published articles.

use std::collections::HashMap;

use uuid::Uuid;

use super::Store;
use super::articles::article_id;
use super::database::Session;
use super::entries::{list_of, tags_of};
use super::value::Row;
use crate::content::{Locale, MappedArticle, Moment, Sitemap, SitemapPart, Slug, Tagged};
use crate::error::Result;

impl Store {
    /// The addresses of all published articles, or the parts that they are in when they are more than a part may have; with
    /// the article before it, one part.
    pub async fn sitemap(&self, after: Option<Uuid>, most: u32) -> Result<Tagged<Sitemap>> {
        let mut session = self.db.read().await?;
        let parts = match after {
            None => parts(&mut session, most).await?,
            Some(_) => Vec::new(),
        };
        let value = if parts.len() > 1 {
            Sitemap::Parts(parts)
        } else {
            let after = after.unwrap_or_default();
            Sitemap::Articles(self.mapped(&mut session, after, most).await?)
        };
        session.commit().await?;
        Ok(Tagged {
            value,
            tags: tags_of("list", list_of("article")),
            modified_at: None,
        })
    }

    async fn mapped(
        &self,
        session: &mut Session,
        after: Uuid,
        most: u32,
    ) -> Result<Vec<MappedArticle>> {
        let rows = session
            .all(
                "SELECT a.id, a.slug, a.locale, a.updated_at
                 FROM published_article a
                 WHERE a.id > $1
                 ORDER BY a.id
                 LIMIT $2",
                [after.to_string().into(), most.into()],
            )
            .await?;
        let mut translations = self.translations(session, after, most).await?;
        rows.iter()
            .map(|row| {
                let id = article_id(row)?;
                let (locale, address) = self.mapped_address(row)?;
                let mut others = translations.remove(&id).unwrap_or_default();
                if !others.is_empty() {
                    others.push((locale, address.clone()));
                    others.sort_by(|one, other| one.0.as_str().cmp(other.0.as_str()));
                }
                Ok(MappedArticle {
                    id,
                    address,
                    updated_at: row.moment("updated_at")?,
                    translations: others,
                })
            })
            .collect()
    }

    /// The other translations of each text in a part.
    async fn translations(
        &self,
        session: &mut Session,
        after: Uuid,
        most: u32,
    ) -> Result<HashMap<Uuid, Vec<(Locale, String)>>> {
        let rows = session
            .all(
                "SELECT mapped.id, o.slug, o.locale
                 FROM (
                    SELECT a.id, a.translation_group
                    FROM published_article a
                    WHERE a.id > $1
                    ORDER BY a.id
                    LIMIT $2
                 ) mapped
                 CROSS JOIN published_article o
                 WHERE o.translation_group = mapped.translation_group AND o.id <> mapped.id",
                [after.to_string().into(), most.into()],
            )
            .await?;
        let mut all: HashMap<Uuid, Vec<(Locale, String)>> = HashMap::new();
        for row in &rows {
            let others = all.entry(article_id(row)?).or_default();
            others.push(self.mapped_address(row)?);
        }
        Ok(all)
    }

    fn mapped_address(&self, row: &Row) -> Result<(Locale, String)> {
        let (slug, locale): (Slug, Locale) = (row.parsed("slug")?, row.parsed("locale")?);
        let address = self.addresses.article(&slug, &locale, "");
        Ok((locale, address))
    }
}

async fn parts(session: &mut Session, most: u32) -> Result<Vec<SitemapPart>> {
    let rows = session
        .all(
            "SELECT max(a.id) AS id, max(a.updated_at) AS updated_at
             FROM (
                SELECT a.id, a.updated_at, (row_number() OVER (ORDER BY a.id) - 1) / $1 AS part
                FROM published_article a
             ) a
             GROUP BY a.part
             ORDER BY a.part",
            [most.into()],
        )
        .await?;
    let ends = rows
        .iter()
        .map(|row| Ok((article_id(row)?, row.moment("updated_at")?)))
        .collect::<Result<Vec<(Uuid, Moment)>>>()?;
    let begins = std::iter::once(Uuid::nil()).chain(ends.iter().map(|(last, _)| *last));
    Ok(begins
        .zip(&ends)
        .map(|(after, (_, updated_at))| SitemapPart {
            after,
            updated_at: *updated_at,
        })
        .collect())
}
