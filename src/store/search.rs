//! Questions in words: what is public is found by its index, ranked, with excerpts and counts. The SQL of the engine's
//! full-text search stands in `engine.rs` alone.

mod attempts;
mod correcting;
mod counting;
mod engine;
mod found;
mod hits;
mod indexing;
mod placing;
mod weights;

use super::Store;
use super::entries::list_of;
use super::page::Page;
use super::value::Row;
use crate::content::{
    ArticleLinks, ClaimStrength, Locale, SearchKind, SearchPage, SearchQuery, Slug, Suggestion,
    SuggestionList, Tagged, Tags,
};
use crate::error::{Error, Result};
use engine::Match;

pub(super) use indexing::index;

/// What is looked for, and where. Filters narrow each other.
#[derive(Clone, Debug)]
pub struct SearchQuestion {
    pub query: SearchQuery,
    pub kind: Option<SearchKind>,
    pub condition: Option<Slug>,
    pub therapy: Option<Slug>,
    pub strength: Option<ClaimStrength>,
    pub locale: Option<Locale>,
}

/// How many suggestions there are at most.
const SUGGESTIONS: usize = 10;

impl Store {
    /// What has all words of a query, the best first; else what has words like them; else what has some of them.
    pub async fn search(
        &self,
        question: &SearchQuestion,
        page: &Page,
    ) -> Result<Tagged<SearchPage>> {
        let mut session = self.db.read().await?;
        let attempt = attempts::attempt(&mut session, question).await?;
        let facets = counting::facets_of(&mut session, &attempt.found).await?;
        let slice = self.hits(&mut session, (question, page), &attempt).await?;
        session.commit().await?;
        Ok(whole_index(SearchPage {
            query: question.query.asked.clone(),
            corrected: attempt.corrected,
            left_out: question.query.left_out.clone(),
            common: attempt.common,
            is_partial: attempt.is_partial,
            total: attempt.found.total,
            items: slice.items,
            facets,
            next_cursor: slice.next.map(|cursor| cursor.to_string()),
        }))
    }

    /// Titles, names and headings that have the words which have been typed.
    pub async fn suggestions(
        &self,
        query: &SearchQuery,
        locale: Option<&Locale>,
    ) -> Result<Tagged<SuggestionList>> {
        let wanted = Match::all(&query.terms, &query.excluded);
        let locale = locale.map_or("", Locale::as_str);
        let rows = self
            .db
            .all(engine::SUGGESTIONS, [wanted.value(), locale.into()])
            .await?;
        let mut items: Vec<Suggestion> = Vec::new();
        for row in &rows {
            let suggestion = self.suggestion(row)?;
            let is_new = items
                .iter()
                .all(|known| known.link != suggestion.link || known.section != suggestion.section);
            if is_new && items.len() < SUGGESTIONS {
                items.push(suggestion);
            }
        }
        Ok(whole_index(SuggestionList { items }))
    }

    fn suggestion(&self, row: &Row) -> Result<Suggestion> {
        let (kind, slug, locale) = named(row)?;
        Ok(Suggestion {
            text: row.text("heading")?,
            section: row
                .optional_text("section")?
                .map(|_| row.parsed("section"))
                .transpose()?,
            link: self.link_of(kind, &slug, locale.as_ref()),
            kind,
            slug,
            locale,
        })
    }

    /// The address of something that was found.
    fn link_of(&self, kind: SearchKind, slug: &Slug, locale: Option<&Locale>) -> String {
        match (kind, locale) {
            (SearchKind::Article, Some(locale)) => {
                ArticleLinks::of(slug, locale, &self.addresses).canonical
            }
            (SearchKind::Condition, _) => self.addresses.condition(slug, ""),
            _ => self.addresses.therapy(slug, ""),
        }
    }

    /// Indexes what was public before there was an index, or before this program knew of it.
    pub(super) async fn index_pending(&self) -> Result<()> {
        let pending = "SELECT kind, owner FROM search_pending LIMIT 1";
        if self.db.one(pending, []).await?.is_none() {
            return Ok(());
        }
        let mut session = self.db.write().await?;
        let rows = session
            .all("SELECT kind, owner FROM search_pending", [])
            .await?;
        let owners = rows.iter();
        let owners = owners.map(|row| Ok((row.text("kind")?, row.text("owner")?)));
        let owners = owners.collect::<Result<Vec<_>>>()?;
        let owners = owners.iter();
        let owners: Vec<(&str, &str)> = owners.map(|(kind, owner)| (&**kind, &**owner)).collect();
        indexing::index_but(&mut session, &owners, |error| match error {
            // It keeps nobody from opening the database; `sinew doctor` names it.
            Error::Corrupt(_) => Ok(()),
            error => Err(error),
        })
        .await?;
        session.execute("DELETE FROM search_pending", []).await?;
        session.commit().await
    }
}

impl SearchQuestion {
    /// A query everywhere.
    pub fn of(query: SearchQuery) -> Self {
        Self {
            query,
            kind: None,
            condition: None,
            therapy: None,
            strength: None,
            locale: None,
        }
    }

    /// The search and its filters in one text, to which cursors are bound.
    pub fn question(&self) -> String {
        let [kind, locale, condition, therapy, strength] = self.filters();
        let query = &self.query.asked;
        format!("search?{kind}&{locale}&{condition}&{therapy}&{strength}&{query}")
    }

    /// What the filters name and is not stored: kind and id.
    pub async fn unknown_in(&self, store: &Store) -> Result<Vec<(&'static str, String)>> {
        let mut unknown = Vec::new();
        let given = [("condition", &self.condition), ("therapy", &self.therapy)];
        for (kind, slug) in given {
            if let Some(slug) = slug
                && !store.has_entry(kind, slug.as_str()).await?
            {
                unknown.push((kind, slug.to_string()));
            }
        }
        Ok(unknown)
    }

    /// Kind, locale, condition, therapy and strength; an empty text asks nothing.
    fn filters(&self) -> [&str; 5] {
        [
            self.kind.map_or("", SearchKind::as_str),
            self.locale.as_ref().map_or("", Locale::as_str),
            self.condition.as_ref().map_or("", Slug::as_str),
            self.therapy.as_ref().map_or("", Slug::as_str),
            self.strength.map_or("", ClaimStrength::as_str),
        ]
    }

    /// For each filter the values of which a page must have one: kind and value. What has no locale of its own is found in all.
    fn accepted(&self) -> Vec<Vec<(&'static str, &str)>> {
        let [kind, locale, condition, therapy, strength] = self.filters();
        let filters = [
            vec![("kind", kind)],
            vec![
                ("locale", locale),
                ("kind", "therapy"),
                ("kind", "condition"),
            ],
            vec![("condition", condition)],
            vec![("therapy", therapy)],
            vec![("strength", strength)],
        ];
        let asked = filters.into_iter();
        asked.filter(|values| !values[0].1.is_empty()).collect()
    }
}

/// Kind, slug and, of an article, locale.
fn named(row: &Row) -> Result<(SearchKind, Slug, Option<Locale>)> {
    let kind = SearchKind::parse(&row.text("kind")?)
        .map_err(|error| Error::Corrupt(format!("kind of a page of the index: {error}")))?;
    let locale = row.optional_text("locale")?;
    let locale = locale.map(|_| row.parsed("locale")).transpose()?;
    Ok((kind, row.parsed("slug")?, locale))
}

/// Any change of what is public may change what is found and in which order.
fn whole_index<T>(value: T) -> Tagged<T> {
    let mut tags = Tags::default();
    for kind in ["article", "therapy", "condition"] {
        tags.add("list", list_of(kind));
    }
    Tagged {
        value,
        tags,
        modified_at: None,
    }
}
