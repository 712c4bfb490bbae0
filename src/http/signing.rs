//! Who signs a write: the holder of the key that the reception found, in this request.

use actix_web::{HttpMessage, HttpRequest};
use utoipa::IntoParams;

use super::refusal::{KeyFault, Refusal, Result};
use super::visitor::Visitor;
use crate::content::{Actor, Message, Signature};

/// Why something is written.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(
    dead_code,
    reason = "only the document reads the field; the handlers read the query"
)]
pub struct MessageParameter {
    /// Why it is written: one line of 1 to 500 characters, kept with the revisions and in the audit log.
    #[param(min_length = 1, max_length = 500)]
    message: Option<String>,
}

/// The id of a request, as its answer has it.
pub struct RequestId(pub String);

/// The signature of what a request writes. An operation that writes declares a scope, so that a key has come with it.
pub fn signature(request: &HttpRequest, message: Option<Message>) -> Result<Signature> {
    let extensions = request.extensions();
    let Some(Visitor::Key(holder)) = extensions.get::<Visitor>() else {
        return Err(Refusal::Unauthorized(KeyFault::Missing));
    };
    Ok(Signature {
        actor: Actor::Key(holder.id.clone()),
        request_id: extensions.get::<RequestId>().map(|id| id.0.clone()),
        message,
    })
}
