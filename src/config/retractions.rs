//! What the commands on retractions need.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::DatabaseSettings;
use crate::error::InvalidValue;

/// What is done with data on retractions.
#[derive(Subcommand)]
pub enum RetractionsCommand {
    /// Take in the data set of Retraction Watch, in place of what was imported before, all of it or nothing.
    ///
    /// Crossref publishes it as `retraction_watch.csv` in https://gitlab.com/crossref/retraction-watch-data, and renews it
    /// on working days. References are looked up in it by DOI and PubMed id, those that are written later too. Only what is
    /// about a reference with a notice changes; a running server shows it within a second.
    Import(ImportRetractionsSettings),
}

/// What `retractions import` needs.
#[derive(Args)]
pub struct ImportRetractionsSettings {
    /// The CSV file; `-` for standard input.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// The day of the data; without it, the newest day on which anything in it happened.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub dated: Option<Date>,

    /// Import it also when it is older than what was imported before, or has a tenth fewer rows.
    #[arg(long)]
    pub force: bool,

    #[command(flatten)]
    pub database: DatabaseSettings,
}

fn day(text: &str) -> Result<Date, InvalidValue> {
    let is_written_out = text.len() == 10;
    let day = text.parse().ok().filter(|_| is_written_out);
    day.ok_or_else(|| InvalidValue::new("a day such as 2026-11-22".to_owned(), text))
}
