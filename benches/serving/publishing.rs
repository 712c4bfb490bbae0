//! How long one publication takes over HTTP, beside what the disk takes for one row of the same size.

use std::fs;
use std::path::Path;
use std::time::Instant;

use serde_json::Value;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Connection, SqliteConnection};
use tempfile::TempDir;
use ureq::typestate::WithBody;
use ureq::{Agent, RequestBuilder};

use crate::database::Sized;
use crate::figures::median;
use crate::generated::articles;
use crate::recorded;
use crate::server::{Server, free_port};
use crate::settings::Settings;
use crate::sinew_server::{self, Look};

/// Medians in milliseconds.
pub struct Publishing {
    /// From the request to its answer: the text is checked, written, indexed, and on disk.
    pub publish_ms: f64,
    /// One row in a transaction of its own, by SQLite alone.
    pub row_ms: f64,
}

/// How many are published, one after the other; the first warms up.
const PUBLICATIONS: usize = 16;
/// What a revision has, about.
const ROW_BYTES: usize = 10_000;

pub fn measure(databases: &[Sized], settings: &Settings) -> Vec<Publishing> {
    databases
        .iter()
        .map(|database| of_size(database, settings))
        .collect()
}

/// On a copy, so that the database stays what it was.
fn of_size(database: &Sized, settings: &Settings) -> Publishing {
    let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let copy = folder.path().join("sinew.db");
    fs::copy(&database.file, &copy).unwrap();
    let mut create = sinew_server::bare_command(settings, &copy, &["keys", "create"]);
    let output = create.args(["--scope", "publish"]).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let key = String::from_utf8(output.stdout).unwrap();
    let port = free_port();
    let mut command = sinew_server::command(settings, &copy, Look::Default, port);
    command.args(["--writes-per-second", "0"]);
    let server = Server::start(command, port);
    let editor = Editor {
        address: server.address(),
        authorization: format!("Bearer {}", key.trim()),
        agent: recorded::agent(),
    };
    let numbers = (0..PUBLICATIONS).map(|at| at * database.articles / PUBLICATIONS);
    let times: Vec<f64> = numbers
        .map(|number| editor.publish(&articles::slug(number)))
        .collect();
    Publishing {
        publish_ms: median(times.into_iter().skip(1)),
        row_ms: median(row_times(folder.path())),
    }
}

struct Editor {
    address: String,
    authorization: String,
    agent: Agent,
}

impl Editor {
    /// Edits an article, and gives the milliseconds that its publication takes.
    fn publish(&self, slug: &str) -> f64 {
        let article = format!("{}/v1/articles/{slug}", self.address);
        let draft_url = format!("{article}/draft");
        let request = self
            .agent
            .get(&draft_url)
            .header("authorization", &self.authorization);
        let draft = request.call().unwrap().body_mut().read_to_vec().unwrap();
        let mut draft: Value = serde_json::from_slice(&draft).unwrap();
        draft["summary"] = Value::from("What is known of it, said anew.");
        self.send(self.agent.put(&draft_url), &draft.to_string());
        let begin = Instant::now();
        self.send(self.agent.post(format!("{article}/publish")), "{}");
        begin.elapsed().as_secs_f64() * 1000.0
    }

    fn send(&self, request: RequestBuilder<WithBody>, body: &str) {
        let request = request
            .header("authorization", &self.authorization)
            .header("content-type", "application/json")
            .header("if-match", "*");
        let mut answer = request.send(body).unwrap();
        let said = answer.body_mut().read_to_string().unwrap();
        assert!(answer.status().is_success(), "{said}");
    }
}

#[tokio::main(flavor = "current_thread")]
async fn row_times(folder: &Path) -> Vec<f64> {
    let options = SqliteConnectOptions::new()
        .filename(folder.join("rows.db"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    let create = sqlx::query("CREATE TABLE revision (body TEXT NOT NULL)");
    create.execute(&mut connection).await.unwrap();
    let mut times = Vec::new();
    for _ in 0..PUBLICATIONS {
        let begin = Instant::now();
        let insert = sqlx::query("INSERT INTO revision (body) VALUES ($1)");
        let insert = insert.bind("a".repeat(ROW_BYTES));
        insert.execute(&mut connection).await.unwrap();
        times.push(begin.elapsed().as_secs_f64() * 1000.0);
    }
    connection.close().await.unwrap();
    times
}
