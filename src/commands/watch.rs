//! `sinew watch`: checks and applies a seed folder whenever something in it is saved. It removes nothing.

use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Zoned;
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use sinew::config::{DatabaseSettings, WatchSettings};
use sinew::content::{Beside, Library, Plan, Rules};
use sinew::error::{Error, Result};
use sinew::render::{applied_summary, change_line};
use sinew::seed::diagnostics::{Count, first_fault, human};
use sinew::seed::{self, Reading, Severity};
use sinew::store::{ApplyRequest, Clock, Store};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::timeout;

use super::Failure;
use super::files::failed as failed_file;
use super::reading::{advice_on, has_errors};
use super::terminal::{Progress, print, report, report_look};

/// How long nothing may happen before a folder is read. Editors save in several steps, one of which is an empty file.
const QUIET: Duration = Duration::from_millis(100);

/// How many changes a line names; more are counted.
const MAX_NAMED: usize = 3;

/// What ends a wait.
enum News {
    Saved,
    Stop,
}

/// Checks and applies at once and after each save, and says so in a line, until it is told to stop or the folder is gone.
pub async fn watch(settings: WatchSettings) -> std::result::Result<(), Failure> {
    let WatchSettings {
        folder,
        database,
        rules,
    } = settings;
    let (sender, mut news) = unbounded_channel();
    stop_on_signals(sender.clone())?;
    let mut target = Target {
        database,
        rules: rules.rules(),
        store: None,
    };
    // It begins before the first reading, so that no save falls between.
    let watcher = watcher(&folder, sender);
    let outcome = follow(&folder, watcher, &mut news, &mut target).await;
    if let Some(store) = target.store {
        store.close().await;
    }
    outcome
}

async fn follow(
    folder: &Path,
    watcher: Result<RecommendedWatcher>,
    news: &mut UnboundedReceiver<News>,
    target: &mut Target,
) -> std::result::Result<(), Failure> {
    check_and_apply(folder, target).await?;
    let _watcher = watcher?;
    while is_saved(news).await {
        check_and_apply(folder, target).await?;
    }
    Ok(())
}

/// The database. One that is not there is made when there is something to write, so that a faulty folder leaves none behind.
struct Target {
    database: DatabaseSettings,
    rules: Rules,
    store: Option<Store>,
}

impl Target {
    async fn apply(&mut self, library: &Library) -> Result<Plan> {
        let store = self.opened().await?;
        let progress = Progress::new("applying", library.len());
        let request = ApplyRequest::of(library);
        let plan = store.apply(&request, || progress.step()).await;
        progress.finish();
        plan
    }

    /// What the database knows of a folder; one that is not there knows nothing, and is not made.
    async fn beside(&mut self, library: &Library) -> Result<Beside> {
        match Store::is_new(&self.database.url)? {
            true => Ok(Beside::default()),
            false => self.opened().await?.beside(library).await,
        }
    }

    async fn opened(&mut self) -> Result<&Store> {
        // A file that was removed under an open connection would take what is applied with it.
        let is_there = !Store::is_new(&self.database.url)?;
        let store = match self.store.take().filter(|_| is_there) {
            Some(store) => store,
            None => {
                let addresses = self.database.addresses();
                Store::open(&self.database.url, addresses, Clock::System)
                    .await?
                    .with_rules(self.rules.clone())
            }
        };
        Ok(self.store.insert(store))
    }
}

/// One round. What is wrong with a file or the database is said and may be mended; without its folder nothing can go on.
async fn check_and_apply(folder: &Path, target: &mut Target) -> std::result::Result<(), Failure> {
    let mut reading = seed::read(folder, &target.database.locale);
    let is_gone = |fault: &seed::Fault| fault.file.is_empty() && fault.severity == Severity::Error;
    if reading.faults.iter().any(is_gone) {
        report(human(&reading, folder, report_look()).trim_end());
        return Err(Failure::Faults);
    }
    let outcome = match outcome(&mut reading, folder, target).await {
        Ok(outcome) => outcome,
        Err(error) => format!("error: {error}; nothing applied"),
    };
    print(&format!(
        "{} {outcome}\n",
        Zoned::now().strftime("%H:%M:%S")
    ))
}

async fn outcome(reading: &mut Reading, folder: &Path, target: &mut Target) -> Result<String> {
    let known = match has_errors(reading) {
        true => Beside::default(),
        false => target.beside(&reading.library).await?,
    };
    let command = format!("sinew check {}", folder.display());
    let advice = advice_on(reading, &target.rules, &known, &command);
    let advice = advice
        .map(|advice| format!(". {advice}"))
        .unwrap_or_default();
    if has_errors(reading) {
        return Ok(refusal(reading, folder));
    }
    let plan = target.apply(&reading.library).await?;
    let warnings = warnings_of(reading, folder);
    Ok(format!("{}{warnings}{advice}", said_of(&plan)))
}

fn said_of(plan: &Plan) -> String {
    match plan.changes.len() {
        0 => applied_summary(plan),
        1..=MAX_NAMED => {
            let lines: Vec<String> = plan.changes.iter().map(change_line).collect();
            format!("applied: {}", lines.join("; "))
        }
        _ => format!("applied: {}", applied_summary(plan)),
    }
}

fn warnings_of(reading: &Reading, folder: &Path) -> String {
    match first_fault(reading, folder) {
        Some(first) => format!(". {}: {first}", Count::of(&reading.faults)),
        None => String::new(),
    }
}

fn refusal(reading: &Reading, folder: &Path) -> String {
    let count = Count::of(&reading.faults);
    let first = first_fault(reading, folder).unwrap_or_default();
    let others = match count.errors {
        1 => String::new(),
        _ => format!("; `sinew plan {}` shows all", folder.display()),
    };
    format!("{count}, nothing applied: {first}{others}")
}

/// Waits for a save and for the quiet after it; false when it is time to stop.
async fn is_saved(news: &mut UnboundedReceiver<News>) -> bool {
    let mut next = news.recv().await;
    loop {
        match next {
            Some(News::Saved) => {}
            Some(News::Stop) | None => return false,
        }
        match timeout(QUIET, news.recv()).await {
            Ok(another) => next = another,
            Err(_) => return true,
        }
    }
}

fn watcher(folder: &Path, sender: UnboundedSender<News>) -> Result<RecommendedWatcher> {
    let failed = |cause: notify::Error| {
        Error::Configuration(format!("{} cannot be watched: {cause}", folder.display()))
    };
    // Events come with absolute paths; what is hidden above the folder is none of its business.
    let root = std::path::absolute(folder).map_err(|cause| failed_file(folder, cause))?;
    let watched = root.clone();
    let told = move |event: notify::Result<Event>| {
        // An event that was lost may have been any.
        if event.map_or(true, |event| is_save(&event, &root)) {
            // Nobody listens any more when the program ends.
            let _ = sender.send(News::Saved);
        }
    };
    let mut watcher = notify::recommended_watcher(told).map_err(failed)?;
    watcher
        .watch(&watched, RecursiveMode::Recursive)
        .map_err(failed)?;
    Ok(watcher)
}

/// Reading is no save, and hidden files, such as those that editors keep while they are open, are no content.
fn is_save(event: &Event, root: &Path) -> bool {
    let is_hidden = |path: &PathBuf| {
        let inside = path.strip_prefix(root).unwrap_or(path);
        let mut names = inside.components().map(|part| part.as_os_str());
        names.any(|name| name.as_encoded_bytes().starts_with(b"."))
    };
    !event.kind.is_access() && (event.paths.is_empty() || !event.paths.iter().all(is_hidden))
}

fn stop_on_signals(sender: UnboundedSender<News>) -> Result<()> {
    let stop = move || {
        let _ = sender.send(News::Stop);
    };
    ctrlc::set_handler(stop)
        .map_err(|cause| Error::Configuration(format!("signals cannot be heard: {cause}")))
}
