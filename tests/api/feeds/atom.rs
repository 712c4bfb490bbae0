//! The rules of RFC 4287 and RFC 5005, and what the feed says.

use std::collections::BTreeSet;

use roxmltree::{Document, Node};
use sinew::content::{Locale, Moment};
use url::Url;

use super::{HOST, app, pages};
use crate::app::{TestApp, clock};
use crate::folder::Folder;

const ATOM: &str = "http://www.w3.org/2005/Atom";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// An entry of a feed that keeps the rules.
pub struct Entry {
    pub id: String,
    pub title: String,
    pub address: String,
    pub language: String,
    pub updated: String,
    pub authors: Vec<String>,
    pub summary: String,
}

pub fn addresses(page: &str) -> Vec<String> {
    let entries = checked(page).into_iter();
    entries.map(|entry| entry.address).collect()
}

/// The entries of a page that keeps every rule of RFC 4287 for what it has.
#[track_caller]
pub fn checked(page: &str) -> Vec<Entry> {
    assert!(page.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
    let document = Document::parse(page).unwrap();
    let feed = document.root_element();
    assert!(feed.has_tag_name((ATOM, "feed")));
    let known = [
        "id",
        "title",
        "updated",
        "link",
        "author",
        "generator",
        "entry",
    ];
    check_members(feed, &known);
    for name in ["id", "title", "updated", "generator"] {
        assert_eq!(all(feed, name).count(), 1, "{name}");
    }
    Url::parse(one(feed, "id")).unwrap();
    Moment::parse(one(feed, "updated")).unwrap();
    all(feed, "author").for_each(check_person);
    assert!(all(feed, "author").next().is_some());
    let relations: Vec<&str> = all(feed, "link")
        .filter_map(|link| link.attribute("rel"))
        .collect();
    assert_eq!(relations.len(), BTreeSet::from_iter(&relations).len());
    assert!(relations.contains(&"self"));
    let entries: Vec<Entry> = all(feed, "entry").map(entry).collect();
    let ids: BTreeSet<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids.len(), entries.len());
    entries
}

#[track_caller]
fn entry(node: Node<'_, '_>) -> Entry {
    let known = [
        "id",
        "title",
        "updated",
        "published",
        "link",
        "author",
        "category",
        "summary",
    ];
    check_members(node, &known);
    for name in ["id", "title", "updated", "published", "summary"] {
        assert_eq!(all(node, name).count(), 1, "{name}");
    }
    assert_eq!(Url::parse(one(node, "id")).unwrap().scheme(), "urn");
    let updated = Moment::parse(one(node, "updated")).unwrap();
    assert!(Moment::parse(one(node, "published")).unwrap() <= updated);
    all(node, "author").for_each(check_person);
    for category in all(node, "category") {
        assert!(!category.attribute("term").unwrap().is_empty());
    }
    // An entry without content needs one.
    let links: Vec<Node<'_, '_>> = all(node, "link").collect();
    assert_eq!(links.len(), 1);
    assert_eq!(links[0].attribute("rel"), Some("alternate"));
    let language = node.attribute((XML, "lang")).unwrap();
    Locale::parse(language).unwrap();
    assert_eq!(links[0].attribute("hreflang"), Some(language));
    Entry {
        id: one(node, "id").to_owned(),
        title: one(node, "title").to_owned(),
        address: links[0].attribute("href").unwrap().to_owned(),
        language: language.to_owned(),
        updated: one(node, "updated").to_owned(),
        authors: all(node, "author")
            .map(|author| one(author, "name").to_owned())
            .collect(),
        summary: one(node, "summary").to_owned(),
    }
}

#[track_caller]
fn check_members(node: Node<'_, '_>, known: &[&str]) {
    for child in node.children().filter(Node::is_element) {
        assert_eq!(child.tag_name().namespace(), Some(ATOM));
        let name = child.tag_name().name();
        assert!(known.contains(&name), "{name}");
    }
}

#[track_caller]
fn check_person(node: Node<'_, '_>) {
    check_members(node, &["name", "uri"]);
    assert!(!one(node, "name").is_empty());
    for uri in all(node, "uri") {
        Url::parse(uri.text().unwrap()).unwrap();
    }
}

fn all<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children()
        .filter(move |child| child.has_tag_name((ATOM, name)))
}

#[track_caller]
pub fn one<'a>(node: Node<'a, '_>, name: &'static str) -> &'a str {
    let child = all(node, name).next().unwrap();
    child.text().unwrap_or_default()
}

/// When a page says that the feed changed.
pub fn updated(page: &str) -> Moment {
    let document = Document::parse(page).unwrap();
    Moment::parse(one(document.root_element(), "updated")).unwrap()
}

#[actix_web::test]
async fn pages_of_the_feed_lead_to_each_other_by_absolute_addresses_and_have_one_id() {
    let app = app().await;

    let pages = pages(&app, "/atom.xml").await;

    let mut expected = format!("{HOST}/atom.xml");
    for (number, page) in pages.iter().enumerate() {
        let document = Document::parse(page).unwrap();
        let feed = document.root_element();
        let link = |relation: &str| {
            let link = all(feed, "link").find(|link| link.attribute("rel") == Some(relation));
            link.map(|link| link.attribute("href").unwrap().to_owned())
        };
        assert_eq!(one(feed, "id"), format!("{HOST}/atom.xml"));
        assert_eq!(one(feed, "title"), "Health articles of api.example.org");
        assert_eq!(link("self"), Some(expected));
        assert_eq!(link("first"), Some(format!("{HOST}/atom.xml")));
        assert_eq!(link("next").is_some(), number + 1 < pages.len());
        expected = link("next").unwrap_or_default();
    }
}

#[actix_web::test]
async fn an_entry_tells_of_its_article() {
    let app = app().await;

    let pages = pages(&app, "/atom.xml").await;

    let entries: Vec<Entry> = pages.iter().flat_map(|page| checked(page)).collect();
    let named = |title: &str| entries.iter().find(|entry| entry.title == title).unwrap();
    let (english, german) = (named("About text-3"), named("About schrift-3"));
    let article = app.get("/v1/articles/text-3").await.json();
    assert_eq!(
        english.id,
        format!("urn:uuid:{}", article["id"].as_str().unwrap())
    );
    assert_eq!(english.address, format!("{HOST}/v1/articles/text-3"));
    assert_eq!(english.updated, article["updated_at"]);
    assert_eq!(english.authors, ["Ada Example"]);
    assert_eq!(english.summary, "What text-3 is.");
    assert_eq!(german.language, "de");
    assert_eq!(
        german.address,
        format!("{HOST}/v1/articles/schrift-3?locale=de")
    );
    assert!(german.authors.is_empty());
}

#[actix_web::test]
async fn hostile_words_stay_words() {
    const TITLE: &str = "<script>alert(1)</script> ]]> & &amp; [x](javascript:y) \"'";
    let folder = Folder::with_entries();
    folder.write(
        "articles/a.md",
        &format!(
            "---\ntitle: '{}'\nsummary: \"<b> ]]>\"\n---\n\nWords.\n",
            TITLE.replace('\'', "''")
        ),
    );
    let app = TestApp::known_as(HOST, clock(), &folder).await;

    let atom = pages(&app, "/atom.xml").await;
    let llms = pages(&app, "/llms.txt").await;
    let json = pages(&app, "/feed.json").await;

    assert_eq!(checked(&atom[0])[0].title, TITLE);
    assert_eq!(super::json_feed::checked(&json[0])[0]["title"], TITLE);
    assert_eq!(
        super::llms::addresses(&llms[0]),
        [format!("{HOST}/v1/articles/a")]
    );
    assert!(!llms[0].contains(" <script>"));
}
