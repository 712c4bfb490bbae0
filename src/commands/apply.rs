//! `sinew apply`: does what a plan shows, in one transaction.

use std::path::Path;

use sinew::config::ApplySettings;
use sinew::content::{Action, Addresses, Library, Locale, Message, Plan, Signature};
use sinew::error::{Error, Result};
use sinew::render::{applied_summary, change_line};
use sinew::seed::{self, Reading, SavedPlan};
use sinew::store::{Absent, ApplyRequest, Clock, EarlierPlan, Store, Unseen};

use super::Failure;
use super::files::failed;
use super::plan::{absent_of, shown, without_json};
use super::reading::{advised, has_errors};
use super::remote::{self, Server};
use super::terminal::{Progress, agree_to_remove, print, report};

/// What is to be applied.
pub struct Work {
    pub library: Library,
    pub locale: Locale,
    pub absent: Absent,
    pub unseen: Unseen,
    pub earlier: Option<EarlierPlan>,
    pub message: Option<Message>,
    /// Whether somebody is asked before anything is removed.
    pub is_asking: bool,
}

/// Applies a folder or a saved plan, and says what changed.
pub async fn apply(settings: ApplySettings) -> std::result::Result<(), Failure> {
    let plan = match &settings.server.to {
        Some(url) => {
            let work = work_of(&settings, read(&settings)?, None).await?;
            let server = Server::at(url, settings.server.key_file.as_deref())?;
            remote::apply(&server, &work)?
        }
        None => apply_here(&settings).await?,
    };
    let lines: Vec<String> = plan.changes.iter().map(change_line).collect();
    let lines: String = lines.iter().flat_map(|line| [line, "\n"]).collect();
    print(&format!("{lines}{}\n", applied_summary(&plan)))
}

/// What was read: a folder, or a saved plan.
struct Read {
    reading: Reading,
    locale: Locale,
    absent: Absent,
    earlier: Option<EarlierPlan>,
}

fn read(settings: &ApplySettings) -> std::result::Result<Read, Failure> {
    if let Some(path) = &settings.plan {
        return saved(path);
    }
    let locale = &settings.database.locale;
    Ok(Read {
        reading: seed::read(&settings.folder, locale),
        locale: locale.clone(),
        absent: absent_of(settings.prune),
        earlier: None,
    })
}

async fn work_of(
    settings: &ApplySettings,
    read: Read,
    store: Option<&Store>,
) -> std::result::Result<Work, Failure> {
    let Read {
        reading,
        locale,
        absent,
        earlier,
    } = read;
    let rules = settings.rules.rules();
    let check = format!("sinew check {}", settings.folder.display());
    let named = match &settings.plan {
        Some(path) => (path.as_path(), "sinew check"),
        None => (settings.folder.as_path(), check.as_str()),
    };
    let reading = advised(reading, &rules, store, named).await?;
    Ok(Work {
        library: reading.library,
        locale,
        absent,
        unseen: match settings.overwrite {
            true => Unseen::Overwrite,
            false => Unseen::Protect,
        },
        earlier,
        message: settings.message.clone(),
        is_asking: absent == Absent::Remove && !settings.yes,
    })
}

/// A database that is not there yet is made when there is something to write.
async fn apply_here(settings: &ApplySettings) -> std::result::Result<Plan, Failure> {
    let url = &settings.database.url;
    let read = read(settings)?;
    // A faulty folder neither makes a database nor brings one up to date.
    let before = match Store::is_new(url)? || has_errors(&read.reading) {
        true => None,
        false => Some(opened(settings, &read.locale).await?),
    };
    let mut work = work_of(settings, read, before.as_ref()).await?;
    refuse_plan_for_another_database(url, work.earlier.as_ref())?;
    let store = match before {
        Some(store) => store,
        None => opened(settings, &work.locale).await?,
    };
    if work.is_asking {
        let request = ApplyRequest::of(&work.library).with_absent(work.absent);
        let plan = store.plan(&request, || ()).await?;
        work.agree(&plan)?;
    }
    let plan = run(&store, &work).await;
    store.close().await;
    Ok(plan?)
}

async fn opened(settings: &ApplySettings, locale: &Locale) -> Result<Store> {
    let addresses = Addresses::new("", locale.clone());
    let store = Store::open(&settings.database.url, addresses, Clock::System).await?;
    Ok(store.with_rules(settings.rules.rules()))
}

/// A plan for a database with content is none for one that is not there, and makes none.
fn refuse_plan_for_another_database(url: &str, earlier: Option<&EarlierPlan>) -> Result<()> {
    match earlier {
        Some(earlier) if earlier.version > 0 && Store::is_new(url)? => {
            Err(Error::Conflict(format!(
                "there is no database {url}, and the plan was made for one; name it with --database-url"
            )))
        }
        Some(_) | None => Ok(()),
    }
}

async fn run(store: &Store, work: &Work) -> Result<Plan> {
    let progress = Progress::new("applying", work.library.len());
    let request = ApplyRequest {
        library: &work.library,
        absent: work.absent,
        unseen: work.unseen,
        earlier: work.earlier.as_ref(),
        signature: &Signature {
            message: work.message.clone(),
            ..Signature::COMMAND
        },
    };
    let plan = store.apply(&request, || progress.step()).await;
    progress.finish();
    plan
}

fn saved(path: &Path) -> std::result::Result<Read, Failure> {
    let refused = |message: String| Error::Configuration(format!("{}: {message}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|cause| failed(path, cause))?;
    let saved = SavedPlan::parse(&text).map_err(refused)?;
    let (locale, absent, earlier) = (saved.locale().clone(), saved.absent(), saved.earlier());
    let folder = saved.into_folder().map_err(refused)?;
    Ok(Read {
        reading: seed::read_folder(folder, &locale),
        locale,
        absent,
        earlier: Some(earlier),
    })
}

impl Work {
    /// Asks before anything is removed, and holds the apply to the plan that was shown.
    fn agree(&mut self, plan: &Plan) -> std::result::Result<(), Failure> {
        self.ask(plan)?;
        if self.earlier.is_none() {
            let changes = serde_json::to_value(&plan.changes).map_err(without_json)?;
            self.earlier = Some(EarlierPlan {
                version: plan.version,
                changes: Some(changes),
            });
        }
        Ok(())
    }

    /// Shows a plan and asks, if it removes anything.
    pub fn ask(&self, plan: &Plan) -> std::result::Result<(), Failure> {
        let removals = plan.count(Action::Remove);
        if removals > 0 {
            report(shown(plan, &self.library, &self.locale).trim_end());
            agree_to_remove(removals)?;
        }
        Ok(())
    }
}
