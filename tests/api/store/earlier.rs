//! Databases of earlier versions: opened by this one, they hold what this one would have written.

use std::collections::BTreeMap;
use std::fs;

use jiff::civil::date;
use serde_json::Value;
use sinew::content::{Retractions, SearchQuery, Signature};
use sinew::seed::read_retractions;
use sinew::store::{Page, PageSize, RetractionImport, SearchQuestion, Store};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AssertSqlSafe, Connection, SqlSafeStr, SqliteConnection};
use tempfile::TempDir;

use super::{moving, url};
use crate::app::{TestApp, addresses, clock};
use crate::editor::Editor;
use crate::folder::Folder;

/// Articles of all states, reviewed and not; and entries with other names and notices.
fn folder() -> Folder {
    let folder = Folder::with_entries();
    folder.write(
        "conditions/sciatica.md",
        "---\nname: Sciatica\nalso_known_as: [sciatic nerve pain, Ischias]\nsummary: Leg pain.\n---\n\nA nerve.\n",
    );
    folder.write(
        "therapies/cupping.md",
        "---\nname: Cupping\nalso_known_as: [Schröpfen]\nsummary: Cups.\n---\n\nCups.\n",
    );
    folder.write(
        "references/noticed.bib",
        "@article{a-1, title = {A}, year = {2001}, notice = {corrected}, notice_on = {2010-01-02}}\n",
    );
    let reviewed = |on: &str| format!("review: {{by: [ada], on: {on}, kind: clinical}}\n");
    folder.article("never-reviewed", "Words.");
    folder.article_with("leap-day", &reviewed("2024-02-29"), "Words.");
    folder.article_with("withdrawn", &reviewed("2025-03-31"), "Words.");
    let named = "review: {by: [ada], on: 2025-01-02, next: 2025-06-30, kind: editorial}\n";
    folder.article_with("named", named, "Words.");
    folder.write(
        "articles/named.draft.md",
        "---\ntitle: About named\nsummary: What named is.\n\
         review: {by: [ada], on: 2025-09-09, kind: clinical}\n---\n\nNewer words.\n",
    );
    let draft = format!("draft: true\n{}", reviewed("2025-02-03"));
    folder.article_with("draft", &draft, "Words.");
    folder
}

#[actix_web::test]
async fn a_database_of_before_reviews_notices_and_names_becomes_what_is_written_now() {
    let folder = folder();
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    editor.act("withdrawn", "unpublish", "{}").await.json();
    let directory = TempDir::new().unwrap();
    take_back(&app.database_url(), &directory, 6).await;
    let before = rows(&url(&directory)).await;

    let store = Store::open(&url(&directory), addresses(), clock()).await;
    store.unwrap().close().await;

    let (mut after, mut now) = (
        rows(&url(&directory)).await,
        rows(&app.database_url()).await,
    );
    // Keys were used in between. What lists had before the earlier version is over for who reads them now, and of changes
    // only what is public is known.
    for tables in [&mut after, &mut now] {
        for table in [
            "api_key",
            "listed_article",
            "sort_key",
            "sync_item",
            "sync_mark",
        ] {
            tables.remove(table);
        }
    }
    assert!(!before.contains_key("review") && !before.contains_key("topic_name"));
    for (table, rows) in now {
        assert_eq!(after.remove(&table), Some(rows), "{table}");
    }
    assert!(after.is_empty(), "{after:#?}");
}

#[actix_web::test]
async fn reviews_of_before_are_due_after_the_interval_of_then() {
    let (today, store, _) = moving(&folder()).await;
    store.close().await;
    let directory = TempDir::new().unwrap();
    take_back(&url(&today), &directory, 6).await;

    let store = Store::open(&url(&directory), addresses(), clock()).await;
    store.unwrap().close().await;

    let mut connection = SqliteConnection::connect(&url(&directory)).await.unwrap();
    let due = sqlx::query_as("SELECT slug, review_due_on FROM article ORDER BY slug");
    let due: Vec<(String, Option<String>)> = due.fetch_all(&mut connection).await.unwrap();
    let due: Vec<_> = due
        .iter()
        .map(|(slug, day)| (slug.as_str(), day.as_deref()))
        .collect();
    let published_on = clock().now().day().to_string();
    assert_eq!(
        due,
        [
            ("draft", None),
            ("leap-day", Some("2027-02-28")),
            ("named", Some("2025-06-30")),
            ("never-reviewed", Some(published_on.as_str())),
            ("withdrawn", Some("2028-03-31")),
        ]
    );
    let names = sqlx::query_scalar("SELECT name FROM topic_name ORDER BY kind, id, position");
    let names: Vec<String> = names.fetch_all(&mut connection).await.unwrap();
    assert_eq!(
        names,
        [
            "Sciatica",
            "sciatic nerve pain",
            "Ischias",
            "Cupping",
            "Schröpfen",
            "Swedish massage"
        ]
    );
}

#[actix_web::test]
async fn data_of_which_only_the_standing_was_kept_can_be_imported_again() {
    let folder = folder();
    let papers = "@article{b-2, title = {B}, doi = {10.5555/b}, pmid = {99000001}}\n";
    folder.write("references/papers.bib", papers);
    let (today, store, _) = moving(&folder).await;
    import(&store, &data()).await;
    store.close().await;
    let directory = TempDir::new().unwrap();
    take_back(&url(&today), &directory, 9).await;

    let store = Store::open(&url(&directory), addresses(), clock())
        .await
        .unwrap();
    let before = count(&directory).await;
    let again = import(&store, &data()).await;
    let after = count(&directory).await;
    let third = import(&store, &data()).await;

    // The fourth event stood behind another under its identifier.
    assert_eq!((before, after), (3, 4));
    assert!(matches!(again, RetractionImport::Done { .. }), "{again:?}");
    assert!(matches!(third, RetractionImport::Same(_)), "{third:?}");
}

#[actix_web::test]
async fn a_database_of_before_search_is_indexed_when_it_is_opened() {
    let (today, store, _) = moving(&folder()).await;
    let directory = TempDir::new().unwrap();
    let now = found(&store).await;
    store.close().await;
    take_back(&url(&today), &directory, 10).await;

    let store = Store::open(&url(&directory), addresses(), clock()).await;
    let indexed = found(&store.unwrap()).await;

    assert_eq!(indexed, now);
    assert_eq!(
        now,
        [
            ("leap-day".to_owned(), 4),
            ("sciatica".to_owned(), 1),
            ("cupping".to_owned(), 1),
            (String::new(), 0)
        ]
    );
}

/// What is found by a word of four texts, by two other names, and by the word of a draft: the first slug, and how many.
async fn found(store: &Store) -> Vec<(String, u32)> {
    let mut found = Vec::new();
    for words in ["words", "ischias", "schropfen", "\"newer words\""] {
        let question = SearchQuestion::of(SearchQuery::parse(words).unwrap());
        let page = Page {
            size: PageSize::DEFAULT,
            cursor: None,
        };
        let page = store.search(&question, &page).await.unwrap().value;
        let slugs = page.items.iter().map(|hit| hit.slug.to_string());
        found.push((slugs.min().unwrap_or_default(), page.total));
    }
    found
}

fn data() -> Retractions {
    let text = "RetractionDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature\n\
        2021-01-02,10.5555/b,0,Retraction\n2023-01-02,10.5555/b,0,Correction\n\
        2022-01-02,0,99000001,Reinstatement\n2022-01-02,10.5555/other,0,Retraction\n";
    let file = read_retractions(text.as_bytes(), "data.csv", None, date(2026, 11, 22));
    file.map_err(|refused| refused.error).unwrap().retractions
}

async fn import(store: &Store, data: &Retractions) -> RetractionImport {
    let imported = store.import_retractions(data, false, &Signature::COMMAND);
    imported.await.unwrap()
}

async fn count(directory: &TempDir) -> i64 {
    let mut connection = SqliteConnection::connect(&url(directory)).await.unwrap();
    let count = sqlx::query_scalar("SELECT count(*) FROM retraction");
    count.fetch_one(&mut connection).await.unwrap()
}

/// Makes a database as a migration left it, with all that another one holds and its tables had room for.
pub async fn take_back(today: &str, directory: &TempDir, last: i64) {
    let options = format!("{}?mode=rwc", url(directory));
    let mut connection = SqliteConnection::connect(&options).await.unwrap();
    migrations(last).run(&mut connection).await.unwrap();
    let path = today.strip_prefix("sqlite:").unwrap();
    // The number that marks a database of this program.
    let begin = format!(
        "PRAGMA application_id = {}; PRAGMA foreign_keys = OFF; ATTACH '{path}' AS today",
        0x5349_4e57
    );
    execute(&mut connection, begin).await;
    for (table, columns) in tables(&mut connection).await {
        let columns = columns.join(", ");
        // Of what has more rows now, the first stay.
        execute(
            &mut connection,
            format!(
                "DELETE FROM main.{table};
                 INSERT OR IGNORE INTO main.{table} ({columns}) SELECT {columns} FROM today.{table}"
            ),
        )
        .await;
    }
    connection.close().await.unwrap();
}

/// The migrations up to one, as this program runs them.
fn migrations(last: i64) -> Migrator {
    let files = fs::read_dir("migrations/sqlite").unwrap();
    let mut paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    paths.sort();
    let numbered = (1..=last).zip(paths).map(|(number, path)| {
        let text = fs::read_to_string(path).unwrap();
        let text = AssertSqlSafe(text).into_sql_str();
        Migration::new(number, "earlier".into(), MigrationType::Simple, text, false)
    });
    Migrator::with_migrations(numbered.collect())
}

/// The tables of the main database with their columns, without the index that is searched: its rows say where they lie.
async fn tables(connection: &mut SqliteConnection) -> BTreeMap<String, Vec<String>> {
    let names = sqlx::query_as(
        "SELECT t.name, c.name
         FROM sqlite_schema t
         JOIN pragma_table_info(t.name) c
         WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> '_sqlx_migrations'
            AND t.name NOT LIKE 'search_%'
         ORDER BY t.name, c.cid",
    );
    let names: Vec<(String, String)> = names.fetch_all(connection).await.unwrap();
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (table, column) in names {
        tables.entry(table).or_default().push(column);
    }
    tables
}

/// All rows of all tables, each as JSON, whatever the order in which they were written.
async fn rows(url: &str) -> BTreeMap<String, Vec<String>> {
    let mut connection = SqliteConnection::connect(url).await.unwrap();
    let mut all = BTreeMap::new();
    for (table, columns) in tables(&mut connection).await {
        let values = columns.iter().map(|column| {
            format!(
                "'{column}', CASE typeof({column}) WHEN 'blob' THEN hex({column}) ELSE {column} END"
            )
        });
        let values: Vec<String> = values.collect();
        let sql = format!("SELECT json_object({}) FROM {table}", values.join(", "));
        let rows = sqlx::query_scalar(AssertSqlSafe(sql));
        let rows: Vec<String> = rows.fetch_all(&mut connection).await.unwrap();
        let mut rows: Vec<String> = rows.iter().map(|row| opened(row)).collect();
        rows.sort();
        all.insert(table, rows);
    }
    all
}

/// A row whose columns with JSON are read too: the order of members says nothing.
fn opened(row: &str) -> String {
    let mut row: Value = serde_json::from_str(row).unwrap();
    for value in row.as_object_mut().unwrap().values_mut() {
        let read = value.as_str().map(serde_json::from_str);
        if let Some(Ok(read @ Value::Object(_))) = read {
            *value = read;
        }
    }
    // What a withdrawal says of the review of what was withdrawn is asked by nobody.
    if row.get("revision") == Some(&Value::Null) {
        row["review"] = Value::Null;
    }
    row.sort_all_objects();
    row.to_string()
}

async fn execute(connection: &mut SqliteConnection, sql: String) {
    let sql = sqlx::raw_sql(AssertSqlSafe(sql));
    sql.execute(connection).await.unwrap();
}
