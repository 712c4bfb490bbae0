//! A log that was changed, shortened or written beside shows it.

use serde_json::Value;
use sqlx::{Connection, SqliteConnection};

use crate::desk::Desk;

/// A desk whose log has rows of three applies and of a key.
pub fn logged() -> Desk {
    let desk = Desk::new();
    desk.apply();
    for words in ["One.", "Two."] {
        desk.folder.article("a", words);
        desk.apply();
    }
    desk.run_bare("keys", &["create", "--scope", "read"]);
    desk
}

#[actix_web::test]
async fn a_whole_log_says_its_last_hash_and_a_shortened_one_lacks_it() {
    let desk = logged();

    let whole = desk.run_bare("audit", &["verify", "--format", "json"]);
    let verdict: Value = serde_json::from_str(&whole.out).unwrap();
    let hash = verdict["last_hash"].as_str().unwrap();
    let known = desk.run_bare("audit", &["verify", "--contains", hash]);
    tamper(
        &desk,
        "DELETE FROM audit WHERE position = (SELECT max(position) FROM audit)",
    )
    .await;
    let shortened = desk.run_bare("audit", &["verify"]);
    let missed = desk.run_bare("audit", &["verify", "--contains", hash]);

    assert_eq!((whole.status, known.status), (0, 0), "{}", known.out);
    assert!(
        known
            .out
            .contains(&format!("is that of row {}", verdict["rows"])),
        "{}",
        known.out
    );
    // That a key was made shows nowhere else.
    assert_eq!(shortened.status, 0, "{}", shortened.out);
    assert_eq!(missed.status, 1);
    assert!(missed.out.contains("has been shortened"), "{}", missed.out);
    for wrong in ["x", "", &hash[1..], &hash.to_uppercase()] {
        assert_eq!(
            desk.run_bare("audit", &["verify", "--contains", wrong])
                .status,
            2,
            "{wrong}"
        );
    }
}

#[actix_web::test]
async fn what_is_written_beside_the_log_shows() {
    for (sql, said) in [
        (
            "INSERT INTO revision (kind, owner, number, body, source_path, source, created_at)
             SELECT kind, owner, number + 1, body, source_path, source, created_at FROM revision
             WHERE kind = 'person'",
            "revision 2 of the person `ada`",
        ),
        (
            "INSERT INTO change_log VALUES (1, 100, 'therapy', 'gone')",
            "write 1 of the therapy `gone`",
        ),
        ("DELETE FROM audit", "the log does not tell of write 1"),
        (
            "DELETE FROM audit WHERE position > 6",
            "the log does not tell of",
        ),
    ] {
        let desk = logged();
        tamper(&desk, sql).await;

        let told = desk.run_bare("audit", &["verify"]);
        let doctor = desk.run_bare("doctor", &[]);

        assert_eq!(told.status, 1, "{sql}");
        assert!(told.out.contains(said), "{sql}: {}", told.out);
        assert!(doctor.out.contains(said), "{sql}: {}", doctor.out);
    }
}

#[actix_web::test]
async fn the_doctor_misses_a_guard_that_is_gone() {
    let desk = logged();
    let well = desk.run_bare("doctor", &[]);
    tamper(
        &desk,
        "UPDATE audit SET actor = 'schedule' WHERE position = 2",
    )
    .await;

    let said = desk.run_bare("doctor", &[]);

    assert!(well.out.contains("are guarded"), "{}", well.out);
    assert_eq!(said.status, 1);
    for expected in [
        "the trigger `audit_is_never_changed` of the table `audit` is not there",
        "position 2: the row has been changed",
    ] {
        assert!(said.out.contains(expected), "{}", said.out);
    }
}

#[test]
fn the_log_can_only_grow() {
    actix_web::rt::System::new().block_on(async {
        let desk = logged();
        let mut connection = SqliteConnection::connect(&desk.database_url())
            .await
            .unwrap();
        for sql in [
            "UPDATE audit SET message = 'x'",
            "DELETE FROM audit",
            "UPDATE revision SET source = ''",
        ] {
            assert!(
                sqlx::query(sql).execute(&mut connection).await.is_err(),
                "{sql}"
            );
        }
    });
}

/// Changes a database beside the program, which its guards would refuse.
async fn tamper(desk: &Desk, sql: &'static str) {
    let mut connection = SqliteConnection::connect(&desk.database_url())
        .await
        .unwrap();
    drop_guards(&mut connection).await;
    sqlx::query(sql).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

pub async fn drop_guards(connection: &mut SqliteConnection) {
    for sql in [
        "DROP TRIGGER audit_is_never_changed",
        "DROP TRIGGER audit_is_never_removed",
    ] {
        sqlx::query(sql).execute(&mut *connection).await.unwrap();
    }
}

#[actix_web::test]
#[ignore = "needs half a minute; it measures"]
async fn a_hundred_thousand_rows_are_verified_while_one_waits() {
    let desk = logged();
    let mut connection = SqliteConnection::connect(&desk.database_url())
        .await
        .unwrap();
    let last = "SELECT position, hash FROM audit ORDER BY position DESC LIMIT 1";
    let (mut position, mut hash): (i64, String) = sqlx::query_as(last)
        .fetch_one(&mut connection)
        .await
        .unwrap();
    let mut writing = connection.begin().await.unwrap();
    while position < 100_000 {
        position += 1;
        let row = sinew::content::AuditRow {
            position,
            at: "2026-11-22T12:00:00.000Z".to_owned(),
            actor: "abcdefgh".to_owned(),
            request_id: Some("01a20320-a200-7000-8000-000000000001".to_owned()),
            action: sinew::content::AuditAction::Update,
            kind: "article".to_owned(),
            owner: "01a20320-a200-7000-8000-000000000001".to_owned(),
            before_revision: Some(1),
            after_revision: Some(2),
            message: Some("Softened the claim".to_owned()),
        };
        let next = row.hash(&hash).unwrap();
        sqlx::query(
            "INSERT INTO audit VALUES ($1, $2, $3, $4, 'update', $5, $6, 1, 2, $7, $8, $9)",
        )
        .bind(position)
        .bind(row.at)
        .bind(row.actor)
        .bind(row.request_id)
        .bind(row.kind)
        .bind(row.owner)
        .bind(row.message)
        .bind(&hash)
        .bind(&next)
        .execute(&mut *writing)
        .await
        .unwrap();
        hash = next;
    }
    writing.commit().await.unwrap();
    connection.close().await.unwrap();

    let since = std::time::Instant::now();
    let said = desk.run_bare("audit", &["verify"]);

    assert_eq!(said.status, 0, "{}", said.out);
    assert!(said.out.starts_with("100000 rows"), "{}", said.out);
    assert!(since.elapsed().as_secs() < 30, "{:?}", since.elapsed());
}
