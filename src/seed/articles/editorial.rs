//! What editors decide about an article besides its text: reviews, the schedule, warnings they accept.

use crate::content::{AcceptedWarning, Anchor, Code, Moment, ReviewDraft, ReviewKind, Slug};
use crate::error::InvalidValue;
use crate::seed::Span;
use crate::seed::fields::{Fields, parse_day, parsed, text_of};
use crate::seed::pointers::Pointers;
use crate::seed::report::Report;
use crate::seed::source_text::Placed;
use crate::seed::yaml::Value;

const REVIEW_KEYS: &[&str] = &["by", "on", "next", "kind"];
const ACCEPT_KEYS: &[&str] = &["code", "reason", "block"];

/// Reads `review`, and remembers who reviewed.
pub fn review_of(
    fields: &mut Fields,
    pointers: &mut Pointers,
    report: &mut Report,
) -> Option<ReviewDraft> {
    let mut review = fields.fields("review", REVIEW_KEYS, "a review", report)?;
    for name in ["by", "on"] {
        if !review.has(name) {
            review.required_text(name, report);
        }
    }
    let by = reviewers_of(&mut review, report);
    let on = review.parsed("on", parse_day, report);
    let next = review.parsed("next", parse_day, report);
    let kind = review.choice("kind", &ReviewKind::ALL, report);
    review.finish(report);
    if let (Some(on), Some(next)) = (&on, &next)
        && next.value < on.value
    {
        let message = format!(
            "the next review, {}, is before this one, {}",
            next.value, on.value
        );
        let help = "write a later day in `next`".to_owned();
        report.add(Code::Identifier, next.span, message, help);
    }
    Some(ReviewDraft {
        by: pointers.people(by),
        on: on?.value,
        next: next.map(|next| next.value),
        kind: kind.unwrap_or(ReviewKind::Clinical),
    })
}

/// One reviewer, or a list of them.
fn reviewers_of(review: &mut Fields, report: &mut Report) -> Vec<Placed<Slug>> {
    let Some(node) = review.take("by") else {
        return Vec::new();
    };
    let nodes = match node.value {
        Value::List(nodes) if nodes.is_empty() => {
            let help = "name one person or several".to_owned();
            report.add(Code::Yaml, node.span, "`by` is empty".to_owned(), help);
            nodes
        }
        Value::List(nodes) => nodes,
        Value::Scalar { .. } | Value::Map(_) => vec![node],
    };
    nodes
        .into_iter()
        .filter_map(|node| {
            let text = text_of("by", node, report)?;
            parsed("by", text, &Slug::parse, report)
        })
        .collect()
}

/// When an article is to be public, and since when it has been.
#[derive(Default)]
pub struct Schedule {
    /// At the place of its key.
    pub publish_at: Option<Placed<Moment>>,
    /// At the place of its key.
    pub unpublish_at: Option<Placed<Moment>>,
    pub first_published_at: Option<Moment>,
}

/// Reads `publish_at`, `unpublish_at` and `first_published_at`.
pub fn schedule_of(fields: &mut Fields, report: &mut Report) -> Schedule {
    let keys = ["publish_at", "unpublish_at"].map(|name| fields.key_span(name));
    let publish_at = fields.parsed("publish_at", Moment::parse, report);
    let unpublish_at = fields.parsed("unpublish_at", Moment::parse, report);
    let first_published_at = fields.parsed("first_published_at", Moment::parse, report);
    if let (Some(publish), Some(unpublish)) = (&publish_at, &unpublish_at)
        && unpublish.value <= publish.value
    {
        let message = "`unpublish_at` is not after `publish_at`".to_owned();
        let help = "write a later moment".to_owned();
        report.add(Code::Identifier, unpublish.span, message, help);
    }
    if let (Some(publish), Some(first)) = (&publish_at, &first_published_at)
        && first.value > publish.value
    {
        let message = "`first_published_at` is after `publish_at`".to_owned();
        let help = "write the earlier moment, or remove one of the two".to_owned();
        report.add(Code::Identifier, first.span, message, help);
    }
    let [publish_key, unpublish_key] = keys;
    Schedule {
        publish_at: at_key(publish_at, publish_key),
        unpublish_at: at_key(unpublish_at, unpublish_key),
        first_published_at: first_published_at.map(|first| first.value),
    }
}

fn at_key(moment: Option<Placed<Moment>>, key: Option<Span>) -> Option<Placed<Moment>> {
    let Placed { value, span } = moment?;
    let span = key.unwrap_or(span);
    Some(Placed { value, span })
}

/// Reads the list `accept`.
pub fn accepted_of(fields: &mut Fields, report: &mut Report) -> Vec<AcceptedWarning> {
    let accepted = fields.list_of_fields("accept", ACCEPT_KEYS, "an accepted warning", report);
    let mut warnings = Vec::new();
    for mut fields in accepted {
        let has_code = fields.has("code");
        let code = fields.parsed("code", parse_code, report);
        if !has_code {
            fields.required_text("code", report);
        }
        let reason = fields.required_text("reason", report);
        let block = fields.parsed("block", Anchor::parse, report);
        fields.finish(report);
        warnings.extend(code.map(|code| AcceptedWarning {
            code: code.value,
            reason,
            block: block.map(|block| block.value),
        }));
    }
    warnings
}

fn parse_code(text: &str) -> Result<String, InvalidValue> {
    let is_word = text.len() <= 12
        && text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.ends_with(|c: char| c.is_ascii_digit())
        && text
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    if is_word {
        return Ok(text.to_owned());
    }
    Err(InvalidValue::new(
        "the code of a warning, such as REV002".to_owned(),
        text,
    ))
}
