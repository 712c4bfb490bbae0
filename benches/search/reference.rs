//! What the figures are compared with: the bare statement of FTS5 on the same file, one after the other on one connection,
//! without counts, filters, sections, excerpts or HTTP.

use std::path::Path;
use std::time::Instant;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, SqliteConnection};

use crate::figures::Figures;
use crate::queries::Class;

const BARE: &str = "SELECT rowid
     FROM search_index
     WHERE search_index MATCH $1
     ORDER BY bm25(search_index)
     LIMIT 20";

pub async fn measure(database: &Path) -> Vec<(Class, Figures)> {
    let options = SqliteConnectOptions::new()
        .filename(database)
        .read_only(true)
        .pragma("cache_size", "-16384");
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    let mut measured = Vec::new();
    for class in Class::ALL {
        let mut figures = Figures::default();
        for (query, _) in class.queries() {
            let begin = Instant::now();
            let query = sqlx::query(BARE).bind(words(&query));
            query.fetch_all(&mut connection).await.unwrap();
            figures.push(begin.elapsed());
        }
        measured.push((class, figures));
    }
    measured
}

/// The words of a query, each in quotes, without those that are excluded.
fn words(query: &str) -> String {
    let words = query
        .split_whitespace()
        .filter(|word| !word.starts_with('-'));
    let words = words.map(|word| format!("\"{}\"", word.replace('"', "")));
    words.collect::<Vec<_>>().join(" ")
}
