//! Revisions of articles and entries, for editors.

pub mod articles;
pub mod conditions;
pub mod people;
pub mod references;
pub mod therapies;

use actix_web::HttpRequest;
use actix_web::web::Data;
use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use utoipa::{IntoParams, ToSchema};

use super::answer::Answer;
use super::listing;
use super::query::{self, Query};
use super::refusal::Result;
use crate::content::{self, Entry, Revision, RevisionSummary, revision_number};
use crate::store::{Slice, Store};

/// What a difference is taken from.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(
    dead_code,
    reason = "only the document reads the field; `from` below reads the query"
)]
struct FromParameter {
    /// The number of the revision to compare with, older or newer; without it, the one before.
    #[param(minimum = 1, maximum = 2_147_483_647)]
    from: Option<i32>,
}

/// A page of revisions.
#[derive(Serialize, ToSchema)]
struct RevisionPage {
    /// The revisions of this page, the newest first.
    #[schema(max_items = 100)]
    items: Vec<RevisionSummary>,
    /// What `cursor` takes for the next page; left out on the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        pattern = "^[A-Za-z0-9_-]+$",
        max_length = 1000,
        example = "WyI4ZjNkMmMxYSIsIjEiXQ"
    )]
    next_cursor: Option<String>,
}

impl RevisionPage {
    fn answer(found: Slice<RevisionSummary>, request: &HttpRequest) -> Result<Answer> {
        let next_cursor = found.next.map(|cursor| cursor.to_string());
        let page = Self {
            items: found.items,
            next_cursor,
        };
        listing::page_for_editors(&page, page.next_cursor.as_deref(), request)
    }
}

/// Declares a revision of one kind of content.
macro_rules! revision_of {
    ($(#[$doc:meta])* $name:ident, $(#[$member_doc:meta])* $member:ident: $content:ty) => {
        $(#[$doc])*
        #[derive(serde::Serialize, utoipa::ToSchema)]
        struct $name {
            /// The number of this revision.
            #[schema(minimum = 1, maximum = 2_147_483_647, example = 1)]
            number: i32,
            /// When this revision was stored.
            created_at: crate::content::Moment,
            /// Who wrote this revision: the public part of a key, `command` or `schedule`.
            #[schema(pattern = "^[0-9A-Za-z]{7,8}$", example = "command")]
            written_by: String,
            /// Why this revision was written.
            #[serde(skip_serializing_if = "Option::is_none")]
            #[schema(min_length = 1, max_length = 500, example = "Softened the claim about pain")]
            message: Option<String>,
            $(#[$member_doc])*
            $member: $content,
        }

        impl From<crate::content::Revision<$content>> for $name {
            fn from(revision: crate::content::Revision<$content>) -> Self {
                Self {
                    number: revision.number,
                    created_at: revision.created_at,
                    written_by: revision.written_by,
                    message: revision.message,
                    $member: revision.content,
                }
            }
        }
    };
}
use revision_of;

/// An entry as it is written: without its numbered references, which follow from its text.
fn as_written<S: Serializer>(
    entry: &impl Serialize,
    serializer: S,
) -> std::result::Result<S::Ok, S::Error> {
    let written = content::as_written(entry).map_err(S::Error::custom)?;
    written.serialize(serializer)
}

async fn list_of_entry<T: Entry>(
    store: &Data<Store>,
    id: &str,
    request: &HttpRequest,
) -> Result<Answer> {
    let question = format!("revisions {} {id}", T::KIND.as_str());
    let page = listing::only_page(request, &question)?;
    let found = store.entry_revisions::<T>(id, &page, &question).await?;
    RevisionPage::answer(found, request)
}

async fn of_entry<T: Entry, R: From<Revision<T>> + Serialize>(
    store: &Data<Store>,
    id: &str,
    revision: &str,
    request: &HttpRequest,
) -> Result<Answer> {
    query::none(request)?;
    let revision = store
        .entry_revision::<T>(id, query::revision(revision)?)
        .await?;
    Ok(Answer::for_editors(&R::from(revision))?)
}

async fn diff_of_entry<T: Entry>(
    store: &Data<Store>,
    id: &str,
    revision: &str,
    request: &HttpRequest,
) -> Result<Answer> {
    let mut query = Query::of(request);
    let from = query.optional("from", revision_number);
    query.finish()?;
    let number = query::revision(revision)?;
    let diff = store.entry_revision_diff::<T>(id, number, from).await?;
    Ok(Answer::for_editors(&diff)?)
}
