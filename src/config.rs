//! The settings: every one a flag and an environment variable, with a default that works. Read in `main`, handed down.

use std::path::PathBuf;

use clap::builder::FalseyValueParser;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

use crate::content::Locale;
use crate::seed::Code;

/// A headless content API for health articles that cite their evidence.
///
/// Without a command it serves: it opens the database, fills an empty one from the seed folder, and listens.
#[derive(Parser)]
#[command(name = "sinew", version, args_conflicts_with_subcommands = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub serve: ServeSettings,
}

#[derive(Subcommand)]
pub enum Command {
    /// Serve the content over HTTP (the default).
    Serve(ServeSettings),
    /// Check a seed folder and report every fault at once; nothing is written.
    Check(CheckSettings),
    /// Print the OpenAPI document.
    Openapi,
}

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

/// What `serve` needs.
#[derive(Args)]
pub struct ServeSettings {
    #[command(flatten)]
    pub database: DatabaseSettings,

    /// The address and port to listen on; port 0 takes a free one.
    #[arg(
        long,
        env = "SINEW_LISTEN",
        default_value = "127.0.0.1:8080",
        value_name = "ADDRESS"
    )]
    pub listen: String,

    /// The folder that fills an empty database. The default may be missing, a folder that is named may not.
    #[arg(long, env = "SINEW_SEED", value_name = "DIR")]
    pub seed: Option<PathBuf>,

    /// Leave an empty database empty, whatever `--seed` says.
    #[arg(long, env = "SINEW_NO_SEED", value_parser = FalseyValueParser::new(), action = ArgAction::SetTrue)]
    pub no_seed: bool,

    /// The public scheme and host, such as https://api.example.org. With it, paths in answers are absolute.
    #[arg(long, env = "SINEW_PUBLIC_URL", default_value = "", value_name = "URL", value_parser = public_url)]
    pub public_url: String,

    /// What is logged: error, warn, info, debug or trace, for all or by module. JSON lines, or text on a terminal.
    #[arg(
        long,
        env = "SINEW_LOG",
        default_value = "warn,sinew=info,actix_http=off",
        value_name = "FILTER"
    )]
    pub log: String,
}

fn public_url(text: &str) -> Result<String, String> {
    let is_origin = |url: &url::Url| {
        matches!(url.scheme(), "http" | "https")
            && url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
    };
    match url::Url::parse(text) {
        _ if text.is_empty() => Ok(String::new()),
        Ok(url) if is_origin(&url) => Ok(text.to_owned()),
        _ => Err(
            "must be an http or https scheme and host, such as https://api.example.org".to_owned(),
        ),
    }
}
