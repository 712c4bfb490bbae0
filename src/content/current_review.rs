//! The review of an article that counts: until when it holds, and which changes of the text come after it.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};
use serde::{Deserialize, Serialize};

use super::walk_article;
use super::{Anchor, ArticleDraft, Inline, Piece, ReviewDraft, ReviewKind, Slug, TextInline};

/// A review with the day of the next one, whether its author named that or not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CurrentReview {
    /// Who reviewed, as slugs of people.
    pub by: Vec<Slug>,
    pub on: Date,
    pub next: Date,
    pub kind: ReviewKind,
}

/// The review that counts for a text, where the history of the text is known.
#[derive(Clone, Debug, PartialEq)]
pub struct StandingReview {
    pub review: CurrentReview,
    /// Whether the text is another than the one that was reviewed.
    pub has_changed_since: bool,
}

impl CurrentReview {
    /// What a review says that was made under a rule of so many months.
    pub fn of(review: &ReviewDraft, interval_months: u16) -> Self {
        Self {
            by: review.by.clone(),
            on: review.on,
            next: review
                .next
                .unwrap_or_else(|| day_after(review.on, interval_months)),
            kind: review.kind,
        }
    }

    /// True of what says that the same people looked at the same on the same day, whatever day it names for the next time.
    pub fn is(&self, review: &ReviewDraft) -> bool {
        review.is(self.on, self.kind, &self.by)
    }
}

impl ReviewDraft {
    fn is(&self, on: Date, kind: ReviewKind, by: &[Slug]) -> bool {
        self.on == on && self.kind == kind && self.by == by
    }

    /// True of what says that the same people looked at the same on the same day.
    pub fn is_same(&self, other: &Self) -> bool {
        self.is(other.on, other.kind, &other.by)
    }
}

impl From<CurrentReview> for ReviewDraft {
    fn from(review: CurrentReview) -> Self {
        Self {
            by: review.by,
            on: review.on,
            next: Some(review.next),
            kind: review.kind,
        }
    }
}

impl ArticleDraft {
    /// True when who reviewed one has read the other: title, summary and all clinical text with its claims, citations and
    /// pictures are the same. Where links lead, ids and the sizes and credits of pictures are no part of that; nor are the
    /// picture at the head of the page and the call to action, which say nothing clinical.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let (one, other) = (reviewable(self), reviewable(other));
        one.title == other.title
            && one.summary == other.summary
            && one.introduction == other.introduction
            && one.sections == other.sections
            && one.disclaimer == other.disclaimer
    }
}

/// The last day of the month, where it has no such day.
fn day_after(day: Date, months: u16) -> Date {
    let span: Span = i64::from(months).months();
    day.saturating_add(span)
}

/// The text without what no reviewer looks at.
fn reviewable(draft: &ArticleDraft) -> ArticleDraft {
    let mut draft = draft.clone();
    walk_article(&mut draft, &mut |piece| match piece {
        Piece::Place { id, .. } => *id = Anchor::unassigned(),
        Piece::Inlines(inlines) => {
            inlines.iter_mut().for_each(lead_nowhere);
            inlines.dedup_by(|next, run| run_on(run, next));
        }
        Piece::Image(image) => {
            (image.width, image.height, image.credit) = (None, None, None);
        }
        Piece::Words(_)
        | Piece::Aside(_)
        | Piece::Claim(_)
        | Piece::Therapy(_)
        | Piece::Condition(_) => {}
    });
    draft
}

fn lead_nowhere(inline: &mut Inline) {
    if let Inline::Link(link) = inline {
        *inline = Inline::Text(TextInline {
            text: std::mem::take(&mut link.text),
            strong: link.strong,
            emphasis: link.emphasis,
        });
    }
}

/// Takes a text into the one before it, where both are set alike: a link that is added breaks a run in three.
fn run_on(run: &mut Inline, next: &Inline) -> bool {
    let (Inline::Text(run), Inline::Text(next)) = (run, next) else {
        return false;
    };
    let is_alike = (run.strong, run.emphasis) == (next.strong, next.emphasis);
    if is_alike {
        run.text.push_str(&next.text);
    }
    is_alike
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_next_review_is_due_on_the_day_that_is_named_or_after_the_interval() {
        let mut review = ReviewDraft {
            by: Vec::new(),
            on: date(2024, 2, 29),
            next: None,
            kind: ReviewKind::Clinical,
        };

        assert_eq!(CurrentReview::of(&review, 36).next, date(2027, 2, 28));
        review.next = Some(date(2024, 3, 1));
        assert_eq!(CurrentReview::of(&review, 36).next, date(2024, 3, 1));
    }

    #[test]
    fn a_link_that_is_added_changes_nothing_that_a_reviewer_has_read() {
        let article = |content: serde_json::Value| -> ArticleDraft {
            serde_json::from_value(serde_json::json!({
                "slug": "a", "locale": "en", "title": "A", "summary": "B",
                "introduction": [{"type": "paragraph", "id": "p", "content": content}],
            }))
            .expect("a draft")
        };
        let run = |text: &str| serde_json::json!({"type": "text", "text": text, "strong": false, "emphasis": false});
        let link = serde_json::json!({"type": "link", "text": "reduces", "strong": false, "emphasis": false, "href": "https://example.org"});
        let plain = article(serde_json::json!([run("It reduces pain.")]));

        let linked = article(serde_json::json!([run("It "), link, run(" pain.")]));
        let other = article(serde_json::json!([run("It removes pain.")]));

        assert!(plain.says_the_same(&linked));
        assert!(!plain.says_the_same(&other));
    }

    #[test]
    fn a_review_on_the_last_day_there_is_is_due_on_that_day() {
        assert_eq!(day_after(date(9999, 12, 31), 36), date(9999, 12, 31));
    }
}
