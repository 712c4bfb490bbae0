//! Reads a seed folder for a command that goes on only when it has no errors.

use std::path::Path;

use sinew::content::Locale;
use sinew::seed::diagnostics::{Count, human, summary};
use sinew::seed::{self, Reading};

use super::Failure;
use super::terminal::{report, report_look};

/// The folder, checked. Its faults are reported as `check` does, on standard error; with an error among them it fails.
pub fn read_checked(folder: &Path, default_locale: &Locale) -> Result<Reading, Failure> {
    checked(seed::read(folder, default_locale), folder)
}

/// The same for a folder that has been read from somewhere; `name` stands for it in the report.
pub fn checked(reading: Reading, name: &Path) -> Result<Reading, Failure> {
    if reading.faults.is_empty() {
        return Ok(reading);
    }
    let has_errors = Count::of(&reading.faults).errors > 0;
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
