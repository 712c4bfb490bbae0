//! The database: whether the file is ours, sound and up to date, and what it holds.

use std::path::Path;

use sinew::config::ServeSettings;
use sinew::content::{Addresses, RetractionData};
use sinew::error::{Error, Result};
use sinew::store::{Clock, Examination, Store, Tables};

use super::findings::Findings;
use super::texts;

const FILE: &str = "database_file";
const RESTORE: &str =
    "restore a backup; without one, save the file, then fill a new database from the seed folder";
/// Above this the log is not folded in as it should be: somebody reads for very long.
const LARGE_LOG_BYTES: u64 = 64 * 1024 * 1024;

/// Looks at the database; gives it, opened to be read, when it is fit for more questions.
pub async fn examine(settings: &ServeSettings, findings: &mut Findings) -> Option<Store> {
    match examined(settings, findings).await {
        Ok(store) => store,
        Err(error) => {
            findings.error(FILE, error.to_string(), RESTORE);
            None
        }
    }
}

async fn examined(settings: &ServeSettings, findings: &mut Findings) -> Result<Option<Store>> {
    let url = &settings.database.url;
    let path = match Examination::path_of(url) {
        Ok(path) => path,
        Err(error) => {
            findings.error(
                FILE,
                error.to_string(),
                "set DATABASE_URL or --database-url",
            );
            return Ok(None);
        }
    };
    if !has_content(&path, findings) {
        return Ok(None);
    }
    let mut examination = match Examination::open(url).await {
        Ok(examination) => examination,
        Err(error) => {
            findings.error(FILE, error.to_string(), "see what DATABASE_URL names");
            return Ok(None);
        }
    };
    let version = examination.sqlite_version().await?;
    findings.ok(
        FILE,
        format!("{} is there and ours; SQLite {version}", path.display()),
    );
    let store = file_and_content(settings, &mut examination, findings).await;
    if examination.is_overtaken() {
        findings.warning(
            FILE,
            "somebody opened the database while it was looked at, so what is said of it can be wrong".to_owned(),
            "run `sinew doctor` again",
        );
    }
    // The connection only read; how it ends changes nothing.
    let _ = examination.close().await;
    store
}

/// True if there is a file with something in it.
fn has_content(path: &Path, findings: &mut Findings) -> bool {
    let shown = path.display();
    match path.metadata() {
        Ok(file) if file.is_dir() => {
            findings.error(FILE, format!("{shown} is a folder"), "name a file in it");
        }
        Ok(file) if file.len() == 0 => findings.warning(
            FILE,
            format!("{shown} is empty"),
            "`sinew serve` fills it from the seed folder; if it was full before, restore a backup",
        ),
        Ok(_) => return true,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => findings.warning(
            FILE,
            format!("{shown} is not there"),
            "`sinew serve` makes it and fills it from the seed folder; if it should be there, look at DATABASE_URL",
        ),
        Err(cause) => findings.error(
            FILE,
            format!("{shown} cannot be looked at: {cause}"),
            "let the program read the file and its folder",
        ),
    }
    false
}

async fn file_and_content(
    settings: &ServeSettings,
    examination: &mut Examination,
    findings: &mut Findings,
) -> Result<Option<Store>> {
    let is_sound = integrity(examination, findings).await;
    let is_current = tables(examination, findings).await;
    if !is_sound || !is_current {
        findings.warning(
            "content",
            "it was not looked at, because of what is said above".to_owned(),
            "mend that first, then run `sinew doctor` again",
        );
        return Ok(None);
    }
    write_ahead_log(examination, findings).await?;
    let addresses = Addresses::new(&settings.http.public_url, settings.database.locale.clone());
    let url = examination.url(&settings.database.url);
    let store = Store::open_to_read(&url, addresses, Clock::System).await?;
    history(examination, &store, findings).await?;
    retractions(&store, findings).await?;
    texts::examine(settings, examination, &store, findings).await?;
    Ok(Some(store))
}

/// What is only ever added to: that it is guarded, and that the audit log is whole.
async fn history(
    examination: &mut Examination,
    store: &Store,
    findings: &mut Findings,
) -> Result<()> {
    findings.faults(
        "guards",
        examination.missing_guards().await?,
        "revisions and the audit log are guarded against changes".to_owned(),
        RESTORE,
    );
    let verdict = store.verify_audit(None, || ()).await?;
    let fault = verdict
        .fault
        .map(|fault| format!("position {}: {}", fault.position, fault.message));
    findings.faults(
        "audit_log",
        fault.into_iter().collect(),
        format!("its {} rows are as they were written", verdict.rows),
        "somebody has written beside this program; compare with a backup",
    );
    Ok(())
}

/// How old the data is against which references are looked up.
async fn retractions(store: &Store, findings: &mut Findings) -> Result<()> {
    const CHECK: &str = "retractions";
    match store.retraction_data().await? {
        RetractionData::Unchecked(_) => findings.ok(
            CHECK,
            "no data was imported, so nothing but what authors wrote is known; `sinew retractions import --help` says where it is"
                .to_owned(),
        ),
        RetractionData::Imported(data) if data.is_old(store.today()) => findings.warning(
            CHECK,
            format!("the data is of {}, more than a year ago", data.dated_on),
            "fetch the data of today, and import it with `sinew retractions import`",
        ),
        RetractionData::Imported(data) if !store.keeps_all_retractions().await? => findings.warning(
            CHECK,
            format!("the data of {} was imported by an earlier version, which kept less of it", data.dated_on),
            "import it once more with `sinew retractions import`",
        ),
        RetractionData::Imported(data) => {
            findings.ok(CHECK, format!("the data is of {}", data.dated_on));
        }
    }
    Ok(())
}

/// The file itself, as SQLite sees it.
async fn integrity(examination: &mut Examination, findings: &mut Findings) -> bool {
    let damage = examination.damage().await.unwrap_or_else(as_fault);
    let is_sound = damage.is_empty();
    findings.faults("integrity", damage, "the file is whole".to_owned(), RESTORE);
    if is_sound {
        let broken = examination.broken_keys().await.unwrap_or_else(as_fault);
        let sound = "every row that another points at is there".to_owned();
        findings.faults("foreign_keys", broken, sound, RESTORE);
    }
    is_sound
}

fn as_fault(error: Error) -> Vec<String> {
    vec![error.to_string()]
}

async fn tables(examination: &mut Examination, findings: &mut Findings) -> bool {
    const CHECK: &str = "migrations";
    match examination.tables().await {
        Ok(Tables::UpToDate) => {
            findings.ok(CHECK, "the tables are those of this program".to_owned());
            return true;
        }
        Ok(Tables::Missing) => findings.warning(
            CHECK,
            "there are no tables yet".to_owned(),
            "`sinew serve` makes them and fills them from the seed folder",
        ),
        Ok(Tables::Earlier(missing)) => findings.warning(
            CHECK,
            format!("the tables are of an earlier version of this program; {missing} of its migrations are yet to run"),
            "`sinew serve` or `sinew apply` brings them up to date; keep a copy of the file before",
        ),
        Ok(Tables::Newer) => findings.error(
            CHECK,
            "the tables are of a newer version of this program".to_owned(),
            "use that version",
        ),
        Ok(Tables::Changed(number)) => findings.error(
            CHECK,
            format!("migration {number} ran only in part, or was another then"),
            RESTORE,
        ),
        Err(error) => findings.error(CHECK, error.to_string(), RESTORE),
    }
    false
}

async fn write_ahead_log(examination: &mut Examination, findings: &mut Findings) -> Result<()> {
    const CHECK: &str = "write_ahead_log";
    if !examination.has_write_ahead_log().await? {
        findings.warning(
            CHECK,
            "the database is open without a write-ahead log, so readers wait for writers"
                .to_owned(),
            "end the other program that has set it so; `sinew serve` sets it back when it starts",
        );
        return Ok(());
    }
    match examination.log_bytes() {
        None => findings.ok(CHECK, "nobody has the database open".to_owned()),
        Some(bytes) if bytes > LARGE_LOG_BYTES => findings.warning(
            CHECK,
            format!(
                "it has {} MiB, because somebody has been reading since",
                bytes >> 20
            ),
            "end what reads for so long, such as a backup that hangs, or stop and start the server",
        ),
        Some(bytes) => findings.ok(
            CHECK,
            format!(
                "it has {} KiB; a program has the database open, or ended without closing it",
                bytes >> 10
            ),
        ),
    }
    Ok(())
}
