//! References: the sources that texts cite, in the variables of the Citation Style Language (CSL 1.0.2).

mod csl_date;
mod csl_name;
mod csl_type;
mod evidence;
mod variables;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use csl_date::{CslDate, CslDay};
pub use csl_name::CslName;
pub use csl_type::CslType;
pub use evidence::{EvidenceLevel, LevelScheme, Notice, NoticeKind, StudyType};

use super::{
    Anchor, Doi, FormattedCitation, Href, Isbn, Issn, Pmcid, Pmid, ReferenceKey, SharedIdentifier,
    Slug,
};

/// A source: a paper, a book, a guideline, a web page. The members are CSL variables in snake_case, in plain text;
/// what a source does not have is left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Reference {
    /// The key by which texts cite it.
    pub key: ReferenceKey,
    /// What kind of item it is, by CSL.
    #[serde(rename = "type")]
    pub csl_type: CslType,
    /// The title.
    #[schema(
        example = "Deep tissue massage and nonsteroidal anti-inflammatory drugs for low back pain: a prospective randomized trial"
    )]
    pub title: String,
    /// The authors in order.
    pub author: Vec<CslName>,
    /// The editors in order.
    pub editor: Vec<CslName>,
    /// The journal, book or site that it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "The Scientific World Journal")]
    pub container_title: Option<String>,
    /// The series that it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "NICE guidelines")]
    pub collection_title: Option<String>,
    /// The conference where it was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "World Congress on Low Back and Pelvic Pain")]
    pub event_title: Option<String>,
    /// The edition.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "2nd")]
    pub edition: Option<String>,
    /// The volume.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "2014")]
    pub volume: Option<String>,
    /// The issue of the volume.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "3")]
    pub issue: Option<String>,
    /// The number of a report or standard.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "NG59")]
    pub number: Option<String>,
    /// The pages, or the number of an article without pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "281-289")]
    pub page: Option<String>,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<CslDate>,
    /// When a web page was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accessed: Option<CslDate>,
    /// Who published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "The Medical Group of South Florida")]
    pub publisher: Option<String>,
    /// Where the publisher is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "London")]
    pub publisher_place: Option<String>,
    /// What kind of report or thesis it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Clinical guideline")]
    pub genre: Option<String>,
    /// The language it is written in, as the source gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "en")]
    pub language: Option<String>,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "A report on one client.")]
    pub note: Option<String>,
    /// A page of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "https://www.nice.org.uk/guidance/ng59")]
    pub url: Option<Href>,
    /// Its DOI.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doi: Option<Doi>,
    /// Its PubMed id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pmid: Option<Pmid>,
    /// Its PubMed Central id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pmcid: Option<Pmcid>,
    /// Its ISBN.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub isbn: Option<Isbn>,
    /// The ISSN of its journal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issn: Option<Issn>,
    /// Other CSL variables by their CSL names; a value that is not text is its JSON text.
    #[schema(example = json!({"archive": "PubMed Central"}))]
    pub other: BTreeMap<String, String>,
    /// How the study was done, if an editor has said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub study_type: Option<StudyType>,
    /// What was studied, as slugs of conditions, therapies or anything else; it need not be ours. An empty list says nothing:
    /// claims are only held against it where an editor has filled it.
    // References that were stored before there was such a member have none.
    #[serde(default)]
    #[schema(required, example = json!(["low-back-pain", "deep-tissue-massage"]))]
    pub about: Vec<Slug>,
    /// The level of evidence: proposed from the study type, or set by an editor who gives a reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<EvidenceLevel>,
    /// A retraction, expression of concern or correction, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<Notice>,
    /// The reference in one line of plain text, formatted in Vancouver style, without its number.
    // A reference from a file has none: the store writes it beside the reference and reads it back.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[schema(
        required,
        example = "Bell J. Massage therapy helps to increase range of motion, decrease pain and assist in healing a client with low back pain and sciatica symptoms. Journal of Bodywork and Movement Therapies. 2008;12(3):281–289."
    )]
    pub citation: String,
    /// The same in the style that the question names; left out where it names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formatted: Option<FormattedCitation>,
}

/// A reference in the bibliography of a text: numbered in order of first use, with the places that cite it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BibliographyEntry {
    /// The number that citations print; left out for further reading that nothing cites.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 100_000, example = 3)]
    pub number: Option<u32>,
    /// The ids of the blocks and list items that cite it, in order; the innermost that has an id. Each stands once.
    pub cited_by: Vec<Anchor>,
    /// The reference itself. It stands apart because a report has a `number` of its own.
    pub reference: Reference,
}

impl Reference {
    /// A reference of which only the key, the kind and the title are known.
    pub fn new(key: ReferenceKey, csl_type: CslType, title: String) -> Self {
        Self {
            key,
            csl_type,
            title,
            author: Vec::new(),
            editor: Vec::new(),
            container_title: None,
            collection_title: None,
            event_title: None,
            edition: None,
            volume: None,
            issue: None,
            number: None,
            page: None,
            issued: None,
            accessed: None,
            publisher: None,
            publisher_place: None,
            genre: None,
            language: None,
            note: None,
            url: None,
            doi: None,
            pmid: None,
            pmcid: None,
            isbn: None,
            issn: None,
            other: BTreeMap::new(),
            study_type: None,
            about: Vec::new(),
            level: None,
            notice: None,
            citation: String::new(),
            formatted: None,
        }
    }

    /// The identifiers that no other reference may have.
    pub fn shared_identifiers(&self) -> Vec<SharedIdentifier> {
        let folded = [
            ("doi", self.doi.as_ref().map(Doi::folded)),
            ("pmid", self.pmid.as_ref().map(ToString::to_string)),
            ("pmcid", self.pmcid.as_ref().map(ToString::to_string)),
            ("isbn", self.isbn.as_ref().map(Isbn::folded)),
        ];
        let given = folded
            .into_iter()
            .filter_map(|(member, folded)| Some((member, folded?)));
        given
            .map(|(member, folded)| SharedIdentifier {
                member,
                folded: format!("{member}:{folded}"),
            })
            .collect()
    }

    /// Adds what data says of it to what its author wrote: the graver of the two counts.
    pub fn add_notice(&mut self, said: Option<Notice>) {
        self.notice = match (self.notice, said) {
            (Some(own), Some(said)) => Some(own.or_graver(said)),
            (own, said) => own.or(said),
        };
    }

    /// True for what nothing can rest on any more.
    pub fn is_retracted(&self) -> bool {
        self.notice.is_some_and(Notice::is_retraction)
    }

    /// The level that an editor set, else the one that the study type proposes.
    pub fn proposed_level(&self) -> Option<EvidenceLevel> {
        self.level
            .clone()
            .or_else(|| self.study_type.and_then(EvidenceLevel::proposed_from))
    }

    /// The level with which it counts as evidence: what was retracted has none.
    pub fn standing_level(&self) -> Option<EvidenceLevel> {
        self.proposed_level().filter(|_| !self.is_retracted())
    }
}
