//! What the commands on the audit log need.

use clap::{Args, Subcommand};

use super::{DatabaseSettings, ListFormat};
use crate::error::InvalidValue;

/// What is done with the audit log.
#[derive(Subcommand)]
pub enum AuditCommand {
    /// Read the whole log and say whether anybody has changed it. Exit status 1 when somebody has.
    ///
    /// Prints how many rows there are and the hash of the last one. Keep that hash elsewhere: a log that was shortened, or
    /// written anew from some row on, shows only against it.
    Verify(VerifyAuditSettings),
}

/// What `audit verify` needs.
#[derive(Args)]
pub struct VerifyAuditSettings {
    /// A hash that this command printed before: the log must still have its row.
    #[arg(long, value_name = "HASH", value_parser = hash)]
    pub contains: Option<String>,

    /// How the outcome is written to standard output.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: ListFormat,

    #[command(flatten)]
    pub database: DatabaseSettings,
}

fn hash(text: &str) -> Result<String, InvalidValue> {
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    match text.len() == 64 && text.bytes().all(is_digit) {
        true => Ok(text.to_owned()),
        false => Err(InvalidValue::new(
            "a hash of 64 lower-case hexadecimal digits".to_owned(),
            text,
        )),
    }
}
