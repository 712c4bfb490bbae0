//! What an exported folder says leads to the state that an editor has made.

use sinew::content::{Class, Locale, Moment};
use sinew::render::WrittenIds;
use sinew::store::{ApplyRequest, Clock, Store};

use crate::app::{TestApp, addresses};
use crate::editor::Editor;
use crate::folder::Folder;

const LATER: &str = r#"{"at": "2027-01-01T00:00:00Z"}"#;
const MUCH_LATER: &str = r#"{"at": "2028-01-01T00:00:00Z"}"#;

/// Exports, and plans the export: nothing may be left to change. Whether the folder has all public texts, too.
async fn export(app: &TestApp) -> (sinew::content::Library, bool) {
    let en = Locale::parse("en").unwrap();
    let stored = app.store.stored_library().await.unwrap();
    let export = sinew::seed::export(&stored.library, &en, WrittenIds::Authored).unwrap();
    let is_whole = export.older_public.is_empty();
    let reading = sinew::seed::read_folder(export.folder, &en);
    let faults: Vec<_> = reading
        .faults
        .iter()
        .filter(|fault| fault.code.class() == Class::Unreadable)
        .collect();
    assert!(faults.is_empty(), "{faults:?}");
    let plan = app
        .store
        .plan(&ApplyRequest::of(&reading.library), || ())
        .await
        .unwrap();
    assert!(plan.is_empty(), "{plan:#?}");
    (reading.library, is_whole)
}

/// The moments to come, and what readers get: the same in a new database that the folder was applied to.
async fn leads_to_the_same_state(app: &TestApp, library: &sinew::content::Library) {
    let directory = tempfile::TempDir::new().unwrap();
    let url = format!("sqlite:{}", directory.path().join("new.db").display());
    let clock = Clock::still(Moment::parse("2026-11-22T12:00:00Z").unwrap());
    let other = Store::open(&url, addresses(), clock).await.unwrap();
    other
        .apply(&ApplyRequest::of(library), || ())
        .await
        .unwrap();
    let dues = |due: Vec<sinew::store::Due>| -> Vec<Moment> {
        due.into_iter().map(|due| due.at).collect()
    };
    assert_eq!(
        dues(other.due().await.unwrap()),
        dues(app.store.due().await.unwrap())
    );
    let slug = sinew::content::Slug::parse("a").unwrap();
    let here = app.store.article(&slug, None).await;
    let there = other.article(&slug, None).await;
    assert_eq!(here.is_ok(), there.is_ok());
    if let (Ok(here), Ok(there)) = (here, there) {
        assert_eq!(here.value.title, there.value.title);
        assert_eq!(here.value.word_count, there.value.word_count);
    }
}

#[actix_web::test]
async fn an_export_says_what_was_done_after_each_act() {
    for is_public in [true, false] {
        for has_draft in [true, false] {
            for acts in [
                &[("publish", "{}")][..],
                &[("publish", LATER)],
                &[("unpublish", "{}")],
                &[("unpublish", MUCH_LATER)],
                &[("publish", "{}"), ("unpublish", "{}")],
                &[("publish", "{}"), ("unpublish", "{}"), ("publish", LATER)],
                &[("publish", LATER), ("unpublish", MUCH_LATER)],
                &[("publish", LATER), ("unschedule", "")],
                &[("unpublish", MUCH_LATER), ("unschedule", "")],
                &[("unpublish", MUCH_LATER), ("publish", "{}")],
                &[("publish", LATER), ("unpublish", "{}")],
                &[("publish", LATER), ("publish", "{}")],
            ] {
                let app = started(is_public, has_draft).await;
                let editor = Editor::of(&app).await;
                for (act, body) in acts {
                    let answer = editor.act("a", act, body).await;
                    assert!(
                        [200, 409].contains(&answer.status.as_u16()),
                        "{}",
                        answer.text()
                    );
                }

                let (library, is_whole) = export(&app).await;

                // A newer text that waits stands in the place of the public one, which the export tells of.
                if is_whole {
                    leads_to_the_same_state(&app, &library).await;
                } else {
                    assert!(is_public && has_draft && acts.contains(&("publish", LATER)));
                }
            }
        }
    }
}

async fn started(is_public: bool, has_draft: bool) -> TestApp {
    let folder = Folder::with_entries();
    let front = if is_public { "" } else { "draft: true\n" };
    folder.article_with("a", front, "Words.\n\n![Nerve](media/nerve.svg)");
    if has_draft {
        folder.write(
            "articles/a.draft.md",
            "---\ntitle: T\nsummary: S\n---\n\nNew words.\n",
        );
    }
    TestApp::with(&folder).await
}

#[actix_web::test]
async fn a_renamed_article_is_exported_with_the_slug_that_it_had() {
    let app = started(true, false).await;
    let editor = Editor::of(&app).await;
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    folder.write(
        "articles/a.draft.md",
        "---\ntitle: T\nsummary: S\nslug: b\n---\n\nWords.\n",
    );
    app.apply(&folder).await;
    editor.act("a", "publish", "{}").await.json();

    let (library, _) = export(&app).await;

    let slugs = &library.articles[0].draft.previous_slugs;
    assert_eq!(slugs.len(), 1);
    assert_eq!(slugs[0].as_str(), "a");
}
