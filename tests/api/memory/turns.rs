//! However many ask at once for what is not in memory, it is made once.

use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::get;
use actix_web::web::Path;
use futures_util::future::{join, join_all};
use sinew::content::{Tagged, Tags};
use sinew::http::{Answer, Made, Operations, Result, Routes, routes};
use tokio::sync::Semaphore;

use super::figure;
use crate::app::TestApp;
use crate::raw::Connection;

const ROUTES: Routes = Routes {
    served: |operations| with_works(operations),
    described: |operations| with_works(operations),
    made: &MADE,
};

static MADE: Made = Made::new();

fn with_works(operations: &mut impl Operations) {
    routes(operations);
    operations.service(get_work);
}

/// How often each work was begun, and what it waits for.
struct Work {
    begun: AtomicUsize,
    may_end: Semaphore,
}

static PUBLIC: Work = Work::new();
static PRIVATE: Work = Work::new();
static LEFT: Work = Work::new();

impl Work {
    const fn new() -> Self {
        Self {
            begun: AtomicUsize::new(0),
            may_end: Semaphore::const_new(0),
        }
    }
}

/// Returns what takes as long as a test wants.
#[utoipa::path(params(("name" = String, Path, example = "none")), responses((status = OK, body = String)))]
#[get("/v1/works/{name}")]
async fn get_work(name: Path<String>) -> Result<Answer> {
    let work = match name.as_str() {
        "public" => &PUBLIC,
        "private" => &PRIVATE,
        _ => &LEFT,
    };
    work.begun.fetch_add(1, Ordering::SeqCst);
    work.may_end.acquire().await.unwrap().forget();
    if name.as_str() == "private" {
        return Ok(Answer::of_this_moment(&"words")?);
    }
    Ok(Answer::public(Tagged {
        value: "words",
        tags: Tags::default(),
        modified_at: None,
    })?)
}

#[actix_web::test]
async fn however_many_ask_at_once_an_answer_is_made_once() {
    let app = TestApp::with_routes(ROUTES).await;
    let asked = join_all((0..50).map(|_| app.get("/v1/works/public")));

    let release = async {
        all_looked(&app, 50).await;
        PUBLIC.may_end.add_permits(50);
    };
    let (answers, ()) = join(asked, release).await;

    assert!(answers.iter().all(|answer| answer.json() == "words"));
    assert_eq!(PUBLIC.begun.load(Ordering::SeqCst), 1);
}

#[actix_web::test]
async fn what_nobody_keeps_is_made_for_each_who_asks_and_not_one_after_the_other() {
    let app = TestApp::with_routes(ROUTES).await;
    let asked = join_all((0..5).map(|_| app.get("/v1/works/private")));

    let release = async {
        all_looked(&app, 5).await;
        PRIVATE.may_end.add_permits(1);
        while PRIVATE.begun.load(Ordering::SeqCst) < 5 {
            tokio::task::yield_now().await;
        }
        PRIVATE.may_end.add_permits(4);
    };
    let (answers, ()) = join(asked, release).await;

    assert!(answers.iter().all(|answer| answer.json() == "words"));
}

#[actix_web::test]
async fn another_takes_over_from_a_client_that_has_gone() {
    let app = TestApp::with_routes(ROUTES).await;
    app.get("/health/live").await.json();
    let mut first = Connection::to(&app.address).await;
    first
        .send(b"GET /v1/works/left HTTP/1.1\r\nHost: a\r\n\r\n")
        .await;
    while LEFT.begun.load(Ordering::SeqCst) < 1 {
        tokio::task::yield_now().await;
    }
    let asked = join_all((0..3).map(|_| app.get("/v1/works/left")));

    let release = async {
        all_looked(&app, 4).await;
        first.reset();
        while LEFT.begun.load(Ordering::SeqCst) < 2 {
            tokio::task::yield_now().await;
        }
        LEFT.may_end.add_permits(3);
    };
    let (answers, ()) = join(asked, release).await;

    assert!(answers.iter().all(|answer| answer.json() == "words"));
    assert_eq!(LEFT.begun.load(Ordering::SeqCst), 2);
}

/// Waits until so many have not found their answer in memory, and are at work or wait for it.
async fn all_looked(app: &TestApp, count: u64) {
    while figure(app, "sinew_memory_lookups_total{result=\"miss\"} ").await < count {
        tokio::task::yield_now().await;
    }
}
