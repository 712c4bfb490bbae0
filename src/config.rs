//! The settings: every one a flag and an environment variable, with a default that works. Read in `main`, handed down.

mod audit;
mod check;
mod database;
mod doctor;
mod keys;
mod remote;
mod retractions;
mod rules;
mod serving;
mod watch;

use std::path::PathBuf;

use clap::builder::FalseyValueParser;
use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{
    ArgAction, ArgMatches, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum,
};

use encoding_rs::Encoding;

use crate::content::{Locale, Message};
use crate::import::parse_encoding;

pub use audit::{AuditCommand, VerifyAuditSettings};
pub use check::{CheckSettings, Denied, ReportFormat};
pub use database::DatabaseSettings;
pub use doctor::{DoctorSettings, FindingsFormat};
pub use keys::{CreateKeySettings, KeysCommand, ListFormat, ListKeysSettings, RevokeKeySettings};
pub use remote::{OriginSettings, TargetSettings};
pub use retractions::{ImportRetractionsSettings, RetractionsCommand};
pub use rules::RulesSettings;
pub use serving::HttpSettings;
pub use watch::WatchSettings;

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

impl Cli {
    /// Reads the arguments, or ends the program with what is wrong with them.
    pub fn read() -> Self {
        let matches = Self::command().get_matches();
        if names_database_and_server(&matches) {
            let message = "--database-url and the address of a server exclude each other";
            Self::command()
                .error(ErrorKind::ArgumentConflict, message)
                .exit();
        }
        Self::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
    }
}

/// A database that only the environment names is no matter of a command that works on a server.
fn names_database_and_server(matches: &ArgMatches) -> bool {
    let Some((_, matches)) = matches.subcommand() else {
        return false;
    };
    let is_given = |name: &str| {
        matches.ids().any(|id| id == name)
            && matches.value_source(name) == Some(ValueSource::CommandLine)
    };
    is_given("database_url") && (is_given("to") || is_given("from"))
}

#[derive(Subcommand)]
pub enum Command {
    /// Serve the content over HTTP (the default).
    Serve(ServeSettings),
    /// Check a seed folder and report every fault at once; nothing is written.
    Check(CheckSettings),
    /// Show what applying a seed folder would change. Exit status 0: nothing; 3: something; 1: an error.
    Plan(PlanSettings),
    /// Apply a seed folder, all of it or nothing, and say what changed.
    Apply(ApplySettings),
    /// Check and apply a seed folder at once and after each save, until it is told to stop. Nothing is removed.
    Watch(WatchSettings),
    /// Turn saved pages, WordPress exports, Markdown folders and reference files into seed files.
    ///
    /// Exit status 0: all was placed; 3: the report says what was not; 1: nothing could be read.
    Import(ImportSettings),
    /// Write what is stored back as a seed folder. What a file still says comes out as it went in.
    Export(ExportSettings),
    /// Make, list and revoke the keys that open what is not public. A running server knows of it at once.
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Look at the audit log: every write, each chained to the one before by a hash.
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Look references up in the data set of Retraction Watch, so that retracted ones are known.
    #[command(subcommand)]
    Retractions(RetractionsCommand),
    /// Say what is wrong with the database, the seed folder and the settings, and what to do. Nothing is changed.
    ///
    /// Takes the settings of `serve`, and looks at what it would run with. Exit status 0: nothing is wrong, but there may be
    /// warnings; 1: something is.
    Doctor(DoctorSettings),
    /// Print the OpenAPI document.
    Openapi,
}

/// What `plan` needs.
#[derive(Args)]
pub struct PlanSettings {
    /// The seed folder.
    #[arg(value_name = "DIR", default_value = "seed")]
    pub folder: PathBuf,

    #[command(flatten)]
    pub database: DatabaseSettings,

    #[command(flatten)]
    pub rules: RulesSettings,

    #[command(flatten)]
    pub server: TargetSettings,

    /// Plan to remove what the database has and the folder has not.
    #[arg(long)]
    pub prune: bool,

    /// How the plan is written to standard output.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: PlanFormat,

    /// Keep the plan in a file, with the folder as it is now, for `sinew apply --plan FILE`.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// How a plan is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum PlanFormat {
    /// Lines for a person.
    #[default]
    Human,
    /// One JSON document.
    Json,
}

/// What `apply` needs.
#[derive(Args)]
pub struct ApplySettings {
    /// The seed folder.
    #[arg(value_name = "DIR", default_value = "seed")]
    pub folder: PathBuf,

    #[command(flatten)]
    pub database: DatabaseSettings,

    #[command(flatten)]
    pub rules: RulesSettings,

    #[command(flatten)]
    pub server: TargetSettings,

    /// Overwrite what was written over HTTP and is in no folder; without it, that stands against the apply.
    #[arg(long)]
    pub overwrite: bool,

    /// Why it is applied, kept with every revision and in the audit log.
    #[arg(long, value_name = "TEXT", value_parser = Message::parse)]
    pub message: Option<Message>,

    /// Remove what the database has and the folder has not. Asks first on a terminal.
    #[arg(long)]
    pub prune: bool,

    /// Do not ask before removing.
    #[arg(long)]
    pub yes: bool,

    /// Apply a plan that `sinew plan --out FILE` kept, if the database has not changed since.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["folder", "prune"])]
    pub plan: Option<PathBuf>,
}

/// What `import` needs.
#[derive(Args)]
pub struct ImportSettings {
    /// Files and folders: HTML or text of pages, WordPress exports, Markdown, BibTeX, RIS, PubMed, CSL. What each is, its
    /// content says.
    #[arg(required = true, value_name = "FILE|DIR")]
    pub sources: Vec<PathBuf>,

    /// The seed folder that the files are written to.
    #[arg(long, default_value = "seed", value_name = "DIR")]
    pub out: PathBuf,

    /// Write what was made, and what could not be placed, to a file as JSON.
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,

    /// Overwrite articles that are in the folder with other content.
    #[arg(long)]
    pub force: bool,

    /// Write nothing; say what would be written.
    #[arg(long)]
    pub dry_run: bool,

    /// The encoding of texts that are neither UTF-8 nor UTF-16 with a mark, such as windows-1252.
    #[arg(long, value_name = "NAME", value_parser = parse_encoding)]
    pub encoding: Option<&'static Encoding>,

    /// The language of pages that name none, which is that of articles without `locale` (BCP 47).
    #[arg(long, env = "SINEW_LOCALE", default_value = "en", value_name = "TAG", value_parser = Locale::parse)]
    pub locale: Locale,
}

/// What `export` needs.
#[derive(Args)]
pub struct ExportSettings {
    /// The folder to write.
    #[arg(value_name = "DIR", default_value = "seed")]
    pub folder: PathBuf,

    #[command(flatten)]
    pub database: DatabaseSettings,

    #[command(flatten)]
    pub server: OriginSettings,

    /// Write the ids of all sections, blocks and items, so that another database gets the same.
    #[arg(long)]
    pub ids: bool,

    /// Overwrite files that say something else.
    #[arg(long)]
    pub force: bool,

    /// Remove content files of the folder that the database does not have, images included. Asks first on a terminal.
    #[arg(long)]
    pub prune: bool,

    /// Do not ask before removing.
    #[arg(long)]
    pub yes: bool,

    /// Write the references alone, in the format that the name says: .bib, .json (CSL), .ris or .yaml (CSL).
    #[arg(long, value_name = "FILE", conflicts_with_all = ["folder", "ids", "prune"])]
    pub references: Option<PathBuf>,
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

    #[command(flatten)]
    pub http: HttpSettings,

    #[command(flatten)]
    pub rules: RulesSettings,

    /// What is logged: error, warn, info, debug or trace, for all or by module. JSON lines, or text on a terminal.
    ///
    /// Each line of a request has its `request_id` and `trace_id`. `warn,sinew=info,actix_http=off` adds one for every request,
    /// with route, status, time and bytes. No address of a client, key, query or body is ever logged; for that, what
    /// `actix_http` says below warn is left out, whatever is asked for.
    #[arg(
        long,
        env = "SINEW_LOG",
        default_value = "warn,sinew=info,sinew::access=off,actix_http=off",
        value_name = "FILTER"
    )]
    pub log: String,
}
