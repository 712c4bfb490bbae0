//! What `watch` needs.

use std::path::PathBuf;

use clap::Args;

use super::{DatabaseSettings, RulesSettings};

/// What `watch` needs.
#[derive(Args)]
pub struct WatchSettings {
    /// The folder to watch.
    #[arg(default_value = "seed", value_name = "DIR")]
    pub folder: PathBuf,

    #[command(flatten)]
    pub database: DatabaseSettings,

    #[command(flatten)]
    pub rules: RulesSettings,
}
