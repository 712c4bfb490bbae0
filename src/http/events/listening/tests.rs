//! Signs of life and ends of streams, in a time that a test moves.

use std::pin::Pin;

use tempfile::TempDir;
use tokio::time::{Instant, pause};

use super::*;
use crate::config::HttpSettings;
use crate::content::{Addresses, Locale};
use crate::http::lifecycle::Lifecycle;
use crate::store::{Clock, Store};

type Parts = Pin<Box<dyn Stream<Item = Result<Bytes>>>>;

/// A stream on an empty database that has asked for changes and waits.
async fn waiting(lifecycle: &Lifecycle) -> (Parts, TempDir) {
    #[derive(clap::Parser)]
    struct Defaults {
        #[command(flatten)]
        http: HttpSettings,
    }
    let settings = <Defaults as clap::Parser>::parse_from(["sinew"]).http;
    let directory = TempDir::new().unwrap();
    let url = format!("sqlite:{}", directory.path().join("test.db").display());
    let addresses = Addresses::new("", Locale::parse("en").unwrap());
    let store = Store::open(&url, addresses, Clock::System).await.unwrap();
    let news = Arc::new(News::new(store, &settings, lifecycle.clone()));
    let position = news.now().await.unwrap();
    let start = Start::At(position.clone());
    let place = news.place().unwrap();
    let mut parts: Parts = Box::pin(listen(Arc::clone(&news), start, place));
    parts.next().await.unwrap().unwrap();
    tokio::select! {
        biased;
        part = parts.next() => panic!("{part:?}"),
        // Who asks the same has the answer with it.
        told = news.after(&position, 0) => assert!(told.unwrap().is_none()),
    }
    (parts, directory)
}

#[actix_web::test]
async fn silence_is_broken_every_15_seconds_until_the_stream_ends_after_an_hour() {
    let (mut parts, _directory) = waiting(&Lifecycle::default()).await;
    let began = Instant::now();
    pause();

    let mut beats = Vec::new();
    while let Some(part) = parts.next().await {
        beats.push((part.unwrap(), began.elapsed().as_secs()));
    }

    assert!(beats.len() >= 238, "{}", beats.len());
    for (number, (beat, second)) in beats.iter().enumerate() {
        assert_eq!(beat, ":\n\n");
        let due = 15 * (number as u64 + 1);
        assert!(second.abs_diff(due) <= 1, "{second} for {due}");
    }
    assert!(began.elapsed().as_secs().abs_diff(3600) <= 1);
}

#[actix_web::test]
async fn a_stream_ends_when_the_server_is_told_to_stop() {
    let lifecycle = Lifecycle::default();
    let (mut parts, _directory) = waiting(&lifecycle).await;

    lifecycle.drain();

    assert!(parts.next().await.is_none());
}
