//! Many articles in one request, by their ids or slugs.

use crate::app::{TestApp, texts};
use crate::folder::Folder;

#[actix_web::test]
async fn articles_come_in_the_order_of_their_names_and_missing_ones_are_told() {
    let folder = Folder::with_entries();
    folder.article("b", "Words.");
    folder.article("a", "Words.");
    folder.article_with("renamed", "previous_slugs: [before]\n", "Words.");
    folder.article_with("kept-back", "draft: true\n", "Words.");
    let app = TestApp::with(&folder).await;

    let page = app
        .get("/v1/articles?slugs=b,nothing,renamed,kept-back,a,b,before")
        .await
        .json();
    let ids = texts(&page["items"], "/id");
    let unknown = "019aaafb-6c00-7000-8000-000000000001";
    let by_id = app
        .get(&format!(
            "/v1/articles?ids={},{unknown},{}&fields=slug",
            ids[2], ids[0]
        ))
        .await
        .json();

    assert_eq!(texts(&page["items"], "/slug"), ["b", "renamed", "a"]);
    assert_eq!(
        page["missing"],
        serde_json::json!(["nothing", "kept-back", "before"])
    );
    assert_eq!(page.get("next_cursor"), None);
    assert_eq!(texts(&by_id["items"], "/slug"), ["a", "b"]);
    assert_eq!(by_id["missing"], serde_json::json!([unknown]));
}

#[actix_web::test]
async fn a_slug_means_the_article_in_the_language_that_is_asked_for_or_in_the_default_one() {
    let folder = Folder::with_entries();
    folder.article("both", "Words.");
    for (file, locale, slug) in [
        ("x", "de", "both"),
        ("y", "de", "only"),
        ("z", "de", "two"),
        ("v", "fr", "two"),
    ] {
        folder.article_with(file, &format!("slug: {slug}\nlocale: {locale}\n"), "Worte.");
    }
    let app = TestApp::with(&folder).await;

    let found = async |query: &str| {
        let page = app.get(&format!("/v1/articles?slugs={query}")).await.json();
        (
            texts(&page["items"], "/locale"),
            page["missing"].as_array().unwrap().len(),
        )
    };
    let texts_of = |locales: &[&str]| {
        locales
            .iter()
            .map(|locale| (*locale).to_owned())
            .collect::<Vec<_>>()
    };

    assert_eq!(found("both,only").await, (texts_of(&["en", "de"]), 0));
    assert_eq!(
        found("both,only&locale=de").await,
        (texts_of(&["de", "de"]), 0)
    );
    assert_eq!(found("both,only&locale=fr").await, (texts_of(&[]), 2));
    let problem = app.get("/v1/articles?slugs=both,two").await.problem(400);
    assert_eq!(
        problem["violations"][0]["message"],
        "slugs has `two`, for which locale must be given: one of de, fr"
    );
}

#[actix_web::test]
async fn names_stand_alone_and_are_at_most_a_hundred() {
    let app = TestApp::seeded().await;
    let hundred = vec!["x"; 100].join(",");

    let page = app
        .get(&format!("/v1/articles?slugs={hundred}"))
        .await
        .json();
    assert_eq!(page["missing"], serde_json::json!(["x"]));
    for (query, message) in [
        (
            format!("slugs={hundred},x"),
            "slugs must be at most 100 names, separated by commas, got `101`",
        ),
        (
            "slugs=x&limit=2&sort=title_asc".to_owned(),
            "beside slugs only locale and fields may stand, came limit, sort",
        ),
        (
            "ids=019aaafb-6c00-7000-8000-000000000001&locale=en".to_owned(),
            "beside ids only fields may stand, came locale",
        ),
        (
            "ids=019aaafb-6c00-7000-8000-000000000001&slugs=a".to_owned(),
            "beside ids only fields may stand, came slugs",
        ),
        (
            "ids=x".to_owned(),
            "ids must be ids of articles (UUID), separated by commas, got `x`",
        ),
    ] {
        let problem = app.get(&format!("/v1/articles?{query}")).await.problem(400);
        assert_eq!(problem["violations"][0]["message"], message);
    }
    app.get("/v1/articles?slugs=").await.problem(400);
    app.get("/v1/articles?slugs=a,,b").await.problem(400);
}
