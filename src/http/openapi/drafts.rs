//! The form in which content is written: what readers get, without the members that follow from the rest and that nobody
//! writes. Every component that has such a member, at whichever depth, gets a twin for requests and for what is stored.

use std::collections::{BTreeMap, BTreeSet};

use utoipa::openapi::{OpenApi, RefOr, Schema};

use super::component_name;
use super::operations::operations;
use super::values::parts;

/// Members that follow from what is written.
const FOLLOWING: [(&str, &str); 7] = [
    ("CitationInline", "label"),
    ("CitationInline", "numbers"),
    ("Condition", "references"),
    ("MentionInline", "title"),
    ("Reference", "citation"),
    ("Reference", "formatted"),
    ("Therapy", "references"),
];

/// Members that the address tells too.
const NAMED_BY_ADDRESS: [(&str, &str); 4] = [
    ("Condition", "slug"),
    ("Person", "slug"),
    ("Reference", "key"),
    ("Therapy", "slug"),
];

/// Members without which the rest would follow from something else: a level without a reason is the proposed one.
const NEEDED: [(&str, &str); 1] = [("EvidenceLevel", "reason")];

/// Components that show what is stored. What they refer to is in its written form.
const STORED: [&str; 6] = [
    "ArticleDraft",
    "BlockDifference",
    "ConditionRevision",
    "PersonRevision",
    "ReferenceRevision",
    "TherapyRevision",
];

type Components = BTreeMap<String, RefOr<Schema>>;

/// Gives everything that is written, or shown as it is stored, its written form.
pub fn separate(document: &mut OpenApi) {
    let components = document.components.get_or_insert_default();
    let readers: Components = components.schemas.clone().into_iter().collect();
    let mut roots = BTreeSet::new();
    for schema in bodies(document) {
        roots.extend(references(schema));
    }
    for name in STORED {
        let stored = readers.get(name).cloned();
        roots.extend(stored.iter().flat_map(references));
    }
    let twins = twins(&readers, roots);
    bodies(document).for_each(|schema| rename(schema, &twins));
    let components = document.components.get_or_insert_default();
    for name in STORED {
        if let Some(schema) = components.schemas.get_mut(name) {
            rename(schema, &twins);
        }
    }
    for (name, twin) in &twins {
        let mut schema = readers[name].clone();
        write(name, twin, &mut schema);
        rename(&mut schema, &twins);
        components.schemas.insert(twin.clone(), schema);
    }
}

/// The name of the written form of a type. A draft is in that form already.
pub fn written_name(name: &str) -> String {
    if name.ends_with("Draft") {
        name.to_owned()
    } else if NAMED_BY_ADDRESS.iter().any(|(known, _)| *known == name) {
        format!("{name}Draft")
    } else {
        format!("Draft{name}")
    }
}

/// The schemas of all bodies of requests.
fn bodies(document: &mut OpenApi) -> impl Iterator<Item = &mut RefOr<Schema>> {
    let bodies = operations(document).filter_map(|operation| match &mut operation.request_body {
        Some(RefOr::T(body)) => Some(body),
        Some(RefOr::Ref(_)) | None => None,
    });
    bodies
        .flat_map(|body| body.content.values_mut())
        .filter_map(|content| match content {
            RefOr::T(content) => content.schema.as_mut(),
            RefOr::Ref(_) => None,
        })
}

/// The components within reach whose written form is another one, with its name.
fn twins(readers: &Components, roots: BTreeSet<String>) -> BTreeMap<String, String> {
    let mut reached: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut open: Vec<String> = roots.into_iter().collect();
    while let Some(name) = open.pop() {
        if let Some(schema) = readers.get(&name)
            && !reached.contains_key(&name)
        {
            let mut written = schema.clone();
            write(&name, &name, &mut written);
            let references = references(&written);
            open.extend(references.iter().cloned());
            reached.insert(name, references);
        }
    }
    let mut changed: BTreeSet<&String> = reached
        .keys()
        .filter(|name| is_written_otherwise(name, &readers[*name]))
        .collect();
    loop {
        let holders = reached.iter().filter(|(name, references)| {
            !STORED.contains(&name.as_str())
                && references.iter().any(|inner| changed.contains(inner))
        });
        let all: BTreeSet<&String> = holders
            .map(|(name, _)| name)
            .chain(changed.iter().copied())
            .collect();
        if all.len() == changed.len() {
            break;
        }
        changed = all;
    }
    let changed = changed.into_iter();
    changed
        .map(|name| (name.clone(), written_name(name)))
        .collect()
}

fn is_written_otherwise(name: &str, schema: &RefOr<Schema>) -> bool {
    let RefOr::T(Schema::Object(object)) = schema else {
        return false;
    };
    let is_named = |members: &[(&str, &str)]| members.iter().any(|(known, _)| *known == name);
    is_named(&FOLLOWING)
        || is_named(&NAMED_BY_ADDRESS)
        || is_named(&NEEDED)
        || object.properties.get("id").is_some_and(is_anchor)
}

/// Makes the schema of a component its written form, but for the names of what it refers to.
fn write(name: &str, twin: &str, schema: &mut RefOr<Schema>) {
    let RefOr::T(Schema::Object(object)) = schema else {
        return;
    };
    let of = |members: &[(&str, &'static str)]| -> Vec<&'static str> {
        let members = members.iter().filter(|(known, _)| *known == name);
        members.map(|(_, member)| *member).collect()
    };
    let following = of(&FOLLOWING);
    let mut optional = of(&NAMED_BY_ADDRESS);
    if object.properties.get("id").is_some_and(is_anchor) {
        optional.push("id");
    }
    object
        .properties
        .retain(|member, _| !following.contains(&member.as_str()));
    object.required.retain(|member| {
        !following.contains(&member.as_str()) && !optional.contains(&member.as_str())
    });
    for needed in of(&NEEDED) {
        object.required.push(needed.to_owned());
    }
    if let Some(description) = &mut object.description
        && name != twin
    {
        description.push_str(" As it is written: what follows from the rest is left out.");
    }
    if let Some(RefOr::T(Schema::Object(tag))) = object.properties.get_mut("type")
        && let Some(description) = &mut tag.description
    {
        *description = description.replace(&format!("`{name}`"), &format!("`{twin}`"));
    }
}

/// Ids of sections, blocks and items: those that are left out follow from what was written before.
fn is_anchor(schema: &RefOr<Schema>) -> bool {
    matches!(schema, RefOr::Ref(reference) if component_name(reference) == "Anchor")
}

/// The names of the components that a schema refers to.
fn references(schema: &RefOr<Schema>) -> BTreeSet<String> {
    if let RefOr::Ref(reference) = schema {
        return BTreeSet::from([component_name(reference).to_owned()]);
    }
    let mut schema = schema.clone();
    let parts = parts(&mut schema).into_iter();
    parts.flat_map(|part| references(part)).collect()
}

/// Makes a schema refer to components by their new names.
fn rename(schema: &mut RefOr<Schema>, names: &BTreeMap<String, String>) {
    if let RefOr::Ref(reference) = schema {
        if let Some(name) = names.get(component_name(reference)) {
            reference.ref_location = format!("#/components/schemas/{name}");
        }
        return;
    }
    let parts = parts(schema).into_iter();
    parts.for_each(|part| rename(part, names));
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]
mod tests;
