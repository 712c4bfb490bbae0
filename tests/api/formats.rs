//! The forms of one text: which an address and its `Accept` give, how caches keep them, and that nothing is lost in any.

mod caching;
mod golden;
mod hostile;
mod html;
mod looks;
pub mod reading;
mod seeds;
mod vocabulary;

use actix_web::http::Method;
use serde_json::Value;

use crate::app::{Answer, TestApp};
use crate::editor::Editor;
use crate::folder::Folder;

pub const ARTICLES: [&str; 3] = [
    "/v1/articles/massage-for-sciatica",
    "/v1/articles/deep-tissue-massage-for-low-back-pain",
    "/v1/articles/piriformis-syndrome",
];
pub const THERAPY: &str = "/v1/therapies/deep-tissue-massage";
pub const CONDITION: &str = "/v1/conditions/sciatica";
pub const BROWSER: &str =
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";
const FORMS: [(&str, &str); 5] = [
    (".json", "application/json"),
    (".html", "text/html; charset=utf-8"),
    (".md", "text/markdown; charset=utf-8"),
    (".txt", "text/plain; charset=utf-8"),
    (".jsonld", "application/ld+json"),
];
const TOPIC_FORMS: [(&str, &str); 3] = [FORMS[0], FORMS[1], FORMS[4]];

/// What is asked for at which address, with the forms that it has.
fn all() -> [(&'static str, &'static [(&'static str, &'static str)]); 3] {
    [
        (ARTICLES[0], &FORMS),
        (THERAPY, &TOPIC_FORMS),
        (CONDITION, &TOPIC_FORMS),
    ]
}

/// What an answer says as linked data.
pub fn read_data(answer: &Answer) -> Value {
    assert_eq!(answer.header("content-type"), Some("application/ld+json"));
    serde_json::from_slice(&answer.body).unwrap()
}

pub async fn linked_data(app: &TestApp, path: &str) -> Value {
    read_data(&app.get(&format!("{path}.jsonld")).await)
}

fn vary(answer: &Answer) -> Vec<&str> {
    let headers = answer.headers.iter();
    headers
        .filter(|(name, _)| name == "vary")
        .flat_map(|(_, value)| value.split(", "))
        .collect()
}

#[actix_web::test]
async fn accept_chooses_the_form_and_a_browser_gets_a_page() {
    let app = TestApp::seeded().await;

    for path in [ARTICLES[0], THERAPY, CONDITION] {
        for (accept, expected) in [
            ("*/*", "application/json"),
            ("application/json", "application/json"),
            ("application/*", "application/json"),
            ("image/avif, */*;q=0.1", "application/json"),
            (
                "text/html;q=0.4, application/json;q=0.5",
                "application/json",
            ),
            (BROWSER, "text/html; charset=utf-8"),
            ("text/*", "text/html; charset=utf-8"),
            ("application/ld+json", "application/ld+json"),
            (
                "application/ld+json, application/json;q=0.9",
                "application/ld+json",
            ),
        ] {
            let answer = app.get_with(path, &[("accept", accept)]).await;

            assert_eq!(answer.status, 200, "{path} {accept}");
            assert_eq!(
                answer.header("content-type"),
                Some(expected),
                "{path} {accept}"
            );
            assert!(vary(&answer).contains(&"Accept"), "{path} {accept}");
        }
    }
    for (accept, expected) in [
        ("text/markdown", "text/markdown; charset=utf-8"),
        ("text/plain", "text/plain; charset=utf-8"),
        (
            "text/markdown, text/html;q=0.9",
            "text/markdown; charset=utf-8",
        ),
    ] {
        let answer = app.get_with(ARTICLES[0], &[("accept", accept)]).await;
        assert_eq!(answer.header("content-type"), Some(expected), "{accept}");
    }
}

#[actix_web::test]
async fn a_client_that_accepts_no_form_is_told_which_there_are() {
    let app = TestApp::seeded().await;

    for path in [ARTICLES[0], THERAPY, CONDITION] {
        let refused = app.get_with(path, &[("accept", "image/png")]).await;

        let detail = refused.problem(406)["detail"].to_string();
        for offered in ["application/json", "text/html", "application/ld+json"] {
            assert!(detail.contains(offered), "{detail}");
        }
    }
}

#[actix_web::test]
async fn a_suffix_decides_the_form_and_an_unknown_one_is_nothing() {
    let app = TestApp::seeded().await;

    for (path, forms) in all() {
        for (suffix, media_type) in forms {
            let address = format!("{path}{suffix}");
            let answer = app.get_with(&address, &[("accept", BROWSER)]).await;

            assert_eq!(answer.status, 200, "{address}");
            assert_eq!(
                answer.header("content-type"),
                Some(*media_type),
                "{address}"
            );
            let other = app.get_with(&address, &[("accept", "image/png")]).await;
            let detail = other.problem(406)["detail"].to_string();
            assert!(detail.contains(media_type), "{detail}");
        }
        for suffix in [".xml", ".", ".HTML", ".html.html", ".md.json", ".htm"] {
            app.get(&format!("{path}{suffix}")).await.problem(404);
        }
        app.get(&format!("{path}.html?style=apa"))
            .await
            .problem(400);
    }
    for suffix in [".md", ".txt"] {
        app.get(&format!("{THERAPY}{suffix}")).await.problem(404);
    }
    app.get("/v1/articles/nothing.md").await.problem(404);
}

#[actix_web::test]
async fn what_no_path_of_a_form_takes_changes_nothing() {
    let app = TestApp::seeded().await;
    let editor = Editor::with_scope(&app, "admin").await;

    for (path, forms) in all() {
        for (suffix, _) in forms {
            let address = format!("{path}{suffix}");
            for method in [Method::DELETE, Method::PUT, Method::PATCH, Method::POST] {
                let answer = app.send(method.clone(), &address).await;
                answer.problem(405);
                assert_eq!(
                    answer.header("allow"),
                    Some("GET, HEAD, OPTIONS"),
                    "{method} {address}"
                );
            }
            let head = app.send(Method::HEAD, &address).await;
            assert_eq!(
                (head.status.as_u16(), head.body.len()),
                (200, 0),
                "{address}"
            );
        }
        let address = format!("{path}.html");
        let answer = editor
            .send(Method::DELETE, &address, &[("if-match", "*")], "")
            .await;
        answer.problem(405);
        assert_eq!(app.get(path).await.status, 200);
    }
}

#[actix_web::test]
async fn a_renamed_article_leads_to_the_same_form_and_what_is_not_public_has_none() {
    let folder = Folder::with_entries();
    folder.article("old-name", "Massage [@bell-2008].");
    folder.article("b.draft", "Not yet.");
    let app = TestApp::with(&folder).await;
    folder.remove("articles/old-name.md");
    folder.article_with("new-name", "previous_slugs: [old-name]\n", "Massage.");
    app.apply(&folder).await;

    for (suffix, _) in FORMS {
        for query in ["", "?locale=en"] {
            let answer = app
                .get(&format!("/v1/articles/old-name{suffix}{query}"))
                .await;

            assert_eq!(answer.status, 308, "{suffix}");
            let location = format!("/v1/articles/new-name{suffix}{query}");
            assert_eq!(answer.header("location"), Some(location.as_str()));
        }
        app.get(&format!("/v1/articles/b{suffix}"))
            .await
            .problem(404);
    }
    let page = app
        .get_with("/v1/articles/old-name", &[("accept", BROWSER)])
        .await;
    assert_eq!(page.header("location"), Some("/v1/articles/new-name"));
}

#[actix_web::test]
async fn a_translation_names_itself_in_every_form_and_marks_our_english_words() {
    let folder = Folder::with_entries();
    folder.article("massage", "Massage.");
    folder.write(
        "articles/de.md",
        "---\ntitle: Über Massage\nsummary: Was sie ist.\nslug: massage-de\nlocale: de\ntranslation_of: massage\n---\n\n\
         Siehe [hier](article:massage) und [Schwedisch](therapy:swedish-massage) [@bell-2008].\n\n> [!WARNING]\n> Vorsicht.\n",
    );
    let app = TestApp::with(&folder).await;

    let page = app
        .get_with("/v1/articles/massage-de?locale=de", &[("accept", BROWSER)])
        .await
        .text();
    let html = app
        .get("/v1/articles/massage-de.html?locale=de")
        .await
        .text();
    let data = read_data(&app.get("/v1/articles/massage-de.jsonld?locale=de").await);

    assert!(
        html.starts_with("<article lang=\"de\" dir=\"auto\">"),
        "{html}"
    );
    assert!(
        html.contains("<span lang=\"en\" dir=\"ltr\">Warning</span>"),
        "{html}"
    );
    assert!(
        html.contains("href=\"/v1/therapies/swedish-massage\""),
        "{html}"
    );
    assert!(
        page.contains("href=\"/v1/articles/massage-de.md?locale=de\""),
        "{page}"
    );
    assert!(page.contains("hreflang=\"en\""), "{page}");
    assert_eq!(data["inLanguage"], "de");
    assert_eq!(data["workTranslation"][0]["url"], "/v1/articles/massage");
}
