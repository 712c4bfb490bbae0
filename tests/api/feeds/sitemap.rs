//! The map of articles: its form, its translations, its parts, and where crawlers find it.

use std::collections::BTreeSet;

use roxmltree::{Document, Node};
use sinew::content::{Moment, Sitemap};
use url::Url;

use super::{HOST, app, pages};
use crate::app::TestApp;

const MAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// The addresses of a map that keeps the rules of the protocol.
#[track_caller]
pub fn addresses(page: &str) -> Vec<String> {
    let document = Document::parse(page).unwrap();
    let map = document.root_element();
    assert!(map.has_tag_name((MAP, "urlset")));
    map.children()
        .filter(Node::is_element)
        .map(address)
        .collect()
}

#[track_caller]
fn address(url: Node<'_, '_>) -> String {
    assert!(url.has_tag_name((MAP, "url")));
    let text = |name| {
        let child = url.children().find(|child| child.has_tag_name((MAP, name)));
        child.unwrap().text().unwrap()
    };
    Moment::parse(text("lastmod")).unwrap();
    let address = text("loc");
    assert_eq!(Url::parse(address).unwrap().as_str(), address);
    assert!(address.starts_with(HOST) && address.len() < 2048);
    let translations = translations(url);
    assert!(translations.is_empty() || translations.iter().any(|(_, other)| other == address));
    address.to_owned()
}

fn translations(url: Node<'_, '_>) -> Vec<(String, String)> {
    let links = url
        .children()
        .filter(|child| child.has_tag_name((XHTML, "link")));
    links
        .map(|link| {
            assert_eq!(link.attribute("rel"), Some("alternate"));
            let attribute = |name| link.attribute(name).unwrap().to_owned();
            (attribute("hreflang"), attribute("href"))
        })
        .collect()
}

#[actix_web::test]
async fn translations_name_each_other_and_themselves() {
    let app = app().await;

    let map = pages(&app, "/sitemap.xml").await;

    let document = Document::parse(&map[0]).unwrap();
    let urls = document.root_element().children().filter(Node::is_element);
    let mut with_translations = 0;
    for url in urls {
        let (address, others) = (address(url), translations(url));
        let Some(number) = address
            .rsplit_once("-")
            .map(|(_, number)| number.trim_end_matches("?locale=de"))
        else {
            panic!("{address}");
        };
        let expected = [
            (
                "de".to_owned(),
                format!("{HOST}/v1/articles/schrift-{number}?locale=de"),
            ),
            ("en".to_owned(), format!("{HOST}/v1/articles/text-{number}")),
        ];
        if number.parse::<u32>().unwrap() < 40 {
            assert_eq!(others, expected);
            with_translations += 1;
        } else {
            assert_eq!(others, []);
        }
    }
    assert_eq!(with_translations, 80);
}

#[actix_web::test]
async fn too_many_articles_for_one_map_are_in_parts_that_have_each_once() {
    let app = app().await;
    let whole = app.store.sitemap(None, 120).await.unwrap().value;

    let map = app.store.sitemap(None, 50).await.unwrap().value;

    let Sitemap::Parts(parts) = map else {
        panic!("{map:?}");
    };
    let mut all = Vec::new();
    for part in &parts {
        let part = app.store.sitemap(Some(part.after), 50).await.unwrap().value;
        all.extend(articles(part));
    }
    assert_eq!(parts.len(), 3);
    assert_eq!(all, articles(whole));
    assert_eq!(BTreeSet::from_iter(&all).len(), 120);
    let text = sinew::render::sitemap(
        &Sitemap::Parts(parts),
        app.store.addresses(),
        "/sitemap.xml",
    );
    let document = Document::parse(&text).unwrap();
    assert!(document.root_element().has_tag_name((MAP, "sitemapindex")));
    let places = document
        .descendants()
        .filter(|node| node.has_tag_name((MAP, "loc")));
    for place in places {
        let address = place.text().unwrap();
        assert_eq!(
            app.get(address.strip_prefix(HOST).unwrap()).await.status,
            200
        );
    }
}

fn articles(map: Sitemap) -> Vec<String> {
    match map {
        Sitemap::Articles(articles) => articles
            .into_iter()
            .map(|article| article.address)
            .collect(),
        Sitemap::Parts(parts) => panic!("{parts:?}"),
    }
}

#[actix_web::test]
async fn a_part_is_named_by_an_id_and_nothing_else() {
    let app = app().await;

    for after in [
        "",
        "1",
        "text-1",
        "019AAAFB-6C00-7000-8000-000000000001",
        "019aaafb6c0070008000000000000001",
    ] {
        let answer = app.get(&format!("/sitemap.xml?after={after}")).await;

        assert_eq!(
            answer.problem(400)["violations"][0]["parameter"],
            "after",
            "{after}"
        );
    }
}

#[actix_web::test]
async fn robots_are_shown_the_map() {
    let app = app().await;

    let robots = app.get("/robots.txt").await;

    assert_eq!(
        robots.header("content-type"),
        Some("text/plain; charset=utf-8")
    );
    // A group with its rules, and records that belong to none (RFC 9309).
    assert_eq!(
        robots.text(),
        format!("User-agent: *\nAllow: /\n\nSitemap: {HOST}/sitemap.xml\n")
    );
}

#[actix_web::test]
async fn a_server_that_does_not_know_its_address_has_no_map_and_says_what_to_do() {
    let app = TestApp::seeded().await;

    let problem = app.get("/sitemap.xml").await.problem(404);

    assert!(
        problem["detail"]
            .as_str()
            .unwrap()
            .contains("SINEW_PUBLIC_URL")
    );
    assert!(!app.get("/robots.txt").await.text().contains("Sitemap"));
}
