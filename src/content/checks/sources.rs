//! Whether sources can be found by readers, and trusted.

use super::claims::resting;
use super::missing::{lacks_identifier, missing_members};
use super::{Checked, Found, Place};
use crate::content::{Code, NoticeKind, Reference, ReferenceKey};

/// What an article cites or lists, each source once, at its first use.
pub fn check(checked: &Checked, found: &mut Vec<Found>) {
    for (key, place) in uses(checked) {
        if let Some(source) = checked.around.references.get(key) {
            found.extend(
                check_reference(source)
                    .into_iter()
                    .map(|found| Found { place, ..found }),
            );
            check_notice(source, place, found);
        }
    }
    check_study_types(checked, found);
}

/// What can be said of a reference alone, whoever cites it. Its place is where it stands itself.
pub fn check_reference(source: &Reference) -> Vec<Found> {
    let mut found = Vec::new();
    let missing = missing_members(source);
    if !missing.is_empty() {
        let message = format!("`{}` has no {}", source.key, missing.join(" and no "));
        found.push(about(
            source,
            Code::MissingMembers,
            message,
            "add what readers need to find the source",
        ));
    }
    if lacks_identifier(source) {
        let message = format!("the article `{}` has neither a DOI nor a PMID", source.key);
        found.push(about(
            source,
            Code::NoIdentifier,
            message,
            "add its DOI or its PubMed id",
        ));
    }
    found
}

fn check_notice(source: &Reference, place: Place, found: &mut Vec<Found>) {
    let notice = source.notice.as_ref();
    let concern = notice.filter(|notice| notice.kind == NoticeKind::Concern);
    if let Some(concern) = concern {
        let message = format!(
            "an expression of concern about `{}` was published on {}",
            source.key, concern.on
        );
        let advice =
            "read the notice, and say in the text what is in doubt or rest it on other sources";
        found.push(Found {
            place,
            ..about(source, Code::QuestionedSource, message, advice)
        });
    }
}

/// How far a claim carries cannot be told from sources of which nobody has said what they are.
fn check_study_types(checked: &Checked, found: &mut Vec<Found>) {
    let mut told: Vec<&ReferenceKey> = Vec::new();
    for resting in resting(checked) {
        for source in &resting.sources {
            let is_known = source.study_type.is_some() || source.level.is_some();
            if is_known || told.contains(&&source.key) {
                continue;
            }
            told.push(&source.key);
            let message = format!(
                "a claim rests on `{}`, and nobody has said what kind of study it is",
                source.key
            );
            found.push(Found {
                place: resting.place,
                ..about(
                    source,
                    Code::UnknownStudyType,
                    message,
                    "look at the source, and add its `study_type`",
                )
            });
        }
    }
}

/// Each key with the place that uses it first.
fn uses<'a>(checked: &'a Checked) -> Vec<(&'a ReferenceKey, Place)> {
    let passages = checked.passages.all.iter();
    let cited = passages.flat_map(|passage| {
        let citations = passage.citations.iter();
        citations.map(|key| (key, Place::Nth(passage.place)))
    });
    let listed = checked.draft.references.iter();
    let listed = listed.map(|key| (key, Place::Front("references")));
    let mut seen = std::collections::HashSet::new();
    cited
        .chain(listed)
        .filter(|(key, _)| seen.insert(*key))
        .collect()
}

fn about(source: &Reference, code: Code, message: String, advice: &str) -> Found {
    Found::of_reference(code, source.key.clone(), message, advice)
}

#[cfg(test)]
mod tests;
