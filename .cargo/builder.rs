//! Names the program by what decides the form of a document that it builds: a document that another program has kept is not
//! taken for one of its own.
#![allow(clippy::print_stdout, reason = "so a build script tells cargo")]

use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// What makes documents, and the libraries that it makes them with.
const MAKERS: [&str; 5] = [
    "src/content",
    "src/content.rs",
    "src/store",
    "src/store.rs",
    "Cargo.lock",
];

fn main() {
    let mut files = BTreeSet::new();
    for maker in MAKERS {
        println!("cargo::rerun-if-changed={maker}");
        collect(Path::new(maker), &mut files);
    }
    let mut hasher = DefaultHasher::new();
    for file in &files {
        fs::read(file)
            .unwrap_or_else(|cause| panic!("{}: {cause}", file.display()))
            .hash(&mut hasher);
    }
    println!("cargo::rustc-env=SINEW_BUILDER={:016x}", hasher.finish());
}

fn collect(path: &Path, files: &mut BTreeSet<PathBuf>) {
    match fs::read_dir(path) {
        Ok(entries) => entries
            .flatten()
            .for_each(|entry| collect(&entry.path(), files)),
        Err(_) => drop(files.insert(path.to_owned())),
    }
}
