//! Sections of an article, for pages that show it in parts.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, get};
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::Answer;
use super::articles::{LocaleParameter, named_article};
use super::refusal::Result;
use crate::content::{
    Anchor, Article, BibliographyEntry, ConditionSummary, Index, Section, Slug, TherapySummary,
    walk_blocks,
};
use crate::error::Error;
use crate::store::Store;

/// The sections of an article, with everything that they point at.
#[derive(Serialize, ToSchema)]
struct SectionList {
    /// The sections in order, without the introduction.
    items: Vec<Section>,
    /// The references that the sections cite, numbered as in the whole article.
    references: Vec<BibliographyEntry>,
    /// The therapies that the sections name.
    therapies: Vec<TherapySummary>,
    /// The conditions that the sections name.
    conditions: Vec<ConditionSummary>,
}

/// One section of an article, with everything that it points at.
#[derive(Serialize, ToSchema)]
struct SectionDetail {
    /// The section.
    section: Section,
    /// The references that the section cites, numbered as in the whole article.
    references: Vec<BibliographyEntry>,
    /// The therapies that the section names.
    therapies: Vec<TherapySummary>,
    /// The conditions that the section names.
    conditions: Vec<ConditionSummary>,
}

/// Lists the sections of one article.
///
/// Numbers of citations are those of the whole article.
#[utoipa::path(
    tag = "articles",
    params(("slug" = Slug, Path, description = "The slug of the article that has the sections.", example = "massage-for-sciatica"), LocaleParameter),
    responses(
        (status = OK, description = "The sections.", body = SectionList),
        (status = PERMANENT_REDIRECT, description = "The article has another slug now; `Location` has its sections."),
    )
)]
#[get("/v1/articles/{slug}/sections")]
pub async fn list_sections(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    let article = named_article(&store, &slug, &request).await?;
    Ok(Answer::public(article.map(|mut article| {
        keep_what_is_named(&mut article);
        SectionList {
            items: article.sections,
            references: article.references,
            therapies: article.therapies,
            conditions: article.conditions,
        }
    }))?)
}

/// Returns one section of an article by its anchor.
///
/// Numbers of citations are those of the whole article.
#[utoipa::path(
    tag = "articles",
    params(
        ("slug" = Slug, Path, description = "The slug of the article that has the section.", example = "massage-for-sciatica"),
        ("id" = Anchor, Path, description = "The anchor of the section.", example = "benefits"),
        LocaleParameter,
    ),
    responses(
        (status = OK, description = "The section.", body = SectionDetail),
        (status = PERMANENT_REDIRECT, description = "The article has another slug now; `Location` has its section."),
    )
)]
#[get("/v1/articles/{slug}/sections/{id}")]
pub async fn get_section(
    store: Data<Store>,
    path: Path<(String, String)>,
    request: HttpRequest,
) -> Result<Answer> {
    let (slug, id) = path.into_inner();
    let mut found = named_article(&store, &slug, &request).await?;
    let sections = &mut found.value.sections;
    let at = sections
        .iter()
        .position(|section| section.id.as_str() == id);
    let section = at.map(|at| sections.swap_remove(at));
    let section = section.ok_or(Error::NotFound {
        what: "section",
        name: id,
    })?;
    sections.clear();
    sections.push(section.clone());
    keep_what_is_named(&mut found.value);
    Ok(Answer::public(found.map(|article| SectionDetail {
        section,
        references: article.references,
        therapies: article.therapies,
        conditions: article.conditions,
    }))?)
}

/// Leaves of the article's references, therapies and conditions those that its sections point at.
fn keep_what_is_named(article: &mut Article) {
    let mut index = Index::default();
    for section in &mut article.sections {
        walk_blocks(&mut section.blocks, &mut |piece| index.visit(&piece));
    }
    article.references.retain(|entry| {
        index
            .citations
            .iter()
            .any(|(key, _)| *key == entry.reference.key)
    });
    article
        .therapies
        .retain(|therapy| index.therapies.as_slice().contains(&therapy.slug));
    article
        .conditions
        .retain(|condition| index.conditions.as_slice().contains(&condition.slug));
}
