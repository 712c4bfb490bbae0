//! References in BibTeX, with the fields of biblatex where BibTeX has none. What neither has a field for stands in a
//! field `csl_...` with the name of the variable, which other programs pass over.

use super::Unsaid;
use super::bibtex_kinds::{is_in_issues, is_in_series, kind_of};
use super::bibtex_names::names_field;
use super::bibtex_text::{escaped, escaped_title, verbatim};
use crate::content::{CslDate, CslType, Reference};

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
/// Variables without a place of their own that have a field.
const OTHERS: [(&str, &str); 7] = [
    ("abstract", "abstract"),
    ("keyword", "keywords"),
    ("chapter-number", "chapter"),
    ("version", "version"),
    ("number-of-pages", "pagetotal"),
    ("status", "pubstate"),
    ("collection-number", "number"),
];
/// Fields that mean something else than a variable of their name.
const MEANT: [&str; 41] = [
    "address",
    "author",
    "booksubtitle",
    "booktitle",
    "chapter",
    "crossref",
    "date",
    "day",
    "editor",
    "eid",
    "eprint",
    "eprinttype",
    "entrysubtype",
    "eventtitle",
    "institution",
    "issue",
    "journal",
    "journalsubtitle",
    "journaltitle",
    "keywords",
    "langid",
    "location",
    "month",
    "number",
    "organization",
    "pages",
    "pagetotal",
    "pubstate",
    "school",
    "series",
    "subtitle",
    "title",
    "type",
    "urldate",
    "xdata",
    "year",
    "url",
    "doi",
    "file",
    "ids",
    "text",
];

/// The entries with a blank line between them.
pub fn write(references: &[Reference], unsaid: &mut Unsaid) -> String {
    let entries = references.iter().map(|reference| {
        let mut entry = Entry {
            reference,
            unsaid: &mut *unsaid,
            fields: Vec::new(),
        };
        entry.fill();
        entry.text()
    });
    entries.collect::<Vec<_>>().join("\n")
}

struct Entry<'r> {
    reference: &'r Reference,
    unsaid: &'r mut Unsaid,
    /// Names with values as they stand in the file, braces included.
    fields: Vec<(String, String)>,
}

impl Entry<'_> {
    fn text(&self) -> String {
        let reference = self.reference;
        let kind = kind_of(reference.csl_type, reference.url.is_some()).word;
        let width = self
            .fields
            .iter()
            .map(|(name, _)| name.len())
            .max()
            .unwrap_or(0);
        let fields = self
            .fields
            .iter()
            .map(|(name, value)| format!("  {name:<width$} = {value}"));
        let fields: Vec<String> = fields.collect();
        format!("@{kind}{{{},\n{}\n}}\n", reference.key, fields.join(",\n"))
    }

    fn fill(&mut self) {
        let reference = self.reference;
        self.names("author");
        self.names("editor");
        let title = self.unsaid.one_line(reference, "title", &reference.title);
        self.raw("title", escaped_title(&title));
        self.kind();
        self.issued();
        for (variable, text) in reference.texts() {
            if let Some(text) = text {
                self.variable(variable, text);
            }
        }
        for (name, identifier) in reference.identifiers() {
            if let Some(text) = identifier {
                self.raw(&name.to_ascii_lowercase(), verbatim(text));
            }
        }
        if let Some(date) = &reference.accessed {
            self.date("accessed", "urldate", date);
        }
        for (name, text) in &reference.other {
            self.other(name, text);
        }
        for (name, text) in reference.evidence_texts() {
            self.text_field(name, name, &text);
        }
    }

    /// What the kind alone does not say of the type.
    fn kind(&mut self) {
        let csl_type = self.reference.csl_type;
        let kind = kind_of(csl_type, self.reference.url.is_some());
        if let Some(subtype) = kind.subtype {
            self.raw("entrysubtype", subtype.to_owned());
        }
        if !kind.is_exact {
            self.raw("csl_type", csl_type.as_str().to_owned());
        }
    }

    fn raw(&mut self, field: &str, value: String) {
        self.fields.push((field.to_owned(), format!("{{{value}}}")));
    }

    fn text_field(&mut self, variable: &str, field: &str, text: &str) {
        let line = self.unsaid.one_line(self.reference, variable, text);
        self.raw(field, escaped(&line));
    }

    fn names(&mut self, variable: &str) {
        let names = match variable {
            "author" => &self.reference.author,
            _ => &self.reference.editor,
        };
        if names.is_empty() {
            return;
        }
        let (value, says_all) = names_field(names);
        let line = self.unsaid.one_line(self.reference, variable, &value);
        if !says_all {
            self.unsaid.add(self.reference, variable);
        }
        self.raw(variable, line);
    }

    /// Year, month and day where that is all; else in the notation of biblatex.
    fn issued(&mut self) {
        let Some(date) = &self.reference.issued else {
            return;
        };
        let plain = CslDate {
            year: date.year,
            month: date.month,
            day: date.day,
            ..CslDate::default()
        };
        let Some(year) = date.year.filter(|year| *date == plain && *year >= 0) else {
            self.date("issued", "date", date);
            return;
        };
        self.raw("year", format!("{year:04}"));
        if let Some(month) = date
            .month
            .and_then(|month| MONTHS.get(usize::from(month) - 1))
        {
            self.fields.push(("month".to_owned(), (*month).to_owned()));
        }
        if let Some(day) = date.day {
            self.raw("day", day.to_string());
        }
    }

    fn date(&mut self, variable: &str, field: &str, date: &CslDate) {
        let is_plain =
            |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '/' | '~' | '.' | ',' | ':');
        let notation = date
            .notation()
            .filter(|text| text.chars().all(is_plain) && !text.contains("--"));
        let words = date
            .literal
            .as_ref()
            .is_some_and(|words| words.contains('/'));
        match notation.filter(|_| !words) {
            Some(notation) => {
                let line = self.unsaid.one_line(self.reference, variable, &notation);
                self.raw(field, line);
            }
            None => {
                self.unsaid.add(self.reference, variable);
                if let Some(year) = date.year {
                    self.raw(
                        field,
                        format!(
                            "{}{:04}",
                            if year < 0 { "-" } else { "" },
                            year.unsigned_abs()
                        ),
                    );
                }
            }
        }
    }

    fn variable(&mut self, variable: &str, text: &str) {
        let csl_type = self.reference.csl_type;
        let field = match variable {
            "container-title" if is_in_issues(csl_type) => "journal",
            "container-title" => "booktitle",
            "collection-title" => "series",
            "event-title" => "eventtitle",
            "issue" if is_in_issues(csl_type) => "number",
            "issue" => "csl_issue",
            "number" if is_in_issues(csl_type) || is_in_series(csl_type) => "csl_number",
            "page" if !is_plain_range(text) => "csl_page",
            "page" => {
                let line = self.unsaid.one_line(self.reference, variable, text);
                let pages: Vec<String> = line.split('-').map(escaped).collect();
                self.raw("pages", pages.join("--"));
                return;
            }
            "publisher" => match csl_type {
                CslType::Report | CslType::Thesis => "institution",
                CslType::Webpage => "organization",
                _ => "publisher",
            },
            "publisher-place" => "address",
            "genre" => "type",
            name => name,
        };
        self.text_field(variable, field, text);
    }

    /// A variable of another name than any field is a field of that name, as far as BibTeX takes such names.
    fn other(&mut self, name: &str, text: &str) {
        let is_number = name == "collection-number";
        let known = OTHERS.iter().find(|(variable, _)| *variable == name);
        let known = known.filter(|_| !is_number || is_in_series(self.reference.csl_type));
        if let Some((_, field)) = known {
            self.text_field(name, field, text);
            return;
        }
        let is_word = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !is_word {
            self.unsaid.add(self.reference, name);
        } else if MEANT.contains(&name) {
            self.text_field(name, &format!("csl_{name}"), text);
        } else {
            self.text_field(name, name, text);
        }
    }
}

/// Pages that a reader of BibTeX gives back as they are.
fn is_plain_range(text: &str) -> bool {
    let is_page = |page: &str| !page.is_empty() && page.trim() == page;
    !text.contains(['\u{2013}', '\u{2014}', '\u{2212}']) && text.split('-').all(is_page)
}
