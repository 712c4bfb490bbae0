use jiff::civil::date;

use super::super::fixture::{Fixture, source, source_about};
use crate::content::{Code, EvidenceLevel, LevelScheme, Notice, NoticeKind, Reference, StudyType};

fn said(strength: &str, sources: &[Reference]) -> Vec<String> {
    Fixture::claiming(strength, sources).said(Code::WeakClaim)
}

fn carries(strength: &str, study_types: &[StudyType]) -> bool {
    let sources: Vec<Reference> = (0..)
        .zip(study_types)
        .map(|(at, study_type)| source(&format!("source-{at}"), *study_type))
        .collect();
    said(strength, &sources).is_empty()
}

fn retracted(mut source: Reference) -> Reference {
    source.notice = Some(Notice {
        kind: NoticeKind::Retracted,
        on: date(2024, 5, 2),
    });
    source
}

#[test]
fn what_each_study_type_carries_alone() {
    let strengths = ["supported", "limited", "mixed", "insufficient", "consensus"];

    let carried = |study_type| {
        let carried = strengths.iter().filter(|word| carries(word, &[study_type]));
        carried.map(|word| &word[..1]).collect::<String>()
    };

    for (study_type, expected) in [
        (StudyType::Guideline, "slmic"),
        (StudyType::SystematicReview, "slmic"),
        (StudyType::MetaAnalysis, "slmic"),
        (StudyType::RandomisedTrial, "sli"),
        (StudyType::ControlledTrial, "li"),
        (StudyType::Cohort, "li"),
        (StudyType::CaseControl, "li"),
        (StudyType::CrossSectional, "li"),
        (StudyType::CaseSeries, "li"),
        (StudyType::CaseReport, "li"),
        (StudyType::Qualitative, "li"),
        (StudyType::NarrativeReview, "lic"),
        (StudyType::ExpertOpinion, "lic"),
        (StudyType::Laboratory, "li"),
        (StudyType::WebPage, "i"),
        (StudyType::Book, "i"),
        (StudyType::Other, "li"),
    ] {
        assert_eq!(carried(study_type), expected, "{study_type:?}");
    }
}

#[test]
fn the_message_says_on_what_the_claim_rests() {
    let report = source("bell-2008", StudyType::CaseReport);
    let unknown = Reference {
        study_type: None,
        ..source("somebody", StudyType::Other)
    };

    assert_eq!(
        said("supported", std::slice::from_ref(&report)),
        ["`supported` rests on one case report (level 4) alone: `bell-2008`"]
    );
    let sources = [
        report,
        source("bell-2009", StudyType::CaseReport),
        unknown,
        source("page", StudyType::WebPage),
    ];
    assert_eq!(
        said("supported", &sources),
        [
            "`supported` rests on two case reports (level 4), one source of unknown kind and one web page alone: \
             `bell-2008`, `bell-2009`, `somebody`, `page`"
        ]
    );
}

#[test]
fn one_sound_source_carries_a_claim_whatever_stands_beside_it() {
    let weak = [StudyType::CaseReport, StudyType::WebPage];

    assert!(!carries("supported", &weak));
    assert!(carries(
        "supported",
        &[weak[0], weak[1], StudyType::RandomisedTrial]
    ));
}

#[test]
fn sources_of_something_else_support_nothing_and_limit_it_still() {
    let shoulder = [source_about(
        "yeun-2017",
        StudyType::MetaAnalysis,
        &["shoulder"],
    )];

    assert_eq!(
        said("supported", &shoulder),
        [
            "`supported` rests on one meta-analysis (level 1) about something else alone: `yeun-2017`"
        ]
    );
    assert!(said("limited", &shoulder).is_empty());
    let leg = [source_about(
        "leg",
        StudyType::MetaAnalysis,
        &["shoulder", "sciatica"],
    )];
    assert!(said("supported", &leg).is_empty());
}

#[test]
fn a_retracted_source_carries_nothing() {
    let gone = retracted(source("gone", StudyType::MetaAnalysis));
    let words = "rests on one retracted meta-analysis (level 1) alone: `gone`";

    for strength in ["supported", "limited", "mixed", "insufficient", "consensus"] {
        assert_eq!(
            said(strength, std::slice::from_ref(&gone)),
            [format!("`{strength}` {words}")]
        );
    }
    let left = [gone, source("trial", StudyType::RandomisedTrial)];
    assert!(said("supported", &left).is_empty());
    assert_eq!(said("mixed", &left).len(), 1);
}

#[test]
fn where_a_retraction_is_the_fault_the_advice_says_what_to_do_then() {
    let gone = || retracted(source("gone", StudyType::MetaAnalysis));
    let report = || source("report", StudyType::CaseReport);
    let advice = |strength: &str, sources: &[Reference]| {
        let found = Fixture::claiming(strength, sources).found().into_iter();
        let mut found = found.filter(|found| found.code == Code::WeakClaim);
        found.next().expect("a finding").advice
    };
    let usual = advice("supported", &[report()]);

    assert!(!usual.contains("retracted"), "{usual}");
    let then =
        format!("what was retracted carries nothing: take `gone` out of the claim, and {usual}");
    assert_eq!(advice("supported", &[gone(), report()]), then);
    assert_eq!(advice("supported", &[gone()]), then);
    // It would not have carried the claim either.
    let weak = retracted(source("weak", StudyType::CaseReport));
    assert_eq!(advice("supported", &[weak.clone(), report()]), usual);
    assert!(advice("limited", &[weak]).starts_with("what was retracted"));
}

#[test]
fn the_level_of_an_editor_counts_for_more_than_the_proposed_one() {
    let levelled = |study_type, value| Reference {
        level: Some(EvidenceLevel {
            value,
            scheme: LevelScheme::OxfordCebm2011,
            reason: Some("Only 12 people.".to_owned()),
        }),
        ..source("levelled", study_type)
    };

    for (study_type, value, is_sound) in [
        (StudyType::RandomisedTrial, 3, false),
        (StudyType::Guideline, 5, false),
        (StudyType::Cohort, 2, true),
        (StudyType::WebPage, 2, true),
    ] {
        let found = said("supported", &[levelled(study_type, value)]);
        assert_eq!(found.is_empty(), is_sound, "{study_type:?} {value}");
    }
}

#[test]
fn one_source_that_is_cited_twice_is_one() {
    let trial = source("trial", StudyType::RandomisedTrial);

    let found = said("mixed", &[trial.clone(), trial]);

    assert_eq!(
        found,
        ["`mixed` rests on one randomised trial (level 2) alone: `trial`"]
    );
}

#[test]
fn nothing_is_said_of_a_claim_with_a_source_that_nobody_knows() {
    let mut fixture = Fixture::claiming("supported", &[source("page", StudyType::WebPage)]);
    fixture.around.references.clear();

    assert_eq!(fixture.found(), Fixture::of(serde_json::json!({})).found());
}
