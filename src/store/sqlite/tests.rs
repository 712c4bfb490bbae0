//! A database whose disk was full.

use tempfile::TempDir;

use crate::error::Error;
use crate::store::database::Database;

#[tokio::test]
async fn writing_goes_on_when_a_full_disk_has_room_again() {
    let directory = TempDir::new().unwrap();
    let url = format!("sqlite:{}", directory.path().join("test.db").display());
    let database = Database::open(&url).await.unwrap();
    let mut session = database.write().await.unwrap();
    // The limit is that of the connection, as if the disk ended there.
    let limit = "PRAGMA max_page_count = 1";
    session.execute(limit, []).await.unwrap();
    let full = fill(&mut session).await.unwrap_err();
    drop(session);

    let mut session = database.write().await.unwrap();
    let filled = fill(&mut session).await;
    session.commit().await.unwrap();

    assert!(matches!(full, Error::Full), "{full}");
    assert!(filled.is_ok());
    database.close().await;
}

/// Writes more than the pages of the database have room for.
async fn fill(session: &mut crate::store::database::Session) -> crate::error::Result<()> {
    let bytes = vec![0_u8; 1_000_000];
    let insert = "INSERT INTO media (sha256, format, width, height, bytes, created_at)
         VALUES ('a', 'png', 1, 1, $1, '2026-11-22T12:00:00.000Z')";
    session.execute(insert, [bytes.into()]).await?;
    // It is written before the next question.
    session.one("SELECT 1 AS one", []).await.map(drop)
}
