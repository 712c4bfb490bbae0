//! What a write names as touched: a cache that keeps the graph would otherwise keep it for ever.

use sinew::content::{Slug, Tags};
use sinew::store::{Page, PageSize, Touched};

use super::changes::two_pairs;
use super::claim;
use crate::app::TestApp;
use crate::editor::Editor;

/// What the first page of each side of the graph rests on.
async fn pages(app: &TestApp) -> [(&'static str, Tags); 4] {
    let page = Page {
        size: PageSize::parse("1").unwrap(),
        cursor: None,
    };
    let slug = |name| Slug::parse(name).unwrap();
    let about = async |name| {
        app.store
            .therapies_for(&slug(name), &page)
            .await
            .unwrap()
            .tags
    };
    let of = async |name| {
        app.store
            .conditions_for(&slug(name), &page)
            .await
            .unwrap()
            .tags
    };
    [
        ("for cramp", about("cramp").await),
        ("for sciatica", about("sciatica").await),
        ("by cupping", of("cupping").await),
        ("by massage", of("swedish-massage").await),
    ]
}

/// The pages of before a write that a cache drops after it.
async fn dropped(
    app: &TestApp,
    before: &[(&'static str, Tags)],
    version: i64,
) -> Vec<&'static str> {
    let (_, touched) = app.store.touched_after(version).await.unwrap();
    let Touched::Named(touched) = touched else {
        panic!("so little can be named");
    };
    let dropped = before.iter().filter(|(_, tags)| tags.meets(&touched));
    dropped.map(|(page, _)| *page).collect()
}

#[actix_web::test]
async fn a_claim_that_comes_or_goes_touches_both_ends_of_its_pair_and_nothing_else() {
    let folder = two_pairs();
    let more = claim("More [@yeun-2017].", "supported", "cupping", "sciatica");
    folder.article_with("more", "draft: true\n", &more);
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;

    // On a first page that was full, neither the article nor the other end of the new pair stands yet.
    for act in ["publish", "unpublish", "publish", "delete"] {
        let (before, version) = (pages(&app).await, app.store.version());

        match act {
            "delete" => assert_eq!(editor.delete("more").await.status, 204),
            _ => _ = editor.act("more", act, "{}").await.json(),
        }

        let dropped = dropped(&app, &before, version).await;
        assert_eq!(dropped, ["for sciatica", "by cupping"], "{act}");
    }
}
