//! Imports run in one direction only.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each layer with those that it may import.
const LAYERS: [(&str, &[&str]); 7] = [
    ("content", &["error"]),
    ("render", &["content", "error"]),
    ("store", &["content", "error"]),
    ("seed", &["content", "render", "store", "error"]),
    ("import", &["content", "render", "seed", "error"]),
    ("desk", &["content", "render", "seed", "store", "error"]),
    (
        "http",
        &["config", "content", "desk", "render", "store", "error"],
    ),
];

/// What only some places may touch. `error` wraps what fails in the store.
const HOMES: [(&str, &[&str]); 3] = [
    ("sqlx", &["store", "error"]),
    ("actix_web", &["http", "main"]),
    ("std::fs", &["seed", "main", "commands"]),
];

#[test]
fn imports_run_in_the_direction_of_the_arrows() {
    let mut against = Vec::new();

    for file in source_files(Path::new("src")) {
        let layer = layer_of(&file);
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
            continue;
        };
        for imported in imported_layers(&fs::read_to_string(&file).unwrap()) {
            if imported != layer && !allowed.contains(&imported.as_str()) {
                against.push(format!("{} imports {imported}", file.display()));
            }
        }
    }

    assert_eq!(against, Vec::<String>::new());
}

#[test]
fn what_only_one_layer_may_touch_stays_in_it() {
    let mut strays = Vec::new();

    for file in source_files(Path::new("src")) {
        let text = fs::read_to_string(&file).unwrap();
        let place = layer_of(&file);
        for (path, homes) in HOMES {
            if !homes.contains(&place.as_str()) && names(&text, path) {
                strays.push(format!("{} uses {path}", file.display()));
            }
        }
    }

    assert_eq!(strays, Vec::<String>::new());
}

#[test]
fn every_folder_of_the_source_is_a_layer_that_the_map_names() {
    let map = fs::read_to_string("src/lib.rs").unwrap();

    for entry in fs::read_dir("src").unwrap() {
        let name = entry
            .unwrap()
            .path()
            .file_stem()
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        assert!(
            ["lib", "main", "commands"].contains(&name.as_str())
                || map.contains(&format!("[`{name}`]")),
            "{name}"
        );
    }
}

fn source_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                source_files(&path)
            } else {
                vec![path]
            }
        })
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}

fn layer_of(file: &Path) -> String {
    let first = file
        .strip_prefix("src")
        .unwrap()
        .components()
        .next()
        .unwrap();
    Path::new(first.as_os_str())
        .file_stem()
        .unwrap()
        .to_str()
        .unwrap()
        .to_owned()
}

/// The layers that a text names after `crate::`, alone or in a group `crate::{..}` over any number of lines.
fn imported_layers(text: &str) -> BTreeSet<String> {
    let after = text.split("crate::").skip(1);
    after
        .flat_map(|rest| match rest.strip_prefix('{') {
            Some(group) => heads_of_group(group),
            None => vec![first_word(rest)],
        })
        .filter(|name| LAYERS.iter().any(|(layer, _)| layer == name))
        .collect()
}

/// The first word of each item of a group, up to the brace that closes it.
fn heads_of_group(group: &str) -> Vec<String> {
    let mut heads = Vec::new();
    let mut depth = 0;
    let mut is_head = true;
    for (at, character) in group.char_indices() {
        match character {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => is_head = true,
            character if is_head && character.is_ascii_lowercase() => {
                heads.push(first_word(&group[at..]));
                is_head = false;
            }
            _ => {}
        }
    }
    heads
}

fn first_word(text: &str) -> String {
    text.chars()
        .take_while(|character| character.is_ascii_lowercase() || *character == '_')
        .collect()
}

/// True if a text names a path such as `std::fs`, written out or as one of a group `std::{fs, io}`. Comments and longer
/// names do not count.
fn names(text: &str, path: &str) -> bool {
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| [line, "\n"])
        .collect();
    let is_word = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let is_written_out = code.match_indices(path).any(|(at, _)| {
        !code[..at].ends_with(is_word) && !code[at + path.len()..].starts_with(is_word)
    });
    let is_in_group = path.rsplit_once("::").is_some_and(|(parent, name)| {
        code.split(&format!("{parent}::{{"))
            .skip(1)
            .any(|group| heads_of_group(group).iter().any(|head| head == name))
    });
    is_written_out || is_in_group
}

#[test]
fn an_import_is_seen_however_it_is_written() {
    let layers = |text: &str| imported_layers(text).into_iter().collect::<Vec<_>>();

    assert_eq!(layers("use crate::store::Store;"), ["store"]);
    assert_eq!(
        layers(
            "use crate::{\n    content::{Slug, seed},\n    http::routes, store,\n};\nuse a::{error};"
        ),
        ["content", "http", "store"]
    );
    assert_eq!(
        layers("crate::{seed::Fault}; crate::store_keeper::x"),
        ["seed"]
    );
    for (text, path, is_named) in [
        ("use sqlx::Row;", "sqlx", true),
        ("fn f(error: sqlx::Error) {}", "sqlx", true),
        ("    // sqlx is for the store", "sqlx", false),
        ("use my_sqlx::Row; use sqlx_like::Row;", "sqlx", false),
        ("use std::fs::File;", "std::fs", true),
        (
            "use std::{\n    fmt,\n    fs::{self, File},\n};",
            "std::fs",
            true,
        ),
        ("use std::{fmt::{self, fs}, io};", "std::fs", false),
        ("use utoipa_actix_web::AppExt;", "actix_web", false),
    ] {
        assert_eq!(names(text, path), is_named, "{text}");
    }
}
