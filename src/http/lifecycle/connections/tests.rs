//! Tests of the age of connections, with a server whose connections age fast.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use actix_web::body::BoxBody;
use actix_web::http::ConnectionType;
use actix_web::{App, HttpResponse, HttpServer, web};

use super::*;
use crate::http::sending::until_sent;

const AGES: Ages = Ages {
    last_answer: Duration::from_millis(300),
    last_byte: Duration::from_millis(1500),
    unused: Duration::from_secs(60),
};

/// Of a server that keeps connections only while they are used.
const SHORT_UNUSED: Ages = Ages {
    last_answer: Duration::from_secs(60),
    last_byte: Duration::from_secs(60),
    unused: Duration::from_millis(800),
};

/// More than the buffers between server and client hold.
const LARGE: usize = 30_000_000;

const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

#[actix_web::test]
async fn a_later_head_that_never_ends_does_not_hold_its_connection() {
    let mut client = connect(AGES);
    let outcome = web::block(move || {
        ask(&mut client);
        client.write_all(b"GET / HT").expect("an open connection");
        rest(&mut client)
    });

    assert_eq!(outcome.await.expect("no panic"), "");
}

#[actix_web::test]
async fn without_a_last_byte_such_a_head_would_hold_it() {
    let mut client = connect(Ages {
        last_byte: Duration::from_secs(60),
        ..AGES
    });
    let outcome = web::block(move || {
        ask(&mut client);
        client.write_all(b"GET / HT").expect("an open connection");
        let patience = Some(Duration::from_secs(3));
        client.set_read_timeout(patience).expect("a socket");
        client.read(&mut [0]).map_err(|error| error.kind())
    });

    assert_eq!(
        outcome.await.expect("no panic"),
        Err(io::ErrorKind::WouldBlock)
    );
}

#[actix_web::test]
async fn an_old_connection_in_use_is_told_its_last_answer() {
    let mut client = connect(AGES);
    let answers = web::block(move || {
        let young = ask(&mut client);
        thread::sleep(Duration::from_millis(400));
        client.write_all(REQUEST).expect("an open connection");
        (young, rest(&mut client))
    });

    let (young, old) = answers.await.expect("no panic");
    assert!(!young.contains("connection: close"), "{young}");
    assert!(
        old.contains("connection: close") && old.ends_with("done"),
        "{old}"
    );
}

#[actix_web::test]
async fn what_is_being_answered_when_the_last_byte_was_read_is_written() {
    let mut client = connect(AGES);
    let answer = web::block(move || {
        let slow = b"GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n";
        client.write_all(slow).expect("an open connection");
        rest(&mut client)
    });

    let answer = answer.await.expect("no panic");
    assert!(
        answer.starts_with("HTTP/1.1 200 ") && answer.ends_with("done"),
        "{answer}"
    );
}

#[actix_web::test]
async fn a_later_head_that_drips_in_is_not_waited_for() {
    let mut client = connect(SHORT_UNUSED);
    let bytes = web::block(move || {
        ask(&mut client);
        let mut bytes = 0;
        // Once the server has closed, writing fails.
        while bytes < 100 && client.write_all(b"G").is_ok() {
            thread::sleep(Duration::from_millis(100));
            bytes += 1;
        }
        bytes
    });

    let bytes = bytes.await.expect("no panic");
    assert!((7..20).contains(&bytes), "{bytes}");
}

#[actix_web::test]
async fn a_connection_is_kept_while_its_requests_follow_each_other() {
    let mut client = connect(SHORT_UNUSED);
    let outcome = web::block(move || {
        for _ in 0..6 {
            ask(&mut client);
            thread::sleep(Duration::from_millis(400));
        }
        rest(&mut client)
    });

    assert_eq!(outcome.await.expect("no panic"), "");
}

#[actix_web::test]
async fn an_answer_that_is_awaited_or_read_slowly_keeps_its_connection() {
    for path in ["/slow", "/large"] {
        let mut client = connect(SHORT_UNUSED);
        let again = web::block(move || {
            let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
            client
                .write_all(request.as_bytes())
                .expect("an open connection");
            thread::sleep(Duration::from_millis(2000));
            read_answer(&mut client);
            ask(&mut client)
        });

        assert!(again.await.expect("no panic").ends_with("done"), "{path}");
    }
}

/// A connection to a server of its own, which runs on this thread as long as the test.
fn connect(ages: Ages) -> TcpStream {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    let server = HttpServer::new(|| {
        App::new()
            .route("/", web::get().to(answer))
            .route("/slow", web::get().to(answer_late))
            .route("/large", web::get().to(answer_much))
    });
    let server = server
        .workers(1)
        .disable_signals()
        .keep_alive(Duration::from_secs(60))
        .on_connect(bounded(ages))
        .listen(listener);
    rt::spawn(server.expect("a server").run());
    TcpStream::connect(address).expect("a connection")
}

async fn answer(request: HttpRequest) -> HttpResponse {
    let mut response = HttpResponse::Ok().body("done");
    let in_use = in_use(&request);
    response = response.map_body(|_, body| BoxBody::new(until_sent(body, in_use)));
    if is_old(&request) {
        response
            .head_mut()
            .set_connection_type(ConnectionType::Close);
    }
    response
}

async fn answer_late(request: HttpRequest) -> HttpResponse {
    let in_use = in_use(&request);
    sleep(2 * AGES.last_byte).await;
    let response = answer(request).await;
    drop(in_use);
    response
}

async fn answer_much(request: HttpRequest) -> HttpResponse {
    let body = BoxBody::new("x".repeat(LARGE) + "done");
    HttpResponse::Ok().body(until_sent(body, in_use(&request)))
}

/// Sends a request and reads its answer.
fn ask(client: &mut TcpStream) -> String {
    client.write_all(REQUEST).expect("an open connection");
    read_answer(client)
}

fn read_answer(client: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    while !answer.ends_with(b"done") {
        let mut piece = [0; 64 * 1024];
        let count = client.read(&mut piece).expect("an answer");
        assert!(count > 0, "the answer ends after {} bytes", answer.len());
        answer.extend_from_slice(&piece[..count]);
    }
    String::from_utf8_lossy(&answer).into_owned()
}

/// What comes until the server closes the connection.
fn rest(client: &mut TcpStream) -> String {
    let patience = Some(Duration::from_secs(30));
    client.set_read_timeout(patience).expect("a socket");
    let mut rest = String::new();
    client.read_to_string(&mut rest).expect("an end");
    rest
}
