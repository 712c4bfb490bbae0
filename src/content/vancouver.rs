//! References in Vancouver style (NLM, Citing Medicine), formatted by a CSL processor.

use std::sync::LazyLock;

use hayagriva::archive::{self, ArchivedStyle};
use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::{IndependentStyle, Locale, Style};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest,
};
use serde_json::Value;

use super::{Reference, csl_json::csl_json};

/// Of the styles that follow NLM, the one that prints authors (the archive's `vancouver` loses them), issues, report
/// numbers and the day on which a page was read.
static STYLE: LazyLock<Option<IndependentStyle>> =
    LazyLock::new(
        || match ArchivedStyle::TaylorAndFrancisNationalLibraryOfMedicine.get() {
            Style::Independent(style) => Some(style),
            Style::Dependent(_) => None,
        },
    );
/// Unpacking the archive takes longer than formatting, so it is done once.
static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(archive::locales);

/// One line of plain text for one reference, without its number. A source that the processor cannot format is given by
/// its title, so that a bibliography never has an empty line.
pub fn vancouver(reference: &Reference) -> String {
    formatted(reference)
        .filter(|line| !line.trim().is_empty())
        .unwrap_or_else(|| format!("{}.", reference.title))
}

fn formatted(reference: &Reference) -> Option<String> {
    let style = STYLE.as_ref()?;
    let item: Item = serde_json::from_value(Value::Object(formattable(reference))).ok()?;
    let mut driver = BibliographyDriver::new();
    driver.citation(CitationRequest::from_items(
        vec![CitationItem::with_entry(&item)],
        style,
        &LOCALES,
    ));
    let rendered = driver.finish(BibliographyRequest {
        style,
        locale: None,
        locale_files: &LOCALES,
    });
    let entry = rendered.bibliography?.items.into_iter().next()?;
    let mut line = String::new();
    entry
        .content
        .write_buf(&mut line, BufWriteFormat::Plain)
        .ok()?;
    Some(line.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What the processor reads without harm: its reader panics on ranges of dates, so a range is given by its start, and
/// years are held to what it can count.
fn formattable(reference: &Reference) -> serde_json::Map<String, Value> {
    let mut start_only = reference.clone();
    start_only.other.clear();
    for date in [&mut start_only.issued, &mut start_only.accessed]
        .into_iter()
        .flatten()
    {
        date.end = None;
    }
    csl_json(&start_only)
}

#[cfg(test)]
mod tests {
    use super::super::{CslDate, CslDay, CslName, CslType, ReferenceKey};
    use super::*;

    fn reference(csl_type: CslType, title: &str) -> Reference {
        Reference::new(
            ReferenceKey::parse("key").expect("a valid key"),
            csl_type,
            title.to_owned(),
        )
    }

    #[test]
    fn a_paper_names_its_authors_journal_and_pages() {
        let mut bell = reference(
            CslType::ArticleJournal,
            "Massage therapy helps to increase range of motion",
        );
        bell.author = vec![CslName {
            family: Some("Bell".into()),
            given: Some("Judith".into()),
            ..CslName::default()
        }];
        bell.container_title = Some("Journal of Bodywork and Movement Therapies".into());
        bell.volume = Some("12".into());
        bell.issue = Some("3".into());
        bell.page = Some("281-289".into());
        bell.issued = CslDay::new(2008, Some(7), None).map(CslDate::from);

        assert_eq!(
            vancouver(&bell),
            "Bell J. Massage therapy helps to increase range of motion. \
             Journal of Bodywork and Movement Therapies. 2008;12(3):281–289."
        );
    }

    #[test]
    fn a_range_of_dates_and_an_odd_year_do_not_stop_the_formatter() {
        for (year, end) in [(2001, Some(2004)), (-44, None), (9999, Some(9999))] {
            let mut source = reference(CslType::Webpage, "A page");
            source.issued = CslDay::new(year, None, None).map(|start| CslDate {
                end: end.and_then(|end| CslDay::new(end, None, None)),
                ..CslDate::from(start)
            });

            assert!(vancouver(&source).contains("A page"), "{year}");
        }
    }

    #[test]
    fn a_source_of_any_kind_is_never_an_empty_line() {
        for (word, csl_type) in CslType::ALL {
            assert!(
                vancouver(&reference(csl_type, "The only thing known"))
                    .contains("The only thing known"),
                "{word}"
            );
        }
    }
}
