//! `sinew retractions import`: takes data on retractions in, and says what it changed.

use std::fs::File;
use std::io::{BufReader, Read, Result as IoResult};
use std::path::Path;

use jiff::civil::Date;
use sinew::config::{ImportRetractionsSettings, RetractionsCommand};
use sinew::content::Signature;
use sinew::error::{Error, Result};
use sinew::seed::{RetractionFile, RowReport, read_retractions};
use sinew::store::{Clock, Renoticed, RetractionImport, Store};

use super::Failure;
use super::terminal::{Progress, file_error, print, report};

/// How much of a file is one step of the progress.
const STEP_BYTES: usize = 64 * 1024;

pub async fn retractions(command: RetractionsCommand) -> std::result::Result<(), Failure> {
    let RetractionsCommand::Import(settings) = command;
    let url = &settings.database.url;
    if Store::is_new(url)? {
        return Err(Error::Configuration(format!("there is no database {url}")).into());
    }
    let addresses = settings.database.addresses();
    let store = Store::open(url, addresses, Clock::System).await?;
    let outcome = import(&settings, &store).await;
    store.close().await;
    print(&outcome?)
}

async fn import(settings: &ImportRetractionsSettings, store: &Store) -> Result<String> {
    let today = store.today();
    if let Some(dated) = settings.dated.filter(|dated| *dated > today) {
        return Err(Error::Configuration(format!(
            "--dated must not be in the future, got {dated}"
        )));
    }
    let file = read(settings, today)?;
    let imported = store
        .import_retractions(&file.retractions, settings.force, &Signature::COMMAND)
        .await?;
    Ok(match imported {
        RetractionImport::Done { changed } => summary(&file, &changed),
        RetractionImport::Same(before) => format!(
            "The same data of {} was imported at {} already; nothing was changed.\n",
            before.dated_on, before.imported_at
        ),
    })
}

fn read(settings: &ImportRetractionsSettings, today: Date) -> Result<RetractionFile> {
    let path = &settings.file;
    let is_standard_input = path == Path::new("-");
    let name = match is_standard_input {
        true => "standard input".to_owned(),
        false => path.display().to_string(),
    };
    let failed = |cause| file_error(&name, cause);
    let (file, bytes): (Box<dyn Read>, u64) = match is_standard_input {
        true => (Box::new(std::io::stdin().lock()), 0),
        false => {
            let file = File::open(path).map_err(failed)?;
            let bytes = file.metadata().map_err(failed)?.len();
            (Box::new(file), bytes)
        }
    };
    let steps = usize::try_from(bytes).unwrap_or(usize::MAX) / STEP_BYTES;
    let progress = Progress::new("read", steps);
    let file = Stepped {
        file: BufReader::new(file),
        bytes: 0,
        // What is piped has no length.
        progress: (steps > 0).then_some(&progress),
    };
    let read = read_retractions(file, &name, settings.dated, today);
    progress.finish();
    match read {
        Ok(file) => {
            tell(&name, &file.report);
            Ok(file)
        }
        Err(refused) => {
            tell(&name, &refused.report);
            Err(refused.error)
        }
    }
}

/// Says of each row that could not be read why.
fn tell(name: &str, rows: &RowReport) {
    for (line, fault) in &rows.remarks {
        report(&format!("{name}:{line}: {fault}"));
    }
    if rows.more_remarks > 0 {
        report(&format!(
            "{name}: {} more faults like these",
            rows.more_remarks
        ));
    }
}

fn summary(file: &RetractionFile, changed: &[Renoticed]) -> String {
    let RetractionFile {
        retractions,
        report,
        is_dated_by_rows,
    } = file;
    let dated_by = match is_dated_by_rows {
        true => " (the newest day in it)",
        false => "",
    };
    let mut text = format!(
        "Imported the data of {}{dated_by}: {} rows, of which {} could not be read and {} name no paper by DOI or PubMed id.\n\
         SHA-256 {}\n",
        retractions.dated_on, report.rows, report.unreadable, report.nameless, retractions.sha256
    );
    text.push_str(&match changed.len() {
        0 => "No reference has another notice by it.\n".to_owned(),
        1 => "1 reference has another notice by it:\n".to_owned(),
        count => format!("{count} references have another notice by it:\n"),
    });
    for Renoticed { key, notice, .. } in changed {
        text.push_str(&match notice {
            Some(notice) => format!("  {key}: {} on {}\n", notice.kind.as_str(), notice.on),
            None => format!("  {key}: no notice in this data\n"),
        });
    }
    text
}

/// A file whose reader is told how far it has come.
struct Stepped<'p, R> {
    file: R,
    bytes: usize,
    progress: Option<&'p Progress>,
}

impl<R: Read> Read for Stepped<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> IoResult<usize> {
        let read = self.file.read(into)?;
        self.bytes += read;
        while let Some(progress) = self.progress
            && self.bytes >= STEP_BYTES
        {
            self.bytes -= STEP_BYTES;
            progress.step();
        }
        Ok(read)
    }
}
