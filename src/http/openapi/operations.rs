//! What all operations have in common, added in one place: problems, headers, and filters that start empty.

use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, Parameter, ParameterIn};
use utoipa::openapi::schema::SchemaType;
use utoipa::openapi::{
    Components, Content, ContentBuilder, Header, ObjectBuilder, OpenApi, Ref, RefOr, Response,
    ResponseBuilder, Schema, SchemaFormat, Type,
};

use super::component_name;

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

/// Adds the problems that every operation can answer with.
pub fn add_problems(document: &mut OpenApi) {
    for operation in operations(document) {
        add_problem(
            operation,
            "400",
            "A parameter is unknown, repeated or not valid.",
        );
        if has_path_parameter(operation) {
            add_problem(operation, "404", "Nothing published has this name.");
        }
        add_problem(operation, "500", "Something failed in the server.");
    }
}

fn has_path_parameter(operation: &Operation) -> bool {
    let parameters = operation.parameters.as_deref().unwrap_or_default();
    parameters
        .iter()
        .any(|known| matches!(known, RefOr::T(known) if known.parameter_in == ParameterIn::Path))
}

fn add_problem(operation: &mut Operation, status: &str, description: &str) {
    let content = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name("Problem")))
        .build();
    let problem = ResponseBuilder::new()
        .description(description)
        .content("application/problem+json", content)
        .build();
    operation
        .responses
        .responses
        .entry(status.to_owned())
        .or_insert(RefOr::T(problem));
}

/// Adds the headers that clients act on: where something else is, and where a list goes on.
pub fn add_headers(document: &mut OpenApi) {
    for operation in operations(document) {
        for (status, response) in &mut operation.responses.responses {
            let RefOr::T(response) = response else {
                continue;
            };
            if status.starts_with('3') {
                let location = header(
                    "The address to ask instead.",
                    Some("uri-reference"),
                    "/v1/articles/massage-for-sciatica",
                );
                response
                    .headers
                    .insert("Location".to_owned(), RefOr::T(location));
            }
            if is_page(response) {
                let link = header(
                    "The next page, as `rel=\"next\"` (RFC 8288); left out on the last page.",
                    None,
                    "</v1/articles?limit=20&cursor=WyI4ZjNkMmMxYSIsImRlZXAtdGlzc3VlLW1hc3NhZ2UiXQ>; rel=\"next\"",
                );
                response.headers.insert("Link".to_owned(), RefOr::T(link));
            }
        }
    }
}

fn is_page(response: &Response) -> bool {
    response.content.values().any(|content| {
        matches!(content, RefOr::T(Content { schema: Some(RefOr::Ref(reference)), .. }) if component_name(reference).ends_with("Page"))
    })
}

fn header(description: &str, format: Option<&str>, example: &str) -> Header {
    let schema = ObjectBuilder::new()
        .schema_type(SchemaType::Type(Type::String))
        .format(format.map(|format| SchemaFormat::Custom(format.to_owned())))
        .max_length(Some(8000))
        .build();
    HeaderBuilder::new()
        .example(Some(example.into()))
        .description(Some(description))
        .schema(Some(RefOr::T(Schema::Object(schema))))
        .build()
}

fn operations(document: &mut OpenApi) -> impl Iterator<Item = &mut Operation> {
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
