//! A folder on one machine and a server on another: `--to` and `--from`.

mod faults;
mod interruptions;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::desk::Said;
use crate::folder::Folder;
use crate::program::{Program, run, sinew};

/// A server with an empty database, and a machine that has a key for it.
pub struct Remote {
    pub server: Program,
    pub home: TempDir,
    pub laptop: TempDir,
    pub key: String,
}

impl Remote {
    pub fn new() -> Self {
        Self::with(&[])
    }

    /// With settings of the server from the environment.
    pub fn with(settings: &[(&str, &str)]) -> Self {
        let home = TempDir::new().unwrap();
        let key = key(home.path(), "publish");
        Self {
            server: Program::start_with(home.path(), &["--no-seed"], settings),
            laptop: TempDir::new().unwrap(),
            home,
            key,
        }
    }

    /// A command about the server, with the key in the environment.
    pub fn command(&self, name: &str, arguments: &[&str]) -> Command {
        let mut command = sinew();
        let flag = if name == "export" { "--from" } else { "--to" };
        command
            .current_dir(self.laptop.path())
            .env("SINEW_KEY", &self.key)
            .arg(name)
            .args(arguments)
            .args([flag, &self.server.address]);
        command
    }

    pub fn run(&self, name: &str, arguments: &[&str]) -> Said {
        said(&mut self.command(name, arguments))
    }

    /// A command about the server and a folder.
    pub fn run_with(&self, name: &str, folder: &Folder, arguments: &[&str]) -> Said {
        let mut all = vec![folder.path().to_str().unwrap()];
        all.extend(arguments);
        self.run(name, &all)
    }
}

/// A key for the database in a directory.
fn key(directory: &Path, scope: &str) -> String {
    let made = said(
        sinew()
            .current_dir(directory)
            .args(["keys", "create", "--scope", scope]),
    );
    assert_eq!(made.status, 0, "{}", made.err);
    made.out.trim().to_owned()
}

pub fn said(command: &mut Command) -> Said {
    let output = run(command);
    Said {
        status: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The bytes of every file below a folder, by path.
fn files_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            let inner = files_of(&path).into_iter();
            files.extend(inner.map(|(path, bytes)| (format!("{name}/{path}"), bytes)));
        } else {
            files.insert(name, fs::read(&path).unwrap());
        }
    }
    files
}

#[test]
fn the_seed_goes_to_a_server_and_comes_back_as_it_was() {
    let remote = Remote::new();
    let seed = fs::canonicalize("seed").unwrap();
    let seed_path = seed.to_str().unwrap();

    let planned = remote.run("plan", &[seed_path]);
    let applied = remote.run("apply", &[seed_path, "--message", "First words"]);
    let planned_after = remote.run("plan", &[seed_path]);
    let applied_again = remote.run("apply", &[seed_path]);
    let exported = remote.run("export", &["out"]);
    let planned_out = remote.run("plan", &["out"]);

    assert_eq!(planned.status, 3, "{}", planned.err);
    assert_eq!(applied.status, 0, "{}", applied.err);
    assert!(
        applied
            .out
            .contains("created article massage-for-sciatica (en, published)")
    );
    assert_eq!(planned_after.status, 0, "{}", planned_after.out);
    assert!(
        planned_after.out.starts_with("nothing to change"),
        "{}",
        planned_after.out
    );
    assert!(
        applied_again.out.starts_with("nothing changed"),
        "{}",
        applied_again.out
    );
    assert_eq!(exported.status, 0, "{}", exported.err);
    assert_eq!(planned_out.status, 0, "{}", planned_out.out);
    let mut expected = files_of(&seed);
    expected.retain(|path, _| path != "README.md");
    assert_eq!(files_of(&remote.laptop.path().join("out")), expected);
    let left: Vec<_> = fs::read_dir(remote.laptop.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "no database is made on the laptop");
}

#[test]
fn a_server_is_told_what_a_database_is_told_and_answers_the_same() {
    let remote = Remote::new();
    let folder = Folder::with_entries();
    folder.article(
        "a",
        "## Benefits {#benefits}\n\nMassage eased pain [@bell-2008].\n\n![Nerve](media/nerve.svg)",
    );
    let here = TempDir::new().unwrap();
    let local = |name: &str, arguments: &[&str]| {
        let mut command = sinew();
        command
            .current_dir(here.path())
            .arg(name)
            .arg(folder.path())
            .args(arguments);
        said(&mut command)
    };
    local("apply", &[]);
    remote.run_with("apply", &folder, &[]);
    folder.article(
        "a",
        "## Benefits {#benefits}\n\nMassage eased no pain [@bell-2008].",
    );
    folder.write("people.yaml", "- slug: ada\n  name: Ada E.\n");
    folder.remove("media/nerve.svg");

    for (name, arguments) in [
        ("plan", &["--prune"][..]),
        ("apply", &["--prune"]),
        ("apply", &["--prune", "--yes"]),
        ("plan", &[]),
    ] {
        let there = remote.run_with(name, &folder, arguments);
        let here = local(name, arguments);

        assert_eq!(
            (there.status, &there.out),
            (here.status, &here.out),
            "{}",
            there.err
        );
        assert_eq!(there.err, here.err);
    }
}

#[test]
fn a_saved_plan_is_applied_to_the_server_that_it_was_made_for() {
    let remote = Remote::new();
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    remote.run_with("plan", &folder, &["--out", "plan.json"]);

    let applied = remote.run("apply", &["--plan", "plan.json"]);
    let late = remote.run("apply", &["--plan", "plan.json"]);

    assert_eq!(applied.status, 0, "{}", applied.err);
    assert_eq!(late.status, 1);
    assert!(
        late.err.contains("it was at write 0, now it is at"),
        "{}",
        late.err
    );
}

#[test]
fn many_images_are_sent_at_the_rate_that_the_server_takes() {
    let remote = Remote::with(&[("SINEW_WRITES_PER_SECOND", "5")]);
    let folder = Folder::with_entries();
    for number in 1..=12 {
        let svg =
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{number}\" height=\"5\"/>");
        folder.write(&format!("media/{number}.svg"), &svg);
    }

    let applied = remote.run_with("apply", &folder, &[]);

    assert_eq!(applied.status, 0, "{}", applied.err);
    assert_eq!(remote.run_with("plan", &folder, &[]).status, 0);
}

#[test]
fn a_thousand_articles_go_to_a_server_at_once() {
    let remote = Remote::new();
    let folder = Folder::with_entries();
    for number in 0..1000 {
        folder.article(&format!("n-{number}"), "Words [@bell-2008].");
    }

    let applied = remote.run_with("apply", &folder, &[]);
    let planned = remote.run_with("plan", &folder, &[]);

    assert_eq!(applied.status, 0, "{}", applied.err);
    assert!(
        applied.out.contains("1006 created"),
        "{}",
        &applied.out[applied.out.len() - 100..]
    );
    assert_eq!(planned.status, 0);
}
