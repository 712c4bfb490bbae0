//! `sinew import`: reads what people have, and writes seed files. What the files mean is the business of the layer
//! `import`; here are the disk and the terminal.

mod inputs;
mod neighbours;
mod report;
mod sources;
mod target;

use std::process::ExitCode;

use jiff::Timestamp;
use sinew::config::ImportSettings;
use sinew::content::Moment;
use sinew::import::{FileState, Gathering, Note, SeedPlan, plan_files};

use super::Failure;
use super::terminal::{Progress, print};
use inputs::Inputs;
use report::Report;
use sources::Sources;
use target::Target;

/// The status that says that something could not be placed.
const SOMETHING_IS_LEFT: u8 = 3;

/// Imports files and folders, and says what became of them.
pub fn import(settings: ImportSettings) -> Result<ExitCode, Failure> {
    let target = Target::read(&settings.out, &settings.locale)?;
    let Inputs { inputs, mut notes } = Inputs::find(&settings.sources, &settings.out);
    let now = Moment::new(Timestamp::now());
    let mut gathering = Gathering::new(
        &target.library,
        target.images(),
        settings.locale.clone(),
        now,
    );
    let progress = Progress::new("importing", inputs.len());
    let mut sources = Sources::new(&settings, &mut notes);
    sources.read_all(inputs, &mut gathering, || progress.step());
    progress.finish();
    let mut gathered = gathering.finish();
    notes.append(&mut gathered.notes);
    let is_nothing = gathered.counts.is_empty();
    let SeedPlan {
        files,
        notes: amended,
    } = plan_files(
        &gathered,
        &target.folder,
        &target.library,
        &settings.locale,
        settings.force,
    );
    notes.extend(amended);
    notes.extend(
        files
            .iter()
            .filter(|file| file.state == FileState::Kept)
            .map(kept),
    );
    if !settings.dry_run {
        target.write(&files)?;
        notes.extend(target.errors_after(&files, &settings.locale));
    }
    let report = Report::new(&settings, &gathered.counts, &files, notes);
    if let Some(path) = &settings.report {
        report.save(path)?;
    }
    print(&report.for_people())?;
    Ok(match (is_nothing, report.is_clear()) {
        (true, _) => ExitCode::FAILURE,
        (false, true) => ExitCode::SUCCESS,
        (false, false) => ExitCode::from(SOMETHING_IS_LEFT),
    })
}

fn kept(file: &sinew::import::PlannedFile) -> Note {
    Note {
        file: file.path.clone(),
        line: None,
        message: "the file is in the seed folder with other content, and was kept".to_owned(),
        help: "compare the two in another folder (`--out`), or overwrite it with `--force`"
            .to_owned(),
    }
}
