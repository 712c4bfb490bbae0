use super::super::fixture::{Fixture, source};
use crate::content::{Code, CslDate, CslDay, Reference, StudyType};

fn of(key: &str, year: Option<i32>) -> Reference {
    Reference {
        issued: year
            .and_then(|year| CslDay::new(year, None, None))
            .map(CslDate::from),
        ..source(key, StudyType::Cohort)
    }
}

fn said(years: &[Option<i32>]) -> Vec<String> {
    let sources: Vec<Reference> = (0..)
        .zip(years)
        .map(|(at, year)| of(&format!("source-{at}"), *year))
        .collect();
    Fixture::claiming("limited", &sources).said(Code::OldEvidence)
}

#[test]
fn the_newest_source_decides() {
    assert_eq!(
        said(&[Some(1998), Some(2010)]),
        ["the newest source of the claim is of 2010, more than 15 years old"]
    );
    assert!(said(&[Some(1998), Some(2011)]).is_empty());
}

#[test]
fn old_sources_that_cannot_tell_are_no_news() {
    let said = |strength: &str| {
        let sources = [of("source", Some(1998))];
        Fixture::claiming(strength, &sources).said(Code::OldEvidence)
    };

    for (strength, findings) in [
        ("insufficient", 0),
        ("limited", 1),
        ("mixed", 1),
        ("supported", 1),
        ("consensus", 1),
    ] {
        assert_eq!(said(strength).len(), findings, "{strength}");
    }
}

#[test]
fn a_source_without_a_year_may_be_new() {
    assert!(said(&[Some(1998), None]).is_empty());
}

#[test]
fn how_old_is_old_is_a_setting() {
    let mut fixture = Fixture::claiming("limited", &[of("source", Some(2020))]);
    fixture.rules.old_evidence_years = 5;

    assert_eq!(fixture.said(Code::OldEvidence).len(), 1);
}

#[test]
fn the_end_of_a_range_counts() {
    let mut range = of("source", Some(1998));
    let date = range.issued.as_mut().expect("a date");
    date.end = CslDay::new(2019, None, None);

    let fixture = Fixture::claiming("limited", &[range]);

    assert!(fixture.said(Code::OldEvidence).is_empty());
}
