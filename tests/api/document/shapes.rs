//! The shapes of the document: unions, bounds, patterns, headers; no null.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{document, operations, validator};

#[test]
fn every_string_and_every_array_has_a_bound() {
    let document = document();
    let mut endless = Vec::new();

    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        find_endless(name, schema, &mut endless);
    }

    assert_eq!(endless, Vec::<String>::new());
}

#[test]
fn a_language_tag_is_what_the_pattern_says() {
    let document = document();
    let locale = validator(&document, &document["components"]["schemas"]["Locale"]);

    for tag in [
        "en",
        "en-GB",
        "es-419",
        "gsw",
        "zh-Hant-TW",
        "sr-Latn",
        "de-CH-1996",
        "sl-rozaj-biske",
        "zh-yue",
        "zh-cmn-Hans-CN",
        "de-u-co-phonebk",
        "en-a-bbb-x-private",
        "x-whatever",
        "i-klingon",
        "i-default",
        "i-abc",
        "no-bok",
        "art-lojban",
        "en-GB-oed",
        "sgn-BE-FR",
        "zh-min-nan",
        "qaa-Qaaa-QM-x-southern",
        "en-gb",
        "EN",
        "en-latn",
        "en-GB-",
        "en_GB",
        "e",
        "de-CH-X-phonebk",
        "",
    ] {
        let is_taken = sinew::content::Locale::parse(tag).is_ok();
        assert_eq!(locale.is_valid(&json!(tag)), is_taken, "{tag}");
    }
}

#[test]
fn moved_answers_and_pages_say_where_to_go() {
    let document = document();
    let mut silent = Vec::new();

    for (path, operation) in operations(&document) {
        for (status, response) in operation["responses"].as_object().unwrap() {
            let body = response["content"]["application/json"]["schema"]["$ref"]
                .as_str()
                .unwrap_or_default();
            let headers = &response["headers"];
            let is_silent = (["303", "308"].contains(&status.as_str())
                && headers.get("Location").is_none())
                || (body.ends_with("Page") && headers.get("Link").is_none());
            if is_silent {
                silent.push(format!("{path} {status}"));
            }
        }
    }

    assert_eq!(silent, Vec::<String>::new());
}

#[test]
fn every_union_is_one_of_named_members_with_a_tag_of_one_value() {
    let document = document();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let unions: Vec<(&String, &Value)> = schemas
        .iter()
        .filter(|(_, schema)| schema.get("oneOf").is_some())
        .collect();

    for (name, union) in &unions {
        assert!(union.get("discriminator").is_none(), "{name}");
        let mut tags = BTreeSet::new();
        for member in union["oneOf"].as_array().unwrap() {
            let member = member["$ref"].as_str().unwrap().rsplit('/').next().unwrap();
            let tag = &schemas[member]["properties"]["type"];
            assert_eq!(tag["enum"].as_array().unwrap().len(), 1, "{member}");
            assert!(
                schemas[member]["required"]
                    .as_array()
                    .unwrap()
                    .contains(&json!("type")),
                "{member}"
            );
            assert!(tags.insert(tag["enum"][0].to_string()), "{member}");
        }
    }

    let names: Vec<&str> = unions.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names
            .iter()
            .map(|name| name.trim_start_matches("Draft"))
            .collect::<BTreeSet<_>>(),
        BTreeSet::from([
            "Block",
            "Difference",
            "Inline",
            "RelationReason",
            "RetractionData",
            "ReviewTask",
            "SimpleBlock",
            "SyncItem"
        ])
    );
}

#[test]
fn only_merge_patches_allow_null() {
    let mut document = document();
    let schemas = document["components"]["schemas"].as_object_mut().unwrap();

    schemas.retain(|name, _| !name.ends_with("Patch"));

    assert!(!document.to_string().contains("\"null\""));
}

/// Finds strings and arrays without a bound, at any depth.
fn find_endless(place: &str, schema: &Value, endless: &mut Vec<String>) {
    let has = |names: &[&str]| names.iter().any(|name| schema.get(*name).is_some());
    let has_one_length =
        ["date", "date-time", "uuid"].contains(&schema["format"].as_str().unwrap_or_default());
    let is_bounded = match schema["type"].as_str() {
        Some("string") => has_one_length || has(&["enum", "pattern", "maxLength"]),
        Some("array") => has(&["maxItems"]),
        _ => true,
    };
    if !is_bounded {
        endless.push(place.to_owned());
    }
    for (name, part) in schema["properties"].as_object().into_iter().flatten() {
        find_endless(&format!("{place}.{name}"), part, endless);
    }
    for name in ["items", "additionalProperties", "propertyNames"] {
        if let Some(part) = schema.get(name) {
            find_endless(&format!("{place}.{name}"), part, endless);
        }
    }
}
