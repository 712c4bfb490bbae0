//! A body that holds content as it is written: checked whole against the written form of its type, and made into the type
//! once what the address tells is known too.

use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{Schemas, bytes, faults, json, setting};
use crate::error::{Error, Violation};
use crate::http::openapi::written_name;
use crate::http::refusal::{Refusal, Result};

/// Content as it was sent, in its written form.
#[derive(Debug)]
pub struct DraftBody<T> {
    members: Map<String, Value>,
    content: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned + ToSchema> DraftBody<T> {
    /// Checks a tree against the written form.
    pub fn check(value: Value, schemas: &Schemas) -> Result<Self> {
        let name = written_name(&T::name());
        faults::check(&value, &*schemas.schema(&name)?)?;
        match value {
            Value::Object(members) => Ok(Self {
                members,
                content: PhantomData,
            }),
            _ => Err(Error::Configuration(format!("{name} is no object")).into()),
        }
    }

    /// A member as it was sent.
    pub fn member(&self, name: &str) -> Option<&Value> {
        self.members.get(name)
    }

    /// The same with a member for the case that it was left out.
    pub fn or(mut self, name: &str, value: &str) -> Self {
        let member = self.members.entry(name);
        member.or_insert_with(|| Value::from(value));
        self
    }

    /// The same with a member that the address tells. Another value in the body is refused.
    pub fn named(self, name: &str, value: &str) -> Result<Self> {
        if let Some(given) = self.member(name).filter(|given| *given != value) {
            let message = format!("`{name}` must be that of the address, `{value}`, got {given}");
            let violation = Violation::of_member(&format!("#/{name}"), "address", message);
            return Err(Refusal::Unprocessable(vec![violation]));
        }
        Ok(self.or(name, value))
    }

    /// The content, and the tree that it was made of.
    pub fn read(self) -> Result<(T, Value)> {
        let tree = Value::Object(self.members);
        Ok((json::made(tree.clone())?, tree))
    }
}

impl<T: DeserializeOwned + ToSchema + 'static> FromRequest for DraftBody<T> {
    type Error = Refusal;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let schemas = setting::<Data<Schemas>>(&request)?;
            let bytes = bytes(&request, payload).await?;
            Self::check(json::parse(&bytes)?, schemas)
        })
    }
}
