//! Questions about what helps what: pairs of a therapy and a condition, each with all claims about it.

use std::collections::{BTreeSet, HashMap};

use super::Store;
use super::article_lists::Summary;
use super::articles::article_id;
use super::database::Session;
use super::entries::tags_of;
use super::foundation::foundation;
use super::page::{Page, Slice};
use super::value::{Row, Value};
use crate::content::{
    ArticleLinks, Certainty, ClaimStrength, ClaimingArticle, ClaimingSection, ConditionEvidence,
    Foundation, Locale, PairEvidence, ReferenceKey, Slug, Tagged, TherapyEvidence, WeighedClaim,
};
use crate::error::{Error, Result};

/// One side of the graph: of what is asked, what stands at the other end, and the question for a page of that.
struct Side {
    kind: &'static str,
    other: &'static str,
    ends: &'static str,
}

const OF_CONDITION: Side = Side {
    kind: "condition",
    other: "therapy",
    ends: "SELECT DISTINCT c.therapy AS id
     FROM published_claim c
     WHERE c.condition = $1 AND c.therapy > $2
     ORDER BY c.therapy
     LIMIT $3",
};

const OF_THERAPY: Side = Side {
    kind: "therapy",
    other: "condition",
    ends: "SELECT DISTINCT c.condition AS id
     FROM published_claim c
     WHERE c.therapy = $1 AND c.condition > $2
     ORDER BY c.condition
     LIMIT $3",
};

/// The claims about some pairs. `CROSS JOIN` keeps SQLite to the order in which the joins are written, here and below: from the
/// little that is asked for, also while the sizes of tables are unknown.
const CLAIMS: [&str; 2] = [
    "SELECT c.article_id AS id, c.position, c.therapy, c.condition, c.strength, c.certainty, c.section, c.heading, c.block,
        c.text, a.slug, a.locale, a.summary
     FROM (
        SELECT DISTINCT about.column1 AS therapy, about.column2 AS condition
        FROM (",
    "   ) about
     ) about
     CROSS JOIN published_claim c
     CROSS JOIN published_article a
     WHERE c.therapy = about.therapy AND c.condition = about.condition AND a.id = c.article_id
     ORDER BY a.slug, a.locale, c.position",
];

/// What the claims about some pairs cite: the citations at their blocks.
const SOURCES: [&str; 2] = [
    "SELECT c.article_id AS id, c.position, l.target
     FROM (
        SELECT DISTINCT about.column1 AS therapy, about.column2 AS condition
        FROM (",
    "   ) about
     ) about
     CROSS JOIN published_claim c
     CROSS JOIN published_article_link l
     WHERE c.therapy = about.therapy AND c.condition = about.condition
        AND l.article_id = c.article_id AND l.target_kind = 'reference' AND l.place = c.block
     ORDER BY c.article_id, c.position, l.position",
];

/// Therapies, conditions and references.
const ENTRIES: [&str; 2] = [
    "SELECT e.kind, e.id, e.body, e.citation, e.notice
     FROM (
        SELECT DISTINCT about.column1 AS kind, about.column2 AS id
        FROM (",
    "   ) about
     ) about
     CROSS JOIN published_entry e
     WHERE e.kind = about.kind AND e.id = about.id",
];

/// The claims about the pairs of a page, by their other ends.
type Claims = HashMap<Slug, Vec<WeighedClaim>>;

impl Store {
    /// The therapies that published articles make claims about for a condition, in the order of their slugs.
    pub async fn therapies_for(
        &self,
        condition: &Slug,
        page: &Page,
    ) -> Result<Tagged<Slice<TherapyEvidence>>> {
        let found = self.evidence(&OF_CONDITION, condition, page).await?;
        Ok(found.map(|(ends, mut claims, known)| {
            ends.filter_map(|slug| {
                let evidence = PairEvidence::weigh(claims.remove(&slug)?, &known.references);
                let therapy = known.therapies.get(&slug)?.clone();
                Some(TherapyEvidence { therapy, evidence })
            })
        }))
    }

    /// The conditions that published articles make claims about for a therapy, in the order of their slugs.
    pub async fn conditions_for(
        &self,
        therapy: &Slug,
        page: &Page,
    ) -> Result<Tagged<Slice<ConditionEvidence>>> {
        let found = self.evidence(&OF_THERAPY, therapy, page).await?;
        Ok(found.map(|(ends, mut claims, known)| {
            ends.filter_map(|slug| {
                let evidence = PairEvidence::weigh(claims.remove(&slug)?, &known.references);
                let condition = known.conditions.get(&slug)?.clone();
                Some(ConditionEvidence {
                    condition,
                    evidence,
                })
            })
        }))
    }

    /// A page of the other ends of one thing, with the claims about each and all that is known of what they name. The answer
    /// rests on what is not stored too: it may be some day.
    async fn evidence(
        &self,
        side: &Side,
        slug: &Slug,
        page: &Page,
    ) -> Result<Tagged<(Slice<Slug>, Claims, Foundation)>> {
        let mut session = self.db.read().await?;
        refuse_unknown(&mut session, side.kind, slug).await?;
        let ends = page_of_ends(&mut session, side, slug, page).await?;
        let pairs = ends.items.iter().map(|end| match side.kind {
            "condition" => [end.as_str().into(), slug.as_str().into()],
            _ => [slug.as_str().into(), end.as_str().into()],
        });
        let claims = self
            .claims_about(&mut session, side, pairs.collect())
            .await?;
        let named = named(side, &ends, &claims);
        let things = named
            .iter()
            .map(|(kind, id)| [(*kind).into(), (*id).into()]);
        let entries = session
            .all_of(ENTRIES[0], things.collect(), ENTRIES[1])
            .await?;
        session.commit().await?;
        let mut tags = tags_of(side.kind, slug.as_str());
        tags.add("claims", slug.as_str());
        for (kind, id) in named {
            tags.add(kind, id);
        }
        for claim in claims.values().flatten() {
            tags.add("article", &claim.article.id.to_string());
        }
        Ok(Tagged {
            value: (ends, claims, foundation(&entries)?),
            tags,
            modified_at: None,
        })
    }

    /// The claims about some pairs, each with the keys of all that it cites.
    async fn claims_about(
        &self,
        session: &mut Session,
        side: &Side,
        pairs: Vec<[Value; 2]>,
    ) -> Result<Claims> {
        let claims = session.all_of(CLAIMS[0], pairs.clone(), CLAIMS[1]).await?;
        let sources = session.all_of(SOURCES[0], pairs, SOURCES[1]).await?;
        let mut cited: HashMap<(String, i64), Vec<ReferenceKey>> = HashMap::new();
        for row in &sources {
            let place = (row.text("id")?, row.integer("position")?);
            let (keys, key) = (cited.entry(place).or_default(), row.parsed("target")?);
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        let mut by_end = Claims::new();
        for row in &claims {
            let place = (row.text("id")?, row.integer("position")?);
            let claim = self.claim(row, cited.remove(&place).unwrap_or_default())?;
            let end = by_end.entry(row.parsed(side.other)?);
            end.or_default().push(claim);
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

async fn page_of_ends(
    session: &mut Session,
    side: &Side,
    slug: &Slug,
    page: &Page,
) -> Result<Slice<Slug>> {
    let after = page.cursor.as_ref().map_or("", |cursor| cursor.part(0));
    let values = [
        slug.as_str().into(),
        after.into(),
        page.size.and_one().into(),
    ];
    let rows = session.all(side.ends, values).await?;
    let ends = rows.iter().map(|row| row.parsed("id"));
    let ends = ends.collect::<Result<Vec<Slug>>>()?;
    let question = evidence_question(side.kind, slug);
    Ok(Slice::cut(ends, page, &question, |end| {
        vec![end.to_string()]
    }))
}

/// Kind and id of every entry that a page names.
fn named<'a>(
    side: &Side,
    ends: &'a Slice<Slug>,
    claims: &'a Claims,
) -> BTreeSet<(&'static str, &'a str)> {
    let ends = ends.items.iter().map(|end| (side.other, end.as_str()));
    let cited = claims
        .values()
        .flatten()
        .flat_map(|claim| &claim.references);
    ends.chain(cited.map(|key| ("reference", key.as_str())))
        .collect()
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
