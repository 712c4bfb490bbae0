//! Sentences of clinical sections that state an effect or a number and cite nothing. English only. What is not sure to be
//! such a statement is passed over: a check that is often wrong is soon read by nobody.

mod effects;
mod numbers;
mod patterns;

use super::{Checked, Found, Passage, Place};
use crate::content::{Code, Purpose, TopicNames};
use effects::{states_effect, states_research};
use numbers::states_number;
use patterns::{REFERS_BACK, STARTS_INSTRUCTION};

/// How much of a sentence a message shows, in characters.
const SHOWN: usize = 90;

pub fn check(checked: &Checked, found: &mut Vec<Found>) {
    if !checked.draft.locale.is_english() {
        return;
    }
    let names = &checked.around.topic_names;
    // The section in which a citation was seen last.
    let mut cited_in = None;
    for passage in &checked.passages.all {
        let section = passage.section.as_ref().map(|section| section.place);
        if is_checked(passage) {
            let is_after_citation = cited_in == section;
            found.extend(uncited_in(passage, is_after_citation, names));
        }
        if !passage.citations.is_empty() {
            cited_in = section;
        }
    }
}

/// The first statement of a passage.
fn uncited_in(passage: &Passage, is_after_citation: bool, names: &TopicNames) -> Option<Found> {
    sentences(&passage.text).find_map(|sentence| {
        let what = statement_of(sentence, passage, names)?;
        let refers_back = is_after_citation && REFERS_BACK.is_match(sentence);
        (!refers_back).then(|| {
            Found::new(
                Code::UncitedStatement,
                Place::Nth(passage.place),
                format!("\"{}\" {what} and cites nothing", shown(sentence)),
                "cite what it rests on in the same paragraph or item, or say how sure it is",
            )
        })
    })
}

/// Running text of a clinical section that cites nothing. A claim without a citation has a finding of its own; what is
/// quoted are the words of somebody else.
fn is_checked(passage: &Passage) -> bool {
    let is_clinical = passage.section.as_ref().is_some_and(|section| {
        matches!(
            section.purpose,
            Purpose::Benefits
                | Purpose::Treatments
                | Purpose::Risks
                | Purpose::Evidence
                | Purpose::WhatToExpect
                | Purpose::SelfCare
        )
    });
    is_clinical
        && !passage.is_quoted
        && passage.claim.is_none()
        && passage.citations.is_empty()
        && matches!(passage.kind, "paragraph" | "item" | "table")
}

/// What a sentence states, in words.
fn statement_of(sentence: &str, passage: &Passage, names: &TopicNames) -> Option<&'static str> {
    let text = sentence.replace('’', "'");
    let leads_elsewhere = text.ends_with(['?', ':']);
    if leads_elsewhere || STARTS_INSTRUCTION.is_match(&text) {
        return None;
    }
    if states_number(&text) {
        return Some("states a number");
    }
    if passage.kind == "table" {
        return None;
    }
    if states_research(&text) {
        return Some("says what research shows");
    }
    states_effect(&text, names).then_some("states an effect")
}

/// Sentences end with a mark before a blank, or with a line. A mark inside a number ends nothing.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| {
        let mut rest = line.trim();
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let end = patterns::SENTENCE_END
                .find(rest)
                .map_or(rest.len(), |end| end.end());
            let (sentence, after) = rest.split_at(end);
            rest = after.trim_start();
            Some(sentence.trim_end())
        })
    })
}

fn shown(sentence: &str) -> String {
    let sentence = sentence.trim_end_matches('.');
    match sentence.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}\u{2026}", sentence[..end].trim_end()),
        None => sentence.to_owned(),
    }
}

#[cfg(test)]
mod tests;
