//! Bodies over real sockets: limits of size and time, and connections that end.

use std::io::{ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::{Duration, Instant};

use actix_web::dev::{ServerHandle, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Next, from_fn};
use actix_web::{App, HttpResponse, HttpServer, body::BoxBody, web};

use crate::http::body::{BodyLimits, HeldBody, JsonBody, Schemas, TextBody};
use crate::http::sending::until_sent;

const LIMITS: BodyLimits = BodyLimits {
    max_bytes: 1000,
    time: Duration::from_secs(1),
};

#[derive(serde::Deserialize, utoipa::ToSchema)]
struct Note {
    title: String,
}

async fn put_note(note: JsonBody<Note>) -> HttpResponse {
    HttpResponse::Ok().body(note.0.title)
}

async fn put_text(text: TextBody) -> HttpResponse {
    HttpResponse::Ok().body(text.0)
}

async fn hold(
    mut request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let held = HeldBody::of(&mut request);
    let response = next.call(request).await?;
    Ok(response.map_body(|_, body| BoxBody::new(until_sent(body, held))))
}

fn document() -> serde_json::Value {
    serde_json::json!({ "components": { "schemas": { "Note": {
        "type": "object",
        "required": ["title"],
        "properties": { "title": { "type": "string" } },
    }}}})
}

struct Notes {
    address: std::net::SocketAddr,
    server: ServerHandle,
}

impl Notes {
    fn serve() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let schemas = web::Data::new(Schemas::of(document));
        let server = HttpServer::new(move || {
            App::new()
                .app_data(LIMITS)
                .app_data(schemas.clone())
                .wrap(from_fn(hold))
                .route("/note", web::put().to(put_note))
                .route("/text", web::put().to(put_text))
                .route(
                    "/note",
                    web::get().to(async || HttpResponse::Ok().body("read")),
                )
        });
        let server = server
            .workers(1)
            .disable_signals()
            .listen(listener)
            .unwrap()
            .run();
        let handle = server.handle();
        actix_web::rt::spawn(server);
        Self {
            address,
            server: handle,
        }
    }

    /// Sends pieces, one every 200 ms, and gives what came until the server closed, or nothing more for 4 seconds.
    async fn send(&self, pieces: Vec<Vec<u8>>) -> Came {
        let address = self.address;
        let sent = actix_web::rt::task::spawn_blocking(move || {
            let mut socket = TcpStream::connect(address).unwrap();
            let timeout = Some(Duration::from_secs(4));
            socket.set_read_timeout(timeout).unwrap();
            let start = Instant::now();
            let mut writer = socket.try_clone().unwrap();
            let writing = std::thread::spawn(move || {
                for piece in pieces {
                    if writer.write_all(&piece).is_err() {
                        return;
                    }
                    std::thread::sleep(Duration::from_millis(200));
                }
            });
            let mut bytes = Vec::new();
            let is_closed = match socket.read_to_end(&mut bytes) {
                Ok(_) => true,
                Err(error) => error.kind() != ErrorKind::WouldBlock,
            };
            let took = start.elapsed();
            drop(socket);
            writing.join().unwrap();
            let text = String::from_utf8_lossy(&bytes).into_owned();
            Came {
                text,
                is_closed,
                took,
            }
        });
        sent.await.unwrap()
    }
}

impl Drop for Notes {
    fn drop(&mut self) {
        actix_web::rt::spawn(self.server.stop(false));
    }
}

#[derive(Debug)]
struct Came {
    text: String,
    is_closed: bool,
    took: Duration,
}

impl Came {
    fn statuses(&self) -> Vec<&str> {
        let starts = self.text.match_indices("HTTP/1.1 ");
        starts
            .map(|(at, start)| &self.text[at + start.len()..][..3])
            .collect()
    }
}

fn put(path: &str, header: &str, body: &str) -> Vec<u8> {
    format!("PUT {path} HTTP/1.1\r\nHost: a\r\n{header}\r\n\r\n{body}").into_bytes()
}

fn with_length(path: &str, body: &str) -> Vec<u8> {
    put(path, &format!("Content-Length: {}", body.len()), body)
}

const CHUNKED: &str = "Transfer-Encoding: chunked";

#[actix_web::test]
async fn a_body_is_read_with_a_length_and_in_chunks() {
    let notes = Notes::serve();
    let chunks = "8\r\n{\"title\"\r\n6;a=b\r\n:\"B\"} \r\n0\r\n\r\n";

    let came = notes
        .send(vec![
            with_length("/note", r#"{"title":"A"}"#),
            put("/note", CHUNKED, chunks),
            with_length("/text", "words"),
            with_length("/text", "\u{0}"),
        ])
        .await;

    assert_eq!(came.statuses(), ["200"; 4], "{}", came.text);
    assert!(came.text.contains("\r\n\r\nA") && came.text.contains("\r\n\r\nB"));
}

#[actix_web::test]
async fn a_body_that_is_wrong_is_refused_and_the_connection_goes_on() {
    let notes = Notes::serve();

    let came = notes
        .send(vec![
            with_length("/note", "{"),
            with_length("/note", r#"{"title":1}"#),
            with_length("/note", ""),
            put("/text", CHUNKED, "1\r\na\r\n0\r\n\r\n"),
        ])
        .await;

    assert_eq!(
        came.statuses(),
        ["400", "422", "400", "200"],
        "{}",
        came.text
    );
}

#[actix_web::test]
async fn a_body_over_the_limit_is_refused_and_the_connection_ends() {
    let notes = Notes::serve();
    let declared = put("/note", "Content-Length: 1001", "{");
    let chunk = format!("3e8\r\n{}\r\n", "a".repeat(1000)).into_bytes();
    let endless = |path: &str| {
        let mut pieces = vec![put(path, CHUNKED, "")];
        pieces.extend(vec![chunk.clone(); 15]);
        pieces
    };

    for pieces in [vec![declared], endless("/note"), endless("/text")] {
        let came = notes.send(pieces).await;

        assert_eq!(came.statuses(), ["413"], "{}", came.text);
        assert!(came.is_closed, "{}", came.text);
        assert!(came.took < Duration::from_millis(3500), "{:?}", came.took);
    }
}

#[actix_web::test]
async fn a_body_that_is_too_slow_is_refused_and_the_connection_ends() {
    let notes = Notes::serve();
    let slow = |start: Vec<u8>, piece: &str| {
        let mut pieces = vec![start];
        pieces.extend(vec![piece.as_bytes().to_vec(); 20]);
        pieces
    };

    for pieces in [
        slow(put("/note", "Content-Length: 100", ""), " "),
        slow(put("/note", CHUNKED, ""), "1\r\n \r\n"),
        vec![put("/text", CHUNKED, "")],
    ] {
        let came = notes.send(pieces).await;

        assert_eq!(came.statuses(), ["408"], "{}", came.text);
        assert!(came.is_closed, "{}", came.text);
        assert!(came.took > Duration::from_millis(900), "{:?}", came.took);
        assert!(came.took < Duration::from_millis(3500), "{:?}", came.took);
    }
}

#[actix_web::test]
async fn a_body_that_breaks_off_or_has_broken_chunks_is_refused() {
    let notes = Notes::serve();

    for body in ["zz\r\n", "1\r\nab\r\n", "fffffffffffffffff\r\n"] {
        let came = notes.send(vec![put("/note", CHUNKED, body)]).await;

        assert!(
            came.statuses().iter().all(|status| *status == "400"),
            "{}",
            came.text
        );
        assert!(came.is_closed, "{}", came.text);
    }
}

#[actix_web::test]
async fn a_body_that_nobody_reads_ends_the_connection_with_the_answer() {
    let notes = Notes::serve();
    let get = put("/note", CHUNKED, "1\r\na\r\n");
    let get = [b"GET".as_slice(), &get[3..]].concat();
    let mut pieces = vec![get];
    pieces.extend(vec![b"1\r\na\r\n".to_vec(); 20]);

    let came = notes.send(pieces).await;

    assert_eq!(came.statuses(), ["200"], "{}", came.text);
    assert!(came.is_closed, "{}", came.text);
    assert!(came.took < Duration::from_millis(3500), "{:?}", came.took);
}
