//! Too large, too deep, or leading elsewhere: refused in little time and memory.

use std::fs;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::{HEAD, faults_with, place, reading};
use crate::folder::Folder;

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
