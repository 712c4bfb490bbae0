//! An entry of BibTeX in the words of CSL, by the usual mapping of biblatex.

use super::bib_names::names_of;
use super::bibtex::{BibEntry, BibField};
use super::draft::ReferenceDraft;
use super::source_date::{from_fields, parse_date};
use crate::content::{CslDate, CslType, Source};
use crate::error::InvalidValue;
use crate::seed::Code;
use crate::seed::fields::parsed;
use crate::seed::report::{Report, nearest_or};
use crate::seed::source_text::Placed;

/// Kinds of entries with their CSL types. `misc` is a page when it has an address; articles ask for their
/// `entrysubtype`.
const KINDS: [(&str, CslType); 47] = [
    ("article", CslType::ArticleJournal),
    ("artwork", CslType::Graphic),
    ("audio", CslType::Song),
    ("book", CslType::Book),
    ("bookinbook", CslType::Chapter),
    ("booklet", CslType::Pamphlet),
    ("collection", CslType::Book),
    ("conference", CslType::PaperConference),
    ("dataset", CslType::Dataset),
    ("electronic", CslType::Webpage),
    ("image", CslType::Figure),
    ("inbook", CslType::Chapter),
    ("incollection", CslType::Chapter),
    ("inproceedings", CslType::PaperConference),
    ("inreference", CslType::EntryEncyclopedia),
    ("jurisdiction", CslType::LegalCase),
    ("legal", CslType::Legislation),
    ("legislation", CslType::Legislation),
    ("letter", CslType::PersonalCommunication),
    ("manual", CslType::Book),
    ("mastersthesis", CslType::Thesis),
    ("misc", CslType::Document),
    ("movie", CslType::MotionPicture),
    ("music", CslType::Song),
    ("mvbook", CslType::Book),
    ("mvcollection", CslType::Book),
    ("mvproceedings", CslType::Book),
    ("mvreference", CslType::Book),
    ("online", CslType::Webpage),
    ("patent", CslType::Patent),
    ("performance", CslType::Performance),
    ("periodical", CslType::Periodical),
    ("phdthesis", CslType::Thesis),
    ("proceedings", CslType::Book),
    ("reference", CslType::Book),
    ("report", CslType::Report),
    ("review", CslType::Review),
    ("software", CslType::Software),
    ("standard", CslType::Standard),
    ("suppbook", CslType::Chapter),
    ("suppcollection", CslType::Chapter),
    ("suppperiodical", CslType::ArticleJournal),
    ("techreport", CslType::Report),
    ("thesis", CslType::Thesis),
    ("unpublished", CslType::Manuscript),
    ("video", CslType::MotionPicture),
    ("www", CslType::Webpage),
];

/// Fields with the CSL variable that they are. Where several give the same variable the first that is there wins; the
/// others keep their own names.
const VARIABLES: [(&str, &str); 32] = [
    ("title", "title"),
    ("journaltitle", "container-title"),
    ("journal", "container-title"),
    ("booktitle", "container-title"),
    ("series", "collection-title"),
    ("eventtitle", "event-title"),
    ("edition", "edition"),
    ("volume", "volume"),
    ("pages", "page"),
    ("eid", "page"),
    ("publisher", "publisher"),
    ("institution", "publisher"),
    ("school", "publisher"),
    ("organization", "publisher"),
    ("location", "publisher-place"),
    ("address", "publisher-place"),
    ("type", "genre"),
    ("language", "language"),
    ("langid", "language"),
    ("note", "note"),
    ("url", "URL"),
    ("doi", "DOI"),
    ("pmid", "PMID"),
    ("pmcid", "PMCID"),
    ("isbn", "ISBN"),
    ("issn", "ISSN"),
    ("abstract", "abstract"),
    ("keywords", "keyword"),
    ("chapter", "chapter-number"),
    ("version", "version"),
    ("pagetotal", "number-of-pages"),
    ("pubstate", "status"),
];

/// Fields that are names of things, not text: nothing in them is decoded.
const VERBATIM: [&str; 9] = [
    "url", "doi", "pmid", "pmcid", "isbn", "issn", "eprint", "file", "ids",
];

/// What an entry says, in the words of CSL.
pub fn draft_of(entry: BibEntry, path: &str, report: &mut Report) -> ReferenceDraft {
    let csl_type = type_of(&entry, report);
    let kind = entry.kind.value.clone();
    let mut fields = entry.fields;
    fields.retain(|field| !field.verbatim().is_empty());
    let issued = issued_of(&mut fields, report);
    let accessed =
        take(&mut fields, "urldate").and_then(|field| dated("urldate", &field, report, parse_date));
    let author = take(&mut fields, "author").map_or_else(Vec::new, |field| names_of(&field));
    let editor = take(&mut fields, "editor").map_or_else(Vec::new, |field| names_of(&field));
    join_subtitle(&mut fields);
    let mut texts = Vec::new();
    for (name, variable) in VARIABLES {
        let is_taken = texts.iter().any(|(known, _)| known == variable);
        if !is_taken && let Some(field) = take(&mut fields, name) {
            texts.push((variable.to_owned(), text_of(&field)));
        }
    }
    number_of(&mut fields, csl_type, &mut texts);
    eprint_of(&mut fields, &mut texts);
    genre_of(&kind, entry.kind.span, &mut texts);
    for field in fields {
        let text = text_of(&field);
        texts.push((field.name, text));
    }
    ReferenceDraft {
        key: entry.key,
        csl_type,
        author,
        editor,
        issued,
        accessed,
        texts,
        source: Source {
            path: path.to_owned(),
            text: entry.text,
        },
    }
}

fn type_of(entry: &BibEntry, report: &mut Report) -> CslType {
    let kind = entry.kind.value.as_str();
    let has = |name: &str| entry.fields.iter().find(|field| field.name == name);
    let subtype = has("entrysubtype").map(|field| field.text().to_lowercase());
    match (kind, subtype.as_deref()) {
        ("article", Some("magazine")) => return CslType::ArticleMagazine,
        ("article", Some("newspaper")) => return CslType::ArticleNewspaper,
        ("misc", _) if has("url").is_some() => return CslType::Webpage,
        _ => {}
    }
    if let Some((_, csl_type)) = KINDS.iter().find(|(known, _)| *known == kind) {
        return *csl_type;
    }
    let known = KINDS.iter().map(|(known, _)| *known);
    let help = nearest_or(
        kind,
        known,
        "use a kind of BibTeX or biblatex, such as `misc`",
    );
    let message = format!("`@{kind}` is not a kind of entry");
    report.add(Code::Bibliography, entry.kind.span, message, help);
    CslType::Document
}

fn issued_of(fields: &mut Vec<BibField>, report: &mut Report) -> Option<CslDate> {
    if let Some(date) = take(fields, "date") {
        return dated("date", &date, report, parse_date);
    }
    let year = take(fields, "year")?;
    let month = take(fields, "month");
    let day = take(fields, "day");
    let month_text = month.as_ref().map(BibField::text);
    let day_text = day.as_ref().map(BibField::text);
    let at = month.as_ref().unwrap_or(&year);
    if let Err(error) = parse_date(&date_text(&year)) {
        let help = "write four digits, or the words of the source".to_owned();
        report.add(Code::Identifier, year.span, format!("`year` {error}"), help);
        return None;
    }
    dated("month", at, report, |_| {
        from_fields(
            &date_text(&year),
            month_text.as_deref(),
            day_text.as_deref(),
        )
    })
}

fn dated(
    name: &str,
    field: &BibField,
    report: &mut Report,
    parse: impl Fn(&str) -> Result<CslDate, InvalidValue>,
) -> Option<CslDate> {
    let text = Placed {
        value: date_text(field),
        span: field.span,
    };
    parsed(name, text, &parse, report).map(|date| date.value)
}

/// A date as written: the decoder would join `2014--2015`, and take the `~` of a guess for a blank.
fn date_text(field: &BibField) -> String {
    field.verbatim().replace("--", "/")
}

/// The number of an article is its issue, that of a book its place in the series.
fn number_of(
    fields: &mut Vec<BibField>,
    csl_type: CslType,
    texts: &mut Vec<(String, Placed<String>)>,
) {
    let variable = match csl_type {
        CslType::ArticleJournal
        | CslType::ArticleMagazine
        | CslType::ArticleNewspaper
        | CslType::Periodical => "issue",
        CslType::Book | CslType::Chapter | CslType::PaperConference => "collection-number",
        _ => "number",
    };
    if let Some(field) = take(fields, "number") {
        texts.push((variable.to_owned(), text_of(&field)));
    } else if variable == "issue"
        && let Some(field) = take(fields, "issue")
    {
        texts.push((variable.to_owned(), text_of(&field)));
    }
}

/// A PubMed id can stand as an `eprint` of type `pubmed`.
fn eprint_of(fields: &mut Vec<BibField>, texts: &mut Vec<(String, Placed<String>)>) {
    let is_pubmed = fields
        .iter()
        .any(|field| field.name == "eprinttype" && field.text().eq_ignore_ascii_case("pubmed"));
    let has_pmid = texts.iter().any(|(name, _)| name == "PMID");
    if is_pubmed
        && !has_pmid
        && let Some(field) = take(fields, "eprint")
    {
        take(fields, "eprinttype");
        texts.push(("PMID".to_owned(), text_of(&field)));
    }
}

/// Theses and reports have a genre that their kind or a keyword of biblatex names.
fn genre_of(kind: &str, span: crate::seed::Span, texts: &mut Vec<(String, Placed<String>)>) {
    if let Some((_, genre)) = texts.iter_mut().find(|(name, _)| name == "genre") {
        if let Some(words) = genre_words(&genre.value) {
            genre.value = words.to_owned();
        }
    } else if let Some(words) = genre_words(kind) {
        let value = words.to_owned();
        texts.push(("genre".to_owned(), Placed { value, span }));
    }
}

fn genre_words(keyword: &str) -> Option<&'static str> {
    match keyword {
        "phdthesis" => Some("PhD thesis"),
        "mastersthesis" | "mathesis" => Some("Master's thesis"),
        "techreport" => Some("Technical report"),
        _ => None,
    }
}

fn join_subtitle(fields: &mut Vec<BibField>) {
    for (name, subtitle) in [
        ("title", "subtitle"),
        ("booktitle", "booksubtitle"),
        ("journaltitle", "journalsubtitle"),
    ] {
        let has_title = fields.iter().any(|field| field.name == name);
        if !has_title {
            continue;
        }
        let Some(subtitle) = take(fields, subtitle) else {
            continue;
        };
        if let Some(title) = fields.iter_mut().find(|field| field.name == name) {
            let colon = biblatex::Chunk::Normal(": ".to_owned());
            title.chunks.push(biblatex::Spanned::zero(colon));
            title.chunks.extend(subtitle.chunks);
        }
    }
}

fn take(fields: &mut Vec<BibField>, name: &str) -> Option<BibField> {
    let at = fields.iter().position(|field| field.name == name)?;
    Some(fields.remove(at))
}

fn text_of(field: &BibField) -> Placed<String> {
    let value = match field.name.as_str() {
        name if VERBATIM.contains(&name) => field.verbatim(),
        "pages" => page_range(&field.text()),
        _ => field.text(),
    };
    Placed {
        value,
        span: field.span,
    }
}

/// Pages with single hyphens: `281-289`.
fn page_range(text: &str) -> String {
    let hyphens = text.replace(['–', '—'], "-");
    let parts: Vec<&str> = hyphens.split('-').map(str::trim).collect();
    parts.join("-")
}
