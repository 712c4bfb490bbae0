//! What is there already.

use super::workspace::Workspace;

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
