//! The comparison: each server has its turn with each question, round after round, so that a machine that is slower for a
//! while is slower for all.

use std::fs;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use tempfile::TempDir;

use crate::database::Sized;
use crate::figures::Figures;
use crate::questions::{Manner, Question, paths};
use crate::recorded::{Recorded, hear};
use crate::server::Server;
use crate::settings::{Interruption, Settings};
use crate::sinew_server::{self, Look};
use crate::wrk::Load;
use crate::{bare, nginx};

/// Who takes part.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Entrant {
    Nginx,
    Bare,
    Sinew,
    /// Sinew with `--cache-mb 0`, asked for many answers in turn.
    Cold,
}

/// One question, with how each that took part did, round by round.
pub struct Match {
    pub name: &'static str,
    /// How long the body is.
    pub bytes: usize,
    pub sides: Vec<Side>,
}

pub struct Side {
    pub entrant: Entrant,
    pub turns: Vec<Figures>,
}

impl Match {
    pub fn turns_of(&self, entrant: Entrant) -> Option<&[Figures]> {
        let side = self.sides.iter().find(|side| side.entrant == entrant)?;
        Some(&side.turns)
    }

    fn add(&mut self, entrant: Entrant, figures: Figures) {
        match self.sides.iter_mut().find(|side| side.entrant == entrant) {
            Some(side) => side.turns.push(figures),
            None => self.sides.push(Side {
                entrant,
                turns: vec![figures],
            }),
        }
    }
}

/// All that run at once. Who is not asked takes no time.
struct Servers {
    nginx: Server,
    logging_nginx: Server,
    bare: Server,
    sinew: Server,
    logging_sinew: Server,
    cold: Server,
}

/// A question as one server gets it.
struct Turn<'s> {
    question: usize,
    entrant: Entrant,
    server: &'s Server,
    url: String,
    headers: Vec<(&'static str, String)>,
    paths: Option<PathBuf>,
}

pub fn hold(database: &Sized, settings: &Settings, interrupted: &Interruption) -> Vec<Match> {
    let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let sinew = sinew_server::start(settings, &database.file, Look::Default);
    let answers = record(&sinew, database.articles, folder.path());
    let servers = Servers {
        sinew,
        nginx: nginx::start(folder.path(), &answers, false),
        logging_nginx: nginx::start(folder.path(), &answers, true),
        bare: bare::start(folder.path()),
        logging_sinew: sinew_server::start(settings, &database.file, Look::Logging),
        cold: sinew_server::start(settings, &database.file, Look::Cold),
    };
    for answer in &answers {
        answer.check(&servers.nginx.address());
        answer.check(&servers.bare.address());
    }
    let is_wanted = |question: &&Question| question.name.contains(&settings.only);
    let questions: Vec<&Question> = Question::ALL.iter().filter(is_wanted).collect();
    let places = paths(database.articles);
    let turns: Vec<Turn> = (questions.iter().enumerate())
        .flat_map(|(at, question)| turns_of((at, question), &servers, &places, folder.path()))
        .collect();
    play(&questions, &turns, &answers, (settings, interrupted))
}

/// Asks for every answer that is compared, and leaves it in the folder with the paths that have others like it.
fn record(sinew: &Server, articles: usize, folder: &Path) -> Vec<Recorded> {
    let record = |(name, paths): (&str, Vec<String>)| {
        let recorded = Recorded::of(&sinew.address(), name, &paths[0]);
        recorded.write(folder);
        fs::write(paths_file(folder, name), paths.join("\n")).unwrap();
        recorded
    };
    paths(articles).into_iter().map(record).collect()
}

fn paths_file(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.paths"))
}

/// Who is asked a question, and where.
fn turns_of<'s>(
    (at, question): (usize, &Question),
    servers: &'s Servers,
    places: &[(&str, Vec<String>)],
    folder: &Path,
) -> Vec<Turn<'s>> {
    let turn = |(entrant, server): (Entrant, &'s Server), path: &str| {
        let url = format!("{}{path}", server.address());
        Turn {
            question: at,
            entrant,
            server,
            headers: headers(question.manner, &url),
            url,
            paths: (entrant == Entrant::Cold).then(|| paths_file(folder, question.answer)),
        }
    };
    let is_own = |(name, _): &&(&str, Vec<String>)| *name == question.answer;
    let (_, own) = places.iter().find(is_own).unwrap();
    let own = |side| turn(side, &own[0]);
    let recorded = |side| turn(side, &format!("/{}", question.answer));
    if question.manner == Manner::Logged {
        return vec![
            recorded((Entrant::Nginx, &servers.logging_nginx)),
            own((Entrant::Sinew, &servers.logging_sinew)),
        ];
    }
    let cold = (question.manner == Manner::Plain).then_some((Entrant::Cold, &servers.cold));
    [
        recorded((Entrant::Nginx, &servers.nginx)),
        recorded((Entrant::Bare, &servers.bare)),
        own((Entrant::Sinew, &servers.sinew)),
    ]
    .into_iter()
    .chain(cold.map(own))
    .collect()
}

/// What a question is put with. Each server is asked whether its own tag is still right.
fn headers(manner: Manner, url: &str) -> Vec<(&'static str, String)> {
    match manner {
        Manner::Plain | Manner::Logged => vec![],
        Manner::Gzip => vec![("Accept-Encoding", "gzip".to_owned())],
        Manner::Unchanged => {
            let tag = hear(url, &[]).header("etag").unwrap().to_owned();
            assert_eq!(hear(url, &[("if-none-match", &tag)]).status, 304, "{url}");
            vec![("If-None-Match", tag)]
        }
    }
}

/// The rounds, after one that only warms up.
fn play(
    questions: &[&Question],
    turns: &[Turn],
    answers: &[Recorded],
    (settings, interrupted): (&Settings, &Interruption),
) -> Vec<Match> {
    let begun = |question: &&Question| Match {
        name: question.name,
        bytes: bytes(question, answers),
        sides: vec![],
    };
    let mut matches: Vec<Match> = questions.iter().map(begun).collect();
    let bar = progress(turns.len() * (settings.rounds + 1));
    for round in 0..=settings.rounds {
        for turn in turns {
            interrupted.check();
            let question = questions[turn.question].name;
            bar.set_message(format!("round {round}: {question}"));
            let figures = turn.take(settings.connections, settings.seconds_of(round));
            if round > 0 {
                matches[turn.question].add(turn.entrant, figures);
            }
            bar.inc(1);
        }
    }
    bar.finish_and_clear();
    matches
}

/// How long the body is that a question is answered with.
fn bytes(question: &Question, answers: &[Recorded]) -> usize {
    let mut answers = answers.iter();
    let answer = answers.find(|answer| answer.name == question.answer);
    answer.map_or(0, |answer| match question.manner {
        Manner::Plain | Manner::Logged => answer.body.len(),
        Manner::Gzip => answer.gzip.len(),
        Manner::Unchanged => 0,
    })
}

impl Turn<'_> {
    fn take(&self, connections: u32, seconds: u32) -> Figures {
        let load = Load {
            url: &self.url,
            headers: &self.headers,
            paths: self.paths.as_deref(),
            connections,
            seconds,
        };
        load.put_on(&self.server.family())
    }
}

/// Shown on a terminal.
pub fn progress(steps: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {eta} {msg}").unwrap();
    ProgressBar::new(steps as u64).with_style(style)
}
