//! The headers of answers, described once each: responses refer to them.

use utoipa::openapi::extensions::Extensions;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::schema::SchemaType;
use utoipa::openapi::{
    Content, Header, ObjectBuilder, OpenApi, Ref, RefOr, Response, Schema, SchemaFormat, Type,
};

use super::component_name;
use super::operations::{is_of_this_moment, operations_of};

/// What is said of a header.
struct Described {
    name: &'static str,
    /// Whether every answer that names it has it.
    is_always_there: bool,
    meaning: &'static str,
    pattern: Option<&'static str>,
    example: &'static str,
}

const ETAG: Described = Described {
    name: "ETag",
    is_always_there: true,
    meaning: "The strong validator of this representation (RFC 9110), one per content coding: send it back in `If-None-Match` \
        to learn whether anything has changed.",
    pattern: Some("^\"[A-Za-z0-9_.-]+\"$"),
    example: "\"Zb3jDkSxnNtG4cDkXq7h1w\"",
};
const LAST_MODIFIED: Described = Described {
    name: "Last-Modified",
    is_always_there: false,
    meaning: "When anything that the answer rests on changed last (RFC 9110). Lists have none, nor has what is of this moment only.",
    pattern: Some(
        "^[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT$",
    ),
    example: "Sun, 22 Nov 2026 12:00:00 GMT",
};
const CACHE_CONTROL: Described = Described {
    name: "Cache-Control",
    is_always_there: true,
    meaning: "How long the answer may be reused, and while it is too old (RFC 9111, RFC 5861). `private, no-store` whenever a \
        key came.",
    pattern: Some("^(public, (no-cache$|max-age=[0-9]+)|private, (no-store|max-age=[0-9]+)$)"),
    example: "public, max-age=60, s-maxage=300, stale-while-revalidate=600, stale-if-error=86400",
};
const CACHE_TAG: Described = Described {
    name: "Cache-Tag",
    is_always_there: false,
    meaning: "Everything that the answer rests on, for caches that are told what to forget; `content` alone when it is too much \
        to name. `Surrogate-Key` says the same, separated by blanks. Left out when a key came.",
    pattern: Some("^[^ ,]+(,[^ ,]+)*$"),
    example: "condition:sciatica,list:conditions",
};
const VARY: Described = Described {
    name: "Vary",
    is_always_there: true,
    meaning: "The headers of requests that choose between representations.",
    pattern: None,
    example: "Accept-Encoding",
};
const LINK: Described = Described {
    name: "Link",
    is_always_there: false,
    meaning: "The next page, as `rel=\"next\"` (RFC 8288); left out on the last page.",
    pattern: Some("^<[^>]+>; rel="),
    example: "</v1/articles?limit=20&cursor=WyI4ZjNkMmMxYSIsImRlZXAtdGlzc3VlLW1hc3NhZ2UiXQ>; rel=\"next\"",
};
const LOCATION: Described = Described {
    name: "Location",
    is_always_there: true,
    meaning: "The address to ask instead, or of what was created.",
    pattern: Some("^/"),
    example: "/v1/articles/massage-for-sciatica",
};
const REQUEST_ID: Described = Described {
    name: "X-Request-Id",
    is_always_there: true,
    meaning: "The id of the request: yours, if you sent one of up to 64 letters, digits, dots, hyphens and underscores, else a \
        new one.",
    pattern: Some("^[A-Za-z0-9._-]{1,64}$"),
    example: "0199c2f4-8a51-7c3e-9b42-3d5e6f708192",
};
const RETRY_AFTER: Described = Described {
    name: "Retry-After",
    is_always_there: true,
    meaning: "How many seconds to wait before asking again.",
    pattern: Some("^[1-9][0-9]*$"),
    example: "1",
};
const RATE_LIMIT: Described = Described {
    name: "RateLimit",
    is_always_there: true,
    meaning: "How much is left of which policy, and in how many seconds there is more \
        (draft-ietf-httpapi-ratelimit-headers).",
    pattern: Some("^\"[a-z-]+\";r=[0-9]+;t=[0-9]+$"),
    example: "\"writes\";r=19;t=1",
};
const RATE_LIMIT_POLICY: Described = Described {
    name: "RateLimit-Policy",
    is_always_there: true,
    meaning: "How many requests there may be in how many seconds.",
    pattern: Some("^\"[a-z-]+\";q=[0-9]+;w=[0-9]+$"),
    example: "\"writes\";q=20;w=1",
};
const WWW_AUTHENTICATE: Described = Described {
    name: "WWW-Authenticate",
    is_always_there: true,
    meaning: "What a key is sent as (RFC 6750), and what was wrong with it.",
    pattern: Some("^Bearer realm=\"sinew\""),
    example: "Bearer realm=\"sinew\"",
};

const ALL: [&Described; 12] = [
    &ETAG,
    &LAST_MODIFIED,
    &CACHE_CONTROL,
    &CACHE_TAG,
    &VARY,
    &LINK,
    &LOCATION,
    &REQUEST_ID,
    &RETRY_AFTER,
    &RATE_LIMIT,
    &RATE_LIMIT_POLICY,
    &WWW_AUTHENTICATE,
];
/// What every response has.
const OF_ALL: [&Described; 3] = [&CACHE_CONTROL, &VARY, &REQUEST_ID];

/// Describes the headers, and names in each response those that it has.
pub fn add(document: &mut OpenApi) {
    for (path, item) in &mut document.paths.paths {
        for operation in operations_of(item) {
            let is_of_this_moment = is_of_this_moment(operation);
            let is_content = path.starts_with("/v1/");
            for (status, response) in &mut operation.responses.responses {
                if let RefOr::T(response) = response {
                    refer(response, &OF_ALL);
                    let own = own_headers(status, response, is_of_this_moment, is_content);
                    refer(response, &own);
                }
            }
        }
    }
    let components = document.components.get_or_insert_default();
    for (name, response) in &mut components.responses {
        if let RefOr::T(response) = response {
            refer(response, &OF_ALL);
            refer(response, headers_of_shared(name));
        }
    }
    for described in ALL {
        components
            .headers
            .insert(described.name.to_owned(), RefOr::T(header(described)));
    }
}

fn own_headers(
    status: &str,
    response: &Response,
    is_of_this_moment: bool,
    is_content: bool,
) -> Vec<&'static Described> {
    match status {
        "200" if is_of_this_moment => Vec::new(),
        "200" if is_page(response) => vec![&ETAG, &CACHE_TAG, &LINK],
        "200" if is_content => vec![&ETAG, &CACHE_TAG, &LAST_MODIFIED],
        "200" => vec![&ETAG, &CACHE_TAG],
        "201" if is_content => vec![&ETAG, &LOCATION],
        "503" => vec![&RETRY_AFTER],
        status if status.starts_with('3') => vec![&LOCATION],
        _ => Vec::new(),
    }
}

/// What the responses that operations share have besides.
fn headers_of_shared(name: &str) -> &'static [&'static Described] {
    match name {
        "NotModified" => &[&ETAG],
        "Unauthorized" | "Forbidden" => &[&WWW_AUTHENTICATE],
        "TooManyRequests" => &[&RETRY_AFTER, &RATE_LIMIT, &RATE_LIMIT_POLICY],
        "Unavailable" => &[&RETRY_AFTER],
        _ => &[],
    }
}

fn is_page(response: &Response) -> bool {
    response.content.values().any(|content| {
        matches!(content, RefOr::T(Content { schema: Some(RefOr::Ref(reference)), .. }) if component_name(reference).ends_with("Page"))
    })
}

fn refer(response: &mut Response, headers: &[&Described]) {
    for Described { name, .. } in headers {
        let reference = Ref::new(format!("#/components/headers/{name}"));
        response
            .headers
            .insert((*name).to_owned(), RefOr::Ref(reference));
    }
}

fn header(described: &Described) -> Header {
    let format = match described.name {
        "Location" => Some("uri-reference"),
        _ => None,
    };
    let schema = ObjectBuilder::new()
        .schema_type(SchemaType::Type(Type::String))
        .format(format.map(|format| SchemaFormat::Custom(format.to_owned())))
        .pattern(described.pattern)
        .max_length(Some(8192))
        .build();
    // utoipa writes no `required` of headers by itself.
    let required = described.is_always_there.then_some(("required", true));
    HeaderBuilder::new()
        .example(Some(described.example.into()))
        .description(Some(described.meaning))
        .schema(Some(RefOr::T(Schema::Object(schema))))
        .extensions(Some(Extensions::from_iter(required)))
        .build()
}
