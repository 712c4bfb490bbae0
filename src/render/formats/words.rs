//! The words that a format adds to those of the author. They are English, whatever language the article is in.

use jiff::civil::Date;

use crate::content::{
    Article, CalloutBlock, CalloutRole, ListStyle, Notice, NoticeKind, Person, Review, ReviewKind,
};

pub const DISCLAIMER: &str = "Disclaimer";
pub const REFERENCES: &str = "References";
pub const FURTHER_READING: &str = "Further reading";
pub const CONTRAINDICATIONS: &str = "Who should not have it, or should ask a doctor first";
pub const RED_FLAGS: &str = "Get medical help at once";

/// What names a callout: a word of ours, the title of its author, or both where the word must not be overlooked.
pub fn callout_label(callout: &CalloutBlock) -> (Option<&'static str>, Option<&str>) {
    let name = match callout.role {
        CalloutRole::Info => "Note",
        CalloutRole::KeyPoint => "Key point",
        CalloutRole::Warning => "Warning",
        CalloutRole::Emergency => "Emergency",
    };
    let is_urgent = matches!(callout.role, CalloutRole::Warning | CalloutRole::Emergency);
    let title = callout.title.as_deref();
    (Some(name).filter(|_| is_urgent || title.is_none()), title)
}

/// The same in one line.
pub fn callout_line(callout: &CalloutBlock) -> String {
    let (name, title) = callout_label(callout);
    let parts: Vec<&str> = name.into_iter().chain(title).collect();
    one_line(&parts.join(": "))
}

/// What stands before advice to follow, and before things to avoid.
pub fn advice_name(style: ListStyle) -> Option<&'static str> {
    match style {
        ListStyle::Do => Some("Do"),
        ListStyle::Dont => Some("Don’t"),
        ListStyle::Bulleted | ListStyle::Numbered => None,
    }
}

pub fn review_name(kind: ReviewKind) -> &'static str {
    match kind {
        ReviewKind::Clinical => "Clinical review",
        ReviewKind::Editorial => "Editorial review",
    }
}

/// What has become of a source, up to the day.
pub fn notice_name(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Retracted => "Retracted on",
        NoticeKind::Concern => "Expression of concern on",
        NoticeKind::Corrected => "Corrected on",
    }
}

pub fn notice_line(notice: &Notice) -> String {
    format!("{} {}", notice_name(notice.kind), day(notice.on))
}

/// A day as English readers everywhere read it.
pub fn day(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// Who wrote the article, who reviewed it, and when it was published and changed; a line each.
pub fn about(article: &Article) -> Vec<String> {
    let written = (!article.authors.is_empty()).then(|| format!("By {}.", names(&article.authors)));
    let reviewed = article.review.as_ref().map(review_line);
    let (published, updated) = (article.first_published_at.day(), article.updated_at.day());
    let mut dates = format!("Published on {}.", day(published));
    if updated > published {
        dates.push_str(&format!(" Updated on {}.", day(updated)));
    }
    written.into_iter().chain(reviewed).chain([dates]).collect()
}

fn review_line(review: &Review) -> String {
    let mut line = format!(
        "{} on {}",
        review_name(review.kind),
        day(review.last_reviewed_on)
    );
    if !review.reviewed_by.is_empty() {
        line.push_str(&format!(" by {}", names(&review.reviewed_by)));
    }
    line.push('.');
    if review.has_changed_since {
        line.push_str(" The text has changed since.");
    }
    line
}

fn names(people: &[Person]) -> String {
    let names: Vec<String> = people.iter().map(name_of).collect();
    names.join(", ")
}

fn name_of(person: &Person) -> String {
    match &person.credentials {
        Some(credentials) => one_line(&format!("{} ({credentials})", person.name)),
        None => one_line(&person.name),
    }
}

/// A text in one line: front matter may have several.
pub fn one_line(text: &str) -> String {
    let lines = text.split(['\n', '\r']).map(str::trim);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    lines.join(" ")
}
