//! The rules of JSON Feed 1.1, and that it says what Atom says.

use std::collections::BTreeSet;

use serde_json::Value;
use sinew::content::{Locale, Moment};
use url::Url;

use super::{HOST, app, atom, pages, text};

pub fn addresses(page: &str) -> Vec<String> {
    checked(page)
        .iter()
        .map(|item| text(&item["url"]))
        .collect()
}

/// What version 1.1 knows of a feed, an item and an author, as far as we use it. Whatever else came would be for nobody.
const OF_FEEDS: [&str; 6] = [
    "version", "title", "feed_url", "next_url", "language", "items",
];
const OF_ITEMS: [&str; 11] = [
    "id",
    "url",
    "title",
    "content_text",
    "summary",
    "image",
    "date_published",
    "date_modified",
    "authors",
    "tags",
    "language",
];
const OF_AUTHORS: [&str; 2] = ["name", "url"];

/// The items of a page that keeps every rule of the version.
#[track_caller]
pub fn checked(page: &str) -> Vec<Value> {
    let feed: Value = serde_json::from_str(page).unwrap();
    check_members(&feed, &OF_FEEDS);
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert!(!text(&feed["title"]).is_empty());
    check_addresses(&feed, &["feed_url", "next_url"]);
    Locale::parse(&text(&feed["language"])).unwrap();
    let items = feed["items"].as_array().unwrap();
    items.iter().for_each(check_item);
    let ids: BTreeSet<String> = items.iter().map(|item| text(&item["id"])).collect();
    assert_eq!(ids.len(), items.len());
    items.clone()
}

#[track_caller]
fn check_item(item: &Value) {
    check_members(item, &OF_ITEMS);
    assert!(text(&item["id"]).starts_with("urn:uuid:"));
    check_addresses(item, &["url", "image"]);
    for words in ["title", "content_text", "summary"] {
        assert!(!text(&item[words]).is_empty(), "{item}");
    }
    let published = Moment::parse(&text(&item["date_published"])).unwrap();
    assert!(published <= Moment::parse(&text(&item["date_modified"])).unwrap());
    for author in item["authors"].as_array().unwrap() {
        check_members(author, &OF_AUTHORS);
        check_addresses(author, &["url"]);
        assert!(!text(&author["name"]).is_empty());
    }
    let tags = item["tags"].as_array().unwrap();
    assert!(tags.iter().all(Value::is_string));
    Locale::parse(&text(&item["language"])).unwrap();
}

#[track_caller]
fn check_members(value: &Value, known: &[&str]) {
    for (name, member) in value.as_object().unwrap() {
        assert!(known.contains(&name.as_str()), "{name}");
        assert!(!member.is_null(), "{name}");
    }
}

/// Readers of feeds take absolute addresses only.
#[track_caller]
fn check_addresses(value: &Value, members: &[&str]) {
    for member in members {
        if let Some(address) = value.get(member) {
            let scheme = Url::parse(&text(address)).unwrap();
            assert!(scheme.scheme().starts_with("http"), "{address}");
        }
    }
}

#[actix_web::test]
async fn both_feeds_have_the_same_entries_in_the_same_order() {
    let app = app().await;

    let json = pages(&app, "/feed.json").await;
    let atom = pages(&app, "/atom.xml").await;

    for (json, atom) in json.iter().zip(&atom) {
        let of_json = checked(json)
            .into_iter()
            .map(|item| (text(&item["id"]), text(&item["date_modified"])));
        let of_atom = atom::checked(atom)
            .into_iter()
            .map(|entry| (entry.id, entry.updated));
        assert!(of_json.eq(of_atom));
    }
}

#[actix_web::test]
async fn the_feed_leads_to_its_next_page_until_the_last() {
    let app = app().await;
    let mut address = format!("{HOST}/feed.json");
    let mut sizes = Vec::new();

    while let Some(path) = address.strip_prefix(HOST) {
        let page: Value = serde_json::from_str(&app.get(path).await.text()).unwrap();
        assert_eq!(page["feed_url"], format!("{HOST}/feed.json"));
        sizes.push(page["items"].as_array().unwrap().len());
        address = page["next_url"].as_str().unwrap_or_default().to_owned();
    }

    assert_eq!(sizes, [50, 50, 20]);
}
