//! What all operations have in common, added in one place: problems, keys, and filters that start empty.

use utoipa::openapi::path::{Operation, Parameter, ParameterIn};
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{
    Components, ContentBuilder, OpenApi, Ref, RefOr, Response, ResponseBuilder, Schema,
};

use super::component_name;
use crate::http::known_paths::KEY_SCHEME;
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
    let Some(RefOr::Ref(reference)) = &parameter.schema else {
        return;
    };
    let component = components.schemas.get(component_name(reference));
    if let Some(RefOr::T(Schema::Object(component))) = component {
        let mut written_out = component.clone();
        written_out.example = None;
        parameter.schema = Some(RefOr::T(Schema::Object(written_out)));
    }
}

/// Adds the answers that every operation can give besides its own: problems, and that nothing has changed.
pub fn add_problems(document: &mut OpenApi) {
    for operation in operations(document) {
        let names = problems_of(operation);
        let responses = &mut operation.responses.responses;
        for (status, name) in names {
            let reference = Ref::new(format!("#/components/responses/{name}"));
            responses
                .entry(status.to_owned())
                .or_insert(RefOr::Ref(reference));
        }
    }
    let components = document.components.get_or_insert_default();
    for (_, name, description) in PROBLEMS {
        let response = problem(description);
        components
            .responses
            .insert(name.to_owned(), RefOr::T(response));
    }
}

/// Status, name and meaning of the problems that operations have in common.
const PROBLEMS: [(&str, &str, &str); 14] = [
    (
        "400",
        "BadRequest",
        "A parameter is unknown, repeated or not valid, or a header or the body cannot be read.",
    ),
    (
        "401",
        "Unauthorized",
        "A key is needed, or the one that came is unknown, expired or revoked.",
    ),
    (
        "403",
        "Forbidden",
        "The key may not do this; `detail` names the scope that is needed.",
    ),
    ("404", "NotFound", "Nothing published has this name."),
    (
        "406",
        "NotAcceptable",
        "`Accept` or `Accept-Encoding` exclude every form that there is.",
    ),
    (
        "412",
        "PreconditionFailed",
        "The state that the request names is not the present one; nothing was changed.",
    ),
    ("413", "TooLarge", "The body is larger than is taken here."),
    (
        "415",
        "UnsupportedMediaType",
        "The body is of a media type or in a coding that is not taken here.",
    ),
    (
        "422",
        "InvalidContent",
        "The body can be read and breaks rules of the content; `violations` has them all.",
    ),
    (
        "428",
        "PreconditionRequired",
        "A write has to name the state that it was made for.",
    ),
    (
        "429",
        "TooManyRequests",
        "This key or address asks too often.",
    ),
    ("500", "InternalError", "Something failed in the server."),
    (
        "503",
        "Unavailable",
        "The server has too much to do, is about to stop, or cannot reach its database.",
    ),
    ("408", "TooSlow", "The body took too long to arrive."),
];

fn problems_of(operation: &Operation) -> Vec<(&'static str, &'static str)> {
    let takes_body = operation.request_body.is_some();
    let is_write = parameters(operation).any(|known| known.name == "If-Match");
    let needs_key = operation.security.is_some();
    let has_path = parameters(operation).any(|known| known.parameter_in == ParameterIn::Path);
    let is_given = |status: &str| match status {
        "403" => needs_key,
        "404" => has_path,
        "408" | "413" | "415" | "422" => takes_body,
        "428" => is_write,
        _ => true,
    };
    let given = PROBLEMS.iter().filter(|(status, ..)| is_given(status));
    given.map(|(status, name, _)| (*status, *name)).collect()
}

fn parameters(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    let parameters = operation.parameters.iter().flatten();
    parameters.filter_map(|parameter| match parameter {
        RefOr::T(parameter) => Some(parameter),
        RefOr::Ref(_) => None,
    })
}

fn problem(description: &str) -> Response {
    let content = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name("Problem")))
        .build();
    ResponseBuilder::new()
        .description(description)
        .content("application/problem+json", content)
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
    document.paths.paths.values_mut().flat_map(|path| {
        [
            &mut path.get,
            &mut path.put,
            &mut path.post,
            &mut path.patch,
            &mut path.delete,
        ]
        .into_iter()
        .flatten()
    })
}
