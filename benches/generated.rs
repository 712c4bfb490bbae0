//! A library of any size for measurements: 10,000 articles by default, the same ones each time. The words are real, their
//! statements are none: nothing of it is content.

mod articles;
mod dice;
mod vocabulary;

use std::fs;
use std::path::{Path, PathBuf};

use sinew::content::{Addresses, Locale, Moment};
use sinew::seed::Severity;
use sinew::store::{ApplyRequest, Clock, Store};

pub use dice::Dice;
pub use vocabulary::{CONDITIONS, PLAIN, SMALL, THERAPIES, rare, slug_of};

/// How many articles the measures of this project are taken with.
pub const ARTICLES: usize = 10_000;

/// Told in the name of the database: another one is made when this changes.
const EDITION: u32 = 3;

/// The articles of this repository and so many generated ones, in a database that is made once and kept under `target`.
pub async fn store(articles: usize) -> (Store, PathBuf) {
    let folder =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("generated-{EDITION}-{articles}"));
    let database = folder.join("sinew.db");
    if !folder.join("complete").exists() {
        drop(fs::remove_dir_all(&folder));
        write_seed(&folder.join("seed"), articles);
        fill(&database, &folder.join("seed")).await;
        fs::write(folder.join("complete"), "").unwrap();
    }
    (open(&database).await, database)
}

/// The seed folder: the one of this repository with more articles and what they are about.
fn write_seed(folder: &Path, articles: usize) {
    copy(Path::new("seed"), folder);
    for name in THERAPIES {
        write_entry(&folder.join("therapies"), name);
    }
    for name in CONDITIONS {
        write_entry(&folder.join("conditions"), name);
    }
    for number in 0..articles {
        let article = articles::article(number);
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

fn copy(from: &Path, to: &Path) {
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

async fn fill(database: &Path, seed: &Path) {
    let reading = sinew::seed::read(seed, &locale());
    let is_wrong = |severity| severity == Severity::Error;
    let wrong = reading.faults.iter().find(|fault| is_wrong(fault.severity));
    assert!(wrong.is_none(), "{wrong:#?}");
    let store = open(database).await;
    let request = ApplyRequest::of(&reading.library);
    store.apply(&request, || ()).await.unwrap();
    store.close().await;
}

async fn open(database: &Path) -> Store {
    let url = format!("sqlite:{}", database.display());
    let clock = Clock::still(Moment::parse("2026-11-22T12:00:00Z").unwrap());
    let addresses = Addresses::new("", locale());
    Store::open(&url, addresses, clock).await.unwrap()
}

fn locale() -> Locale {
    Locale::parse("en").unwrap()
}
