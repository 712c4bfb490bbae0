//! The formats of bibliographies, told apart by the ending of a file's name.

use super::draft::ReferenceDraft;
use super::{bib_entry, bibtex, csl_json, csl_yaml, inheritance, pubmed, ris};
use crate::seed::report::Report;

/// A format that bibliographies are read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReferenceFormat {
    Bibtex,
    CslYaml,
    CslJson,
    Ris,
    Pubmed,
}

impl ReferenceFormat {
    /// Every format with the ending of its files.
    pub const ALL: [(&'static str, Self); 5] = [
        ("bib", Self::Bibtex),
        ("yaml", Self::CslYaml),
        ("json", Self::CslJson),
        ("ris", Self::Ris),
        ("nbib", Self::Pubmed),
    ];

    /// The format of the files with an ending, which has no dot.
    pub fn of_ending(ending: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(known, _)| *known == ending);
        found.map(|(_, format)| *format)
    }

    /// What every entry of a text says, before it is checked.
    pub fn read_drafts(self, path: &str, text: &str, report: &mut Report) -> Vec<ReferenceDraft> {
        match self {
            Self::Bibtex => {
                let entries = bibtex::read_entries(text, report);
                inheritance::resolve_parents(entries, report)
                    .into_iter()
                    .map(|entry| bib_entry::draft_of(entry, path, report))
                    .collect()
            }
            Self::CslYaml => csl_yaml::read_entries(path, text, report),
            Self::CslJson => csl_json::read_entries(path, text, report),
            Self::Ris => ris::read_entries(path, text, report),
            Self::Pubmed => pubmed::read_entries(path, text, report),
        }
    }
}
