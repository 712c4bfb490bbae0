//! What the commands on keys need. None takes a key: what stands in arguments is seen by everybody on the machine.

use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand, ValueEnum};

use super::DatabaseSettings;
use crate::content::Scope;
use crate::error::InvalidValue;

const HOUR_SECONDS: u64 = 60 * 60;
const DAY_HOURS: u64 = 24;
/// Ten years.
const MAX_DAYS: u64 = 3650;
const MAX_NOTE_LENGTH: usize = 200;

/// What is done with keys.
#[derive(Subcommand)]
pub enum KeysCommand {
    /// Make a key and print it, once: only a digest of it is kept.
    Create(CreateKeySettings),
    /// List all keys: what they may do, until when, and when they were used last.
    List(ListKeysSettings),
    /// Revoke a key: it opens nothing from then on. Exit status 1 when there is none with this id.
    Revoke(RevokeKeySettings),
}

/// What `keys create` needs.
#[derive(Args)]
pub struct CreateKeySettings {
    /// What the key may do; each scope includes those before it.
    #[arg(long, value_name = "SCOPE", value_parser = PossibleValuesParser::new(Scope::ALL.map(Scope::as_str)).try_map(Scope::try_from))]
    pub scope: Scope,

    /// How long the key is in force, in days or hours, such as 90d or 12h; at most 3650d.
    #[arg(long, value_name = "TIME", default_value = "365d", value_parser = lifetime)]
    pub expires: Duration,

    /// Who or what the key is for, on one line.
    #[arg(long, value_name = "TEXT", value_parser = note)]
    pub note: Option<String>,

    #[command(flatten)]
    pub database: DatabaseSettings,
}

/// What `keys list` needs.
#[derive(Args)]
pub struct ListKeysSettings {
    /// How the keys are written to standard output.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: ListFormat,

    #[command(flatten)]
    pub database: DatabaseSettings,
}

/// How a list is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// A table for a person.
    #[default]
    Human,
    /// A JSON array, for programs.
    Json,
}

/// What `keys revoke` needs.
#[derive(Args)]
pub struct RevokeKeySettings {
    /// The id of the key: its eight letters and digits after `sinew_`, as the list shows them.
    // A text, not an id: what the parser of arguments refuses it repeats, and this could be a whole key.
    #[arg(value_name = "ID")]
    pub id: String,

    #[command(flatten)]
    pub database: DatabaseSettings,
}

fn lifetime(text: &str) -> Result<Duration, InvalidValue> {
    hours(text)
        .filter(|hours| (1..=MAX_DAYS * DAY_HOURS).contains(hours))
        .map(|hours| Duration::from_secs(hours * HOUR_SECONDS))
        .ok_or_else(|| {
            InvalidValue::new(
                format!(
                    "1d to {MAX_DAYS}d or 1h to {}h, such as 90d",
                    MAX_DAYS * DAY_HOURS
                ),
                text,
            )
        })
}

/// The hours of `90d` or `12h`.
fn hours(text: &str) -> Option<u64> {
    let (digits, hours_each) = match text.strip_suffix('d') {
        Some(digits) => (digits, DAY_HOURS),
        None => (text.strip_suffix('h')?, 1),
    };
    // The parser of numbers would take a sign.
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse::<u64>().ok()?.checked_mul(hours_each)
}

/// A note stands in a table on a terminal, so it has no line breaks and nothing that moves the cursor.
fn note(text: &str) -> Result<String, InvalidValue> {
    let is_printable = !text.chars().any(char::is_control) && !text.trim().is_empty();
    if is_printable && text.chars().count() <= MAX_NOTE_LENGTH {
        return Ok(text.to_owned());
    }
    Err(InvalidValue::new(
        format!("1 to {MAX_NOTE_LENGTH} characters on one line"),
        &text.escape_debug().to_string(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_lasts_an_hour_to_ten_years() {
        let hours = |text: &str| lifetime(text).map(|lifetime| lifetime.as_secs() / 3600);

        assert_eq!(hours("1h"), Ok(1));
        assert_eq!(hours("12h"), Ok(12));
        assert_eq!(hours("90d"), Ok(90 * 24));
        assert_eq!(hours("3650d"), Ok(87_600));
        assert_eq!(hours("87600h"), Ok(87_600));
        for wrong in [
            "",
            "d",
            "h",
            "0d",
            "0h",
            "3651d",
            "87601h",
            "90",
            "90m",
            "90 d",
            " 90d",
            "+90d",
            "-1d",
            "1.5d",
            "9d9d",
            "٣d",
            "90D",
            "18446744073709551615d",
            "99999999999999999999h",
        ] {
            let said = lifetime(wrong).map_err(|error| error.to_string());
            let expected =
                format!("must be 1d to 3650d or 1h to 87600h, such as 90d, got `{wrong}`");
            assert_eq!(said, Err(expected));
        }
    }

    #[test]
    fn a_note_is_one_line_without_control_characters() {
        let longest = "ä".repeat(200);

        assert_eq!(note("Anna's laptop").as_deref(), Ok("Anna's laptop"));
        assert_eq!(note(&longest).as_deref(), Ok(longest.as_str()));
        for wrong in [
            "",
            "  ",
            "two\nlines",
            "a\u{1b}[2J",
            "nul\0",
            &"a".repeat(201),
        ] {
            let said = note(wrong).unwrap_err().to_string();
            assert!(said.contains("1 to 200 characters on one line"), "{said}");
            assert!(!said.chars().any(char::is_control), "{said:?}");
        }
    }
}
