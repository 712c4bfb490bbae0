use actix_web::{patch, put};
use serde_json::{Value, json};

use super::super::document;
use crate::content::{ArticleDraft, Reference, Therapy};
use crate::http::refusal::Result;
use crate::http::{Answer, Made, Operations, Routes, routes};

/// Operations that take content.
const ROUTES: Routes = Routes {
    served: |operations| with_writes(operations),
    described: |operations| with_writes(operations),
    made: &MADE,
};

static MADE: Made = Made::new();

fn with_writes(operations: &mut impl Operations) {
    routes(operations);
    operations
        .service(put_written_article)
        .service(put_written_therapy)
        .service(patch_written_reference);
}

#[utoipa::path(request_body = ArticleDraft, responses((status = OK, body = ArticleDraft)))]
#[put("/written/article")]
async fn put_written_article() -> Result<Answer> {
    Ok(Answer::done())
}

#[utoipa::path(request_body = Therapy, responses((status = OK, body = Therapy)))]
#[put("/written/therapy")]
async fn put_written_therapy() -> Result<Answer> {
    Ok(Answer::done())
}

#[utoipa::path(
    request_body(content = Reference, content_type = "application/merge-patch+json"),
    responses((status = OK, body = Reference)),
)]
#[patch("/written/reference")]
async fn patch_written_reference() -> Result<Answer> {
    Ok(Answer::done())
}

fn described(routes: Routes) -> Value {
    serde_json::to_value(document(routes)).unwrap()
}

fn schemas(document: &Value) -> &serde_json::Map<String, Value> {
    document["components"]["schemas"].as_object().unwrap()
}

#[test]
fn what_readers_get_stays_as_it_is() {
    let before = described(Routes::ALL);
    let after = described(ROUTES);

    for (name, schema) in schemas(&before) {
        assert_eq!(schema, &after["components"]["schemas"][name], "{name}");
    }
    let answer =
        "/paths/~1written~1therapy/put/responses/200/content/application~1json/schema/$ref";
    assert_eq!(
        after.pointer(answer),
        Some(&json!("#/components/schemas/Therapy"))
    );
}

#[test]
fn nothing_in_reach_of_a_body_has_what_nobody_writes() {
    let document = described(ROUTES);
    let mut open = vec![
        "TherapyDraft".to_owned(),
        "ArticleDraft".to_owned(),
        "ReferencePatch".to_owned(),
    ];
    let mut met = Vec::new();

    while let Some(name) = open.pop() {
        let schema = &schemas(&document)[&name];
        open.extend(
            references(schema)
                .into_iter()
                .filter(|inner| !met.contains(inner)),
        );
        met.push(name);
    }

    for name in &met {
        let schema = &schemas(&document)[name];
        let has = |member: &str| schema["properties"].get(member).is_some();
        assert!(!has("numbers") && !has("citation"), "{name}");
        assert!(
            !(name.ends_with("CitationInline") && has("label")),
            "{name}"
        );
        assert!(!(name.ends_with("MentionInline") && has("title")), "{name}");
        assert!(name == "ArticleDraft" || name == "DraftCitationInline" || !has("references"));
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        assert!(!required.contains(&json!("id")), "{name}");
    }
    for expected in [
        "DraftBlock",
        "DraftCitationInline",
        "TextInline",
        "DraftListItem",
        "Image",
    ] {
        assert!(
            met.iter().any(|name| name == expected),
            "{expected} {met:?}"
        );
    }
    let body = document
        .pointer("/paths/~1written~1therapy/put/requestBody/content/application~1json/schema/$ref");
    assert_eq!(body, Some(&json!("#/components/schemas/TherapyDraft")));
}

#[test]
fn a_patch_may_leave_out_every_member_and_remove_what_the_whole_can_be_without() {
    let document = described(ROUTES);

    for (name, whole) in [
        ("ReferencePatch", "ReferenceDraft"),
        ("CslDatePatch", "CslDate"),
        ("CslDayPatch", "CslDay"),
        ("NoticePatch", "Notice"),
        ("EvidenceLevelPatch", "DraftEvidenceLevel"),
    ] {
        let patch = &schemas(&document)[name];
        let required = schemas(&document)[whole]["required"].clone();
        assert_eq!(patch.get("required"), None, "{name}");
        for (member, schema) in patch["properties"].as_object().unwrap() {
            let null = json!("null");
            let of_types = schema["type"]
                .as_array()
                .is_some_and(|types| types.contains(&null));
            let either = schema["oneOf"]
                .as_array()
                .is_some_and(|either| either[1]["type"] == null);
            let required = required.as_array();
            let is_needed = required.is_some_and(|names| names.contains(&json!(member)));
            assert_eq!(of_types || either, !is_needed, "{name}.{member} {schema}");
        }
    }
}

/// The names of the components that a schema refers to.
fn references(schema: &Value) -> Vec<String> {
    match schema {
        Value::Object(members) => {
            let here = members.get("$ref").and_then(Value::as_str);
            let here = here.map(|reference| reference.rsplit('/').next().unwrap().to_owned());
            let inside = members.values().flat_map(references);
            here.into_iter().chain(inside).collect()
        }
        Value::Array(items) => items.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}
