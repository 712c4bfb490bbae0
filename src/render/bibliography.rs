//! References as bibliographies, in the formats that people exchange.

mod csl_yaml;

use crate::content::Reference;

/// A format that bibliographies are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BibliographyFormat {
    /// CSL-YAML, the form of `references.yaml`. It can say everything.
    CslYaml,
}

/// The text of a file with these references, in their order.
pub fn bibliography(references: &[Reference], format: BibliographyFormat) -> String {
    match format {
        BibliographyFormat::CslYaml => csl_yaml::write(references),
    }
}
