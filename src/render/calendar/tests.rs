//! The calendar, read by another program than the one that writes it.

use icalendar::{Calendar, Component, DatePerhapsTime};
use uuid::Uuid;

use super::*;
use crate::content::{Addresses, ArticleLinks, DueState, Locale, ReviewedArticle, Slug};

#[test]
fn each_article_is_an_event_of_its_whole_day() {
    let review = due("A title; with, marks \\ and \u{1F9B5}\nlines");

    let text = calendar(&[(review.clone(), changed_at())]);

    let read: Calendar = text.parse().unwrap();
    let [component] = &read.components[..] else {
        panic!("{text}")
    };
    let event = component.as_event().unwrap();
    assert_eq!(
        event.get_summary(),
        Some("Review: A title; with, marks \\ and \u{1F9B5}\nlines")
    );
    assert_eq!(
        event.get_start(),
        Some(DatePerhapsTime::Date("2026-11-22".parse().unwrap()))
    );
    assert_eq!(
        event.get_uid(),
        Some("019aaafb-6c00-7000-8000-000000000001-review")
    );
    assert_eq!(
        event.get_description(),
        Some("Never reviewed.\nmassage (en)")
    );
    assert_eq!(event.property_value("DTSTAMP"), Some("20261121T090000Z"));
    assert_eq!(
        event.property_value("URL"),
        Some("https://example.org/v1/articles/massage")
    );
}

#[test]
fn no_line_is_longer_than_75_octets_and_each_ends_in_a_carriage_return_and_a_line_feed() {
    let text = calendar(&[(due(&"ä\u{1F9B5} long, ".repeat(60)), changed_at())]);

    assert!(text.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
    }
}

#[test]
fn a_title_cannot_add_a_property() {
    let text = calendar(&[(due("Title\r\nATTENDEE:mailto:a@example.org"), changed_at())]);

    assert!(!text.contains("\r\nATTENDEE"), "{text}");
}

#[test]
fn a_calendar_in_which_nothing_is_due_has_a_component_all_the_same() {
    let text = calendar(&[]);

    let read: Calendar = text.parse().unwrap();
    assert_eq!(read.components.len(), 1);
    assert!(read.components[0].as_event().is_none());
}

fn due(title: &str) -> DueReview {
    let addresses = Addresses::new("https://example.org", Locale::parse("en").unwrap());
    let (slug, locale) = (
        Slug::parse("massage").unwrap(),
        Locale::parse("en").unwrap(),
    );
    DueReview {
        state: DueState::Overdue,
        article: ReviewedArticle {
            id: Uuid::parse_str("019aaafb-6c00-7000-8000-000000000001").unwrap(),
            links: ArticleLinks::of(&slug, &locale, &addresses),
            slug,
            locale,
            title: title.to_owned(),
        },
        revision: 1,
        last_reviewed_on: None,
        next_review_on: "2026-11-22".parse().unwrap(),
        reviewed_by: Vec::new(),
        has_changed_since: false,
    }
}

fn changed_at() -> Moment {
    Moment::parse("2026-11-21T09:00:00.500Z").unwrap()
}
