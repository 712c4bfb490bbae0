//! What kind of evidence a reference is.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How a study was done, or what a source is if it is not a study.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "randomised_trial")]
pub enum StudyType {
    /// A guideline for practice.
    Guideline,
    /// A review that searched by a method.
    SystematicReview,
    /// A review that pooled numbers.
    MetaAnalysis,
    /// A trial with random allocation.
    RandomisedTrial,
    /// A trial with a control group without random allocation.
    ControlledTrial,
    /// Groups followed over time.
    Cohort,
    /// People with the outcome compared with people without.
    CaseControl,
    /// One look at a group.
    CrossSectional,
    /// Several people described.
    CaseSeries,
    /// One person described.
    CaseReport,
    /// Interviews or observation.
    Qualitative,
    /// A review without a method of search.
    NarrativeReview,
    /// What somebody who knows says.
    ExpertOpinion,
    /// Cells, animals or bodies after death.
    Laboratory,
    /// A page on the web.
    WebPage,
    /// A book.
    Book,
    /// None of these.
    Other,
}

impl StudyType {
    /// Every study type with the word that a bibliography writes for it.
    pub const ALL: [(&'static str, Self); 17] = [
        ("guideline", Self::Guideline),
        ("systematic_review", Self::SystematicReview),
        ("meta_analysis", Self::MetaAnalysis),
        ("randomised_trial", Self::RandomisedTrial),
        ("controlled_trial", Self::ControlledTrial),
        ("cohort", Self::Cohort),
        ("case_control", Self::CaseControl),
        ("cross_sectional", Self::CrossSectional),
        ("case_series", Self::CaseSeries),
        ("case_report", Self::CaseReport),
        ("qualitative", Self::Qualitative),
        ("narrative_review", Self::NarrativeReview),
        ("expert_opinion", Self::ExpertOpinion),
        ("laboratory", Self::Laboratory),
        ("web_page", Self::WebPage),
        ("book", Self::Book),
        ("other", Self::Other),
    ];

    /// The word that a bibliography writes for it.
    pub fn as_str(self) -> &'static str {
        word_of(self, &Self::ALL)
    }

    /// What one source of the kind is called in a sentence, and what several are.
    pub fn nouns(self) -> (&'static str, &'static str) {
        match self {
            Self::Guideline => ("guideline", "guidelines"),
            Self::SystematicReview => ("systematic review", "systematic reviews"),
            Self::MetaAnalysis => ("meta-analysis", "meta-analyses"),
            Self::RandomisedTrial => ("randomised trial", "randomised trials"),
            Self::ControlledTrial => ("controlled trial", "controlled trials"),
            Self::Cohort => ("cohort study", "cohort studies"),
            Self::CaseControl => ("case-control study", "case-control studies"),
            Self::CrossSectional => ("cross-sectional study", "cross-sectional studies"),
            Self::CaseSeries => ("case series", "case series"),
            Self::CaseReport => ("case report", "case reports"),
            Self::Qualitative => ("qualitative study", "qualitative studies"),
            Self::NarrativeReview => ("narrative review", "narrative reviews"),
            Self::ExpertOpinion => ("expert opinion", "expert opinions"),
            Self::Laboratory => ("laboratory study", "laboratory studies"),
            Self::WebPage => ("web page", "web pages"),
            Self::Book => ("book", "books"),
            Self::Other => ("other source", "other sources"),
        }
    }
}

/// How far a source can carry a statement about treatment, in a named scheme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct EvidenceLevel {
    /// The level, 1 (strongest) to 5.
    #[schema(minimum = 1, maximum = 5, example = 2)]
    pub value: u8,
    /// The scheme that the level belongs to.
    pub scheme: LevelScheme,
    /// Why an editor set the level; left out where the study type proposed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Only 59 people, no blinding.")]
    pub reason: Option<String>,
}

/// The scheme of a level of evidence: the table of the Oxford Centre for Evidence-Based Medicine of 2011, in its row
/// for questions of treatment benefit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = "oxford_cebm_2011")]
pub enum LevelScheme {
    /// Oxford CEBM 2011.
    #[serde(rename = "oxford_cebm_2011")]
    OxfordCebm2011,
}

impl EvidenceLevel {
    /// The level that the scheme gives a study type for questions of treatment benefit, where it gives one.
    pub fn proposed_from(study_type: StudyType) -> Option<Self> {
        let value = match study_type {
            StudyType::SystematicReview | StudyType::MetaAnalysis => 1,
            StudyType::RandomisedTrial => 2,
            StudyType::ControlledTrial | StudyType::Cohort => 3,
            StudyType::CaseSeries | StudyType::CaseControl | StudyType::CaseReport => 4,
            StudyType::Laboratory | StudyType::ExpertOpinion | StudyType::NarrativeReview => 5,
            StudyType::Guideline
            | StudyType::CrossSectional
            | StudyType::Qualitative
            | StudyType::WebPage
            | StudyType::Book
            | StudyType::Other => return None,
        };
        Some(Self {
            value,
            scheme: LevelScheme::OxfordCebm2011,
            reason: None,
        })
    }
}

/// What its publisher has said about a source since it appeared.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Notice {
    /// What was said.
    pub kind: NoticeKind,
    /// The day of the notice.
    #[schema(example = "2024-05-02")]
    pub on: Date,
}

/// What a notice says: the source was `retracted`, an expression of `concern` was published, or it was `corrected`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "corrected")]
pub enum NoticeKind {
    /// Withdrawn by its journal or its authors.
    Retracted,
    /// An expression of concern.
    Concern,
    /// An erratum or corrigendum.
    Corrected,
}

impl Notice {
    /// True where it takes a source away from what rests on it.
    pub fn is_retraction(self) -> bool {
        self.kind == NoticeKind::Retracted
    }

    /// The graver of two notices of one source; of two that say the same, this one.
    pub fn or_graver(self, other: Self) -> Self {
        match other.kind.gravity() > self.kind.gravity() {
            true => other,
            false => self,
        }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = match self.kind {
            NoticeKind::Retracted => "Retracted",
            NoticeKind::Concern => "Expression of concern",
            NoticeKind::Corrected => "Corrected",
        };
        write!(out, "{said} {}", self.on)
    }
}

impl NoticeKind {
    /// The graver, the higher.
    fn gravity(self) -> u8 {
        match self {
            Self::Corrected => 1,
            Self::Concern => 2,
            Self::Retracted => 3,
        }
    }

    /// Every kind with the word that a bibliography writes for it.
    pub const ALL: [(&'static str, Self); 3] = [
        ("retracted", Self::Retracted),
        ("concern", Self::Concern),
        ("corrected", Self::Corrected),
    ];

    /// The word that a bibliography writes for it.
    pub fn as_str(self) -> &'static str {
        word_of(self, &Self::ALL)
    }
}

/// The word of a choice, from the list of all of them.
pub(super) fn word_of<T: PartialEq>(choice: T, all: &[(&'static str, T)]) -> &'static str {
    let found = all.iter().find(|(_, known)| *known == choice);
    found.map_or("", |(word, _)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_has_the_word_that_serde_writes() {
        let written = |choice: serde_json::Result<serde_json::Value>| choice.ok();

        for (word, study_type) in StudyType::ALL {
            assert_eq!(study_type.as_str(), word);
            assert_eq!(written(serde_json::to_value(study_type)), Some(word.into()));
        }
        for (word, kind) in NoticeKind::ALL {
            assert_eq!(kind.as_str(), word);
            assert_eq!(written(serde_json::to_value(kind)), Some(word.into()));
        }
    }
}
