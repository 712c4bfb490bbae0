//! What is written is read back: a folder with a written bibliography has the same references.

use serde_json::Value;

use super::golden::sources;
use crate::app::TestApp;
use crate::folder::Folder;

#[actix_web::test]
async fn all_references_are_the_same_after_a_way_through_each_format() {
    let seed = Folder::of_seed();
    let real = sources();
    for (folder, least) in [(&seed, 20), (&real, 20)] {
        let app = TestApp::with(folder).await;
        let before = references(&app).await;
        assert!(before.len() >= least);

        for (suffix, ending) in [("csl.json", "json"), ("bib", "bib"), ("ris", "ris")] {
            let path = format!("/v1/references.{suffix}?limit=100");
            let text = app.get(&path).await.text();
            let again = Folder::empty();
            again.write(&format!("references/all.{ending}"), &text);
            let app = TestApp::with(&again).await;

            let said = |references: &[Value]| said_in(suffix, references);
            assert_eq!(said(&references(&app).await), said(&before), "{suffix}");
            assert_eq!(app.get(&path).await.text(), text, "{suffix}");
        }
    }
}

/// What a format can say: RIS has no place for our own members, and none for the particle of a name, which it has before
/// the family name.
fn said_in(suffix: &str, references: &[Value]) -> Vec<Value> {
    let mut said = references.to_vec();
    let members = said.iter_mut().filter_map(Value::as_object_mut);
    for members in members.filter(|_| suffix == "ris") {
        members.remove("study_type");
        members.remove("level");
        let names = members.get_mut("author").and_then(Value::as_array_mut);
        for name in names.into_iter().flatten().filter_map(Value::as_object_mut) {
            if let Some(particle) = name.remove("non_dropping_particle") {
                let (particle, family) =
                    (particle.as_str().unwrap(), name["family"].as_str().unwrap());
                name["family"] = format!("{particle} {family}").into();
            }
        }
    }
    said
}

async fn references(app: &TestApp) -> Vec<Value> {
    let page = app.get("/v1/references?limit=100").await.json();
    page["items"].as_array().unwrap().clone()
}
