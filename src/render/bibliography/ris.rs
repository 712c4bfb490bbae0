//! References in RIS, in the tags that EndNote, Zotero and Mendeley read alike.

use super::Unsaid;
use super::ris_kinds::{is_contained, is_serial, kind_of};
use crate::content::{CslDate, CslName, Reference};

/// Variables without a place of their own that have a tag.
const OTHERS: [(&str, &str); 6] = [
    ("abstract", "AB"),
    ("container-title-short", "J2"),
    ("title-short", "ST"),
    ("section", "SE"),
    ("call-number", "CN"),
    ("source", "DB"),
];
/// Tags of the user, which mean nothing else.
const FREE_TAGS: [&str; 10] = ["C1", "C3", "C4", "C5", "C6", "C8", "U1", "U2", "U3", "U4"];

/// The entries, with the line breaks that the format asks for.
pub fn write(references: &[Reference], unsaid: &mut Unsaid) -> String {
    let mut text = String::new();
    for reference in references {
        let mut entry = Entry {
            reference,
            kind: kind_of(reference.csl_type).0,
            unsaid: &mut *unsaid,
            text: &mut text,
        };
        entry.write();
    }
    text
}

struct Entry<'r> {
    reference: &'r Reference,
    kind: &'static str,
    unsaid: &'r mut Unsaid,
    text: &'r mut String,
}

impl Entry<'_> {
    fn write(&mut self) {
        let reference = self.reference;
        if !kind_of(reference.csl_type).1 {
            self.unsaid.add(reference, "type");
        }
        self.tag("TY", self.kind);
        self.tag("ID", reference.key.as_str());
        self.names("AU", "author", &reference.author);
        self.names("ED", "editor", &reference.editor);
        self.line("TI", "title", &reference.title);
        if let Some(date) = &reference.issued {
            self.issued(date);
        }
        for (variable, text) in reference.texts() {
            if let Some(text) = text {
                self.variable(variable, text);
            }
        }
        self.identifiers();
        if let Some(date) = &reference.accessed {
            self.accessed(date);
        }
        for (name, text) in &reference.other {
            self.other(name, text);
        }
        // For who reads it; the members themselves have no tag.
        if let Some(notice) = &reference.notice {
            self.tag("N1", &notice.to_string());
        }
        for (variable, _) in reference.evidence_texts() {
            self.unsaid.add(reference, variable);
        }
        self.text.push_str("ER  - \r\n\r\n");
    }

    fn tag(&mut self, tag: &str, value: &str) {
        self.text.push_str(tag);
        self.text.push_str("  - ");
        self.text.push_str(value);
        self.text.push_str("\r\n");
    }

    fn line(&mut self, tag: &str, variable: &str, text: &str) {
        let line = self.unsaid.one_line(self.reference, variable, text);
        self.tag(tag, &line);
    }

    /// `Family, Given, Suffix`. A comma in a part, and where a particle belongs, cannot be said.
    fn names(&mut self, tag: &str, variable: &str, names: &[CslName]) {
        for name in names {
            let parts = name
                .parts()
                .into_iter()
                .filter_map(|(_, text)| text.as_deref());
            let has_particle =
                name.dropping_particle.is_some() || name.non_dropping_particle.is_some();
            let is_cut = parts.into_iter().any(|part| part.contains(','));
            let needs_given = name.suffix.is_some() && name.given.is_none();
            if has_particle || is_cut || needs_given {
                self.unsaid.add(self.reference, variable);
            }
            self.line(tag, variable, &inverted(name));
        }
    }

    /// The year, and the day or season where there is one.
    fn issued(&mut self, date: &CslDate) {
        let rest = CslDate {
            year: None,
            month: None,
            day: None,
            season: None,
            ..date.clone()
        };
        let Some(year) = date.year.filter(|year| (1000..=9999).contains(year)) else {
            let words = date.notation().filter(|_| date.year.is_none());
            match words.filter(|words| !words.contains('/')) {
                Some(words) => self.line("PY", "issued", &words),
                None => self.unsaid.add(self.reference, "issued"),
            }
            return;
        };
        if rest != CslDate::default() || date.season.is_some() && date.month.is_some() {
            self.unsaid.add(self.reference, "issued");
        }
        self.tag("PY", &year.to_string());
        match (date.month, season_word(date.season)) {
            (None, Some(season)) => self.tag("DA", &format!("{year}///{season}")),
            (Some(_), _) => self.tag("DA", &slashed(date, year)),
            (None, None) => {}
        }
    }

    fn accessed(&mut self, date: &CslDate) {
        let plain = CslDate {
            year: date.year,
            month: date.month,
            day: date.day,
            ..CslDate::default()
        };
        match date.year.filter(|year| (1000..=9999).contains(year)) {
            Some(year) if *date == plain => self.tag("Y2", &slashed(date, year)),
            _ => self.unsaid.add(self.reference, "accessed"),
        }
    }

    fn variable(&mut self, variable: &str, text: &str) {
        let is_contained = is_contained(self.kind);
        let tag = match variable {
            "container-title" if is_contained => "T2",
            "container-title" => "JF",
            "collection-title" if is_contained => "T3",
            "collection-title" => "T2",
            "edition" => "ET",
            "volume" => "VL",
            "issue" if is_serial(self.kind) => "IS",
            "number" if !is_serial(self.kind) => "M1",
            "page" => return self.pages(text),
            "publisher" => "PB",
            "publisher-place" => "CY",
            "genre" if !text.starts_with("10.") => "M3",
            "language" => "LA",
            "note" => "N1",
            _ => return self.unsaid.add(self.reference, variable),
        };
        self.line(tag, variable, text);
    }

    /// First and last page; what is no such range stands whole in the first.
    fn pages(&mut self, text: &str) {
        let digits = |page: &str| page.bytes().filter(u8::is_ascii_digit).count();
        let is_page =
            |page: &str| digits(page) > 0 && page.bytes().all(|b| b.is_ascii_alphanumeric());
        match text.split_once('-') {
            Some((first, last))
                if is_page(first)
                    && is_page(last)
                    && last.len() >= first.len()
                    && first != last =>
            {
                self.tag("SP", first);
                self.tag("EP", last);
            }
            Some(_) => {
                self.unsaid.add(self.reference, "page");
                self.line("SP", "page", text);
            }
            None => {
                if text.contains(['\u{2013}', '\u{2014}', '\u{2212}']) {
                    self.unsaid.add(self.reference, "page");
                }
                self.line("SP", "page", text);
            }
        }
    }

    /// The tag of an identifier; that of PubMed is the accession number of its database.
    fn identifiers(&mut self) {
        for (name, identifier) in self.reference.identifiers() {
            let Some(text) = identifier else {
                continue;
            };
            match name {
                "DOI" => self.tag("DO", text),
                "PMID" => {
                    self.tag("AN", text);
                    self.tag("DP", "PubMed");
                }
                "PMCID" => self.tag("C2", text),
                "URL" => self.tag("UR", text),
                _ => self.tag("SN", text),
            }
        }
    }

    fn other(&mut self, name: &str, text: &str) {
        let known = OTHERS.iter().find(|(variable, _)| *variable == name);
        let is_short_title =
            name == "container-title-short" && self.reference.container_title.is_none();
        match known {
            Some((_, tag)) if !is_short_title => self.line(tag, name, text),
            None if FREE_TAGS.contains(&name) => self.line(name, name, text),
            None if name == "keyword" => {
                let line = self.unsaid.one_line(self.reference, name, text);
                for keyword in line.split("; ") {
                    self.tag("KW", keyword);
                }
            }
            _ => self.unsaid.add(self.reference, name),
        }
    }
}

fn inverted(name: &CslName) -> String {
    if let Some(literal) = &name.literal {
        return literal.clone();
    }
    let family = [&name.non_dropping_particle, &name.family];
    let family = family.into_iter().flatten().map(String::as_str);
    let mut text = family.collect::<Vec<_>>().join(" ");
    text.push(',');
    let given = [&name.given, &name.dropping_particle];
    let given = given.into_iter().flatten().map(String::as_str);
    let given = given.collect::<Vec<_>>().join(" ");
    if !given.is_empty() {
        text.push(' ');
        text.push_str(&given);
    }
    if let Some(suffix) = &name.suffix {
        text.push_str(", ");
        text.push_str(suffix);
    }
    text
}

fn slashed(date: &CslDate, year: i32) -> String {
    let part = |part: Option<u8>| part.map_or_else(String::new, |part| format!("{part:02}"));
    format!("{year}/{}/{}/", part(date.month), part(date.day))
}

fn season_word(season: Option<u8>) -> Option<&'static str> {
    match season? {
        1 => Some("Spring"),
        2 => Some("Summer"),
        3 => Some("Autumn"),
        4 => Some("Winter"),
        _ => None,
    }
}
