//! The audit log: what it says, who may read it, and that a change of the past shows.

use proptest::prelude::{Strategy, any, prop_oneof};
use proptest::test_runner::{Config, TestRunner};
use serde_json::Value;
use sinew::content::KeyId;
use sinew::store::{AuditVerdict, Clock, Store};
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};

use crate::app::{Answer, TestApp, addresses, texts};
use crate::desk::Desk;
use crate::folder::Folder;

/// Reads the log with an admin's key; making it is a row of the log.
async fn read(app: &TestApp, key: &str, query: &str) -> Answer {
    let authorization = format!("Bearer {key}");
    app.get_with(
        &format!("/v1/audit{query}"),
        &[("authorization", &authorization)],
    )
    .await
}

#[actix_web::test]
async fn the_log_tells_of_writes_and_keys_from_the_newest() {
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    let app = TestApp::with(&folder).await;
    let key = app.key("admin").await;
    let other = app.key("read").await;
    let id = KeyId::parse(&other["sinew_".len().."sinew_".len() + 8]).unwrap();
    app.store.revoke_key(&id).await.unwrap();

    let log = read(&app, &key, "").await;

    assert_eq!(log.header("cache-control"), Some("private, no-store"));
    let log = log.json();
    let rows = log["items"].as_array().unwrap();
    assert_eq!(
        texts(&log["items"], "/action")[..4],
        ["revoke_key", "create_key", "create_key", "publish"]
    );
    assert_eq!(
        (&rows[0]["kind"], &rows[0]["owner"]),
        (&"key".into(), &id.as_str().into())
    );
    assert_eq!(rows[3]["after_revision"], 1);
    assert_eq!(rows[3].get("before_revision"), None);
    assert_eq!(texts(&log["items"], "/actor")[3], "command");
    assert!(
        rows.windows(2)
            .all(|pair| pair[0]["previous_hash"] == pair[1]["hash"])
    );
    assert_eq!(rows.last().unwrap()["position"], 1);
    assert_eq!(rows.last().unwrap()["previous_hash"], "0".repeat(64));
    assert!(!log.to_string().contains(&other));
}

#[actix_web::test]
async fn the_log_is_filtered_and_walked() {
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    let app = TestApp::with(&folder).await;
    let key = app.key("admin").await;
    let all = read(&app, &key, "?limit=100").await.json();
    let positions = |page: &Value| -> Vec<i64> {
        let items = page["items"].as_array().unwrap().iter();
        items
            .map(|item| item["position"].as_i64().unwrap())
            .collect()
    };
    let article = all["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["kind"] == "article");
    let owner = article.unwrap()["owner"].as_str().unwrap();

    let mut walked = Vec::new();
    let mut query = "?limit=2&actor=command".to_owned();
    loop {
        let page = read(&app, &key, &query).await.json();
        walked.extend(positions(&page));
        let Some(cursor) = page["next_cursor"].as_str() else {
            break;
        };
        query = format!("?limit=2&actor=command&cursor={cursor}");
    }

    assert_eq!(walked, positions(&all));
    for (query, count) in [
        ("?kind=reference".to_owned(), 2),
        ("?kind=reference&owner=bell-2008".to_owned(), 1),
        ("?owner=bell-2008".to_owned(), 1),
        (format!("?owner={owner}&action=publish"), 1),
        (format!("?kind=article&owner={owner}&action=create"), 0),
        ("?action=create_key&kind=key".to_owned(), 1),
        ("?actor=schedule".to_owned(), 0),
        (
            "?since=2026-11-22T12:00:00Z".to_owned(),
            positions(&all).len(),
        ),
        ("?since=2026-11-22T12:00:00.001Z".to_owned(), 0),
    ] {
        let page = read(&app, &key, &query).await.json();
        assert_eq!(positions(&page).len(), count, "{query}");
    }
    for wrong in [
        "kind=image",
        "action=x",
        "actor=a%27--",
        "since=now",
        "owner=",
        "limit=0",
    ] {
        read(&app, &key, &format!("?{wrong}")).await.problem(400);
    }
    let cursor = query.rsplit('=').next().unwrap();
    read(&app, &key, &format!("?cursor={cursor}"))
        .await
        .problem(400);
}

#[actix_web::test]
async fn the_log_is_for_admins() {
    let app = TestApp::seeded().await;
    let small = app.key("publish").await;

    app.get("/v1/audit").await.problem(401);
    let forbidden = read(&app, &small, "").await.problem(403);

    assert_eq!(forbidden["detail"], "this needs a key with scope `admin`");
}

/// A desk whose log has rows of three applies and of a key.
fn logged() -> Desk {
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

/// What is done to one row of the log.
#[derive(Clone, Debug)]
enum Attack {
    /// Another value in one of its columns.
    Column(usize),
    /// It takes the place of another row, and that its place.
    Swap,
    Remove,
    /// A copy of it stands behind it, and those after it make room.
    Insert,
}

const COLUMNS: [&str; 12] = [
    "position = 1000",
    "at = '2020-01-01T00:00:00.000Z'",
    "actor = 'nobody'",
    "request_id = coalesce(request_id, '') || 'x'",
    "action = CASE action WHEN 'delete' THEN 'upload' ELSE 'delete' END",
    "kind = kind || 'x'",
    "owner = owner || 'x'",
    "before_revision = coalesce(before_revision, 0) + 1",
    "after_revision = coalesce(after_revision, 0) + 1",
    "message = coalesce(message, '') || 'x'",
    "previous_hash = '1' || substr(previous_hash, 2, 62) || 'g'",
    "hash = '1' || substr(hash, 2, 62) || 'g'",
];

fn attack() -> impl Strategy<Value = Attack> {
    prop_oneof![
        6 => (0..COLUMNS.len()).prop_map(Attack::Column),
        1 => any::<()>().prop_map(|()| Attack::Swap),
        1 => any::<()>().prop_map(|()| Attack::Remove),
        1 => any::<()>().prop_map(|()| Attack::Insert),
    ]
}

#[test]
fn every_change_of_the_past_is_found_where_it_begins() {
    let desk = logged();
    let mut runner = TestRunner::new(Config {
        cases: std::env::var("PROPTEST_CASES").map_or(60, |cases| cases.parse().unwrap()),
        failure_persistence: None,
        ..Config::default()
    });
    let system = actix_web::rt::System::new();
    let last = system.block_on(desk.count("SELECT max(position) FROM audit"));
    let key = system.block_on(verdict(&desk.database_url())).last_hash;

    let outcome = runner.run(&(attack(), 1..last), |(attack, at)| {
        let copy = desk.path("copy.db");
        std::fs::copy(desk.path("sinew.db"), &copy).unwrap();
        let url = format!("sqlite:{}", copy.display());
        let verdict = system.block_on(async {
            let mut connection = SqliteConnection::connect(&url).await.unwrap();
            drop_guards(&mut connection).await;
            strike(&mut connection, &attack, at).await;
            connection.close().await.unwrap();
            verdict(&url).await
        });

        let fault = verdict.fault.expect("it is found");
        let expected = if matches!(attack, Attack::Insert) {
            at + 1
        } else {
            at
        };
        assert_eq!(fault.position, expected, "{attack:?} {fault:?}");
        assert_ne!(verdict.last_hash, key);
        Ok(())
    });

    outcome.unwrap();
}

async fn strike(connection: &mut SqliteConnection, attack: &Attack, at: i64) {
    let statements = match attack {
        Attack::Column(column) => {
            vec![format!("UPDATE audit SET {} WHERE position = {at}", COLUMNS[*column])]
        }
        Attack::Swap => vec![
            format!("UPDATE audit SET position = -{at} WHERE position = {at}"),
            format!("UPDATE audit SET position = {at} WHERE position = {at} + 1"),
            format!("UPDATE audit SET position = {at} + 1 WHERE position = -{at}"),
        ],
        Attack::Remove => vec![format!("DELETE FROM audit WHERE position = {at}")],
        Attack::Insert => vec![
            format!("UPDATE audit SET position = -position WHERE position > {at}"),
            format!("UPDATE audit SET position = 1 - position WHERE position < 0"),
            format!(
                "INSERT INTO audit
                 SELECT position + 1, at, actor, request_id, action, kind, owner, before_revision, after_revision,
                    message, hash, hash
                 FROM audit WHERE position = {at}"
            ),
        ],
    };
    sqlx::query("PRAGMA ignore_check_constraints = 1")
        .execute(&mut *connection)
        .await
        .unwrap();
    for statement in statements {
        sqlx::query(AssertSqlSafe(statement))
            .execute(&mut *connection)
            .await
            .unwrap();
    }
}

async fn verdict(url: &str) -> AuditVerdict {
    let store = Store::open_to_read(url, addresses(), Clock::System)
        .await
        .unwrap();
    let verdict = store.verify_audit(None, || ()).await.unwrap();
    store.close().await;
    verdict
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

async fn drop_guards(connection: &mut SqliteConnection) {
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
    println!("{:?}", since.elapsed());
}
