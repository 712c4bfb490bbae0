//! The operations of a server as its document has them.

use std::collections::BTreeMap;

use actix_web::dev::HttpServiceFactory;
use utoipa::openapi::path::Paths;
use utoipa::openapi::{RefOr, Schema};
use utoipa_actix_web::OpenApiFactory;

use crate::http::{Operations, Routes};

/// What operations say of themselves. Nearly all of its time and memory goes into their schemas.
#[derive(Default)]
pub struct Description {
    pub paths: Paths,
    /// By name: nearly every operation names nearly all.
    pub schemas: BTreeMap<String, RefOr<Schema>>,
    is_of_paths_alone: bool,
}

impl Description {
    pub fn of(routes: Routes) -> Self {
        let mut description = Self::default();
        (routes.described)(&mut description);
        description
    }

    /// The same without schemas.
    pub fn of_paths(routes: Routes) -> Paths {
        let mut description = Self {
            is_of_paths_alone: true,
            ..Self::default()
        };
        (routes.described)(&mut description);
        description.paths
    }
}

impl Operations for Description {
    fn service(
        &mut self,
        operation: impl HttpServiceFactory + OpenApiFactory + 'static,
    ) -> &mut Self {
        self.paths.merge(operation.paths());
        if !self.is_of_paths_alone {
            let mut schemas = Vec::new();
            operation.schemas(&mut schemas);
            self.schemas.extend(schemas);
        }
        self
    }
}
