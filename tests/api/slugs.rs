//! Slugs: each leads to one article, also after that article has been renamed.

use actix_web::http::StatusCode;
use sinew::store::ApplyRequest;

use crate::app::{Answer, TestApp, read};
use crate::folder::Folder;

#[actix_web::test]
async fn an_old_slug_leads_to_the_new_one_with_suffix_and_query() {
    let folder = Folder::with_entries();
    folder.article_with("new", "previous_slugs: [old]\n", "Words.");
    let app = TestApp::with(&folder).await;

    let answer = app.get("/v1/articles/old/sections?locale=en").await;

    leads_to(&answer, "/v1/articles/new/sections?locale=en");
}

#[actix_web::test]
async fn only_the_slug_of_a_path_is_replaced() {
    let folder = Folder::with_entries();
    folder.article_with(
        "new",
        "previous_slugs: [articles, v1, old]\n",
        "## Old {#old}\n\nWords.",
    );
    let app = TestApp::with(&folder).await;

    leads_to(&app.get("/v1/articles/articles").await, "/v1/articles/new");
    leads_to(&app.get("/v1/articles/v1").await, "/v1/articles/new");
    leads_to(
        &app.get("/v1/articles/old/sections/old").await,
        "/v1/articles/new/sections/old",
    );
    leads_to(&app.get("/v1/articles/%6fld").await, "/v1/articles/new");
}

#[actix_web::test]
async fn a_slug_at_which_an_article_was_found_cannot_be_taken_by_another() {
    let folder = Folder::with_entries();
    folder.article("x", "Words.");
    let app = TestApp::with(&folder).await;
    folder.remove("articles/x.md");
    folder.article_with("y", "previous_slugs: [x]\n", "Words.");
    app.apply(&folder).await;
    let other = Folder::with_entries();
    other.article("x", "An intruder.");

    let error = app
        .store
        .apply(&ApplyRequest::of(&read(other.path())), || ())
        .await
        .unwrap_err();

    assert!(
        error
            .to_string()
            .contains("the slug `x` (en) leads to the article `y`"),
        "{error}"
    );
    leads_to(&app.get("/v1/articles/x").await, "/v1/articles/y");
}

#[actix_web::test]
async fn an_old_slug_of_the_default_locale_comes_before_an_article_in_another() {
    let folder = Folder::with_entries();
    folder.article_with("new", "previous_slugs: [alt]\n", "Words.");
    folder.article_with("alt", "locale: de\n", "Worte.");
    let app = TestApp::with(&folder).await;

    leads_to(&app.get("/v1/articles/alt").await, "/v1/articles/new");
    assert_eq!(
        app.get("/v1/articles/alt?locale=de").await.json()["locale"],
        "de"
    );
}

#[actix_web::test]
async fn a_slug_of_several_locales_but_the_default_one_needs_a_locale() {
    let folder = Folder::with_entries();
    for locale in ["de", "fr"] {
        let text =
            format!("---\ntitle: T\nsummary: S\nslug: page\nlocale: {locale}\n---\n\nWords.\n");
        folder.write(&format!("articles/page-{locale}.md"), &text);
    }
    let app = TestApp::with(&folder).await;

    let problem = app.get("/v1/articles/page").await.problem(400);

    assert_eq!(
        problem["violations"][0]["message"],
        "locale must be given for `page`: one of de, fr"
    );
    assert_eq!(
        app.get("/v1/articles/page?locale=fr").await.json()["locale"],
        "fr"
    );
}

#[actix_web::test]
async fn a_reference_key_in_another_case_is_refused_with_its_name() {
    let folder = Folder::with_entries();
    let app = TestApp::with(&folder).await;
    let other = Folder::empty();
    other.write(
        "references.bib",
        "@article{Bell-2008, title = {Massage}, author = {Bell, J.}}\n",
    );

    let error = app
        .store
        .apply(&ApplyRequest::of(&read(other.path())), || ())
        .await
        .unwrap_err();

    assert!(
        error
            .to_string()
            .contains("`Bell-2008` is stored as `bell-2008`"),
        "{error}"
    );
}

#[track_caller]
fn leads_to(answer: &Answer, location: &str) {
    assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(answer.header("location"), Some(location));
}
