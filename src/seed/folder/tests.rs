//! Tests of reading the files of a folder.

use super::*;
use crate::seed::files::Files;

fn sorted(folder: &Path, faults: &mut Vec<Fault>) -> Files {
    let folder = Folder::open(folder, faults);
    Files::sort(folder, faults)
}

fn read(build: impl FnOnce(&Path)) -> (Files, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    build(folder.path());
    let mut faults = Vec::new();
    let files = sorted(folder.path(), &mut faults);
    let mut faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    faults.sort();
    (files, faults)
}

fn write(folder: &Path, path: &str, bytes: &[u8]) {
    let path = folder.join(path);
    let parent = path.parent().expect("a path in a folder");
    fs::create_dir_all(parent).expect("a folder can be made");
    fs::write(path, bytes).expect("a file can be written");
}

#[test]
fn hidden_files_and_readmes_are_passed_over() {
    let (files, faults) = read(|folder| {
        write(folder, "README.md", b"x");
        write(folder, ".gitignore", b"x");
        write(folder, ".git/config", b"x");
        write(folder, "articles/README.md", b"x");
        write(folder, "articles/a.md~", b"x");
        write(folder, "articles/#a.md#", b"x");
        write(folder, "articles/b.md", b"x");
        write(folder, "articles/a.md", b"x");
    });

    assert_eq!(faults, Vec::<String>::new());
    let paths: Vec<&str> = files.articles.iter().map(|f| f.path.as_str()).collect();
    assert_eq!(paths, ["articles/a.md", "articles/b.md"]);
}

#[test]
fn what_has_no_place_or_cannot_be_read_is_a_fault_each() {
    let (_, faults) = read(|folder| {
        write(folder, "notes.txt", b"x");
        write(folder, "articles/a.txt", b"x");
        write(folder, "articles/deep/a.md", b"x");
        write(folder, "drafts/a.md", b"x");
        write(folder, "references.txt", b"x");
        write(folder, "people.yaml", b"- ok\n\xFF");
        write(
            folder,
            "conditions/big.md",
            &vec![b'x'; 2 * 1024 * 1024 + 1],
        );
    });

    let files: Vec<&str> = faults.iter().filter_map(|f| f.split(' ').next()).collect();
    assert_eq!(
        files,
        [
            "articles/a.txt:1:1:",
            "articles/deep:1:1:",
            "conditions/big.md:1:1:",
            "drafts:1:1:",
            "notes.txt:1:1:",
            "people.yaml:2:1:",
            "references.txt:1:1:",
        ]
    );
    assert!(faults[6].contains(".ris or .nbib"));
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_never_followed() {
    let (files, faults) = read(|folder| {
        write(folder, "articles/a.md", b"x");
        for (target, name) in [
            ("/etc/hostname", "articles/out.md"),
            ("a.md", "articles/in.md"),
            ("nowhere", "articles/broken.md"),
            ("articles", "media"),
        ] {
            std::os::unix::fs::symlink(target, folder.join(name)).expect("a link can be made");
        }
    });

    assert_eq!(files.articles.len(), 2);
    assert_eq!(faults.len(), 3);
    assert!(faults[1].contains("leads out of the folder"));
}

#[test]
fn a_folder_that_is_not_there_is_a_fault_of_no_file() {
    let mut faults = Vec::new();
    sorted(Path::new("/nowhere/at/all"), &mut faults);

    assert_eq!(faults.len(), 1);
    let fault = faults[0].to_string();
    assert!(
        fault.starts_with("error[FILE001]: there is no such folder"),
        "{fault}"
    );
}

#[test]
fn a_file_in_place_of_the_folder_is_a_fault() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    write(folder.path(), "people.yaml", b"x");
    let path = folder.path().join("people.yaml");
    let mut faults = Vec::new();
    sorted(&path, &mut faults);

    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].file, "");
    assert!(faults[0].message.contains("not a folder"));
}

#[test]
fn a_folder_without_content_is_a_warning() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    write(folder.path(), "README.md", b"x");
    let mut faults = Vec::new();
    sorted(folder.path(), &mut faults);

    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].file, "");
    assert_eq!(faults[0].severity, crate::seed::Severity::Warning);
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_content_but_of_the_file() {
    let (files, faults) = read(|folder| {
        write(folder, "articles/a.md", "\u{FEFF}---\r\n".as_bytes());
    });

    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(files.articles[0].content, "---\r\n");
    assert_eq!(files.texts[0].text, "\u{FEFF}---\r\n");
}

#[test]
fn only_plain_names_in_the_folders_of_a_seed_can_be_files_of_it() {
    for path in ["people.yaml", "articles/a.md", "media/Größe 1.svg"] {
        assert!(Folder::can_have(path), "{path}");
    }
    for path in [
        "",
        "/",
        "/etc/passwd",
        "articles/",
        "articles/../../a.md",
        "articles/..",
        "articles/a/b.md",
        "articles\\a.md",
        "articles/..\\..\\a.md",
        "articles/.hidden.md",
        "articles/README.md",
        "articles/a.md~",
        "articles/a\u{0}.md",
        "other/a.md",
        "../a.md",
        "./people.yaml",
    ] {
        assert!(!Folder::can_have(path), "{path:?}");
    }
}
