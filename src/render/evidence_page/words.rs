//! How the page names what the content has codes for.

use jiff::civil::Date;
use maud::{Markup, html};

use crate::content::{Certainty, ClaimStrength, EvidenceLevel, Notice, StudyType};
use crate::render::formats::words::{self, notice_name};

/// "1 claim", "2 claims".
pub fn counted(count: usize, one: &str, several: &str) -> String {
    let noun = if count == 1 { one } else { several };
    format!("{count} {noun}")
}

/// A day as English readers everywhere read it.
pub fn day(day: Date) -> Markup {
    html! { time datetime=(day) { (words::day(day)) } }
}

pub fn strength_name(strength: ClaimStrength) -> &'static str {
    match strength {
        ClaimStrength::Supported => "Supported",
        ClaimStrength::Limited => "Limited",
        ClaimStrength::Mixed => "Mixed",
        ClaimStrength::Insufficient => "Insufficient",
        ClaimStrength::Consensus => "Consensus",
    }
}

pub fn strength_meaning(strength: ClaimStrength) -> &'static str {
    match strength {
        ClaimStrength::Supported => "Sound studies of the very question agree.",
        ClaimStrength::Limited => "Few or weak studies point one way.",
        ClaimStrength::Mixed => "Studies disagree.",
        ClaimStrength::Insufficient => "The studies cannot tell.",
        ClaimStrength::Consensus => "Experts agree; studies are missing.",
    }
}

/// The name of the class that gives a strength its colour.
pub fn strength_class(strength: ClaimStrength) -> &'static str {
    let mut all = ClaimStrength::ALL.iter();
    all.find(|(_, known)| *known == strength)
        .map_or("", |(word, _)| word)
}

pub fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::High => "high",
        Certainty::Moderate => "moderate",
        Certainty::Low => "low",
        Certainty::VeryLow => "very low",
    }
}

pub fn study_type(study_type: Option<StudyType>) -> &'static str {
    study_type.map_or("kind not named", |known| known.nouns().0)
}

/// A level as a mark beside a source.
pub fn level(level: Option<&EvidenceLevel>) -> Markup {
    html! {
        @match level {
            Some(level) => { span class={ "level level-" (level.value) } { "Level " (level.value) } }
            None => { span.level { "No level" } }
        }
    }
}

/// A retraction or the like as a mark beside a source.
pub fn notice(notice: Option<&Notice>) -> Markup {
    html! {
        @if let Some(notice) = notice {
            " " strong.warned {
                (notice_name(notice.kind)) " " (day(notice.on))
            }
        }
    }
}
