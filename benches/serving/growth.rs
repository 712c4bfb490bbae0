//! What questions cost at each size of the content: each is asked of servers that keep no answer, two clients at once.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::contest::progress;
use crate::database::Sized;
use crate::figures::Figures;
use crate::questions::paths;
use crate::recorded::hear;
use crate::server::Server;
use crate::settings::{Interruption, Settings};
use crate::sinew_server::{self, Look};
use crate::wrk::Load;

/// A question, with the turns of each size.
pub struct Growth {
    pub name: &'static str,
    pub turns: Vec<Vec<Figures>>,
}

/// As many as ask at once: so few that times are those of the answers and not of waiting.
const CLIENTS: u32 = 2;
/// The page that lies deep in a list, and how long pages are so that the smallest content has it.
const DEEP_PAGE: usize = 400;
const SHORT_PAGE: usize = 2;

/// One server with what it is asked.
struct Place {
    server: Server,
    /// Files with paths, one for each question.
    questions: Vec<(&'static str, PathBuf)>,
}

/// Nothing where there is one size alone.
pub fn measure(
    databases: &[Sized],
    settings: &Settings,
    interrupted: &Interruption,
) -> Vec<Growth> {
    if databases.len() < 2 {
        return vec![];
    }
    let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let place = |database| Place::of(database, settings, folder.path());
    let places: Vec<Place> = databases.iter().map(place).collect();
    let begun = |name| Growth {
        name,
        turns: vec![vec![]; places.len()],
    };
    let names = places[0].questions.iter().map(|(name, _)| *name);
    let mut growths: Vec<Growth> = names.map(begun).collect();
    let bar = progress(growths.len() * places.len() * (settings.rounds + 1));
    for round in 0..=settings.rounds {
        for (question, growth) in growths.iter_mut().enumerate() {
            for (place, turns) in places.iter().zip(&mut growth.turns) {
                interrupted.check();
                bar.set_message(growth.name);
                let figures = place.ask(question, settings.seconds_of(round));
                turns.extend((round > 0).then_some(figures));
                bar.inc(1);
            }
        }
    }
    bar.finish_and_clear();
    growths
}

fn questions(server: &Server, articles: usize) -> Vec<(&'static str, Vec<String>)> {
    let known = paths(articles);
    let of = |name: &str| {
        known
            .iter()
            .find(|(known, _)| *known == name)
            .unwrap()
            .1
            .clone()
    };
    vec![
        ("article", of("article")),
        ("first page of the list", of("list")),
        ("400th page of the list", vec![deep_page(server)]),
        ("list of a therapy", of("filtered")),
        ("search", of("search")),
    ]
}

/// The path of a page that is reached by following cursors.
fn deep_page(server: &Server) -> String {
    let first = format!("/v1/articles?limit={SHORT_PAGE}");
    let mut path = first.clone();
    for _ in 1..DEEP_PAGE {
        let heard = hear(&format!("{}{path}", server.address()), &[]);
        let page: Value = serde_json::from_slice(&heard.body).unwrap();
        let Some(cursor) = page["next_cursor"].as_str() else {
            break;
        };
        path = format!("{first}&cursor={cursor}");
    }
    path
}

impl Place {
    fn of(database: &Sized, settings: &Settings, folder: &Path) -> Self {
        let server = sinew_server::start(settings, &database.file, Look::Cold);
        let write = |(name, paths): (&'static str, Vec<String>)| {
            let file = folder.join(format!("{}-{name}", database.articles));
            fs::write(&file, paths.join("\n")).unwrap();
            (name, file)
        };
        let questions = questions(&server, database.articles).into_iter();
        let questions = questions.map(write).collect();
        Self { server, questions }
    }

    fn ask(&self, question: usize, seconds: u32) -> Figures {
        let (_, paths) = &self.questions[question];
        let load = Load {
            url: &self.server.address(),
            headers: &[],
            paths: Some(paths),
            connections: CLIENTS,
            seconds,
        };
        load.put_on(&self.server.family())
    }
}
