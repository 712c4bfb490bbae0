//! Writes of therapies, conditions, people and references: what they have in common. Each kind has a file of its own with
//! its operations.

pub mod conditions;
pub mod people;
pub mod references;
pub mod therapies;

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use utoipa::{IntoParams, ToSchema};

use super::answer::Answer;
use super::body::{DraftBody, PatchBody};
use super::query::{self, Query};
use super::refusal::Result;
use super::signing;
use super::validators::Precondition;
use crate::content::{
    Condition, Expected, Message, Person, Reference, ReferenceKey, Signature, Slug, Therapy,
};
use crate::desk::{self, Filed};
use crate::error::{Error, InvalidValue, Violation};
use crate::store::{Store, WrittenEntry};

/// What every write says of itself.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "only the document reads the field")]
pub struct Reason {
    /// Why it is written, in one line: kept with the revision and in the audit log.
    #[param(min_length = 1, max_length = 500)]
    message: Option<String>,
}

/// The state that a write of something stored was made for.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[allow(dead_code, reason = "only the document reads the field")]
pub struct Guard {
    /// The ETag of what the write was made for, or `*` for whatever is there.
    #[param(rename = "If-Match", max_length = 8192, example = "*")]
    if_match: Option<String>,
}

/// The same for a write that may create.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[allow(dead_code, reason = "only the document reads the fields")]
pub struct GuardOrCreation {
    /// To replace: the ETag of what the write was made for, or `*` for whatever is there.
    #[param(rename = "If-Match", max_length = 8192, example = "*")]
    if_match: Option<String>,
    /// To create: `*`, which holds when nothing is there yet. One of the two headers is needed.
    #[param(rename = "If-None-Match", max_length = 8192, example = "*")]
    if_none_match: Option<String>,
}

/// A kind of entry as addresses and bodies name it.
pub trait Addressed: Filed + ToSchema {
    /// Its part of the path.
    const PATH: &'static str;
    /// The member that the address tells too.
    const NAME: &'static str;

    /// Refuses what cannot be the name of one.
    fn check_name(text: &str) -> std::result::Result<(), InvalidValue> {
        Slug::parse(text).map(drop)
    }
}

impl Addressed for Therapy {
    const PATH: &'static str = "/v1/therapies";
    const NAME: &'static str = "slug";
}

impl Addressed for Condition {
    const PATH: &'static str = "/v1/conditions";
    const NAME: &'static str = "slug";
}

impl Addressed for Person {
    const PATH: &'static str = "/v1/people";
    const NAME: &'static str = "slug";
}

impl Addressed for Reference {
    const PATH: &'static str = "/v1/references";
    const NAME: &'static str = "key";

    fn check_name(text: &str) -> std::result::Result<(), InvalidValue> {
        ReferenceKey::parse(text).map(drop)
    }
}

/// Creates or replaces an entry.
async fn put<T: Addressed>(
    store: &Store,
    request: &HttpRequest,
    id: &str,
    body: DraftBody<T>,
    precondition: &Precondition,
) -> Result<Answer> {
    let signature = signature(request)?;
    T::check_name(id).map_err(|error| {
        let message = format!("{} {error}", T::NAME);
        Error::Invalid(vec![Violation::of_parameter(T::NAME, "invalid", message)])
    })?;
    let (content, _) = body.named(T::NAME, id)?.read()?;
    let written = desk::put_entry(store, content, &precondition.expected(), &signature).await?;
    answer(written)
}

/// Lays a merge patch over an entry. One that was made for whatever is there is laid over what came in between too.
async fn patch<T: Addressed>(
    store: &Store,
    request: &HttpRequest,
    id: &str,
    patch: &PatchBody<T>,
    precondition: &Precondition,
) -> Result<Answer> {
    let signature = signature(request)?;
    let expected = precondition.expected();
    loop {
        let (before, made_for) = desk::entry_to_change::<T>(store, id, &expected).await?;
        let (content, _) = patch.laid_over(before)?.named(T::NAME, id)?.read()?;
        match desk::put_entry(store, content, &made_for, &signature).await {
            Err(Error::Outdated) if expected == Expected::Anything => {}
            written => return answer(written?),
        }
    }
}

/// Deletes an entry on which nothing public rests.
async fn delete<T: Addressed>(
    store: &Store,
    request: &HttpRequest,
    id: &str,
    precondition: &Precondition,
) -> Result<Answer> {
    let signature = signature(request)?;
    store
        .delete_entry::<T>(id, &precondition.expected(), &signature)
        .await?;
    Ok(Answer::done())
}

/// Stores an older revision of an entry again.
async fn restore<T: Addressed>(
    store: &Store,
    request: &HttpRequest,
    (id, number): (String, String),
    precondition: &Precondition,
) -> Result<Answer> {
    let signature = signature(request)?;
    let number = query::revision(&number)?;
    let expected = precondition.expected();
    let written = desk::restore_entry::<T>(store, &id, number, &expected, &signature).await?;
    answer(written)
}

/// The signature of a write whose query is nothing but its message.
fn signature(request: &HttpRequest) -> Result<Signature> {
    let mut query = Query::of(request);
    let message = query.optional("message", Message::parse);
    query.finish()?;
    signing::signature(request, message)
}

fn answer<T: Addressed>(written: WrittenEntry<T>) -> Result<Answer> {
    let location = format!("{}/{}", T::PATH, written.entry.found.value.id());
    let answer = Answer::written(written.entry)?.for_its_writer();
    Ok(if written.is_new {
        answer
            .with_status(StatusCode::CREATED)
            .with(LOCATION, &location)
    } else {
        answer
    })
}
