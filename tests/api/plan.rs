//! What a plan shows, and that an apply does exactly that.

mod differences;
mod foreseen;
mod saved;

use sqlx::{Connection, SqliteConnection};

use crate::desk::Desk;

#[test]
fn a_plan_for_a_new_database_creates_everything_but_the_database() {
    let desk = Desk::new();

    let said = desk.run("plan", &[]);

    assert_eq!(said.status, 3, "{}", said.err);
    assert!(
        said.out
            .contains("+ article a (en, published)  articles/a.md\n"),
        "{}",
        said.out
    );
    assert!(
        said.out.ends_with("\n7 to create; 0 unchanged\n"),
        "{}",
        said.out
    );
    assert!(!desk.path("sinew.db").exists());
}

#[test]
fn a_plan_of_what_is_stored_is_empty() {
    let desk = Desk::new();
    desk.apply();

    let said = desk.run("plan", &[]);

    assert_eq!(
        (said.status, said.out.as_str()),
        (0, "nothing to change; 7 unchanged\n")
    );
}

#[test]
fn a_plan_of_a_broken_folder_is_an_error_with_its_place() {
    let desk = Desk::new();
    desk.folder.article("b", "Words [@unknown].");

    let said = desk.run("plan", &[]);

    assert_eq!(said.status, 1);
    assert!(said.err.contains("error[CIT001]"), "{}", said.err);
    assert!(said.err.contains("articles/b.md:6:8"), "{}", said.err);
    assert_eq!(said.out, "");
}

#[actix_web::test]
async fn a_plan_changes_nothing_of_an_older_database_and_waits_for_no_writer() {
    let desk = Desk::new();
    desk.apply();
    let mut writer = SqliteConnection::connect(&desk.database_url())
        .await
        .unwrap();
    sqlx::query("BEGIN IMMEDIATE")
        .execute(&mut writer)
        .await
        .unwrap();

    let beside_a_writer = desk.run("plan", &[]);
    sqlx::query("DELETE FROM _sqlx_migrations WHERE version > 1")
        .execute(&mut writer)
        .await
        .unwrap();
    sqlx::query("COMMIT").execute(&mut writer).await.unwrap();
    let of_older_tables = desk.run("plan", &[]);

    assert_eq!(beside_a_writer.status, 0, "{}", beside_a_writer.err);
    assert_eq!(of_older_tables.status, 1);
    assert!(
        of_older_tables
            .err
            .contains("has the tables of an earlier version of this program"),
        "{}",
        of_older_tables.err
    );
    assert_eq!(desk.count("SELECT count(*) FROM _sqlx_migrations").await, 1);
}
