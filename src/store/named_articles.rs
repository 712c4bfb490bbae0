//! Many articles that are asked for by their ids or slugs, in one statement.

use std::collections::{BTreeSet, HashMap};

use uuid::Uuid;

use super::Store;
use super::entries::{list_of, tags_of};
use super::value::Row;
use crate::content::{ArticleSummary, Locale, Slug, Tagged};
use crate::error::{Error, Result, Violation};

/// What articles are asked for by.
#[derive(Clone, Debug)]
pub enum ArticleNames {
    Ids(Vec<Uuid>),
    /// Slugs in a locale. Without one the article in the default locale is meant, else the only one.
    Slugs(Vec<Slug>, Option<Locale>),
}

/// The articles that are published under the names, in the order of the names, and the names that lead nowhere.
#[derive(Clone, Debug)]
pub struct NamedArticles {
    pub items: Vec<ArticleSummary>,
    pub missing: Vec<String>,
}

impl Store {
    /// The articles of some names, each once. A slug that an article had before leads nowhere here.
    pub async fn named_articles(&self, names: &ArticleNames) -> Result<Tagged<NamedArticles>> {
        let wanted = names.distinct();
        let things = wanted.iter().map(|name| [name.as_str().into()]);
        let mut session = self.db.read().await?;
        let rows = session
            .all_of(
                "SELECT DISTINCT a.id, a.slug, a.locale, a.summary, a.first_published_at, a.published_at, a.updated_at
                 FROM (",
                things.collect(),
                names.condition(),
            )
            .await?;
        session.commit().await?;
        let mut found = self.by_name(&rows, names)?;
        let mut named = NamedArticles {
            items: Vec::new(),
            missing: Vec::new(),
        };
        let mut tags = tags_of("list", list_of("article"));
        for name in wanted {
            match self.only(found.remove(&name).unwrap_or_default(), &name)? {
                Some(article) => {
                    tags.add("article", &article.id.to_string());
                    named.items.push(article);
                }
                None => named.missing.push(name),
            }
        }
        Ok(Tagged {
            value: named,
            tags,
            modified_at: None,
        })
    }

    /// What is found under each name: a slug can lead to one article in each locale.
    fn by_name(
        &self,
        rows: &[Row],
        names: &ArticleNames,
    ) -> Result<HashMap<String, Vec<ArticleSummary>>> {
        let mut found: HashMap<String, Vec<ArticleSummary>> = HashMap::new();
        for row in rows {
            let article = self.article_summary(row)?;
            let name = match names {
                ArticleNames::Ids(_) => article.id.to_string(),
                ArticleNames::Slugs(_, Some(locale)) if *locale != article.locale => continue,
                ArticleNames::Slugs(_, _) => article.slug.to_string(),
            };
            found.entry(name).or_default().push(article);
        }
        Ok(found)
    }

    /// The article that is meant among those of one name.
    fn only(&self, mut found: Vec<ArticleSummary>, name: &str) -> Result<Option<ArticleSummary>> {
        let is_default = |article: &ArticleSummary| article.locale == *self.default_locale();
        if let Some(at) = found.iter().position(is_default) {
            return Ok(Some(found.swap_remove(at)));
        }
        if found.len() < 2 {
            return Ok(found.pop());
        }
        let locales: BTreeSet<&str> = found
            .iter()
            .map(|article| article.locale.as_str())
            .collect();
        let locales: Vec<&str> = locales.into_iter().collect();
        let message = format!(
            "slugs has `{name}`, for which locale must be given: one of {}",
            locales.join(", ")
        );
        Err(Error::Invalid(vec![Violation::of_parameter(
            "slugs",
            "ambiguous",
            message,
        )]))
    }
}

impl ArticleNames {
    /// Each name once, in order.
    fn distinct(&self) -> Vec<String> {
        let names: Vec<String> = match self {
            Self::Ids(ids) => ids.iter().map(ToString::to_string).collect(),
            Self::Slugs(slugs, _) => slugs.iter().map(ToString::to_string).collect(),
        };
        let mut known = BTreeSet::new();
        let is_new = |name: &String| known.insert(name.clone());
        names.into_iter().filter(is_new).collect()
    }

    fn condition(&self) -> &'static str {
        match self {
            Self::Ids(_) => {
                ") named
                 CROSS JOIN published_article a
                 WHERE a.id = named.column1"
            }
            Self::Slugs(_, _) => {
                ") named
                 CROSS JOIN published_article a
                 WHERE a.slug = named.column1"
            }
        }
    }
}
