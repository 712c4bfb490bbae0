//! References in Vancouver style (NLM, Citing Medicine), formatted by a CSL processor.

use super::{CitationStyle, Reference, format_references};

/// One line of plain text for one reference, without its number. A source that the processor cannot format is given by
/// its title, so that a bibliography never has an empty line.
pub fn vancouver(reference: &Reference) -> String {
    // The line is stored, and what is said of a source later stands beside it.
    let mut alone = [Reference {
        notice: None,
        ..reference.clone()
    }];
    format_references(&mut alone, CitationStyle::Vancouver);
    let [alone] = alone;
    alone.formatted.map_or_else(String::new, |line| line.text)
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
