//! What is written in a format of bibliographies is read back from it.

mod odd;

use odd::{odd_references, plain_reference};
use proptest::prelude::{ProptestConfig, proptest};
use serde_json::Value;

use super::read_bibliography;
use crate::content::{CitationStyle, Reference, format_references};
use crate::render::{BibliographyFormat, bibliography, omissions};
use crate::seed::folder::SeedFile;

fn read_back(text: &str, path: &str) -> (Vec<Reference>, Vec<String>) {
    let mut faults = Vec::new();
    let file = SeedFile {
        path: path.to_owned(),
        content: text.to_owned(),
    };
    let read = read_bibliography(&file, &mut faults);
    let references = read.into_iter().map(|read| read.reference.content);
    let references = references.collect();
    (references, faults.iter().map(ToString::to_string).collect())
}

/// Reads what is written. Every reference of which the writer says that it left nothing out is read as it was.
fn assert_read_back(references: &[Reference], format: BibliographyFormat, path: &str) {
    let text = bibliography(references, format);
    let unsaid = omissions(references, format);

    let (read, faults) = read_back(&text, path);

    assert_eq!(faults, Vec::<String>::new(), "{text}");
    assert_eq!(read.len(), references.len(), "{text}");
    for (read, reference) in read.iter().zip(references) {
        assert_eq!(read.key, reference.key);
        if unsaid.iter().all(|omission| omission.key != reference.key) {
            assert_eq!(differing(read, reference), Vec::<String>::new(), "{text}");
        }
    }
}

/// The members that differ, so that a failure can be read.
fn differing(read: &Reference, written: &Reference) -> Vec<String> {
    let member = |reference, name: &str| {
        serde_json::to_value(reference)
            .ok()
            .map(|value: Value| value[name].clone())
    };
    let names = serde_json::to_value(written)
        .into_iter()
        .chain(serde_json::to_value(read));
    let names = names.flat_map(|value| value.as_object().cloned().unwrap_or_default());
    let names = names.map(|(name, _)| name);
    let differing = names.filter(|name| member(read, name) != member(written, name));
    differing
        .map(|name| {
            format!(
                "{name}: {:?} for {:?}",
                member(read, &name),
                member(written, &name)
            )
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]


    #[test]
    fn every_reference_is_read_back_from_csl_yaml_as_it_was(references in odd_references()) {
        assert_eq!(omissions(&references, BibliographyFormat::CslYaml), []);
        assert_read_back(&references, BibliographyFormat::CslYaml, "references.yaml");
    }

    #[test]
    fn every_reference_is_read_back_from_csl_json_as_it_was(references in odd_references()) {
        assert_eq!(omissions(&references, BibliographyFormat::CslJson), []);
        assert_read_back(&references, BibliographyFormat::CslJson, "references.json");
    }

    #[test]
    fn what_bibtex_does_not_leave_out_is_read_back_from_it(references in odd_references()) {
        assert_read_back(&references, BibliographyFormat::Bibtex, "references.bib");
    }

    #[test]
    fn what_ris_does_not_leave_out_is_read_back_from_it(references in odd_references()) {
        assert_read_back(&references, BibliographyFormat::Ris, "references.ris");
    }

    #[test]
    fn every_reference_has_a_line_in_every_style(references in odd_references()) {
        for (_, style) in CitationStyle::ALL {
            let mut formatted = references.clone();
            format_references(&mut formatted, style);

            for reference in formatted {
                let line = reference.formatted.expect("it is formatted");
                assert!(!line.text.is_empty() && !line.html.is_empty());
                let open = line.html.matches("<i>").count() + line.html.matches("<a href=\"").count();
                assert_eq!(line.html.matches('<').count(), 2 * open, "{}", line.html);
            }
        }
    }

    #[test]
    fn references_as_editors_write_them_are_read_back_from_every_format(reference in plain_reference()) {
        let references = [reference];
        for (format, path) in [
            (BibliographyFormat::CslYaml, "references.yaml"),
            (BibliographyFormat::CslJson, "references.json"),
            (BibliographyFormat::Bibtex, "references.bib"),
            (BibliographyFormat::Ris, "references.ris"),
        ] {
            assert_eq!(omissions(&references, format), [], "{references:?}");
            assert_read_back(&references, format, path);
        }
    }
}
