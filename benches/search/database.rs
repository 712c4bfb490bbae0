//! The database that is searched: made once, by applying a folder, and kept under `target`.

use std::fs;
use std::path::{Path, PathBuf};

use sinew::content::{Addresses, Locale, Moment};
use sinew::seed::Severity;
use sinew::store::{ApplyRequest, Clock, Store};

use crate::generated;
use crate::generated::articles::Length;

pub async fn store(articles: usize) -> (Store, PathBuf) {
    let seed = generated::seed(articles, Length::Full);
    let folder = generated::folder(articles, Length::Full).join("search");
    let database = folder.join("sinew.db");
    if !folder.join("complete").exists() {
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(&folder).unwrap();
        fill(&database, &seed).await;
        fs::write(folder.join("complete"), "").unwrap();
    }
    (open(&database).await, database)
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
