//! What values of the document may be: never `null`, and never without a bound.

use utoipa::openapi::schema::{AdditionalProperties, ArrayItems, KnownFormat, SchemaType};
use utoipa::openapi::{ObjectBuilder, OpenApi, RefOr, Schema, SchemaFormat, Type};

use super::operations::operations;
use crate::content::MAX_TEXT_FILE_BYTES;

/// Answers have no `null`: what is absent is left out, and so is a parameter. So no schema may allow it.
pub fn leave_out_nulls(document: &mut OpenApi) {
    each_component(document, leave_out_null);
    for operation in operations(document) {
        for parameter in operation.parameters.iter_mut().flatten() {
            if let RefOr::T(parameter) = parameter {
                parameter.schema.iter_mut().for_each(leave_out_null);
            }
        }
    }
}

/// An image is bytes: every generator takes the format `binary` for them, and a list of numbers for a list.
pub fn send_images_as_bytes(document: &mut OpenApi) {
    for operation in operations(document) {
        for response in operation.responses.responses.values_mut() {
            let RefOr::T(response) = response else {
                continue;
            };
            for (media_type, content) in &mut response.content {
                if let RefOr::T(content) = content
                    && media_type.starts_with("image/")
                {
                    let bytes = ObjectBuilder::new()
                        .schema_type(SchemaType::Type(Type::String))
                        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary)));
                    content.schema = Some(RefOr::T(Schema::Object(bytes.build())));
                }
            }
        }
    }
}

/// Gives every string and array a bound. One that has none of its own comes from one text file, so it cannot have more
/// characters or items than such a file has bytes.
pub fn bound(document: &mut OpenApi) {
    each_component(document, bound_schema);
}

fn each_component(document: &mut OpenApi, change: fn(&mut RefOr<Schema>)) {
    let components = document.components.iter_mut();
    components
        .flat_map(|components| components.schemas.values_mut())
        .for_each(change);
}

fn leave_out_null(schema: &mut RefOr<Schema>) {
    parts(schema).into_iter().for_each(leave_out_null);
    match schema {
        RefOr::T(Schema::Object(object)) => leave_out_null_type(&mut object.schema_type),
        RefOr::T(Schema::Array(array)) => leave_out_null_type(&mut array.schema_type),
        RefOr::T(Schema::OneOf(union)) => {
            union.items.retain(|item| !is_null(item));
            if let [only] = union.items.as_slice() {
                *schema = only.clone();
            }
        }
        _ => {}
    }
}

fn leave_out_null_type(schema_type: &mut SchemaType) {
    if let SchemaType::Array(types) = schema_type {
        types.retain(|known| *known != Type::Null);
        if let [only] = types.as_slice() {
            *schema_type = SchemaType::Type(only.clone());
        }
    }
}

fn is_null(schema: &RefOr<Schema>) -> bool {
    matches!(schema, RefOr::T(Schema::Object(object)) if object.schema_type == SchemaType::Type(Type::Null))
}

fn bound_schema(schema: &mut RefOr<Schema>) {
    parts(schema).into_iter().for_each(bound_schema);
    match schema {
        RefOr::T(Schema::Object(object))
            if object.schema_type == SchemaType::Type(Type::String) =>
        {
            // A day, a moment and a UUID have one length; a pattern without a bound beside it ends by itself.
            let is_bounded = object.enum_values.is_some()
                || object.pattern.is_some()
                || matches!(
                    object.format,
                    Some(SchemaFormat::KnownFormat(
                        KnownFormat::Date | KnownFormat::DateTime | KnownFormat::Uuid
                    ))
                );
            if !is_bounded {
                object.max_length.get_or_insert(MAX_TEXT_FILE_BYTES);
            }
        }
        RefOr::T(Schema::Object(object)) => {
            if let Some(Schema::Object(names)) = object.property_names.as_deref_mut() {
                names.max_length.get_or_insert(MAX_TEXT_FILE_BYTES);
            }
        }
        RefOr::T(Schema::Array(array)) => {
            array.max_items.get_or_insert(MAX_TEXT_FILE_BYTES);
        }
        _ => {}
    }
}

/// The schemas that a schema is made of.
pub fn parts(schema: &mut RefOr<Schema>) -> Vec<&mut RefOr<Schema>> {
    let RefOr::T(schema) = schema else {
        return Vec::new();
    };
    match schema {
        Schema::Object(object) => {
            let others = match object.additional_properties.as_deref_mut() {
                Some(AdditionalProperties::RefOr(others)) => Some(others),
                Some(AdditionalProperties::FreeForm(_)) | None => None,
            };
            object.properties.values_mut().chain(others).collect()
        }
        Schema::Array(array) => match &mut array.items {
            ArrayItems::RefOrSchema(items) => vec![items],
            ArrayItems::False => Vec::new(),
        },
        Schema::OneOf(union) => union.items.iter_mut().collect(),
        Schema::AllOf(whole) => whole.items.iter_mut().collect(),
        Schema::AnyOf(union) => union.items.iter_mut().collect(),
        _ => Vec::new(),
    }
}
