//! How fast Sinew is beside nginx with the same answers as files and beside a bare actix handler with them in memory, and
//! what content of other sizes costs: `cargo bench --bench serving`. `-- --help` tells what can be set.
#![allow(
    clippy::unwrap_used,
    reason = "a measurement that cannot go on must stop"
)]
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a measurement is for the one who runs it"
)]

#[path = "serving/bare.rs"]
mod bare;
#[path = "serving/chart.rs"]
mod chart;
#[path = "serving/contest.rs"]
mod contest;
#[path = "serving/database.rs"]
mod database;
#[path = "serving/figures.rs"]
mod figures;
#[allow(dead_code, reason = "other measurements use more of it")]
mod generated;
#[path = "serving/growth.rs"]
mod growth;
#[path = "serving/nginx.rs"]
mod nginx;
#[path = "serving/plain_sqlite.rs"]
mod plain_sqlite;
#[path = "serving/process.rs"]
mod process;
#[path = "serving/publishing.rs"]
mod publishing;
#[path = "serving/questions.rs"]
mod questions;
#[path = "serving/readers.rs"]
mod readers;
#[path = "serving/recorded.rs"]
mod recorded;
#[path = "serving/report.rs"]
mod report;
#[path = "serving/server.rs"]
mod server;
#[path = "serving/settings.rs"]
mod settings;
#[path = "serving/sinew.rs"]
mod sinew_server;
#[path = "serving/start.rs"]
mod start;
#[path = "serving/tables.rs"]
mod tables;
#[path = "serving/tools.rs"]
mod tools;
#[path = "serving/wrk.rs"]
mod wrk;

use clap::Parser;

use report::Report;
use settings::Settings;

fn main() {
    let settings = Settings::parse();
    if let Some(answers) = &settings.bare {
        return bare::serve(answers, settings.port);
    }
    let tools = tools::ready();
    let interrupted = settings::interruption();
    let databases = database::of_sizes(&settings);
    let compared = &databases[databases.len() / 2];
    let report = Report {
        versions: tools.versions,
        starts: start::measure(&databases, &settings),
        idle: start::idle_memory(&settings),
        matches: contest::hold(compared, &settings, &interrupted),
        growth: growth::measure(&databases, &settings, &interrupted),
        publishing: publishing::measure(&databases, &settings),
        readers: readers::measure(compared, &settings, &interrupted),
        articles: compared.articles,
        databases,
        settings,
    };
    report.publish();
}
