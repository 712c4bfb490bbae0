//! Tests that what is known of a request before it is routed is known of the operation that it is routed to: a request
//! that is routed and not known would pass by scopes, limits and media types.

use std::cell::Cell;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::{Next, from_fn};
use actix_web::rt::System;
use actix_web::test::{TestRequest, call_service, init_service};
use actix_web::web::{self, Data};
use actix_web::{App, HttpResponse, delete, get, post, put};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::*;
use crate::http::document::LazyDocument;
use crate::http::{Made, Operations, Routes, openapi, routes};

const KNOWN: HeaderName = HeaderName::from_static("known");
const ROUTED: HeaderName = HeaderName::from_static("routed");

/// The operations of Sinew and some that write, two of which share a path with others.
const ROUTES: Routes = Routes {
    served: |operations| with_things(operations),
    described: |operations| with_things(operations),
    made: &MADE,
};

static MADE: Made = Made::new();

fn with_things(operations: &mut impl Operations) {
    routes(operations);
    operations
        .service(put_thing)
        .service(delete_thing)
        .service(post_all_things)
        .service(get_thing);
}

#[utoipa::path(params(("name" = String, Path)))]
#[put("/v1/things/{name}")]
async fn put_thing() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[utoipa::path(params(("name" = String, Path)))]
#[delete("/v1/things/{name}.json")]
async fn delete_thing() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[utoipa::path]
#[post("/v1/things/all")]
async fn post_all_things() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[utoipa::path(params(("name" = String, Path)))]
#[get("/v1/things/{name}")]
async fn get_thing() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[test]
fn what_is_known_of_paths_is_what_the_whole_document_declares() {
    let whole = KnownPaths::of(&openapi::document(ROUTES).paths);

    let known = LazyDocument::of(ROUTES).paths();

    assert_eq!(known.0.len(), whole.0.len());
    for (known, declared) in known.0.iter().zip(&whole.0) {
        assert_eq!(known.resource, declared.resource);
        assert_eq!(known.operations, declared.operations);
    }
}

#[test]
fn an_operation_is_known_exactly_when_a_request_is_routed_to_it() {
    let system = System::new();
    let app = system.block_on(init_service(
        App::new()
            .app_data(Data::new(LazyDocument::of(ROUTES)))
            .wrap(from_fn(compare))
            .configure(ROUTES.served)
            .default_service(web::to(HttpResponse::ImATeapot)),
    ));
    let routed_count = Cell::new(0);
    let mut runner = TestRunner::new(Config::with_cases(2000));

    let outcome = runner.run(&requests(), |(method, path)| {
        let request = TestRequest::with_uri(&path).method(method.clone());
        let answer = system.block_on(call_service(&app, request.to_request()));
        let headers = answer.headers();
        prop_assert_eq!(
            headers.get(KNOWN),
            headers.get(ROUTED),
            "{} {}",
            method,
            path
        );
        routed_count.set(routed_count.get() + usize::from(headers.contains_key(ROUTED)));
        Ok(())
    });

    outcome.unwrap();
    assert!(
        (400..1900).contains(&routed_count.get()),
        "{routed_count:?}"
    );
}

/// Requests for the paths of the document, with values and escapes of any kind, and some that are beside them.
fn requests() -> impl Strategy<Value = (Method, String)> {
    let document = LazyDocument::of(ROUTES);
    let mut operations = Vec::new();
    for known in &document.paths().0 {
        let pattern = known.resource.pattern().unwrap().to_owned();
        let methods = known.operations.iter().map(|known| known.method.clone());
        operations.extend(methods.map(|method| (method, pattern.clone())));
    }
    let other_method = prop::option::weighted(0.2, prop::sample::select(METHODS.to_vec()));
    let value = prop_oneof![
        prop::sample::select(vec![
            "all", "articles", "a.json", ".json", "a/b", "%2F", "*"
        ])
        .prop_map(str::to_owned),
        "[ -~]{1,6}",
        "\\PC{1,4}",
    ];
    let ending = prop::sample::select(vec!["", "", "", "", "/", "//", "/.", "x"]);
    (
        prop::sample::select(operations),
        other_method,
        prop::collection::vec(value, 2),
        prop::collection::vec(any::<bool>(), 1..20),
        ending,
    )
        .prop_map(
            |((method, pattern), other_method, values, escaped, ending)| {
                let path = filled(&pattern, &values) + ending;
                (
                    other_method.unwrap_or(method),
                    with_escapes(&path, &escaped),
                )
            },
        )
}

/// A pattern with values in the place of its parameters.
fn filled(pattern: &str, values: &[String]) -> String {
    let mut pieces = pattern.split(['{', '}']);
    let mut path = pieces.next().unwrap_or_default().to_owned();
    for value in values.iter().take(pattern.matches('{').count()) {
        path.push_str(value);
        path.push_str(pieces.nth(1).unwrap_or_default());
    }
    path
}

/// A path with some letters escaped that need not be, and all that must be.
fn with_escapes(path: &str, escaped: &[bool]) -> String {
    let bytes = path.bytes().zip(escaped.iter().cycle());
    bytes
        .map(|(byte, is_escaped)| match (byte, is_escaped) {
            (b'/', _)
            | (b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'*' | b'%' | b';' | b':', false) => {
                char::from(byte).to_string()
            }
            (_, true) => format!("%{byte:02X}"),
            (_, false) => format!("%{byte:02x}"),
        })
        .collect()
}

/// Adds to an answer which operation was known of its request, and to which it was routed.
async fn compare(
    request: ServiceRequest,
    routes: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let document = request.app_data::<Data<LazyDocument>>().unwrap().clone();
    let paths = document.paths();
    let (method, path) = (request.method().clone(), request.match_info().as_str());
    let known = paths.operation(&method, path).map(|operation| {
        let mut all = paths.0.iter();
        let of = all.find(|known| {
            known
                .operations
                .iter()
                .any(|one| std::ptr::eq(one, operation))
        });
        format!("{method} {}", of.unwrap().resource.pattern().unwrap())
    });
    let mut response = routes.call(request).await?;
    let is_routed = response.status() != StatusCode::IM_A_TEAPOT;
    let routed = is_routed.then(|| {
        let pattern = response.request().match_pattern().unwrap();
        format!("{method} {pattern}")
    });
    for (name, operation) in [(KNOWN, known), (ROUTED, routed)] {
        if let Some(operation) = operation {
            let value = HeaderValue::from_str(&operation).unwrap();
            response.headers_mut().insert(name, value);
        }
    }
    Ok(response)
}
