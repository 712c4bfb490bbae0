//! How fast search answers.
#![allow(
    clippy::unwrap_used,
    reason = "a measurement that cannot go on must stop"
)]

mod generated;

#[actix_web::main]
async fn main() {
    let begin = std::time::Instant::now();
    let (store, database) = generated::store(generated::ARTICLES).await;
    let _ = (
        store.is_empty().await,
        generated::CONDITIONS,
        generated::THERAPIES,
    );
    eprintln!("{} {:?}", database.display(), begin.elapsed());
}
