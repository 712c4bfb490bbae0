//! Our own fields of a reference: how the study was done, how far it carries, what its publisher has said since.

use super::draft::ReferenceDraft;
use crate::content::{
    Code, EvidenceLevel, LevelScheme, Notice, NoticeKind, Reference, Slug, StudyType,
};
use crate::error::InvalidValue;
use crate::seed::Span;
use crate::seed::fields::parse_day;
use crate::seed::report::Report;
use crate::seed::source_text::Placed;

const LEVELS: [(&str, u8); 5] = [("1", 1), ("2", 2), ("3", 3), ("4", 4), ("5", 5)];

/// Gives a reference what its draft says about its evidence.
pub fn fill_evidence(reference: &mut Reference, draft: &mut ReferenceDraft, report: &mut Report) {
    let study_type = draft.choice("study_type", &StudyType::ALL, report);
    reference.study_type = study_type.map(|study_type| study_type.value);
    reference.about = draft
        .parsed("about", parse_about, report)
        .unwrap_or_default();
    if let Some((_, reason)) = both_of("level", "level_reason", draft, report) {
        let level = draft.choice("level", &LEVELS, report);
        reference.level = level.map(|level| EvidenceLevel {
            value: level.value,
            scheme: LevelScheme::OxfordCebm2011,
            reason: Some(reason.value.clone()),
        });
        draft.take("level_reason");
        if reference.level.is_none() {
            draft.keep_as_given("level_reason", reason);
        }
    }
    if both_of("notice", "notice_on", draft, report).is_some() {
        let kind = draft.choice("notice", &NoticeKind::ALL, report);
        let on = draft.parsed("notice_on", parse_day, report);
        reference.notice = kind.zip(on).map(|(kind, on)| Notice {
            kind: kind.value,
            on,
        });
    }
}

/// Slugs between commas; several lines of one format come with semicolons between them.
fn parse_about(text: &str) -> Result<Vec<Slug>, InvalidValue> {
    let words = text.split([',', ';']);
    words.map(|word| Slug::parse(word.trim())).collect()
}

/// Two fields that say something only together. One without the other is reported.
fn both_of(
    first: &str,
    second: &str,
    draft: &mut ReferenceDraft,
    report: &mut Report,
) -> Option<(Placed<String>, Placed<String>)> {
    match (draft.text(first).cloned(), draft.text(second).cloned()) {
        (Some(one), Some(other)) => Some((one, other)),
        (None, None) => None,
        (Some(alone), None) => {
            need_both(first, second, alone.span, report);
            draft.take(first);
            draft.keep_as_given(first, alone);
            None
        }
        (None, Some(alone)) => {
            need_both(second, first, alone.span, report);
            draft.take(second);
            draft.keep_as_given(second, alone);
            None
        }
    }
}

fn need_both(given: &str, missing: &str, span: Span, report: &mut Report) {
    let message = format!("`{given}` stands without `{missing}`");
    let help = format!("add `{missing}`, or remove `{given}`");
    report.add(Code::Bibliography, span, message, help);
}
