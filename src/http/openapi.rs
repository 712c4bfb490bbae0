//! The OpenAPI document: made from the routes, then brought into the shapes that every generator compiles.

use actix_web::App;
use utoipa::OpenApi as _;
use utoipa::openapi::path::{Operation, ParameterIn, PathItem};
use utoipa::openapi::schema::{Object, SchemaType};
use utoipa::openapi::{ContentBuilder, OpenApi, Ref, RefOr, ResponseBuilder, Schema, Type};
use utoipa_actix_web::AppExt;

use super::problem::Problem;
use super::routes;

/// What the document says of the whole API.
#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Sinew",
        description = "Health articles that cite their evidence, as typed JSON. One request for an article brings everything a \
            page needs; every claim can be followed to its source. Absent members are left out, never `null`; arrays are always \
            there. Errors are problems (RFC 9457).",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    servers((url = "/", description = "The server that serves this document.")),
    tags(
        (name = "articles", description = "Articles, whole or in parts."),
        (name = "therapies", description = "Treatments that articles write about."),
        (name = "conditions", description = "What is treated."),
        (name = "people", description = "Who writes and who reviews."),
        (name = "references", description = "The sources that texts cite."),
        (name = "media", description = "Images that articles show."),
        (name = "documentation", description = "This document, a page to try it, and what problems mean."),
        (name = "operation", description = "Whether the server runs."),
    ),
    components(schemas(Problem)),
)]
struct Preamble;

/// The document of the running program.
pub fn document() -> OpenApi {
    let (_, mut document) = App::new()
        .into_utoipa_app()
        .openapi(Preamble::openapi())
        .configure(|operations| routes(operations))
        .split_for_parts();
    name_members_of_unions(&mut document);
    document
        .components
        .iter_mut()
        .flat_map(|components| components.schemas.values_mut())
        .for_each(leave_out_nulls);
    document.paths.paths.values_mut().for_each(add_problems);
    document
}

/// A tagged union comes as `oneOf` of `allOf [member, tag]`. The tag moves into the member, first of its properties, so
/// that the union is `oneOf` of plain references: the one shape that all generators read alike.
fn name_members_of_unions(document: &mut OpenApi) {
    let Some(components) = &mut document.components else {
        return;
    };
    let mut tags: Vec<(String, Object)> = Vec::new();
    for schema in components.schemas.values_mut() {
        let RefOr::T(Schema::OneOf(union)) = schema else {
            continue;
        };
        for item in &mut union.items {
            let RefOr::T(Schema::AllOf(pair)) = item else {
                continue;
            };
            if let [RefOr::Ref(member), RefOr::T(Schema::Object(tag))] = pair.items.as_slice() {
                tags.push((component_name(member), tag.clone()));
                *item = RefOr::Ref(member.clone());
            }
        }
    }
    for (name, tag) in tags {
        let Some(RefOr::T(Schema::Object(member))) = components.schemas.get_mut(&name) else {
            continue;
        };
        let own = std::mem::take(&mut member.properties);
        member.properties = described_tag(tag, &name).properties;
        member.properties.extend(own);
        if !member.required.iter().any(|name| name == "type") {
            member.required.insert(0, "type".to_owned());
        }
    }
}

/// The tag with its description and its one value as example.
fn described_tag(mut tag: Object, member: &str) -> Object {
    for property in tag.properties.values_mut() {
        if let RefOr::T(Schema::Object(object)) = property {
            let value = object
                .enum_values
                .as_ref()
                .and_then(|values| values.first().cloned());
            let word = value
                .as_ref()
                .and_then(|value| value.as_str())
                .unwrap_or_default()
                .to_owned();
            object.description = Some(format!(
                "Always `{word}`: what tells a `{member}` from its siblings."
            ));
            object.example = value;
        }
    }
    tag
}

fn component_name(reference: &Ref) -> String {
    reference
        .ref_location
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// Answers have no `null`: what is absent is left out. So no schema may allow it.
fn leave_out_nulls(schema: &mut RefOr<Schema>) {
    let replacement = match schema {
        RefOr::T(Schema::OneOf(union)) => {
            union.items.retain(|item| !is_null(item));
            match union.items.as_slice() {
                [only @ RefOr::Ref(_)] => Some(only.clone()),
                _ => None,
            }
        }
        _ => None,
    };
    if let Some(replacement) = replacement {
        *schema = replacement;
    }
    match schema {
        RefOr::T(Schema::Object(object)) => {
            if let SchemaType::Array(types) = &object.schema_type
                && let [only] = types
                    .iter()
                    .filter(|known| **known != Type::Null)
                    .collect::<Vec<_>>()
                    .as_slice()
            {
                object.schema_type = SchemaType::Type((*only).clone());
            }
            object.properties.values_mut().for_each(leave_out_nulls);
        }
        RefOr::T(Schema::Array(_) | Schema::OneOf(_) | Schema::AllOf(_) | Schema::AnyOf(_))
        | RefOr::Ref(_) => {}
        RefOr::T(_) => {}
    }
}

fn is_null(schema: &RefOr<Schema>) -> bool {
    matches!(schema, RefOr::T(Schema::Object(object)) if object.schema_type == SchemaType::Type(Type::Null))
}

/// Adds the problems that every operation of a path can answer with.
fn add_problems(path: &mut PathItem) {
    for operation in [
        &mut path.get,
        &mut path.put,
        &mut path.post,
        &mut path.patch,
        &mut path.delete,
    ]
    .into_iter()
    .flatten()
    {
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
