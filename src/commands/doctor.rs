//! `sinew doctor`: what is wrong with the database, the seed folder and the settings that `serve` would run with, and what
//! to do about it. It changes nothing.

mod configuration;
mod database;
mod findings;
mod listener;
mod seed_folder;
mod texts;

use sinew::config::{DoctorSettings, FindingsFormat};

use super::Failure;
use super::terminal::print;
use findings::Findings;

/// Looks at everything, also when something is found early, and fails when something is wrong.
pub async fn doctor(settings: DoctorSettings) -> Result<(), Failure> {
    let mut findings = Findings::default();
    let store = database::examine(&settings.serve, &mut findings).await;
    seed_folder::examine(&settings.serve, store.as_ref(), &mut findings).await;
    if let Some(store) = store {
        store.close().await;
    }
    configuration::examine(&settings.serve, &mut findings);
    print(&match settings.format {
        FindingsFormat::Human => findings.text(),
        FindingsFormat::Json => findings.json(),
    })?;
    match findings.has_errors() {
        true => Err(Failure::Faults),
        false => Ok(()),
    }
}
