//! Reads a seed folder for a command that goes on only when it has no errors.

use std::path::Path;

use sinew::content::Locale;
use sinew::seed::diagnostics::{Count, human, summary};
use sinew::seed::{self, Reading};

use super::Failure;
use super::terminal::{report, report_look};

/// The folder, checked. Its faults are reported as `check` does, on standard error; with an error among them it fails.
pub fn read_checked(folder: &Path, default_locale: &Locale) -> Result<Reading, Failure> {
    let reading = seed::read(folder, default_locale);
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
        human(&reading, folder, report_look()),
        folder.display(),
        summary(&reading)
    ));
    match has_errors {
        true => Err(Failure::Faults),
        false => Ok(reading),
    }
}
