//! Imports run in one direction only.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each layer with those that it may import.
const LAYERS: [(&str, &[&str]); 4] = [
    ("content", &["error"]),
    ("store", &["content", "error"]),
    ("seed", &["content", "store", "error"]),
    ("http", &["content", "store", "seed", "error"]),
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
            ["lib", "main"].contains(&name.as_str()) || map.contains(&format!("[`{name}`]")),
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

fn imported_layers(text: &str) -> BTreeSet<String> {
    let after = text.split("crate::").skip(1);
    after
        .map(|rest| {
            rest.chars()
                .take_while(|c| c.is_ascii_lowercase())
                .collect::<String>()
        })
        .filter(|name| LAYERS.iter().any(|(layer, _)| layer == name))
        .collect()
}
