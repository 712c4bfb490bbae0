//! The program `sinew`: reads the settings, runs a command, turns failures into exit statuses.

mod commands;

use std::process::ExitCode;

use commands::Failure;
use commands::terminal::{print, report};
use sinew::config::{Cli, Command};
use sinew::error::Error;
use sinew::http;

/// An article that is not in memory takes 25 percent less of the processors with it than with the allocator of the system, one
/// that is in memory 28 percent less, a list that is not 13 percent; the memory of an idle server grows by 2 MB. With huge pages
/// it would grow by 20.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The exit status that `clap` gives, too.
const WRONG_USAGE: u8 = 2;

#[actix_web::main]
async fn main() -> ExitCode {
    let cli = Cli::read();
    let outcome = match cli.command {
        None => commands::serve(cli.serve).await.map(success),
        Some(Command::Serve(settings)) => commands::serve(settings).await.map(success),
        Some(Command::Check(settings)) => commands::check(settings).map(success),
        Some(Command::Plan(settings)) => commands::plan(settings).await,
        Some(Command::Apply(settings)) => commands::apply(settings).await.map(success),
        Some(Command::Watch(settings)) => commands::watch(settings).await.map(success),
        Some(Command::Import(settings)) => commands::import(settings),
        Some(Command::Export(settings)) => commands::export(settings).await.map(success),
        Some(Command::Keys(command)) => commands::keys(command).await.map(success),
        Some(Command::Audit(command)) => commands::audit(command).await,
        Some(Command::Retractions(command)) => commands::retractions(command).await.map(success),
        Some(Command::Doctor(settings)) => commands::doctor(settings).await.map(success),
        Some(Command::Openapi) => print(&http::Document::of(http::Routes::ALL).yaml).map(success),
    };
    match outcome {
        Ok(status) => status,
        Err(Failure::Faults) => ExitCode::FAILURE,
        Err(Failure::Error(error)) => {
            report(&format!("error: {error}"));
            match error {
                Error::InvalidSetting(_) => ExitCode::from(WRONG_USAGE),
                _ => ExitCode::FAILURE,
            }
        }
    }
}

fn success(_: ()) -> ExitCode {
    ExitCode::SUCCESS
}
