//! One line of a list of references, taken apart: APA, Harvard, Vancouver and AMA as people write them. What cannot be
//! taken apart is kept whole as the title.

mod dates;
mod identifiers;
mod names;
mod source;
mod styles;
mod titles;

#[cfg(test)]
mod tests;

use crate::content::{CslDate, CslName, CslType, Reference, ReferenceKey};
use identifiers::Identifiers;
use source::Source;

/// A line with what its page says about parts of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReferenceLine<'a> {
    /// The line without its number.
    pub text: &'a str,
    /// What stands in italics: styles print journals and books so.
    pub emphasised: &'a [String],
    /// Where its links lead.
    pub links: &'a [String],
}

/// What was understood of a line.
#[derive(Clone, Debug)]
pub struct ReadLine {
    /// The reference. Its key is made from author and year, and other lines may have the same.
    pub reference: Reference,
    /// What an editor should look at, in one sentence without a full stop.
    pub doubt: Option<String>,
}

impl ReadLine {
    /// True if the line says when or where its source was published, as only references do.
    pub fn is_reference(&self) -> bool {
        let reference = &self.reference;
        let is_dated = reference
            .issued
            .as_ref()
            .is_some_and(|issued| issued.year.is_some());
        let is_identified = reference.doi.is_some()
            || reference.pmid.is_some()
            || reference.pmcid.is_some()
            || reference.url.is_some();
        let is_taken_apart =
            reference.csl_type != CslType::Document || !reference.author.is_empty();
        is_dated && is_taken_apart || is_identified
    }
}

/// The parts of a line, as a style orders them.
#[derive(Debug, Default, PartialEq)]
struct Parts {
    authors: Vec<CslName>,
    issued: Option<CslDate>,
    title: String,
    source: Source,
    doubt: Option<String>,
}

/// Takes a line apart.
pub fn read_reference_line(line: ReferenceLine) -> ReadLine {
    let whole = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (text, identifiers) = identifiers::take(&whole, line.links);
    let parts = styles::read(&text, line.emphasised, identifiers.url.is_some());
    let is_understood = parts
        .as_ref()
        .is_some_and(|parts| parts.title.chars().any(char::is_alphanumeric));
    match parts.filter(|_| is_understood) {
        Some(parts) => read_line(parts, identifiers),
        None => kept_whole(&text, &whole, identifiers),
    }
}

fn read_line(parts: Parts, identifiers: Identifiers) -> ReadLine {
    let csl_type = match parts.source.csl_type {
        CslType::Document if identifiers.isbn.is_some() => CslType::Book,
        CslType::Document if identifiers.doi.is_some() || identifiers.pmid.is_some() => {
            CslType::ArticleJournal
        }
        kind => kind,
    };
    let mut reference = Reference::new(unkeyed(), csl_type, parts.title);
    reference.author = parts.authors;
    reference.issued = parts.issued;
    parts.source.fill(&mut reference);
    identifiers.fill(&mut reference);
    reference.key = key_of(&reference);
    ReadLine {
        reference,
        doubt: parts.doubt,
    }
}

fn kept_whole(text: &str, whole: &str, identifiers: Identifiers) -> ReadLine {
    let title = if text.chars().any(char::is_alphanumeric) {
        text
    } else {
        whole
    };
    let title = if title.is_empty() { "Untitled" } else { title };
    let mut reference = Reference::new(unkeyed(), CslType::Document, title.to_owned());
    reference.issued = dates::year_in(title);
    identifiers.fill(&mut reference);
    reference.key = key_of(&reference);
    ReadLine {
        reference,
        doubt: Some("it could not be taken apart and was kept whole as its title".to_owned()),
    }
}

/// What stands for a key until the reference that it is made from is known.
fn unkeyed() -> ReferenceKey {
    ReferenceKey::parse("reference").expect("it follows the rules of keys")
}

/// `family-year`, as in `bell-2008`: the last word of the first author's family name, or the first words of a group or
/// of the title.
pub fn key_of(reference: &Reference) -> ReferenceKey {
    let name = reference.author.first().and_then(|name| {
        let family = name
            .family
            .as_deref()
            .and_then(|name| name.split(' ').next_back());
        family
            .map(str::to_owned)
            .or_else(|| name.literal.as_deref().map(first_words))
    });
    let name = name.unwrap_or_else(|| first_words(&reference.title));
    let year = reference.issued.as_ref().and_then(|issued| issued.year);
    let mut key = key_words(&name);
    key.truncate(60);
    let key = key.trim_matches('-');
    let key = if key.is_empty() { "reference" } else { key };
    let key = match year {
        Some(year) if year > 0 => format!("{key}-{year}"),
        _ => key.to_owned(),
    };
    ReferenceKey::parse(&key).unwrap_or_else(|_| unkeyed())
}

fn first_words(text: &str) -> String {
    let words = text.split_whitespace().take(3);
    words.collect::<Vec<_>>().join(" ")
}

fn key_words(text: &str) -> String {
    let ascii = deunicode::deunicode(text)
        .to_ascii_lowercase()
        .replace('\'', "");
    ascii
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}
