//! The report of an import: for a person on the terminal, for a program as JSON.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use serde_json::{Value, json};
use sinew::config::ImportSettings;
use sinew::error::Error;
use sinew::import::{Counts, FileState, Note, PlannedFile};

use crate::commands::Failure;

/// What an import made, and what it could not place.
pub struct Report<'a> {
    settings: &'a ImportSettings,
    counts: &'a [Counts],
    files: &'a [PlannedFile],
    notes: Vec<Note>,
}

/// The file that a report goes to, open before anything else is written.
pub struct ReportFile<'a> {
    path: &'a Path,
    file: File,
}

impl<'a> Report<'a> {
    pub fn new(
        settings: &'a ImportSettings,
        counts: &'a [Counts],
        files: &'a [PlannedFile],
        notes: Vec<Note>,
    ) -> Self {
        Self {
            settings,
            counts,
            files,
            notes,
        }
    }

    /// True when all was placed.
    pub fn is_clear(&self) -> bool {
        self.notes.is_empty()
    }

    /// By source: what was made of it, then what could not be placed and what to do.
    pub fn for_people(&self) -> String {
        let mut text = String::new();
        let mut notes: BTreeMap<&str, Vec<&Note>> = BTreeMap::new();
        for note in &self.notes {
            notes.entry(&note.file).or_default().push(note);
        }
        for counts in self.counts {
            text.push_str(&format!("{}: {}\n", counts.file, made(counts)));
            add_notes(notes.remove(counts.file.as_str()), &mut text);
        }
        for (file, notes) in notes {
            text.push_str(&format!("{file}\n"));
            add_notes(Some(notes), &mut text);
        }
        text.push_str(&self.summary());
        printable(&text)
    }

    fn summary(&self) -> String {
        let (unchanged, kept) = (
            self.count(FileState::Unchanged),
            self.count(FileState::Kept),
        );
        let unwritten = self.count(FileState::Unwritten);
        let mut parts = vec![self.written()];
        if unwritten > 0 {
            parts.push(format!(
                "{} could not be written",
                counted(unwritten, "file")
            ));
        }
        if unchanged > 0 {
            parts.push(format!("{} there already", counted(unchanged, "file")));
        }
        if kept > 0 {
            parts.push(format!(
                "{} there with other content and kept",
                counted(kept, "file")
            ));
        }
        let left = match self.notes.len() {
            0 => "all was placed".to_owned(),
            notes => format!("{} to look at", counted(notes, "note")),
        };
        format!("{}; {left}\n", parts.join(", "))
    }

    fn written(&self) -> String {
        let (new, changed) = (self.count(FileState::New), self.count(FileState::Changed));
        let out = self.settings.out.display();
        if new + changed == 0 {
            return match self.count(FileState::Unwritten) {
                0 => format!("nothing is new for {out}"),
                _ => format!("nothing was written to {out}"),
            };
        }
        let verb = match (self.settings.dry_run, new + changed) {
            (true, _) => "would be written",
            (false, 1) => "was written",
            (false, _) => "were written",
        };
        let older = match changed {
            0 => String::new(),
            changed => format!(", {changed} of them over older ones"),
        };
        format!("{} {verb} to {out}{older}", counted(new + changed, "file"))
    }

    fn count(&self, state: FileState) -> usize {
        let files = self.files.iter();
        files.filter(|file| file.state == state).count()
    }

    /// The report as JSON: `sources`, `files` and `notes`.
    fn as_json(&self) -> Value {
        let sources = self.counts.iter().map(|counts| {
            json!({
                "file": counts.file,
                "articles": counts.articles,
                "therapies": counts.therapies,
                "conditions": counts.conditions,
                "people": counts.people,
                "references": counts.references,
                "images": counts.images,
            })
        });
        let files = self.files.iter().map(|file| {
            let state = match file.state {
                FileState::New => "new",
                FileState::Changed => "changed",
                FileState::Unchanged => "unchanged",
                FileState::Kept => "kept",
                FileState::Unwritten => "unwritten",
            };
            json!({ "path": file.path, "state": state })
        });
        let notes = self.notes.iter().map(|note| {
            let mut entry =
                json!({ "file": note.file, "message": note.message, "help": note.help });
            if let Some(line) = note.line {
                entry["line"] = json!(line);
            }
            entry
        });
        json!({
            "out": self.settings.out.display().to_string(),
            "is_dry_run": self.settings.dry_run,
            "sources": sources.collect::<Vec<_>>(),
            "files": files.collect::<Vec<_>>(),
            "notes": notes.collect::<Vec<_>>(),
        })
    }

    pub fn save(&self, file: ReportFile<'_>) -> Result<(), Failure> {
        let ReportFile { path, mut file } = file;
        let text = format!("{:#}\n", self.as_json());
        file.write_all(text.as_bytes())
            .map_err(|cause| failure(path, cause))
    }
}

impl<'a> ReportFile<'a> {
    pub fn create(path: &'a Path) -> Result<Self, Failure> {
        let file = File::create(path).map_err(|cause| failure(path, cause))?;
        Ok(Self { path, file })
    }
}

fn failure(path: &Path, cause: io::Error) -> Failure {
    Failure::Error(Error::File {
        path: path.to_owned(),
        cause,
    })
}

fn add_notes(notes: Option<Vec<&Note>>, text: &mut String) {
    for Note {
        file,
        line,
        message,
        help,
    } in notes.into_iter().flatten()
    {
        let line = line.map_or(String::new(), |line| format!(":{line}"));
        text.push_str(&format!("  {file}{line}: {message}\n    help: {help}\n"));
    }
}

fn made(counts: &Counts) -> String {
    let things = [
        (counts.articles, "article"),
        (counts.therapies, "therapy"),
        (counts.conditions, "condition"),
        (counts.people, "person"),
        (counts.references, "reference"),
        (counts.images, "image"),
    ];
    let made: Vec<String> = things
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, thing)| counted(count, thing))
        .collect();
    match made.is_empty() {
        true => "nothing".to_owned(),
        false => made.join(", "),
    }
}

fn counted(count: usize, thing: &str) -> String {
    match (count, thing) {
        (1, _) => format!("1 {thing}"),
        (_, "therapy") => format!("{count} therapies"),
        (_, "person") => format!("{count} people"),
        _ => format!("{count} {thing}s"),
    }
}

/// What came from files must not steer a terminal.
fn printable(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\n' => '\n',
            control if control.is_control() => '\u{FFFD}',
            other => other,
        })
        .collect()
}
