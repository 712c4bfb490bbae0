//! What is said of some sources.

use jiff::civil::date;

use super::words::CAN_SHOW;
use super::*;
use crate::content::{ClaimStrength, CslType, EvidenceLevel, LevelScheme, Notice, ReferenceKey};

fn source(study_type: Option<StudyType>) -> Reference {
    let key = ReferenceKey::parse("source").unwrap();
    let csl_type = CslType::ArticleJournal;
    let mut reference = Reference::new(key, csl_type, "A title".to_owned());
    reference.study_type = study_type;
    reference
}

fn with_notice(study_type: StudyType, kind: NoticeKind) -> Reference {
    let mut reference = source(Some(study_type));
    let on = date(2024, 5, 2);
    reference.notice = Some(Notice { kind, on });
    reference
}

fn about(study_type: StudyType, slugs: &[&str]) -> Reference {
    let mut reference = source(Some(study_type));
    let slugs = slugs.iter();
    reference.about = slugs.map(|slug| Slug::parse(slug).unwrap()).collect();
    reference
}

fn said(sources: &[Reference]) -> String {
    let claim = Claim {
        strength: ClaimStrength::Limited,
        therapy: Slug::parse("swedish-massage").unwrap(),
        condition: Slug::parse("sciatica").unwrap(),
        certainty: None,
    };
    rests_on(&sources.iter().collect::<Vec<_>>(), &claim, &[])
}

#[test]
fn one_case_report_is_named_with_its_level_and_its_limit() {
    let said = said(&[source(Some(StudyType::CaseReport))]);

    assert_eq!(
        said,
        "One case report (level 4). A report on one person cannot show that a treatment helps in general."
    );
}

#[test]
fn sources_come_by_level_and_the_strongest_says_what_can_be_shown() {
    let said = said(&[
        source(Some(StudyType::WebPage)),
        source(Some(StudyType::CaseReport)),
        source(Some(StudyType::MetaAnalysis)),
        source(Some(StudyType::CaseReport)),
    ]);

    assert_eq!(
        said,
        "One meta-analysis (level 1), two case reports (level 4) and one web page (no level). A meta-analysis can be no \
         surer than the studies whose numbers it pools."
    );
}

#[test]
fn the_level_that_an_editor_set_counts() {
    let mut trial = source(Some(StudyType::RandomisedTrial));
    trial.level = Some(EvidenceLevel {
        value: 3,
        scheme: LevelScheme::OxfordCebm2011,
        reason: Some("Only 59 people.".to_owned()),
    });

    assert!(said(&[trial]).starts_with("One randomised trial (level 3). "));
}

#[test]
fn a_claim_without_sources_rests_on_nothing() {
    assert!(said(&[]).starts_with("It cites nothing"));
}

#[test]
fn what_was_retracted_carries_nothing_and_what_is_doubted_is_named() {
    let retracted = with_notice(StudyType::MetaAnalysis, NoticeKind::Retracted);
    let doubted = with_notice(StudyType::CaseReport, NoticeKind::Concern);

    assert_eq!(
        said(std::slice::from_ref(&retracted)),
        "Its only source was retracted, so nothing stands behind it."
    );
    assert_eq!(
        said(&[retracted, doubted]),
        "One case report (level 4). A report on one person cannot show that a treatment helps in general. One of its \
         sources was retracted and cannot count. For one of its sources an expression of concern was published."
    );
}

#[test]
fn a_study_of_something_else_is_named_and_does_not_speak_for_the_claim() {
    let shoulder = about(StudyType::MetaAnalysis, &["shoulder"]);
    let client = about(StudyType::CaseReport, &["low-back-pain", "sciatica"]);
    let treatment = about(StudyType::CaseReport, &["swedish-massage"]);

    assert_eq!(
        said(&[shoulder.clone(), client]),
        "One meta-analysis (level 1) and one case report (level 4). A report on one person cannot show that a treatment \
         helps in general. One of its sources is about something else: shoulder."
    );
    assert!(said(&[shoulder]).ends_with(" Its source is about something else: shoulder."));
    assert!(!said(&[treatment]).contains("something else"));
}

#[test]
fn every_study_type_has_a_sentence_of_its_own() {
    for ((study_type, _), (_, known)) in CAN_SHOW.iter().zip(StudyType::ALL) {
        assert_eq!(*study_type, known);
    }
    assert!(said(&[source(None)]).contains("nobody has named"));
}
