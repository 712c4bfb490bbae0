//! Sections of an article, for pages that show it in parts.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, get};
use serde::Serialize;
use utoipa::ToSchema;

use super::articles::LocaleParameter;
use super::query;
use crate::content::{Anchor, BibliographyEntry, Index, Section, Slug};
use crate::error::{Error, Result};
use crate::store::Store;

/// The sections of an article, with the references that they cite.
#[derive(Serialize, ToSchema)]
struct SectionList {
    /// The sections in order, without the introduction.
    items: Vec<Section>,
    /// The references that the sections cite, numbered as in the whole article.
    references: Vec<BibliographyEntry>,
}

/// One section of an article, with the references that it cites.
#[derive(Serialize, ToSchema)]
struct SectionDetail {
    /// The section.
    section: Section,
    /// The references that the section cites, numbered as in the whole article.
    references: Vec<BibliographyEntry>,
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
) -> Result<Json<SectionList>> {
    let locale = query::locale(&request)?;
    let slug = query::slug("article", &slug)?;
    let article = store.article(&slug, locale.as_ref()).await?;
    let references = cited_in(&article.sections, article.references);
    Ok(Json(SectionList {
        items: article.sections,
        references,
    }))
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
) -> Result<Json<SectionDetail>> {
    let locale = query::locale(&request)?;
    let (slug, id) = path.into_inner();
    let slug = query::slug("article", &slug)?;
    let article = store.article(&slug, locale.as_ref()).await?;
    let section = article
        .sections
        .into_iter()
        .find(|section| section.id.as_str() == id);
    let section = section.ok_or(Error::NotFound {
        what: "section",
        name: id,
    })?;
    let references = cited_in(std::slice::from_ref(&section), article.references);
    Ok(Json(SectionDetail {
        section,
        references,
    }))
}

fn cited_in(sections: &[Section], references: Vec<BibliographyEntry>) -> Vec<BibliographyEntry> {
    let indexes: Vec<Index> = sections
        .iter()
        .map(|section| Index::of_description(&section.blocks))
        .collect();
    let is_cited = |entry: &BibliographyEntry| {
        indexes
            .iter()
            .flat_map(|index| &index.citations)
            .any(|(key, _)| *key == entry.reference.key)
    };
    references.into_iter().filter(is_cited).collect()
}
