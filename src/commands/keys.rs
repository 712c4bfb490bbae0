//! `sinew keys`: makes, lists and revokes keys, also beside a server that runs on the same database.

use sinew::config::{
    CreateKeySettings, DatabaseSettings, KeysCommand, ListFormat, ListKeysSettings,
    RevokeKeySettings,
};
use sinew::content::{IssuedKey, Key, KeyId, Moment};
use sinew::error::Error;
use sinew::store::{Clock, Revocation, Store};

use super::Failure;
use super::terminal::{print, report};

type Result<T> = std::result::Result<T, Failure>;

pub async fn keys(command: KeysCommand) -> Result<()> {
    match command {
        KeysCommand::Create(settings) => create(settings).await,
        KeysCommand::List(settings) => list(settings).await,
        KeysCommand::Revoke(settings) => revoke(settings).await,
    }
}

/// The key stands alone on standard output, so that it can be piped to where it is kept; all else is for a person.
async fn create(settings: CreateKeySettings) -> Result<()> {
    let store = Store::open(
        &settings.database.url,
        settings.database.addresses(),
        Clock::System,
    )
    .await?;
    let key = Key::random()?;
    let note = settings.note.as_deref();
    let issued = store
        .create_key(&key, settings.scope, note, settings.expires)
        .await?;
    store.close().await;
    print(&format!("{}\n", key.reveal()))?;
    report(&format!(
        "This is the key {} with scope `{}`, in force until {}. Send it as `Authorization: Bearer KEY`.\n\
         It will not be shown again: only a digest of it is kept. `sinew keys revoke {}` ends it.",
        issued.id, issued.scope, issued.expires_at, issued.id
    ));
    Ok(())
}

async fn list(settings: ListKeysSettings) -> Result<()> {
    refuse_missing(&settings.database)?;
    let store = Store::open_to_read(
        &settings.database.url,
        settings.database.addresses(),
        Clock::System,
    )
    .await?;
    let keys = store.keys().await?;
    store.close().await;
    match settings.format {
        ListFormat::Human => print(&table(&keys)),
        ListFormat::Json => {
            let text = serde_json::to_string_pretty(&keys)
                .map_err(|error| Error::Corrupt(format!("keys without a JSON form: {error}")))?;
            print(&format!("{text}\n"))
        }
    }
}

async fn revoke(settings: RevokeKeySettings) -> Result<()> {
    // What came is not repeated: it may be a whole key.
    let id = KeyId::parse(&settings.id).ok_or_else(|| {
        Error::Configuration(
            "the id of a key is the eight letters and digits after `sinew_`; `sinew keys list` shows all ids"
                .to_owned(),
        )
    })?;
    refuse_missing(&settings.database)?;
    let store = Store::open(
        &settings.database.url,
        settings.database.addresses(),
        Clock::System,
    )
    .await?;
    let revocation = store.revoke_key(&id).await?;
    store.close().await;
    match revocation {
        Revocation::Done => report(&format!("the key {id} is revoked and opens nothing")),
        Revocation::Earlier(at) => report(&format!(
            "the key {id} was revoked at {at} already; nothing was changed"
        )),
        Revocation::Unknown => {
            let message = format!("no key has the id {id}; `sinew keys list` shows all ids");
            return Err(Error::Configuration(message).into());
        }
    }
    Ok(())
}

/// A database that is not there has no keys, and is not made to say so.
fn refuse_missing(database: &DatabaseSettings) -> Result<()> {
    if Store::is_new(&database.url)? {
        let message = format!("there is no database {}", database.url);
        return Err(Error::Configuration(message).into());
    }
    Ok(())
}

/// Columns as wide as their widest cell. The note comes last, because it may be long.
fn table(keys: &[IssuedKey]) -> String {
    let heads = [
        "id",
        "scope",
        "state",
        "created",
        "expires",
        "last used",
        "note",
    ];
    let mut rows = vec![heads.map(str::to_owned)];
    rows.extend(keys.iter().map(cells));
    let widths: Vec<usize> = (0..heads.len())
        .map(|column| {
            let cells = rows.iter().map(|row| row[column].chars().count());
            cells.max().unwrap_or_default()
        })
        .collect();
    let line = |row: &[String; 7]| {
        let cells = row.iter().zip(&widths);
        let padded: Vec<String> = cells
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        format!("{}\n", padded.join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

fn cells(key: &IssuedKey) -> [String; 7] {
    [
        key.id.to_string(),
        key.scope.to_string(),
        key.state.as_str().to_owned(),
        minute(key.created_at),
        minute(key.expires_at),
        key.last_used_at.map_or_else(|| "never".to_owned(), minute),
        key.note.clone().unwrap_or_default(),
    ]
}

/// Such as `2026-11-22T09:00Z`.
fn minute(moment: Moment) -> String {
    let whole = moment.to_string();
    match whole.rsplit_once(':') {
        Some((minute, _)) => format!("{minute}Z"),
        None => whole,
    }
}
