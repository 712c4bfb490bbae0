//! Reads each file, finds out what it is, and hands it to its importer. Bibliographies come first, because texts cite
//! them.

use std::fs;
use std::path::PathBuf;

use encoding_rs::Encoding;
use sinew::config::ImportSettings;
use sinew::content::Locale;
use sinew::import::{
    Format, Gathering, Note, PageSource, Refusal, bibliography_format_of, format_of,
    format_of_image, import_html_page, import_markdown, import_references, import_text_page,
    import_wordpress, text_of,
};

use super::inputs::{Input, shown};
use super::neighbours::Neighbours;

/// The largest file that is read at all, and the largest page, in bytes. No article can hold more than 2 MiB.
const MAX_SOURCE_BYTES: u64 = 1024 * 1024 * 1024;
const MAX_PAGE_BYTES: usize = 16 * 1024 * 1024;

/// Reads files, and notes those that are nothing.
pub struct Sources<'a> {
    encoding: Option<&'static Encoding>,
    default_locale: &'a Locale,
    neighbours: Neighbours,
    notes: &'a mut Vec<Note>,
}

/// What is read in the second turn.
struct Waiting {
    input: Input,
    kind: Kind,
}

enum Kind {
    Page(Format),
    Image,
}

impl<'a> Sources<'a> {
    pub fn new(settings: &'a ImportSettings, notes: &'a mut Vec<Note>) -> Self {
        Self {
            encoding: settings.encoding,
            default_locale: &settings.locale,
            neighbours: Neighbours::default(),
            notes,
        }
    }

    /// Reads all files. Each is counted once it is done.
    pub fn read_all(&mut self, inputs: Vec<Input>, gathering: &mut Gathering, step: impl Fn()) {
        let mut waiting = Vec::new();
        for input in inputs {
            match self.sort(input, gathering) {
                Some(later) => waiting.push(later),
                None => step(),
            }
        }
        let mut images = Vec::new();
        for Waiting { input, kind } in waiting {
            match kind {
                Kind::Page(format) => self.import_page(&input, format, gathering),
                Kind::Image => images.push(input.path),
            }
            step();
        }
        self.note_unused(images);
    }

    /// Takes a bibliography at once; gives back what has to wait for all of them.
    fn sort(&mut self, input: Input, gathering: &mut Gathering) -> Option<Waiting> {
        let bytes = self.bytes_of(&input)?;
        if format_of_image(&bytes).is_some() {
            let kind = Kind::Image;
            return Some(Waiting { input, kind });
        }
        let text = self.text_of(&input, bytes)?;
        if let Some(format) = bibliography_format_of(&text) {
            let imported = import_references(&input.file, &text, format);
            gathering.add(&input.file, &input.bibliography, imported);
            return None;
        }
        let Some(format) = format_of(&input.file, &text) else {
            let message = "the file is nothing that can be imported".to_owned();
            let help = "save it as HTML, Markdown, plain text or a bibliography, or leave it out";
            self.note(&input, None, message, help);
            return None;
        };
        let is_page = format != Format::WordPress;
        if is_page && text.len() > MAX_PAGE_BYTES {
            let message = format!(
                "the page is larger than {} MiB",
                MAX_PAGE_BYTES / 1024 / 1024
            );
            let help = "split it into several: an article has 2 MiB at most";
            self.note(&input, None, message, help);
            return None;
        }
        let kind = Kind::Page(format);
        Some(Waiting { input, kind })
    }

    fn import_page(&mut self, input: &Input, format: Format, gathering: &mut Gathering) {
        let bytes = self.bytes_of(input);
        let Some(text) = bytes.and_then(|bytes| self.text_of(input, bytes)) else {
            return;
        };
        let files = |name: &str| self.neighbours.read(&input.root, &input.path, name);
        let source = PageSource {
            file: &input.file,
            default_locale: self.default_locale,
            files: &files,
        };
        let imported = match format {
            Format::WordPress => import_wordpress(&text, &source),
            Format::Html => vec![import_html_page(&text, &source)],
            Format::Markdown => vec![import_markdown(&text, gathering.keys(), &source)],
            Format::Text => vec![import_text_page(&text, &source)],
        };
        for imported in imported {
            gathering.add(&input.file, &input.bibliography, imported);
        }
    }

    fn bytes_of(&mut self, input: &Input) -> Option<Vec<u8>> {
        let size = fs::metadata(&input.path).map_or(0, |metadata| metadata.len());
        if size > MAX_SOURCE_BYTES {
            let message = format!(
                "the file is larger than {} MiB",
                MAX_SOURCE_BYTES / 1024 / 1024
            );
            self.note(input, None, message, "split it");
            return None;
        }
        match fs::read(&input.path) {
            Ok(bytes) if bytes.iter().all(u8::is_ascii_whitespace) => {
                self.note(
                    input,
                    None,
                    "the file is empty".to_owned(),
                    "leave it out, or save it again",
                );
                None
            }
            Ok(bytes) => Some(bytes),
            Err(error) => {
                self.note(
                    input,
                    None,
                    format!("the file cannot be read: {error}"),
                    "make it readable",
                );
                None
            }
        }
    }

    fn text_of(&mut self, input: &Input, bytes: Vec<u8>) -> Option<String> {
        match text_of(bytes, self.encoding) {
            Ok(text) => Some(text),
            Err(Refusal {
                line,
                message,
                help,
            }) => {
                self.note(input, line, message, &help);
                None
            }
        }
    }

    fn note_unused(&mut self, images: Vec<PathBuf>) {
        for path in images {
            if !self.neighbours.has_found(&path) {
                let message = "no article shows this image, so it was left out";
                let help = "put it into the folder `media` of the seed if an article is to show it";
                self.notes
                    .push(Note::new(&shown(&path), None, message, help));
            }
        }
    }

    fn note(&mut self, input: &Input, line: Option<usize>, message: String, help: &str) {
        self.notes.push(Note::new(&input.file, line, message, help));
    }
}
