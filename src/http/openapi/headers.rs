//! The headers of answers, described once each: responses refer to them.

use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::Operation;
use utoipa::openapi::schema::SchemaType;
use utoipa::openapi::{
    Content, Header, ObjectBuilder, OpenApi, Ref, RefOr, Response, Schema, SchemaFormat, Type,
};

use super::{component_name, operations};

/// Name, meaning and example of a header.
type Description = (&'static str, &'static str, &'static str);

const ETAG: Description = (
    "ETag",
    "The strong validator of this representation (RFC 9110), one per content coding: send it back in `If-None-Match` to learn \
     whether anything has changed.",
    "\"Zb3jDkSxnNtG4cDkXq7h1w\"",
);
const LAST_MODIFIED: Description = (
    "Last-Modified",
    "When anything that the answer rests on changed last (RFC 9110). Lists have none.",
    "Sun, 22 Nov 2026 12:00:00 GMT",
);
const CACHE_CONTROL: Description = (
    "Cache-Control",
    "How long the answer may be reused, and while it is too old (RFC 9111, RFC 5861).",
    "public, max-age=60, s-maxage=300, stale-while-revalidate=600, stale-if-error=86400",
);
const CACHE_TAG: Description = (
    "Cache-Tag",
    "Everything that the answer rests on, for caches that are told what to forget; `content` alone when it is too much to name. \
     `Surrogate-Key` says the same, separated by blanks.",
    "condition:sciatica,list:conditions",
);
const VARY: Description = (
    "Vary",
    "The headers of requests that choose between representations.",
    "Accept-Encoding",
);
const LINK: Description = (
    "Link",
    "The next page, as `rel=\"next\"` (RFC 8288); left out on the last page.",
    "</v1/articles?limit=20&cursor=WyI4ZjNkMmMxYSIsImRlZXAtdGlzc3VlLW1hc3NhZ2UiXQ>; rel=\"next\"",
);
const LOCATION: Description = (
    "Location",
    "The address to ask instead.",
    "/v1/articles/massage-for-sciatica",
);
const REQUEST_ID: Description = (
    "X-Request-Id",
    "The id of the request: yours, if you sent one of up to 64 letters, digits, dots, hyphens and underscores, else a new one.",
    "0199c2f4-8a51-7c3e-9b42-3d5e6f708192",
);
const RETRY_AFTER: Description = (
    "Retry-After",
    "How many seconds to wait before asking again.",
    "1",
);
const RATE_LIMIT: Description = (
    "RateLimit",
    "How much is left of which policy, and in how many seconds there is more \
     (draft-ietf-httpapi-ratelimit-headers).",
    "\"writes\";r=19;t=1",
);
const RATE_LIMIT_POLICY: Description = (
    "RateLimit-Policy",
    "How many requests there may be in how many seconds.",
    "\"writes\";q=20;w=1",
);
const WWW_AUTHENTICATE: Description = (
    "WWW-Authenticate",
    "What a key is sent as (RFC 6750), and what was wrong with it.",
    "Bearer realm=\"sinew\"",
);

const ALL: [Description; 12] = [
    ETAG,
    LAST_MODIFIED,
    CACHE_CONTROL,
    CACHE_TAG,
    VARY,
    LINK,
    LOCATION,
    REQUEST_ID,
    RETRY_AFTER,
    RATE_LIMIT,
    RATE_LIMIT_POLICY,
    WWW_AUTHENTICATE,
];

/// Describes the headers, and names in each response those that it has.
pub fn add(document: &mut OpenApi) {
    for operation in operations(document) {
        let is_of_this_moment = is_about_the_server(operation);
        for (status, response) in &mut operation.responses.responses {
            if let RefOr::T(response) = response {
                let headers = headers_of(status, response, is_of_this_moment);
                refer(response, &headers);
            }
        }
    }
    let components = document.components.get_or_insert_default();
    for response in components.responses.values_mut() {
        if let RefOr::T(response) = response {
            refer(response, &[CACHE_CONTROL, VARY, REQUEST_ID]);
        }
    }
    for (name, headers) in [
        ("Unauthorized", vec![WWW_AUTHENTICATE]),
        ("Forbidden", vec![WWW_AUTHENTICATE]),
        (
            "TooManyRequests",
            vec![RETRY_AFTER, RATE_LIMIT, RATE_LIMIT_POLICY],
        ),
        ("Unavailable", vec![RETRY_AFTER]),
    ] {
        if let Some(RefOr::T(response)) = components.responses.get_mut(name) {
            refer(response, &headers);
        }
    }
    for description in ALL {
        components
            .headers
            .insert(description.0.to_owned(), RefOr::T(header(description)));
    }
}

/// How the server is at this moment is worth no validator.
fn is_about_the_server(operation: &Operation) -> bool {
    let mut tags = operation.tags.iter().flatten();
    tags.any(|tag| tag == "operation")
}

fn headers_of(status: &str, response: &Response, is_of_this_moment: bool) -> Vec<Description> {
    let mut headers = vec![CACHE_CONTROL, VARY, REQUEST_ID];
    if status.starts_with('3') {
        headers.push(LOCATION);
    }
    if status == "200" && !is_of_this_moment {
        headers.extend([ETAG, CACHE_TAG]);
        headers.push(if is_page(response) {
            LINK
        } else {
            LAST_MODIFIED
        });
    }
    headers
}

fn is_page(response: &Response) -> bool {
    response.content.values().any(|content| {
        matches!(content, RefOr::T(Content { schema: Some(RefOr::Ref(reference)), .. }) if component_name(reference).ends_with("Page"))
    })
}

fn refer(response: &mut Response, headers: &[Description]) {
    for (name, ..) in headers {
        let reference = Ref::new(format!("#/components/headers/{name}"));
        response
            .headers
            .insert((*name).to_owned(), RefOr::Ref(reference));
    }
}

fn header((name, description, example): Description) -> Header {
    let format = match name {
        "Location" => Some("uri-reference"),
        _ => None,
    };
    let schema = ObjectBuilder::new()
        .schema_type(SchemaType::Type(Type::String))
        .format(format.map(|format| SchemaFormat::Custom(format.to_owned())))
        .max_length(Some(8192))
        .build();
    HeaderBuilder::new()
        .example(Some(example.into()))
        .description(Some(description))
        .schema(Some(RefOr::T(Schema::Object(schema))))
        .build()
}
