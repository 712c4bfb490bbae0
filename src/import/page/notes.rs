//! The notes on one page, while it is being read.

use crate::import::Note;

/// How many characters of a text a note quotes before it says how many words the text has.
const EXCERPT_LENGTH: usize = 80;

/// The notes on one file.
pub struct Notes<'a> {
    file: &'a str,
    list: Vec<Note>,
}

impl<'a> Notes<'a> {
    pub fn new(file: &'a str) -> Self {
        Self {
            file,
            list: Vec::new(),
        }
    }

    /// Adds a note on a line, or on the page as a whole when the line is 0.
    pub fn add(&mut self, line: usize, message: impl Into<String>, help: &str) {
        self.list.push(Note {
            file: self.file.to_owned(),
            line: (line > 0).then_some(line),
            message: message.into(),
            help: help.to_owned(),
        });
    }

    /// All notes in the order of their lines; those on the page as a whole come last.
    pub fn into_list(mut self) -> Vec<Note> {
        self.list
            .sort_by_key(|note| note.line.unwrap_or(usize::MAX));
        self.list
    }
}

/// A text as a note quotes it: whole when it is short, else its beginning and the number of its words.
pub fn quoted(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    if text.chars().count() <= EXCERPT_LENGTH {
        return format!("“{text}”");
    }
    let start: String = text.chars().take(EXCERPT_LENGTH).collect();
    format!("“{start}…” ({} words)", words.len())
}

/// A text of which a note is all that remains: every word of it.
pub fn quoted_whole(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    format!("“{}”", words.join(" "))
}
