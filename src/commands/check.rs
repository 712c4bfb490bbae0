//! `sinew check`: reads a seed folder and reports every fault of every file. It writes to nothing and asks no network.

use sinew::config::{CheckSettings, Denied, ReportFormat};
use sinew::content::{Beside, Class, Code};
use sinew::seed::diagnostics::{Count, github, human, json, sarif, summary};
use sinew::seed::{self};
use sinew::store::Clock;

use super::Failure;
use super::terminal::{answer_look, print, report};

/// The report is what the command answers, so it goes to standard output, whoever reads it. A report for a person ends
/// with a line that counts; beside one for a program that line goes to standard error.
pub fn check(settings: CheckSettings) -> Result<(), Failure> {
    match settings.explain {
        Some(Some(code)) => return print(&explained(code)),
        Some(None) => return print(&all_codes()),
        None => {}
    }
    let folder = settings.folder.as_path();
    let mut reading = seed::read(folder, &settings.locale);
    seed::advise(
        &mut reading,
        &settings.rules.rules(),
        Clock::System.now().day(),
        &Beside::default(),
    );
    let faults = &reading.faults;
    let last = format!("{}: {}", folder.display(), summary(&reading));
    match settings.format {
        ReportFormat::Human => {
            let faults = human(&reading, folder, answer_look());
            print(&format!("{faults}{last}\n"))?;
        }
        ReportFormat::Json => print(&json(faults, folder))?,
        ReportFormat::Sarif => print(&sarif(faults, folder))?,
        ReportFormat::Github => print(&github(faults, folder))?,
    }
    if settings.format != ReportFormat::Human {
        report(&last);
    }
    let count = Count::of(faults);
    let is_denied = settings.deny == Some(Denied::Warnings) && count.warnings > 0;
    match count.errors > 0 || is_denied {
        true => Err(Failure::Faults),
        false => Ok(()),
    }
}

fn explained(code: Code) -> String {
    let consequence = match code.class() {
        Class::Unreadable => "While it is there, nothing of the folder is applied.",
        Class::Unpublishable => "It stops publication; in a draft it is only a warning.",
        Class::Advisory => "It is a warning and stops nothing, unless `--raise` names it.",
    };
    let (code, meaning, explanation) = (code.as_str(), code.meaning(), code.explanation());
    format!("{code}: {meaning}\n{consequence}\n\n{explanation}")
}

fn all_codes() -> String {
    let codes = Code::ALL.iter().map(|code| {
        let stops = code.class().stops();
        format!("{:8} {stops:12} {}\n", code.as_str(), code.meaning())
    });
    let codes: String = codes.collect();
    format!("{:8} {:12} {}\n{codes}", "code", "stops", "meaning")
}
