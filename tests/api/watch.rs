//! `sinew watch`: what is saved is checked, applied and shown by a running server; what is wrong is said and not applied.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use awc::Client;
use serde_json::Value;
use tempfile::TempDir;

use crate::folder::Folder;
use crate::program::{Program, run, sinew};

/// A watching program and what it says.
struct Watch {
    child: Child,
    lines: std::path::PathBuf,
}

impl Watch {
    fn start(directory: &Path, folder: &Path) -> Self {
        Self::start_with(directory, folder, &[])
    }

    fn start_with(directory: &Path, folder: &Path, arguments: &[&str]) -> Self {
        let lines = directory.join("lines");
        let child = sinew()
            .current_dir(directory)
            .arg("watch")
            .arg(folder)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(File::create(&lines).unwrap())
            .stderr(File::create(directory.join("errors")).unwrap())
            .spawn()
            .unwrap();
        Self { child, lines }
    }

    /// Waits for a line of this number, counted from 0, and gives it without its time.
    fn line(&self, number: usize) -> String {
        let start = Instant::now();
        loop {
            let said = fs::read_to_string(&self.lines).unwrap();
            if let Some(line) = said.split_inclusive('\n').nth(number)
                && line.ends_with('\n')
            {
                let (time, words) = line.trim_end().split_once(' ').unwrap();
                assert!(time.len() == 8 && time.matches(':').count() == 2, "{line}");
                return words.to_owned();
            }
            assert!(start.elapsed() < Duration::from_secs(20), "{said}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn count(&self) -> usize {
        fs::read_to_string(&self.lines).unwrap().lines().count()
    }

    fn stop(mut self) -> ExitStatus {
        let id = self.child.id().to_string();
        let stopped = Command::new("kill").args(["-TERM", &id]).status().unwrap();
        assert!(stopped.success());
        self.child.wait().unwrap()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

async fn get(program: &Program, path: &str) -> Value {
    let url = format!("{}{path}", program.address);
    let mut response = Client::default().get(url).send().await.unwrap();
    serde_json::from_slice(&response.body().await.unwrap()).unwrap()
}

#[actix_web::test]
async fn what_is_saved_is_shown_by_a_running_server() {
    let directory = TempDir::new().unwrap();
    let folder = Folder::with_entries();
    folder.article("one", "First words.");
    let watch = Watch::start(directory.path(), folder.path());
    let first = watch.line(0);
    let server = Program::start(directory.path(), &[]);

    folder.article("one", "Other words.");
    let second = watch.line(1);
    let article = get(&server, "/v1/articles/one").await;
    server.stop();

    assert!(first.starts_with("applied: "), "{first}");
    assert!(
        second.starts_with("applied: changed article one"),
        "{second}"
    );
    let text = &article["introduction"][0]["content"][0]["text"];
    assert_eq!(text, "Other words.");
    assert!(watch.stop().success());
    let left = fs::read_dir(directory.path()).unwrap().count();
    assert_eq!(
        left, 3,
        "the database, the lines and the errors, and no log of writes"
    );
}

#[test]
fn what_is_wrong_is_said_in_one_line_and_applied_when_it_is_mended() {
    let directory = TempDir::new().unwrap();
    let folder = Folder::with_entries();
    folder.article("one", "Cited [@nobody] and [@no-one].");
    let watch = Watch::start(directory.path(), folder.path());

    let refused = watch.line(0);
    let has_database = directory.path().join("sinew.db").exists();
    folder.article("one", "Cited [@bell-2008].");
    let applied = watch.line(1);

    let place = format!("{}/articles/one.md:6:8", folder.path().display());
    let expected = format!(
        "2 errors, nothing applied: {place} error[CIT001]: no reference has the key `nobody`; `sinew plan "
    );
    assert!(refused.starts_with(&expected), "{refused}");
    assert!(!has_database);
    assert!(applied.starts_with("applied: "), "{applied}");
    assert!(watch.stop().success());
}

#[test]
fn a_raised_warning_is_said_and_not_applied_until_it_is_mended() {
    let directory = TempDir::new().unwrap();
    let folder = Folder::with_entries();
    folder.article("one", "Words.");
    let raise = ["--raise", "DISC001"];
    let watch = Watch::start_with(directory.path(), folder.path(), &raise);

    let refused = watch.line(0);
    let has_database = directory.path().join("sinew.db").exists();
    folder.article("one", "Words.\n\n::: disclaimer\nAsk first.\n:::");
    let applied = watch.line(1);

    let place = format!("{}/articles/one.md:2:1", folder.path().display());
    let expected = format!("1 error, nothing applied: {place} error[DISC001]: ");
    assert!(refused.starts_with(&expected), "{refused}");
    assert!(!has_database);
    assert!(applied.starts_with("applied: "), "{applied}");
    assert!(watch.stop().success());
}

#[test]
fn a_save_in_steps_is_one_save_and_hidden_files_are_none() {
    let directory = TempDir::new().unwrap();
    let folder = Folder::with_entries();
    folder.article("one", "First words.");
    let watch = Watch::start(directory.path(), folder.path());
    watch.line(0);

    // One editor empties the file and fills it, another puts a new one in its place.
    let path = folder.path().join("articles/one.md");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, "").unwrap();
    fs::write(&path, text.replace("First", "Second")).unwrap();
    let second = watch.line(1);
    folder.write("articles/.one.md.swp", "Words of an editor.");
    fs::write(
        directory.path().join("new.md"),
        text.replace("First", "Third"),
    )
    .unwrap();
    fs::rename(directory.path().join("new.md"), &path).unwrap();
    let third = watch.line(2);
    folder.write("articles/.one.md.swp", "More words of an editor.");
    std::thread::sleep(Duration::from_millis(400));

    for line in [second, third] {
        assert!(line.starts_with("applied: changed article one"), "{line}");
    }
    assert_eq!(watch.count(), 3);
}

#[test]
fn what_is_removed_from_the_folder_stays_in_the_database() {
    let directory = TempDir::new().unwrap();
    let folder = Folder::with_entries();
    folder.article("one", "Words.");
    let watch = Watch::start(directory.path(), folder.path());
    watch.line(0);

    folder.remove("articles/one.md");
    let said = watch.line(1);
    let status = watch.stop();

    let planned = run(sinew()
        .current_dir(directory.path())
        .args(["plan", "--prune"])
        .arg(folder.path()));
    assert!(said.starts_with("nothing changed"), "{said}");
    assert!(status.success());
    let planned = String::from_utf8(planned.stdout).unwrap();
    assert!(planned.contains("1 to remove"), "{planned}");
}

#[test]
fn a_folder_that_is_not_there_or_vanishes_ends_it_with_an_error() {
    let directory = TempDir::new().unwrap();
    let seed = directory.path().join("seed");

    let output = run(sinew().current_dir(directory.path()).arg("watch"));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said.contains("there is no such folder\n --> seed\n"),
        "{said}"
    );
    assert!(!directory.path().join("sinew.db").exists());

    fs::create_dir_all(seed.join("articles")).unwrap();
    fs::write(
        seed.join("articles/one.md"),
        "---\ntitle: One\nsummary: Words.\n---\n\nWords.\n",
    )
    .unwrap();
    let mut watch = Watch::start(directory.path(), &seed);
    watch.line(0);
    fs::rename(&seed, directory.path().join("elsewhere")).unwrap();

    let status = watch.child.wait().unwrap();

    let said = fs::read_to_string(directory.path().join("errors")).unwrap();
    assert_eq!(status.code(), Some(1));
    assert!(said.contains("there is no such folder"), "{said}");
}

#[test]
fn a_folder_below_a_hidden_one_is_watched_by_its_relative_path() {
    let directory = tempfile::Builder::new()
        .prefix(".hidden")
        .tempdir()
        .unwrap();
    let seed = directory.path().join("seed");
    fs::create_dir_all(&seed).unwrap();
    fs::write(seed.join("people.yaml"), "- slug: ada\n  name: Ada\n").unwrap();
    let watch = Watch::start(directory.path(), Path::new("seed"));
    watch.line(0);

    fs::write(
        seed.join("people.yaml"),
        "- slug: ada\n  name: Ada Example\n",
    )
    .unwrap();

    assert!(watch.line(1).starts_with("applied: changed person ada"));
    assert!(watch.stop().success());
}
