//! Finding the article that an editor means.

use super::{Known, Writing};
use crate::content::{Locale, Slug};
use crate::error::{Error, Result, Violation};

impl Writing<'_> {
    /// The article that a slug names for those who write it, public or not: in a locale the one there; without one that in
    /// the default locale, else the only one. `None`: nothing was ever there, or only what never was public.
    ///
    /// Fails when the article is found elsewhere now, when it has been removed, and when a locale must be named.
    pub(in crate::store) async fn known_at(
        &mut self,
        slug: &Slug,
        locale: Option<&Locale>,
    ) -> Result<Option<Known>> {
        let default_locale = self.store.addresses.default_locale();
        let locales = self.locales_of(slug).await?;
        let only = locales.first().filter(|_| locales.len() == 1);
        let chosen = match locale {
            Some(wanted) => Some(wanted),
            None if locales.contains(default_locale) => Some(default_locale),
            None => only,
        };
        if locale.is_none() && chosen.is_none() && !locales.is_empty() {
            return Err(ambiguous(slug, &locales));
        }
        let known = match chosen {
            Some(chosen) => self.known_article(chosen, slug).await?,
            None => None,
        };
        match known {
            Some(known) => Ok(Some(known)),
            None => self.refuse_elsewhere(slug, locale).await.map(|()| None),
        }
    }

    async fn locales_of(&mut self, slug: &Slug) -> Result<Vec<Locale>> {
        let rows = self
            .session
            .all(
                "SELECT a.locale
                 FROM article a
                 WHERE a.slug = $1
                 ORDER BY a.locale",
                [slug.as_str().into()],
            )
            .await?;
        rows.iter().map(|row| row.parsed("locale")).collect()
    }

    /// Says where an article is found by now, or that it was removed.
    async fn refuse_elsewhere(&mut self, slug: &Slug, locale: Option<&Locale>) -> Result<()> {
        let wanted = locale.unwrap_or(self.store.addresses.default_locale());
        let moved = self
            .session
            .one(
                "SELECT a.id, a.slug
                 FROM previous_slug p
                 JOIN article a ON a.id = p.article_id
                 WHERE p.slug = $1
                 ORDER BY CASE WHEN p.locale = $2 THEN 0 ELSE 1 END, p.locale
                 LIMIT 1",
                [slug.as_str().into(), wanted.as_str().into()],
            )
            .await?;
        if let Some(row) = moved {
            return Err(Error::Moved {
                from: slug.to_string(),
                to: row.text("slug")?,
                id: row.text("id")?,
            });
        }
        let removed = self
            .session
            .one(
                "SELECT 1 AS found FROM removed_article WHERE slug = $1 LIMIT 1",
                [slug.as_str().into()],
            )
            .await?;
        match removed {
            Some(_) => Err(Error::Gone {
                what: "article",
                name: slug.to_string(),
            }),
            None => Ok(()),
        }
    }
}

fn ambiguous(slug: &Slug, locales: &[Locale]) -> Error {
    let locales: Vec<&str> = locales.iter().map(Locale::as_str).collect();
    let message = format!(
        "locale must be given for `{slug}`: one of {}",
        locales.join(", ")
    );
    Error::Invalid(vec![Violation::of_parameter("locale", "required", message)])
}
