//! What is there already.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use super::workspace::Workspace;
use crate::program::{run, sinew};

const PAGE: &str = "---\ntitle: Back pain\nsummary: Why it hurts.\nauthor: Ada Example\nimage: gone.png\n---\n\nIt hurts [@x].\n\n\
    ## Help\n\n- **Rest:** a little\n- **Walks:** often\n";

#[test]
fn the_same_import_twice_adds_nothing() {
    let workspace = Workspace::with(&[
        ("in/back.md", PAGE),
        ("in/other/back.md", "# Another\n\nOther words.\n"),
        (
            "in/a.bib",
            "@misc{x, title = {One}}\n@misc{y, title = {Two}, year = 2014}\n",
        ),
        ("in/b.bib", "@misc{x, title = {Quite another}}\n"),
    ]);
    let first = workspace.import(&["in"]);
    let files = workspace.files();

    let second = workspace.import(&["in"]);

    assert_eq!(first.status, 3, "{}", first.text);
    assert_eq!(second.status, 3, "{}", second.text);
    assert!(files.len() >= 4, "{files:?}");
    assert_eq!(workspace.files(), files);
    assert!(
        second.text.contains("nothing is new for seed"),
        "{}",
        second.text
    );
}

#[test]
fn an_article_that_somebody_has_edited_is_kept_unless_forced() {
    let workspace = Workspace::with(&[("back.md", PAGE)]);
    workspace.import(&["back.md"]);
    let imported = workspace.read("seed/articles/back.md");
    let edited = imported.replace("It hurts", "It hurts a lot");
    workspace.write("seed/articles/back.md", &edited);

    let kept = workspace.import(&["back.md"]);
    let after_kept = workspace.read("seed/articles/back.md");
    let forced = workspace.import(&["back.md", "--force"]);

    assert_eq!(kept.status, 3);
    assert_eq!(kept.notes("was kept").len(), 1, "{}", kept.text);
    assert_eq!(after_kept, edited);
    assert_eq!(forced.notes("was kept").len(), 0);
    assert_eq!(workspace.read("seed/articles/back.md"), imported);
}

#[test]
fn people_are_added_behind_those_who_are_there() {
    let workspace = Workspace::with(&[
        ("back.md", PAGE),
        (
            "seed/people.yaml",
            "# Who writes here\n- slug: bo\n  name: Bo Example",
        ),
    ]);

    workspace.import(&["back.md"]);

    let people = workspace.read("seed/people.yaml");
    assert!(
        people.starts_with(
            "# Who writes here\n- slug: bo\n  name: Bo Example\n- slug: ada-example\n"
        ),
        "{people}"
    );
    assert_eq!(workspace.library().people.len(), 2);
}

#[test]
fn a_dry_run_says_what_would_be_written_and_writes_nothing() {
    let workspace = Workspace::with(&[("back.md", PAGE)]);

    let outcome = workspace.import(&["back.md", "--dry-run"]);

    assert!(
        outcome.text.contains("would be written"),
        "{}",
        outcome.text
    );
    let files = outcome.report["files"].as_array().unwrap();
    assert!(
        files
            .iter()
            .any(|file| file["path"] == "articles/back.md" && file["state"] == "new")
    );
    assert!(!workspace.path().join("seed").exists());
}

#[test]
fn a_folder_that_holds_the_seed_folder_is_imported_without_it() {
    let workspace = Workspace::with(&[("back.md", PAGE)]);
    workspace.import(&["back.md"]);
    let files = workspace.files();

    let whole = workspace.import(&["."]);
    let itself = workspace.import(&["seed/articles"]);

    assert_eq!(workspace.files(), files, "{}", whole.text);
    assert_eq!(itself.status, 1);
    assert!(itself.text.contains("part of the seed folder"));
}

#[test]
fn nothing_is_written_through_a_link_of_the_seed_folder() {
    let workspace = Workspace::with(&[
        ("back.md", PAGE),
        ("elsewhere/back.md", "Mine.\n"),
        ("seed/people.yaml", "- slug: bo\n  name: Bo Example\n"),
    ]);
    let articles = workspace.path().join("seed/articles");
    symlink("../elsewhere", articles).unwrap();

    let outcome = workspace.import_unchecked(&["back.md", "--force"]);

    assert_eq!(outcome.status, 3, "{}", outcome.text);
    assert_eq!(outcome.notes("articles is a link").len(), 1);
    assert_eq!(workspace.read("elsewhere/back.md"), "Mine.\n");
    let elsewhere = fs::read_dir(workspace.path().join("elsewhere")).unwrap();
    assert_eq!(elsewhere.count(), 1);
    assert!(workspace.read("seed/people.yaml").contains("ada-example"));
}

#[test]
fn what_the_seed_folder_was_read_without_is_never_replaced() {
    let workspace = Workspace::with(&[
        ("in/back.md", PAGE),
        ("in/neck.md", "# Neck\n\nWords.\n"),
        ("in/hip.md", "# Hip\n\nWords.\n"),
        ("mine.md", "Mine.\n"),
    ]);
    let articles = workspace.path().join("seed/articles");
    fs::create_dir_all(articles.join("neck.md")).unwrap();
    symlink("../../mine.md", articles.join("back.md")).unwrap();

    let outcome = workspace.import_unchecked(&["in"]);

    assert_eq!(outcome.status, 3, "{}", outcome.text);
    assert_eq!(outcome.notes("a link is there").len(), 1);
    assert_eq!(outcome.notes("something is there").len(), 1);
    assert!(articles.join("back.md").is_symlink());
    assert!(articles.join("neck.md").is_dir());
    assert!(articles.join("hip.md").is_file());
    assert_eq!(workspace.read("mine.md"), "Mine.\n");
}

#[test]
fn a_write_that_fails_names_what_is_missing() {
    let workspace = Workspace::with(&[("back.md", PAGE)]);
    symlink("nowhere/seed", workspace.path().join("seed")).unwrap();

    let outcome = workspace.import_unchecked(&["back.md"]);

    assert_eq!(outcome.status, 1, "{}", outcome.text);
    assert_eq!(outcome.notes("was not written, because writing").len(), 2);
    let (report, text) = (&outcome.report, &outcome.text);
    assert!(text.contains("2 files could not be written"), "{text}");
    assert_eq!(report["files"][0]["state"], "unwritten", "{report}");
}

#[test]
fn a_disk_that_is_full_leaves_the_seed_folder_as_it_was() {
    let workspace = Workspace::with(&[("in/back.md", PAGE), ("seed/people.yaml", "[]\n")]);
    let long = format!("# Hip\n\n{}\n", "Many words. ".repeat(20_000));
    workspace.write("in/hip.md", long);
    let files = workspace.files();

    let output = run(Command::new("sh")
        .current_dir(workspace.path())
        .args(["-c", "trap '' XFSZ; ulimit -f 64; exec \"$0\" import in"])
        .arg(sinew().get_program()));

    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("articles/hip.md"), "{text}");
    assert!(text.contains("nothing was written"), "{text}");
    assert_eq!(workspace.files(), files);
}

#[test]
fn people_in_another_encoding_stay_byte_for_byte() {
    let workspace = Workspace::with(&[("back.md", PAGE)]);
    let people = b"- slug: rene\n  name: Ren\xe9 Example\n";
    workspace.write("seed/people.yaml", people);

    let outcome = workspace.import_unchecked(&["back.md"]);

    let after = fs::read(workspace.path().join("seed/people.yaml")).unwrap();
    assert_eq!(after, people);
    assert_eq!(outcome.status, 3, "{}", outcome.text);
    assert_eq!(outcome.notes("is not UTF-8, and was left").len(), 1);
    assert_eq!(outcome.notes("could not be added").len(), 1);
    assert!(
        workspace
            .read("seed/articles/back.md")
            .contains("draft: true")
    );
}
