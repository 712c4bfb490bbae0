//! A small operation of the tests: a note that is read and written, so that what writing needs is tried on its own.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::web::Path;
use actix_web::{delete, get, patch, put};
use serde::{Deserialize, Serialize};
use sinew::error::Error;
use sinew::http::{
    Answer, EntityTag, JsonBody, Made, Operations, Precondition, Result, Routes, routes,
};
use utoipa::ToSchema;

/// The operations of Sinew and those of notes.
pub const ROUTES: Routes = Routes {
    served: |operations| with_notes(operations),
    described: |operations| with_notes(operations),
    made: &MADE,
};

static MADE: Made = Made::new();

/// The notes of all servers of this process; each test names its own.
static NOTES: Mutex<BTreeMap<String, Note>> = Mutex::new(BTreeMap::new());

/// A note.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Note {
    /// Its words.
    #[schema(max_length = 1_000_000)]
    text: String,
    /// How good it is.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 5)]
    stars: i32,
    /// Words by other words.
    #[serde(default)]
    labels: BTreeMap<String, String>,
}

fn with_notes(operations: &mut impl Operations) {
    routes(operations);
    operations
        .service(get_note)
        .service(put_note)
        .service(patch_note)
        .service(delete_note)
        .service(get_failing_note)
        .service(get_slow_note);
}

/// Returns a note.
#[utoipa::path(params(("name" = String, Path, example = "one")), responses((status = OK, body = Note)))]
#[get("/v1/notes/{name}")]
async fn get_note(name: Path<String>) -> Result<Answer> {
    let note = found(&name)?;
    Ok(Answer::of_this_moment(&note)?.with_entity_tag(tag(&note)))
}

/// Writes a note.
#[utoipa::path(
    params(("name" = String, Path, example = "one"), ("If-Match" = Option<String>, Header)),
    request_body = Note,
    responses((status = OK, body = Note), (status = CREATED, body = Note)),
    security(("key" = ["write"])),
)]
#[put("/v1/notes/{name}")]
async fn put_note(
    name: Path<String>,
    body: JsonBody<Note>,
    precondition: Precondition,
) -> Result<Answer> {
    let mut notes = NOTES.lock().unwrap_or_else(PoisonError::into_inner);
    let current = notes.get(name.as_str()).map(tag);
    precondition.holds(current.as_ref())?;
    let JsonBody(note) = body;
    let status = if current.is_some() {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    };
    notes.insert(name.into_inner(), note.clone());
    Ok(Answer::of_this_moment(&note)?
        .with_status(status)
        .with_entity_tag(tag(&note)))
}

/// Changes the words of a note.
#[utoipa::path(
    params(("name" = String, Path, example = "one"), ("If-Match" = Option<String>, Header)),
    request_body(content = Note, content_type = "application/merge-patch+json"),
    responses((status = OK, body = Note)),
    security(("key" = ["write"])),
)]
#[patch("/v1/notes/{name}")]
async fn patch_note(
    name: Path<String>,
    body: JsonBody<Note>,
    precondition: Precondition,
) -> Result<Answer> {
    precondition.holds(Some(&tag(&found(&name)?)))?;
    Ok(Answer::of_this_moment(&body.0)?)
}

/// Deletes a note.
#[utoipa::path(
    params(("name" = String, Path, example = "one"), ("If-Match" = Option<String>, Header)),
    responses((status = NO_CONTENT)),
    security(("key" = ["publish"])),
)]
#[delete("/v1/notes/{name}")]
async fn delete_note(name: Path<String>, precondition: Precondition) -> Result<Answer> {
    precondition.holds(Some(&tag(&found(&name)?)))?;
    let mut notes = NOTES.lock().unwrap_or_else(PoisonError::into_inner);
    notes.remove(name.as_str());
    Ok(Answer::done())
}

/// Fails as no handler should, and was announced to go.
#[utoipa::path(
    params(("name" = String, Path, example = "panic")),
    responses((status = OK, body = Note)),
    extensions(("x-deprecated-on" = json!("2026-01-01")), ("x-sunset-on" = json!("2027-01-01"))),
)]
#[deprecated]
#[get("/v1/failing-notes/{name}")]
async fn get_failing_note(name: Path<String>) -> Result<Answer> {
    assert_ne!(*name, "panic", "a secret of the house");
    let tag = EntityTag::of_bytes(name.as_bytes());
    Ok(Answer::of_this_moment(&*name)?.with_entity_tag(tag))
}

/// Returns how long it has slept, in milliseconds.
#[utoipa::path(params(("ms" = u64, Path, example = 1)), responses((status = OK, body = u64)))]
#[get("/v1/slow-notes/{ms}")]
async fn get_slow_note(ms: Path<u64>) -> Result<Answer> {
    actix_web::rt::time::sleep(Duration::from_millis(*ms)).await;
    let tag = EntityTag::of_bytes(&ms.to_be_bytes());
    Ok(Answer::of_this_moment(&*ms)?.with_entity_tag(tag))
}

fn found(name: &str) -> Result<Note> {
    let notes = NOTES.lock().unwrap_or_else(PoisonError::into_inner);
    let note = notes.get(name).cloned();
    Ok(note.ok_or(Error::NotFound {
        what: "note",
        name: name.to_owned(),
    })?)
}

fn tag(note: &Note) -> EntityTag {
    EntityTag::of_bytes(&serde_json::to_vec(note).unwrap())
}
