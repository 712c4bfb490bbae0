//! How caches keep the forms, and how each is recognised.

use super::{ARTICLES, BROWSER, CONDITION, THERAPY, all};
use crate::app::TestApp;

#[actix_web::test]
async fn the_json_with_a_suffix_is_the_document_without_one() {
    let app = TestApp::seeded().await;

    for path in [ARTICLES[0], THERAPY, CONDITION] {
        let plain = app.get(path).await;
        let named = app.get(&format!("{path}.json")).await;

        assert_eq!(named.body, plain.body, "{path}");
        assert_eq!(named.header("etag"), plain.header("etag"), "{path}");
    }
}

#[actix_web::test]
async fn shared_caches_keep_json_and_what_has_a_suffix_but_no_other_form() {
    let app = TestApp::seeded().await;

    for (path, forms) in all() {
        let json = app.get(path).await;
        let page = app.get_with(path, &[("accept", BROWSER)]).await;

        assert!(json.header("cache-control").unwrap().starts_with("public"));
        assert_eq!(page.header("cache-control"), Some("private, max-age=60"));
        assert_eq!(page.header("cache-tag"), None);
        for (suffix, _) in forms {
            let answer = app.get(&format!("{path}{suffix}")).await;
            let control = answer.header("cache-control").unwrap();
            assert!(control.starts_with("public"), "{suffix}: {control}");
            for name in ["cache-tag", "last-modified"] {
                assert_eq!(answer.header(name), json.header(name), "{suffix} {name}");
            }
        }
    }
}

#[actix_web::test]
async fn each_form_has_a_tag_of_its_own_by_which_it_is_not_sent_again() {
    let app = TestApp::seeded().await;

    for (path, forms) in all() {
        let mut tags = Vec::new();
        for (suffix, media_type) in forms.iter().filter(|(suffix, _)| *suffix != ".html") {
            for address in [path.to_owned(), format!("{path}{suffix}")] {
                let first = app.get_with(&address, &[("accept", media_type)]).await;
                let tag = first.header("etag").unwrap().to_owned();
                let headers = [("accept", *media_type), ("if-none-match", tag.as_str())];
                let again = app.get_with(&address, &headers).await;

                assert_eq!((again.status.as_u16(), again.text()), (304, String::new()));
                assert_eq!(again.header("etag"), Some(tag.as_str()), "{address}");
                if address == path {
                    tags.push(tag);
                }
            }
        }
        let of_json = tags[0].clone();
        let headers = [("accept", BROWSER), ("if-none-match", of_json.as_str())];
        let page = app.get_with(path, &headers).await;
        assert_eq!(page.status, 200, "{path}");
        tags.push(page.header("etag").unwrap().to_owned());
        tags.push(
            app.get(&format!("{path}.html"))
                .await
                .header("etag")
                .unwrap()
                .to_owned(),
        );
        let count = tags.len();
        tags.sort();
        tags.dedup();
        assert_eq!(tags.len(), count, "{path}");
    }
}

#[actix_web::test]
async fn who_asks_first_does_not_decide_what_others_get() {
    let app = TestApp::seeded().await;

    for _ in 0..2 {
        for (accept, expected) in [
            (BROWSER, "text/html; charset=utf-8"),
            ("*/*", "application/json"),
            ("text/markdown", "text/markdown; charset=utf-8"),
        ] {
            let answer = app.get_with(ARTICLES[1], &[("accept", accept)]).await;

            assert_eq!(answer.header("content-type"), Some(expected), "{accept}");
        }
    }
}

#[actix_web::test]
async fn what_readers_saw_at_a_moment_has_every_form_for_one_client_alone() {
    let app = TestApp::seeded().await;
    let key = app.key("preview").await;
    let bearer = format!("Bearer {key}");
    let path = format!("{}?as_of=2026-11-22T12:00:00Z", ARTICLES[0]);

    for (accept, expected) in [
        ("application/json", "application/json"),
        (BROWSER, "text/html; charset=utf-8"),
        ("text/markdown", "text/markdown; charset=utf-8"),
    ] {
        let headers = [("accept", accept), ("authorization", bearer.as_str())];
        let answer = app.get_with(&path, &headers).await;

        assert_eq!(answer.header("content-type"), Some(expected), "{accept}");
        assert_eq!(answer.header("cache-control"), Some("private, no-store"));
        assert!(answer.header("etag").is_some());
        assert!(answer.text().contains("Can massage help with sciatica?"));
    }
    let page = app.get_with(&path, &[("accept", BROWSER)]).await;
    page.problem(401);
}
