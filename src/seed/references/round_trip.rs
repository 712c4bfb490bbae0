//! What is written in a format of bibliographies is read back from it.

mod odd;

use odd::odd_references;
use proptest::prelude::{ProptestConfig, proptest};

use super::read_bibliography;
use crate::content::Reference;
use crate::render::{BibliographyFormat, bibliography};
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_reference_is_read_back_from_csl_yaml_as_it_was(references in odd_references()) {
        let text = bibliography(&references, BibliographyFormat::CslYaml);

        let (read, faults) = read_back(&text, "references.yaml");

        assert_eq!(faults, Vec::<String>::new(), "{text}");
        assert_eq!(read, references, "{text}");
    }
}
