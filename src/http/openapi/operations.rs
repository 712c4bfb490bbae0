//! What all operations have in common, added in one place: problems, keys, and filters that start empty.

use std::collections::BTreeSet;
use std::collections::btree_map::Entry;

use utoipa::openapi::path::{Operation, Parameter, ParameterIn};
use utoipa::openapi::schema::ArrayItems;
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{
    Components, ContentBuilder, OpenApi, PathItem, Ref, RefOr, Response, ResponseBuilder, Schema,
};

use super::component_name;
use crate::http::known_paths::{KEY_SCHEME, PARAMETER_SCOPE};
use crate::http::visitor::key_scheme;

/// Writes the schemas of query parameters out, without their examples. A page to try the API fills in every example that
/// it finds, even one of a schema that is referred to: an offer would become a filter.
pub fn leave_filters_empty(document: &mut OpenApi) {
    let components = document.components.clone().unwrap_or_default();
    for operation in operations(document) {
        for parameter in operation.parameters.iter_mut().flatten() {
            if let RefOr::T(parameter) = parameter
                && parameter.parameter_in == ParameterIn::Query
            {
                write_schema_out(parameter, &components);
            }
        }
    }
}

fn write_schema_out(parameter: &mut Parameter, components: &Components) {
    let written_out = |reference: &Ref| {
        let component = components.schemas.get(component_name(reference));
        let Some(RefOr::T(Schema::Object(component))) = component else {
            return None;
        };
        let mut written_out = component.clone();
        written_out.example = None;
        Some(RefOr::T(Schema::Object(written_out)))
    };
    match &mut parameter.schema {
        Some(RefOr::Ref(reference)) => {
            if let Some(schema) = written_out(reference) {
                parameter.schema = Some(schema);
            }
        }
        Some(RefOr::T(Schema::Array(array))) => {
            if let ArrayItems::RefOrSchema(items) = &mut array.items
                && let RefOr::Ref(reference) = items.as_ref()
                && let Some(schema) = written_out(reference)
            {
                **items = schema;
            }
        }
        Some(RefOr::T(_)) | None => {}
    }
}

/// Adds the answers that operations give besides their own: problems, and that nothing has changed.
pub fn add_problems(document: &mut OpenApi) {
    let mut used = BTreeSet::new();
    for operation in operations(document) {
        let given: Vec<&Shared> = SHARED
            .iter()
            .filter(|shared| (shared.is_given)(operation))
            .collect();
        let responses = &mut operation.responses.responses;
        for Shared { status, name, .. } in given {
            let reference = Ref::new(format!("#/components/responses/{name}"));
            if let Entry::Vacant(place) = responses.entry((*status).to_owned()) {
                place.insert(RefOr::Ref(reference));
                used.insert(*name);
            }
        }
    }
    let components = document.components.get_or_insert_default();
    for shared in SHARED.iter().filter(|shared| used.contains(shared.name)) {
        components
            .responses
            .insert(shared.name.to_owned(), RefOr::T(response(shared)));
    }
}

/// An answer that operations have in common.
struct Shared {
    status: &'static str,
    name: &'static str,
    meaning: &'static str,
    is_given: fn(&Operation) -> bool,
}

const SHARED: [Shared; 18] = [
    Shared {
        status: "304",
        name: "NotModified",
        meaning: "What the client has, as `If-None-Match` or `If-Modified-Since` tell, is still the answer.",
        is_given: has_validator,
    },
    Shared {
        status: "400",
        name: "BadRequest",
        meaning: "A parameter is unknown, repeated or not valid, or a header or the body cannot be read.",
        is_given: |_| true,
    },
    Shared {
        status: "401",
        name: "Unauthorized",
        meaning: "A key is needed, or the one that came is unknown, expired or revoked.",
        is_given: |_| true,
    },
    Shared {
        status: "403",
        name: "Forbidden",
        meaning: "The key may not do this; `detail` names the scope that is needed.",
        is_given: |operation| operation.security.is_some() || has_scoped_parameter(operation),
    },
    Shared {
        status: "404",
        name: "NotFound",
        meaning: "Nothing published has this name.",
        is_given: |operation| parameters(operation).any(is_in_path),
    },
    Shared {
        status: "406",
        name: "NotAcceptable",
        meaning: "`Accept` or `Accept-Encoding` exclude every form that there is.",
        is_given: has_representation,
    },
    Shared {
        status: "408",
        name: "TooSlow",
        meaning: "The body took too long to arrive.",
        is_given: takes_body,
    },
    Shared {
        status: "410",
        name: "Gone",
        meaning: "What had this name was deleted.",
        // Names that are followed when they change are remembered too when what they name is deleted.
        is_given: |operation| operation.responses.responses.contains_key("308"),
    },
    Shared {
        status: "412",
        name: "PreconditionFailed",
        meaning: "The state that the request names is not the present one; nothing was changed.",
        is_given: |operation| has_validator(operation) || is_guarded(operation),
    },
    Shared {
        status: "413",
        name: "TooLarge",
        meaning: "The body is larger than is taken here.",
        is_given: takes_body,
    },
    Shared {
        status: "414",
        name: "TargetTooLong",
        meaning: "Path and query together are longer than 8192 bytes.",
        is_given: |_| true,
    },
    Shared {
        status: "415",
        name: "UnsupportedMediaType",
        meaning: "The body is of a media type or in a coding that is not taken here.",
        is_given: takes_body,
    },
    Shared {
        status: "422",
        name: "InvalidContent",
        meaning: "The body can be read and breaks rules of the content; `violations` has them all.",
        is_given: takes_body,
    },
    Shared {
        status: "428",
        name: "PreconditionRequired",
        meaning: "A write has to name the state that it was made for.",
        is_given: is_guarded,
    },
    Shared {
        status: "429",
        name: "TooManyRequests",
        meaning: "This key or address asks too often, or too many wrong keys came from this address.",
        is_given: |_| true,
    },
    Shared {
        status: "500",
        name: "InternalError",
        meaning: "Something failed in the server.",
        is_given: |_| true,
    },
    Shared {
        status: "503",
        name: "Unavailable",
        meaning: "The server has too much to do, is about to stop, or cannot reach its database.",
        is_given: |_| true,
    },
    Shared {
        status: "507",
        name: "InsufficientStorage",
        meaning: "There is no room left for what was to be written.",
        is_given: |operation| takes_body(operation) || is_guarded(operation),
    },
];

/// Whether it answers with something that `Accept` can be about.
fn has_representation(operation: &Operation) -> bool {
    operation.request_body.is_none() && operation.responses.responses.contains_key("200")
}

/// Whether conditions can be about its answer.
fn has_validator(operation: &Operation) -> bool {
    has_representation(operation) && !is_of_this_moment(operation)
}

/// How the server is, and what happens, is worth no validator, and rests on no content that could be named.
pub fn is_of_this_moment(operation: &Operation) -> bool {
    let mut tags = operation.tags.iter().flatten();
    tags.any(|tag| tag == "operation") || has_no_end(operation)
}

/// Whether its answer is sent for as long as the client listens.
fn has_no_end(operation: &Operation) -> bool {
    let answer = operation.responses.responses.get("200");
    matches!(answer, Some(RefOr::T(answer)) if answer.content.contains_key("text/event-stream"))
}

fn takes_body(operation: &Operation) -> bool {
    operation.request_body.is_some()
}

/// Whether it is a write that has to name the state that it was made for.
fn is_guarded(operation: &Operation) -> bool {
    parameters(operation).any(|known| known.name == "If-Match")
}

/// Whether a parameter needs a scope that the operation itself does not.
fn has_scoped_parameter(operation: &Operation) -> bool {
    parameters(operation).any(|known| {
        let extensions = known.extensions.as_ref();
        extensions.is_some_and(|extensions| extensions.contains_key(PARAMETER_SCOPE))
    })
}

fn is_in_path(parameter: &Parameter) -> bool {
    parameter.parameter_in == ParameterIn::Path
}

fn parameters(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    let parameters = operation.parameters.iter().flatten();
    parameters.filter_map(|parameter| match parameter {
        RefOr::T(parameter) => Some(parameter),
        RefOr::Ref(_) => None,
    })
}

fn response(shared: &Shared) -> Response {
    let response = ResponseBuilder::new().description(shared.meaning);
    if shared.status.starts_with('3') {
        return response.build();
    }
    let problem = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name("Problem")))
        .build();
    response
        .content("application/problem+json", problem)
        .build()
}

/// Tells that a key may come with every request, for those operations that need none.
pub fn allow_keys(document: &mut OpenApi) {
    let none_or_key = vec![
        SecurityRequirement::default(),
        SecurityRequirement::new(KEY_SCHEME, Vec::<String>::new()),
    ];
    document.security = Some(none_or_key);
    let components = document.components.get_or_insert_default();
    components.add_security_scheme(KEY_SCHEME, key_scheme());
}

/// Every operation of the document.
pub fn operations(document: &mut OpenApi) -> impl Iterator<Item = &mut Operation> {
    document.paths.paths.values_mut().flat_map(operations_of)
}

/// Every operation of one path.
pub fn operations_of(path: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [
        &mut path.get,
        &mut path.put,
        &mut path.post,
        &mut path.patch,
        &mut path.delete,
    ]
    .into_iter()
    .flatten()
}
