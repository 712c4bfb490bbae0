//! DOI, PubMed ids, ISBN, address and day of access: taken out of a line, so that only words are left.

use std::sync::LazyLock;

use regex::Regex;

use super::dates;
use super::source::pattern;
use crate::content::{CslDate, Doi, Href, Isbn, Pmcid, Pmid, Reference};

/// What identifies a source.
#[derive(Debug, Default)]
pub struct Identifiers {
    pub doi: Option<Doi>,
    pub pmid: Option<Pmid>,
    pub pmcid: Option<Pmcid>,
    pub isbn: Option<Isbn>,
    pub url: Option<Href>,
    pub accessed: Option<CslDate>,
    /// Remarks such as `Epub ahead of print`.
    pub note: Option<String>,
}

static DOI: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?i)(?:https?://(?:dx\.)?doi\.org/|\bdoi\s*:?\s*(?:https?://(?:dx\.)?doi\.org/)?)?\b(10\.\d{4,9}/[^\s<>"\]]+)"#,
    )
});
static PMID: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed)/|\b(?:PMID|PubMed ID)\s*:?\s*)(\d{1,8})\b/?[.;,]?",
    )
});
static PMCID: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:https?://(?:www\.|pmc\.)?ncbi\.nlm\.nih\.gov/(?:pmc/)?articles/|\bPMCID\s*:?\s*|\b)(PMC\d{1,9})\b/?[.;,]?",
    )
});
static ISBN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\bISBN(?:-1[03])?\s*:?\s*([0-9][0-9-]{8,15}[0-9X])\b[.;,]?"));
static URL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?i)(?:\b(?:available (?:from|at|online)|retrieved from|from)\s*:?\s*)?<?(https?://[^\s<>"\]]+)>?"#,
    )
});
static ACCESSED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)[\[(]?\b(?:last )?(?:accessed|cited|retrieved|viewed)(?: on)?\s*:?\s+(\d{1,2} [a-z]+\.? \d{4}|[a-z]+\.? \d{1,2},? \d{4}|\d{4}[ -][a-z0-9]+[ -]\d{1,2})(?:,? from\b:?)?[\])]?[.;,]?",
    )
});
static NOTE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\bE-?pub(?: ahead of print)?(?: \d{4}(?: [a-z]+(?: \d{1,2})?)?)?(?: ahead of print)?[.;]?",
    )
});
/// Words of links to databases, which say nothing of the source.
static LINK_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\[\s*(?:PubMed|Google Scholar|CrossRef|Cross Ref|DOI|(?:PMC )?Free (?:PMC )?article|Full text|View article)\s*\]",
    )
});
static LOOSE_ENDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)(?:\b(?:doi|available (?:from|at)|retrieved from|PMID|url)\s*:?\s*|[\s.,;:]+)$")
});

/// Takes the identifiers out of a line; those of its links count too.
pub fn take(text: &str, links: &[String]) -> (String, Identifiers) {
    let mut found = Identifiers::default();
    let mut text = LINK_WORDS.replace_all(text, "").into_owned();
    found.read(&mut text);
    for link in links {
        let mut link = link.clone();
        found.read(&mut link);
    }
    (tidied(&text), found)
}

impl Identifiers {
    fn read(&mut self, text: &mut String) {
        take_first(&DOI, text, &mut self.doi, doi_of);
        take_first(&PMID, text, &mut self.pmid, |digits| {
            Pmid::parse(digits.trim_start_matches('0')).ok()
        });
        take_first(&PMCID, text, &mut self.pmcid, |id| {
            Pmcid::parse(&id.to_ascii_uppercase()).ok()
        });
        take_first(&ISBN, text, &mut self.isbn, |isbn| Isbn::parse(isbn).ok());
        take_first(&ACCESSED, text, &mut self.accessed, dates::read);
        take_first(&URL, text, &mut self.url, |url| {
            Href::parse(url.trim_end_matches(['.', ',', ';', ')'])).ok()
        });
        if let Some(note) = NOTE.find(text) {
            self.note
                .get_or_insert(note.as_str().trim_end_matches(['.', ';']).to_owned());
            *text = NOTE.replace(text, "").into_owned();
        }
    }

    /// Gives a reference what identifies it.
    pub fn fill(self, reference: &mut Reference) {
        reference.doi = self.doi;
        reference.pmid = self.pmid;
        reference.pmcid = self.pmcid;
        reference.isbn = self.isbn;
        reference.url = self.url;
        reference.accessed = self.accessed;
        if reference.note.is_none() {
            reference.note = self.note;
        }
    }
}

/// Takes out the first match if it can be read; else the text keeps it.
fn take_first<T>(
    pattern: &Regex,
    text: &mut String,
    target: &mut Option<T>,
    read: impl Fn(&str) -> Option<T>,
) {
    let Some(captures) = pattern.captures(text) else {
        return;
    };
    let (Some(all), Some(value)) = (captures.get(0), captures.get(1)) else {
        return;
    };
    let range = all.range();
    let Some(value) = read(value.as_str()) else {
        return;
    };
    if target.is_none() {
        *target = Some(value);
        text.replace_range(range, " ");
    }
}

/// A DOI without the marks that follow it in a sentence.
fn doi_of(text: &str) -> Option<Doi> {
    let mut doi = text.trim_end_matches(['.', ',', ';', ':', '’', '”', '\'']);
    while doi.ends_with(')') && doi.matches(')').count() > doi.matches('(').count() {
        doi = doi[..doi.len() - 1].trim_end_matches(['.', ',', ';']);
    }
    Doi::parse(&doi.to_lowercase()).ok()
}

/// Single spaces, and one mark where taking something out has left two.
fn tidied(text: &str) -> String {
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (doubled, single) in [
        (" .", "."),
        (" ,", ","),
        ("..", "."),
        (".,", ".,"),
        ("()", ""),
        ("[]", ""),
    ] {
        text = text.replace(doubled, single);
    }
    let has_stop = text.ends_with('.');
    let end = LOOSE_ENDS
        .find(&text)
        .map_or(text.len(), |loose| loose.start());
    text.truncate(end);
    if has_stop && !text.ends_with(['?', '!']) {
        text.push('.');
    }
    text.trim().to_owned()
}
