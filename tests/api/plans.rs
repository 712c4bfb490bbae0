//! How the database answers: by index, whatever it knows of the sizes of its tables.

use std::collections::BTreeSet;
use std::time::Duration;

use awc::Client;
use serde_json::Value;
use sinew::content::{ArticleSort, Key, Scope};
use sinew::store::{Clock, Store};
use sqlx::{AssertSqlSafe, Connection, Row, SqliteConnection};
use tempfile::TempDir;

use crate::app::{addresses, clock};
use crate::document::{document, example_path};
use crate::program::Program;

/// Steps that read more than they give, by design: the one row of a table, a walk in the order of a list, rows that are
/// being written, the names of all content, to find what a folder lacks, all content, to make a folder of it, the articles
/// of a database whose tables are made or filled, the names of all topics, to find those in a text, all articles, to part
/// their map, the first of what is still to be indexed, how many pages are indexed, and the images of the folder.
const ALLOWED: [&str; 23] = [
    "content_version",
    "article_by_first_publication",
    "article_by_update",
    "publication_by_withdrawal",
    "row_number() OVER (ORDER BY a.id)",
    "CONSTANT ROW",
    "-ROW VALUES CLAUSE",
    "SCAN f USING INDEX sqlite_autoindex_seed_file_1",
    "SELECT a.id, a.locale, a.slug, a.head_revision, a.http_version\n",
    "SELECT e.id, e.revision, e.http_version\n",
    "AS has_unseen",
    "SELECT r.body, r.source_path, r.source\n",
    "SELECT r.body, r.source_path, r.source, a.slug, a.published_revision, a.is_draft,\n",
    "SELECT f.path, m.sha256, m.format, m.width, m.height, m.bytes\n",
    "ORDER BY a.position DESC",
    "SELECT a.id, r.number\n",
    "INSERT INTO listed_article (number, article_id, locale)\n         SELECT row_number()",
    "INSERT INTO sort_key (number, until, version, first_published_at, published_at, updated_at, title)\n         SELECT",
    "SELECT n.number, a.id, a.published_revision\n",
    "SELECT n.kind, n.id, n.name\n",
    "FROM search_pending LIMIT 1",
    "SCAN search_digest",
    "SCAN f USING INDEX seed_file_by_image",
];

/// What SQLite may know of the sizes of its tables. Where one write has filled them, every row of some is of the same write,
/// and their indexes look as if they helped nobody.
const STATISTICS: [(&str, &str); 2] = [
    ("nothing is known", ""),
    (
        "one write has filled the tables",
        include_str!("plans/one_large_write.sql"),
    ),
];

#[actix_web::test]
async fn no_statement_reads_a_whole_table() {
    let statements = statements().await;

    for (case, statistics) in STATISTICS {
        let (_directory, mut connection) = database(statistics).await;
        let slow = slow_steps(&statements, &mut connection).await;
        assert_eq!(slow, Vec::<String>::new(), "{case}");
    }

    assert!(statements.len() >= 25, "{}", statements.len());
}

/// An empty database with statistics that were taken from another.
async fn database(statistics: &str) -> (TempDir, SqliteConnection) {
    let directory = TempDir::new().unwrap();
    let url = format!("sqlite:{}", directory.path().join("empty.db").display());
    Store::open(&url, addresses(), clock())
        .await
        .unwrap()
        .close()
        .await;
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    let insert = format!("ANALYZE; DELETE FROM sqlite_stat1; {statistics}");
    sqlx::raw_sql(AssertSqlSafe(insert))
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    (directory, SqliteConnection::connect(&url).await.unwrap())
}

/// The steps of all statements that read more than they give and are not allowed.
async fn slow_steps(
    statements: &BTreeSet<String>,
    connection: &mut SqliteConnection,
) -> Vec<String> {
    let mut slow = Vec::new();
    // Those of a write are sent together, and only the first would be explained.
    let sent = statements.iter().flat_map(|sent| sent.split(";\n"));
    for statement in sent.filter(|statement| !statement.is_empty()) {
        let explain = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}"));
        for row in sqlx::query(explain)
            .fetch_all(&mut *connection)
            .await
            .unwrap()
        {
            let detail: String = row.get("detail");
            let step = format!("{detail}: {statement}");
            if reads_much(&step) && !ALLOWED.iter().any(|allowed| step.contains(allowed)) {
                slow.push(step);
            }
        }
    }
    slow
}

/// A scan of a table, or a search by its kind alone.
fn reads_much(step: &str) -> bool {
    // The index of words is a virtual table: what it is asked by stands after the number of its plan.
    let is_matched = step.contains(" VIRTUAL TABLE INDEX ") && !step.contains(":: ");
    let is_scan = step.starts_with("SCAN ")
        && !is_matched
        && ![
            "about",
            "mentioned",
            "named",
            "subquery",
            "ending",
            "beginning",
            "due",
            "few",
            "held",
            "best",
            "changed",
            "mapped",
            "asked",
            "scored",
            "row",
        ]
        .iter()
        .any(|query| step.starts_with(&format!("SCAN {query}")));
    is_scan
        || [
            "(kind=?)",
            "(source_kind=?)",
            "(target_kind=?)",
            "(locale=?)",
        ]
        .iter()
        .any(|by| step.contains(by))
}

/// Every statement of the program: it fills a database, then answers every path of the document.
async fn statements() -> BTreeSet<String> {
    let directory = TempDir::new().unwrap();
    let seed = std::fs::canonicalize("seed").unwrap();
    let program = Program::start(
        directory.path(),
        &[
            "--seed",
            seed.to_str().unwrap(),
            "--public-url",
            "http://api.example.org",
            "--log",
            "sqlx=debug",
        ],
    );
    let mut paths: Vec<String> = document()["paths"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(path, item)| example_path(path, item))
        .collect();
    paths.push(
        "/v1/articles?therapy=deep-tissue-massage&condition=sciatica&reference=bell-2008"
            .to_owned(),
    );
    for sort in ArticleSort::ALL.map(|(sort, _)| sort) {
        for filter in [
            "count=true",
            "locale=en&keyword=massage&author=sinew-editors&count=true",
            "updated_since=2020-01-01T00:00:00Z&count=true",
            "published_since=2020-01-01T00:00:00Z",
            "published_since=2040-01-01T00:00:00Z&count=true",
            "updated_since=2040-01-01T00:00:00Z",
        ] {
            paths.push(format!("/v1/articles?sort={sort}&{filter}"));
        }
    }
    let names = "massage-for-sciatica,piriformis-syndrome,nothing";
    paths.push(format!("/v1/articles?slugs={names}"));
    paths.push("/v1/articles?ids=019aaafb-6c00-7000-8000-000000000001".to_owned());
    paths.push("/v1/articles/massage-for-sciatica?locale=de".to_owned());
    paths.push("/v1/articles/nothing".to_owned());
    let key = key(&directory).await;
    for path in paths {
        // One without a key, and one for which its holder is looked up and its use is noted.
        let request = || Client::default().get(format!("{}{path}", program.address));
        request().send().await.unwrap();
        request().bearer_auth(&key).send().await.unwrap();
    }
    let (_, log) = program.stop();
    let statements: BTreeSet<String> = log
        .lines()
        .filter_map(|line| statement(&serde_json::from_str(line).ok()?))
        .collect();
    for verb in ["SELECT", "UPDATE"] {
        let mut all = statements.iter();
        let is_seen = all.any(|text| text.starts_with(verb) && text.contains("api_key"));
        assert!(is_seen, "{verb}: {statements:#?}");
    }
    statements
}

/// A key for the database of a program that runs in a directory.
async fn key(directory: &TempDir) -> String {
    let url = format!("sqlite:{}", directory.path().join("sinew.db").display());
    let store = Store::open(&url, addresses(), Clock::System).await.unwrap();
    let key = Key::random().unwrap();
    let hour = Duration::from_secs(60 * 60);
    store
        .create_key(&key, Scope::Admin, None, hour)
        .await
        .unwrap();
    store.close().await;
    key.reveal()
}

/// The whole text of a logged statement, unless it is about settings, tables or transactions.
fn statement(event: &Value) -> Option<String> {
    let whole = event["db.statement"].as_str()?.trim();
    let text = if whole.is_empty() {
        event["summary"].as_str()?
    } else {
        whole
    };
    let is_ours = ["SELECT", "INSERT", "UPDATE", "DELETE"]
        .iter()
        .any(|verb| text.starts_with(verb));
    (is_ours && !text.contains("sqlite_") && !text.contains("_sqlx_migrations"))
        .then(|| text.to_owned())
}
