//! What the publication types of PubMed say about an item, where they say it for certain.

use crate::content::{CslType, StudyType};

/// Publication types with the way in which such a study was done.
const STUDIES: [(&str, StudyType); 11] = [
    ("guideline", StudyType::Guideline),
    ("practice guideline", StudyType::Guideline),
    ("systematic review", StudyType::SystematicReview),
    ("meta-analysis", StudyType::MetaAnalysis),
    ("network meta-analysis", StudyType::MetaAnalysis),
    ("randomized controlled trial", StudyType::RandomisedTrial),
    ("controlled clinical trial", StudyType::ControlledTrial),
    ("case reports", StudyType::CaseReport),
    ("review", StudyType::NarrativeReview),
    ("scoping review", StudyType::NarrativeReview),
    ("editorial", StudyType::ExpertOpinion),
];

/// Publication types of what is no article of a journal.
const KINDS: [(&str, CslType); 8] = [
    ("book", CslType::Book),
    ("book chapter", CslType::Chapter),
    ("preprint", CslType::Article),
    ("dataset", CslType::Dataset),
    ("academic dissertation", CslType::Thesis),
    ("technical report", CslType::Report),
    ("newspaper article", CslType::ArticleNewspaper),
    ("review of books", CslType::ReviewBook),
];

/// The study type, if all publication types that name one agree. A review that pools numbers is a meta-analysis, and
/// `Review` alone says less than any other.
pub fn study_type_of(types: &[String]) -> Option<StudyType> {
    let mut named: Vec<StudyType> = Vec::new();
    for word in types {
        let found = STUDIES.iter().find(|(known, _)| *known == word.as_str());
        named.extend(found.map(|(_, study_type)| *study_type));
    }
    let has = |study_type: StudyType| named.contains(&study_type);
    let has_pooled = has(StudyType::MetaAnalysis);
    let is_vague = |study_type: StudyType| match study_type {
        StudyType::NarrativeReview => named.iter().any(|other| *other != study_type),
        StudyType::SystematicReview => has_pooled,
        _ => false,
    };
    let mut certain = named
        .iter()
        .copied()
        .filter(|study_type| !is_vague(*study_type));
    let first = certain.next()?;
    certain.all(|other| other == first).then_some(first)
}

/// The CSL type: an article of a journal, unless a type says otherwise.
pub fn csl_type_of(types: &[String]) -> Option<CslType> {
    types.iter().find_map(|word| {
        let found = KINDS.iter().find(|(known, _)| *known == word.as_str());
        found.map(|(_, csl_type)| *csl_type)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_study_type_is_only_given_where_the_publication_types_agree() {
        let of = |types: &[&str]| {
            let types: Vec<String> = types.iter().map(|word| word.to_lowercase()).collect();
            study_type_of(&types)
        };

        let trial = Some(StudyType::RandomisedTrial);
        assert_eq!(
            of(&["Journal Article", "Randomized Controlled Trial"]),
            trial
        );
        assert_eq!(
            of(&["Review", "Systematic Review"]),
            Some(StudyType::SystematicReview)
        );
        assert_eq!(
            of(&["Systematic Review", "Meta-Analysis", "Review"]),
            Some(StudyType::MetaAnalysis)
        );
        assert_eq!(
            of(&["Review", "Journal Article"]),
            Some(StudyType::NarrativeReview)
        );
        assert_eq!(of(&["Randomized Controlled Trial", "Meta-Analysis"]), None);
        assert_eq!(
            of(&["Journal Article", "Observational Study", "Clinical Trial"]),
            None
        );
    }
}
