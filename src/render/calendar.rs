//! What has to be reviewed as a calendar (RFC 5545): a day for each article.

use crate::content::{DueReview, Moment};

/// The most octets of a line, its end not counted.
const MAX_LINE_OCTETS: usize = 75;

/// A calendar must have a component; this one says nothing that was not so.
const NOTHING_DUE: [&str; 8] = [
    "BEGIN:VTIMEZONE",
    "TZID:UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
];

/// The reviews as events that take their whole day, each with the moment at which its article changed last. An event keeps
/// its id while its article has one, so that a calendar moves it instead of adding another.
pub fn calendar(reviews: &[(DueReview, Moment)]) -> String {
    let mut text = String::new();
    for head in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Sinew//Reviews//EN",
        "CALSCALE:GREGORIAN",
    ] {
        add_line(&mut text, head);
    }
    for (review, changed_at) in reviews {
        add_event(&mut text, review, *changed_at);
    }
    if reviews.is_empty() {
        NOTHING_DUE
            .iter()
            .for_each(|line| add_line(&mut text, line));
    }
    add_line(&mut text, "END:VCALENDAR");
    text
}

fn add_event(text: &mut String, review: &DueReview, changed_at: Moment) {
    let article = &review.article;
    add_line(text, "BEGIN:VEVENT");
    add_line(text, &format!("UID:{}-review", article.id));
    add_line(text, &format!("DTSTAMP:{}", stamp(changed_at)));
    let day = review.next_review_on.to_string().replace('-', "");
    add_line(text, &format!("DTSTART;VALUE=DATE:{day}"));
    add_line(
        text,
        &format!("SUMMARY:{}", escaped(&format!("Review: {}", article.title))),
    );
    add_line(
        text,
        &format!("DESCRIPTION:{}", escaped(&description(review))),
    );
    // Without the public address of the server the path leads nowhere from a calendar.
    if article.links.canonical.contains("://") {
        add_line(text, &format!("URL:{}", article.links.canonical));
    }
    // Nobody is busy on that day because of it.
    add_line(text, "TRANSP:TRANSPARENT");
    add_line(text, "END:VEVENT");
}

fn description(review: &DueReview) -> String {
    let mut sentences = Vec::new();
    match review.last_reviewed_on {
        Some(day) => {
            let names: Vec<&str> = review
                .reviewed_by
                .iter()
                .map(|person| person.name.as_str())
                .collect();
            let by = match names.as_slice() {
                [] => String::new(),
                names => format!(" by {}", names.join(", ")),
            };
            sentences.push(format!("Last reviewed on {day}{by}."));
        }
        None => sentences.push("Never reviewed.".to_owned()),
    }
    if review.has_changed_since {
        sentences.push("The text has changed since.".to_owned());
    }
    let article = &review.article;
    sentences.push(format!("{} ({})", article.slug, article.locale));
    sentences.join("\n")
}

/// A moment in UTC without fractions of a second.
fn stamp(at: Moment) -> String {
    let digits: String = at
        .to_string()
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == 'T')
        .collect();
    format!("{}Z", digits.get(..15).unwrap_or(&digits))
}

/// Text as a value. Control characters have no place in one.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Adds a line, folded so that no part is longer than may be and no character is cut.
fn add_line(text: &mut String, line: &str) {
    let mut octets = 0;
    for c in line.chars() {
        if octets + c.len_utf8() > MAX_LINE_OCTETS {
            text.push_str("\r\n ");
            octets = 1;
        }
        text.push(c);
        octets += c.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]
mod tests;
