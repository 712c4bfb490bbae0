//! The desk of an admin: a seed folder, a database, and the program's commands between them.

use std::process::{Command, Output};

use tempfile::TempDir;

use crate::folder::Folder;
use crate::program::{run, sinew};

pub struct Desk {
    pub folder: Folder,
    directory: TempDir,
}

/// What a command has said and how it ended.
pub struct Said {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Desk {
    /// With one article and what it rests on.
    pub fn new() -> Self {
        let folder = Folder::with_entries();
        folder.article(
            "a",
            "## Benefits {#benefits}\n\nMassage eased pain [@bell-2008].\n\nMore words.",
        );
        Self::with(folder)
    }

    pub fn with(folder: Folder) -> Self {
        Self {
            folder,
            directory: TempDir::new().unwrap(),
        }
    }

    /// A command on the folder and the database.
    pub fn command(&self, name: &str, arguments: &[&str]) -> Command {
        let mut command = sinew();
        command
            .current_dir(self.directory.path())
            .arg(name)
            .args(arguments);
        command
    }

    pub fn run(&self, name: &str, arguments: &[&str]) -> Said {
        let mut all = vec![self.folder.path().to_str().unwrap()];
        all.extend(arguments);
        said(run(&mut self.command(name, &all)))
    }

    /// A command that takes no folder.
    pub fn run_bare(&self, name: &str, arguments: &[&str]) -> Said {
        said(run(&mut self.command(name, arguments)))
    }

    /// Applies the folder, which must succeed.
    pub fn apply(&self) -> Said {
        let said = self.run("apply", &[]);
        assert_eq!(said.status, 0, "{}", said.err);
        said
    }

    /// A path beside the database.
    pub fn path(&self, name: &str) -> std::path::PathBuf {
        self.directory.path().join(name)
    }

    pub fn database_url(&self) -> String {
        format!("sqlite:{}", self.path("sinew.db").display())
    }

    /// The one number that a question to the database gives.
    pub async fn count(&self, sql: &'static str) -> i64 {
        use sqlx::{Connection, Row, SqliteConnection};
        let mut connection = SqliteConnection::connect(&self.database_url())
            .await
            .unwrap();
        let row = sqlx::query(sql).fetch_one(&mut connection).await.unwrap();
        row.get(0)
    }
}

fn said(output: Output) -> Said {
    Said {
        status: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}
