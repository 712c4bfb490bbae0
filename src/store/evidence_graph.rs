//! Questions about what helps what: pairs of a therapy and a condition, each with all claims about it.

use std::collections::{BTreeSet, HashMap};

use super::Store;
use super::article_lists::Summary;
use super::articles::article_id;
use super::database::Session;
use super::entries::tags_of;
use super::page::{Page, Slice};
use super::value::{Row, Value};
use crate::content::{
    ArticleLinks, Certainty, ClaimStrength, ClaimingArticle, ClaimingSection, ConditionEvidence,
    ConditionSummary, Locale, PairEvidence, Reference, ReferenceKey, Slug, Tagged, Tags,
    TherapyEvidence, TherapySummary, WeighedClaim,
};
use crate::error::{Error, Result};

/// One side of the graph: of what is asked, what stands at the other end, and the question for a page of that.
struct Side {
    kind: &'static str,
    other: &'static str,
    pairs: &'static str,
}

const OF_CONDITION: Side = Side {
    kind: "condition",
    other: "therapy",
    pairs: "SELECT about.id, e.body
     FROM (
        SELECT DISTINCT c.therapy AS id
        FROM published_claim c
        WHERE c.condition = $1 AND c.therapy > $2
        ORDER BY c.therapy
        LIMIT $3
     ) about
     LEFT JOIN published_entry e ON e.kind = 'therapy' AND e.id = about.id
     ORDER BY about.id",
};

const OF_THERAPY: Side = Side {
    kind: "therapy",
    other: "condition",
    pairs: "SELECT about.id, e.body
     FROM (
        SELECT DISTINCT c.condition AS id
        FROM published_claim c
        WHERE c.therapy = $1 AND c.condition > $2
        ORDER BY c.condition
        LIMIT $3
     ) about
     LEFT JOIN published_entry e ON e.kind = 'condition' AND e.id = about.id
     ORDER BY about.id",
};

/// The claims about some pairs. Their order is theirs in every answer.
const CLAIMS: &str =
    "SELECT c.article_id AS id, c.position, c.therapy, c.condition, c.strength, c.certainty, c.section, c.heading, c.block,
        c.text, a.slug, a.locale, a.summary
     FROM published_claim c
     JOIN published_article a ON a.id = c.article_id
     WHERE (c.therapy, c.condition) IN (";

/// What the claims about some pairs cite: the citations at their blocks.
const SOURCES: &str = "SELECT c.article_id AS id, c.position, l.target
     FROM published_claim c
     JOIN published_article_link l ON l.article_id = c.article_id AND l.target_kind = 'reference' AND l.place = c.block
     WHERE (c.therapy, c.condition) IN (";

const REFERENCES: &str = "SELECT e.id, e.body, e.citation
     FROM published_entry e
     WHERE e.kind = 'reference' AND e.id IN (";

/// A page of one side: each end with its evidence, but for those that are not stored.
type Ends<S> = Slice<(Slug, Option<S>)>;

impl Store {
    /// The therapies that published articles make claims about for a condition, in the order of their slugs.
    pub async fn therapies_for(
        &self,
        condition: &Slug,
        page: &Page,
    ) -> Result<Tagged<Slice<TherapyEvidence>>> {
        let summary = super::therapies::summary;
        let found = self.ends(&OF_CONDITION, condition, page, summary);
        Ok(found.await?.map(|slice: Slice<(TherapySummary, _)>| {
            slice.map(|(therapy, evidence)| TherapyEvidence { therapy, evidence })
        }))
    }

    /// The conditions that published articles make claims about for a therapy, in the order of their slugs.
    pub async fn conditions_for(
        &self,
        therapy: &Slug,
        page: &Page,
    ) -> Result<Tagged<Slice<ConditionEvidence>>> {
        let summary = super::conditions::summary;
        let found = self.ends(&OF_THERAPY, therapy, page, summary);
        Ok(found.await?.map(|slice: Slice<(ConditionSummary, _)>| {
            slice.map(|(condition, evidence)| ConditionEvidence {
                condition,
                evidence,
            })
        }))
    }

    async fn ends<S>(
        &self,
        side: &Side,
        slug: &Slug,
        page: &Page,
        summary: fn(&Row) -> Result<S>,
    ) -> Result<Tagged<Slice<(S, PairEvidence)>>> {
        let mut session = self.db.read().await?;
        refuse_unknown(&mut session, side.kind, slug).await?;
        let ends = page_of_ends(&mut session, side, slug, page, summary).await?;
        let mut tags = tags_of(side.kind, slug.as_str());
        tags.add("claims", slug.as_str());
        for (end, _) in &ends.items {
            tags.add(side.other, end.as_str());
        }
        let ends_of_pairs = ends.items.iter().map(|(end, _)| end.as_str().into());
        let pairs: Vec<[Value; 2]> = match side.kind {
            "condition" => ends_of_pairs
                .map(|end| [end, slug.as_str().into()])
                .collect(),
            _ => ends_of_pairs
                .map(|end| [slug.as_str().into(), end])
                .collect(),
        };
        let mut claims = self.claims_about(&mut session, side, pairs).await?;
        let references = references_of(&mut session, &claims, &mut tags).await?;
        session.commit().await?;
        let value = ends.filter_map(|(end, summary)| {
            let claims = claims.remove(&end).unwrap_or_default();
            Some((summary?, PairEvidence::weigh(claims, &references)))
        });
        Ok(Tagged {
            value,
            tags,
            modified_at: None,
        })
    }

    /// The claims about some pairs, by the slugs of their other ends, each with the keys of all that it cites.
    async fn claims_about(
        &self,
        session: &mut Session,
        side: &Side,
        pairs: Vec<[Value; 2]>,
    ) -> Result<HashMap<Slug, Vec<WeighedClaim>>> {
        if pairs.is_empty() {
            return Ok(HashMap::new());
        }
        let order = ") ORDER BY a.slug, a.locale, c.position";
        let claims = session.all_of(CLAIMS, pairs.clone(), order).await?;
        let order = ") ORDER BY c.article_id, c.position, l.position";
        let sources = session.all_of(SOURCES, pairs, order).await?;
        let mut cited: HashMap<(String, i64), Vec<ReferenceKey>> = HashMap::new();
        for row in &sources {
            let keys = cited.entry((row.text("id")?, row.integer("position")?));
            let (keys, key) = (keys.or_default(), row.parsed("target")?);
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        let mut by_end: HashMap<Slug, Vec<WeighedClaim>> = HashMap::new();
        for row in &claims {
            let place = (row.text("id")?, row.integer("position")?);
            let claim = self.claim(row, cited.remove(&place).unwrap_or_default())?;
            by_end
                .entry(row.parsed(side.other)?)
                .or_default()
                .push(claim);
        }
        Ok(by_end)
    }

    fn claim(&self, row: &Row, references: Vec<ReferenceKey>) -> Result<WeighedClaim> {
        let Summary { title, .. } = row.json("summary")?;
        let (slug, locale): (Slug, Locale) = (row.parsed("slug")?, row.parsed("locale")?);
        let section = match (row.optional_text("section")?, row.optional_text("heading")?) {
            (Some(_), Some(heading)) => Some(ClaimingSection {
                id: row.parsed("section")?,
                heading,
            }),
            _ => None,
        };
        let certainty = row.optional_text("certainty")?;
        let certainty = certainty.map(|word| choice(&word, &Certainty::ALL));
        Ok(WeighedClaim {
            article: ClaimingArticle {
                id: article_id(row)?,
                link: ArticleLinks::of(&slug, &locale, &self.addresses).canonical,
                slug,
                locale,
                title,
            },
            section,
            block: row.parsed("block")?,
            text: row.text("text")?,
            strength: choice(&row.text("strength")?, &ClaimStrength::ALL)?,
            certainty: certainty.transpose()?,
            references,
            left_out_because: None,
        })
    }
}

async fn refuse_unknown(session: &mut Session, what: &'static str, slug: &Slug) -> Result<()> {
    let row = session
        .one(
            "SELECT 1 AS found FROM published_entry WHERE kind = $1 AND id = $2",
            [what.into(), slug.as_str().into()],
        )
        .await?;
    let name = slug.to_string();
    row.map(drop).ok_or(Error::NotFound { what, name })
}

async fn page_of_ends<S>(
    session: &mut Session,
    side: &Side,
    slug: &Slug,
    page: &Page,
    summary: fn(&Row) -> Result<S>,
) -> Result<Ends<S>> {
    let after = page.cursor.as_ref().map_or("", |cursor| cursor.part(0));
    let values = [
        slug.as_str().into(),
        after.into(),
        page.size.and_one().into(),
    ];
    let rows = session.all(side.pairs, values).await?;
    let ends = rows
        .iter()
        .map(|row| {
            let is_stored = row.optional_text("body")?.is_some();
            let summary = is_stored.then(|| summary(row)).transpose()?;
            Ok((row.parsed("id")?, summary))
        })
        .collect::<Result<Vec<_>>>()?;
    let question = evidence_question(side.kind, slug);
    Ok(Slice::cut(ends, page, &question, |(end, _)| {
        vec![end.to_string()]
    }))
}

/// The references that claims cite. The answer rests on those that are not stored too: they may be some day.
async fn references_of(
    session: &mut Session,
    claims: &HashMap<Slug, Vec<WeighedClaim>>,
    tags: &mut Tags,
) -> Result<HashMap<ReferenceKey, Reference>> {
    let mut keys: BTreeSet<&str> = BTreeSet::new();
    for claim in claims.values().flatten() {
        tags.add("article", &claim.article.id.to_string());
        keys.extend(claim.references.iter().map(ReferenceKey::as_str));
    }
    for key in &keys {
        tags.add("reference", key);
    }
    let keys: Vec<[Value; 1]> = keys.into_iter().map(|key| [key.into()]).collect();
    let rows = session.all_of(REFERENCES, keys, ")").await?;
    let references = rows.iter().map(|row| {
        let reference = super::references::complete(row)?;
        Ok((reference.key.clone(), reference))
    });
    references.collect()
}

/// The value that a stored word stands for.
fn choice<T: Copy>(word: &str, known: &[(&'static str, T)]) -> Result<T> {
    let found = known.iter().find(|(known, _)| *known == word);
    found
        .map(|(_, value)| *value)
        .ok_or_else(|| Error::Corrupt(format!("`{word}` in a row of `claim`")))
}

/// The list and what it is about, to bind cursors to.
pub fn evidence_question(kind: &'static str, slug: &Slug) -> String {
    format!("evidence?{kind}={slug}")
}
