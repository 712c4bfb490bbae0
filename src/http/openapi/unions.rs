//! Tagged unions, in the shape that every generator compiles.

use utoipa::openapi::schema::Object;
use utoipa::openapi::{OpenApi, RefOr, Schema};

use super::component_name;

/// A tagged union comes as `oneOf` of `allOf [member, tag]`. The tag moves into the member, first of its properties, so
/// that the union is `oneOf` of plain references: the one shape that all generators read alike.
pub fn name_members(document: &mut OpenApi) {
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
                tags.push((component_name(member).to_owned(), tag.clone()));
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
