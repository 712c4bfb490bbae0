//! The database that commands work on.

use clap::Args;

use crate::content::{Addresses, Locale};

/// The database that a command works on.
#[derive(Args)]
pub struct DatabaseSettings {
    /// The database: `sqlite:` and the path of a file, which is created when it is not there.
    #[arg(
        id = "database_url",
        long = "database-url",
        env = "DATABASE_URL",
        default_value = "sqlite:sinew.db",
        value_name = "URL"
    )]
    pub url: String,

    /// The locale whose articles are meant when a request names none (BCP 47).
    #[arg(long, env = "SINEW_LOCALE", default_value = "en", value_name = "TAG", value_parser = Locale::parse)]
    pub locale: Locale,
}

impl DatabaseSettings {
    /// The addresses of a command, which answers nobody: they are rooted.
    pub fn addresses(&self) -> Addresses {
        Addresses::new("", self.locale.clone())
    }
}
