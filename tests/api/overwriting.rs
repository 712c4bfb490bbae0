//! What was written over HTTP is not lost to a folder that has not seen it.

use serde_json::Value;
use sinew::content::Plan;
use sinew::error::Result;
use sinew::store::{Absent, ApplyRequest, Unseen};
use sqlx::{Connection, SqliteConnection};

use crate::app::{TestApp, read};
use crate::desk::Desk;
use crate::drafts::{Editor, file};
use crate::folder::Folder;

/// A folder with one article, in a database.
async fn applied() -> (TestApp, Folder) {
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    (TestApp::with(&folder).await, folder)
}

async fn plan(app: &TestApp, folder: &Folder, absent: Absent) -> Plan {
    let library = read(folder.path());
    let request = ApplyRequest::of(&library).with_absent(absent);
    app.store.plan(&request, || ()).await.unwrap()
}

async fn apply(app: &TestApp, folder: &Folder, absent: Absent, unseen: Unseen) -> Result<Plan> {
    let library = read(folder.path());
    let request = ApplyRequest {
        absent,
        unseen,
        ..ApplyRequest::of(&library)
    };
    app.store.apply(&request, || ()).await
}

/// The words of the draft that is the head.
async fn head_of(editor: &Editor<'_>) -> String {
    let draft = editor.get("/v1/articles/a/draft").await.json();
    let text = &draft["introduction"][0]["content"][0]["text"];
    text.as_str().unwrap().to_owned()
}

#[actix_web::test]
async fn a_draft_of_an_editor_stands_against_a_file_until_it_is_overwritten() {
    let (app, folder) = applied().await;
    let editor = Editor::of(&app).await;
    let written = editor
        .replace("a", "text/markdown", &file("Words of an editor."))
        .await;
    folder.article_with("a", "draft: true\n", "Words of the folder.");

    let planned = plan(&app, &folder, Absent::Keep).await;
    let refused = apply(&app, &folder, Absent::Keep, Unseen::Protect).await;
    let kept = head_of(&editor).await;
    let overwritten = apply(&app, &folder, Absent::Keep, Unseen::Overwrite).await;

    assert_eq!(written.status, 200, "{}", written.text());
    assert_eq!(planned.conflicts.len(), 1);
    let conflict = &planned.conflicts[0];
    assert_eq!(conflict.subject(), "article a (en)");
    assert_eq!(conflict.revision, Some(2));
    assert_eq!(conflict.file.as_deref(), Some("articles/a.md"));
    assert_eq!(conflict.written_by.len(), 8);
    let refused = refused.unwrap_err().to_string();
    assert!(refused.contains("article a (en): revision 2"), "{refused}");
    assert!(refused.contains(&conflict.written_by), "{refused}");
    assert_eq!(kept, "Words of an editor.");
    assert_eq!(overwritten.unwrap().conflicts, planned.conflicts);
    assert_eq!(head_of(&editor).await, "Words of the folder.");
    folder.article_with("a", "draft: true\n", "Other words.");
    assert_eq!(plan(&app, &folder, Absent::Keep).await.conflicts, []);
}

#[actix_web::test]
async fn a_file_that_says_what_an_editor_wrote_has_seen_it() {
    let (app, folder) = applied().await;
    let editor = Editor::of(&app).await;
    editor.replace("a", "text/markdown", &file("Same.")).await;
    folder.write(
        "articles/a.draft.md",
        "---\ntitle: Massage\nsummary: What it is.\n---\n\nSame.\n",
    );

    let version = app.store.version();
    let seen = apply(&app, &folder, Absent::Keep, Unseen::Protect)
        .await
        .unwrap();
    folder.write(
        "articles/a.draft.md",
        "---\ntitle: Massage\nsummary: What it is.\n---\n\nOther.\n",
    );
    let after = plan(&app, &folder, Absent::Keep).await;

    assert_eq!(
        (seen.changes.len(), seen.conflicts.len()),
        (0, 0),
        "{seen:#?}"
    );
    assert_eq!(app.store.version(), version);
    assert_eq!((after.changes.len(), after.conflicts.len()), (1, 0));
}

#[actix_web::test]
async fn a_file_of_what_is_public_has_not_seen_the_newer_draft() {
    let (app, folder) = applied().await;
    let editor = Editor::of(&app).await;
    editor.replace("a", "text/markdown", &file("Newer.")).await;

    let same = apply(&app, &folder, Absent::Keep, Unseen::Protect)
        .await
        .unwrap();
    let pruned = apply(&app, &folder, Absent::Remove, Unseen::Protect).await;
    folder.article("a", "Corrected.");
    let beside = apply(&app, &folder, Absent::Keep, Unseen::Overwrite)
        .await
        .unwrap();
    let pruned_after = apply(&app, &folder, Absent::Remove, Unseen::Protect).await;

    assert_eq!((same.changes.len(), same.kept), (0, 1));
    assert!(pruned.is_err());
    assert_eq!((beside.changes.len(), beside.conflicts.len()), (1, 1));
    assert!(pruned_after.is_err(), "the draft is still in no folder");
    assert_eq!(head_of(&editor).await, "Newer.");
}

#[actix_web::test]
async fn an_article_of_an_editor_is_not_pruned_unseen() {
    let (app, folder) = applied().await;
    let editor = Editor::of(&app).await;
    editor.create("b", &file("Words of an editor.")).await;

    let kept = apply(&app, &folder, Absent::Keep, Unseen::Protect)
        .await
        .unwrap();
    let refused = apply(&app, &folder, Absent::Remove, Unseen::Protect).await;
    let there = editor.get("/v1/articles/b/draft").await;
    let removed = apply(&app, &folder, Absent::Remove, Unseen::Overwrite).await;

    assert_eq!((kept.kept, kept.conflicts.len()), (1, 0));
    assert!(refused.unwrap_err().to_string().contains("article b (en)"));
    assert_eq!(there.status, 200);
    assert_eq!(removed.unwrap().conflicts[0].file, None);
}

#[actix_web::test]
async fn who_reads_the_folder_over_http_has_seen_all_that_is_in_it() {
    let (app, folder) = applied().await;
    let editor = Editor::of(&app).await;
    editor.replace("a", "text/markdown", &file("Read.")).await;
    folder.article_with("a", "draft: true\n", "Words of the folder.");
    let version = app.store.version();

    let before = plan(&app, &folder, Absent::Keep).await;
    let read = editor.get("/v1/seed").await.json();
    let after = plan(&app, &folder, Absent::Keep).await;
    editor
        .replace("a", "text/markdown", &file("Not read."))
        .await;
    let later = plan(&app, &folder, Absent::Keep).await;

    let texts = read["files"].as_array().unwrap().iter();
    let is_draft = |file: &&Value| {
        file["text"]
            .as_str()
            .is_some_and(|text| text.contains("Read."))
    };
    assert_eq!(texts.filter(is_draft).count(), 1);
    assert_eq!(read["version"], version);
    let counts = [before, after, later].map(|plan| plan.conflicts.len());
    assert_eq!(counts, [1, 0, 1]);
}

#[actix_web::test]
async fn the_commands_say_what_stands_against_them() {
    let desk = Desk::new();
    desk.apply();
    let mut connection = SqliteConnection::connect(&desk.database_url())
        .await
        .unwrap();
    // As an editor leaves them: one changes an entry, one deletes another.
    for sql in [
        "UPDATE entry SET http_version = 1 WHERE id = 'swedish-massage'",
        "INSERT INTO removed_entry (kind, id, http_version) VALUES ('person', 'bo', 1)",
    ] {
        sqlx::query(sql).execute(&mut connection).await.unwrap();
    }
    desk.folder.write(
        "therapies/swedish-massage.md",
        "---\nname: Swedish massage\nsummary: Very gentle.\n---\n\nStrokes [@bell-2008].\n",
    );
    let people = "- slug: ada\n  name: Ada Example\n- slug: bo\n  name: Bo Example\n";
    desk.folder.write("people.yaml", people);

    let planned = desk.run("plan", &[]);
    let as_json = desk.run("plan", &["--format", "json"]);
    let refused = desk.run("apply", &[]);
    let overwritten = desk.run("apply", &["--overwrite", "--message", "As in print"]);
    let again = desk.run("plan", &[]);

    assert_eq!(planned.status, 3);
    for line in [
        "! therapy swedish-massage  therapies/swedish-massage.md: revision 1 was written",
        "! person bo  people.yaml: it was deleted over HTTP",
    ] {
        assert!(planned.out.contains(line), "{}", planned.out);
    }
    let json: Value = serde_json::from_str(&as_json.out).unwrap();
    assert_eq!(json["conflicts"].as_array().unwrap().len(), 2);
    assert_eq!((refused.status, refused.out.as_str()), (1, ""));
    assert!(
        refused.err.contains("therapy swedish-massage"),
        "{}",
        refused.err
    );
    assert!(refused.err.contains("--overwrite"), "{}", refused.err);
    assert_eq!(overwritten.status, 0, "{}", overwritten.err);
    assert_eq!(again.status, 0, "{}", again.out);
    let messages = "SELECT count(*) FROM audit WHERE message = 'As in print' AND actor = 'command'";
    assert_eq!(desk.count(messages).await, 2);
    assert_eq!(desk.count("SELECT count(*) FROM removed_entry").await, 0);
}

#[actix_web::test]
async fn an_export_has_seen_what_it_writes() {
    let desk = Desk::new();
    desk.apply();
    let mut connection = SqliteConnection::connect(&desk.database_url())
        .await
        .unwrap();
    let sql = "UPDATE article SET http_version = 1";
    sqlx::query(sql).execute(&mut connection).await.unwrap();
    let unseen = "SELECT count(*) FROM article WHERE http_version > 0";

    desk.run_bare("export", &["--references", "all.bib"]);
    let after_references = desk.count(unseen).await;
    let said = desk.run_bare("export", &["out"]);

    assert_eq!(after_references, 1);
    assert_eq!(said.status, 0, "{}", said.err);
    assert_eq!(desk.count(unseen).await, 0);
    assert_eq!(desk.count("SELECT version FROM content_version").await, 1);
}
