//! A bare actix handler that answers the recorded bytes and headers from a map, and nothing else: what the framework itself
//! takes. It runs in a process of its own.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use actix_web::http::StatusCode;
use actix_web::http::header::{
    ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderName, HeaderValue, IF_NONE_MATCH,
};
use actix_web::web::{self, Bytes, Data};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer};
use uuid::Uuid;

use crate::recorded::Recorded;
use crate::server::{Server, free_port};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const GZIP: HeaderValue = HeaderValue::from_static("gzip");

/// An answer as the handler has it.
struct Kept {
    etag: HeaderValue,
    content_type: HeaderValue,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Bytes,
    gzip: Bytes,
}

type Answers = HashMap<String, Kept>;

/// Starts the process.
pub fn start(folder: &Path) -> Server {
    let port = free_port();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .arg("--bare")
        .arg(folder)
        .args(["--port", &port.to_string()]);
    Server::start(command, port)
}

/// What the process does.
pub fn serve(folder: &Path, port: u16) {
    let answers: Data<Answers> = Data::new(read(folder));
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let server = HttpServer::new(move || {
        App::new()
            .app_data(answers.clone())
            .default_service(web::to(answer))
    });
    let server = server
        .workers(workers)
        .tcp_nodelay(true)
        .bind(("127.0.0.1", port))
        .unwrap();
    actix_web::rt::System::new().block_on(async { server.run().await.unwrap() });
}

/// As in Sinew and nginx, each answer has an id of its own.
async fn answer(request: HttpRequest, answers: Data<Answers>) -> HttpResponse {
    let Some(kept) = answers.get(request.path()) else {
        return HttpResponse::NotFound().finish();
    };
    let wishes = request.headers();
    let is_known = wishes
        .get(IF_NONE_MATCH)
        .is_some_and(|tag| *tag == kept.etag);
    let status = if is_known {
        StatusCode::NOT_MODIFIED
    } else {
        StatusCode::OK
    };
    let mut response = HttpResponse::new(status);
    let headers = response.headers_mut();
    for (name, value) in &kept.headers {
        headers.append(name.clone(), value.clone());
    }
    headers.insert(ETAG, kept.etag.clone());
    let id = Uuid::now_v7().to_string();
    headers.insert(REQUEST_ID, HeaderValue::try_from(id).unwrap());
    if is_known {
        return response;
    }
    headers.insert(CONTENT_TYPE, kept.content_type.clone());
    let is_gzip = wishes
        .get(ACCEPT_ENCODING)
        .is_some_and(|wish| *wish == GZIP);
    if is_gzip {
        headers.insert(CONTENT_ENCODING, GZIP);
    }
    let body = if is_gzip { &kept.gzip } else { &kept.body };
    response.set_body(body.clone()).map_into_boxed_body()
}

fn read(folder: &Path) -> Answers {
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let files = files.filter(|file| file.to_string_lossy().ends_with(".recorded.json"));
    let kept = |recorded: Recorded| (format!("/{}", recorded.name), Kept::of(recorded));
    files
        .map(|file| kept(serde_json::from_slice(&fs::read(file).unwrap()).unwrap()))
        .collect()
}

impl Kept {
    fn of(recorded: Recorded) -> Self {
        let header = |(name, value): (String, String)| {
            (
                HeaderName::try_from(name).unwrap(),
                HeaderValue::try_from(value).unwrap(),
            )
        };
        Self {
            etag: recorded.etag.try_into().unwrap(),
            content_type: recorded.content_type.try_into().unwrap(),
            headers: recorded.headers.into_iter().map(header).collect(),
            body: recorded.body.into(),
            gzip: recorded.gzip.into(),
        }
    }
}
