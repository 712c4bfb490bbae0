//! `sinew serve`: opens the database, fills an empty one, and answers over HTTP.

use std::io::{self, ErrorKind};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::time::Duration;

use sinew::config::ServeSettings;
use sinew::content::{Addresses, Library};
use sinew::error::{Error, Result};
use sinew::http::{self, Lifecycle};
use sinew::seed;
use sinew::store::{ApplyRequest, Clock, Store};
use tokio::net::{TcpSocket, lookup_host};

use super::Failure;
use super::reading::{advice_on, beside, checked};
use super::terminal::{Progress, file_error, print, start_log};

/// The folder that fills an empty database unless another is named.
const DEFAULT_SEED: &str = "seed";

/// How many connections may wait to be taken; Linux allows no more unless it is told to (`net.core.somaxconn`). Of 500 clients
/// that connect in the same instant, some wait for a second with 128, the number of Rust's library, because what the system
/// drops is tried again then: 99 in 100 had their answer within 1,048 to 1,059 ms. With 1,024 it was within 50 to 75, with 4,096
/// within 55 to 77; of 4,000 clients within 1,242 to 1,449, 249 to 331 and 229 to 369 ms (three runs of each, 2 cores).
const BACKLOG: u32 = 4096;

/// Runs the server until it is told to stop.
pub async fn serve(settings: ServeSettings) -> std::result::Result<(), Failure> {
    start_log(&settings.log)?;
    // What cannot work is found before a new database is made, so that nothing is left behind.
    let listener = listen(&settings.listen).await?;
    let store = open_filled(&settings).await?;
    let address = listener
        .local_addr()
        .map_err(|cause| file_error("the listener", cause))?;
    raise_file_limit(settings.http.open_files());
    let lifecycle = Lifecycle::default();
    let drain_time = Duration::from_secs(settings.http.drain_seconds.into());
    let running = http::serve(listener, store.clone(), &settings.http, &lifecycle)
        .and_then(|server| lifecycle.run(server, drain_time))
        .map_err(|cause| file_error("the server", cause))?;
    let article = store
        .first_article()
        .await?
        .map(|slug| format!(", the first article at /v1/articles/{slug}"));
    print(&format!(
        "Sinew answers at http://{address}: the API at /docs{}\n",
        article.unwrap_or_default()
    ))?;
    running
        .await
        .map_err(|cause| file_error("the server", cause))?;
    store.close().await;
    Ok(())
}

/// Lets the process open as many files as it may have connections, as far as the system allows.
fn raise_file_limit(wanted: u64) {
    match rlimit::increase_nofile_limit(wanted) {
        Ok(allowed) if allowed < wanted => tracing::warn!(
            allowed,
            wanted,
            "the system lets this process open fewer files than SINEW_MAX_CONNECTIONS needs; raise `ulimit -n` or lower it"
        ),
        Ok(_) => {}
        Err(cause) => tracing::warn!(%cause, "the limit of open files cannot be read"),
    }
}

/// Opens the database. An empty one is filled, if there is a folder to fill it from.
async fn open_filled(settings: &ServeSettings) -> std::result::Result<Store, Failure> {
    let early = if Store::is_new(&settings.database.url)? {
        read_seed(settings, None).await?
    } else {
        None
    };
    let addresses = Addresses::new(&settings.http.public_url, settings.database.locale.clone());
    let store = Store::open(&settings.database.url, addresses, Clock::System)
        .await?
        .with_rules(settings.rules.rules());
    let library = match early {
        Some(library) => Some(library),
        None if store.is_empty().await? => read_seed(settings, Some(&store)).await?,
        None => {
            tell_of_unread_seed(settings);
            None
        }
    };
    if let Some(library) = library {
        apply(&store, &library).await?;
    }
    Ok(store)
}

/// Says that a folder somebody named was not read: only an empty database is filled.
fn tell_of_unread_seed(settings: &ServeSettings) {
    if let Some(folder) = settings.seed.as_deref().filter(|_| !settings.no_seed) {
        tracing::warn!(folder = %folder.display(), "the database has content, so the seed folder was not read; `sinew apply` applies it");
    }
}

/// The library of the seed folder; `None` when there is none to read.
async fn read_seed(
    settings: &ServeSettings,
    store: Option<&Store>,
) -> std::result::Result<Option<Library>, Failure> {
    let folder = settings.seed.as_deref().unwrap_or(Path::new(DEFAULT_SEED));
    if settings.no_seed || (settings.seed.is_none() && !folder.exists()) {
        return Ok(None);
    }
    let mut reading = seed::read(folder, &settings.database.locale);
    let command = format!("sinew check {}", folder.display());
    let known = beside(store, &reading.library).await?;
    let advice = advice_on(&mut reading, &settings.rules.rules(), &known, &command);
    let reading = checked(reading, folder)?;
    if let Some(advice) = advice {
        tracing::warn!(folder = %folder.display(), "{advice}");
    }
    Ok(Some(reading.library))
}

async fn apply(store: &Store, library: &Library) -> Result<()> {
    let progress = Progress::new("applying", library.len());
    let applied = store
        .apply(&ApplyRequest::of(library), || progress.step())
        .await?;
    progress.finish();
    tracing::info!(
        revisions = applied.revisions(),
        images = applied.images(),
        "the seed folder was applied"
    );
    Ok(())
}

/// Several addresses of one name are tried in their order.
async fn listen(address: &str) -> Result<TcpListener> {
    let refusal = |cause: io::Error| {
        let message = format!("cannot listen on {address} (SINEW_LISTEN): {cause}");
        match cause.kind() {
            // It is no address with a port.
            ErrorKind::InvalidInput => Error::InvalidSetting(message),
            _ => Error::Configuration(message),
        }
    };
    let mut listener = Err(ErrorKind::AddrNotAvailable.into());
    for address in lookup_host(address).await.map_err(refusal)? {
        listener = listen_on(address);
        if listener.is_ok() {
            break;
        }
    }
    listener.map_err(refusal)
}

fn listen_on(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4(),
        SocketAddr::V6(_) => TcpSocket::new_v6(),
    }?;
    // What has just been stopped can be started again on Unix; on Windows two could listen at once.
    socket.set_reuseaddr(cfg!(unix))?;
    socket.bind(address)?;
    socket.listen(BACKLOG)?.into_std()
}
