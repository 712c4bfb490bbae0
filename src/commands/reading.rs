//! Reads a seed folder for a command that goes on only when it has no errors.

use std::path::Path;

use sinew::content::{Beside, Library, Locale, Rules};
use sinew::seed::diagnostics::{Count, counted, human, summary};
use sinew::seed::{self, Reading};
use sinew::store::{Clock, Store};

use super::Failure;
use super::terminal::{report, report_look};

/// The folder, checked. Its faults are reported as `check` does, on standard error; with an error among them it fails.
/// What is only worth a look is counted in one line.
pub async fn read_checked(
    folder: &Path,
    default_locale: &Locale,
    rules: &Rules,
    store: Option<&Store>,
) -> Result<Reading, Failure> {
    let reading = seed::read(folder, default_locale);
    let command = format!("sinew check {}", folder.display());
    advised(reading, rules, store, (folder, &command)).await
}

/// The same for a folder that has been read from somewhere; `name` stands for it in the report.
pub async fn advised(
    mut reading: Reading,
    rules: &Rules,
    store: Option<&Store>,
    (name, command): (&Path, &str),
) -> Result<Reading, Failure> {
    let beside = beside(store, &reading.library).await?;
    let advice = advice_on(&mut reading, rules, &beside, command);
    let outcome = checked(reading, name);
    if let Some(advice) = advice {
        report(&format!("{}: {advice}", name.display()));
    }
    outcome
}

/// What a database knows of a folder; nothing where there is no database.
pub async fn beside(store: Option<&Store>, library: &Library) -> sinew::error::Result<Beside> {
    match store {
        Some(store) => store.beside(library).await,
        None => Ok(Beside::default()),
    }
}

/// What the checks find that stops nothing, as a line that says how much it is; what stops stays among the faults.
pub fn advice_on(
    reading: &mut Reading,
    rules: &Rules,
    beside: &Beside,
    command: &str,
) -> Option<String> {
    seed::advise(reading, rules, Clock::System.now().day(), beside);
    match seed::set_advice_aside(reading) {
        0 => None,
        count => Some(format!(
            "{} of the checks; run `{command}`",
            counted(count, "warning")
        )),
    }
}

pub fn has_errors(reading: &Reading) -> bool {
    Count::of(&reading.faults).errors > 0
}

/// The same without what is worth a look.
pub fn checked(reading: Reading, name: &Path) -> Result<Reading, Failure> {
    if reading.faults.is_empty() {
        return Ok(reading);
    }
    let has_errors = has_errors(&reading);
    let outcome = match has_errors {
        true => "; nothing was written",
        false => "",
    };
    report(&format!(
        "{}{}: {}{outcome}",
        human(&reading, name, report_look()),
        name.display(),
        summary(&reading)
    ));
    match has_errors {
        true => Err(Failure::Faults),
        false => Ok(reading),
    }
}
