//! Validators and conditional requests: what has not changed is not sent again.

use crate::app::{Answer, TestApp};
use crate::document::{document, example_path};
use crate::folder::Folder;

const ARTICLE: &str = "/v1/articles/massage-for-sciatica";

#[actix_web::test]
async fn every_answer_that_may_be_kept_has_a_strong_tag_that_gives_304() {
    let app = TestApp::seeded_and_told().await;
    let mut asked = 0;

    for path in readable_paths() {
        let first = app.get(&path).await;
        let Some(tag) = first.header("etag") else {
            assert_eq!(
                first.header("cache-control"),
                Some("private, no-store"),
                "{path}"
            );
            continue;
        };
        assert!(tag.starts_with('"') && tag.ends_with('"'), "{path} {tag}");

        let second = app.get_with(&path, &[("if-none-match", tag)]).await;

        assert_eq!(second.status, 304, "{path}");
        assert!(second.body.is_empty(), "{path}");
        assert_eq!(headers_of_304(&second), headers_of_304(&first), "{path}");
        asked += 1;
    }

    assert!(asked > 20, "{asked}");
}

#[actix_web::test]
async fn if_none_match_takes_lists_weak_forms_and_a_star() {
    let app = TestApp::seeded().await;
    let first = app.get(ARTICLE).await;
    let tag = first.header("etag").unwrap();

    for (given, status) in [
        (tag.to_owned(), 304),
        (format!("W/{tag}"), 304),
        (format!("\"other\", {tag}"), 304),
        (format!("\"a,b\" ,, W/\"c\",{tag} "), 304),
        ("*".to_owned(), 304),
        ("\"other\"".to_owned(), 200),
        ("W/\"other\"".to_owned(), 200),
        (tag.trim_matches('"').to_owned(), 400),
        (format!("w/{tag}"), 400),
        (format!("*, {tag}"), 400),
        ("\"open".to_owned(), 400),
    ] {
        let answer = app.get_with(ARTICLE, &[("if-none-match", &given)]).await;

        assert_eq!(answer.status.as_u16(), status, "{given}");
        if status == 400 {
            let problem = answer.problem(400);
            assert_eq!(problem["violations"][0]["parameter"], "If-None-Match");
        }
    }
}

#[actix_web::test]
async fn a_moment_is_asked_for_only_where_no_tag_is() {
    let app = TestApp::seeded().await;
    let first = app.get(ARTICLE).await;
    let modified = first.header("last-modified").unwrap();
    let (early, late) = (
        "Thu, 01 Jan 2026 00:00:00 GMT",
        "Fri, 01 Jan 2027 00:00:00 GMT",
    );

    for (headers, status) in [
        (vec![("if-modified-since", modified)], 304),
        (vec![("if-modified-since", late)], 304),
        (vec![("if-modified-since", early)], 200),
        (vec![("if-modified-since", "yesterday")], 200),
        (
            vec![("if-modified-since", late), ("if-none-match", "\"other\"")],
            200,
        ),
        (vec![("if-unmodified-since", early)], 412),
        (vec![("if-unmodified-since", late)], 200),
        (vec![("if-match", "\"other\"")], 412),
        (vec![("if-match", first.header("etag").unwrap())], 200),
        (vec![("if-match", "*")], 200),
        (vec![("if-match", "nothing quoted")], 400),
    ] {
        let answer = app.get_with(ARTICLE, &headers).await;

        assert_eq!(answer.status.as_u16(), status, "{headers:?}");
    }
}

#[actix_web::test]
async fn each_coding_has_a_tag_of_its_own_and_its_own_304() {
    let app = TestApp::seeded().await;
    let mut tags = Vec::new();

    for coding in ["identity", "gzip", "zstd", "br"] {
        let answer = app.get_with(ARTICLE, &[("accept-encoding", coding)]).await;
        let tag = answer.header("etag").unwrap().to_owned();
        let again = [("accept-encoding", coding), ("if-none-match", &tag)];

        assert_eq!(app.get_with(ARTICLE, &again).await.status, 304, "{coding}");
        assert!(!tags.contains(&tag), "{coding} {tag}");
        tags.push(tag);
    }
}

#[actix_web::test]
async fn tags_are_the_same_after_a_restart_and_on_another_database() {
    let first = TestApp::seeded().await;
    let second = TestApp::seeded().await;

    for path in readable_paths() {
        let tag = |answer: Answer| answer.header("etag").map(str::to_owned);
        // The clock of a test gives both the same ids.
        assert_eq!(
            tag(first.get(&path).await),
            tag(second.get(&path).await),
            "{path}"
        );
    }
}

#[actix_web::test]
async fn a_changed_reference_changes_the_tags_of_exactly_the_articles_that_show_it() {
    let folder = Folder::with_entries();
    folder.article("citing", "Massage may help [@bell-2008].");
    folder.article("other", "Massage may help [@yeun-2017].");
    let app = TestApp::with(&folder).await;
    let tag = async |slug: &str| {
        let answer = app.get(&format!("/v1/articles/{slug}")).await;
        answer.header("etag").unwrap().to_owned()
    };
    let before = (tag("citing").await, tag("other").await);

    let bibliography = std::fs::read_to_string(folder.path().join("references.bib")).unwrap();
    folder.write(
        "references.bib",
        &bibliography.replace("Massage therapy", "Massage, in another edition"),
    );
    app.apply(&folder).await;

    assert_ne!(tag("citing").await, before.0);
    assert_eq!(tag("other").await, before.1);
}

fn readable_paths() -> Vec<String> {
    let document = document();
    let paths = document["paths"].as_object().unwrap().iter();
    paths
        .filter(|(_, item)| item.get("get").is_some() && item["get"].get("security").is_none())
        .map(|(path, item)| example_path(path, item))
        .filter(|path| path != "/")
        .collect()
}

/// The headers that a 304 has in common with its 200.
fn headers_of_304(answer: &Answer) -> Vec<(String, String)> {
    let mut headers: Vec<_> = answer
        .headers
        .iter()
        .filter(|(name, _)| {
            ![
                "date",
                "x-request-id",
                "content-length",
                "content-type",
                "content-encoding",
            ]
            .contains(&name.as_str())
        })
        .cloned()
        .collect();
    headers.sort();
    headers
}
