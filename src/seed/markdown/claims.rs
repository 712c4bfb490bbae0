//! What the attributes of paragraphs and list items mean: an id, a claim, what the item is about.

use super::Target;
use super::attributes::Attributes;
use super::reading::Reading;
use crate::content::{Anchor, Certainty, Claim, ClaimStrength, Code, Slug};

const KEYS: [&str; 5] = ["id", "claim", "therapy", "condition", "certainty"];

/// What the attributes of a paragraph say.
pub(super) struct ParagraphMeaning {
    pub id: Anchor,
    pub claim: Option<Claim>,
}

/// What the attributes of a list item say.
pub(super) struct ItemMeaning {
    pub id: Anchor,
    pub claim: Option<Claim>,
    pub therapy: Option<Slug>,
    pub condition: Option<Slug>,
}

pub(super) fn of_paragraph(mut attributes: Attributes, reading: &mut Reading) -> ParagraphMeaning {
    let range = attributes.range.clone();
    let is_claim = attributes.has("claim");
    let meaning = take(&mut attributes, reading);
    attributes.refuse_rest("a paragraph", &KEYS, reading);
    if !is_claim && (meaning.therapy.is_some() || meaning.condition.is_some()) {
        reading.fault(
            Code::Attributes,
            range,
            "a therapy or condition on a paragraph that claims nothing",
            "add `claim=`, or delete the attribute: a mention in the text is enough",
        );
    }
    ParagraphMeaning {
        id: meaning.id,
        claim: meaning.claim,
    }
}

pub(super) fn of_item(mut attributes: Attributes, reading: &mut Reading) -> ItemMeaning {
    let meaning = take(&mut attributes, reading);
    attributes.refuse_rest("a list item", &KEYS, reading);
    meaning
}

/// With a claim, therapy and condition are the claim's; without, they are the item's own.
fn take(attributes: &mut Attributes, reading: &mut Reading) -> ItemMeaning {
    check(attributes, reading);
    let is_claim = attributes.has("claim");
    let id = attributes.id(reading);
    let strength = attributes.choice("claim", &ClaimStrength::ALL, reading);
    let certainty = attributes.choice("certainty", &Certainty::ALL, reading);
    let therapy = attributes.slug("therapy", reading, Target::Therapy);
    let condition = attributes.slug("condition", reading, Target::Condition);
    if !is_claim {
        return ItemMeaning {
            id,
            claim: None,
            therapy,
            condition,
        };
    }
    let parts = strength.zip(therapy).zip(condition);
    let claim = parts.map(|((strength, therapy), condition)| Claim {
        strength,
        therapy,
        condition,
        certainty,
    });
    ItemMeaning {
        id,
        claim,
        therapy: None,
        condition: None,
    }
}

/// A claim needs all of its parts; a certainty needs a claim.
fn check(attributes: &Attributes, reading: &mut Reading) {
    let has_both = attributes.has("therapy") && attributes.has("condition");
    let (message, help) = match (attributes.has("claim"), attributes.has("certainty")) {
        (true, _) if !has_both => (
            "a claim must say which therapy and which condition it is about",
            "add `therapy=` and `condition=`",
        ),
        (false, true) => (
            "a certainty without a claim",
            "add `claim=`, `therapy=` and `condition=`, or delete `certainty=`",
        ),
        (true, _) | (false, false) => return,
    };
    reading.fault(Code::Attributes, attributes.range.clone(), message, help);
}
