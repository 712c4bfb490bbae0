//! How much one client may ask for, and what is worked on at once: who is refused, what it is told, and who is not.

use std::time::Duration;

use actix_web::http::Method;
use actix_web::rt::time::sleep;
use sinew::config::HttpSettings;

use crate::app::{Answer, TestApp, settings};
use crate::note::ROUTES;
use crate::raw::Connection;

/// Writes a note with a key, by a client at an address.
async fn write(app: &TestApp, key: &str, client: &str) -> Answer {
    let authorization = format!("Bearer {key}");
    let headers = [
        ("authorization", authorization.as_str()),
        ("content-type", "application/json"),
        ("if-match", "\"none\""),
        ("x-forwarded-for", client),
    ];
    let path = "/v1/notes/counted";
    app.send_with(Method::PUT, path, &headers, r#"{"text": ""}"#)
        .await
}

/// Reads by a client at an address.
async fn read(app: &TestApp, path: &str, client: &str) -> Answer {
    app.get_with(path, &[("x-forwarded-for", client)]).await
}

/// The first of up to 90 answers that says to wait, or the last of them.
async fn until_refused(ask: impl AsyncFn(usize) -> Answer) -> Answer {
    for count in 1..90 {
        let answer = ask(count).await;
        if answer.status == 429 {
            return answer;
        }
    }
    ask(90).await
}

/// An answer that says to wait, how long, and what the limit is.
#[track_caller]
fn assert_waits(answer: &Answer, policy: &str) {
    let problem = answer.problem(429);
    assert_eq!(problem["type"], "/problems/too-many-requests");
    let wait: u64 = answer.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    assert_eq!(answer.header("cache-control"), Some("private, no-store"));
    assert_eq!(answer.header("ratelimit-policy"), Some(policy));
    let name = policy.split(';').next().unwrap();
    let state = answer.header("ratelimit").unwrap();
    assert!(state.starts_with(&format!("{name};r=0;t=")), "{state}");
}

#[actix_web::test]
async fn writes_are_counted_by_key_and_every_one_is_told_what_is_left() {
    let few = HttpSettings {
        writes_per_second: 3,
        ..settings()
    };
    let app = TestApp::with_routes_and(few, ROUTES).await;
    let (one, other) = (app.key("write").await, app.key("write").await);

    let first = write(&app, &one, "").await;
    // Some are earned again while they are made.
    let last = until_refused(async |_| write(&app, &one, "").await).await;
    let of_other = write(&app, &other, "").await;
    let read = app.get("/v1/notes/counted").await;
    sleep(Duration::from_secs(1)).await;
    let after = write(&app, &one, "").await;

    first.problem(412);
    assert_eq!(first.header("ratelimit-policy"), Some("\"writes\";q=3;w=1"));
    assert_eq!(first.header("ratelimit"), Some("\"writes\";r=2;t=1"));
    assert_waits(&last, "\"writes\";q=3;w=1");
    of_other.problem(412);
    assert_eq!(of_other.header("ratelimit"), Some("\"writes\";r=2;t=1"));
    read.problem(404);
    assert_eq!(read.header("ratelimit"), None);
    after.problem(412);
}

#[actix_web::test]
async fn reads_are_counted_by_address_where_that_is_set_and_answers_from_memory_are_not() {
    let few = HttpSettings {
        reads_per_second: 2,
        trusted_proxies: 1,
        ..settings()
    };
    let app = TestApp::seeded_with(few).await;
    let known = "/v1/articles";

    read(&app, known, "192.0.2.9").await.json();
    let last = until_refused(async |count| {
        let path = format!("/v1/people?limit={count}");
        read(&app, &path, "192.0.2.1").await
    })
    .await;
    let made_up = read(&app, "/v1/people?limit=98", "192.0.2.7, 192.0.2.1").await;
    let from_memory = read(&app, known, "192.0.2.1").await;
    let of_other = read(&app, "/v1/people?limit=99", "192.0.2.2").await;
    let authorization = format!("Bearer {}", app.key("read").await);
    let headers = [
        ("authorization", authorization.as_str()),
        ("x-forwarded-for", "192.0.2.1"),
    ];
    let of_key = app.get_with("/v1/people?limit=97", &headers).await;

    assert_waits(&last, "\"reads\";q=2;w=1");
    assert_eq!(made_up.status, 429);
    from_memory.json();
    assert_eq!(from_memory.header("ratelimit"), None);
    of_other.json();
    assert_eq!(of_other.header("ratelimit"), Some("\"reads\";r=1;t=1"));
    of_key.json();
    assert_eq!(of_key.header("ratelimit"), None);
}

#[actix_web::test]
async fn without_trusted_proxies_all_that_comes_from_one_peer_is_one_client() {
    let few = HttpSettings {
        reads_per_second: 1,
        cache_mb: 0,
        ..settings()
    };
    let app = TestApp::seeded_with(few).await;

    let last = until_refused(async |count| {
        let client = format!("192.0.2.{count}");
        read(&app, "/v1/people", &client).await
    })
    .await;

    assert_waits(&last, "\"reads\";q=1;w=1");
}

#[actix_web::test]
async fn a_thousand_wrong_keys_are_refused_and_a_known_key_goes_on() {
    let app = TestApp::with_routes(ROUTES).await;
    let (known, newcomer) = (app.key("write").await, app.key("write").await);
    write(&app, &known, "").await.problem(412);

    let mut wrong = Vec::new();
    for number in 0..1000 {
        wrong.push(write(&app, &format!("guess-{number}"), "").await);
    }
    let of_known = write(&app, &known, "").await;
    let of_newcomer = write(&app, &newcomer, "").await;
    let without_key = app.get("/v1/articles").await;

    let looked_at = wrong.iter().filter(|answer| answer.status == 401).count();
    assert!((10..20).contains(&looked_at), "{looked_at}");
    assert_waits(wrong.last().unwrap(), "\"wrong-keys\";q=10;w=60");
    of_known.problem(412);
    assert_waits(&of_newcomer, "\"wrong-keys\";q=10;w=60");
    without_key.json();
}

#[actix_web::test]
async fn work_over_the_bound_is_refused_at_once_and_what_is_cheap_goes_on() {
    let one = HttpSettings {
        max_work: 1,
        ..settings()
    };
    let app = TestApp::with_routes_and(one, ROUTES).await;
    app.get("/v1/articles").await.json();
    let mut slow = ask_slowly(&app, 1500).await;

    let refused = app.get("/v1/people").await;
    let from_memory = app.get("/v1/articles").await;
    let health = [
        app.get("/health/live").await,
        app.get("/health/ready").await,
        app.get("/metrics").await,
    ];
    let slow_answer = slow.answer(Duration::from_secs(10)).await;
    let after = app.get("/v1/people").await;

    refused.problem(503);
    assert_eq!(refused.header("retry-after"), Some("1"));
    assert_eq!(refused.header("cache-control"), Some("private, no-store"));
    from_memory.json();
    health[0].json();
    health[1].json();
    // It needs a key, and says so.
    health[2].problem(401);
    assert_eq!(slow_answer.messages()[0].status, 200);
    after.json();
}

#[actix_web::test]
async fn the_place_of_a_client_that_breaks_off_is_free_again() {
    let one = HttpSettings {
        max_work: 1,
        ..settings()
    };
    let app = TestApp::with_routes_and(one, ROUTES).await;
    let slow = ask_slowly(&app, 60_000).await;
    let during = app.get("/v1/people").await;

    slow.reset();

    during.problem(503);
    let mut after = app.get("/v1/people").await;
    for _ in 0..50 {
        if after.status == 503 {
            sleep(Duration::from_millis(100)).await;
            after = app.get("/v1/people").await;
        }
    }
    after.json();
}

/// So what such a client has asked is worked on to its end, and keeps its place until then.
#[actix_web::test]
async fn a_client_that_only_sends_no_more_is_answered() {
    let app = TestApp::with_routes(ROUTES).await;
    let mut slow = ask_slowly(&app, 700).await;

    slow.finish().await;
    let answer = slow.last_answer(Duration::from_secs(10)).await;

    assert_eq!(answer.messages()[0].status, 200);
    assert!(answer.is_closed);
}

/// Sends a request whose operation takes so long, and waits until it is worked on.
async fn ask_slowly(app: &TestApp, milliseconds: u64) -> Connection {
    // Nothing is worked on before the document is made, which takes longer than is waited for here.
    app.get("/health/live").await;
    let mut connection = Connection::to(&app.address).await;
    let request = format!("GET /v1/slow-notes/{milliseconds} HTTP/1.1\r\nHost: a\r\n\r\n");
    connection.send(request.as_bytes()).await;
    sleep(Duration::from_millis(300)).await;
    connection
}
