//! The seed folder: its faults, and whether it says what the database says.

use std::path::Path;

use sinew::config::ServeSettings;
use sinew::content::Library;
use sinew::seed;
use sinew::seed::diagnostics::{Count, counted, summary};
use sinew::store::{ApplyRequest, Clock, Store};

use super::findings::Findings;
use crate::commands::reading::beside;
use crate::commands::terminal::Progress;

const DEFAULT_SEED: &str = "seed";

/// Looks at the folder that `serve` would read. The default one may be missing.
pub async fn examine(settings: &ServeSettings, store: Option<&Store>, findings: &mut Findings) {
    const CHECK: &str = "seed_folder";
    if settings.no_seed {
        return findings.ok(CHECK, "none is read, as SINEW_NO_SEED says".to_owned());
    }
    let folder = settings.seed.as_deref().unwrap_or(Path::new(DEFAULT_SEED));
    if settings.seed.is_none() && !folder.exists() {
        return findings.ok(CHECK, "there is none, and none is needed".to_owned());
    }
    let mut reading = seed::read(folder, &settings.database.locale);
    let today = Clock::System.now().day();
    let known = match beside(store, &reading.library).await {
        Ok(known) => known,
        Err(error) => {
            findings.error(
                CHECK,
                format!("what the database knows of it cannot be read: {error}"),
                "mend the database first",
            );
            return;
        }
    };
    seed::advise(&mut reading, &settings.rules.rules(), today, &known);
    // `serve` takes a folder that is only worth a look.
    seed::set_advice_aside(&mut reading);
    let said = format!("{}: {}", folder.display(), summary(&reading));
    match Count::of(&reading.faults) {
        Count {
            errors: 0,
            warnings: 0,
        } => findings.ok(CHECK, said),
        Count { errors: 0, .. } => {
            findings.warning(CHECK, said, "`sinew plan` on the folder shows them")
        }
        Count { .. } => {
            return findings.error(
                CHECK,
                said,
                "`sinew plan` on the folder shows each with its line",
            );
        }
    }
    if let Some(store) = store {
        compare(store, &reading.library, findings).await;
    }
}

async fn compare(store: &Store, library: &Library, findings: &mut Findings) {
    const CHECK: &str = "plan";
    let progress = Progress::new("comparing", library.len());
    let request = ApplyRequest::of(library);
    let plan = store.plan(&request, || progress.step()).await;
    progress.finish();
    match plan {
        Ok(plan) if plan.is_empty() => {
            findings.ok(
                CHECK,
                "the database has all that the folder says".to_owned(),
            );
        }
        Ok(plan) => findings.warning(
            CHECK,
            format!(
                "the folder says what the database does not: {}",
                counted(plan.changes.len(), "change")
            ),
            "`sinew plan` shows what, `sinew apply` does it",
        ),
        Err(error) => findings.error(
            CHECK,
            format!("the folder cannot be applied: {error}"),
            "`sinew plan` says the same until it can",
        ),
    }
}
