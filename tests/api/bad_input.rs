//! What editors, their programs and strangers put into a folder. Each is a fault at its place, and nothing is written.

use std::fs;
use std::time::{Duration, Instant};

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
fn front_matter_that_is_wrong_is_refused_at_its_place() {
    for (front_matter, expected, words) in [
        (
            "keywords: [a\n",
            "YAML001 articles/one.md:4:11",
            "YAML cannot be read",
        ),
        (
            "keyword: [a]\n",
            "YAML001 articles/one.md:4:1",
            "`keywords`",
        ),
        (
            "title: Two\n",
            "YAML001 articles/one.md:4:1",
            "stands twice",
        ),
        ("authors: [adda]\n", "TAX002 articles/one.md:4:11", "`ada`"),
        (
            "conditions: [sciatic]\n",
            "TAX002 articles/one.md:4:14",
            "`sciatica`",
        ),
        (
            "therapies: [massage]\n",
            "TAX002 articles/one.md:4:13",
            "massage",
        ),
        (
            "references: [bell-2009]\n",
            "CIT001 articles/one.md:4:14",
            "`bell-2008`",
        ),
        (
            "review: {by: ada, on: 2026-02-30}\n",
            "ID001 articles/one.md:4:23",
            "2026-02-30",
        ),
        (
            "review: {by: ada, on: 22.11.2026}\n",
            "ID001 articles/one.md:4:23",
            "2026-11-22",
        ),
        (
            "review: {by: ada, on: 2026-02-03, next: 2026-01-01}\n",
            "ID001 articles/one.md:4:41",
            "later day",
        ),
        (
            "publish_at: tomorrow\n",
            "ID001 articles/one.md:4:13",
            "tomorrow",
        ),
        ("slug: One Two\n", "ID001 articles/one.md:4:7", "slug"),
        (
            "locale: english language\n",
            "ID001 articles/one.md:4:9",
            "BCP 47",
        ),
        (
            "keywords: [\"a\\u0007\"]\n",
            "YAML001 articles/one.md:4:12",
            "U+0007",
        ),
        (
            "hero: {image: media/gone.svg, alt: A}\n",
            "IMG002 articles/one.md:4:15",
            "media/gone.svg",
        ),
    ] {
        let faults = faults_of(front_matter, "Words.");

        let places: Vec<String> = faults.iter().map(place).collect();
        assert_eq!(places, [expected], "{front_matter}{faults:?}");
        let said = format!("{} {}", faults[0].message, faults[0].help);
        assert!(said.contains(words), "{front_matter}{said}");
    }
}

#[test]
fn a_body_that_is_wrong_is_refused_at_its_place() {
    for (body, expected, words) in [
        (
            "Words [@bell-2009].",
            "CIT001 articles/one.md:6:8",
            "`bell-2008`",
        ),
        ("[Gone](therapy:gone)", "TAX002 articles/one.md:6:1", "gone"),
        (
            "[Gone](condition:gone)",
            "TAX002 articles/one.md:6:1",
            "gone",
        ),
        (
            "## A {#a}\n\nA.\n\n## B {#a}\n\nB.",
            "ID002 articles/one.md:10:7",
            "`a`",
        ),
        (
            "## A\n\nA.\n\n#### B\n\nB.",
            "A11Y003 articles/one.md:10:1",
            "level",
        ),
        (
            "![](media/nerve.svg)",
            "A11Y001 articles/one.md:6:1",
            "decorative",
        ),
        (
            "![A](media/gone.svg)",
            "IMG002 articles/one.md:6:1",
            "media/gone.svg",
        ),
        (
            "![A](../nerve.svg)",
            "IMG001 articles/one.md:6:1",
            "`media/`",
        ),
        (
            "![A](media/../../nerve.svg)",
            "IMG001 articles/one.md:6:1",
            "`media/`",
        ),
        (
            "![A](/etc/nerve.svg)",
            "IMG001 articles/one.md:6:1",
            "`media/`",
        ),
        (
            "[A](javascript:alert)",
            "LNK001 articles/one.md:6:1",
            "https",
        ),
        (
            "[A](ftp://example.org/a)",
            "LNK001 articles/one.md:6:1",
            "https",
        ),
        (
            "[A](data:text/html,a)",
            "LNK001 articles/one.md:6:1",
            "https",
        ),
        ("A\u{7}b", "MD007 articles/one.md:6:2", "U+0007"),
        (
            "[@bell-2008 p. 3]",
            "MD008 articles/one.md:6:2",
            "comma is missing",
        ),
    ] {
        let faults = faults_of("", body);

        let places: Vec<String> = faults.iter().map(place).collect();
        assert_eq!(places, [expected], "{body}\n{faults:?}");
        let said = format!("{} {}", faults[0].message, faults[0].help);
        assert!(said.contains(words), "{body}\n{said}");
    }
}

#[test]
fn a_file_that_is_wrong_as_a_whole_is_refused() {
    let gif = b"GIF89a\x03\x00\x02\x00\x00\x00\x00;";
    for (file, bytes, expected) in [
        ("articles/one.md", &b""[..], "FILE001 articles/one.md:1:1"),
        (
            "articles/one.md",
            b"\xEF\xBB\xBF\r\n",
            "FILE001 articles/one.md:1:1",
        ),
        ("therapies/one.md", b"", "FILE001 therapies/one.md:1:1"),
        ("people.yaml", b"", "FILE001 people.yaml:1:1"),
        ("references.yaml", b"\n", "FILE001 references.yaml:1:1"),
        (
            "references/more.bib",
            b"",
            "FILE001 references/more.bib:1:1",
        ),
        ("media/one.svg", b"", "IMG001 media/one.svg:1:1"),
        ("media/one.svg", b"words", "IMG001 media/one.svg:1:1"),
        ("media/one.svg", gif, "IMG001 media/one.svg:1:1"),
        ("media/one.png", b"<svg/>", "IMG001 media/one.png:1:1"),
        (
            "articles/one.md",
            b"---\ntitle: \xFC\nsummary: a\n---\n",
            "FILE001 articles/one.md:2:8",
        ),
        (
            "articles/one.md",
            b"---\nt\0: a\n---\n",
            "FILE001 articles/one.md:2:2",
        ),
        (
            "articles/one.md",
            b"\xFF\xFE-\0-\0",
            "FILE001 articles/one.md:1:1",
        ),
        (
            "articles/one.md",
            b"---\rtitle: a\r---\r",
            "FILE001 articles/one.md:1:4",
        ),
        (
            "references/more.bib",
            b"@book{one, title = {A\0}}",
            "FILE001 references/more.bib:1:22",
        ),
        (
            "references/more.bib",
            b"@book{one, title = {One}, isbn = {1}}",
            "ID001 references/more.bib:1:35",
        ),
        (
            "references/more.bib",
            b"@book{one, title = {One}, doi = {x}}",
            "ID001 references/more.bib:1:34",
        ),
        (
            "conditions/one.txt",
            b"words",
            "FILE001 conditions/one.txt:1:1",
        ),
    ] {
        let faults = faults_with(file, bytes);

        let places: Vec<String> = faults.iter().map(place).collect();
        assert_eq!(
            places.first().map(String::as_str),
            Some(expected),
            "{faults:?}"
        );
        assert!(faults.iter().all(|fault| fault.file == file), "{faults:?}");
    }
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
fn files_over_the_limit_are_refused_without_being_read_whole() {
    let folder = Folder::with_entries();
    let large = vec![b'a'; 50_000_000];
    folder.write_bytes("articles/large.md", &large);
    folder.write_bytes("media/large.png", &large);
    let start = Instant::now();

    let faults = reading(&folder).faults;

    let places: Vec<String> = faults.iter().map(place).collect();
    assert_eq!(
        places,
        [
            "FILE001 articles/large.md:1:1",
            "FILE001 media/large.png:1:1"
        ]
    );
    assert!(faults[0].message.contains("2 MiB"), "{}", faults[0]);
    assert!(faults[1].message.contains("16 MiB"), "{}", faults[1]);
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[cfg(unix)]
#[test]
fn links_that_leave_the_folder_loop_or_lead_to_folders_are_refused() {
    use std::os::unix::fs::symlink;
    let elsewhere = TempDir::new().unwrap();
    fs::write(elsewhere.path().join("out.md"), "words").unwrap();
    let folder = Folder::with_entries();
    folder.article("one", "Words.");
    let at = |path: &str| folder.path().join(path);
    symlink(elsewhere.path().join("out.md"), at("articles/out.md")).unwrap();
    symlink("../../../../etc/passwd", at("media/passwd.svg")).unwrap();
    symlink(elsewhere.path(), at("references")).unwrap();
    symlink(".", at("articles/loop")).unwrap();
    symlink("turn.md", at("articles/turn.md")).unwrap();
    symlink("nowhere.md", at("articles/broken.md")).unwrap();
    symlink("one.md", at("articles/same.md")).unwrap();

    let reading = reading(&folder);

    let said: Vec<String> = reading
        .faults
        .iter()
        .map(|fault| format!("{}: {}", fault.file, fault.message))
        .collect();
    assert_eq!(said.len(), 6, "{said:?}");
    for (said, expected) in said.iter().zip([
        "articles/broken.md: the link leads nowhere",
        "articles/loop: the link leads to a folder",
        "articles/out.md: the link leads out of the folder",
        "articles/turn.md: the link cannot be followed",
        "media/passwd.svg: the link leads out of the folder",
        "references: the link leads out of the folder",
    ]) {
        assert!(said.starts_with(expected), "{said}");
    }
    assert_eq!(reading.library.articles.len(), 2);
}

#[test]
fn deep_nesting_is_refused_in_every_language_and_in_little_time() {
    let deep = 100_000;
    let front = |text: String| format!("{HEAD}keywords: {text}\n---\n\nWords.\n");
    let body = |text: String| format!("{HEAD}---\n\n{text}\n");
    let start = Instant::now();
    for (file, text) in [
        ("articles/one.md", front("[".repeat(deep))),
        ("articles/one.md", front("{a: ".repeat(deep))),
        ("articles/one.md", body("> ".repeat(deep))),
        ("articles/one.md", body("1. ".repeat(deep))),
        ("articles/one.md", body("::: do\n".repeat(deep / 10))),
        ("people.yaml", "- ".repeat(deep)),
        (
            "references/more.bib",
            format!("@book{{one, title = {}", "{".repeat(deep)),
        ),
        ("media/one.svg", "<g>".repeat(deep)),
    ] {
        let faults = faults_with(file, text.as_bytes());

        assert!(!faults.is_empty(), "{file}");
    }
    assert!(
        start.elapsed() < Duration::from_secs(60),
        "{:?}",
        start.elapsed()
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
