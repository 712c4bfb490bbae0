//! The paths of the document, and what each operation on them declares: its scope, the bodies it takes, its last day.

use actix_web::dev::ResourceDef;
use actix_web::http::Method;
use actix_web::http::header::{HeaderName, HeaderValue};
use utoipa::openapi::path::{Operation, Paths};
use utoipa::openapi::{PathItem, RefOr};

use super::retirement::Retirement;
use crate::content::Scope;

/// The name of the security scheme of keys in the document.
pub const KEY_SCHEME: &str = "key";

/// How a query parameter declares in the document that it needs a scope.
pub const PARAMETER_SCOPE: &str = "x-scope";

/// The methods that an operation can have, in the order of `Allow`.
const METHODS: [Method; 5] = [
    Method::GET,
    Method::PUT,
    Method::POST,
    Method::PATCH,
    Method::DELETE,
];

/// Every path of the document, in the order in which the router has them.
pub struct KnownPaths(Vec<KnownPath>);

/// One path with its operations.
pub struct KnownPath {
    resource: ResourceDef,
    /// What all its paths begin with: most others are told by it.
    stem: String,
    /// What it allows, as the `Allow` header has it.
    pub allow: String,
    operations: Vec<KnownOperation>,
}

/// What an operation declares in the document is what holds for it.
#[derive(Debug, PartialEq)]
pub struct KnownOperation {
    pub method: Method,
    /// The scope that a key needs; `None` where nobody needs a key.
    pub scope: Option<Scope>,
    /// Query parameters that need a scope where the operation itself does not.
    pub scoped_parameters: Vec<(String, Scope)>,
    /// The media types of bodies that it takes; none where it takes no body.
    pub body_types: Vec<String>,
    pub retirement: Option<Retirement>,
    /// How the server is can be asked however much it has to do.
    pub is_about_the_server: bool,
}

impl KnownPaths {
    pub fn of(paths: &Paths) -> Self {
        let paths = paths.paths.iter();
        Self(
            paths
                .map(|(path, item)| KnownPath::of(path, item))
                .collect(),
        )
    }

    /// The path of the document that a path of a request is, as the router reads it: `match_info` has it, with escapes
    /// that mean nothing undone. One that is as the client wrote it would be found here and routed there.
    pub fn at(&self, path: &str) -> Option<&KnownPath> {
        self.0.iter().find(|known| known.is_match(path))
    }

    /// The operation that the router gives a request to. The path is as for `at`.
    pub fn operation(&self, method: &Method, path: &str) -> Option<&KnownOperation> {
        let paths = self.0.iter().filter(|known| known.is_match(path));
        paths
            .flat_map(|known| &known.operations)
            .find(|operation| operation.method == *method)
    }

    /// The path of a request, if it has no operation of this method. The router would look further: `{slug}` takes what
    /// `{slug}.md` takes, too.
    pub fn without(&self, method: &Method, path: &str) -> Option<&KnownPath> {
        let known = self.at(path).filter(|_| *method != Method::OPTIONS)?;
        let mut operations = known.operations.iter();
        let is_taken = operations.any(|operation| operation.method == *method);
        (!is_taken).then_some(known)
    }

    /// What the server takes at all, as the `Allow` header has it.
    pub fn allow(&self) -> String {
        allowed(self.0.iter().flat_map(|known| &known.operations))
    }
}

impl KnownPath {
    fn of(path: &str, item: &PathItem) -> Self {
        let described = [&item.get, &item.put, &item.post, &item.patch, &item.delete];
        let operations: Vec<KnownOperation> = METHODS
            .into_iter()
            .zip(described)
            .filter_map(|(method, operation)| Some(KnownOperation::of(method, operation.as_ref()?)))
            .collect();
        Self {
            resource: ResourceDef::new(path),
            stem: path.split('{').next().unwrap_or_default().to_owned(),
            allow: allowed(operations.iter()),
            operations,
        }
    }

    fn is_match(&self, path: &str) -> bool {
        path.starts_with(&self.stem) && self.resource.is_match(path)
    }

    /// The media types of bodies that it takes: `Accept-Post`, `Accept-Patch` (RFC 5789) and, for `PUT`, `Accept`.
    pub fn body_type_headers(&self) -> Vec<(HeaderName, HeaderValue)> {
        let takers = self
            .operations
            .iter()
            .filter(|operation| !operation.body_types.is_empty());
        takers
            .filter_map(|operation| {
                let name = match operation.method {
                    Method::POST => "accept-post",
                    Method::PATCH => "accept-patch",
                    _ => "accept",
                };
                let types = HeaderValue::from_str(&operation.body_types.join(", ")).ok()?;
                Some((HeaderName::from_static(name), types))
            })
            .collect()
    }
}

impl KnownOperation {
    fn of(method: Method, operation: &Operation) -> Self {
        let body = match &operation.request_body {
            Some(RefOr::T(body)) => Some(body),
            Some(RefOr::Ref(_)) | None => None,
        };
        Self {
            method,
            scope: needed_scope(operation),
            scoped_parameters: scoped_parameters(operation),
            body_types: body
                .into_iter()
                .flat_map(|body| body.content.keys().cloned())
                .collect(),
            retirement: Retirement::of(operation)
                .unwrap_or_else(|fault| panic!("the document is at fault: {fault}")),
            is_about_the_server: operation
                .tags
                .iter()
                .flatten()
                .any(|tag| tag == "operation"),
        }
    }
}

fn allowed<'a>(operations: impl Iterator<Item = &'a KnownOperation> + Clone) -> String {
    let is_taken = |method: &&Method| operations.clone().any(|known| known.method == **method);
    let names = METHODS.iter().filter(is_taken).map(|method| {
        if *method == Method::GET {
            "GET, HEAD"
        } else {
            method.as_str()
        }
    });
    let names: Vec<&str> = names.chain(["OPTIONS"]).collect();
    names.join(", ")
}

/// The query parameters that declare a scope of their own.
fn scoped_parameters(operation: &Operation) -> Vec<(String, Scope)> {
    let parameters = operation.parameters.iter().flatten();
    parameters
        .filter_map(|parameter| match parameter {
            RefOr::T(parameter) => Some(parameter),
            RefOr::Ref(_) => None,
        })
        .filter_map(|parameter| {
            let scope = parameter.extensions.as_ref()?.get(PARAMETER_SCOPE)?;
            let scope = Scope::parse(scope.as_str().unwrap_or_default())
                .unwrap_or_else(|| panic!("the document is at fault: `{scope}` is no scope"));
            Some((parameter.name.clone(), scope))
        })
        .collect()
}

/// The scope of an operation's security requirement. One that may be left out needs no scope.
fn needed_scope(operation: &Operation) -> Option<Scope> {
    let requirements = serde_json::to_value(operation.security.as_ref()?).ok()?;
    let requirements = requirements.as_array()?;
    if requirements
        .iter()
        .any(|requirement| requirement.get(KEY_SCHEME).is_none())
    {
        return None;
    }
    requirements
        .iter()
        .map(|requirement| {
            let name = requirement[KEY_SCHEME][0].as_str().unwrap_or_default();
            Scope::parse(name)
                .unwrap_or_else(|| panic!("the document is at fault: `{name}` is no scope"))
        })
        .min()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]
mod tests;
