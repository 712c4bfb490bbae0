//! References from the files of other programs: every entry is kept, sources that stand twice are one, and what was
//! changed for that stands in the notes.

mod merging;
mod recognising;

use super::{Imported, Note};
use crate::seed::{LenientReading, LenientReference, ReferenceFormat, read_leniently};
use merging::merged;

pub use recognising::bibliography_format_of;

/// The references of a text in a format, with a note for everything that was changed on the way or that could not be
/// read.
pub fn import_references(file: &str, text: &str, format: ReferenceFormat) -> Imported {
    let reading = read_leniently(file, text, format);
    let mut notes = notes_of(file, &reading);
    let (references, written_keys) = merged(file, reading.references, &mut notes);
    notes.sort_by_key(|note| note.line.unwrap_or(0));
    Imported {
        references,
        written_keys,
        notes,
        ..Imported::default()
    }
}

fn notes_of(file: &str, reading: &LenientReading) -> Vec<Note> {
    let note = |line: Option<usize>, message: String, help: &str| Note {
        file: file.to_owned(),
        line,
        message,
        help: help.to_owned(),
    };
    let mut notes = Vec::new();
    for fault in &reading.faults {
        let line = Some(fault.span.line);
        notes.push(note(line, fault.message.clone(), &fault.help));
    }
    for (kind, count) in &reading.plainly_written {
        let message = format!("{count} of the values of `{kind}` were written in their plain form");
        notes.push(note(None, message, "nothing needs to be done"));
    }
    for read in &reading.references {
        let of_one = notes_of_one(read, |message, help| note(Some(read.line), message, help));
        notes.extend(of_one);
    }
    notes
}

fn notes_of_one(read: &LenientReference, note: impl Fn(String, &str) -> Note) -> Vec<Note> {
    let key = &read.reference.key;
    let mut notes = Vec::new();
    if read.written_key.is_empty() {
        let message = format!("an entry has no key; it got `{key}`");
        notes.push(note(message, "give it another if you like"));
    } else if read.written_key != key.as_str() {
        let written = crate::error::shown(&read.written_key);
        let message =
            format!("the key `{written}` is not allowed or stands twice; it is now `{key}`");
        notes.push(note(message, "cite it by its new key"));
    }
    if read.lacks_title {
        let title = &read.reference.title;
        let message = format!("`{key}` has no title; `{title}` stands in for it");
        notes.push(note(message, "give it its title"));
    }
    if read.had_hidden_characters {
        let message = format!("characters that cannot be seen were taken out of `{key}`");
        notes.push(note(message, "nothing needs to be done"));
    }
    notes
}

#[cfg(test)]
mod tests;
