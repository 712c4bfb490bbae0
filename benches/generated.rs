//! A library of any size for measurements: 10,000 articles by default, the same ones each time. The words are real, their
//! statements are none: nothing of it is content.

pub mod articles;
pub mod dice;
pub mod vocabulary;

use std::fs;
use std::path::{Path, PathBuf};

use articles::Length;
use vocabulary::{CONDITIONS, THERAPIES, slug_of};

/// How many articles the measures of this project are taken with.
pub const ARTICLES: usize = 10_000;

/// Told in the name of the folder: another one is made when this changes.
const EDITION: u32 = 5;

/// A folder under `target` for so many generated articles, and for what is made of them.
pub fn folder(articles: usize, length: Length) -> PathBuf {
    let length = match length {
        Length::Full => "full",
        Length::Half => "half",
    };
    let name = format!("generated-{EDITION}-{length}-{articles}");
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// The seed folder of this repository with so many generated articles, which is written once.
pub fn seed(articles: usize, length: Length) -> PathBuf {
    let folder = folder(articles, length);
    let (seed, complete) = (folder.join("seed"), folder.join("seed-complete"));
    if !complete.exists() {
        drop(fs::remove_dir_all(&folder));
        write_seed(&seed, articles, length);
        fs::write(complete, "").unwrap();
    }
    seed
}

/// The seed folder: the one of this repository with more articles and what they are about.
fn write_seed(folder: &Path, articles: usize, length: Length) {
    copy(Path::new("seed"), folder);
    for name in THERAPIES {
        write_entry(&folder.join("therapies"), name);
    }
    for name in CONDITIONS {
        write_entry(&folder.join("conditions"), name);
    }
    for number in 0..articles {
        let article = articles::article(number, length);
        let file = folder.join("articles").join(format!("{}.md", article.slug));
        fs::write(file, article.text).unwrap();
    }
}

/// Where the repository describes the same thing, its description stays.
fn write_entry(folder: &Path, name: &str) {
    let file = folder.join(format!("{}.md", slug_of(name)));
    if !file.exists() {
        fs::write(file, articles::entry(name)).unwrap();
    }
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        match path.is_dir() {
            true => copy(&path, &target),
            false => drop(fs::copy(&path, &target).unwrap()),
        }
    }
}
