//! The rules of JSON Feed 1.1, and that it says what Atom says.

use serde_json::Value;
use sinew::content::Moment;
use url::Url;

use super::{HOST, app, atom, pages, text};

pub fn addresses(page: &str) -> Vec<String> {
    checked(page)
        .iter()
        .map(|item| text(&item["url"]))
        .collect()
}

/// The items of a page that keeps every rule of the version.
#[track_caller]
pub fn checked(page: &str) -> Vec<Value> {
    let feed: Value = serde_json::from_str(page).unwrap();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert!(!text(&feed["title"]).is_empty());
    Url::parse(&text(&feed["feed_url"])).unwrap();
    let items = feed["items"].as_array().unwrap();
    for item in items {
        assert!(text(&item["id"]).starts_with("urn:uuid:"));
        Url::parse(&text(&item["url"])).unwrap();
        assert!(item["content_text"].is_string() || item["content_html"].is_string());
        let published = Moment::parse(&text(&item["date_published"])).unwrap();
        assert!(published <= Moment::parse(&text(&item["date_modified"])).unwrap());
        for author in item["authors"].as_array().unwrap() {
            assert!(!text(&author["name"]).is_empty());
        }
        assert!(
            item["tags"]
                .as_array()
                .unwrap()
                .iter()
                .all(Value::is_string)
        );
        assert!(item["language"].is_string());
    }
    items.clone()
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
