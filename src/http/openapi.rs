//! The OpenAPI document: made from the routes, then brought into the shapes that every generator compiles.

mod description;
mod drafts;
mod forms;
mod headers;
mod operations;
mod patches;
mod unions;
mod values;

pub use description::Description;
pub use drafts::written_name;
pub use patches::patch_name;

use utoipa::OpenApi as _;
use utoipa::openapi::{OpenApi, Ref};

use super::Routes;
use super::problem::Problem;
use crate::content::{ContentEvent, ResetEvent};

/// What the document says of the whole API.
#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Sinew",
        description = "Health articles that cite their evidence, as typed JSON. One request for an article brings everything a \
            page needs; every claim can be followed to its source. Absent members are left out, never `null`; arrays are always \
            there. Errors are problems (RFC 9457).",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    servers((url = "/", description = "The server that serves this document.")),
    tags(
        (name = "articles", description = "Articles, whole or in parts."),
        (name = "therapies", description = "Treatments that articles write about."),
        (name = "conditions", description = "What is treated."),
        (name = "people", description = "Who writes and who reviews."),
        (name = "references", description = "The sources that texts cite."),
        (name = "search", description = "Everything by its words."),
        (name = "media", description = "Images that articles show."),
        (name = "evidence", description = "What is known of the sources that content rests on."),
        (name = "drafts", description = "What editors write, and how it becomes public."),
        (name = "history", description = "Revisions: what was written, when, by whom and why."),
        (name = "seed", description = "The whole content as a folder of files."),
        (name = "audit", description = "Every write, in order."),
        (name = "sync", description = "Everything, to be mirrored, and then what changes."),
        (name = "feeds", description = "What is new, and where everything is, for feed readers, crawlers and other programs."),
        (name = "documentation", description = "This document, a page to try it, and what problems mean."),
        (name = "operation", description = "Whether the server runs."),
    ),
    components(schemas(Problem, ContentEvent, ResetEvent)),
)]
struct Preamble;

/// The document of some routes.
pub fn document(routes: Routes) -> OpenApi {
    let Description { paths, schemas, .. } = Description::of(routes);
    let mut document = Preamble::openapi();
    document.paths.merge(paths);
    let components = document.components.get_or_insert_default();
    components.schemas.extend(schemas);
    unions::name_members(&mut document);
    values::leave_out_nulls(&mut document);
    values::send_images_as_bytes(&mut document);
    operations::leave_filters_empty(&mut document);
    operations::add_problems(&mut document);
    operations::allow_keys(&mut document);
    forms::tell(&mut document);
    headers::add(&mut document);
    values::bound(&mut document);
    drafts::separate(&mut document);
    patches::make_optional(&mut document);
    document
}

/// The name of the component that a reference points at.
fn component_name(reference: &Ref) -> &str {
    reference
        .ref_location
        .rsplit('/')
        .next()
        .unwrap_or_default()
}
