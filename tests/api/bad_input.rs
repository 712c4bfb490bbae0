//! What editors, their programs and strangers put into a folder. Each is a fault at its place, and nothing is written.

mod bodies;
mod extremes;
mod front_matter;
mod whole_files;

use std::fs;

use sinew::content::Locale;
use sinew::seed::{Fault, Reading, read};
use tempfile::TempDir;

use crate::folder::Folder;
use crate::program::{run, sinew};

const HEAD: &str = "---\ntitle: One\nsummary: Words.\n";

fn reading(folder: &Folder) -> Reading {
    read(folder.path(), &Locale::parse("en").unwrap())
}

fn place(fault: &Fault) -> String {
    let (code, span) = (fault.code.as_str(), fault.span);
    format!("{code} {}:{}:{}", fault.file, span.line, span.column)
}

/// The faults of a small sound folder with one file more.
fn faults_with(file: &str, bytes: &[u8]) -> Vec<Fault> {
    let folder = Folder::with_entries();
    folder.write_bytes(file, bytes);
    reading(&folder).faults
}

/// The faults of an article: further front matter, each line ended, and a body.
fn faults_of(front_matter: &str, body: &str) -> Vec<Fault> {
    let text = format!("{HEAD}{front_matter}---\n\n{body}\n");
    faults_with("articles/one.md", text.as_bytes())
}

#[test]
fn two_articles_with_one_slug_and_two_people_with_one_are_refused_at_the_second() {
    let folder = Folder::with_entries();
    folder.article("one", "Words.");
    folder.article_with("two", "slug: one\n", "Words.");
    folder.write(
        "people.yaml",
        "- slug: ada\n  name: A\n- slug: ada\n  name: B\n",
    );

    let faults = reading(&folder).faults;

    let places: Vec<String> = faults.iter().map(place).collect();
    assert_eq!(
        places,
        ["ID002 articles/two.md:4:7", "ID002 people.yaml:3:9"]
    );
}

#[test]
fn marks_tabs_and_both_kinds_of_line_ends_are_accepted() {
    let folder = Folder::with_entries();
    let text = format!("\u{FEFF}{HEAD}---\n\n-\tone\n-\ttwo [@bell-2008]\n\t- three\n");
    folder.write("articles/one.md", &text.replace('\n', "\r\n"));
    folder.write(
        "people.yaml",
        "\u{FEFF}- slug: ada\r\n  name: Ada Example\r\n",
    );
    folder.write(
        "references/more.bib",
        "\u{FEFF}@book{one,\r\n\ttitle = {One}\r\n}\r\n",
    );

    let reading = reading(&folder);

    assert_eq!(reading.faults, []);
    assert_eq!(reading.library.references.len(), 3);
}

#[test]
fn the_program_reports_what_is_wrong_and_changes_nothing() {
    let folder = Folder::with_entries();
    folder.write_bytes("articles/one.md", b"---\ntitle: \xFC\nsummary: a\n---\n");
    let directory = TempDir::new().unwrap();

    for command in ["check", "plan", "apply"] {
        let output = run(sinew()
            .current_dir(directory.path())
            .arg(command)
            .arg(folder.path()));

        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8(said).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(
            said.contains("error[FILE001]: the file is not UTF-8"),
            "{said}"
        );
        assert!(said.contains("articles/one.md:2:8"), "{said}");
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0);
    }
}
