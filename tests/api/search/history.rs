//! The order of hits follows from what is public, and not from how often it was written.

use super::{hits, search};
use crate::app::TestApp;
use crate::editor::Editor;

#[actix_web::test]
async fn what_was_published_many_times_is_found_in_the_same_order() {
    let app = TestApp::seeded().await;
    let editor = Editor::of(&app).await;
    let queries = [
        "massage",
        "pain",
        "back pain massage",
        "deep tissue",
        "nerve",
    ];
    let mut before = Vec::new();
    for query in queries {
        before.push(hits(&search(&app, query).await));
    }

    for _ in 0..15 {
        for act in ["unpublish", "publish"] {
            editor.act("massage-for-sciatica", act, "{}").await.json();
        }
    }

    for (query, before) in queries.iter().zip(before) {
        assert_eq!(hits(&search(&app, query).await), before, "{query}");
    }
}
