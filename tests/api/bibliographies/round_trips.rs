//! What is written is read back: a folder with a written bibliography has the same references.

use serde_json::Value;
use sinew::content::Reference;
use sinew::render::{BibliographyFormat, Omission, omissions};

use super::golden::sources;
use crate::app::TestApp;
use crate::folder::Folder;

const FORMATS: [(&str, &str, BibliographyFormat); 3] = [
    ("csl.json", "json", BibliographyFormat::CslJson),
    ("bib", "bib", BibliographyFormat::Bibtex),
    ("ris", "ris", BibliographyFormat::Ris),
];

#[actix_web::test]
async fn all_references_are_the_same_after_a_way_through_each_format() {
    for folder in [Folder::of_seed(), sources()] {
        let app = TestApp::with(&folder).await;
        let before = references(&app).await;
        assert!(before.len() >= 20);

        for (suffix, ending, format) in FORMATS {
            let path = format!("/v1/references.{suffix}?limit=100");
            let text = app.get(&path).await.text();
            let unsaid = unsaid(&before, format);
            assert!(unsaid.is_empty() || format == BibliographyFormat::Ris);
            let again = Folder::empty();
            again.write(&format!("references/all.{ending}"), &text);
            let app = TestApp::with(&again).await;

            let after = references(&app).await;
            assert_eq!(after.len(), before.len(), "{suffix}");
            for (after, before) in after.iter().zip(&before) {
                assert_eq!(said(after, &unsaid), said(before, &unsaid), "{suffix}");
            }
            assert_eq!(app.get(&path).await.text(), text, "{suffix}");
        }
    }
}

async fn references(app: &TestApp) -> Vec<Value> {
    let page = app.get("/v1/references?limit=100").await.json();
    page["items"].as_array().unwrap().clone()
}

fn unsaid(references: &[Value], format: BibliographyFormat) -> Vec<Omission> {
    let read = |reference: &Value| serde_json::from_value(reference.clone()).unwrap();
    let references: Vec<Reference> = references.iter().map(read).collect();
    omissions(&references, format)
}

/// A reference without what its format cannot say, and without its line, which may rest on that.
fn said(reference: &Value, unsaid: &[Omission]) -> Value {
    let mut said = reference.as_object().unwrap().clone();
    for omission in unsaid
        .iter()
        .filter(|omission| omission.key.as_str() == reference["key"])
    {
        said.remove(&omission.variable.replace('-', "_").to_lowercase());
        said.remove("citation");
        if omission.variable == "study_type" {
            said.remove("level");
        }
    }
    Value::Object(said)
}
