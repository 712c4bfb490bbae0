//! Amends files that a check refuses, so that an import never leaves a folder with errors. What is changed or left out
//! is reported.

use std::collections::HashMap;

use super::candidates::{Candidate, Origin, not_added};
use crate::content::{Block, Class, Code, Reference, vancouver};
use crate::import::{GatheredArticle, Note};
use crate::seed::Fault;

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
    let path = candidate.path.as_str();
    match &mut candidate.origin {
        Origin::Article(gathered) => make_draft(gathered, path, faults, notes),
        Origin::Therapy(therapy) => {
            leave_description(&mut therapy.description, path, faults, notes)
        }
        Origin::Condition(condition) => {
            leave_description(&mut condition.description, path, faults, notes)
        }
        Origin::References(references) => {
            let is_whole = |fault: &Fault| fault.code == Code::File;
            // Such a fault stands at the first entry, which is as good as all others.
            if references.len() > 1 && faults.iter().any(is_whole) {
                return false;
            }
            let text = String::from_utf8_lossy(&candidate.content);
            let faulty = faulty_entries(&text, faults);
            leave_references(references, &faulty, path, notes)
        }
        Origin::People(people, _) => {
            notes.extend(not_added(people, path));
            false
        }
        Origin::Image => false,
    }
}

/// What only stops a publish does not stop a draft.
fn make_draft(
    gathered: &mut GatheredArticle,
    path: &str,
    faults: &[Fault],
    notes: &mut Vec<Note>,
) -> bool {
    let is_unpublishable = |fault: &Fault| fault.code.class() == Class::Unpublishable;
    if gathered.article.is_draft || !faults.iter().all(is_unpublishable) {
        return false;
    }
    gathered.article.is_draft = true;
    notes.extend(faults.iter().map(|fault| {
        let message = format!("{path} is a draft, because {}", fault.message);
        Note::new(&gathered.file, None, message, &fault.help)
    }));
    true
}

/// A therapy or condition can do without its description, which came from an article that keeps it.
fn leave_description(
    description: &mut Vec<Block>,
    path: &str,
    faults: &[Fault],
    notes: &mut Vec<Note>,
) -> bool {
    if description.is_empty() {
        return false;
    }
    description.clear();
    notes.extend(faults.iter().map(|fault| {
        let message = format!("its description was left out, because {}", fault.message);
        Note::new(path, None, message, &fault.help)
    }));
    true
}

fn leave_references(
    references: &mut Vec<Reference>,
    faulty: &HashMap<usize, &Fault>,
    path: &str,
    notes: &mut Vec<Note>,
) -> bool {
    let before = references.len();
    let entries = std::mem::take(references).into_iter().enumerate();
    for (at, reference) in entries {
        match faulty.get(&at) {
            None => references.push(reference),
            Some(fault) => {
                let message = format!(
                    "{} was left out, because {}",
                    vancouver(&reference),
                    fault.message
                );
                notes.push(Note::new(path, None, message, &fault.help));
            }
        }
    }
    references.len() < before && !references.is_empty()
}

/// The entries, from 0, that faults stand in. Each entry begins a line with a hyphen.
fn faulty_entries<'f>(text: &str, faults: &'f [Fault]) -> HashMap<usize, &'f Fault> {
    let lines: HashMap<usize, &Fault> = faults
        .iter()
        .rev()
        .map(|fault| (fault.span.line, fault))
        .collect();
    let mut entries = HashMap::new();
    let mut started = 0_usize;
    for (at, line) in text.lines().enumerate() {
        started += usize::from(line.starts_with("- "));
        if let Some(fault) = lines.get(&(at + 1)) {
            entries.insert(started.saturating_sub(1), *fault);
        }
    }
    entries
}

fn left_out(candidate: &Candidate, fault: &Fault) -> Note {
    Note {
        file: candidate.source().to_owned(),
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
