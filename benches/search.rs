//! How fast search answers among 10,000 articles, two clients at once, and whether the right article comes first:
//! `cargo bench --bench search`. The database is made once, by applying a folder, and kept under `target`.
#![allow(
    clippy::unwrap_used,
    reason = "a measurement that cannot go on must stop"
)]
#![allow(
    clippy::print_stdout,
    reason = "a measurement is for the one who runs it"
)]

#[path = "search/clients.rs"]
mod clients;
#[path = "search/database.rs"]
mod database;
#[path = "search/figures.rs"]
mod figures;
#[allow(dead_code, reason = "other measurements use more of it")]
mod generated;
#[path = "search/patients.rs"]
mod patients;
#[path = "search/queries.rs"]
mod queries;
#[path = "search/reference.rs"]
mod reference;
#[path = "../tests/api/settings.rs"]
#[allow(dead_code, reason = "tests have more of them")]
mod settings;

use std::net::TcpListener;

use sinew::config::HttpSettings;
use sinew::http::Lifecycle;

use clients::Client;
use figures::Figures;
use queries::Class;

#[actix_web::main]
async fn main() {
    let (store, database) = database::store(generated::ARTICLES).await;
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    // Every query is asked once, and no answer is kept either.
    let settings = HttpSettings {
        cache_mb: 0,
        ..settings::settings()
    };
    let server = sinew::http::serve(listener, store, &settings, &Lifecycle::default()).unwrap();
    let handle = server.handle();
    actix_web::rt::spawn(server);

    let client = Client::new(&address);
    clients::warm_up(&client).await;
    show_right(&client).await;
    let measured = clients::measure(&address).await;
    let reference = reference::measure(&database).await;
    show_times(&measured, &reference);
    handle.stop(true).await;
}

/// Which queries of patients have the right answer first.
async fn show_right(client: &Client) {
    let mut right = 0;
    for (query, expected) in patients::QUERIES {
        let first = client.first(query).await;
        match expected.iter().any(|known| first.starts_with(known)) {
            true => right += 1,
            false => println!("not first: {query}: {first}"),
        }
    }
    println!(
        "the right one first: {right} of {}\n",
        patients::QUERIES.len()
    );
}

fn show_times(measured: &[(Class, Figures)], reference: &[(Class, Figures)]) {
    println!("milliseconds          queries     p50     p95     p99     max   bare p95  ratio");
    let mut all = Figures::default();
    let mut bare = Figures::default();
    for ((class, figures), (_, other)) in measured.iter().zip(reference) {
        show_line(class.name(), figures, other);
        all.add(figures);
        bare.add(other);
    }
    show_line("all", &all, &bare);
}

/// One line: a class, what it took over HTTP, and what the bare statement took.
fn show_line(name: &str, figures: &Figures, bare: &Figures) {
    let [p50, p95, p99, max] = [50, 95, 99, 100].map(|percent| figures.percentile(percent));
    let other = bare.percentile(95);
    println!(
        "{name:20} {:8} {p50:7.2} {p95:7.2} {p99:7.2} {max:7.2} {other:10.2} {:6.1}",
        figures.len(),
        p95 / other
    );
}
