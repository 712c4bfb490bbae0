//! The program `sinew`: reads the settings, runs a command, turns failures into exit statuses.

mod commands;

use std::process::ExitCode;

use clap::Parser;
use commands::Failure;
use commands::terminal::{print, report};
use sinew::config::{Cli, Command};
use sinew::http;

#[actix_web::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match cli.command {
        None => commands::serve(cli.serve).await,
        Some(Command::Serve(settings)) => commands::serve(settings).await,
        Some(Command::Check(settings)) => commands::check(settings),
        Some(Command::Openapi) => print(&http::Document::new().yaml),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Faults) => ExitCode::FAILURE,
        Err(Failure::Error(error)) => {
            report(&format!("error: {error}"));
            ExitCode::FAILURE
        }
    }
}
