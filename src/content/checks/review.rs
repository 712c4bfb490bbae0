//! Whether somebody has looked at an article, how long ago, and who.

use super::{Checked, Found, Place};
use crate::content::{Code, CurrentReview, ReviewKind};

pub fn check(checked: &Checked, found: &mut Vec<Found>) {
    let Some(review) = checked.review() else {
        found.push(Found::new(
            Code::NeverReviewed,
            Place::Front("title"),
            "nobody has reviewed the article".to_owned(),
            "have it read by somebody who knows the subject, then add `review` with `by`, `on` and `kind`",
        ));
        return;
    };
    if review.next < checked.today {
        found.push(Found::new(
            Code::ReviewOverdue,
            Place::Front("review"),
            format!("the next review was due on {}", review.next),
            "review the article again, and write the new day into `review`",
        ));
    }
    check_reviewers(&review, checked, found);
}

/// A clinical review is worth what its reviewer knows. Editors compare a text with its sources, which takes no licence.
fn check_reviewers(review: &CurrentReview, checked: &Checked, found: &mut Vec<Found>) {
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
