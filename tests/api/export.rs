//! A database as files again.

mod as_applied;
mod as_written;
mod drafts;
mod overwriting;
mod references;

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
        "DROP TRIGGER revision_is_never_changed",
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
