//! A translation says when its source has moved on.

use sinew::content::Moment;

use crate::app::{TestApp, clock, read};
use crate::editor::Editor;
use crate::folder::Folder;

fn at(minute: u8) -> Moment {
    Moment::parse(&format!("2026-11-22T13:{minute:02}:00Z")).unwrap()
}

fn source(folder: &Folder, body: &str) {
    folder.article("massage", body);
}

fn translation(folder: &Folder, body: &str) {
    folder.article_with("massage-de", "locale: de\ntranslation_of: massage\n", body);
}

fn folder() -> Folder {
    let folder = Folder::with_entries();
    source(&folder, "It eases [pain](https://example.org).");
    translation(&folder, "Sie lindert Schmerz.");
    folder
}

async fn is_older(app: &TestApp) -> bool {
    let german = app.get("/v1/articles/massage?locale=de").await.json();
    let english = app.get("/v1/articles/massage").await.json();
    assert_eq!(english["is_older_than_source"], false);
    german["is_older_than_source"].as_bool().unwrap()
}

#[actix_web::test]
async fn a_translation_is_older_than_its_source_until_it_follows() {
    let (folder, clock) = (folder(), clock());
    let app = TestApp::at(clock.clone(), &folder).await;
    let mut seen = vec![is_older(&app).await];

    for (minute, change) in [
        // Where a link leads is nothing that was translated.
        (1, ("en", "It eases [pain](https://example.com).")),
        (2, ("en", "It may ease pain.")),
        (3, ("en", "It may ease some pain.")),
        (4, ("de", "Sie mag manchen Schmerz lindern.")),
        (5, ("en", "It does nothing.")),
        (6, ("en", "It may ease some pain.")),
    ] {
        match change {
            ("en", body) => source(&folder, body),
            (_, body) => translation(&folder, body),
        }
        clock.set(at(minute));
        app.apply(&folder).await;
        seen.push(is_older(&app).await);
    }

    assert_eq!(seen, [false, false, true, true, false, true, false]);
}

#[actix_web::test]
async fn both_changed_at_once_are_of_one_age() {
    let (folder, clock) = (folder(), clock());
    let app = TestApp::at(clock.clone(), &folder).await;

    source(&folder, "It may ease pain.");
    translation(&folder, "Sie mag Schmerz lindern.");
    clock.set(at(1));
    app.apply(&folder).await;

    assert!(!is_older(&app).await);
}

#[actix_web::test]
async fn a_change_of_the_source_changes_the_answer_of_the_translation() {
    let (folder, clock) = (folder(), clock());
    let app = TestApp::at(clock.clone(), &folder).await;
    let path = "/v1/articles/massage-de";
    let before = app.get(path).await;
    let tag = before.header("etag").unwrap();

    source(&folder, "It may ease pain.");
    clock.set(at(1));
    app.apply(&folder).await;

    let after = app.get_with(path, &[("if-none-match", tag)]).await;
    assert_eq!(after.json()["is_older_than_source"], true);
    assert!(after.header("last-modified") > before.header("last-modified"));
}

#[actix_web::test]
async fn a_draft_of_the_source_ages_nothing_and_the_preview_of_a_new_translation_is_not_old() {
    let (folder, clock) = (folder(), clock());
    let app = TestApp::at(clock.clone(), &folder).await;
    let editor = Editor::of(&app).await;
    let preview = "/v1/articles/massage-de/draft/preview?locale=de";
    let draft = |name: &str, front: &str, body: &str| {
        folder.write(
            &format!("articles/{name}.draft.md"),
            &format!("---\ntitle: About {name}\nsummary: What {name} is.\n{front}---\n\n{body}\n"),
        );
    };

    draft("massage", "", "It may ease pain.");
    clock.set(at(1));
    app.apply(&folder).await;
    let with_draft = is_older(&app).await;
    clock.set(at(2));
    editor.act("massage", "publish", "{}").await;
    let published = (is_older(&app).await, editor.get(preview).await.json());
    draft(
        "massage-de",
        "locale: de\ntranslation_of: massage\n",
        "Sie mag lindern.",
    );
    folder.remove("articles/massage.draft.md");
    source(&folder, "It may ease pain.");
    clock.set(at(3));
    app.apply_over(&read(folder.path())).await;

    assert!(!with_draft);
    assert!(published.0 && published.1["is_older_than_source"] == true);
    assert!(is_older(&app).await);
    let after = editor.get(preview).await.json();
    assert_eq!(after["is_older_than_source"], false);
}

#[actix_web::test]
async fn what_readers_saw_at_a_moment_is_as_old_as_it_was_then() {
    let (folder, clock) = (folder(), clock());
    let app = TestApp::at(clock.clone(), &folder).await;
    let editor = Editor::of(&app).await;
    for (minute, body) in [
        (2, "It may ease pain."),
        (4, "It eases [pain](https://example.org)."),
    ] {
        source(&folder, body);
        clock.set(at(minute));
        app.apply(&folder).await;
    }
    clock.set(at(6));

    let mut seen = Vec::new();
    for minute in [1, 3, 5] {
        let path = format!("/v1/articles/massage-de?as_of={}", at(minute));
        seen.push(editor.get(&path).await.json()["is_older_than_source"] == true);
    }

    assert_eq!(seen, [false, true, false]);
}

#[actix_web::test]
async fn without_its_source_a_translation_is_not_old() {
    let (folder, clock) = (folder(), clock());
    folder.article_with(
        "massage-fr",
        "locale: fr\ntranslation_of: massage\n",
        "Elle soulage.",
    );
    let app = TestApp::at(clock.clone(), &folder).await;
    let editor = Editor::of(&app).await;
    source(&folder, "It may ease pain.");
    clock.set(at(1));
    app.apply(&folder).await;

    let mut seen = Vec::new();
    for act in ["unpublish", "publish", "delete"] {
        let answer = match act {
            "delete" => editor.delete("massage").await,
            act => editor.act("massage", act, "{}").await,
        };
        assert!(answer.status.is_success(), "{act} {}", answer.text());
        let of = |slug: &str| format!("/v1/articles/{slug}");
        for slug in ["massage-de", "massage-fr"] {
            seen.push(app.get(&of(slug)).await.json()["is_older_than_source"] == true);
        }
    }

    assert_eq!(seen, [false, false, true, true, false, false]);
}
