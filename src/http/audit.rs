//! The audit log.

use actix_web::web::Data;
use actix_web::{HttpRequest, get};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::answer::Answer;
use super::listing::{self, PageParameters};
use super::query::Query;
use super::refusal::Result;
use crate::content::{AuditAction, AuditEntry, AuditKind, Moment};
use crate::error::InvalidValue;
use crate::store::{AuditFilter, Store};

/// The longest id of anything.
const MAX_OWNER_LENGTH: usize = 200;

/// Which rows are wanted. Filters narrow each other.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(
    dead_code,
    reason = "only the document reads the fields; the handler reads the query"
)]
struct AuditParameters {
    /// Only what was done to this kind of thing.
    kind: Option<AuditKind>,
    /// Only what was done to the article with this id, the entry with this slug or key, the image with this hash, or the
    /// key with this public part.
    #[param(pattern = "^[0-9A-Za-z_:.+-]{1,200}$")]
    owner: Option<String>,
    /// Only what this key did, by its public part, or `command`, or `schedule`.
    #[param(pattern = "^[0-9A-Za-z]{7,8}$")]
    actor: Option<String>,
    /// Only this.
    action: Option<AuditAction>,
    /// Only what was done at this moment or later.
    since: Option<Moment>,
}

/// A page of the audit log.
#[derive(Serialize, ToSchema)]
struct AuditPage {
    /// The rows of this page, the newest first.
    #[schema(max_items = 100)]
    items: Vec<AuditEntry>,
    /// What `cursor` takes for the next page; left out on the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        pattern = "^[A-Za-z0-9_-]+$",
        max_length = 1000,
        example = "WyI4ZjNkMmMxYSIsIjEiXQ"
    )]
    next_cursor: Option<String>,
}

/// Lists what was done to content and keys, the newest first.
///
/// Each row names the hash of the one before, so that `sinew audit verify` finds a change of the past.
#[utoipa::path(
    tag = "audit",
    security(("key" = ["admin"])),
    params(AuditParameters, PageParameters),
    responses((status = OK, description = "A page of the audit log.", body = AuditPage))
)]
#[get("/v1/audit")]
pub async fn list_audit_entries(store: Data<Store>, request: HttpRequest) -> Result<Answer> {
    let mut query = Query::of(&request);
    let filter = AuditFilter {
        kind: query.optional("kind", AuditKind::parse),
        owner: query.optional("owner", owner),
        actor: query.optional("actor", actor),
        action: query.optional("action", AuditAction::parse),
        since: query.optional("since", Moment::parse),
    };
    let page = listing::page(&mut query, &filter.question(), 1);
    query.finish()?;
    let found = store.audit(&filter, &page).await?;
    let next_cursor = found.next.map(|cursor| cursor.to_string());
    let page = AuditPage {
        items: found.items,
        next_cursor,
    };
    listing::page_for_editors(&page, page.next_cursor.as_deref(), &request)
}

fn owner(text: &str) -> std::result::Result<String, InvalidValue> {
    let is_of_a_name = |byte: u8| byte.is_ascii_alphanumeric() || b"_:.+-".contains(&byte);
    match text.len() {
        1..=MAX_OWNER_LENGTH if text.bytes().all(is_of_a_name) => Ok(text.to_owned()),
        _ => Err(InvalidValue::new(
            format!("1 to {MAX_OWNER_LENGTH} letters, digits and `_:.+-`"),
            text,
        )),
    }
}

fn actor(text: &str) -> std::result::Result<String, InvalidValue> {
    let is_word = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match text.len() {
        7 | 8 if is_word => Ok(text.to_owned()),
        _ => Err(InvalidValue::new(
            "the public part of a key, `command` or `schedule`".to_owned(),
            text,
        )),
    }
}
