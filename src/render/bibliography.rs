//! References as bibliographies, in the formats that people exchange.

mod bibtex;
mod bibtex_kinds;
mod bibtex_names;
mod bibtex_text;
mod csl_json;
mod csl_variables;
mod csl_yaml;
mod other;
mod ris;
mod ris_kinds;

use crate::content::{Reference, ReferenceKey};

/// A format that bibliographies are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BibliographyFormat {
    /// CSL-YAML, the form of `references.yaml`. It can say everything.
    CslYaml,
    Bibtex,
    /// CSL-JSON. It can say everything.
    CslJson,
    Ris,
}

/// Something that a format cannot say of a reference, or not all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Omission {
    pub key: ReferenceKey,
    /// The name of the variable in CSL.
    pub variable: String,
}

/// What a writer could not say of the reference at hand.
#[derive(Default)]
struct Unsaid {
    found: Vec<Omission>,
}

impl Unsaid {
    fn add(&mut self, reference: &Reference, variable: &str) {
        self.found.push(Omission {
            key: reference.key.clone(),
            variable: variable.to_owned(),
        });
    }

    /// A text that stands in one line; its line breaks and double blanks cannot be said.
    fn one_line(&mut self, reference: &Reference, variable: &str, text: &str) -> String {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if line != text {
            self.add(reference, variable);
        }
        line
    }
}

/// The text of a file with these references, in their order.
pub fn bibliography(references: &[Reference], format: BibliographyFormat) -> String {
    written(references, format).0
}

/// What such a file does not say: nothing is left out in silence.
pub fn omissions(references: &[Reference], format: BibliographyFormat) -> Vec<Omission> {
    written(references, format).1
}

fn written(references: &[Reference], format: BibliographyFormat) -> (String, Vec<Omission>) {
    let mut unsaid = Unsaid::default();
    let text = match format {
        BibliographyFormat::CslYaml => csl_yaml::write(references),
        BibliographyFormat::CslJson => csl_json::write(references),
        BibliographyFormat::Bibtex => bibtex::write(references, &mut unsaid),
        BibliographyFormat::Ris => ris::write(references, &mut unsaid),
    };
    (text, unsaid.found)
}
