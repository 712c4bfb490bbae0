//! The lines `TAG  - value` of RIS and PubMed, as entries whose tags know their places.

use std::ops::Range;

use crate::content::{Code, Source};
use crate::seed::Span;
use crate::seed::report::Report;
use crate::seed::source_text::{Placed, SourceText};

/// Our own fields, written under their names like a tag.
const OWN_TAGS: [&str; 6] = [
    "study_type",
    "about",
    "level",
    "level_reason",
    "notice",
    "notice_on",
];

/// How a format writes its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Two letters or digits, begun by `TY`, ended by `ER`.
    Ris,
    /// Two to four capitals padded to four, begun by `PMID`; lines that go on are indented.
    Pubmed,
}

/// One entry with its tags in the order of the file.
#[derive(Debug)]
pub struct TaggedEntry {
    /// The place of its first tag.
    pub span: Span,
    tags: Vec<(String, Placed<String>)>,
    pub source: Source,
}

impl Dialect {
    /// The tag that begins an entry.
    fn first(self) -> &'static str {
        match self {
            Self::Ris => "TY",
            Self::Pubmed => "PMID",
        }
    }
}

impl TaggedEntry {
    /// The value of the first of some tags that is there, taken out.
    pub fn take(&mut self, names: &[&str]) -> Option<Placed<String>> {
        names.iter().find_map(|name| {
            let at = self.tags.iter().position(|(tag, _)| tag == name)?;
            Some(self.tags.remove(at).1)
        })
    }

    /// All values of some tags with their tags, in the order of the file, taken out.
    pub fn take_all(&mut self, names: &[&str]) -> Vec<(String, Placed<String>)> {
        let is_meant = |tag: &(String, Placed<String>)| names.contains(&tag.0.as_str());
        self.tags.extract_if(.., |tag| is_meant(tag)).collect()
    }

    /// The values of some tags in one text, `; ` between them.
    pub fn take_joined(&mut self, names: &[&str]) -> Option<Placed<String>> {
        joined(self.take_all(names).into_iter().map(|(_, value)| value))
    }

    /// The first value of a tag.
    pub fn get(&self, name: &str) -> Option<&Placed<String>> {
        let found = self.tags.iter().find(|(tag, _)| tag == name);
        found.map(|(_, value)| value)
    }

    /// Every value of a tag.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &Placed<String>> {
        let found = self.tags.iter().filter(move |(tag, _)| tag == name);
        found.map(|(_, value)| value)
    }

    /// All that nobody has asked for: each tag once, with its values in one text.
    pub fn into_rest(self) -> Vec<(String, Placed<String>)> {
        let mut rest: Vec<(String, Vec<Placed<String>>)> = Vec::new();
        for (tag, value) in self.tags {
            match rest.iter_mut().find(|(known, _)| *known == tag) {
                Some((_, values)) => values.push(value),
                None => rest.push((tag, vec![value])),
            }
        }
        let rest = rest.into_iter();
        rest.filter_map(|(tag, values)| Some((tag, joined(values.into_iter())?)))
            .collect()
    }
}

fn joined(values: impl Iterator<Item = Placed<String>>) -> Option<Placed<String>> {
    values.reduce(|mut all, value| {
        all.value.push_str("; ");
        all.value.push_str(&value.value);
        all
    })
}

/// Reads every entry of a file. Lines outside of entries that are no tags are remarks of the program that wrote the
/// file; tags there are reported.
pub fn read_entries(
    path: &str,
    text: &str,
    dialect: Dialect,
    report: &mut Report,
) -> Vec<TaggedEntry> {
    let source = SourceText::new(text);
    let mut reader = Reader {
        path,
        text,
        dialect,
        source: &source,
        report,
        entries: Vec::new(),
        open: None,
        has_stray: false,
    };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        reader.line(line.trim_end(), at);
        at += line.len();
    }
    reader.close(at);
    reader.entries
}

/// An entry whose end has not been seen, with the byte where it starts.
struct Open {
    start: usize,
    span: Span,
    tags: Vec<(String, Placed<String>)>,
}

struct Reader<'r, 'f, 't> {
    path: &'r str,
    text: &'t str,
    dialect: Dialect,
    source: &'r SourceText<'t>,
    report: &'r mut Report<'f>,
    entries: Vec<TaggedEntry>,
    open: Option<Open>,
    /// True when a tag outside of entries has been reported since the last entry.
    has_stray: bool,
}

impl Reader<'_, '_, '_> {
    fn line(&mut self, line: &str, at: usize) {
        let Some((tag, value)) = tag_of(line, self.dialect) else {
            self.go_on(line.trim_start());
            return;
        };
        if tag == self.dialect.first() {
            self.close(at);
            self.open = Some(Open {
                start: at,
                span: self.source.span(at..at + line.len()),
                tags: Vec::new(),
            });
        }
        if tag == "ER" && self.dialect == Dialect::Ris {
            self.close(at + line.len());
            return;
        }
        let span = self.source.span(at + value.start..at + value.end);
        let value = line[value].to_owned();
        match &mut self.open {
            Some(open) => open.tags.push((tag, Placed { value, span })),
            None => self.refuse_stray(&tag, self.source.span(at..at + line.len())),
        }
    }

    /// A line that is no tag goes on with the value before it.
    fn go_on(&mut self, line: &str) {
        let last = self.open.as_mut().and_then(|open| open.tags.last_mut());
        if let Some((_, value)) = last
            && !line.is_empty()
        {
            if !value.value.is_empty() {
                value.value.push(' ');
            }
            value.value.push_str(line);
        }
    }

    fn refuse_stray(&mut self, tag: &str, span: Span) {
        if !self.has_stray {
            let first = self.dialect.first();
            let message = format!("`{tag}` stands outside of an entry");
            let help = format!("begin the entry with a line `{first:<4}- `");
            self.report.add(Code::Bibliography, span, message, help);
        }
        self.has_stray = true;
    }

    fn close(&mut self, end: usize) {
        let Some(open) = self.open.take() else {
            return;
        };
        self.has_stray = false;
        let tags = open.tags.into_iter();
        self.entries.push(TaggedEntry {
            span: open.span,
            // A tag without a value says nothing.
            tags: tags.filter(|(_, value)| !value.value.is_empty()).collect(),
            source: Source {
                path: self.path.to_owned(),
                text: self.text[open.start..end].trim_end().to_owned(),
            },
        });
    }
}

/// The tag of a line in capitals, and where its value stands.
fn tag_of(line: &str, dialect: Dialect) -> Option<(String, Range<usize>)> {
    let hyphen = line.find('-')?;
    let name = line[..hyphen].trim_end();
    let is_own = OWN_TAGS.contains(&name);
    if !is_own && !is_tag(name, hyphen, dialect) {
        return None;
    }
    let rest = &line[hyphen + 1..];
    if !rest.is_empty() && !rest.starts_with([' ', '\t', '\u{a0}']) && dialect == Dialect::Pubmed {
        return None;
    }
    let value = rest.trim();
    let start = line.len() - rest.trim_start().len();
    let tag = if is_own {
        name.to_owned()
    } else {
        name.to_ascii_uppercase()
    };
    Some((tag, start..start + value.len()))
}

fn is_tag(name: &str, hyphen: usize, dialect: Dialect) -> bool {
    let mut bytes = name.bytes();
    let begins_well = bytes.next().is_some_and(|b| b.is_ascii_alphabetic());
    let is_word = begins_well && bytes.all(|b| b.is_ascii_alphanumeric());
    let is_upper = !name.bytes().any(|b| b.is_ascii_lowercase());
    match dialect {
        // Some programs write one blank; words in small letters with one blank are text that goes on.
        Dialect::Ris => is_word && name.len() == 2 && (hyphen == 4 || hyphen == 3 && is_upper),
        Dialect::Pubmed => is_word && is_upper && (2..=4).contains(&name.len()) && hyphen == 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, dialect: Dialect) -> (Vec<TaggedEntry>, Vec<String>) {
        let mut faults = Vec::new();
        let entries = read_entries("r", text, dialect, &mut Report::new("r", &mut faults));
        (entries, faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn what_programs_write_in_ris_is_read_with_its_places() {
        let (mut entries, faults) = read(
            "Provider: X\r\nContent: text\r\n\r\nTY  - JOUR\r\nTI  - Massage -\r\nand more\r\nKW  - a\r\nKW - b\r\nAB  -\r\ner  -\r\n\r\n\
             TY  - BOOK\nXX  -\n\tlater\nTY  - CHAP\nlevel  - 4\n",
            Dialect::Ris,
        );

        assert_eq!(faults, Vec::<String>::new());
        assert_eq!(entries.len(), 3);
        let title = entries[0].take(&["T1", "TI"]).expect("a title");
        assert_eq!(title.value, "Massage - and more");
        assert_eq!((title.span.line, title.span.column), (5, 7));
        let keywords = entries[0].take_joined(&["KW"]).expect("keywords");
        assert_eq!(keywords.value, "a; b");
        let text = &entries[0].source.text;
        assert!(
            text.starts_with("TY  - JOUR") && text.ends_with("er  -"),
            "{text}"
        );
        let rest = entries.remove(1).into_rest();
        assert_eq!(rest[1].1.value, "later");
        assert!(entries[1].get("level").is_some());
    }

    #[test]
    fn indented_lines_of_pubmed_go_on_and_words_with_hyphens_are_no_tags() {
        let (mut entries, faults) = read(
            "PMID- 1\nTI  - Massage\n      MRI - and\n      self- care\nAB  - x\n\nPMID- 2\nOWN - NLM\n",
            Dialect::Pubmed,
        );

        assert_eq!(faults, Vec::<String>::new());
        assert_eq!(entries.len(), 2);
        let title = entries[0].take(&["TI"]).expect("a title");
        assert_eq!(title.value, "Massage MRI - and self- care");
    }

    #[test]
    fn tags_outside_of_entries_are_reported_once_for_each_gap() {
        let (entries, faults) = read(
            "TI  - A\nAU  - B\nTY  - JOUR\nER  -\nAU  - C\nTI  - D\n",
            Dialect::Ris,
        );

        assert_eq!(entries.len(), 1);
        let places: Vec<&str> = faults.iter().filter_map(|f| f.split(' ').next()).collect();
        assert_eq!(places, ["r:1:1:", "r:5:1:"]);
    }
}
