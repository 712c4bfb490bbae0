//! Applies that meet each other, and servers that are killed: all is applied or nothing.

use std::process::Stdio;
use std::time::Duration;

use sqlx::{Connection, Row, SqliteConnection};

use super::Remote;
use crate::folder::Folder;
use crate::program::Program;

/// The one number that a question to the database of the server gives.
async fn count(remote: &Remote, sql: &'static str) -> i64 {
    let path = remote.home.path().join("sinew.db");
    let url = format!("sqlite:{}", path.display());
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    let row = sqlx::query(sql).fetch_one(&mut connection).await.unwrap();
    row.get(0)
}

fn many_articles(words: &str) -> Folder {
    let folder = Folder::with_entries();
    for number in 0..200 {
        folder.article(&format!("n-{number}"), &format!("{words} [@bell-2008]."));
    }
    folder
}

#[actix_web::test]
async fn of_two_applies_at_once_one_is_applied_and_none_in_part() {
    let remote = Remote::new();
    remote.run_with("apply", &Folder::with_entries(), &[]);
    let folders = [many_articles("One"), many_articles("Two")];

    let children: Vec<_> = folders
        .iter()
        .map(|folder| {
            remote
                .command("apply", &[folder.path().to_str().unwrap()])
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    let outputs: Vec<_> = children
        .into_iter()
        .map(|child| child.wait_with_output().unwrap())
        .collect();

    let applied = outputs
        .iter()
        .filter(|output| output.status.success())
        .count();
    let articles = count(&remote, "SELECT count(*) FROM article").await;
    let texts = count(&remote, "SELECT count(DISTINCT substr(source, instr(source, '---'), 3)) FROM revision WHERE kind = 'article'").await;
    let revisions = count(
        &remote,
        "SELECT count(*) FROM revision WHERE kind = 'article'",
    )
    .await;
    assert_eq!((articles, texts), (200, 1));
    // The second may have planned after the first was done: then it is an apply like any other.
    assert_eq!(revisions, 200 * i64::try_from(applied).unwrap());
    for output in outputs.iter().filter(|output| !output.status.success()) {
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            said.contains("has changed since the plan was made"),
            "{said}"
        );
    }
}

#[actix_web::test]
async fn a_server_that_is_killed_in_the_middle_has_applied_all_or_nothing() {
    let mut remote = Remote::new();
    let folder = many_articles("Words");
    for delay_ms in [50, 200, 400, 700, 1000] {
        let child = remote
            .command("apply", &[folder.path().to_str().unwrap()])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(delay_ms));
        remote.server.signal("KILL");
        let output = child.wait_with_output().unwrap();

        let articles = count(&remote, "SELECT count(*) FROM article").await;
        assert!(
            [0, 200].contains(&articles),
            "{articles} after {delay_ms} ms"
        );
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success() || said.contains("gives no answer"),
            "{said}"
        );
        let whole = count(
            &remote,
            "SELECT integrity_check = 'ok' FROM pragma_integrity_check",
        )
        .await;
        assert_eq!(whole, 1);
        remote.server = Program::start_with(remote.home.path(), &["--no-seed"], &[]);
    }

    let said = remote.run_with("apply", &folder, &[]);

    assert_eq!(said.status, 0, "{}", said.err);
    assert_eq!(count(&remote, "SELECT count(*) FROM article").await, 200);
    assert_eq!(remote.run_with("plan", &folder, &[]).status, 0);
}
