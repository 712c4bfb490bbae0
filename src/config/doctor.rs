//! What `doctor` needs: what `serve` would run with, because that is what it looks at.

use clap::{Args, ValueEnum};

use super::ServeSettings;

/// What `doctor` needs.
#[derive(Args)]
pub struct DoctorSettings {
    /// How the findings are written to standard output.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: FindingsFormat,

    #[command(flatten)]
    pub serve: ServeSettings,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum FindingsFormat {
    /// Lines for a person.
    #[default]
    Human,
    /// A JSON array, for programs.
    Json,
}
