//! Drafts: what editors write of an article, as JSON or as the seed file that says the same.

mod body;

use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT, LOCATION, VARY};
use actix_web::web::{Bytes, Data, Path};
use actix_web::{HttpRequest, get, put};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::answer::{Answer, Content, Sharing};
use super::negotiation::preferred;
use super::publishing::MessageParameter;
use super::query::{self, Query};
use super::refusal::{Refusal, Result};
use super::signing::signature;
use super::validators::{EntityTag, Precondition};
use crate::content::{
    Article, ArticleDraft, ArticleStanding, Finding, Locale, Message, Slug, State,
};
use crate::desk::{self, Written};
use crate::store::Store;
use body::SentDraft;

const JSON: &str = "application/json";
const MARKDOWN: &str = "text/markdown";

/// The language of a draft.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(
    dead_code,
    reason = "only the document reads the field; the handler reads the query"
)]
pub struct DraftParameter {
    /// The language of the article. Without it the article in the default language is meant, else the only one. Such as
    /// `de`.
    locale: Option<Locale>,
}

/// A draft that was stored, and what the checks found in it.
#[derive(Serialize, ToSchema)]
struct StoredDraft {
    /// Where the article stands now.
    article: ArticleStanding,
    /// What keeps it from being published, and what is worth a look, in the order of the text. Lines and columns are
    /// those of the Markdown that was sent; of a draft that was sent as JSON, those of the Markdown that says the same.
    findings: Vec<Finding>,
}

/// Returns the draft of one article: the newest revision, public or not.
///
/// As JSON it has every id. As Markdown (`Accept: text/markdown`) it is a seed file with its front matter: the text that
/// was sent where that still says what is stored, else one that is written for it. `PUT` takes both as they are.
#[utoipa::path(
    tag = "drafts",
    params(("slug" = Slug, Path, description = "The slug of the article whose draft is wanted.", example = "massage-for-sciatica"), DraftParameter),
    responses(
        (status = OK, description = "The draft.", content((ArticleDraft = "application/json"), (String = "text/markdown"))),
        (status = PERMANENT_REDIRECT, description = "The article has another slug now; `Location` has its draft."),
    ),
    security(("key" = ["preview"])),
)]
#[get("/v1/articles/{slug}/draft")]
pub async fn get_draft(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    let locale = query::locale(&request)?;
    let slug = query::slug("article", &slug)?;
    let stored = store.draft(&slug, locale.as_ref()).await?;
    let offered = [JSON, MARKDOWN];
    let answer = match preferred(request.headers(), &offered) {
        Some(JSON) => {
            Answer::for_editors(&stored.draft)?.with_entity_tag(EntityTag::of_state(&stored.state))
        }
        Some(_) => markdown(desk::markdown(&store, &stored).await?, &stored.state),
        None => {
            let offered = offered.iter().map(|offer| (*offer).to_owned());
            return Err(Refusal::NotAcceptable {
                offered: offered.collect(),
            });
        }
    };
    Ok(answer.with(VARY, ACCEPT.as_str()))
}

/// Writes the draft of one article, or of a new one.
///
/// `If-None-Match: *` creates an article, `If-Match` with the ETag of the draft replaces it. Nothing becomes public by it,
/// and what is scheduled stays so. Faults that keep a draft from being read are refused, all at once; those that keep it
/// from being published are stored with it and stand in `findings`. A draft that says what is stored makes no revision.
#[utoipa::path(
    tag = "drafts",
    params(
        ("slug" = Slug, Path, description = "The slug of the article whose draft is written.", example = "massage-for-sciatica"),
        DraftParameter,
        MessageParameter,
        ("If-Match" = Option<String>, Header, description = "The ETag of the draft that is replaced."),
        ("If-None-Match" = Option<String>, Header, description = "`*` to create an article."),
    ),
    request_body(content((ArticleDraft = "application/json"), (String = "text/markdown"))),
    responses(
        (status = OK, description = "The draft is stored.", body = StoredDraft),
        (status = CREATED, description = "The article is created, and its draft is stored.", body = StoredDraft),
        (status = PERMANENT_REDIRECT, description = "The article has another slug now; `Location` has its draft."),
        (status = CONFLICT, description = "Another article, or a draft of one, has one of the slugs, or translates the same into the same locale; `detail` names it.", body = super::problem::Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["write"])),
)]
#[put("/v1/articles/{slug}/draft")]
pub async fn put_draft(
    store: Data<Store>,
    slug: Path<String>,
    precondition: Precondition,
    sent: SentDraft,
    request: HttpRequest,
) -> Result<Answer> {
    let mut query = Query::of(&request);
    let locale = query.optional("locale", Locale::parse);
    let message = query.optional("message", Message::parse);
    query.finish()?;
    let signature = signature(&request, message)?;
    let slug = query::slug("article", &slug)?;
    let expected = precondition.expected();
    let place = desk::draft_place(&store, &slug, locale.as_ref(), &expected).await?;
    let sent = sent.at(&place)?;
    let written = desk::write_draft(&store, &place, sent, &expected, &signature).await?;
    answer_of(written)
}

/// Returns the draft of one article as its readers would get it.
///
/// It rests on what is public now: what it names and what is not public stands as text. `published_at` and
/// `first_published_at` of a draft that is not public are the moment that its `publish_at` names, else the one at which
/// it was written; `updated_at` is the latter.
#[utoipa::path(
    tag = "drafts",
    params(("slug" = Slug, Path, description = "The slug of the article whose draft is shown.", example = "massage-for-sciatica"), DraftParameter),
    responses(
        (status = OK, description = "The draft as an article.", body = Article),
        (status = PERMANENT_REDIRECT, description = "The article has another slug now; `Location` has its preview."),
    ),
    security(("key" = ["preview"])),
)]
#[get("/v1/articles/{slug}/draft/preview")]
pub async fn get_draft_preview(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    let locale = query::locale(&request)?;
    let slug = query::slug("article", &slug)?;
    let article = store.preview(&slug, locale.as_ref()).await?;
    Ok(Answer::for_editors(&article)?)
}

fn markdown(text: String, state: &State) -> Answer {
    let content = Content {
        media_type: "text/markdown; charset=utf-8",
        bytes: Bytes::from(text),
    };
    // The text also tells whether the draft is held back, which is no part of its state.
    let tag = EntityTag::of_state_and_bytes(state, &content.bytes);
    Answer::of(content, Sharing::Nobody).with_entity_tag(tag)
}

fn answer_of(written: Written) -> Result<Answer> {
    let Written { draft, findings } = written;
    let tag = EntityTag::of_state(&draft.state);
    let location = draft.standing.links.draft.clone();
    let stored = StoredDraft {
        article: draft.standing,
        findings,
    };
    let answer = Answer::of_this_moment(&stored)?.with_entity_tag(tag);
    if draft.is_new {
        let created = answer.with_status(StatusCode::CREATED);
        return Ok(created.with(LOCATION, &location));
    }
    Ok(answer)
}
