//! What helps what, and how sure we are: it follows from the claims of published articles, and from nothing else.

mod changes;
mod stored;
mod touching;

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::app::{TestApp, texts};
use crate::editor::Editor;
use crate::folder::Folder;

/// With two therapies and two conditions to claim something about, and no articles.
fn folder() -> Folder {
    let folder = Folder::with_entries();
    folder.write(
        "therapies/cupping.md",
        "---\nname: Cupping\nsummary: Cups.\n---\n\nCups.\n",
    );
    folder.write(
        "conditions/cramp.md",
        "---\nname: Cramp\nsummary: A tight muscle.\n---\n\nTight.\n",
    );
    folder
}

/// A paragraph that claims something.
fn claim(words: &str, strength: &str, therapy: &str, condition: &str) -> String {
    format!("{words} {{claim={strength} therapy={therapy} condition={condition}}}\n\n")
}

/// The evidence for one therapy or condition on a page.
#[track_caller]
fn evidence_of<'p>(page: &'p Value, end: &str, slug: &str) -> &'p Value {
    let mut items = page["items"].as_array().unwrap().iter();
    let item = items.find(|item| item[end]["slug"] == slug);
    &item.unwrap_or_else(|| panic!("{slug} in {page:#}"))["evidence"]
}

#[track_caller]
fn assert_arrived(evidence: &Value, strength: &str, rule: &str, explanation: &str) {
    assert_eq!(evidence["strength"], strength, "{evidence:#}");
    assert_eq!(evidence["rule"], rule);
    assert_eq!(evidence["explanation"], explanation);
}

#[actix_web::test]
async fn a_strength_follows_from_all_claims_about_a_pair_by_a_rule_that_is_named() {
    let app = TestApp::seeded().await;

    let page = app.get("/v1/conditions/low-back-pain/therapies").await;
    let page = page.json();

    assert_arrived(
        evidence_of(&page, "therapy", "deep-tissue-massage"),
        "insufficient",
        "agreement",
        "3 claims say insufficient, and none says otherwise. They rest on 2 sources in all, and those that share one do not \
         confirm each other.",
    );
    assert_arrived(
        evidence_of(&page, "therapy", "swedish-massage"),
        "limited",
        "agreement",
        "2 claims say limited, and none says otherwise.",
    );
    assert_arrived(
        evidence_of(&page, "therapy", "trigger-point-therapy"),
        "mixed",
        "agreement",
        "1 claim says mixed.",
    );
}

#[actix_web::test]
async fn a_claim_brings_its_place_its_words_and_its_sources_so_that_nothing_is_asked_again() {
    let app = TestApp::seeded().await;
    let article = app.get("/v1/articles/massage-for-sciatica").await.json();

    let page = app.get("/v1/therapies/trigger-point-therapy/conditions");
    let page = page.await.json();

    let evidence = evidence_of(&page, "condition", "sciatica");
    assert_eq!(
        evidence["claims"],
        json!([{
            "article": {
                "id": article["id"], "slug": "massage-for-sciatica", "locale": "en",
                "title": "Can massage help with sciatica?", "link": "/v1/articles/massage-for-sciatica",
            },
            "section": {"id": "benefits", "heading": "How massage may help"},
            "block": "easier-movement",
            "text": "Easier movement: One client with back pain and sciatica moved more freely over ten weeks of massage. \
                That is a single person, and the pain rose in a week with strong trigger point work. \
                A pooled analysis of seven small studies also found more movement, but in the shoulder.",
            "strength": "insufficient",
            "references": ["bell-2008", "yeun-2017"],
        }])
    );
    let bell = app.get("/v1/references/bell-2008").await.json();
    let yeun = app.get("/v1/references/yeun-2017").await.json();
    assert_eq!(evidence["references"], json!([bell, yeun]));
    assert_eq!(bell["study_type"], "case_report");
    assert_eq!(bell["level"]["value"], 4);
}

#[actix_web::test]
async fn both_ends_of_a_pair_tell_the_same_evidence() {
    let app = TestApp::seeded().await;
    let mut pairs = 0;

    let conditions = app.get("/v1/conditions").await.json();
    for condition in texts(&conditions["items"], "/slug") {
        let path = format!("/v1/conditions/{condition}/therapies");
        let therapies = app.get(&path).await.json();
        for item in therapies["items"].as_array().unwrap() {
            let therapy = item["therapy"]["slug"].as_str().unwrap();
            let path = format!("/v1/therapies/{therapy}/conditions");
            let other = app.get(&path).await.json();
            let evidence = evidence_of(&other, "condition", &condition);
            assert_eq!(*evidence, item["evidence"], "{therapy} for {condition}");
            pairs += 1;
        }
    }

    assert_eq!(pairs, 9);
}

#[actix_web::test]
async fn claims_that_disagree_make_a_pair_mixed_and_consensus_steps_back_behind_studies() {
    let folder = folder();
    let about = |strength, therapy| claim("It [@bell-2008].", strength, therapy, "sciatica");
    folder.article(
        "one",
        &(about("limited", "cupping") + &about("limited", "swedish-massage")),
    );
    folder.article(
        "two",
        &(about("insufficient", "cupping") + &about("consensus", "swedish-massage")),
    );
    let app = TestApp::with(&folder).await;

    let page = app.get("/v1/conditions/sciatica/therapies").await.json();

    assert_arrived(
        evidence_of(&page, "therapy", "cupping"),
        "mixed",
        "disagreement",
        "1 claim says limited, 1 says insufficient: claims that disagree give mixed.",
    );
    assert_arrived(
        evidence_of(&page, "therapy", "swedish-massage"),
        "limited",
        "studies_before_consensus",
        "1 claim says limited, 1 says consensus: consensus does not change what studies say.",
    );
}

#[actix_web::test]
async fn a_claim_that_nothing_stands_behind_is_shown_and_does_not_count() {
    let folder = folder();
    let about = |words, strength| claim(words, strength, "cupping", "sciatica");
    folder.article("bare", &about("It helps.", "supported"));
    let retracted = about("It helps [@bell-2008].", "supported");
    folder.article("retracted", &retracted);
    let sound = about("It may help [@bell-2008; @yeun-2017].", "limited");
    folder.article("sound", &sound);
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;

    retract(&editor, "bell-2008").await;
    let page = app.get("/v1/conditions/sciatica/therapies").await.json();

    let evidence = evidence_of(&page, "therapy", "cupping");
    assert_arrived(
        evidence,
        "limited",
        "agreement",
        "1 claim says limited. 1 claim does not count, because it cites no source. \
         1 claim does not count, because all that it cites has been retracted.",
    );
    let reasons: Vec<&Value> = evidence["claims"]
        .as_array()
        .unwrap()
        .iter()
        .map(|claim| &claim["left_out_because"])
        .collect();
    assert_eq!(
        reasons,
        [
            &json!("cites_nothing"),
            &json!("only_retracted"),
            &Value::Null
        ]
    );
    assert_eq!(evidence["references"][0]["notice"]["kind"], "retracted");
}

#[actix_web::test]
async fn where_no_claim_counts_no_strength_is_made_up() {
    let folder = folder();
    let bare = claim("It helps.", "supported", "cupping", "sciatica");
    folder.article("bare", &bare);
    let app = TestApp::with(&folder).await;

    let page = app.get("/v1/conditions/sciatica/therapies").await.json();

    let evidence = evidence_of(&page, "therapy", "cupping");
    assert_eq!(evidence.get("strength"), None);
    assert_eq!(evidence["rule"], "nothing_counts");
    assert_eq!(
        evidence["explanation"],
        "No claim counts, so nothing is said about how sure we are. \
         1 claim does not count, because it cites no source."
    );
}

#[actix_web::test]
async fn pages_go_by_slug_and_each_pair_is_whole() {
    let app = TestApp::seeded().await;
    let whole = app.get("/v1/conditions/low-back-pain/therapies").await;
    let whole = whole.json();
    let mut path = "/v1/conditions/low-back-pain/therapies?limit=1".to_owned();
    let mut items = Vec::new();

    loop {
        let answer = app.get(&path).await;
        let page = answer.json();
        items.extend(page["items"].as_array().unwrap().iter().cloned());
        let Some(link) = answer.header("link") else {
            assert_eq!(page.get("next_cursor"), None);
            break;
        };
        path = link[1..].split_once('>').unwrap().0.to_owned();
    }

    assert_eq!(whole["items"], Value::Array(items));
    let slugs = texts(&whole["items"], "/therapy/slug");
    assert!(slugs.is_sorted() && slugs.len() == 5, "{slugs:?}");
}

#[actix_web::test]
async fn what_does_not_exist_is_a_problem_and_what_nobody_claims_is_an_empty_list() {
    let app = TestApp::with(&folder()).await;

    app.get("/v1/conditions/nothing/therapies")
        .await
        .problem(404);
    app.get("/v1/therapies/Not%20A%20Slug/conditions")
        .await
        .problem(404);
    for query in ["limit=0", "limit=101", "cursor=x", "strength=limited"] {
        let path = format!("/v1/conditions/cramp/therapies?{query}");
        app.get(&path).await.problem(400);
    }
    for path in [
        "/v1/conditions/cramp/therapies",
        "/v1/therapies/cupping/conditions",
    ] {
        assert_eq!(app.get(path).await.json(), json!({"items": []}), "{path}");
    }
}

async fn retract(editor: &Editor<'_>, key: &str) {
    let notice = json!({"notice": {"kind": "retracted", "on": "2024-05-02"}});
    patch(editor, key, &notice).await;
}

/// Changes some members of a reference.
async fn patch(editor: &Editor<'_>, key: &str, change: &Value) {
    let headers = [
        ("if-match", "*"),
        ("content-type", "application/merge-patch+json"),
    ];
    let path = format!("/v1/references/{key}");
    let body = change.to_string();
    let answer = editor.send(Method::PATCH, &path, &headers, &body).await;
    answer.json();
}
