//! The paths of the document and the methods that each allows.

use actix_web::dev::ResourceDef;
use utoipa::openapi::{OpenApi, PathItem};

/// Every path of the document with what it allows.
pub struct KnownPaths(Vec<(ResourceDef, String)>);

impl KnownPaths {
    pub fn of(document: &OpenApi) -> Self {
        let paths = document.paths.paths.iter();
        Self(
            paths
                .map(|(path, item)| (ResourceDef::new(path.as_str()), allowed_methods(item)))
                .collect(),
        )
    }

    /// What a path allows, as the `Allow` header has it; `None` for a path that there is not.
    pub fn allow(&self, path: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known.is_match(path))
            .map(|(_, allow)| allow.as_str())
    }
}

fn allowed_methods(item: &PathItem) -> String {
    let written = [
        ("GET, HEAD", &item.get),
        ("PUT", &item.put),
        ("POST", &item.post),
        ("PATCH", &item.patch),
        ("DELETE", &item.delete),
    ];
    let mut methods: Vec<&str> = written
        .iter()
        .filter(|(_, operation)| operation.is_some())
        .map(|(methods, _)| *methods)
        .collect();
    methods.push("OPTIONS");
    methods.join(", ")
}
