//! What changes the graph, and what does not: each write is seen at once, in exactly the answers that rest on it.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sinew::desk::Schedule;
use sinew::store::Absent;

use super::{claim, folder, patch};
use crate::app::{TestApp, clock, read};
use crate::editor::Editor;
use crate::folder::Folder;

/// Everything that is asked, with the tag of each answer. The answers are in memory after it, so that one which a write should
/// have dropped shows.
async fn tags(app: &TestApp, paths: &[&str]) -> BTreeMap<String, String> {
    let mut tags = BTreeMap::new();
    for path in paths {
        let answer = app.get(path).await;
        let tag = answer.header("etag").map(str::to_owned);
        tags.insert(
            (*path).to_owned(),
            tag.unwrap_or_else(|| answer.status.to_string()),
        );
    }
    tags
}

/// The paths whose answers are others than before.
fn changed<'t>(
    before: &'t BTreeMap<String, String>,
    after: &BTreeMap<String, String>,
) -> Vec<&'t str> {
    let changed = before.iter().filter(|(path, tag)| after[*path] != **tag);
    changed.map(|(path, _)| path.as_str()).collect()
}

const GRAPH: [&str; 4] = [
    "/v1/conditions/cramp/therapies",
    "/v1/conditions/sciatica/therapies",
    "/v1/therapies/cupping/conditions",
    "/v1/therapies/swedish-massage/conditions",
];

/// An article that claims something about cupping for cramp, and one about massage for sciatica.
pub fn two_pairs() -> Folder {
    let folder = folder();
    folder.article(
        "cups",
        &claim("Cups [@yeun-2017].", "limited", "cupping", "cramp"),
    );
    let massage = claim(
        "Massage [@bell-2008].",
        "limited",
        "swedish-massage",
        "sciatica",
    );
    folder.article("massage", &massage);
    folder
}

#[actix_web::test]
async fn changing_one_references_study_type_changes_the_graph_and_exactly_the_articles_that_cite_it()
 {
    let app = TestApp::with(&two_pairs()).await;
    let editor = Editor::of(&app).await;
    let paths = [&GRAPH[..], &["/v1/articles/cups", "/v1/articles/massage"]].concat();
    let before = tags(&app, &paths).await;

    patch(
        &editor,
        "bell-2008",
        &json!({"study_type": "randomised_trial"}),
    )
    .await;

    let after = tags(&app, &paths).await;
    assert_eq!(
        changed(&before, &after),
        [
            "/v1/articles/massage",
            "/v1/conditions/sciatica/therapies",
            "/v1/therapies/swedish-massage/conditions"
        ]
    );
    let page = app.get("/v1/conditions/sciatica/therapies").await.json();
    let reference = &page["items"][0]["evidence"]["references"][0];
    assert_eq!(reference["study_type"], "randomised_trial");
    assert_eq!(reference["level"]["value"], 2);
}

#[actix_web::test]
async fn a_claim_that_is_published_withdrawn_or_deleted_changes_only_its_own_pair() {
    let folder = two_pairs();
    folder.article_with(
        "more",
        "draft: true\n",
        &claim("More [@yeun-2017].", "supported", "cupping", "sciatica"),
    );
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    let paths = [&GRAPH[..], &["/v1/conditions/sciatica/therapies?limit=1"]].concat();
    let without = tags(&app, &paths).await;
    let of_the_pair = [
        "/v1/conditions/sciatica/therapies",
        "/v1/conditions/sciatica/therapies?limit=1",
        "/v1/therapies/cupping/conditions",
    ];

    editor.act("more", "publish", "{}").await.json();
    let with = tags(&app, &paths).await;
    assert_eq!(changed(&without, &with), of_the_pair);

    editor.act("more", "unpublish", "{}").await.json();
    assert_eq!(tags(&app, &paths).await, without);

    editor.act("more", "publish", "{}").await.json();
    assert_eq!(changed(&without, &tags(&app, &paths).await), of_the_pair);
    assert_eq!(editor.delete("more").await.status, 204);
    assert_eq!(tags(&app, &paths).await, without);
}

#[actix_web::test]
async fn a_page_that_does_not_show_a_claim_still_learns_that_it_has_no_next_page() {
    let folder = two_pairs();
    folder.article(
        "last",
        &claim("Z [@bell-2008].", "limited", "swedish-massage", "cramp"),
    );
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    let path = "/v1/conditions/cramp/therapies?limit=1";
    let before = app.get(path).await.json();

    editor.act("last", "unpublish", "{}").await.json();

    let after = app.get(path).await.json();
    assert!(before.get("next_cursor").is_some());
    assert_eq!(after.get("next_cursor"), None);
    assert_eq!(before["items"], after["items"]);
}

#[actix_web::test]
async fn a_draft_claims_nothing_until_it_is_published() {
    let folder = two_pairs();
    let app = TestApp::with(&folder).await;
    let before = tags(&app, &GRAPH).await;
    let text = claim(
        "Massage [@bell-2008].",
        "mixed",
        "swedish-massage",
        "sciatica",
    );
    let text = format!("---\ntitle: T\nsummary: S\n---\n\n{text}");
    folder.write("articles/massage.draft.md", &text);

    app.apply(&folder).await;
    assert_eq!(tags(&app, &GRAPH).await, before);
    let editor = Editor::of(&app).await;
    editor.act("massage", "publish", "{}").await.json();

    let page = app.get("/v1/conditions/sciatica/therapies").await.json();
    assert_eq!(page["items"][0]["evidence"]["strength"], "mixed");
}

#[actix_web::test]
async fn the_claims_of_a_scheduled_text_are_there_from_its_moment_whatever_is_written_after() {
    let clock = clock();
    let app = TestApp::at(clock.clone(), &folder()).await;
    let folder = folder();
    let editor = Editor::of(&app).await;
    let draft = |strength| claim("Cups [@yeun-2017].", strength, "cupping", "cramp");
    folder.article_with("a", "draft: true\n", &draft("limited"));
    app.apply(&folder).await;
    let at = r#"{"at": "2026-11-22T13:00:00Z"}"#;
    editor.act("a", "publish", at).await.json();
    folder.article_with("a", "draft: true\n", &draft("supported"));
    app.apply_over(&read(folder.path())).await;
    let path = "/v1/conditions/cramp/therapies";
    assert_eq!(app.get(path).await.json(), json!({"items": []}));

    clock.set(sinew::content::Moment::parse("2026-11-22T13:00:00Z").unwrap());
    Schedule::new(app.store.clone()).keep().await.unwrap();

    let page = app.get(path).await.json();
    assert_eq!(page["items"][0]["evidence"]["strength"], "limited");
}

#[actix_web::test]
async fn a_new_slug_or_title_is_in_the_graph_at_once() {
    let folder = two_pairs();
    let app = TestApp::with(&folder).await;
    let before = tags(&app, &GRAPH).await;
    let text = claim("Cups [@yeun-2017].", "limited", "cupping", "cramp");
    folder.remove("articles/cups.md");
    folder.article_with("glasses", "previous_slugs: [cups]\n", &text);

    app.apply(&folder).await;

    let page = app.get("/v1/conditions/cramp/therapies").await.json();
    let article = &page["items"][0]["evidence"]["claims"][0]["article"];
    assert_eq!(article["title"], "About glasses");
    assert_eq!(article["link"], "/v1/articles/glasses");
    let after = tags(&app, &GRAPH).await;
    assert_eq!(
        changed(&before, &after),
        [
            "/v1/conditions/cramp/therapies",
            "/v1/therapies/cupping/conditions"
        ]
    );
}

#[actix_web::test]
async fn a_folder_without_an_article_takes_its_claims_away() {
    let folder = two_pairs();
    let app = TestApp::with(&folder).await;
    folder.remove("articles/cups.md");

    let library = read(folder.path());
    let request = sinew::store::ApplyRequest::of(&library).with_absent(Absent::Remove);
    app.store.apply(&request, || ()).await.unwrap();

    let page: Value = app.get("/v1/conditions/cramp/therapies").await.json();
    assert_eq!(page, json!({"items": []}));
}
