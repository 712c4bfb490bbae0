//! What `check` needs.

use std::path::PathBuf;

use super::RulesSettings;
use clap::{Args, ValueEnum};

use crate::content::{Code, Locale};

/// What `check` needs.
#[derive(Args)]
pub struct CheckSettings {
    /// The folder to check.
    #[arg(default_value = "seed", value_name = "DIR")]
    pub folder: PathBuf,

    /// How the faults are printed.
    #[arg(long, value_enum, default_value_t = ReportFormat::Human, value_name = "FORMAT")]
    pub format: ReportFormat,

    /// Exit with status 1 when there are warnings, too.
    #[arg(long, value_enum, value_name = "WHAT")]
    pub deny: Option<Denied>,

    /// Explain a code, with an example of wrong and right; without one, list all codes.
    #[arg(long, value_name = "CODE", value_parser = Code::parse, num_args = 0..=1)]
    pub explain: Option<Option<Code>>,

    #[command(flatten)]
    pub rules: RulesSettings,

    /// The locale of articles that name none (BCP 47).
    #[arg(long, env = "SINEW_LOCALE", default_value = "en", value_name = "TAG", value_parser = Locale::parse)]
    pub locale: Locale,
}

/// How faults are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For a person: each with its line, the place marked, and what to do.
    Human,
    /// A JSON array, for programs.
    Json,
    /// SARIF 2.1.0, for code scanning services and editors.
    Sarif,
    /// Workflow commands, which GitHub shows beside the lines of a pull request.
    Github,
}

/// What makes a check fail besides errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Denied {
    /// Every warning.
    Warnings,
}
