//! The evidence of an article: its claims with what each rests on, its sources by level, its review.

mod claims;

use std::collections::HashMap;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    AcceptedWarning, Addresses, Anchor, Article, BibliographyEntry, Certainty, ClaimStrength,
    ClaimingSection, ConditionSummary, EvidenceLevel, Finding, FindingSeverity, LevelScheme,
    Locale, Piece, ReferenceKey, Review, Section, Slug, TherapySummary, walk_blocks,
};

/// What a published article claims, and what each claim rests on. Nothing in it but `checks` depends on the time of
/// reading or on who reads. Its own sentences are in English, whatever the language of the article.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ArticleEvidence {
    /// The article that the report is about.
    pub article: ReportedArticle,
    /// Every block and list item that is marked as a claim, in reading order.
    pub claims: Vec<ReportedClaim>,
    /// The bibliography in order of first use, then further reading without numbers.
    pub references: Vec<BibliographyEntry>,
    /// How many of the cited references have each level.
    pub levels: LevelCounts,
    /// The last review, if there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
    /// What the checks find in the published revision today; only for a key with scope `preview` or more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checks: Option<ReportedChecks>,
}

/// The article that a report is about.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ReportedArticle {
    /// The id of the article (UUIDv7, RFC 9562).
    #[schema(example = "019aaafb-6c00-7000-8000-000000000001")]
    pub id: Uuid,
    /// The name in the article's address, unique in its locale.
    // Written out, because what is referred to cannot have another example here.
    #[schema(value_type = String, pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 120, example = "massage-for-sciatica")]
    pub slug: Slug,
    /// The language that the article is written in.
    pub locale: Locale,
    /// True when another locale was asked for, and there is no translation.
    #[schema(example = false)]
    pub is_fallback: bool,
    /// The title, in plain text.
    #[schema(example = "Can massage help with sciatica?")]
    pub title: String,
    /// The number of the published revision, counted from 1 in each article.
    #[schema(minimum = 1, maximum = 2_147_483_647, example = 1)]
    pub revision: i32,
    /// Where the report and what it is about are.
    pub links: EvidenceLinks,
}

/// Addresses of a report and of what it is about.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct EvidenceLinks {
    /// The report itself.
    #[schema(
        format = "uri-reference",
        example = "/v1/articles/massage-for-sciatica/evidence"
    )]
    pub canonical: String,
    /// The report as a page.
    #[schema(
        format = "uri-reference",
        example = "/v1/articles/massage-for-sciatica/evidence.html"
    )]
    pub page: String,
    /// The article.
    #[schema(
        format = "uri-reference",
        example = "/v1/articles/massage-for-sciatica"
    )]
    pub article: String,
}

/// A claim with what it rests on.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ReportedClaim {
    /// The id of the block or list item that is the claim.
    #[schema(example = "easier-movement")]
    pub block: Anchor,
    /// The section that it stands in, if it stands in one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<ClaimingSection>,
    /// The claim as a reader sees it, in plain text with the numbers of its citations.
    #[schema(
        example = "Easier movement: One client with back pain and sciatica moved more freely over ten weeks of massage [12]."
    )]
    pub text: String,
    /// The therapy that the claim is about.
    pub therapy: TherapySummary,
    /// The condition that the claim is about.
    pub condition: ConditionSummary,
    /// How well the sources carry it, as its author says.
    pub strength: ClaimStrength,
    /// The certainty of the evidence by GRADE, where somebody has rated it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Certainty>,
    /// The keys of the references that it cites, each once, in order of first use.
    pub references: Vec<ReferenceKey>,
    /// The strongest level of those that speak for it: they were not retracted, and are not known to be about something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub best_level: Option<EvidenceLevel>,
    /// What the claim rests on, and what that can show, in plain words.
    #[schema(
        example = "One case report (level 4). A report on one person cannot show that a treatment helps in general."
    )]
    pub rests_on: String,
}

/// How many of the references that an article cites have each level of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LevelCounts {
    /// The scheme that the levels belong to.
    pub scheme: LevelScheme,
    /// The levels 1 (strongest) to 5, each with its references.
    #[schema(min_items = 5, max_items = 5)]
    pub counts: Vec<LevelCount>,
    /// References to which the scheme gives no level, such as guidelines and web pages, and those that were retracted.
    #[schema(minimum = 0, maximum = 1_000_000, example = 5)]
    pub without_level: u32,
}

/// How many references have one level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LevelCount {
    /// The level, 1 (strongest) to 5.
    #[schema(minimum = 1, maximum = 5, example = 4)]
    pub level: u8,
    /// The cited references that have it.
    #[schema(minimum = 0, maximum = 1_000_000, example = 1)]
    pub references: u32,
}

/// What the checks say of a published revision.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ReportedChecks {
    /// What they find, in the order of the text; without what the author accepts.
    pub findings: Vec<ReportedFinding>,
    /// The warnings that the author accepts, with the reasons.
    pub accepted: Vec<AcceptedWarning>,
}

/// One thing that a check has found in a published revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReportedFinding {
    /// The stable code of the check.
    #[schema(pattern = "^[A-Z0-9]{4,12}$", example = "CIT004")]
    pub code: String,
    /// Whether it would stop a publication.
    pub severity: FindingSeverity,
    /// What is wrong, in one sentence.
    #[schema(example = "the claim cites nothing")]
    pub message: String,
    /// What to do about it, in one sentence.
    #[schema(
        example = "cite what it rests on inside the same paragraph or item, or remove `claim=`"
    )]
    pub advice: String,
    /// The id of the section, block or list item that it is about, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "easier-movement")]
    pub block: Option<Anchor>,
    /// The address of the section that holds it, where one does.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        format = "uri-reference",
        example = "/v1/articles/massage-for-sciatica/sections/benefits"
    )]
    pub section: Option<String>,
}

impl ArticleEvidence {
    /// The evidence of a published article, as everybody may see it.
    pub fn of(article: Article, addresses: &Addresses) -> Self {
        let at = |part| addresses.article(&article.slug, &article.locale, part);
        let links = EvidenceLinks {
            canonical: at("/evidence"),
            page: at("/evidence.html"),
            article: article.links.canonical.clone(),
        };
        Self {
            claims: claims::claims_of(&article),
            levels: LevelCounts::of(&article.references),
            article: ReportedArticle {
                id: article.id,
                slug: article.slug,
                locale: article.locale,
                is_fallback: article.is_fallback,
                title: article.title,
                revision: article.revision,
                links,
            },
            references: article.references,
            review: article.review,
            checks: None,
        }
    }
}

impl LevelCounts {
    /// Further reading, which nothing cites, does not count; what was retracted has no level any more.
    fn of(references: &[BibliographyEntry]) -> Self {
        let cited = references.iter().filter(|entry| entry.number.is_some());
        let levels: Vec<Option<u8>> = cited
            .map(|entry| entry.reference.standing_level().map(|level| level.value))
            .collect();
        let with = |wanted: Option<u8>| {
            let count = levels.iter().filter(|level| **level == wanted).count();
            u32::try_from(count).unwrap_or(u32::MAX)
        };
        Self {
            scheme: LevelScheme::OxfordCebm2011,
            counts: (1..=5)
                .map(|level| LevelCount {
                    level,
                    references: with(Some(level)),
                })
                .collect(),
            without_level: with(None),
        }
    }
}

impl ReportedChecks {
    /// What the checks have found in the published revision of an article, and what its author accepts.
    pub fn of(
        found: Vec<Finding>,
        accepted: Vec<AcceptedWarning>,
        article: &Article,
        addresses: &Addresses,
    ) -> Self {
        let sections = sections_of_places(&article.sections);
        let findings = found.into_iter().map(|finding| {
            let block = finding.block.as_ref();
            let section = block.and_then(|block| sections.get(block));
            let section = section.map(|section| {
                let part = format!("/sections/{section}");
                addresses.article(&article.slug, &article.locale, &part)
            });
            ReportedFinding {
                section,
                code: finding.code,
                severity: finding.severity,
                message: finding.message,
                advice: finding.advice,
                block: finding.block,
            }
        });
        Self {
            findings: findings.collect(),
            accepted,
        }
    }
}

/// The section that holds each place of an article, or is it.
fn sections_of_places(sections: &[Section]) -> HashMap<Anchor, &Anchor> {
    let mut known = HashMap::new();
    for section in sections {
        known.insert(section.id.clone(), &section.id);
        walk_blocks(&mut section.blocks.clone(), &mut |piece| {
            if let Piece::Place { id, .. } = piece {
                known.insert(id.clone(), &section.id);
            }
        });
    }
    known
}
