//! Feeds, the map of articles, and what crawlers and programs look for.

mod atom;
mod changes;
mod json_feed;
mod llms;
mod sitemap;
mod well_known;

use std::collections::BTreeSet;

use serde_json::Value;

use crate::app::{TestApp, clock};
use crate::folder::Folder;

const HOST: &str = "https://api.example.org";

/// A library of 120 articles in two languages, forty of them translations of others, and of five drafts.
fn library() -> Folder {
    let folder = Folder::with_entries();
    for number in 0..80 {
        let front = "authors: [ada]\nkeywords: [back pain]\n";
        folder.article_with(&format!("text-{number}"), front, "Words.");
    }
    for number in 0..40 {
        let front = format!("locale: de\ntranslation_of: text-{number}\n");
        folder.article_with(&format!("schrift-{number}"), &front, "Wörter.");
    }
    for number in 0..5 {
        folder.article_with(&format!("hidden-{number}"), "draft: true\n", "Words.");
    }
    folder
}

async fn app() -> TestApp {
    TestApp::known_as(HOST, clock(), &library()).await
}

/// The addresses of all articles in the list.
async fn listed(app: &TestApp) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let mut path = "/v1/articles?limit=100".to_owned();
    loop {
        let page = app.get(&path).await.json();
        let items = page["items"].as_array().unwrap();
        all.extend(items.iter().map(|item| text(&item["links"]["canonical"])));
        let Some(cursor) = page["next_cursor"].as_str() else {
            return all;
        };
        path = format!("/v1/articles?limit=100&cursor={cursor}");
    }
}

/// The text of each page of a feed, as `Link` leads from one to the next.
async fn pages(app: &TestApp, path: &str) -> Vec<String> {
    let mut pages = Vec::new();
    let mut path = path.to_owned();
    loop {
        let answer = app.get(&path).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        pages.push(answer.text());
        let Some(link) = answer.header("link") else {
            return pages;
        };
        let (address, relation) = link.split_once(">; ").unwrap();
        assert_eq!(relation, "rel=\"next\"");
        path = address.trim_start_matches('<').to_owned();
    }
}

#[actix_web::test]
async fn feeds_and_the_map_have_what_the_list_has_and_no_draft() {
    let app = app().await;
    let listed = listed(&app).await;
    assert_eq!(listed.len(), 120);

    let atom = pages(&app, "/atom.xml").await;
    let json = pages(&app, "/feed.json").await;
    let llms = pages(&app, "/llms.txt").await;
    let map = pages(&app, "/sitemap.xml").await;

    let of_atom = atom.iter().flat_map(|page| atom::addresses(page)).collect();
    let of_json = json.iter().flat_map(|page| json_feed::addresses(page));
    let of_llms = llms.iter().flat_map(|page| llms::addresses(page)).collect();
    assert_eq!(
        [atom.len(), json.len(), llms.len(), map.len()],
        [3, 3, 3, 1]
    );
    assert_eq!(once(of_atom), listed);
    assert_eq!(once(of_json.collect()), listed);
    assert_eq!(once(of_llms), listed);
    assert_eq!(once(sitemap::addresses(&map[0])), listed);
    let all = [atom, json, llms, map].concat().concat();
    assert!(!all.contains("hidden"));
}

#[actix_web::test]
async fn each_has_its_media_type_and_may_be_kept_like_a_list() {
    let app = app().await;
    let list = app.get("/v1/articles").await;

    for (path, media_type) in [
        ("/atom.xml", "application/atom+xml"),
        ("/feed.json", "application/feed+json"),
        ("/llms.txt", "text/plain; charset=utf-8"),
        ("/sitemap.xml", "application/xml"),
    ] {
        let answer = app.get(path).await;

        assert_eq!(answer.header("content-type"), Some(media_type));
        assert_eq!(
            answer.header("cache-control"),
            list.header("cache-control"),
            "{path}"
        );
        let tags = answer.header("cache-tag").unwrap();
        assert!(tags.split(',').any(|tag| tag == "list:articles"), "{path}");
    }
}

#[actix_web::test]
async fn a_cursor_of_another_list_and_an_unknown_parameter_are_refused() {
    let app = app().await;
    let list = app.get("/v1/articles?limit=1").await.json();
    let cursor = text(&list["next_cursor"]);

    for path in ["/atom.xml", "/feed.json", "/llms.txt"] {
        let answer = app.get(&format!("{path}?cursor={cursor}&limit=3")).await;

        let violations = &answer.problem(400)["violations"];
        assert_eq!(violations[0]["parameter"], "cursor", "{path}");
        assert_eq!(violations[1]["parameter"], "limit", "{path}");
    }
}

#[actix_web::test]
async fn without_articles_feeds_are_valid_and_empty() {
    let app = TestApp::known_as(HOST, clock(), &Folder::empty()).await;

    let [atom, json, map] =
        ["/atom.xml", "/feed.json", "/sitemap.xml"].map(|path| pages(&app, path));
    let (atom, json, map) = (atom.await, json.await, map.await);

    assert!(atom::checked(&atom[0]).is_empty());
    assert!(json_feed::checked(&json[0]).is_empty());
    assert!(sitemap::addresses(&map[0]).is_empty());
    assert_eq!(pages(&app, "/llms.txt").await.len(), 1);
}

/// The same as a set, which it has to be.
#[track_caller]
fn once(addresses: Vec<String>) -> BTreeSet<String> {
    let count = addresses.len();
    let set = BTreeSet::from_iter(addresses);
    assert_eq!(set.len(), count);
    set
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}
