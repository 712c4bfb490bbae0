//! One row of the data set: the paper that it is about, and what happened to it.

use csv::ByteRecord;
use jiff::civil::Date;

use super::MAX_ROW_BYTES;
use crate::content::{Doi, EventNature, PaperEvent, Pmid};
use crate::error::{InvalidValue, shown};
use crate::seed::ReferenceIdentifier;

const NATURE: &str = "RetractionNature";
const DATE: &str = "RetractionDate";
const DOI: &str = "OriginalPaperDOI";
const PMID: &str = "OriginalPaperPubMedID";

/// What the data set writes where a paper has no identifier.
const NONE: [&str; 4] = ["", "0", "unavailable", "n/a"];

/// Where the columns stand that are read.
#[derive(Debug)]
pub struct Columns {
    nature: usize,
    date: usize,
    doi: usize,
    pmid: usize,
    /// How many fields a row has, without and with columns at the end that have no name.
    least: usize,
    most: usize,
}

/// What a row says.
#[derive(Debug, PartialEq, Eq)]
pub struct Event {
    pub event: PaperEvent,
    /// The identifiers of the paper, in the form in which they are compared.
    pub papers: Vec<String>,
    /// What of the row could not be read and does not matter, because the paper has another identifier.
    pub remarks: Vec<String>,
}

impl Columns {
    /// Finds the columns in the first row; else says which it lacks, and what it has.
    pub fn of(heads: &ByteRecord) -> Result<Self, String> {
        let heads: Vec<String> = heads.iter().map(head).collect();
        let place = |name: &str| {
            let is_it = |head: &String| head.eq_ignore_ascii_case(name);
            heads.iter().position(is_it)
        };
        let all = [NATURE, DATE, DOI, PMID];
        let [Some(nature), Some(date), Some(doi), Some(pmid)] = all.map(place) else {
            let lacking: Vec<&str> = all
                .into_iter()
                .filter(|name| place(name).is_none())
                .collect();
            return Err(format!(
                "is not the data set of Retraction Watch: it lacks the column {}; its first row has {}",
                lacking.join(", "),
                named(&heads)
            ));
        };
        let unnamed = heads.iter().rev().take_while(|head| head.is_empty());
        Ok(Self {
            nature,
            date,
            doi,
            pmid,
            least: heads.len() - unnamed.count(),
            most: heads.len(),
        })
    }

    /// What a row says, or why it cannot be read.
    pub fn event(&self, row: &ByteRecord) -> Result<Event, String> {
        if row.as_slice().len() > MAX_ROW_BYTES {
            return Err(format!(
                "the row has {} bytes; probably a quote is not closed, and it has swallowed others",
                row.as_slice().len()
            ));
        }
        if !(self.least..=self.most).contains(&row.len()) {
            return Err(format!(
                "the row has {} fields, and the first row has {}",
                row.len(),
                self.least
            ));
        }
        let event = PaperEvent {
            nature: self.field(row, self.nature, NATURE, nature)?,
            on: self.field(row, self.date, DATE, day)?,
        };
        let (mut papers, mut remarks) = (Vec::new(), Vec::new());
        for identifier in [
            self.field(row, self.doi, DOI, doi),
            self.field(row, self.pmid, PMID, pmid),
        ] {
            match identifier {
                Ok(paper) => papers.extend(paper),
                Err(fault) => remarks.push(fault),
            }
        }
        if papers.is_empty() && !remarks.is_empty() {
            return Err(remarks.join("; "));
        }
        Ok(Event {
            event,
            papers,
            remarks,
        })
    }

    fn field<T>(
        &self,
        row: &ByteRecord,
        at: usize,
        name: &str,
        parse: fn(&str) -> Result<T, InvalidValue>,
    ) -> Result<T, String> {
        let text = std::str::from_utf8(row.get(at).unwrap_or_default())
            .map_err(|_| format!("{name} is not UTF-8"))?;
        parse(text.trim()).map_err(|fault| {
            let fault = format!("{name} {fault}");
            fault.replace(char::is_control, "\u{FFFD}")
        })
    }
}

/// The name of a column, without the mark that begins some files.
fn head(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.trim_start_matches('\u{FEFF}').trim().to_owned()
}

/// Names that came from outside, as a message may show them.
fn named(heads: &[String]) -> String {
    const MAX_NAMED: usize = 30;
    let names = heads.iter().take(MAX_NAMED);
    let names: Vec<String> = names
        .map(|head| format!("`{}`", shown(&head.escape_debug().to_string())))
        .collect();
    match heads.len().saturating_sub(MAX_NAMED) {
        _ if heads.iter().all(String::is_empty) => "nothing".to_owned(),
        0 => names.join(", "),
        others => format!("{} and {others} more", names.join(", ")),
    }
}

fn nature(text: &str) -> Result<EventNature, InvalidValue> {
    match text.to_ascii_lowercase().as_str() {
        "retraction" => Ok(EventNature::Retracted),
        "expression of concern" => Ok(EventNature::Concern),
        "correction" => Ok(EventNature::Corrected),
        "reinstatement" => Ok(EventNature::Reinstated),
        _ => Err(InvalidValue::new(
            "Retraction, Expression of concern, Correction or Reinstatement".to_owned(),
            text,
        )),
    }
}

/// A day as the data set writes it, `7/15/2024 0:00`, or by ISO 8601.
fn day(text: &str) -> Result<Date, InvalidValue> {
    let refused = || InvalidValue::new("a day such as 7/15/2024 or 2024-07-15".to_owned(), text);
    let day = text.split([' ', 'T']).next().unwrap_or_default();
    let parts: Vec<&str> = day.split('/').collect();
    let date = match parts.as_slice() {
        [month, day, year] if year.len() == 4 => {
            let year = year.parse().map_err(|_| refused())?;
            let month = month.parse().map_err(|_| refused())?;
            let day = day.parse().map_err(|_| refused())?;
            Date::new(year, month, day).ok()
        }
        _ if day.len() == 10 => day.parse().ok(),
        _ => None,
    };
    date.ok_or_else(refused)
}

fn doi(text: &str) -> Result<Option<String>, InvalidValue> {
    if is_none(text) {
        return Ok(None);
    }
    let meant = ReferenceIdentifier::of_doi(text);
    let doi = Doi::parse(meant.as_ref().map_or(text, |meant| meant.folded.as_str()))?;
    Ok(Some(format!("doi:{}", doi.folded())))
}

fn pmid(text: &str) -> Result<Option<String>, InvalidValue> {
    if is_none(text) {
        return Ok(None);
    }
    let pmid = Pmid::parse(text)?;
    Ok(Some(format!("pmid:{pmid}")))
}

fn is_none(text: &str) -> bool {
    NONE.iter().any(|none| text.eq_ignore_ascii_case(none))
}
