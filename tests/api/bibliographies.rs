//! Bibliographies: which form an address and its `Accept` give, what each holds, and that nothing is lost in it.

mod csl_schema;
pub mod golden;
mod round_trips;

use serde_json::Value;

use crate::app::{TestApp, texts};
use crate::folder::Folder;

const ARTICLE: &str = "/v1/articles/massage-for-sciatica/references";
const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";
const FORMS: [(&str, &str); 5] = [
    (".html", "text/html; charset=utf-8"),
    (".txt", "text/plain; charset=utf-8"),
    (".csl.json", "application/vnd.citationstyles.csl+json"),
    (".bib", "application/x-bibtex"),
    (".ris", "application/x-research-info-systems"),
];

#[actix_web::test]
async fn accept_chooses_the_form_and_a_browser_gets_a_page() {
    let app = TestApp::seeded().await;

    for path in [ARTICLE, "/v1/references"] {
        for (accept, expected) in [
            ("*/*", "application/json"),
            ("application/json", "application/json"),
            ("application/*", "application/json"),
            ("image/avif, */*;q=0.1", "application/json"),
            (BROWSER, "text/html; charset=utf-8"),
            ("text/*", "text/html; charset=utf-8"),
            ("text/plain", "text/plain; charset=utf-8"),
            ("application/x-bibtex", "application/x-bibtex"),
            (
                "application/x-bibtex;q=0.5, application/json;q=0.4",
                "application/x-bibtex",
            ),
            (
                "application/x-research-info-systems",
                "application/x-research-info-systems",
            ),
            (
                "application/vnd.citationstyles.csl+json",
                "application/vnd.citationstyles.csl+json",
            ),
        ] {
            let answer = app.get_with(path, &[("accept", accept)]).await;

            assert_eq!(
                answer.header("content-type"),
                Some(expected),
                "{path} {accept}"
            );
        }
        let refused = app.get_with(path, &[("accept", "image/png")]).await;
        let detail = refused.problem(406)["detail"].as_str().unwrap().to_owned();
        assert!(detail.contains("application/x-bibtex"), "{detail}");
    }
}

#[actix_web::test]
async fn who_asks_first_does_not_decide_what_others_get() {
    let app = TestApp::seeded().await;

    for _ in 0..2 {
        for (accept, expected) in [
            ("*/*", "application/json"),
            (BROWSER, "text/html; charset=utf-8"),
            ("application/x-bibtex", "application/x-bibtex"),
        ] {
            let answer = app.get_with(ARTICLE, &[("accept", accept)]).await;

            assert_eq!(answer.header("content-type"), Some(expected), "{accept}");
            let vary: Vec<&str> = answer
                .headers
                .iter()
                .filter(|(name, _)| name == "vary")
                .flat_map(|(_, value)| value.split(", "))
                .collect();
            assert!(vary.contains(&"Accept"), "{vary:?}");
        }
    }
}

#[actix_web::test]
async fn shared_caches_keep_json_and_what_has_a_suffix_but_no_other_form() {
    let app = TestApp::seeded().await;

    let json = app.get(ARTICLE).await;
    let page = app.get_with(ARTICLE, &[("accept", BROWSER)]).await;

    assert!(json.header("cache-control").unwrap().starts_with("public"));
    assert_eq!(page.header("cache-control"), Some("private, max-age=60"));
    assert_eq!(page.header("cache-tag"), None);
    for (suffix, _) in FORMS {
        let answer = app.get(&format!("{ARTICLE}{suffix}")).await;
        let control = answer.header("cache-control").unwrap();
        assert!(control.starts_with("public"), "{suffix}: {control}");
        assert_eq!(
            answer.header("cache-tag"),
            json.header("cache-tag"),
            "{suffix}"
        );
        assert_eq!(
            answer.header("last-modified"),
            json.header("last-modified"),
            "{suffix}"
        );
    }
}

#[actix_web::test]
async fn each_form_has_a_tag_of_its_own_by_which_it_is_not_sent_again() {
    let app = TestApp::seeded().await;
    let json = app.get(ARTICLE).await.header("etag").unwrap().to_owned();

    for (accept, status) in [("application/json", 304), ("application/x-bibtex", 200)] {
        let headers = [("accept", accept), ("if-none-match", json.as_str())];
        let answer = app.get_with(ARTICLE, &headers).await;

        assert_eq!(answer.status.as_u16(), status, "{accept}");
    }
}

#[actix_web::test]
async fn a_suffix_decides_the_form_and_an_unknown_one_is_nothing() {
    let app = TestApp::seeded().await;

    for path in [ARTICLE, "/v1/references"] {
        for (suffix, media_type) in FORMS {
            let headers = [("accept", "application/xml;q=0.9, */*;q=0.8")];
            let answer = app.get_with(&format!("{path}{suffix}"), &headers).await;

            assert_eq!(answer.status, 200, "{path}{suffix}");
            assert_eq!(
                answer.header("content-type"),
                Some(media_type),
                "{path}{suffix}"
            );
            let other = [("accept", "image/png")];
            app.get_with(&format!("{path}{suffix}"), &other)
                .await
                .problem(406);
        }
        for suffix in [".json", ".xml", ".bibtex", ".", ".bib.bib", ".BIB"] {
            app.get(&format!("{path}{suffix}")).await.problem(404);
        }
    }
    app.get("/v1/articles/nothing/references.bib")
        .await
        .problem(404);
}

#[actix_web::test]
async fn a_style_formats_what_can_be_formatted_and_is_refused_elsewhere() {
    let app = TestApp::seeded().await;

    for path in [ARTICLE, "/v1/references"] {
        for style in ["vancouver", "ama", "apa", "harvard"] {
            for form in ["", ".txt", ".html"] {
                let answer = app.get(&format!("{path}{form}?style={style}")).await;
                assert_eq!(answer.status, 200, "{path}{form} {style}");
            }
            let bibtex = [("accept", "application/x-bibtex")];
            app.get_with(&format!("{path}?style={style}"), &bibtex)
                .await
                .problem(406);
            for data in [".csl.json", ".bib", ".ris"] {
                app.get(&format!("{path}{data}?style={style}"))
                    .await
                    .problem(400);
            }
        }
        let problem = app.get(&format!("{path}?style=chicago")).await.problem(400);
        let message = problem["violations"][0]["message"].as_str().unwrap();
        assert!(
            message.contains("one of vancouver, ama, apa, harvard"),
            "{message}"
        );
    }
}

#[actix_web::test]
async fn json_has_the_references_with_their_lines_in_the_order_of_the_style() {
    let app = TestApp::seeded().await;

    let plain = app.get(ARTICLE).await.json();
    let ama = app.get(&format!("{ARTICLE}?style=ama")).await.json();
    let apa = app.get(&format!("{ARTICLE}?style=apa")).await.json();

    let keys = |answer: &Value| texts(&answer["items"], "/reference/key");
    assert!(plain["items"][0]["reference"].get("formatted").is_none());
    assert_eq!(keys(&ama), keys(&plain));
    assert_ne!(keys(&apa), keys(&plain));
    let lines = texts(&apa["items"], "/reference/formatted/text");
    assert!(lines.is_sorted(), "{lines:#?}");
    for item in apa["items"].as_array().unwrap() {
        let formatted = &item["reference"]["formatted"];
        let family = item["reference"]["author"][0]["family"].as_str();
        let name = family.or(item["reference"]["author"][0]["literal"].as_str());
        for form in ["text", "html"] {
            let line = formatted[form].as_str().unwrap();
            assert!(line.starts_with(name.unwrap()), "{line}");
        }
    }
}

#[actix_web::test]
async fn every_form_of_the_list_comes_in_the_same_pages() {
    let app = TestApp::seeded().await;
    let all = texts(
        &app.get("/v1/references?limit=100").await.json()["items"],
        "/key",
    );

    for form in ["", ".bib"] {
        let mut path = Some(format!("/v1/references{form}?limit=7"));
        let mut found = Vec::new();
        while let Some(page) = path {
            let headers = [("accept", "application/x-bibtex")];
            let answer = app.get_with(&page, &headers).await;
            let text = answer.text();
            found.extend(text.lines().filter_map(|line| {
                let (_, key) = line.strip_prefix('@')?.split_once('{')?;
                Some(key.trim_end_matches(',').to_owned())
            }));
            path = answer.header("link").map(|link| {
                let next = link.strip_suffix(">; rel=\"next\"").unwrap();
                next.strip_prefix('<').unwrap().to_owned()
            });
            assert!(found.len() <= all.len(), "{found:?}");
        }
        assert_eq!(found, all, "{form}");
    }
}

#[actix_web::test]
async fn the_bibliography_of_a_renamed_article_is_found_with_suffix_and_query() {
    let folder = Folder::with_entries();
    folder.article("old-name", "Massage [@bell-2008].");
    let app = TestApp::with(&folder).await;
    folder.remove("articles/old-name.md");
    folder.article_with(
        "new-name",
        "previous_slugs: [old-name]\n",
        "Massage [@bell-2008].",
    );
    app.apply(&folder).await;

    for (suffix, query) in [("", "?style=apa"), (".bib", ""), (".html", "?style=apa")] {
        let answer = app
            .get(&format!("/v1/articles/old-name/references{suffix}{query}"))
            .await;

        assert_eq!(answer.status, 308, "{suffix}");
        let location = format!("/v1/articles/new-name/references{suffix}{query}");
        assert_eq!(answer.header("location"), Some(location.as_str()));
    }
}

#[actix_web::test]
async fn an_article_without_references_has_empty_forms() {
    let folder = Folder::with_entries();
    folder.article("plain", "Nothing is cited.");
    let app = TestApp::with(&folder).await;

    for (suffix, expected) in [("csl.json", "[]\n"), ("bib", ""), ("ris", ""), ("txt", "")] {
        let path = format!("/v1/articles/plain/references.{suffix}");
        assert_eq!(app.get(&path).await.text(), expected, "{suffix}");
    }
    let page = app.get("/v1/articles/plain/references.html").await.text();
    assert!(page.contains("<h1 dir=\"auto\">About plain</h1>"), "{page}");
}

#[actix_web::test]
async fn a_long_answer_is_compressed_in_every_form() {
    let app = TestApp::seeded().await;

    for (suffix, _) in FORMS {
        let headers = [("accept-encoding", "br")];
        let answer = app.get_with(&format!("{ARTICLE}{suffix}"), &headers).await;

        assert_eq!(answer.header("content-encoding"), Some("br"), "{suffix}");
    }
}

#[actix_web::test]
async fn every_source_can_be_followed_from_the_page_and_from_the_text() {
    let app = TestApp::seeded().await;
    let sources = app.get(ARTICLE).await.json();

    for style in ["vancouver", "apa"] {
        for suffix in ["html", "txt"] {
            let path = format!("{ARTICLE}.{suffix}?style={style}");
            let text = app.get(&path).await.text();

            for item in sources["items"].as_array().unwrap() {
                let Some(doi) = item["reference"]["doi"].as_str() else {
                    continue;
                };
                let address = format!("https://doi.org/{doi}");
                assert!(text.contains(&address), "{path} {doi}");
                let links = text.matches(&format!("href=\"{address}\"")).count();
                assert_eq!(links, usize::from(suffix == "html"), "{path} {doi}");
            }
        }
    }
}
