//! Reads the data set of Retraction Watch as Crossref publishes it: CSV, a row for each thing that happened to a paper. Only the
//! columns that name the paper and the event are read, so that what is wrong in others does no harm.

mod hashed;
mod row;

#[cfg(test)]
mod tests;

use std::io::Read;

use csv::{ByteRecord, ReaderBuilder};
use jiff::civil::Date;

use crate::content::{PaperEvents, Retractions};
use crate::error::{Error, Result, shown};
use hashed::Hashed;
use row::{Columns, Event};

/// The most remarks that are kept; the others are counted.
const MAX_REMARKS: usize = 50;

/// When more than one of so many rows cannot be read, the file is not the data set, or has been damaged.
const ROWS_FOR_ONE_UNREADABLE: u32 = 10;

/// A row is about a thousand bytes long. One that is longer than this has a quote that nothing closes.
const MAX_ROW_BYTES: usize = 1024 * 1024;

/// A file of data on retractions, with what is to be said of it.
#[derive(Debug)]
pub struct RetractionFile {
    pub retractions: Retractions,
    pub report: RowReport,
    /// True when nobody said of which day the data is.
    pub is_dated_by_rows: bool,
}

/// What is to be said of the rows of a file.
#[derive(Debug, Default)]
pub struct RowReport {
    /// The first remarks, each with the line on which its row begins.
    pub remarks: Vec<(u64, String)>,
    /// How many remarks there are beyond these.
    pub more_remarks: u32,
    pub rows: u32,
    /// Rows that could not be read.
    pub unreadable: u32,
    /// Rows that name no paper by DOI or PubMed id.
    pub nameless: u32,
}

/// A file that cannot be taken, with what there is to say of its rows.
pub struct RefusedFile {
    pub error: Error,
    pub report: RowReport,
}

/// Reads a file to its end. `name` stands for it in what is said; the data is of the day `dated_on`, or else of the newest
/// day up to today on which anything happened.
pub fn read_retractions(
    file: impl Read,
    name: &str,
    dated_on: Option<Date>,
    today: Date,
) -> std::result::Result<RetractionFile, Box<RefusedFile>> {
    let mut report = RowReport::default();
    match read(file, name, (dated_on, today), &mut report) {
        Ok(retractions) => Ok(RetractionFile {
            retractions,
            report,
            is_dated_by_rows: dated_on.is_none(),
        }),
        Err(error) => Err(Box::new(RefusedFile { error, report })),
    }
}

fn read(
    file: impl Read,
    name: &str,
    (dated_on, today): (Option<Date>, Date),
    report: &mut RowReport,
) -> Result<Retractions> {
    let failed = |cause: csv::Error| unreadable(name, cause);
    let mut reader = ReaderBuilder::new()
        .flexible(true)
        .from_reader(Hashed::new(file));
    let columns = Columns::of(reader.byte_headers().map_err(failed)?)
        .map_err(|fault| Error::Configuration(format!("{name} {fault}")))?;
    let mut events = PaperEvents::default();
    let mut newest: Option<Date> = None;
    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record).map_err(failed)? {
        let line = record.position().map_or(0, csv::Position::line);
        report.rows += 1;
        let Some(Event { event, papers, .. }) = report.take(line, columns.event(&record)) else {
            continue;
        };
        newest = newest.max(Some(event.on).filter(|on| *on <= today));
        for paper in papers {
            events.add(paper, event);
        }
    }
    let dated_on = report.refuse_useless(name, dated_on.or(newest))?;
    Ok(Retractions {
        events,
        sha256: reader.into_inner().sha256(),
        dated_on,
        rows: report.rows,
        unused_rows: report.unreadable + report.nameless,
    })
}

impl RowReport {
    /// Notes what is to be said of a row; gives what it says, if that can be used.
    fn take(&mut self, line: u64, read: std::result::Result<Event, String>) -> Option<Event> {
        match read {
            Err(fault) => {
                self.unreadable += 1;
                self.remark(line, fault);
                None
            }
            Ok(event) => {
                for remark in &event.remarks {
                    self.remark(line, remark.clone());
                }
                if event.papers.is_empty() {
                    self.nameless += 1;
                    return None;
                }
                Some(event)
            }
        }
    }

    fn remark(&mut self, line: u64, fault: String) {
        if self.remarks.len() < MAX_REMARKS {
            self.remarks.push((line, fault));
        } else {
            self.more_remarks += 1;
        }
    }

    /// Refuses a file that says nothing, or of which much cannot be read; else gives its day.
    fn refuse_useless(&self, name: &str, day: Option<Date>) -> Result<Date> {
        let Self {
            rows, unreadable, ..
        } = self;
        if unreadable.saturating_mul(ROWS_FOR_ONE_UNREADABLE) > *rows {
            return Err(Error::Configuration(format!(
                "{unreadable} of the {rows} rows of {name} cannot be read, so it is another file or has been damaged"
            )));
        }
        day.filter(|_| rows > &(unreadable + self.nameless))
            .ok_or_else(|| {
                Error::Configuration(format!(
                    "no row of {name} says anything of a paper that could be looked up"
                ))
            })
    }
}

fn unreadable(name: &str, cause: csv::Error) -> Error {
    let said = cause.to_string();
    match cause.into_kind() {
        csv::ErrorKind::Io(cause) => Error::File {
            path: name.into(),
            cause,
        },
        _ => Error::Configuration(format!("{name} is no CSV: {}", shown(&said))),
    }
}
