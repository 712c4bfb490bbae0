//! Where a title ends and its journal begins.

use super::source::trimmed;

/// Journals with names that mean nothing else, for lines in which no mark stands between title and journal.
const JOURNALS: [&str; 14] = [
    "Cureus",
    "PLoS ONE",
    "PLOS ONE",
    "PLoS One",
    "BMJ",
    "BMJ Open",
    "JAMA",
    "The Lancet",
    "Lancet",
    "Scientific Reports",
    "New England Journal of Medicine",
    "Physical Therapy",
    "BMC Musculoskeletal Disorders",
    "Annals of Internal Medicine",
];

/// Divides what stands before volume and pages into title and journal.
pub fn split_title(head: &str, emphasised: &[String]) -> (String, Option<String>, Option<String>) {
    let head = head.trim().trim_end_matches(',').trim_end();
    if let Some((title, journal)) = quoted_title(head) {
        return (title, trimmed(journal), None);
    }
    if let Some((title, journal)) = before_italics(head, emphasised) {
        return (trimmed(title).unwrap_or_default(), trimmed(journal), None);
    }
    if let Some(at) = last_split(head) {
        return (
            trimmed(&head[..at]).unwrap_or_default(),
            trimmed(&head[at..]),
            None,
        );
    }
    let known = JOURNALS.iter().filter_map(|journal| {
        let title = head.strip_suffix(journal)?.strip_suffix(' ')?;
        Some((title, *journal))
    });
    match known.min_by_key(|(title, _)| title.len()) {
        Some((title, journal)) => (
            trimmed(title).unwrap_or_default(),
            Some(journal.to_owned()),
            Some(format!(
                "no mark stands between its title and its journal, and {journal} was taken for the journal"
            )),
        ),
        None => (
            trimmed(head).unwrap_or_default(),
            None,
            Some("its journal could not be told from its title".to_owned()),
        ),
    }
}

/// The title before a journal in italics, which may go on with the volume.
fn before_italics<'a>(head: &'a str, emphasised: &'a [String]) -> Option<(&'a str, &'a str)> {
    emphasised.iter().find_map(|words| {
        let journal = words.split(", ").next()?.trim();
        let journal = journal.trim_end_matches(['.', ',']);
        let title = head.trim_end_matches('.').strip_suffix(journal)?;
        (!title.trim().is_empty() && !journal.is_empty()).then_some((title, journal))
    })
}

/// A title in quotes and what follows it.
fn quoted_title(head: &str) -> Option<(String, &str)> {
    let quotes = [('‘', '’'), ('“', '”'), ('\'', '\''), ('"', '"')];
    quotes.iter().find_map(|(open, close)| {
        let rest = head.strip_prefix(*open)?;
        let end = rest.rfind(*close)?;
        let title = rest[..end].trim_end_matches([',', '.']).to_owned();
        Some((
            title,
            rest[end + close.len_utf8()..].trim_start_matches([',', '.', ' ']),
        ))
    })
}

pub fn unquoted(title: &str) -> String {
    match quoted_title(title) {
        Some((inside, "")) => inside,
        _ => title.to_owned(),
    }
}

/// Where the last sentence begins. The full stop of an abbreviation ends none.
pub fn last_split(text: &str) -> Option<usize> {
    let mut ends: Vec<usize> = [". ", "? ", "! "]
        .iter()
        .flat_map(|mark| text.match_indices(mark).map(|(at, _)| at))
        .collect();
    ends.sort_unstable();
    ends.into_iter()
        .rev()
        .find(|at| {
            let word = text[..*at].rsplit(' ').next().unwrap_or_default();
            let is_capital = word.starts_with(char::is_uppercase);
            let is_abbreviation = text[*at..].starts_with('.')
                && (word.chars().count() < 2
                    || is_capital && word.chars().count() < 6 && word.contains(char::is_lowercase));
            !is_abbreviation && text[at + 2..].starts_with(|c: char| !c.is_lowercase())
        })
        .map(|at| at + 1)
}
