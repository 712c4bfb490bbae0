//! The form of merge patches (RFC 7396): every member optional, and `null` to remove what the whole can be without. No other
//! schema has both.

use std::collections::BTreeMap;

use utoipa::openapi::schema::{AdditionalProperties, SchemaType};
use utoipa::openapi::{ObjectBuilder, OneOf, OpenApi, Ref, RefOr, Schema, Type};

use super::component_name;
use super::operations::operations;

/// The media type of a merge patch.
const MERGE_PATCH: &str = "application/merge-patch+json";

type Components = BTreeMap<String, RefOr<Schema>>;

/// Makes the bodies of merge patches what their media type says.
pub fn make_optional(document: &mut OpenApi) {
    let mut components = document.components.take().unwrap_or_default();
    for operation in operations(document) {
        if let Some(RefOr::T(body)) = &mut operation.request_body
            && let Some(RefOr::T(content)) = body.content.get_mut(MERGE_PATCH)
            && let Some(RefOr::Ref(whole)) = &content.schema
        {
            let patch = patch_of(component_name(whole), &mut components.schemas);
            content.schema = Some(RefOr::Ref(Ref::from_schema_name(patch)));
        }
    }
    document.components = Some(components);
}

/// The name of the merge patch of a type.
pub fn patch_name(name: &str) -> String {
    let kind = name.strip_suffix("Draft").unwrap_or(name);
    format!("{}Patch", kind.strip_prefix("Draft").unwrap_or(kind))
}

/// Adds the patch of a component, and those of the objects in it, which are patched member by member too.
fn patch_of(name: &str, components: &mut Components) -> String {
    let patch = patch_name(name);
    if components.contains_key(&patch) {
        return patch;
    }
    if let Some(RefOr::T(Schema::Object(object))) = components.get(name) {
        let mut object = object.clone();
        let required = std::mem::take(&mut object.required);
        for (member, property) in &mut object.properties {
            patch_member(property, components);
            // Without it the whole would not be valid.
            if !required.contains(member) {
                make_nullable(property);
            }
        }
        object.description = Some(format!(
            "What changes in a `{name}`: members that are left out stay, `null` removes one that the whole can be without, arrays are replaced whole."
        ));
        components.insert(patch.clone(), RefOr::T(Schema::Object(object)));
    }
    patch
}

/// An object in it is patched member by member too, and an entry of a map can always be removed.
fn patch_member(schema: &mut RefOr<Schema>, components: &mut Components) {
    match schema {
        RefOr::Ref(reference) => {
            let name = component_name(reference);
            if has_members(components.get(name)) {
                let patch = patch_of(name, components);
                reference.ref_location = format!("#/components/schemas/{patch}");
            }
        }
        RefOr::T(Schema::Object(object)) => {
            if let Some(AdditionalProperties::RefOr(others)) =
                object.additional_properties.as_deref_mut()
            {
                patch_member(others, components);
                make_nullable(others);
            }
        }
        RefOr::T(_) => {}
    }
}

fn make_nullable(schema: &mut RefOr<Schema>) {
    match schema {
        RefOr::Ref(reference) => {
            let mut reference = reference.clone();
            let description = std::mem::take(&mut reference.description);
            let mut either = OneOf::new();
            either.items = vec![RefOr::Ref(reference), null()];
            either.description = Some(description).filter(|text| !text.is_empty());
            *schema = RefOr::T(Schema::OneOf(either));
        }
        RefOr::T(Schema::Object(object)) => or_null(&mut object.schema_type),
        RefOr::T(Schema::Array(array)) => or_null(&mut array.schema_type),
        RefOr::T(_) => {}
    }
}

fn has_members(component: Option<&RefOr<Schema>>) -> bool {
    matches!(component, Some(RefOr::T(Schema::Object(object))) if !object.properties.is_empty())
}

fn or_null(schema_type: &mut SchemaType) {
    if let SchemaType::Type(only) = schema_type {
        *schema_type = SchemaType::Array(vec![only.clone(), Type::Null]);
    }
}

fn null() -> RefOr<Schema> {
    let null = ObjectBuilder::new().schema_type(SchemaType::Type(Type::Null));
    RefOr::T(Schema::Object(null.build()))
}
