use super::super::fixture::{Fixture, source, source_about};
use crate::content::{Code, Reference, StudyType};

fn said(strength: &str, sources: &[Reference]) -> Vec<String> {
    Fixture::claiming(strength, sources).said(Code::IndirectEvidence)
}

fn about(topics: &[&str]) -> Reference {
    source_about("yeun-2017", StudyType::MetaAnalysis, topics)
}

#[test]
fn a_study_of_the_shoulder_is_indirect_when_it_is_claimed_for_the_leg() {
    for strength in ["supported", "limited", "mixed", "consensus"] {
        assert_eq!(
            said(strength, &[about(&["shoulder"])]),
            [
                "the claim is about `sciatica`, and what it cites is not: `yeun-2017` is about shoulder"
            ]
        );
    }
}

#[test]
fn a_claim_that_says_that_it_cannot_tell_is_honest_about_it() {
    assert!(said("insufficient", &[about(&["shoulder"])]).is_empty());
}

#[test]
fn nothing_is_said_where_one_source_is_direct_or_does_not_say_what_it_studied() {
    let shoulder = about(&["shoulder"]);

    let direct = source_about("leg", StudyType::CaseReport, &["low-back-pain", "sciatica"]);
    assert!(said("limited", &[shoulder.clone(), direct]).is_empty());
    let silent = source("silent", StudyType::CaseReport);
    assert!(said("limited", &[shoulder, silent]).is_empty());
}

#[test]
fn a_study_of_the_therapy_alone_is_direct_and_of_the_therapy_in_others_is_not() {
    for (topics, is_direct) in [
        (&["hot-stone-massage"][..], true),
        (&["hot-stone-massage", "cupping"], true),
        (&["hot-stone-massage", "low-back-pain"], false),
        (&["cupping"], false),
    ] {
        let found = said("limited", &[about(topics)]);
        assert_eq!(found.is_empty(), is_direct, "{topics:?}");
    }
}
