//! An entry of BibTeX in the words of CSL, by the usual mapping of biblatex.

use super::bib_kinds::{genre_of, type_of};
use super::bib_names::names_of;
use super::bibtex::{BibEntry, BibField, is_verbatim};
use super::draft::ReferenceDraft;
use super::pages::hyphenated;
use super::source_date::{from_fields, parse_date};
use crate::content::{Code, CslDate, CslType, Source};
use crate::error::InvalidValue;
use crate::seed::Span;
use crate::seed::fields::parsed;
use crate::seed::report::Report;
use crate::seed::source_text::Placed;

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

/// What an entry says, in the words of CSL.
pub fn draft_of(mut entry: BibEntry, path: &str, report: &mut Report) -> ReferenceDraft {
    let csl_type = type_of(&mut entry, report);
    let kind = entry.kind.value.clone();
    let mut fields = entry.fields;
    fields.retain(|field| !field.verbatim().is_empty());
    let mut refused = Vec::new();
    let issued = issued_of(&mut fields, &mut refused, report);
    let accessed = take(&mut fields, "urldate")
        .and_then(|field| dated("urldate", &field, &mut refused, report, parse_date));
    let author = take(&mut fields, "author").map_or_else(Vec::new, |field| names_of(&field));
    let editor = take(&mut fields, "editor").map_or_else(Vec::new, |field| names_of(&field));
    let mut texts = texts_of(fields, &kind, entry.kind.span, csl_type);
    for field in refused {
        texts.push((format!("{}-as-given", field.name), text_of(&field)));
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

/// The variables that fields are, and the fields that are none.
fn texts_of(
    mut fields: Vec<BibField>,
    kind: &str,
    kind_span: Span,
    csl_type: CslType,
) -> Vec<(String, Placed<String>)> {
    join_subtitle(&mut fields);
    let mut texts: Vec<(String, Placed<String>)> = Vec::new();
    for (name, variable) in VARIABLES {
        let is_taken = texts.iter().any(|(known, _)| known == variable);
        if !is_taken && let Some(field) = take(&mut fields, name) {
            texts.push((variable.to_owned(), text_of(&field)));
        }
    }
    number_of(&mut fields, csl_type, &mut texts);
    eprint_of(&mut fields, &mut texts);
    genre_of(kind, kind_span, &mut texts);
    for field in fields {
        let text = text_of(&field);
        // What our own writer has no field for; a name of ours that BibTeX means otherwise.
        let name = field.name.strip_prefix("csl_").unwrap_or(&field.name);
        texts.push((name.to_owned(), text));
    }
    // A value can turn out to be nothing but blanks and commands.
    texts.retain(|(_, text)| !text.value.trim().is_empty());
    texts
}

/// The date; a field that it cannot be read from is reported and handed back.
fn issued_of(
    fields: &mut Vec<BibField>,
    refused: &mut Vec<BibField>,
    report: &mut Report,
) -> Option<CslDate> {
    if let Some(date) = take(fields, "date") {
        return dated("date", &date, refused, report, parse_date);
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
        refused.extend([Some(year), month, day].into_iter().flatten());
        return None;
    }
    let year_text = date_text(&year);
    let date = dated("month", at, &mut Vec::new(), report, |_| {
        from_fields(&year_text, month_text.as_deref(), day_text.as_deref())
    });
    if date.is_none() {
        refused.extend([month, day].into_iter().flatten());
        return parse_date(&year_text).ok();
    }
    date
}

fn dated(
    name: &str,
    field: &BibField,
    refused: &mut Vec<BibField>,
    report: &mut Report,
    parse: impl Fn(&str) -> Result<CslDate, InvalidValue>,
) -> Option<CslDate> {
    let text = Placed {
        value: date_text(field),
        span: field.span,
    };
    let date = parsed(name, text, &parse, report).map(|date| date.value);
    if date.is_none() {
        refused.push(field.clone());
    }
    date
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
        name if is_verbatim(name) => field.verbatim(),
        "pages" => hyphenated(&field.text().replace("--", "-")),
        _ => field.text(),
    };
    Placed {
        value,
        span: field.span,
    }
}

#[cfg(test)]
mod tests {
    use crate::content::{CslType, Reference};
    use crate::seed::folder::SeedFile;
    use crate::seed::references::{read_bibliography, refuse_the_same};

    fn read(text: &str) -> (Vec<Reference>, Vec<String>) {
        let mut faults = Vec::new();
        let file = SeedFile {
            path: "references.bib".to_owned(),
            content: text.to_owned(),
        };
        let read = read_bibliography(&file, &mut faults);
        refuse_the_same(&read, &mut faults);
        let references = read.into_iter().map(|read| read.reference.content);
        (
            references.collect(),
            faults.iter().map(ToString::to_string).collect(),
        )
    }

    #[test]
    fn an_article_becomes_csl() {
        let (references, faults) = read(
            "@article{bell-2008,\n author = {van der Berg, Jr, J. and {NICE Group} and Ludwig von Beethoven and others},\n \
             title = {Massage}, subtitle = {A report}, journal = {J Bodyw}, date = {2008-07/2008-08}, volume = 12, number = {3},\n \
             pages = {281--289}, doi = {10.1016/j.jbmt.2008.01.006}, pmid = 19083683, urldate = {2026-11-22},\n \
             study_type = {case_report}, level = 4, level_reason = {One person}, notice = corrected, notice_on = {2009-01-02},\n \
             abstract = {Text}, custom = {x} }",
        );
        // `notice = corrected` is a macro that is not defined.
        assert_eq!(faults.len(), 2, "{faults:?}");
        let reference = &references[0];
        assert_eq!(reference.csl_type, CslType::ArticleJournal);
        assert_eq!(reference.title, "Massage: A report");
        assert_eq!(reference.page.as_deref(), Some("281-289"));
        assert_eq!(reference.issue.as_deref(), Some("3"));
        assert_eq!(reference.issued.as_ref().and_then(|d| d.month), Some(7));
        assert!(reference.issued.as_ref().is_some_and(|d| d.end.is_some()));
        assert_eq!(reference.accessed.as_ref().and_then(|d| d.day), Some(22));
        let first = &reference.author[0];
        assert_eq!(first.non_dropping_particle.as_deref(), Some("van der"));
        assert_eq!(first.suffix.as_deref(), Some("Jr"));
        assert_eq!(reference.author[1].literal.as_deref(), Some("NICE Group"));
        assert_eq!(reference.author[2].family.as_deref(), Some("Beethoven"));
        assert_eq!(reference.author[3].literal.as_deref(), Some("et al."));
        assert_eq!(reference.level.as_ref().map(|level| level.value), Some(4));
        let other: Vec<&str> = reference.other.keys().map(String::as_str).collect();
        assert_eq!(other, ["abstract", "custom", "notice_on-as-given"]);
    }

    #[test]
    fn kinds_and_their_fields_follow_biblatex() {
        let (references, faults) = read(
            "@misc{a, title = {A}, url = {https://example.org/a--b_c}}\n\
             @techreport{b, title = {B}, institution = {WHO}, number = {NG59}, year = {c. 2014}}\n\
             @inbook{c, title = {C}, crossref = {d}, pages = {1}}\n\
             @book{d, title = {D}, publisher = {P}, year = 2014, isbn = {978-0-306-40615-7}}\n\
             @phdthesis{e, title = {E}, school = {S}, month = feb, year = 2014}\n\
             @misc{f, title = {F}}\n",
        );

        assert_eq!(faults, Vec::<String>::new());
        assert_eq!(references[0].csl_type, CslType::Webpage);
        assert_eq!(
            references[0].url.as_ref().map(|url| url.as_str()),
            Some("https://example.org/a--b_c")
        );
        assert_eq!(references[1].genre.as_deref(), Some("Technical report"));
        assert_eq!(references[1].number.as_deref(), Some("NG59"));
        assert_eq!(references[1].publisher.as_deref(), Some("WHO"));
        assert!(references[1].issued.as_ref().is_some_and(|date| date.circa));
        assert_eq!(references[2].container_title.as_deref(), Some("D"));
        assert_eq!(references[2].publisher.as_deref(), Some("P"));
        assert_eq!(references[4].genre.as_deref(), Some("PhD thesis"));
        assert_eq!(
            references[4].issued.as_ref().and_then(|date| date.month),
            Some(2)
        );
        assert_eq!(references[5].csl_type, CslType::Document);
    }

    #[test]
    fn every_fault_of_an_entry_is_reported_at_its_field() {
        let (_, faults) = read(
            "@aritcle{a b,\n title = {A}}\n@article{k,\n doi = {https://doi.org/10.1155/ABC},\n pmcid = 3953439,\n \
             date = {2014-13},\n level = 2,\n study_type = {rct},\n isbn = {978-0-306-40615-8}\n}\n\
             @article{K, title = {B}, doi = {10.1155/abc}}\n@misc{x, title = {X}, crossref = {nothing}}\n",
        );

        let places: Vec<&str> = faults.iter().filter_map(|f| f.split(": ").next()).collect();
        for place in [
            "references.bib:4:9",
            "references.bib:5:10",
            "references.bib:6:10",
            "references.bib:7:10",
            "references.bib:8:16",
            "references.bib:9:10",
            "references.bib:3:10",
            "references.bib:11:10",
            "references.bib:11:33",
            "references.bib:12:35",
        ] {
            assert!(places.contains(&place), "{place} in {faults:#?}");
        }
    }
}
