//! Bodies as types, against the document of the program, and with more faults than anyone can read.

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::json;

use super::checking::{faults, note};
use crate::content::{Block, Isbn};
use crate::http::body::json::typed;
use crate::http::body::schemas::Schemas;
use crate::http::refusal::Refusal;
use crate::http::{Document, Routes};

#[test]
fn what_only_a_value_type_refuses_is_reported_at_its_place() {
    #[derive(Debug, Deserialize)]
    struct Note {
        #[serde(rename = "isbn")]
        _isbn: Isbn,
    }

    let refused = typed::<Note>(
        json!({ "title": "One", "isbn": "978-0-306-40615-8" }),
        &note(),
    );

    let Err(Refusal::Unprocessable(faults)) = refused else {
        panic!("a wrong check digit was taken");
    };
    assert_eq!(faults[0].pointer.as_deref(), Some("#/isbn"));
    assert!(
        faults[0].message.contains("978-0-306-40615-8"),
        "{}",
        faults[0].message
    );
}

#[test]
fn blocks_of_the_real_document_are_checked_and_read() {
    let schemas = Schemas::of(|| serde_json::from_str(&Document::of(Routes::ALL).json).unwrap());
    let block = schemas.schema("Block").unwrap();
    let paragraph = json!({ "type": "paragraph", "text": [{ "type": "text", "text": "Words.", "bold": true }] });

    let (_, places, words) = faults(paragraph, &block);
    let unknown = faults(json!({ "type": "unknown" }), &block);

    assert!(!places.is_empty() && places.len() < 5, "{words}");
    assert!(
        words.contains("`bold`") || words.contains("`text`"),
        "{words}"
    );
    assert_eq!(unknown.1, [("#/type".to_owned(), "enum".to_owned())]);
    assert!(typed::<Block>(json!({ "type": "unknown" }), &block).is_err());
    assert!(schemas.schema("Gone").is_err());
    assert!(Arc::ptr_eq(&block, &schemas.schema("Block").unwrap()));
}

#[test]
fn deep_unions_and_many_faults_take_bounded_time() {
    let mut part = json!({ "type": "words" });
    for _ in 0..30 {
        part = json!({ "type": "box", "parts": [part.clone(), 1] });
    }
    let many = |count: usize| json!({ "title": "One", "parts": vec![json!(1); count] });
    let schema = note();
    let start = Instant::now();

    let (_, deep, _) = faults(json!({ "title": "One", "parts": [part] }), &schema);
    let (_, wide, _) = faults(many(50_000), &schema);
    let (_, widest, _) = faults(many(1_000_000), &schema);

    assert_eq!(deep.len(), 31);
    assert_eq!(wide.len(), 100);
    assert_eq!(widest.len(), 1);
    assert!(
        start.elapsed() < Duration::from_secs(10),
        "{:?}",
        start.elapsed()
    );
}
