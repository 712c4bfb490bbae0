//! Articles that are related to one: what they share with it, ranked in the database by how much that says.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Store;
use super::database::Session;
use super::entries::{list_of, tags_of};
use super::foundation::foundation;
use super::translations::translation;
use super::value::Row;
use crate::content::{
    ArticleSummary, Facet, FacetKind, Foundation, Locale, ReferenceKey, RelatedArticle,
    RelationReason, SharedConditions, SharedReference, SharedReferences, SharedTherapies,
    SharedWords, Slug, Tagged, Tags, weight_of,
};
use crate::error::{Error, Result};

/// The most related articles that one answer has.
pub const MAX_RELATED: u32 = 20;
/// What as many articles have says nothing of two of them; no further is counted.
const MANY: u32 = 1000;
/// How many rows may be weighed for one article; what is rarest is weighed first.
const MAX_WEIGHED: u32 = 5000;

/// What an article has that others may have too, with how many of them do, and how many articles there have ever been: to
/// count those that are public now would take longer than all else, and no rank turns on it.
const HELD: &str = "SELECT f.kind, f.value,
        (SELECT count(*) FROM (
            SELECT 1 AS one FROM facet o WHERE o.kind = f.kind AND o.value = f.value LIMIT 1000) few) AS holders,
        (SELECT max(n.number) FROM listed_article n) AS listed
     FROM facet f
     WHERE f.number = $1 AND f.kind IN ('condition', 'therapy', 'reference', 'word')
     ORDER BY f.kind, f.value";

/// The articles that have most of it, by weight: between these two stand rows of kind, value, weight, locale and the number
/// of the article itself.
const BY_WEIGHT: [&str; 2] = [
    "SELECT a.id, a.slug, a.locale, a.summary, a.first_published_at, a.published_at, a.updated_at, best.number
     FROM (
        SELECT f.number, sum(held.column3) AS weight
        FROM (SELECT DISTINCT column1, column2, column3, column4, column5 FROM (",
    ") given) held
        CROSS JOIN facet f
        CROSS JOIN listed_article n
        WHERE f.kind = held.column1 AND f.value = held.column2 AND f.number <> held.column5
            AND n.number = f.number AND n.locale = held.column4
        GROUP BY f.number
        ORDER BY weight DESC, f.number DESC
        LIMIT 20
     ) best
     CROSS JOIN listed_article n
     CROSS JOIN published_article a
     WHERE n.number = best.number AND a.id = n.article_id
     ORDER BY best.weight DESC, best.number DESC",
];

/// All that some articles share with one: between these two stand rows of both numbers.
const SHARED: [&str; 2] = [
    "SELECT DISTINCT o.number, o.kind, o.value
     FROM (",
    ") pair
     CROSS JOIN facet f
     CROSS JOIN facet o
     WHERE f.number = pair.column2 AND f.kind IN ('condition', 'therapy', 'reference', 'word')
        AND o.number = pair.column1 AND o.kind = f.kind AND o.value = f.value",
];

/// Some entries, as they are public.
const ENTRIES: [&str; 2] = [
    "SELECT DISTINCT e.kind, e.id, e.body, e.citation, e.notice
     FROM (",
    ") named
     CROSS JOIN published_entry e
     WHERE e.kind = named.column1 AND e.id = named.column2",
];

impl Store {
    /// The articles that are most related to one, in its own language, each with all that they share: a constant number of
    /// statements. Whatever is found, the answer rests on all articles: another may come that is nearer.
    pub async fn related_articles(
        &self,
        slug: &Slug,
        locale: Option<&Locale>,
        limit: u32,
    ) -> Result<Tagged<Vec<RelatedArticle>>> {
        let mut session = self.db.read().await?;
        let named = self.named_article(&mut session, slug, locale).await?;
        let article = match locale {
            Some(wanted) if named.locale != *wanted => {
                translation(&mut session, named, wanted).await?
            }
            _ => named,
        };
        let number = number_of(&mut session, &article.id).await?;
        let held = held_by(&mut session, number).await?;
        let mut best = self
            .by_weight(&mut session, number, &article.locale, &held)
            .await?;
        best.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let shared = shared_with(&mut session, number, &best).await?;
        let foundation = entries_of(&mut session, &shared).await?;
        session.commit().await?;
        let mut tags = tags_of("list", list_of("article"));
        tags.add("slug", slug.as_str());
        tags.add("article", &article.id);
        tags.add("translations", &article.translation_group);
        Ok(Tagged {
            value: related(best, &shared, &foundation, &mut tags),
            tags,
            modified_at: None,
        })
    }

    async fn by_weight(
        &self,
        session: &mut Session,
        number: i64,
        locale: &Locale,
        held: &[(Facet, i64)],
    ) -> Result<Vec<(i64, ArticleSummary)>> {
        let things = held.iter().map(|((kind, value), weight)| {
            [
                kind.as_str().into(),
                value.as_str().into(),
                (*weight).into(),
                locale.as_str().into(),
                number.into(),
            ]
        });
        let [before, after] = BY_WEIGHT;
        let rows = session.all_of(before, things.collect(), after).await?;
        let summary = |row: &Row| Ok((row.integer("number")?, self.article_summary(row)?));
        rows.iter().map(summary).collect()
    }
}

/// The number that an article has in lists.
async fn number_of(session: &mut Session, id: &str) -> Result<i64> {
    let row = session
        .one(
            "SELECT n.number FROM listed_article n WHERE n.article_id = $1",
            [id.into()],
        )
        .await?;
    let row = row.ok_or_else(|| Error::Corrupt(format!("article {id} is in no list")))?;
    row.integer("number")
}

/// What an article has that few others have, with its weight: the rarest, as long as few rows have to be weighed.
async fn held_by(session: &mut Session, number: i64) -> Result<Vec<(Facet, i64)>> {
    let mut held = Vec::new();
    for row in session.all(HELD, [number.into()]).await? {
        let counted = |column: &str| -> Result<u32> {
            u32::try_from(row.integer(column)?)
                .map_err(|error| Error::Corrupt(format!("column {column}: {error}")))
        };
        let (having, all) = (counted("holders")?, counted("listed")?);
        let kind = kind_of(&row)?;
        // What nobody else has relates nothing.
        if let Some(weight) = weight_of(kind, having, all).filter(|_| (2..MANY).contains(&having)) {
            held.push((having, (kind, row.text("value")?), weight));
        }
    }
    held.sort_by_key(|(having, _, _)| *having);
    let mut weighed = 0;
    let is_cheap = |(having, _, _): &(u32, Facet, i64)| {
        weighed += having;
        weighed <= MAX_WEIGHED
    };
    let held = held.into_iter().take_while(is_cheap);
    Ok(held.map(|(_, facet, weight)| (facet, weight)).collect())
}

/// All that each of the best shares with the article, in order.
async fn shared_with(
    session: &mut Session,
    number: i64,
    best: &[(i64, ArticleSummary)],
) -> Result<HashMap<i64, BTreeSet<Facet>>> {
    let pairs = best
        .iter()
        .map(|(other, _)| [(*other).into(), number.into()]);
    let [before, after] = SHARED;
    let mut shared: HashMap<i64, BTreeSet<Facet>> = HashMap::new();
    for row in session.all_of(before, pairs.collect(), after).await? {
        let facet = (kind_of(&row)?, row.text("value")?);
        shared
            .entry(row.integer("number")?)
            .or_default()
            .insert(facet);
    }
    Ok(shared)
}

/// The entries that are shared, as readers see them.
async fn entries_of(
    session: &mut Session,
    shared: &HashMap<i64, BTreeSet<Facet>>,
) -> Result<Foundation> {
    let named: BTreeSet<&Facet> = shared
        .values()
        .flatten()
        .filter(|(kind, _)| *kind != FacetKind::Word)
        .collect();
    let things = named
        .into_iter()
        .map(|(kind, id)| [kind.as_str().into(), id.as_str().into()]);
    let [before, after] = ENTRIES;
    foundation(&session.all_of(before, things.collect(), after).await?)
}

fn kind_of(row: &Row) -> Result<FacetKind> {
    let word = row.text("kind")?;
    FacetKind::of(&word).ok_or_else(|| Error::Corrupt(format!("a facet of the kind {word}")))
}

/// The best with their reasons, as far as what they share is public; the answer rests on it also where it is not.
fn related(
    best: Vec<(i64, ArticleSummary)>,
    shared: &HashMap<i64, BTreeSet<Facet>>,
    foundation: &Foundation,
    tags: &mut Tags,
) -> Vec<RelatedArticle> {
    let mut related = Vec::new();
    for (number, article) in best {
        let mut by_kind: BTreeMap<FacetKind, Vec<&str>> = BTreeMap::new();
        for (kind, value) in shared.get(&number).into_iter().flatten() {
            if *kind != FacetKind::Word {
                tags.add(kind.as_str(), value);
            }
            by_kind.entry(*kind).or_default().push(value);
        }
        tags.add("article", &article.id.to_string());
        let reasons: Vec<RelationReason> = by_kind
            .into_iter()
            .filter_map(|(kind, values)| reason(kind, &values, foundation))
            .collect();
        if !reasons.is_empty() {
            related.push(RelatedArticle { article, reasons });
        }
    }
    related
}

/// Why articles are related that share some things of one kind.
fn reason(kind: FacetKind, values: &[&str], foundation: &Foundation) -> Option<RelationReason> {
    let slugs = || values.iter().filter_map(|slug| Slug::parse(slug).ok());
    match kind {
        FacetKind::Condition => {
            let found = slugs().filter_map(|slug| foundation.conditions.get(&slug).cloned());
            let conditions = some(found)?;
            Some(RelationReason::SharedConditions(SharedConditions {
                conditions,
            }))
        }
        FacetKind::Therapy => {
            let found = slugs().filter_map(|slug| foundation.therapies.get(&slug).cloned());
            let therapies = some(found)?;
            Some(RelationReason::SharedTherapies(SharedTherapies {
                therapies,
            }))
        }
        FacetKind::Reference => {
            let keys = values
                .iter()
                .filter_map(|key| ReferenceKey::parse(key).ok());
            let found = keys.filter_map(|key| foundation.references.get(&key));
            let references = some(found.map(SharedReference::from))?;
            Some(RelationReason::SharedReferences(SharedReferences {
                references,
            }))
        }
        FacetKind::Word => {
            let words = some(values.iter().map(|word| (*word).to_owned()))?;
            Some(RelationReason::SharedWords(SharedWords { words }))
        }
        FacetKind::Person | FacetKind::Locale | FacetKind::Keyword => None,
    }
}

/// The values, if there are any.
fn some<T>(values: impl Iterator<Item = T>) -> Option<Vec<T>> {
    let values: Vec<T> = values.collect();
    (!values.is_empty()).then_some(values)
}
