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
use sinew::import::{FileState, Gathered, Gathering, Note, PlannedFile, SeedPlan, plan_files};

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
    let mut gathered = gather(&settings, &target);
    let SeedPlan { files, notes } = plan_files(
        &gathered,
        &target.folder,
        &target.library,
        &settings.locale,
        settings.force,
    );
    let kept = files.iter().filter(|file| file.state == FileState::Kept);
    let mut all = std::mem::take(&mut gathered.notes);
    all.extend(notes.into_iter().chain(kept.map(note_on_kept)));
    if !settings.dry_run {
        target.write(&files)?;
        all.extend(target.errors_after(&files, &settings.locale));
    }
    let report = Report::new(&settings, &gathered.counts, &files, all);
    if let Some(path) = &settings.report {
        report.save(path)?;
    }
    print(&report.for_people())?;
    Ok(match (gathered.counts.is_empty(), report.is_clear()) {
        (true, _) => ExitCode::FAILURE,
        (false, true) => ExitCode::SUCCESS,
        (false, false) => ExitCode::from(SOMETHING_IS_LEFT),
    })
}

/// What all sources gave. Notes on those that were not read come first.
fn gather(settings: &ImportSettings, target: &Target) -> Gathered {
    let Inputs { inputs, mut notes } = Inputs::find(&settings.sources, &settings.out);
    let now = Moment::new(Timestamp::now());
    let locale = settings.locale.clone();
    let mut gathering = Gathering::new(&target.library, target.images(), locale, now);
    let progress = Progress::new("importing", inputs.len());
    Sources::new(settings, &mut notes).read_all(inputs, &mut gathering, || progress.step());
    progress.finish();
    let mut gathered = gathering.finish();
    notes.append(&mut gathered.notes);
    gathered.notes = notes;
    gathered
}

fn note_on_kept(file: &PlannedFile) -> Note {
    let message = "the file is in the seed folder with other content, and was kept";
    let help = "compare the two in another folder (`--out`), or overwrite it with `--force`";
    Note::new(&file.path, None, message, help)
}
