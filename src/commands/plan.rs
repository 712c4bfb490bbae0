//! `sinew plan`: what applying a folder would change, for a person or a program, or kept for later.

use std::path::Path;
use std::process::ExitCode;

use sinew::config::{DatabaseSettings, PlanFormat, PlanSettings};
use sinew::content::{Library, Locale, Plan};
use sinew::error::{Error, Result};
use sinew::render::{PlanLook, SeedForm, WrittenIds, plan_text};
use sinew::seed::SavedPlan;
use sinew::store::{Absent, ApplyRequest, Clock, Store};

use super::Failure;
use super::files::write_files;
use super::reading::read_checked;
use super::remote::Server;
use super::terminal::{Progress, answer_look, file_error, print, report};

/// The status that says that something would change.
const SOMETHING_WOULD_CHANGE: u8 = 3;

/// Shows what would change, and changes nothing.
pub async fn plan(settings: PlanSettings) -> std::result::Result<ExitCode, Failure> {
    let locale = &settings.database.locale;
    let store = match &settings.server.to {
        Some(_) => None,
        None => stored(&settings.database).await?,
    };
    let rules = settings.rules.rules();
    let reading = read_checked(&settings.folder, locale, &rules, store.as_ref()).await?;
    let library = reading.library;
    let absent = absent_of(settings.prune);
    let plan = match &settings.server.to {
        Some(url) => {
            let server = Server::at(url, settings.server.key_file.as_deref())?;
            server.plan(&library, locale, absent)?
        }
        None => plan_for(store, &settings.database, &library, absent).await?,
    };
    if let Some(path) = &settings.out {
        let saved = SavedPlan::of(&plan, &library, locale, absent).map_err(without_json)?;
        save(path, &saved)?;
    }
    match settings.format {
        PlanFormat::Human => print(&shown(&plan, &library, locale))?,
        PlanFormat::Json => {
            let text = serde_json::to_string_pretty(&plan).map_err(without_json)?;
            print(&format!("{text}\n"))?;
        }
    }
    Ok(match plan.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::from(SOMETHING_WOULD_CHANGE),
    })
}

/// The database as it is, if there is one.
async fn stored(database: &DatabaseSettings) -> Result<Option<Store>> {
    if Store::is_new(&database.url)? {
        return Ok(None);
    }
    let store = Store::open_to_read(&database.url, database.addresses(), Clock::System);
    store.await.map(Some)
}

/// A database that is not there yet is planned for as an empty one, and not made.
async fn plan_for(
    store: Option<Store>,
    database: &DatabaseSettings,
    library: &Library,
    absent: Absent,
) -> Result<Plan> {
    // Removed when it goes out of scope.
    let mut stand_in = None;
    let store = match store {
        Some(store) => store,
        None => {
            let folder =
                tempfile::tempdir().map_err(|cause| file_error("a temporary folder", cause))?;
            let url = format!("sqlite:{}", folder.path().join("empty.db").display());
            stand_in = Some(folder);
            report(&format!(
                "note: there is no database {} yet; this is the plan for a new one",
                database.url
            ));
            Store::open(&url, database.addresses(), Clock::System).await?
        }
    };
    let progress = Progress::new("comparing", library.len());
    let request = ApplyRequest::of(library).with_absent(absent);
    let plan = store.plan(&request, || progress.step()).await;
    progress.finish();
    store.close().await;
    drop(stand_in);
    plan
}

pub fn absent_of(is_pruning: bool) -> Absent {
    match is_pruning {
        true => Absent::Remove,
        false => Absent::Keep,
    }
}

/// A plan for a person, on standard output.
pub fn shown(plan: &Plan, library: &Library, locale: &Locale) -> String {
    let images = library.media.iter();
    let image_paths = images
        .map(|file| (file.address(), file.path.clone()))
        .collect();
    let form = SeedForm {
        default_locale: locale,
        image_paths: &image_paths,
        ids: WrittenIds::Authored,
    };
    let look = PlanLook {
        is_coloured: answer_look().is_coloured,
        block_text: &|block| form.block(block),
    };
    plan_text(plan, &look)
}

fn save(path: &Path, plan: &SavedPlan) -> std::result::Result<(), Failure> {
    let text = serde_json::to_string(plan).map_err(without_json)?;
    write_files(&[(path.to_owned(), text.as_bytes())])?;
    report(&format!(
        "the plan is kept in {}; `sinew apply --plan {}` does exactly this",
        path.display(),
        path.display()
    ));
    Ok(())
}

pub fn without_json(error: serde_json::Error) -> Error {
    Error::Corrupt(format!("a plan without a JSON form: {error}"))
}
