//! Amends files that a check refuses, so that an import never leaves a folder with errors. What is changed or left out
//! is reported.

use std::collections::{HashMap, HashSet};

use super::candidates::{Candidate, Origin};
use crate::content::vancouver;
use crate::import::Note;
use crate::seed::{Class, Fault};

/// Amends every file that has faults, or leaves it out: in the last round, or when nothing else helps.
pub fn amend(
    candidates: &mut Vec<Candidate>,
    faults: Vec<Fault>,
    is_last: bool,
    notes: &mut Vec<Note>,
) {
    let mut by_file: HashMap<String, Vec<Fault>> = HashMap::new();
    for fault in faults {
        by_file.entry(fault.file.clone()).or_default().push(fault);
    }
    candidates.retain_mut(|candidate| {
        let Some(faults) = by_file.get(&candidate.path) else {
            return true;
        };
        let is_amended = !is_last && amend_file(candidate, faults, notes);
        if is_amended {
            candidate.write();
        } else {
            notes.extend(faults.iter().map(|fault| left_out(candidate, fault)));
        }
        is_amended
    });
}

/// Changes what a file was written from; false when that cannot help.
fn amend_file(candidate: &mut Candidate, faults: &[Fault], notes: &mut Vec<Note>) -> bool {
    let path = candidate.path.clone();
    match &mut candidate.origin {
        Origin::Article(gathered) => {
            let is_draft = gathered.article.is_draft;
            let can_be_draft = faults
                .iter()
                .all(|fault| fault.code.class() == Class::Unpublishable);
            if is_draft || !can_be_draft {
                return false;
            }
            gathered.article.is_draft = true;
            notes.extend(faults.iter().map(|fault| Note {
                file: gathered.file.clone(),
                line: None,
                message: format!("{path} is a draft, because {}", fault.message),
                help: fault.help.clone(),
            }));
            true
        }
        Origin::Therapy(therapy) => {
            let is_described = !therapy.description.is_empty();
            therapy.description.clear();
            therapy.contraindications.clear();
            is_described
        }
        Origin::Condition(condition) => {
            let is_described = !condition.description.is_empty();
            condition.description.clear();
            condition.red_flags.clear();
            is_described
        }
        Origin::References(references) => {
            let text = String::from_utf8_lossy(&candidate.content).into_owned();
            let faulty = faulty_entries(&text, faults);
            let before = references.len();
            let mut at = 0;
            references.retain(|reference| {
                let fault = faulty.get(&at);
                at += 1;
                let Some(fault) = fault else {
                    return true;
                };
                notes.push(Note {
                    file: path.clone(),
                    line: None,
                    message: format!(
                        "{} was left out, because {}",
                        vancouver(reference),
                        fault.message
                    ),
                    help: fault.help.clone(),
                });
                false
            });
            references.len() < before && !references.is_empty()
        }
        Origin::People(people, _) => {
            notes.extend(people.iter().map(|person| Note {
                file: path.clone(),
                line: None,
                message: format!(
                    "{} (`{}`) could not be added to people.yaml",
                    person.name, person.slug
                ),
                help: "add the person by hand, in the form that the file has".to_owned(),
            }));
            false
        }
        Origin::Image => false,
    }
}

/// The entries, from 0, that faults stand in. Each entry begins a line with a hyphen.
fn faulty_entries<'f>(text: &str, faults: &'f [Fault]) -> HashMap<usize, &'f Fault> {
    let lines: HashSet<usize> = faults.iter().map(|fault| fault.span.line).collect();
    let mut entries = HashMap::new();
    let mut started = 0_usize;
    for (at, line) in text.lines().enumerate() {
        started += usize::from(line.starts_with("- "));
        if lines.contains(&(at + 1)) {
            let fault = faults.iter().find(|fault| fault.span.line == at + 1);
            entries.extend(fault.map(|fault| (started.saturating_sub(1), fault)));
        }
    }
    entries
}

fn left_out(candidate: &Candidate, fault: &Fault) -> Note {
    let file = match &candidate.origin {
        Origin::Article(gathered) => gathered.file.clone(),
        Origin::Therapy(_)
        | Origin::Condition(_)
        | Origin::People(..)
        | Origin::References(_)
        | Origin::Image => candidate.path.clone(),
    };
    Note {
        file,
        line: None,
        message: format!(
            "{} was not written, because a check refuses its line {}: {} [{}]",
            candidate.path,
            fault.span.line,
            fault.message,
            fault.code.as_str()
        ),
        help: fault.help.clone(),
    }
}
