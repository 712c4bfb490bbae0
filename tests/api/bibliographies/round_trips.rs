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

            assert_eq!(references(&app).await, before, "{suffix}");
            assert_eq!(app.get(&path).await.text(), text, "{suffix}");
        }
    }
}

async fn references(app: &TestApp) -> Vec<Value> {
    let page = app.get("/v1/references?limit=100").await.json();
    page["items"].as_array().unwrap().clone()
}
