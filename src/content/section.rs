//! Sections: the parts of an article that follow its introduction.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Anchor, Block};

/// One part of an article under a heading. Sections stand in order and are never nested: `level` says how deep the
/// heading is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Section {
    /// The anchor of the section, fit for the fragment of a URL.
    #[serde(default = "Anchor::unassigned")]
    #[schema(required, example = "benefits")]
    pub id: Anchor,
    /// The level of the heading, 2 to 4, as in HTML; the article's title is level 1.
    #[schema(minimum = 2, maximum = 4, example = 2)]
    pub level: u8,
    /// The heading, in plain text.
    #[schema(example = "How massage may help")]
    pub heading: String,
    /// What the section is for.
    pub purpose: Purpose,
    /// What stands in the section, in order.
    pub blocks: Vec<Block>,
}

/// What a section is for, so that a page can place or mark it without reading its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "benefits")]
pub enum Purpose {
    /// What the subject is.
    Overview,
    /// How it shows.
    Symptoms,
    /// Where it comes from.
    Causes,
    /// What is done about it.
    Treatments,
    /// What a treatment may do for the reader.
    Benefits,
    /// How a session goes.
    WhatToExpect,
    /// What readers can do themselves.
    SelfCare,
    /// When to see somebody, and how fast.
    WhenToGetHelp,
    /// What can go wrong, and who should not.
    Risks,
    /// What the statements rest on.
    Evidence,
    /// Questions and answers.
    Faq,
    /// The last word.
    Conclusion,
    /// None of these.
    Other,
}

impl Purpose {
    /// Every purpose with the word that a seed file writes for it.
    pub const ALL: [(&'static str, Self); 13] = [
        ("overview", Self::Overview),
        ("symptoms", Self::Symptoms),
        ("causes", Self::Causes),
        ("treatments", Self::Treatments),
        ("benefits", Self::Benefits),
        ("what_to_expect", Self::WhatToExpect),
        ("self_care", Self::SelfCare),
        ("when_to_get_help", Self::WhenToGetHelp),
        ("risks", Self::Risks),
        ("evidence", Self::Evidence),
        ("faq", Self::Faq),
        ("conclusion", Self::Conclusion),
        ("other", Self::Other),
    ];
}
