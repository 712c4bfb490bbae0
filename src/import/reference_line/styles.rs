//! The styles in which lines are written, each tried in turn.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::source::{Source, pages, pattern, trimmed};
use super::titles::{last_split, split_title, unquoted};
use super::{Parts, dates, names};
use crate::content::{CslDate, CslType};

/// The year in parentheses after the authors: APA, Harvard.
static YEAR_IN_PARENTHESES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<before>.+?)\s*\((?P<date>(?:ca?\.\s*)?\d{4}[a-z]?(?:[,\s][^()]*)?|n\.d\.?|in press|forthcoming)\)\s*[.,:]?\s*(?P<rest>.+)$",
    )
});
/// The year after a comma: Harvard as some write it.
static YEAR_AFTER_COMMA: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?P<before>.{2,300}?),\s*(?P<date>\d{4}[a-z]?)\.\s+(?P<rest>.+)$"));
/// Volume, issue and pages at the end, after commas: APA, Harvard.
static TAIL_AFTER_COMMA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i),\s*(?:(?:vol(?:ume)?\.?\s*)?(?P<volume>\d{1,5})\s*(?:\((?P<issue>[^()]{1,30})\)|,\s*no\.?\s*(?P<number>\w+))?|\((?P<only>[^()]{1,30})\)|issue\s+(?P<named>\w+))(?:\s*[,:]\s*(?:pp?\.?\s*|article(?:\s+no\.?)?\s*|art\.\s*(?:no\.?:?)?\s*)?(?P<pages>[a-z]{0,4}\d[\w.]*(?:\s*[-–—‑−]{1,2}\s*[a-z]{0,2}\d+)?))?\.?$",
    )
});
/// Year, volume, issue and pages at the end, after semicolon and colon: Vancouver, AMA.
static TAIL_AFTER_SEMICOLON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?P<head>.+?)[.,]?\s+(?P<date>\d{4}(?:\s+[a-z]{3,9}\.?(?:[-–/][a-z]{3,9}\.?)?(?:\s+\d{1,2})?)?)\s*;\s*(?P<volume>[^():;]{0,20}?)\s*(?:\((?P<issue>[^()]{1,30})\))?\s*(?::\s*(?P<pages>[a-z]{0,4}\d[\w.]*(?:\s*[-–—‑−]{1,2}\s*[a-z]{0,2}\d+)?))?\.?$",
    )
});
/// A page or report that Vancouver marks as such, with who published it.
static ONLINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?P<title>.+?)\s*\[(?:internet|online|web ?page|website)\]\.?\s*(?P<site>.*?)\s*[;,]\s*(?P<date>\d{4}[^;.]*)\.?$",
    )
});
/// A book: `Title. 2nd ed. Place: Publisher; year.`
static BOOK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<title>.+?)\.\s+(?:(?P<edition>\d+\w{2}) ed\.\s+)?(?P<place>[\p{Lu}][^.:;]{1,40}):\s*(?P<publisher>[^;]{2,80});\s*(?P<date>\d{4})\.?(?:\s*p\.\s*(?P<pages>[\d–-]+)\.?)?$",
    )
});

/// Takes a line without identifiers apart; `None` if no style fits.
pub fn read(text: &str, emphasised: &[String], has_address: bool) -> Option<Parts> {
    year_first(&YEAR_IN_PARENTHESES, text, emphasised, has_address)
        .or_else(|| after_authors(text, emphasised))
        .or_else(|| year_first(&YEAR_AFTER_COMMA, text, emphasised, has_address))
        .or_else(|| vancouver(Vec::new(), text, emphasised))
}

/// Authors, year, title, source.
fn year_first(
    style: &Regex,
    text: &str,
    emphasised: &[String],
    has_address: bool,
) -> Option<Parts> {
    let captures = style.captures(text)?;
    let issued = dates::read(&captures["date"])?;
    let before = captures["before"].trim();
    let rest = &captures["rest"];
    let Some(authors) = names::read(before) else {
        return untitled_author(before, issued, rest);
    };
    let mut parts = match TAIL_AFTER_COMMA.captures(rest) {
        Some(tail) => in_journal(rest, &tail, emphasised),
        None => on_its_own(rest, has_address || issued.day.is_some()),
    };
    parts.authors = authors;
    parts.issued = Some(issued);
    Some(parts)
}

/// Where nobody signs, the title stands in the place of the authors: `Title. (2021). Site.`
fn untitled_author(before: &str, issued: CslDate, rest: &str) -> Option<Parts> {
    let site = trimmed(rest)?;
    let is_site = site.split_whitespace().count() <= 8 && !site.contains(". ");
    is_site.then(|| Parts {
        issued: Some(issued),
        title: trimmed(before).unwrap_or_default(),
        source: Source {
            csl_type: CslType::Webpage,
            container_title: Some(site),
            ..Source::default()
        },
        doubt: Some("it names no author".to_owned()),
        ..Parts::default()
    })
}

/// Title and journal with volume, issue and pages.
fn in_journal(rest: &str, tail: &Captures, emphasised: &[String]) -> Parts {
    let start = tail.get(0).map_or(rest.len(), |tail| tail.start());
    let part = |name: &str| tail.name(name).and_then(|part| trimmed(part.as_str()));
    let (title, container_title, doubt) = split_title(&rest[..start], emphasised);
    Parts {
        title,
        source: Source {
            csl_type: CslType::ArticleJournal,
            container_title,
            volume: part("volume"),
            issue: part("issue")
                .or(part("number"))
                .or(part("only"))
                .or(part("named")),
            page: tail.name("pages").and_then(|part| pages(part.as_str())),
            ..Source::default()
        },
        doubt,
        ..Parts::default()
    }
}

/// A page or book: a title, and perhaps who published it.
fn on_its_own(rest: &str, is_page: bool) -> Parts {
    let (title, publisher) = match last_split(rest.trim_end_matches('.')) {
        Some(at) => (trimmed(&rest[..at]), trimmed(&rest[at..])),
        None => (trimmed(rest), None),
    };
    let title = title.map(|title| unquoted(&title)).unwrap_or_default();
    let source = if is_page {
        Source {
            csl_type: CslType::Webpage,
            container_title: publisher,
            ..Source::default()
        }
    } else {
        Source {
            publisher,
            ..Source::default()
        }
    };
    let doubt = (!is_page).then(|| "it does not say what kind of source it is".to_owned());
    Parts {
        title,
        source,
        doubt,
        ..Parts::default()
    }
}

/// Authors up to the first full stop, then all else: Vancouver, AMA.
fn after_authors(text: &str, emphasised: &[String]) -> Option<Parts> {
    let stops = text.match_indices(". ").map(|(at, _)| at).take(40);
    let mut found = None;
    for stop in stops {
        let Some(authors) = names::read(&text[..=stop]).or_else(|| names::read(&text[..stop]))
        else {
            continue;
        };
        // Initials may have full stops of their own, so the longest list of names counts.
        found = Some((authors, stop + 2));
    }
    let (authors, rest) = found?;
    vancouver(authors, &text[rest..], emphasised)
}

/// Title, journal, year, volume, issue, pages; or what is published online, or a book.
fn vancouver(
    authors: Vec<crate::content::CslName>,
    rest: &str,
    emphasised: &[String],
) -> Option<Parts> {
    if let Some(captures) = ONLINE.captures(rest) {
        return online(authors, &captures);
    }
    if let Some(captures) = TAIL_AFTER_SEMICOLON.captures(rest) {
        let issued = dates::read(&captures["date"])?;
        let part = |name: &str| captures.name(name).and_then(|part| trimmed(part.as_str()));
        let has_place =
            part("volume").is_some() || part("issue").is_some() || part("pages").is_some();
        if has_place {
            let (title, container_title, doubt) = split_title(&captures["head"], emphasised);
            return Some(Parts {
                authors,
                issued: Some(issued),
                title,
                source: Source {
                    csl_type: CslType::ArticleJournal,
                    container_title,
                    volume: part("volume"),
                    issue: part("issue"),
                    page: captures.name("pages").and_then(|part| pages(part.as_str())),
                    ..Source::default()
                },
                doubt,
            });
        }
    }
    book(authors, rest)
}

fn online(authors: Vec<crate::content::CslName>, captures: &Captures) -> Option<Parts> {
    Some(Parts {
        authors,
        issued: Some(dates::read(&captures["date"])?),
        title: trimmed(&captures["title"])?,
        source: Source {
            csl_type: CslType::Webpage,
            container_title: trimmed(&captures["site"]),
            ..Source::default()
        },
        doubt: None,
    })
}

fn book(authors: Vec<crate::content::CslName>, rest: &str) -> Option<Parts> {
    let captures = BOOK.captures(rest)?;
    let part = |name: &str| captures.name(name).and_then(|part| trimmed(part.as_str()));
    Some(Parts {
        authors,
        issued: Some(dates::read(&captures["date"])?),
        title: trimmed(&captures["title"])?,
        source: Source {
            csl_type: CslType::Book,
            edition: part("edition"),
            publisher: part("publisher"),
            publisher_place: part("place"),
            page: captures.name("pages").and_then(|part| pages(part.as_str())),
            ..Source::default()
        },
        doubt: None,
    })
}
