//! Search: what is found, in which order, and what is said of it.

mod forgiving;
mod history;
mod hostile;
mod patients;
mod published;

use serde_json::Value;

use crate::app::{TestApp, texts};
use crate::folder::Folder;

/// The answer to a query.
pub async fn search(app: &TestApp, query: &str) -> Value {
    search_with(app, query, "").await
}

/// The same with more parameters, such as `&kind=article`.
pub async fn search_with(app: &TestApp, query: &str, parameters: &str) -> Value {
    let query: String = url::form_urlencoded::byte_serialize(query.as_bytes()).collect();
    let path = format!("/v1/search?q={query}{parameters}");
    app.get(&path).await.json()
}

/// Kind and slug of each hit.
pub fn hits(answer: &Value) -> Vec<String> {
    let kinds = texts(&answer["items"], "/kind");
    let slugs = texts(&answer["items"], "/slug");
    kinds
        .iter()
        .zip(slugs)
        .map(|(kind, slug)| format!("{kind}/{slug}"))
        .collect()
}

/// The words of a hit's excerpts that match.
fn matches(hit: &Value) -> Vec<String> {
    let excerpts = hit["excerpts"].as_array().unwrap().iter();
    let segments = excerpts.flat_map(|excerpt| excerpt["segments"].as_array().unwrap());
    segments
        .filter(|segment| segment["is_match"] == true)
        .map(|segment| segment["text"].as_str().unwrap().to_owned())
        .collect()
}

#[actix_web::test]
async fn a_hit_names_the_section_in_which_the_words_are_and_shows_them() {
    let app = TestApp::seeded().await;

    let answer = search(&app, "can massage make sciatica worse").await;

    let hit = &answer["items"][0];
    assert_eq!(hit["kind"], "article");
    assert_eq!(hit["link"], "/v1/articles/massage-for-sciatica");
    assert_eq!(hit["title"], "Can massage help with sciatica?");
    assert_eq!(hit["section"]["id"], "questions");
    assert_eq!(hit["section"]["heading"], "Questions people ask");
    assert_eq!(
        matches(hit)[..4],
        ["massage", "make", "sciatica", "worse"].map(str::to_owned)
    );
    assert_eq!(answer["left_out"], serde_json::json!(["can"]));
}

#[actix_web::test]
async fn a_hit_in_title_or_introduction_names_no_section() {
    let app = TestApp::seeded().await;

    let answer = search_with(&app, "massage sciatica", "&kind=article").await;

    assert_eq!(hits(&answer)[0], "article/massage-for-sciatica");
    assert_eq!(answer["items"][0].get("section"), None);
    assert!(!matches(&answer["items"][0]).is_empty());
}

#[actix_web::test]
async fn the_words_count_in_the_order_of_title_label_heading_text_and_topic() {
    let folder = Folder::with_entries();
    folder.write(
        "conditions/back-pain.md",
        "---\nname: Zither pain\nsummary: Pain.\n---\n\nPain.\n",
    );
    folder.write(
        "articles/title.md",
        "---\ntitle: The zither\nsummary: What it is.\n---\n\nWords alone.\n",
    );
    folder.article("label", "- **Zither:** words alone.");
    folder.article("heading", "## The zither\n\nWords alone.");
    folder.article("text", "A zither in words.");
    folder.article_with("topic", "conditions: [back-pain]\n", "Words alone.");
    folder.article("none", "Words alone.");
    let app = TestApp::with(&folder).await;

    let answer = search_with(&app, "zither", "&kind=article").await;

    assert_eq!(
        texts(&answer["items"], "/slug"),
        ["title", "label", "heading", "text", "topic"]
    );
}

#[actix_web::test]
async fn all_words_must_be_there_and_what_is_excluded_must_not() {
    let folder = Folder::with_entries();
    folder.article("both", "Heat helps.\n\n## Later\n\nCold helps.");
    folder.article("heat", "Heat helps, and cold never did at nights.");
    folder.article("cold", "Cold helps.");
    let app = TestApp::with(&folder).await;

    let all = search(&app, "heat cold").await;
    let phrase = search(&app, "\"cold helps\"").await;
    let without = search(&app, "cold -nights").await;
    let neither = search(&app, "cold -\"cold helps\" -heat").await;

    let sorted = |answer: &Value| {
        let mut hits = hits(answer);
        hits.sort();
        hits
    };
    assert_eq!(sorted(&all), ["article/both", "article/heat"]);
    assert_eq!(sorted(&phrase), ["article/both", "article/cold"]);
    assert_eq!(sorted(&without), ["article/both", "article/cold"]);
    assert_eq!((hits(&neither).len(), &neither["total"]), (0, &0.into()));
}

#[actix_web::test]
async fn every_facet_counts_what_its_filter_finds() {
    let app = TestApp::seeded().await;
    let answer = search(&app, "pain").await;
    let facets = [
        ("kinds", "kind", "kind"),
        ("conditions", "condition", "slug"),
        ("therapies", "therapy", "slug"),
        ("strengths", "strength", "strength"),
    ];

    for (facet, parameter, member) in facets {
        let values = answer["facets"][facet].as_array().unwrap();
        assert!(!values.is_empty(), "{facet}");
        for value in values {
            let word = value[member].as_str().unwrap();
            let narrowed = search_with(&app, "pain", &format!("&{parameter}={word}")).await;

            assert_eq!(narrowed["total"], value["count"], "{parameter}={word}");
        }
    }
    let unknown = app.get("/v1/search?q=pain&condition=none&kind=x").await;
    assert_eq!(unknown.problem(400)["violations"][0]["parameter"], "kind");
    let unknown = app.get("/v1/search?q=pain&condition=none").await;
    assert_eq!(unknown.problem(400)["violations"][0]["code"], "unknown");
}

#[actix_web::test]
async fn pages_have_every_hit_once_in_the_order_of_the_whole() {
    let app = TestApp::seeded().await;
    let whole = search(&app, "massage").await;

    let mut paged = Vec::new();
    let mut next = "/v1/search?q=massage&limit=2".to_owned();
    loop {
        let answer = app.get(&next).await;
        let page = answer.json();
        assert_eq!(page["total"], whole["total"]);
        paged.extend(hits(&page));
        let Some(cursor) = page["next_cursor"].as_str() else {
            assert_eq!(answer.header("link"), None);
            break;
        };
        assert!(answer.header("link").unwrap().contains("rel=\"next\""));
        let other = format!("/v1/search?q=pain&limit=2&cursor={cursor}");
        app.get(&other).await.problem(400);
        next = format!("/v1/search?q=massage&limit=2&cursor={cursor}");
    }

    assert_eq!(paged, hits(&whole));
    assert!(paged.len() > 4);
}

#[actix_web::test]
async fn a_page_goes_on_from_titles_to_headings_to_texts() {
    let folder = Folder::with_entries();
    for number in 1..4 {
        folder.write(
            &format!("articles/title-{number}.md"),
            &format!("---\ntitle: Zither {number}\nsummary: Words.\n---\n\nWords alone.\n"),
        );
        folder.article(&format!("heading-{number}"), "## A zither\n\nWords alone.");
        folder.article(&format!("text-{number}"), "A zither in words.");
    }
    let app = TestApp::with(&folder).await;
    let whole = hits(&search(&app, "zither").await);

    for size in [1, 2, 4, 9] {
        let mut paged = Vec::new();
        let mut cursor = String::new();
        for _ in 0..9_usize.div_ceil(size) {
            let page = search_with(&app, "zither", &format!("&limit={size}{cursor}")).await;
            paged.extend(hits(&page));
            cursor = format!("&cursor={}", page["next_cursor"].as_str().unwrap_or("none"));
        }

        assert_eq!(paged, whole, "{size}");
        assert_eq!(cursor, "&cursor=none");
    }
    let tiers: Vec<&str> = whole.iter().map(|hit| &hit[8..12]).collect();
    assert_eq!(tiers[..3], ["titl"; 3]);
    assert_eq!(tiers[3..6], ["head"; 3]);
}

#[actix_web::test]
async fn a_locale_leaves_articles_in_other_languages_out() {
    let folder = Folder::with_entries();
    folder.article("nerve", "Massage.");
    folder.article_with("nerv", "locale: de\ntranslation_of: nerve\n", "Massage.");
    let app = TestApp::with(&folder).await;

    let both = search_with(&app, "massage", "&kind=article").await;
    let german = search_with(&app, "massage", "&locale=de").await;

    assert_eq!(both["total"], 2);
    let slugs = texts(&german["items"], "/slug");
    assert!(slugs.contains(&"nerv".to_owned()) && slugs.contains(&"swedish-massage".to_owned()));
    assert_eq!(slugs.len(), 2);
    let article = german["items"].as_array().unwrap().iter();
    let article = article
        .clone()
        .find(|hit| hit["kind"] == "article")
        .unwrap();
    assert_eq!(article["link"], "/v1/articles/nerv?locale=de");
}

#[actix_web::test]
async fn suggestions_complete_titles_names_and_headings() {
    let app = TestApp::seeded().await;
    let suggestions = async |query: &str| {
        let path = format!("/v1/search/suggestions?q={query}");
        let answer = app.get(&path).await.json();
        answer["items"].as_array().unwrap().clone()
    };

    let sciatica = suggestions("sciat").await;
    let other_name = suggestions("lumba").await;
    let heading = suggestions("self-c").await;
    let many = suggestions("ma").await;
    let none = suggestions("zzzz").await;

    assert_eq!(
        (&sciatica[0]["text"], &sciatica[0]["kind"]),
        (&"Sciatica".into(), &"condition".into())
    );
    assert!(
        sciatica
            .iter()
            .any(|item| item["slug"] == "massage-for-sciatica")
    );
    assert_eq!(other_name[0]["slug"], "low-back-pain");
    assert_eq!(heading[0]["section"], "self-care");
    assert_eq!((many.len(), none.len()), (10, 0));
    app.get("/v1/search/suggestions").await.problem(400);
}

#[actix_web::test]
async fn of_two_that_say_as_much_the_reviewed_one_comes_first() {
    let folder = Folder::with_entries();
    folder.write("people.yaml", "- slug: editors\n  name: Editors\n");
    let review = "review: {by: [editors], on: 2026-11-01, kind: editorial}\n";
    folder.article("first", "The zither in a few words.");
    folder.article_with(
        "second",
        review,
        "The zither in many more words than the first has.",
    );
    let app = TestApp::with(&folder).await;

    let reviewed = hits(&search(&app, "zither").await);
    folder.article(
        "second",
        "The zither in many more words than the first has.",
    );
    app.apply(&folder).await;
    let plain = hits(&search(&app, "zither").await);

    assert_eq!(reviewed, ["article/second", "article/first"]);
    assert_eq!(plain, ["article/first", "article/second"]);
}
