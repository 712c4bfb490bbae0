//! The page of a report: sound HTML that carries the texts of authors as text.

use std::collections::HashSet;

use scraper::{Html, Selector};

use super::PAGE;
use crate::app::TestApp;
use crate::editor::Editor;
use crate::folder::Folder;

const HOSTILE: &str = "</title><script>alert(1)</script>\"'&<img src=x onerror=alert(2)>";

/// The page as a browser reads it, which must find nothing to mend.
#[track_caller]
fn sound(text: &str) -> Html {
    let page = Html::parse_document(text);
    assert_eq!(page.errors, Vec::<String>::new());
    page
}

fn selected(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    let elements = page.select(&selector);
    elements.map(|element| element.text().collect()).collect()
}

fn attributes(page: &Html, selector: &str, name: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    let elements = page.select(&selector);
    elements
        .filter_map(|element| element.attr(name))
        .map(str::to_owned)
        .collect()
}

#[actix_web::test]
async fn the_page_is_sound_and_every_link_in_it_leads_to_a_place_of_it() {
    let app = TestApp::seeded().await;
    let editor = Editor::with_scope(&app, "preview").await;

    for text in [app.get(PAGE).await.text(), editor.get(PAGE).await.text()] {
        let page = sound(&text);

        let ids = attributes(&page, "[id]", "id");
        let known: HashSet<&String> = ids.iter().collect();
        assert_eq!(known.len(), ids.len(), "an id stands twice");
        let links = attributes(&page, "a[href^='#']", "href");
        assert!(links.len() > 20);
        for link in links {
            assert!(known.contains(&link[1..].to_owned()), "{link}");
        }
        for name in ["aria-labelledby"] {
            for named in attributes(&page, &format!("[{name}]"), name) {
                let mut parts = named.split(' ').map(str::to_owned);
                assert!(parts.all(|part| known.contains(&part)), "{named}");
            }
        }
        assert_eq!(selected(&page, "h1"), ["Can massage help with sciatica?"]);
        assert_eq!(selected(&page, ".claim").len(), 8);
    }
}

#[actix_web::test]
async fn the_page_loads_its_style_sheet_and_nothing_else() {
    let app = TestApp::seeded().await;

    let answer = app.get(PAGE).await;

    let page = sound(&answer.text());
    let sheets = attributes(&page, "link[rel=stylesheet]", "href");
    assert_eq!(sheets, ["/docs/evidence.css"]);
    let sheet = app.get(&sheets[0]).await;
    assert_eq!(
        sheet.header("content-type"),
        Some("text/css; charset=utf-8")
    );
    assert!(!sheet.text().contains("url("));
    assert!(!sheet.text().contains("@import"));
    for loading in ["script", "img", "iframe", "style", "[style]", "form"] {
        assert_eq!(selected(&page, loading), Vec::<String>::new(), "{loading}");
    }
    let policy = answer.header("content-security-policy").unwrap();
    assert!(
        policy.contains("default-src 'none'") && !policy.contains("unsafe"),
        "{policy}"
    );
}

#[actix_web::test]
async fn what_an_author_writes_is_text_on_the_page_and_never_markup() {
    let folder = Folder::with_entries();
    let quoted = serde_json::to_string(HOSTILE).unwrap();
    folder.write(
        "people.yaml",
        &format!("- slug: ada\n  name: {quoted}\n  credentials: {quoted}\n"),
    );
    folder.write(
        "references/hostile.bib",
        &format!("@article{{hostile, title = {{{HOSTILE}}}, author = {{Bell, J.}}, year = {{2008}}, study_type = {{case_report}}}}\n"),
    );
    folder.write(
        "conditions/sciatica.md",
        &format!("---\nname: {quoted}\nsummary: {quoted}\n---\n\nA nerve.\n"),
    );
    folder.write(
        "articles/a.md",
        &format!(
            "---\ntitle: {quoted}\nsummary: A.\nauthors: [ada]\nreview: {{by: [ada], on: 2026-11-01, kind: clinical}}\n\
             accept: [{{code: DISC001, reason: {quoted}}}]\n---\n\n## \\<script>alert(3)\\</script> {{#part}}\n\n\
             Words \\<b>bold\\</b> & more [@hostile]. {{claim=limited therapy=swedish-massage condition=sciatica}}\n"
        ),
    );
    let app = TestApp::with(&folder).await;
    let editor = Editor::with_scope(&app, "preview").await;

    let text = editor.get("/v1/articles/a/evidence.html").await.text();

    let page = sound(&text);
    for markup in ["script", "img", "b", "[onerror]"] {
        assert_eq!(selected(&page, markup), Vec::<String>::new(), "{markup}");
    }
    assert_eq!(selected(&page, "h1"), [HOSTILE]);
    assert_eq!(selected(&page, "title")[0], format!("Evidence: {HOSTILE}"));
    let claim = &selected(&page, ".claim")[0];
    assert!(claim.contains("Words <b>bold</b> & more"), "{claim}");
    assert!(selected(&page, "#_hostile")[0].contains("alert(2)"));
    assert!(
        selected(&page, ".findings li")
            .iter()
            .any(|told| told.contains(HOSTILE))
    );
}

#[actix_web::test]
async fn an_article_that_claims_and_cites_nothing_has_a_page_that_says_so() {
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    let app = TestApp::with(&folder).await;

    let page = sound(&app.get("/v1/articles/a/evidence.html").await.text());

    let said = selected(&page, "main")[0].clone();
    for sentence in [
        "Nothing is marked as a claim.",
        "The text cites nothing.",
        "No review is recorded.",
    ] {
        assert!(said.contains(sentence), "{sentence}: {said}");
    }
}
