//! Revisions of articles.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, get};

use super::{FromParameter, RevisionPage, revision_of};
use crate::content::{ArticleDraft, Locale, RevisionDiff, Slug, revision_number};
use crate::http::answer::Answer;
use crate::http::articles::LocaleParameter;
use crate::http::listing::{self, PageParameters};
use crate::http::query::{self, Query};
use crate::http::refusal::Result;
use crate::store::Store;

revision_of! {
    /// One revision of an article.
    ArticleRevision,
    /// The article as its author wrote it: what `PUT` of its draft takes.
    draft: ArticleDraft
}

/// Lists the revisions of an article, the newest first.
///
/// Every write of its text makes one; publishing makes none. They are kept when their article changes its slug.
#[utoipa::path(
    tag = "history",
    security(("key" = ["preview"])),
    params(("slug" = Slug, Path, description = "The slug of the article whose revisions are listed.", example = "massage-for-sciatica"), LocaleParameter, PageParameters),
    responses(
        (status = OK, description = "A page of revisions of the article.", body = RevisionPage),
        (status = PERMANENT_REDIRECT, description = "The article has another slug now; `Location` has its revisions."),
    )
)]
#[get("/v1/articles/{slug}/revisions")]
pub async fn list_article_revisions(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    let mut query = Query::of(&request);
    let locale = query.optional("locale", Locale::parse);
    let slug = query::slug("article", &slug)?;
    let wanted = locale.as_ref().map_or("", Locale::as_str);
    let question = format!("revisions article {slug} {wanted}");
    let page = listing::page(&mut query, &question, 1);
    query.finish()?;
    let found = store
        .article_revisions(&slug, locale.as_ref(), &page, &question)
        .await?;
    RevisionPage::answer(found, &request)
}

/// Returns one revision of an article.
///
/// What it says is in the form that its author gives and `PUT` of a draft takes.
#[utoipa::path(
    tag = "history",
    security(("key" = ["preview"])),
    params(
        ("slug" = Slug, Path, description = "The slug of the article that was revised.", example = "massage-for-sciatica"),
        ("number" = i32, Path, description = "The number of the article's revision.", minimum = 1, maximum = 2_147_483_647, example = 1),
        LocaleParameter,
    ),
    responses(
        (status = OK, description = "The revision of the article.", body = ArticleRevision),
        (status = PERMANENT_REDIRECT, description = "The article has another slug now; `Location` has its revision."),
    )
)]
#[get("/v1/articles/{slug}/revisions/{number}")]
pub async fn get_article_revision(
    store: Data<Store>,
    path: Path<(String, String)>,
    request: HttpRequest,
) -> Result<Answer> {
    let locale = query::locale(&request)?;
    let slug = query::slug("article", &path.0)?;
    let revision = store
        .article_revision(&slug, locale.as_ref(), query::revision(&path.1)?)
        .await?;
    Ok(Answer::for_editors(&ArticleRevision::from(revision))?)
}

/// Tells how one revision of an article differs from another.
///
/// Sections and blocks are known by their ids, so that one that was moved is not told of as removed and added.
#[utoipa::path(
    tag = "history",
    security(("key" = ["preview"])),
    params(
        ("slug" = Slug, Path, description = "The slug of the article whose revisions are compared.", example = "massage-for-sciatica"),
        ("number" = i32, Path, description = "The number of the article's revision that is compared.", minimum = 1, maximum = 2_147_483_647, example = 1),
        FromParameter,
        LocaleParameter,
    ),
    responses(
        (status = OK, description = "How the article's revision differs.", body = RevisionDiff),
        (status = PERMANENT_REDIRECT, description = "The article has another slug now; `Location` has the comparison."),
    )
)]
#[get("/v1/articles/{slug}/revisions/{number}/diff")]
pub async fn get_article_revision_diff(
    store: Data<Store>,
    path: Path<(String, String)>,
    request: HttpRequest,
) -> Result<Answer> {
    let mut query = Query::of(&request);
    let from = query.optional("from", revision_number);
    let locale = query.optional("locale", Locale::parse);
    query.finish()?;
    let slug = query::slug("article", &path.0)?;
    let diff = store
        .article_revision_diff(&slug, locale.as_ref(), query::revision(&path.1)?, from)
        .await?;
    Ok(Answer::for_editors(&diff)?)
}
