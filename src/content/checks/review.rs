//! Whether somebody has looked at an article, how long ago, and who.

use jiff::{Span, civil::Date};

use super::{Checked, Found, Place};
use crate::content::{Code, ReviewDraft, ReviewKind};

pub fn check(checked: &Checked, found: &mut Vec<Found>) {
    let Some(review) = last_review(checked) else {
        found.push(Found::new(
            Code::NeverReviewed,
            Place::Front("title"),
            "nobody has reviewed the article".to_owned(),
            "have it read by somebody who knows the subject, then add `review` with `by`, `on` and `kind`",
        ));
        return;
    };
    let due = due_on(review, checked.rules.review_interval_months);
    if due.is_some_and(|due| due < checked.today) {
        let due = due.map_or_else(String::new, |due| due.to_string());
        found.push(Found::new(
            Code::ReviewOverdue,
            Place::Front("review"),
            format!("the next review was due on {due}"),
            "review the article again, and write the new day into `review`",
        ));
    }
    check_reviewers(review, checked, found);
}

/// The newest of the review that the front matter names and the one that is kept beside the revisions.
fn last_review<'a>(checked: &'a Checked) -> Option<&'a ReviewDraft> {
    let reviews = [
        checked.draft.review.as_ref(),
        checked.around.last_review.as_ref(),
    ];
    reviews.into_iter().flatten().max_by_key(|review| review.on)
}

/// The day that the review names, else the one after the usual interval; none for a day beyond the calendar.
fn due_on(review: &ReviewDraft, interval_months: u16) -> Option<Date> {
    let usual = || {
        let interval = Span::new().months(i32::from(interval_months));
        review.on.checked_add(interval).ok()
    };
    review.next.or_else(usual)
}

/// A clinical review is worth what its reviewer knows. Editors compare a text with its sources, which takes no licence.
fn check_reviewers(review: &ReviewDraft, checked: &Checked, found: &mut Vec<Found>) {
    if review.kind != ReviewKind::Clinical {
        return;
    }
    for slug in &review.by {
        let person = checked.around.people.get(slug);
        if person.is_some_and(|person| person.credentials.is_none()) {
            found.push(Found::new(
                Code::ReviewerWithoutCredentials,
                Place::Front("review"),
                format!("`{slug}` made a clinical review and has no `credentials`"),
                "add the degrees or licences of the person to `people.yaml`, or say `kind: editorial`",
            ));
        }
    }
}

#[cfg(test)]
mod tests;
