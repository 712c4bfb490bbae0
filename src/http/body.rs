//! Bodies of requests: read within limits, as strict JSON, checked whole. What a handler takes one with is here.

mod draft;
mod faults;
mod held;
mod json;
mod patch;
mod place;
mod reading;
mod schemas;
mod strict;

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::web::{self, Bytes, Data};
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;
use utoipa::ToSchema;

pub use draft::DraftBody;
pub use held::HeldBody;
pub use patch::PatchBody;
pub use reading::{BodyLimits, read};
pub use schemas::Schemas;

use super::refusal::{Refusal, Result};
use crate::error::Error;

/// The most faults of a body that one answer names.
const MAX_VIOLATIONS: usize = 100;

/// A JSON body, checked against the schema that the document has of its type.
pub struct JsonBody<T>(pub T);

/// A body of text in UTF-8.
pub struct TextBody(pub String);

impl<T: DeserializeOwned + ToSchema + 'static> FromRequest for JsonBody<T> {
    type Error = Refusal;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let schema = setting::<Data<Schemas>>(&request)?.schema(&T::name())?;
            let bytes = bytes(&request, payload).await?;
            json::typed(json::parse(&bytes)?, &schema).map(Self)
        })
    }
}

/// A JSON body within limits of its own. It may be so large that it is read where it keeps no other request waiting.
pub async fn large_json<T: DeserializeOwned + ToSchema + Send + 'static>(
    request: &HttpRequest,
    payload: &mut Payload,
    limits: BodyLimits,
) -> Result<T> {
    let schema = setting::<Data<Schemas>>(request)?.schema(&T::name())?;
    let bytes = read(request, payload, limits).await?;
    match web::block(move || json::typed(json::parse(&bytes)?, &schema)).await {
        Ok(outcome) => outcome,
        Err(_) => Err(Refusal::NotReady("the server is about to stop")),
    }
}

impl FromRequest for TextBody {
    type Error = Refusal;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let bytes = bytes(&request, payload).await?;
            json::text(&bytes).map(|text| Self(text.to_owned()))
        })
    }
}

/// The limits are those of the scope or resource that is nearest to the handler.
async fn bytes(request: &HttpRequest, mut payload: Payload) -> Result<Bytes> {
    read(request, &mut payload, *setting::<BodyLimits>(request)?).await
}

fn setting<T: 'static>(request: &HttpRequest) -> Result<&T> {
    request.app_data().ok_or_else(|| {
        let name = std::any::type_name::<T>();
        Refusal::Failed(Error::Configuration(format!(
            "the server was built without {name}"
        )))
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]
mod tests;
