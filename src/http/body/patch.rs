//! A body that says what is to change: a merge patch (RFC 7396), checked before it is laid over what is there, and what
//! comes of it checked whole.

use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::draft::DraftBody;
use super::{Schemas, bytes, faults, json, setting};
use crate::http::openapi::{patch_name, written_name};
use crate::http::refusal::{Refusal, Result};

/// A merge patch of content in its written form.
pub struct PatchBody<T> {
    patch: Value,
    schemas: Data<Schemas>,
    content: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned + ToSchema> PatchBody<T> {
    /// What it makes of content in its written form.
    pub fn laid_over(&self, mut content: Value) -> Result<DraftBody<T>> {
        lay_over(&mut content, self.patch.clone());
        DraftBody::check(content, &self.schemas)
    }
}

impl<T: DeserializeOwned + ToSchema + 'static> FromRequest for PatchBody<T> {
    type Error = Refusal;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let schemas = setting::<Data<Schemas>>(&request)?.clone();
            let schema = schemas.schema(&patch_name(&written_name(&T::name())))?;
            let patch = json::parse(&bytes(&request, payload).await?)?;
            faults::check(&patch, &schema)?;
            Ok(Self {
                patch,
                schemas,
                content: PhantomData,
            })
        })
    }
}

/// `null` removes, objects are laid over objects, everything else takes the place of what was there. A tree that was read
/// is not deep.
fn lay_over(target: &mut Value, patch: Value) {
    let Value::Object(patch) = patch else {
        *target = patch;
        return;
    };
    if !target.is_object() {
        *target = Value::Object(Map::new());
    }
    if let Value::Object(target) = target {
        for (name, value) in patch {
            if value.is_null() {
                target.remove(&name);
            } else {
                lay_over(target.entry(name).or_insert(Value::Null), value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The examples of RFC 7396, appendix A.
    #[test]
    fn a_patch_does_what_its_rfc_says() {
        for (target, patch, result) in [
            (json!({"a":"b"}), json!({"a":"c"}), json!({"a":"c"})),
            (json!({"a":"b"}), json!({"b":"c"}), json!({"a":"b","b":"c"})),
            (json!({"a":"b"}), json!({"a":null}), json!({})),
            (
                json!({"a":"b","b":"c"}),
                json!({"a":null}),
                json!({"b":"c"}),
            ),
            (json!({"a":["b"]}), json!({"a":"c"}), json!({"a":"c"})),
            (json!({"a":"c"}), json!({"a":["b"]}), json!({"a":["b"]})),
            (
                json!({"a":{"b":"c"}}),
                json!({"a":{"b":"d","c":null}}),
                json!({"a":{"b":"d"}}),
            ),
            (json!({"a":[{"b":"c"}]}), json!({"a":[1]}), json!({"a":[1]})),
            (json!(["a", "b"]), json!(["c", "d"]), json!(["c", "d"])),
            (json!({"a":"b"}), json!(["c"]), json!(["c"])),
            (json!({"a":"foo"}), json!(null), json!(null)),
            (json!({"a":"foo"}), json!("bar"), json!("bar")),
            (json!({"e":null}), json!({"a":1}), json!({"e":null,"a":1})),
            (json!([1, 2]), json!({"a":"b","c":null}), json!({"a":"b"})),
            (
                json!({}),
                json!({"a":{"bb":{"ccc":null}}}),
                json!({"a":{"bb":{}}}),
            ),
        ] {
            let mut patched = target.clone();

            lay_over(&mut patched, patch.clone());

            assert_eq!(patched, result, "{target} {patch}");
        }
    }
}
