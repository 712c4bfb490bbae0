//! The HTML of seeded texts: sound, with every link leading somewhere and every block in its element.

use std::collections::HashSet;

use scraper::{Html, Selector};

use super::reading::{framed, selected, sound};
use super::{ARTICLES, BROWSER, CONDITION, THERAPY};
use crate::app::TestApp;

#[actix_web::test]
async fn the_html_is_sound_and_every_link_in_it_leads_to_a_place_of_it() {
    let app = TestApp::seeded().await;

    for path in ARTICLES.iter().chain([&THERAPY, &CONDITION]) {
        let page = app.get_with(path, &[("accept", BROWSER)]).await.text();
        let html = app.get(&format!("{path}.html")).await.text();

        for text in [page, framed(&html)] {
            check(&sound(&text), path);
        }
        let fragment = sound(&framed(&html));
        for foreign in ["script", "style", "link", "[class]", "[style]"] {
            assert!(selected(&fragment, foreign).is_empty(), "{path} {foreign}");
        }
    }
}

#[track_caller]
fn check(page: &Html, path: &str) {
    let ids: Vec<&str> = selected(page, "[id]")
        .iter()
        .filter_map(|e| e.attr("id"))
        .collect();
    let known: HashSet<&str> = ids.iter().copied().collect();
    assert_eq!(known.len(), ids.len(), "{path}: an id stands twice");
    for link in selected(page, "a[href^='#']") {
        let target = link.attr("href").unwrap();
        assert!(known.contains(&target[1..]), "{path}: {target}");
    }
    for element in selected(page, "[aria-labelledby]") {
        let name = element.attr("aria-labelledby").unwrap();
        assert!(known.contains(name), "{path}: {name}");
    }
    check_headings(page, path);
    check_names(page, path);
}

/// One of the first level, and none that skips a level.
#[track_caller]
fn check_headings(page: &Html, path: &str) {
    let levels: Vec<u8> = selected(page, "h1, h2, h3, h4, h5, h6")
        .iter()
        .map(|heading| heading.value().name()[1..].parse().unwrap())
        .collect();
    assert_eq!(
        levels.iter().filter(|level| **level == 1).count(),
        1,
        "{path}"
    );
    assert_eq!(levels[0], 1, "{path}");
    for pair in levels.windows(2) {
        assert!(
            pair[1] <= pair[0] + 1,
            "{path}: a heading skips a level: {levels:?}"
        );
    }
}

/// Nothing is without words that stand for it.
#[track_caller]
fn check_names(page: &Html, path: &str) {
    for image in selected(page, "img") {
        assert!(image.attr("alt").is_some(), "{path}");
    }
    for element in selected(page, "a, h1, h2, h3, h4, th, figcaption, li, title") {
        let words: String = element.text().collect();
        let has_image = element
            .select(&Selector::parse("img").unwrap())
            .next()
            .is_some();
        assert!(
            has_image || !words.trim().is_empty(),
            "{path}: {}",
            element.html()
        );
    }
}

#[actix_web::test]
async fn every_citation_leads_to_its_source_and_every_source_back() {
    let app = TestApp::seeded().await;

    for path in ARTICLES {
        let document = app.get(path).await.json();
        let html = sound(&framed(&app.get(&format!("{path}.html")).await.text()));

        let citations = selected(&html, "a[role=doc-biblioref]");
        let backs = selected(&html, "a[role=doc-backlink]");
        let there: HashSet<&str> = citations.iter().filter_map(|a| a.attr("id")).collect();
        let back: HashSet<&str> = backs
            .iter()
            .filter_map(|a| a.attr("href")?.strip_prefix('#'))
            .collect();
        assert_eq!(there, back, "{path}");
        assert!(there.len() > 10, "{path}");
        for entry in document["references"].as_array().unwrap() {
            let id = format!(
                "[id='_ref-{}']",
                entry["reference"]["key"].as_str().unwrap()
            );
            let source = selected(&html, &id)[0];
            let own = source
                .select(&Selector::parse("[role=doc-backlink]").unwrap())
                .count();
            assert_eq!(own > 0, entry["number"].is_u64(), "{path} {id}");
        }
    }
}

#[actix_web::test]
async fn every_block_keeps_its_id_and_its_element() {
    let app = TestApp::seeded().await;

    for path in ARTICLES {
        let document = app.get(path).await.json();
        let html = sound(&framed(&app.get(&format!("{path}.html")).await.text()));
        let sections = document["sections"].as_array().unwrap();
        let inner = sections
            .iter()
            .flat_map(|section| section["blocks"].as_array().unwrap());
        let blocks = document["introduction"]
            .as_array()
            .unwrap()
            .iter()
            .chain(inner);

        for block in blocks {
            let id = block["id"].as_str().unwrap();
            let expected = elements_of(block["type"].as_str().unwrap());
            let element = selected(&html, &format!("[id='{id}']"))[0];
            assert!(expected.contains(&element.value().name()), "{path} {id}");
            for item in block["items"].as_array().into_iter().flatten() {
                let id = item["id"].as_str().unwrap();
                assert_eq!(
                    selected(&html, &format!("li[id='{id}']")).len(),
                    1,
                    "{path} {id}"
                );
            }
        }
        for section in sections {
            let id = section["id"].as_str().unwrap();
            let level = section["level"].as_u64().unwrap();
            let heading = selected(&html, &format!("section[id='{id}'] > h{level}"))[0];
            let words: String = heading.text().collect();
            assert_eq!(words, section["heading"].as_str().unwrap());
        }
    }
}

/// The elements that a block of this type may be.
fn elements_of(kind: &str) -> &'static [&'static str] {
    match kind {
        "paragraph" | "video" => &["p"],
        "list" => &["ul", "ol"],
        "figure" | "quote" => &["figure"],
        "callout" => &["aside"],
        "tip" | "faq" => &["section"],
        "definition" => &["dl"],
        "table" => &["table"],
        _ => &["hr"],
    }
}
