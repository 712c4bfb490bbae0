//! `sinew apply`: does what a plan shows, in one transaction.

use std::path::Path;

use sinew::config::ApplySettings;
use sinew::content::{Action, Addresses, Library, Locale, Plan};
use sinew::error::{Error, Result};
use sinew::render::{applied_summary, change_line};
use sinew::seed::{self, SavedPlan};
use sinew::store::{Absent, Clock, EarlierPlan, Store};

use super::Failure;
use super::files::failed;
use super::plan::{absent_of, shown, without_json};
use super::reading::{checked, read_checked};
use super::terminal::{Progress, agree_to_remove, print, report};

/// What is to be applied.
struct Request {
    library: Library,
    locale: Locale,
    absent: Absent,
    earlier: Option<EarlierPlan>,
}

/// Applies a folder or a saved plan, and says what changed.
pub async fn apply(settings: ApplySettings) -> std::result::Result<(), Failure> {
    let mut request = match &settings.plan {
        Some(path) => saved_request(path)?,
        None => Request {
            library: read_checked(&settings.folder, &settings.database.locale)?.library,
            locale: settings.database.locale.clone(),
            absent: absent_of(settings.prune),
            earlier: None,
        },
    };
    refuse_plan_for_another_database(&settings.database.url, request.earlier.as_ref())?;
    let addresses = Addresses::new("", request.locale.clone());
    let store = Store::open(&settings.database.url, addresses, Clock::System).await?;
    if request.absent == Absent::Remove && !settings.yes {
        request.earlier = Some(confirmed(&store, &request).await?);
    }
    let plan = run(&store, &request).await;
    store.close().await;
    let plan = plan?;
    let lines: Vec<String> = plan.changes.iter().map(change_line).collect();
    let lines: String = lines.iter().flat_map(|line| [line, "\n"]).collect();
    print(&format!("{lines}{}\n", applied_summary(&plan)))
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

async fn run(store: &Store, request: &Request) -> Result<Plan> {
    let progress = Progress::new("applying", request.library.len());
    let plan = store
        .apply(
            &request.library,
            request.absent,
            request.earlier.as_ref(),
            || progress.step(),
        )
        .await;
    progress.finish();
    plan
}

fn saved_request(path: &Path) -> std::result::Result<Request, Failure> {
    let refused = |message: String| Error::Configuration(format!("{}: {message}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|cause| failed(path, cause))?;
    let saved = SavedPlan::parse(&text).map_err(refused)?;
    let (locale, absent, earlier) = (saved.locale().clone(), saved.absent(), saved.earlier());
    let folder = saved.into_folder().map_err(refused)?;
    let reading = checked(seed::read_folder(folder, &locale), path)?;
    Ok(Request {
        library: reading.library,
        locale,
        absent,
        earlier: Some(earlier),
    })
}

/// Asks before anything is removed, and holds the apply to the plan that was shown.
async fn confirmed(store: &Store, request: &Request) -> std::result::Result<EarlierPlan, Failure> {
    let plan = store.plan(&request.library, request.absent, || ()).await?;
    let removals = plan.count(Action::Remove);
    if removals > 0 {
        report(shown(&plan, &request.library, &request.locale).trim_end());
        agree_to_remove(removals)?;
    }
    if let Some(earlier) = &request.earlier {
        return Ok(earlier.clone());
    }
    let changes = serde_json::to_value(&plan.changes).map_err(without_json)?;
    Ok(EarlierPlan {
        version: plan.version,
        changes,
    })
}
