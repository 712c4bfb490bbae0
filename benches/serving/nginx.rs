//! nginx with the recorded answers as files, their headers added, and gzip ready-made.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::recorded::Recorded;
use crate::server::{Server, free_port};
use crate::tools::{is_root, path_of};

/// The files of a folder over HTTP, with a line in a log for each request or without.
pub fn start(folder: &Path, answers: &[Recorded], is_logging: bool) -> Server {
    let port = free_port();
    let place = folder.join(format!("nginx-{port}"));
    fs::create_dir(&place).unwrap();
    let file = place.join("nginx.conf");
    fs::write(&file, configuration(folder, answers, port, is_logging)).unwrap();
    let mut command = Command::new(path_of("nginx"));
    command.arg("-p").arg(&place).arg("-c").arg(&file);
    command.args(["-e", "error.log"]).stdout(Stdio::null());
    Server::start(command, port)
}

/// As fast as nginx gets: open files are kept, connections are never closed, one worker for each processor.
fn configuration(folder: &Path, answers: &[Recorded], port: u16, is_logging: bool) -> String {
    let user = if is_root() { "user root;" } else { "" };
    let log = if is_logging { "access.log line" } else { "off" };
    let locations: String = answers.iter().map(location).collect();
    let folder = folder.display();
    format!(
        r#"{user}
daemon off;
worker_processes auto;
pid nginx.pid;
events {{ worker_connections 1024; }}
http {{
  log_format line escape=json '{{"timestamp":"$time_iso8601","message":"answered","route":"$uri","status":$status,"bytes":$body_bytes_sent,"seconds":$request_time,"method":"$request_method","path":"$uri","request_id":"$request_id"}}';
  access_log {log};
  client_body_temp_path temporary;
  proxy_temp_path temporary;
  fastcgi_temp_path temporary;
  uwsgi_temp_path temporary;
  scgi_temp_path temporary;
  server_tokens off;
  sendfile on;
  tcp_nopush on;
  max_ranges 0;
  keepalive_requests 1000000000;
  open_file_cache max=1000 inactive=600s;
  open_file_cache_valid 600s;
  gzip_static on;
  server {{
    listen 127.0.0.1:{port};
    root "{folder}";
{locations}  }}
}}
"#
    )
}

/// One answer. The `ETag` is nginx's own, so that it answers 304 by itself.
fn location(answer: &Recorded) -> String {
    let mut text = format!("    location = /{} {{\n", answer.name);
    writeln!(
        text,
        "      types {{}} default_type {};",
        quoted(&answer.content_type)
    )
    .unwrap();
    writeln!(text, "      add_header X-Request-Id $request_id;").unwrap();
    for (name, value) in &answer.headers {
        writeln!(text, "      add_header {name} {};", quoted(value)).unwrap();
    }
    text + "    }\n"
}

fn quoted(value: &str) -> String {
    assert!(!value.contains('$'), "nginx would read a variable: {value}");
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}
