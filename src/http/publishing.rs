//! Publishing, and what belongs to it: each is made for the state of the draft, which `If-Match` names.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, delete, post};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::answer::Answer;
use super::articles::LocaleParameter;
use super::body::JsonBody;
use super::query::{self, Query};
use super::refusal::{Refusal, Result};
use super::signing::signature;
use super::validators::{EntityTag, Precondition};
use crate::content::{ArticleStanding, Locale, Message, Moment, Signature, Slug};
use crate::desk::publishing::{self, Publishing};
use crate::error::Violation;
use crate::store::{Stood, Store, Target};

/// Why something is done.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(
    dead_code,
    reason = "only the document reads the field; `asked` reads the query"
)]
pub struct MessageParameter {
    /// Why this is done, in one line; it is kept in the audit log, and with the revision where one is made.
    #[param(min_length = 1, max_length = 500)]
    message: Option<String>,
}

/// How an article is to become public. `{}` publishes its draft now.
#[derive(Deserialize, ToSchema)]
struct PublishRequest {
    /// The moment at which the draft becomes public, which must be to come; without it, now.
    at: Option<Moment>,
    /// Publishes although checks find what stops a publication, but for names that do not exist.
    force: Option<Force>,
}

/// An act that checks advise against.
#[derive(Deserialize, ToSchema)]
struct Force {
    /// Why it is done all the same, in one line; it is kept in the audit log.
    #[schema(
        min_length = 1,
        max_length = 500,
        example = "The retraction is about another outcome than the one cited."
    )]
    reason: String,
}

/// When an article ceases to be public. `{}` is now.
#[derive(Deserialize, ToSchema)]
struct UnpublishRequest {
    /// The moment from which the article is public no longer, which must be to come; without it, now.
    at: Option<Moment>,
}

/// Publishes the draft of an article, now or at a moment.
///
/// Checks that find an error stop it, unless it is forced with a reason; names that do not exist cannot be forced. A moment
/// is written into the draft as `publish_at`, in a new revision; that revision becomes public then, whatever the draft has
/// become, if it still passes its checks. What is public already is left as it is.
#[utoipa::path(
    tag = "drafts",
    params(
        ("slug" = Slug, Path, description = "The slug of the article to publish.", example = "massage-for-sciatica"),
        LocaleParameter,
        MessageParameter,
        ("If-Match" = Option<String>, Header, description = "The ETag of the draft that is to be public."),
    ),
    request_body = PublishRequest,
    responses(
        (status = OK, description = "Where the article stands now.", body = ArticleStanding),
        (status = PERMANENT_REDIRECT, description = "The article to publish has another slug now; `Location` has it."),
        (status = CONFLICT, description = "Its checks stop it, or its slug is taken.", body = super::problem::Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["publish"])),
)]
#[post("/v1/articles/{slug}/publish")]
pub async fn publish_article(
    store: Data<Store>,
    slug: Path<String>,
    precondition: Precondition,
    body: JsonBody<PublishRequest>,
    request: HttpRequest,
) -> Result<Answer> {
    let (target, signature) = asked(&request, &slug, &precondition)?;
    let JsonBody(PublishRequest { at, force }) = body;
    let forced = force.map(|force| reason(&force.reason)).transpose()?;
    let publishing = Publishing { at, forced };
    answer(publishing::publish(&store, &signature, &target, &publishing).await?)
}

/// Takes an article from its readers, now or at a moment.
///
/// Its draft and its revisions stay, and its slugs stay its own. Now: what was scheduled is taken back too. A moment is
/// written into the public text and the draft as `unpublish_at`, each in a new revision. What is not public is left as it
/// is.
#[utoipa::path(
    tag = "drafts",
    params(
        ("slug" = Slug, Path, description = "The slug of the article to unpublish.", example = "massage-for-sciatica"),
        LocaleParameter,
        MessageParameter,
        ("If-Match" = Option<String>, Header, description = "The ETag of the draft of the article to unpublish."),
    ),
    request_body = UnpublishRequest,
    responses(
        (status = OK, description = "Where the article stands without its readers.", body = ArticleStanding),
        (status = PERMANENT_REDIRECT, description = "The article to unpublish has another slug now; `Location` has it."),
        (status = CONFLICT, description = "Nothing is public that could cease to be at a moment.", body = super::problem::Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["publish"])),
)]
#[post("/v1/articles/{slug}/unpublish")]
pub async fn unpublish_article(
    store: Data<Store>,
    slug: Path<String>,
    precondition: Precondition,
    body: JsonBody<UnpublishRequest>,
    request: HttpRequest,
) -> Result<Answer> {
    let (target, signature) = asked(&request, &slug, &precondition)?;
    answer(publishing::unpublish(&store, &signature, &target, body.0.at).await?)
}

/// Takes back the moments at which an article becomes public or ceases to be.
///
/// Texts that name them get a new revision without. A publication that failed at its moment is reported no longer.
#[utoipa::path(
    tag = "drafts",
    params(
        ("slug" = Slug, Path, description = "The slug of the article that waits for its moment.", example = "massage-for-sciatica"),
        LocaleParameter,
        MessageParameter,
        ("If-Match" = Option<String>, Header, description = "The ETag of the draft of the article that waits."),
    ),
    responses(
        (status = OK, description = "Where the article stands without its moments.", body = ArticleStanding),
        (status = PERMANENT_REDIRECT, description = "The article that waits has another slug now; `Location` has it."),
        (status = CONFLICT, description = "There is nothing to take back.", body = super::problem::Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["publish"])),
)]
#[post("/v1/articles/{slug}/unschedule")]
pub async fn unschedule_article(
    store: Data<Store>,
    slug: Path<String>,
    precondition: Precondition,
    request: HttpRequest,
) -> Result<Answer> {
    let (target, signature) = asked(&request, &slug, &precondition)?;
    answer(publishing::unschedule(&store, &signature, &target).await?)
}

/// Deletes an article.
///
/// Whoever asks for it hears 410, if it ever was public, until another article takes its slug. Mentions of it become text;
/// its revisions stay in the history of the database.
#[utoipa::path(
    tag = "drafts",
    params(
        ("slug" = Slug, Path, description = "The slug of the article to delete.", example = "massage-for-sciatica"),
        LocaleParameter,
        MessageParameter,
        ("If-Match" = Option<String>, Header, description = "The ETag of the draft of the article to delete."),
    ),
    responses(
        (status = NO_CONTENT, description = "It is deleted."),
        (status = PERMANENT_REDIRECT, description = "The article to delete has another slug now; `Location` has it."),
    ),
    security(("key" = ["publish"])),
)]
#[delete("/v1/articles/{slug}")]
pub async fn delete_article(
    store: Data<Store>,
    slug: Path<String>,
    precondition: Precondition,
    request: HttpRequest,
) -> Result<Answer> {
    let (target, signature) = asked(&request, &slug, &precondition)?;
    store.delete_article(&signature, &target).await?;
    Ok(Answer::done())
}

/// Makes an older revision of an article its draft again.
///
/// Its content becomes a new revision, with the ids of its parts as they were. What is public stays.
#[utoipa::path(
    tag = "history",
    params(
        ("slug" = Slug, Path, description = "The slug of the article to restore.", example = "massage-for-sciatica"),
        ("number" = i32, Path, description = "The number of the revision to restore.", minimum = 1, maximum = 2_147_483_647, example = 1),
        LocaleParameter,
        MessageParameter,
        ("If-Match" = Option<String>, Header, description = "The ETag of the draft that is to be replaced."),
    ),
    responses(
        (status = OK, description = "Where the article stands with the restored draft.", body = ArticleStanding),
        (status = PERMANENT_REDIRECT, description = "The article to restore has another slug now; `Location` has it."),
        (status = CONFLICT, description = "The slug of the older revision is taken by now.", body = super::problem::Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["write"])),
)]
#[post("/v1/articles/{slug}/revisions/{number}/restore")]
pub async fn restore_revision(
    store: Data<Store>,
    path: Path<(String, String)>,
    precondition: Precondition,
    request: HttpRequest,
) -> Result<Answer> {
    let (slug, number) = path.into_inner();
    let (target, signature) = asked(&request, &slug, &precondition)?;
    let number = query::revision(&number)?;
    answer(store.restore(&signature, &target, number).await?)
}

/// Which article is meant, in which state, and who asks why.
fn asked(
    request: &HttpRequest,
    slug: &str,
    precondition: &Precondition,
) -> Result<(Target, Signature)> {
    let mut query = Query::of(request);
    let locale = query.optional("locale", Locale::parse);
    let message = query.optional("message", Message::parse);
    query.finish()?;
    let target = Target {
        slug: query::slug("article", slug)?,
        locale,
        expected: precondition.expected(),
    };
    Ok((target, signature(request, message)?))
}

/// A reason is one line, as every message is.
fn reason(text: &str) -> Result<Message> {
    Message::parse(text).map_err(|error| {
        let message = format!("reason {error}");
        let violation = Violation::of_member("#/force/reason", "invalid", message);
        Refusal::Unprocessable(vec![violation])
    })
}

fn answer((standing, state): Stood) -> Result<Answer> {
    Ok(Answer::of_this_moment(&standing)?.with_entity_tag(EntityTag::of_state(&state)))
}
