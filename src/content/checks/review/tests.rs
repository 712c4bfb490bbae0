use jiff::civil::date;
use serde_json::{Value, json};

use super::super::fixture::{Fixture, slug};
use crate::content::{Code, CurrentReview, ReviewKind, StandingReview};

fn reviewed(review: Value) -> Fixture {
    Fixture::of(json!({"review": review}))
}

#[test]
fn an_article_is_overdue_the_day_after_its_day() {
    for (review, expected) in [
        (
            json!({"by": ["ada"], "on": "2026-01-01", "next": "2026-11-22", "kind": "editorial"}),
            1,
        ),
        (
            json!({"by": ["ada"], "on": "2026-01-01", "next": "2026-11-23", "kind": "editorial"}),
            0,
        ),
        (
            json!({"by": ["ada"], "on": "2023-11-22", "kind": "editorial"}),
            1,
        ),
        (
            json!({"by": ["ada"], "on": "2023-11-23", "kind": "editorial"}),
            0,
        ),
        (
            json!({"by": ["ada"], "on": "9999-01-01", "kind": "editorial"}),
            0,
        ),
    ] {
        let fixture = reviewed(review.clone());
        assert_eq!(
            fixture.said(Code::ReviewOverdue).len(),
            expected,
            "{review}"
        );
        assert!(fixture.said(Code::NeverReviewed).is_empty());
    }
}

#[test]
fn the_usual_interval_is_a_setting() {
    let mut fixture = reviewed(json!({"by": ["ada"], "on": "2026-01-31", "kind": "editorial"}));
    fixture.rules.review_interval_months = 1;

    assert_eq!(
        fixture.said(Code::ReviewOverdue),
        ["the next review was due on 2026-02-28"]
    );
}

#[test]
fn the_review_that_counts_is_the_one_that_is_looked_at() {
    let mut fixture = Fixture::of(json!({}));
    assert_eq!(fixture.said(Code::NeverReviewed).len(), 1);

    fixture.around.review = Some(StandingReview {
        review: CurrentReview {
            by: vec![slug("ada")],
            on: date(2026, 11, 1),
            next: date(2029, 11, 1),
            kind: ReviewKind::Editorial,
        },
        has_changed_since: false,
    });
    assert!(fixture.said(Code::NeverReviewed).is_empty());

    let old = json!({"by": ["ada"], "on": "2019-01-01", "kind": "editorial"});
    fixture.draft.review = serde_json::from_value(old).ok();
    assert!(fixture.said(Code::ReviewOverdue).is_empty());
}

#[test]
fn only_a_clinical_review_needs_credentials() {
    for (kind, credentials, expected) in [
        ("clinical", None, 1),
        ("clinical", Some("MSc Physiotherapy"), 0),
        ("editorial", None, 0),
    ] {
        let mut fixture = reviewed(json!({"by": ["ada"], "on": "2026-11-01", "kind": kind}));
        fixture.knows_person("ada", credentials);
        let said = fixture.said(Code::ReviewerWithoutCredentials);
        assert_eq!(said.len(), expected, "{kind} {credentials:?}");
    }
}

#[test]
fn nothing_is_said_of_a_reviewer_whom_nobody_knows() {
    let fixture = reviewed(json!({"by": ["nobody"], "on": "2026-11-01", "kind": "clinical"}));

    assert!(fixture.said(Code::ReviewerWithoutCredentials).is_empty());
}
