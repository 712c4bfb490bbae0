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
use report::{Report, ReportFile};
use sources::Sources;
use target::{Target, Unwritten};

/// The status that says that something could not be placed.
const SOMETHING_IS_LEFT: u8 = 3;

/// Imports files and folders, and says what became of them.
pub fn import(settings: ImportSettings) -> Result<ExitCode, Failure> {
    let target = Target::read(&settings.out, &settings.locale)?;
    let mut gathered = gather(&settings, &target);
    let SeedPlan { mut files, notes } = plan_files(
        &gathered,
        &target.folder,
        &target.today,
        &settings.locale,
        settings.force,
        &|path| target.obstacle(path),
    );
    let kept = files.iter().filter(|file| file.state == FileState::Kept);
    let mut all = std::mem::take(&mut gathered.notes);
    all.extend(notes.into_iter().chain(kept.map(note_on_kept)));
    // What cannot be reported is not done.
    let report_file = settings.report.as_deref().map(ReportFile::create);
    let report_file = report_file.transpose()?;
    let failure = match settings.dry_run {
        true => None,
        false => write(&target, &mut files, &settings, &mut all),
    };
    let report = Report::new(&settings, &gathered.counts, &files, all);
    print(&report.for_people())?;
    if let Some(file) = report_file {
        report.save(file)?;
    }
    if let Some(failure) = failure {
        return Err(failure);
    }
    Ok(match (gathered.counts.is_empty(), report.is_clear()) {
        (true, _) => ExitCode::FAILURE,
        (false, true) => ExitCode::SUCCESS,
        (false, false) => ExitCode::from(SOMETHING_IS_LEFT),
    })
}

/// Writes the files. Where that fails, a note stands for each that was not written.
fn write(
    target: &Target,
    files: &mut [PlannedFile],
    settings: &ImportSettings,
    notes: &mut Vec<Note>,
) -> Option<Failure> {
    let failure = match target.write(files) {
        Ok(()) => None,
        Err(Unwritten { paths, failure }) => {
            let missing = files.iter_mut().filter(|file| paths.contains(&file.path));
            notes.extend(missing.map(|file| {
                file.state = FileState::Unwritten;
                let message = "the file was not written, because writing failed";
                let help = "mend what stands as an error, and import again";
                Note::new(&file.path, None, message, help)
            }));
            Some(failure)
        }
    };
    notes.extend(target.errors_after(files, &settings.locale));
    failure
}

/// What all sources gave. Notes on those that were not read come first.
fn gather(settings: &ImportSettings, target: &Target) -> Gathered {
    let Inputs { inputs, mut notes } = Inputs::find(&settings.sources, &settings.out);
    let now = Moment::new(Timestamp::now());
    let locale = settings.locale.clone();
    let mut gathering = Gathering::new(&target.today.library, target.images(), locale, now);
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
