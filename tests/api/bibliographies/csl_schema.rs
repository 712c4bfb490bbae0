//! What CSL-JSON may hold, by the specification of CSL 1.0.2 (appendices III and IV). Types, members and their kinds are
//! those of the official `csl-data.json` of 1.0.2; names and dates are narrower, so what is valid here is valid there.

use jsonschema::Validator;
use serde_json::{Map, Value, json};

use super::golden::sources;
use crate::app::TestApp;
use crate::folder::Folder;

const TYPES: &str = "article article-journal article-magazine article-newspaper bill book broadcast chapter classic \
    collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case \
    legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical \
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis treaty \
    webpage";
const TEXTS: &str = "citation-key language journalAbbreviation shortTitle abstract annote archive archive_collection \
    archive_location archive-place authority call-number citation-label collection-title container-title \
    container-title-short dimensions division DOI event event-title event-place genre ISBN ISSN jurisdiction keyword medium \
    note original-publisher original-publisher-place original-title part-title PMCID PMID publisher publisher-place \
    references reviewed-genre reviewed-title scale section source status title title-short URL version volume-title \
    volume-title-short year-suffix";
const NUMBERS: &str = "id chapter-number citation-number collection-number edition first-reference-note-number issue locator \
    number number-of-pages number-of-volumes page page-first part printing supplement volume";
const NAMES: &str = "author chair collection-editor compiler composer container-author contributor curator director editor \
    editorial-director executive-producer guest host interviewer illustrator narrator organizer original-author performer \
    producer recipient reviewed-author script-writer series-creator translator";
const DATES: &str = "accessed available-date event-date issued original-date submitted";

/// The schema of a list of items: closed, so that a member that CSL does not know is a fault.
pub fn validator() -> Validator {
    let number = json!({"type": ["string", "number"]});
    let name = json!({"type": "object", "additionalProperties": false, "properties": {
        "family": {"type": "string"}, "given": {"type": "string"}, "dropping-particle": {"type": "string"},
        "non-dropping-particle": {"type": "string"}, "suffix": {"type": "string"}, "literal": {"type": "string"},
    }});
    let day = json!({"type": "array", "items": number, "minItems": 1, "maxItems": 3});
    let date = json!({"type": "object", "additionalProperties": false, "properties": {
        "date-parts": {"type": "array", "items": day, "minItems": 1, "maxItems": 2},
        "season": number, "circa": {"type": ["string", "number", "boolean"]},
        "literal": {"type": "string"}, "raw": {"type": "string"},
    }});
    let types: Vec<&str> = TYPES.split_whitespace().collect();
    let mut properties = Map::new();
    for (names, schema) in [
        (TEXTS, json!({"type": "string"})),
        (NUMBERS, number),
        (NAMES, json!({"type": "array", "items": name})),
        (DATES, date),
        ("type", json!({"enum": types})),
        (
            "categories",
            json!({"type": "array", "items": {"type": "string"}}),
        ),
        ("custom", json!({"type": "object"})),
    ] {
        for name in names.split_whitespace() {
            properties.insert(name.to_owned(), schema.clone());
        }
    }
    let item = json!({
        "type": "object", "additionalProperties": false, "required": ["type", "id"], "properties": properties,
    });
    jsonschema::validator_for(&json!({"type": "array", "items": item})).unwrap()
}

#[actix_web::test]
async fn csl_json_holds_nothing_that_csl_does_not_know() {
    let odd = Folder::with_entries();
    odd.write(
        "references.yaml",
        "- id: odd\n  type: book\n  title: Odd\n  study_type: book\n  level: 3\n  level_reason: So.\n  notice: corrected\n  \
         notice_on: 2024-05-02\n  shelf: 7\n  translator: [{family: Bell, given: J.}]\n  composer: nobody\n  \
         original-date: {date-parts: [[1999]]}\n  submitted: soon\n  categories: [a, b]\n  abstract: [not, text]\n  \
         number-of-pages: 9\n  custom: {a: 1}\n  issued: {literal: once}\n",
    );
    odd.remove("references.bib");
    odd.remove("therapies/swedish-massage.md");
    for folder in [Folder::of_seed(), sources(), odd] {
        let app = TestApp::with(&folder).await;

        let text = app.get("/v1/references.csl.json?limit=100").await.text();

        let items: Value = serde_json::from_str(&text).unwrap();
        let validator = validator();
        let faults = validator.iter_errors(&items);
        let faults: Vec<String> = faults
            .map(|fault| format!("{} {fault}", fault.instance_path()))
            .collect();
        assert_eq!(faults, Vec::<String>::new());
    }
}
