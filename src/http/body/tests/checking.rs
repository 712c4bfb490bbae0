//! Bodies against schemas: what is said of each fault.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::http::body::json::{parse, typed};
use crate::http::body::schemas::{Schema, Schemas};
use crate::http::refusal::Refusal;

pub fn document() -> Value {
    json!({ "components": { "schemas": {
        "Note": {
            "type": "object",
            "required": ["title"],
            "properties": {
                "title": { "type": "string", "minLength": 1, "maxLength": 10 },
                "slug": { "type": "string", "pattern": "^[a-z]+$" },
                "level": { "type": "integer", "format": "int32", "minimum": 0 },
                "on": { "type": "string", "format": "date" },
                "mood": { "type": "string", "enum": ["calm", "glad"] },
                "parts": { "type": "array", "maxItems": 12, "items": { "$ref": "#/components/schemas/Part" } },
                "of": { "type": "object", "properties": { "oneOf": { "type": "boolean" } } },
                "tags": {
                    "type": "object",
                    "additionalProperties": { "type": "integer" },
                    "propertyNames": { "pattern": "^[a-z]+$" },
                },
                "isbn": { "type": "string" },
            },
        },
        "Part": {
            "oneOf": [
                { "$ref": "#/components/schemas/Words", "description": "Words." },
                { "$ref": "#/components/schemas/Box" },
            ],
        },
        "Words": {
            "type": "object",
            "required": ["type", "text"],
            "properties": { "type": { "type": "string", "enum": ["words"] }, "text": { "type": "string" } },
        },
        "Box": {
            "type": "object",
            "required": ["type", "parts"],
            "properties": {
                "type": { "type": "string", "enum": ["box"] },
                "parts": { "type": "array", "items": { "$ref": "#/components/schemas/Part" } },
            },
        },
    }}})
}

pub fn note() -> Arc<Schema> {
    Schemas::of(document).schema("Note").unwrap()
}

/// The status of a refusal and its faults, each as pointer and code, and the words of all.
pub fn faults(value: Value, schema: &Schema) -> (u16, Vec<(String, String)>, String) {
    let (status, violations) = match typed::<Value>(value, schema) {
        Err(Refusal::Unreadable(violations)) => (400, violations),
        Err(Refusal::Unprocessable(violations)) => (422, violations),
        other => panic!("{other:?}"),
    };
    let places = violations.iter();
    let places = places
        .map(|fault| (fault.pointer.clone().unwrap(), fault.code.clone()))
        .collect();
    let words: Vec<String> = violations.into_iter().map(|fault| fault.message).collect();
    (status, places, words.join("\n"))
}

#[track_caller]
fn refused(value: Value, status: u16, pointer: &str, code: &str, words: &str) {
    let (came, places, said) = faults(value, &note());
    assert_eq!(places, [(pointer.to_owned(), code.to_owned())], "{said}");
    assert_eq!(came, status, "{said}");
    assert_eq!(said, words);
}

#[test]
fn a_body_that_keeps_its_schema_is_taken() {
    let body = json!({
        "title": "One",
        "slug": "one",
        "level": 3,
        "on": "2026-11-22",
        "mood": "calm",
        "of": { "oneOf": true },
        "tags": { "a": 1 },
        "parts": [{ "type": "words", "text": "" }, { "type": "box", "parts": [] }],
    });

    assert_eq!(typed::<Value>(body.clone(), &note()).unwrap(), body);
}

#[test]
fn each_fault_says_what_is_allowed_and_what_came() {
    let with = |name: &str, value: Value| json!({ "title": "One", name: value });
    refused(json!({}), 422, "#/title", "required", "`title` is missing");
    refused(
        json!([]),
        422,
        "#",
        "type",
        "the body must be an object, got an array of 0",
    );
    refused(
        json!({ "title": 12 }),
        422,
        "#/title",
        "type",
        "`title` must be a string, got `12`",
    );
    refused(
        json!({ "title": "" }),
        422,
        "#/title",
        "min_length",
        "`title` must have 1 characters or more, got ``",
    );
    refused(
        with("slug", json!("A b")),
        422,
        "#/slug",
        "pattern",
        "`slug` must match `^[a-z]+$`, got `A b`",
    );
    refused(
        with("level", json!(-1)),
        422,
        "#/level",
        "minimum",
        "`level` must be at least 0, got `-1`",
    );
    refused(
        with("level", json!(3_000_000_000_u64)),
        422,
        "#/level",
        "maximum",
        "`level` must be at most 2147483647, got `3000000000`",
    );
    refused(
        with("on", json!("2026-02-30")),
        422,
        "#/on",
        "format",
        "`on` must be a valid date, got `2026-02-30`",
    );
    refused(
        with("mood", json!("sad")),
        422,
        "#/mood",
        "enum",
        "`mood` must be `calm` or `glad`, got `sad`",
    );
}

#[test]
fn unknown_members_are_refused_at_any_depth_and_say_what_is_allowed() {
    let (status, places, words) = faults(
        json!({
            "title": "One",
            "is_admin": true,
            "a/b": 1,
            "of": { "x": 1 },
            "parts": [{ "type": "words", "text": "", "parts": [] }],
        }),
        &note(),
    );

    let expected = ["#/a~1b", "#/is_admin", "#/of/x", "#/parts/0/parts"];
    let expected = expected.map(|pointer| (pointer.to_owned(), "unknown".to_owned()));
    assert_eq!(places, expected, "{words}");
    assert_eq!(status, 422);
    assert!(
        words.contains("`x` is not a member here; allowed: oneOf"),
        "{words}"
    );
    assert!(
        words.contains("`parts` is not a member here; allowed: text, type"),
        "{words}"
    );
}

#[test]
fn a_number_without_a_fraction_is_an_integer_however_it_is_written() {
    let body = parse(br#"{"title": "a", "level": 1.0, "tags": {"a": 1e2, "b": -0.0}}"#).unwrap();
    assert_eq!(
        body,
        json!({ "title": "a", "level": 1, "tags": { "a": 100, "b": 0 } })
    );
    let fraction = "`level` must be an integer, got `1.5`";
    refused(
        json!({ "title": "a", "level": 1.5 }),
        422,
        "#/level",
        "type",
        fraction,
    );
}

#[test]
fn a_union_reports_the_faults_of_the_member_that_its_type_names() {
    let (_, places, words) = faults(
        json!({
            "title": "One",
            "parts": [
                { "type": "words" },
                { "type": "box", "parts": [{ "type": "words", "text": 1 }], "text": "" },
                { "type": "table", "rows": [] },
                { "text": "" },
                "words",
                { "type": 1 },
            ],
        }),
        &note(),
    );

    let expected = [
        ("#/parts/0/text", "required"),
        ("#/parts/1/parts/0/text", "type"),
        ("#/parts/1/text", "unknown"),
        ("#/parts/2/type", "enum"),
        ("#/parts/3/type", "required"),
        ("#/parts/4", "type"),
        ("#/parts/5/type", "enum"),
    ];
    let expected = expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned()));
    assert_eq!(places, expected, "{words}");
    assert!(
        words.contains("`type` must be `words` or `box`, got `table`"),
        "{words}"
    );
    assert!(
        words.contains("item 4 must be an object, got `words`"),
        "{words}"
    );
}

#[test]
fn faults_come_in_the_order_of_the_tree_up_to_a_hundred() {
    let parts: Vec<Value> = (0..11)
        .map(|at| json!({ "type": "words", "text": at }))
        .collect();
    let (_, places, _) = faults(json!({ "parts": parts }), &note());
    let pointers: Vec<&str> = places.iter().map(|(pointer, _)| pointer.as_str()).collect();
    assert_eq!(
        pointers[..3],
        ["#/parts/0/text", "#/parts/1/text", "#/parts/2/text"]
    );
    assert_eq!(pointers[10..], ["#/parts/10/text", "#/title"]);

    let parts = vec![json!(1); 1000];
    let (_, places, _) = faults(json!({ "parts": parts }), &note());

    assert_eq!(places.len(), 100);
}

#[test]
fn names_of_a_map_are_checked_and_its_values_too() {
    let (_, places, words) = faults(
        json!({ "title": "One", "tags": { "A": 1, "b": "x" } }),
        &note(),
    );

    let expected = [("#/tags", "name"), ("#/tags/b", "type")];
    let expected = expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned()));
    assert_eq!(places, expected, "{words}");
    assert!(
        words.contains("must have names that match `^[a-z]+$`; `A` does not"),
        "{words}"
    );
}
