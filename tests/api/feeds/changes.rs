//! Feeds when articles change: what is new comes first, ids stay, and the moment of the feed only grows.

use sinew::content::Moment;

use super::{HOST, atom, pages};
use crate::app::{TestApp, clock};
use crate::editor::Editor;
use crate::folder::Folder;

fn at(minute: u8) -> Moment {
    Moment::parse(&format!("2026-11-22T13:{minute:02}:00Z")).unwrap()
}

async fn feed(app: &TestApp) -> (Vec<atom::Entry>, Moment) {
    let pages = pages(app, "/atom.xml").await;
    (atom::checked(&pages[0]), atom::updated(&pages[0]))
}

#[actix_web::test]
async fn an_article_that_changes_comes_first_again_with_its_id() {
    let folder = Folder::with_entries();
    for slug in ["a", "b", "c"] {
        folder.article(slug, "Words.");
    }
    let clock = clock();
    let app = TestApp::known_as(HOST, clock.clone(), &folder).await;
    let (before, began) = feed(&app).await;

    folder.remove("articles/a.md");
    folder.article_with("z", "previous_slugs: [a]\n", "Other words.");
    clock.set(at(1));
    app.apply(&folder).await;

    let (after, changed) = feed(&app).await;
    let was = before
        .iter()
        .find(|entry| entry.title == "About a")
        .unwrap();
    assert_eq!(after[0].id, was.id);
    assert_eq!(after[0].address, format!("{HOST}/v1/articles/z"));
    assert_eq!((after.len(), changed), (3, at(1)));
    assert!(changed > began && after[0].updated > was.updated);
}

#[actix_web::test]
async fn the_feed_never_goes_back_when_its_newest_article_goes() {
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    let clock = clock();
    let app = TestApp::known_as(HOST, clock.clone(), &folder).await;
    let editor = Editor::of(&app).await;
    clock.set(at(1));
    folder.article("b", "Words.");
    app.apply(&folder).await;
    let mut last = feed(&app).await.1;

    for (minute, act) in [(2, "unpublish"), (3, "publish"), (4, "delete")] {
        clock.set(at(minute));
        let answer = match act {
            "delete" => editor.delete("b").await,
            act => editor.act("b", act, "{}").await,
        };
        assert!(answer.status.is_success(), "{act} {}", answer.text());

        let (_, updated) = feed(&app).await;

        assert_eq!(updated, at(minute), "{act}");
        assert!(updated > last);
        last = updated;
    }
}

#[actix_web::test]
async fn a_draft_changes_nothing_of_a_feed_and_the_name_of_an_author_does() {
    let folder = Folder::with_entries();
    folder.article_with("a", "authors: [ada]\n", "Words.");
    let app = TestApp::known_as(HOST, clock(), &folder).await;
    let before = app.get("/atom.xml").await;
    let tag = before.header("etag").unwrap();

    folder.article_with("b", "draft: true\n", "Words.");
    app.apply(&folder).await;
    let same = app.get_with("/atom.xml", &[("if-none-match", tag)]).await;
    folder.write("people.yaml", "- slug: ada\n  name: Ada Other\n");
    app.apply(&folder).await;
    let other = app.get_with("/atom.xml", &[("if-none-match", tag)]).await;

    assert_eq!(same.status, 304);
    assert_eq!(other.status, 200);
    assert_eq!(atom::checked(&other.text())[0].authors, ["Ada Other"]);
}
