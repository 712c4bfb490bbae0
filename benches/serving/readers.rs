//! What readers notice of a large apply: their times before it and while it runs.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use tempfile::TempDir;

use crate::database::Sized;
use crate::figures::Figures;
use crate::generated::{self, articles::Length};
use crate::questions::paths;
use crate::settings::{Interruption, Settings};
use crate::sinew_server::{self, Look};
use crate::wrk::Load;

pub struct Readers {
    pub quiet: Figures,
    pub during_apply: Figures,
}

/// How many turns are measured; an apply may end sooner.
const TURNS: usize = 5;

/// On a copy of the database, with a folder in which every article has changed.
pub fn measure(database: &Sized, settings: &Settings, interrupted: &Interruption) -> Readers {
    let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let copy = folder.path().join("sinew.db");
    fs::copy(&database.file, &copy).unwrap();
    let seed = generated::seed(database.articles, Length::Half);
    let edited = folder.path().join("seed");
    generated::copy(&seed, &edited);
    edit(&edited.join("articles"));
    let file = folder.path().join("paths");
    let (_, articles) = paths(database.articles).swap_remove(0);
    fs::write(&file, articles.join("\n")).unwrap();

    let server = sinew_server::start(settings, &copy, Look::Default);
    let turn = || {
        interrupted.check();
        let load = Load {
            url: &server.address(),
            headers: &[],
            paths: Some(&file),
            connections: settings.connections,
            seconds: settings.seconds,
        };
        load.put_on(&server.family())
    };
    turn();
    let quiet: Vec<Figures> = (0..TURNS).map(|_| turn()).collect();
    let mut apply = sinew_server::bare_command(settings, &copy, &["apply"]);
    let mut apply = apply.arg(&edited).stdout(Stdio::null()).spawn().unwrap();
    let mut busy = vec![turn()];
    while busy.len() < TURNS && apply.try_wait().unwrap().is_none() {
        busy.push(turn());
    }
    assert!(apply.wait().unwrap().success(), "the apply failed");
    Readers {
        quiet: Figures::median_of(&quiet),
        during_apply: Figures::median_of(&busy),
    }
}

/// Each article says one thing more.
fn edit(articles: &Path) {
    for entry in fs::read_dir(articles).unwrap() {
        let file = entry.unwrap().path();
        let text = fs::read_to_string(&file).unwrap();
        fs::write(
            &file,
            format!("{text}\nWhat has been said here was read again.\n"),
        )
        .unwrap();
    }
}
