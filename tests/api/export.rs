//! A database as files again.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sqlx::{Connection, SqliteConnection};

use crate::desk::Desk;
use crate::folder::Folder;

/// The bytes of every file below a folder, by path.
fn files_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            let inner = files_of(&path).into_iter();
            files.extend(inner.map(|(path, bytes)| (format!("{name}/{path}"), bytes)));
        } else {
            files.insert(name, fs::read(&path).unwrap());
        }
    }
    files
}

fn text_of(desk: &Desk, path: &str) -> String {
    fs::read_to_string(desk.path(path)).unwrap()
}

/// Forgets the files that were applied, as in a database that was filled in another way.
async fn forget_files(desk: &Desk) {
    let mut connection = SqliteConnection::connect(&desk.database_url())
        .await
        .unwrap();
    for sql in [
        "DELETE FROM seed_file",
        "UPDATE revision SET source = '', source_path = 'articles/nowhere.md'",
    ] {
        sqlx::query(sql).execute(&mut connection).await.unwrap();
    }
}

/// Exports into a new folder, and plans that folder: nothing may be left to change.
fn export_and_plan(desk: &Desk) -> String {
    let said = desk.run_bare("export", &["out"]);
    assert_eq!(said.status, 0, "{}", said.err);
    let planned = desk.run_bare("plan", &["out"]);
    assert_eq!(planned.status, 0, "{}{}", planned.out, planned.err);
    said.out
}

#[test]
fn the_seed_comes_out_byte_for_byte() {
    let desk = Desk::with(Folder::empty());
    let seed = fs::canonicalize("seed").unwrap();
    desk.run_bare("apply", &[seed.to_str().unwrap()]);

    let said = export_and_plan(&desk);

    let mut expected = files_of(&seed);
    expected.retain(|path, _| path != "README.md");
    assert_eq!(files_of(&desk.path("out")), expected);
    assert!(said.ends_with("; 25 as they were applied\n"), "{said}");
}

#[test]
fn odd_bytes_of_a_file_come_out_as_they_went_in() {
    let desk = Desk::new();
    let text = "\u{FEFF}---\r\ntitle:   \"Spaced\"   # a comment\r\nsummary: S\r\n---\r\n\r\n\r\nWords\t[@bell-2008]  \r\nmore. <!-- note -->\r\n\r\n";
    desk.folder.write("articles/odd.md", text);
    desk.folder.write(
        "people.yaml",
        "# The editors\n- {slug: ada,\n   name: 'Ada Example'}\n\n",
    );
    desk.apply();

    export_and_plan(&desk);

    assert_eq!(text_of(&desk, "out/articles/odd.md"), text);
    assert_eq!(files_of(&desk.path("out")), files_of(desk.folder.path()));
}

#[test]
fn a_comment_that_is_added_is_kept_and_makes_no_revision() {
    let desk = Desk::new();
    desk.apply();
    let path = desk.folder.path().join("articles/a.md");
    let text = fs::read_to_string(&path).unwrap() + "\n<!-- Ask Ada about this. -->\n";
    fs::write(&path, &text).unwrap();

    let said = desk.apply();

    assert_eq!(said.out, "nothing changed; 7 unchanged\n");
    export_and_plan(&desk);
    assert_eq!(text_of(&desk, "out/articles/a.md"), text);
}

#[actix_web::test]
async fn a_database_without_files_comes_out_as_an_author_would_write() {
    let desk = Desk::with(Folder::empty());
    let seed = fs::canonicalize("seed").unwrap();
    desk.run_bare("apply", &[seed.to_str().unwrap()]);
    forget_files(&desk).await;

    let said = export_and_plan(&desk);

    assert!(
        said.contains("25 written, 0 removed; 11 as they were applied"),
        "{said}"
    );
    let files: Vec<String> = files_of(&desk.path("out")).into_keys().collect();
    assert!(files.contains(&"articles/massage-for-sciatica.md".to_owned()));
    assert!(files.contains(&"references.yaml".to_owned()));
    assert!(!files.contains(&"references.bib".to_owned()));
    let article = text_of(&desk, "out/articles/massage-for-sciatica.md");
    assert!(
        article.contains("\n## When to get help {#when-to-get-help purpose=when_to_get_help}\n")
    );
    assert!(!article.contains("{#paragraph-"));
}

#[actix_web::test]
async fn a_folder_with_all_ids_gives_another_database_the_same_ids() {
    let desk = Desk::new();
    desk.apply();
    desk.folder.article(
        "a",
        "Before.\n\n## Benefits {#benefits}\n\nMassage eased pain [@bell-2008].\n\nMore words.",
    );
    desk.apply();
    let said = desk.run_bare("export", &["out", "--ids"]);
    assert_eq!(said.status, 0, "{}", said.err);
    let here = desk.run_bare("apply", &["out"]);
    assert!(
        here.out.contains(": written_ids\n1 changed"),
        "{}",
        here.out
    );

    let other = Desk::with(Folder::empty());
    let out = desk.path("out");
    let there = other.run_bare("apply", &[out.to_str().unwrap()]);

    assert_eq!(there.status, 0, "{}", there.err);
    let body =
        "SELECT length(body) FROM revision WHERE kind = 'article' ORDER BY number DESC LIMIT 1";
    assert_eq!(desk.count(body).await, other.count(body).await);
    let again = other.run_bare("export", &["out", "--ids"]);
    assert_eq!(again.status, 0, "{}", again.err);
    assert_eq!(
        text_of(&other, "out/articles/a.md"),
        text_of(&desk, "out/articles/a.md")
    );
}

#[test]
fn a_draft_comes_out_beside_what_is_public() {
    let desk = Desk::new();
    desk.folder.write(
        "articles/a.draft.md",
        "---\ntitle: About a\nsummary: What a is.\n---\n\nNewer words.\n",
    );
    desk.apply();

    export_and_plan(&desk);

    assert_eq!(files_of(&desk.path("out")), files_of(desk.folder.path()));
}

#[actix_web::test]
async fn a_draft_without_its_file_is_written_beside_what_is_public() {
    let desk = Desk::new();
    desk.folder.write(
        "articles/a.draft.md",
        "---\ntitle: About a\nsummary: What a is.\n---\n\nNewer words.\n",
    );
    desk.folder
        .article_with("b", "draft: true\n", "Not public yet.");
    desk.folder
        .article_with("c", "publish_at: 2999-01-01T00:00:00Z\n", "Later.");
    desk.folder
        .article_with("d", "locale: de\nslug: a\n", "Worte.");
    desk.apply();
    forget_files(&desk).await;

    export_and_plan(&desk);

    let files: Vec<String> = files_of(&desk.path("out/articles")).into_keys().collect();
    assert_eq!(files, ["a-en.draft.md", "a-en.md", "a.md", "b.md", "c.md"]);
    assert!(text_of(&desk, "out/articles/b.md").contains("\ndraft: true\n"));
    assert!(!text_of(&desk, "out/articles/c.md").contains("draft"));
}

#[test]
fn a_published_article_whose_file_is_now_a_draft_is_told_of() {
    let desk = Desk::new();
    desk.apply();
    desk.folder
        .article_with("a", "draft: true\n", "New words [@bell-2008].");
    desk.apply();

    let said = desk.run_bare("export", &["out"]);

    assert_eq!(said.status, 0, "{}", said.err);
    assert!(
        said.err.contains("the folder has a newer draft of the article `a` (en); its public text is in the database alone"),
        "{}",
        said.err
    );
    assert_eq!(files_of(&desk.path("out")), files_of(desk.folder.path()));
}

#[test]
fn what_an_earlier_folder_had_comes_out_too() {
    let desk = Desk::new();
    desk.folder.article("b", "Words.");
    desk.folder.write(
        "therapies/heat.md",
        "---\nname: Heat\nsummary: Warm.\n---\n",
    );
    desk.apply();
    let before = files_of(desk.folder.path());
    desk.folder.remove("articles/b.md");
    desk.folder.remove("therapies/heat.md");
    desk.folder.write(
        "references.bib",
        "@article{bell-2008, title = {Massage therapy}, author = {Bell, J.}, year = {2008}, study_type = {case_report}}\n",
    );
    desk.apply();

    export_and_plan(&desk);

    let after = files_of(&desk.path("out"));
    for path in ["articles/b.md", "therapies/heat.md", "people.yaml"] {
        assert_eq!(after[path], before[path], "{path}");
    }
    assert!(text_of(&desk, "out/references.yaml").contains("id: yeun-2017"));
    assert!(!text_of(&desk, "out/references.yaml").contains("bell-2008"));
}

#[test]
fn a_renamed_file_comes_out_once_under_its_new_name() {
    let desk = Desk::new();
    desk.apply();
    let text = fs::read_to_string(desk.folder.path().join("articles/a.md")).unwrap();
    desk.folder.remove("articles/a.md");
    desk.folder.write(
        "articles/renamed.md",
        &text.replace("---\ntitle", "---\nslug: a\ntitle"),
    );
    desk.apply();

    export_and_plan(&desk);

    assert_eq!(files_of(&desk.path("out")), files_of(desk.folder.path()));
}

#[actix_web::test]
async fn a_draft_with_a_date_stays_a_draft_and_what_waits_goes_on_waiting() {
    let desk = Desk::new();
    let later = "publish_at: 2999-01-01T00:00:00Z\n";
    desk.folder
        .article_with("kept", &format!("{later}draft: true\n"), "Kept back.");
    desk.folder.article_with("waiting", later, "Waiting.");
    desk.apply();
    forget_files(&desk).await;

    export_and_plan(&desk);

    assert!(text_of(&desk, "out/articles/kept.md").contains("\ndraft: true\n"));
    assert!(!text_of(&desk, "out/articles/waiting.md").contains("draft"));
}

#[test]
fn an_article_that_left_the_folder_comes_out_with_its_image_and_its_source() {
    let desk = Desk::new();
    desk.folder
        .article("b", "Words [@yeun-2017].\n\n![A nerve](media/nerve.svg)");
    desk.apply();
    let before = fs::read_to_string(desk.folder.path().join("articles/b.md")).unwrap();
    for path in ["articles/b.md", "media/nerve.svg"] {
        desk.folder.remove(path);
    }
    desk.folder.write(
        "references.bib",
        "@article{bell-2008, title = {Massage therapy}, author = {Bell, J.}, year = {2008}, study_type = {case_report}}\n",
    );
    desk.apply();

    export_and_plan(&desk);

    assert_eq!(text_of(&desk, "out/articles/b.md"), before);
    assert!(desk.path("out/media/nerve.svg").exists());
}

#[actix_web::test]
async fn an_empty_database_comes_out_as_an_empty_folder() {
    let desk = Desk::with(Folder::empty());
    desk.run("apply", &[]);

    let said = desk.run_bare("export", &["out"]);

    assert_eq!(
        (said.status, said.out.starts_with("0 files in out")),
        (0, true)
    );
    assert_eq!(desk.run_bare("plan", &["out"]).status, 0);
}

#[test]
fn nothing_on_the_disk_is_lost_without_being_asked_for() {
    let desk = Desk::new();
    desk.apply();
    let out = desk.path("out");
    fs::create_dir_all(out.join("articles")).unwrap();
    fs::write(out.join("articles/a.md"), "unsaved work").unwrap();
    fs::write(out.join("articles/mine.md"), "unsaved too").unwrap();
    fs::write(out.join("notes.txt"), "no content").unwrap();

    let refused = desk.run_bare("export", &["out"]);
    let forced = desk.run_bare("export", &["out", "--force"]);
    let before = files_of(&out);
    let unasked = desk.run_bare("export", &["out", "--force", "--prune"]);
    let after_all = files_of(&out);
    let pruned = desk.run_bare("export", &["out", "--force", "--prune", "--yes"]);

    assert_eq!((refused.status, forced.status, unasked.status), (1, 1, 1));
    assert!(
        unasked.err.contains("files to remove: articles/mine.md"),
        "{}",
        unasked.err
    );
    assert_eq!(before, after_all);
    assert!(
        pruned.out.starts_with("removed articles/mine.md\n"),
        "{}",
        pruned.out
    );
    assert!(
        refused
            .err
            .contains("would be overwritten (--force does it): articles/a.md"),
        "{}",
        refused.err
    );
    assert!(
        refused
            .err
            .contains("are not in the database (--prune removes them): articles/mine.md"),
        "{}",
        refused.err
    );
    assert_eq!(before.len(), 3);
    assert_eq!(pruned.status, 0, "{}", pruned.err);
    let mut after = files_of(&out);
    assert_eq!(after.remove("notes.txt").unwrap(), b"no content");
    assert_eq!(after, files_of(desk.folder.path()));
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_a_link_is_not_written_through() {
    let desk = Desk::new();
    desk.apply();
    let elsewhere = desk.path("elsewhere");
    fs::create_dir_all(&elsewhere).unwrap();
    fs::create_dir_all(desk.path("out")).unwrap();
    std::os::unix::fs::symlink(&elsewhere, desk.path("out/articles")).unwrap();

    let said = desk.run_bare("export", &["out", "--force"]);

    assert_eq!(said.status, 1);
    assert!(
        said.err
            .contains("out/articles: nothing was written, because this folder is a link"),
        "{}",
        said.err
    );
    assert_eq!(files_of(&elsewhere).len(), 0);
}

#[test]
fn a_database_that_is_not_there_is_an_error_and_is_not_made() {
    let desk = Desk::new();

    let said = desk.run_bare("export", &["out"]);

    assert_eq!(said.status, 1);
    assert!(
        said.err.contains("there is no database sqlite:sinew.db"),
        "{}",
        said.err
    );
    assert!(!desk.path("sinew.db").exists());
}

#[test]
fn references_alone_come_out_in_every_format() {
    let desk = Desk::new();
    desk.apply();

    for name in ["refs.yaml", "refs.bib", "refs.json", "refs.ris"] {
        let said = desk.run_bare("export", &["--references", name]);

        assert_eq!(
            said.out,
            format!("2 references in {name}\n"),
            "{}",
            said.err
        );
        let other = Desk::with(Folder::empty());
        let file = format!("references.{}", name.split('.').next_back().unwrap());
        other.folder.write(&file, &text_of(&desk, name));
        let plan = other.apply().out;
        assert!(
            plan.contains("created reference bell-2008"),
            "{name}: {plan}"
        );
        assert!(
            plan.contains("created reference yeun-2017"),
            "{name}: {plan}"
        );
    }
    let ris = desk.run_bare("export", &["--references", "refs.ris", "--force"]);
    assert!(
        ris.err
            .contains("note: `bell-2008`: this format cannot say all of `study_type`"),
        "{}",
        ris.err
    );
}

#[test]
fn a_file_of_references_is_not_overwritten_and_needs_a_known_ending() {
    let desk = Desk::new();
    desk.apply();
    desk.run_bare("export", &["--references", "refs.yaml"]);

    let again = desk.run_bare("export", &["--references", "refs.yaml"]);
    let unknown = desk.run_bare("export", &["--references", "refs.txt"]);

    assert_eq!((again.status, unknown.status), (1, 1));
    assert!(again.err.contains("--force overwrites it"), "{}", again.err);
    assert!(unknown.err.contains("must end in"), "{}", unknown.err);
}
