//! How lists lie in the database: also of what was stored before they had rows.

use sinew::store::{ApplyRequest, Store};
use sqlx::{Connection, SqliteConnection};
use tempfile::TempDir;

use crate::app::{TestApp, addresses, clock, read};
use crate::editor::Editor;
use crate::folder::Folder;

#[actix_web::test]
async fn a_database_of_before_lists_as_a_new_one_does() {
    let directory = TempDir::new().unwrap();
    let url = format!("sqlite:{}", directory.path().join("test.db").display());
    let store = Store::open(&url, addresses(), clock()).await.unwrap();
    let seed = Folder::of_seed();
    seed.article_with("kept-back", "draft: true\nkeywords: [secret]\n", "Words.");
    let library = read(seed.path());
    store
        .apply(&ApplyRequest::of(&library), || ())
        .await
        .unwrap();
    store.close().await;
    let fresh = rows(&url).await;
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    sqlx::raw_sql(
        "DROP TABLE facet; DROP TABLE sort_key; DROP TABLE listed_article;
         DELETE FROM _sqlx_migrations WHERE version = 11",
    )
    .execute(&mut connection)
    .await
    .unwrap();
    connection.close().await.unwrap();

    let store = Store::open(&url, addresses(), clock()).await.unwrap();
    store.close().await;

    assert_eq!(rows(&url).await, fresh);
    assert!(fresh.len() > 100, "{}", fresh.len());
    assert!(!fresh.iter().any(|row| row.contains("secret")));
}

#[actix_web::test]
async fn what_is_not_public_has_no_facet_and_no_open_key() {
    let folder = Folder::with_entries();
    for slug in ["unpublished", "deleted", "renewed"] {
        folder.article_with(slug, "keywords: [word]\n", "[It](condition:sciatica).");
    }
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;

    editor.act("unpublished", "unpublish", "{}").await;
    editor.delete("deleted").await;
    editor.act("renewed", "unpublish", "{}").await;
    editor.act("renewed", "publish", "{}").await;

    let mut connection = SqliteConnection::connect(&app.database_url())
        .await
        .unwrap();
    let counts: (i64, i64, i64) = sqlx::query_as(
        "SELECT (SELECT count(*) FROM facet WHERE kind = 'keyword'),
            (SELECT count(*) FROM sort_key WHERE until = 9223372036854775807),
            (SELECT count(*) FROM sort_key)",
    )
    .fetch_one(&mut connection)
    .await
    .unwrap();
    assert_eq!(counts, (1, 1, 4));
}

/// Every facet and open key by the slug of its article, in one text each.
async fn rows(url: &str) -> Vec<String> {
    let mut connection = SqliteConnection::connect(url).await.unwrap();
    let rows = sqlx::query_scalar(
        "SELECT json_array(a.slug, f.kind, f.value)
         FROM facet f
         JOIN listed_article n ON n.number = f.number
         JOIN article a ON a.id = n.article_id
         UNION ALL
         SELECT json_array(a.slug, k.first_published_at, k.published_at, k.updated_at, k.title, k.version)
         FROM sort_key k
         JOIN listed_article n ON n.number = k.number
         JOIN article a ON a.id = n.article_id
         ORDER BY 1",
    );
    rows.fetch_all(&mut connection).await.unwrap()
}
