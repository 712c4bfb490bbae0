//! Whether clinical text sells something. English only, and meant to be right rather than complete: what a practice offers
//! belongs into the call to action.

use std::sync::LazyLock;

use regex::Regex;

use super::passages::Passage;
use super::{Checked, Found, Place};
use crate::content::{Code, Inline, Purpose};

/// What is sold, in clinics and practices of health.
const SOLD: &str = "(?:massages?|treatments?|therap(?:y|ies)|sessions?|appointments?|packages?|consultations?|services|class(?:es)?|courses?|vouchers?|memberships?)";
const SELLERS: &str = "(?:massages?|treatments?|therap(?:y|ies|ists?)|clinics?|practices?|practitioners?|spas?|physios?|physiotherapists?|osteopaths?|chiropractors?|doctors?)";
const PRICE: &str =
    r"(?:[$£€]\s?\d+(?:[.,]\d{2})?|\d+(?:[.,]\d{2})?\s?(?:€|euros?\b|dollars\b|pounds sterling\b))";

/// What stands in no clinical text unless it sells.
static PROMOTION: LazyLock<Regex> = LazyLock::new(|| {
    let phrases = [
        r"\b(?:book|order|buy|enquire) (?:now|today)\b".to_owned(),
        format!(r"\bbook (?:your|a|an) (?:\w+[ -]){{0,3}}{SOLD} (?:now|online|today|with us|at our|with our)\b"),
        // "When you book your massage, say what you take" is good advice; "Book your massage" sells.
        format!(r"(?:^|[.!?] )book your (?:\w+[ -]){{0,3}}{SOLD}\b"),
        r"\b(?:call|contact|visit|ring|text|email|message) us\b".to_owned(),
        r"\b(?:call|contact|visit) our (?:clinic|practice|reception|studio|team|office|staff|therapists)\b".to_owned(),
        format!(r"\bour (?:\w+[ -]){{0,2}}(?:clinics?|salons?|spas?|studios?|(?:massage )?therapists|prices|price list|{SOLD} (?:starts?|costs?|from))\b"),
        r"\b(?:special|limited|exclusive|introductory|limited[ -]time) offers?\b".to_owned(),
        r"\b(?:money[ -]back guarantee|gift vouchers?|discount codes?|free consultations?)\b".to_owned(),
        r"\b\d+ ?% (?:off|discount)\b".to_owned(),
        format!(r"\bwe (?:also |now )?offer (?:\w+[ ,-]+){{0,5}}?{SOLD}\b"),
        format!(r"\bthe best (?:\w+[ -]){{0,3}}{SELLERS} in (?:town|the (?:city|area|region|country|world)|(?-i:[A-Z])\w+)"),
        format!(r"\b(?:for|now|from) (?:only|just) {PRICE}"),
        format!(r"\b(?:prices|{SOLD}) (?:(?:start|starts|starting|begin|are available) )?(?:at|from) {PRICE}"),
        format!(r"{PRICE} (?:per|an?|each) (?:session|hour|visit|treatment|massage|appointment|month)\b"),
    ];
    compiled(&phrases.join("|"))
});

/// Words of links that sell.
static SELLING_LINK: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"^(?:buy|shop|order)\b|\bbook (?:now|online|today|here)\b|^book (?:your|an?) (?:\w+[ -]){0,3}(?:massage|session|treatment)\b|^book(?:ings?)?$|\bsign up\b|\bspecial offers?\b|\bgift (?:cards?|vouchers?)\b",
    )
});

/// One finding for each passage, which shows the words.
pub fn check(checked: &Checked, found: &mut Vec<Found>) {
    if !checked.draft.locale.is_english() {
        return;
    }
    let passages = checked.passages.all.iter();
    for passage in passages.filter(|passage| is_clinical(passage)) {
        if let Some(words) = promotion_in(passage) {
            found.push(Found::new(
                Code::Promotion,
                Place::Nth(passage.place),
                format!("“{words}” is promotion inside clinical text (English only)"),
                "move it to `::: call-to-action`, which is shown apart from the text, or remove it",
            ));
        }
    }
}

/// The introduction, and the sections that tell of health.
fn is_clinical(passage: &Passage) -> bool {
    let purpose = passage.section.as_ref().map(|section| section.purpose);
    match purpose {
        None => !passage.is_lifted,
        Some(
            Purpose::Overview
            | Purpose::Symptoms
            | Purpose::Causes
            | Purpose::Treatments
            | Purpose::Benefits
            | Purpose::WhatToExpect
            | Purpose::SelfCare
            | Purpose::WhenToGetHelp
            | Purpose::Risks
            | Purpose::Evidence
            | Purpose::Conclusion,
        ) => true,
        Some(Purpose::Faq | Purpose::Other) => false,
    }
}

fn promotion_in(passage: &Passage) -> Option<&str> {
    let links = passage.inlines.iter().filter_map(|inline| match inline {
        Inline::Link(link) => Some(link.text.trim()),
        Inline::Text(_) | Inline::Mention(_) | Inline::Citation(_) | Inline::LineBreak(_) => None,
    });
    let mut selling = links.filter(|text| SELLING_LINK.is_match(text));
    let words = PROMOTION.find(&passage.text);
    let words = words.map(|found| {
        found
            .as_str()
            .trim_start_matches(|c: char| !c.is_alphanumeric() && !"$£€".contains(c))
    });
    words.or_else(|| selling.next())
}

fn compiled(pattern: &str) -> Regex {
    Regex::new(&format!("(?im){pattern}"))
        .expect("the patterns are constant, and a test compiles them")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_sell_are_found() {
        for (text, expected) in [
            ("Relief is near. Book now!", "Book now"),
            (
                "Book your first massage and feel better.",
                "Book your first massage",
            ),
            ("Book a session with us.", "Book a session with us"),
            ("Call us on 0800 123.", "Call us"),
            (
                "At our London clinic we see this often.",
                "our London clinic",
            ),
            (
                "Ask one of our licensed massage therapists.",
                "our licensed massage therapists",
            ),
            ("We have a special offer this month.", "special offer"),
            ("Get 20% off.", "20% off"),
            (
                "We offer deep, slow and safe massage.",
                "We offer deep, slow and safe massage",
            ),
            ("The best massage in London.", "the best massage in London"),
            (
                "Ask for the best sports massage therapist in town.",
                "the best sports massage therapist in town",
            ),
            ("Sessions start at £45.", "sessions start at £45"),
            ("Now only 49 euros.", "now only 49 euros"),
            ("It is $80.00 per session.", "$80.00 per session"),
        ] {
            let found = PROMOTION
                .find(text)
                .map(|found| found.as_str().to_lowercase());

            let found = found
                .as_deref()
                .map(|found| found.trim_start_matches(['.', '!', ' ']));
            assert_eq!(found, Some(expected.to_lowercase().as_str()), "{text}");
        }
    }

    #[test]
    fn words_that_tell_of_health_are_not() {
        for text in [
            "Do not book a massage first.",
            "Before you book, ask a doctor.",
            "When you book your massage, say what you take.",
            "You can book online at your surgery.",
            "The cost rose from £20 to £40.",
            "Massage cost only $12 more than usual care.",
            "Visit our page about sciatica.",
            "Book an appointment with your family doctor.",
            "Call an ambulance now. Call 999.",
            "Tell us what helped. The trial tells us more.",
            "Our short answer is: perhaps. Our bodies adapt.",
            "Here we offer an overview of the evidence.",
            "Exercise offers relief, and we provide the sources.",
            "The best evidence in this field is small.",
            "The best position in bed is on the side.",
            "The best treatment in the trial was exercise.",
            "The programme costs £20,000 for each year gained.",
            "Back pain costs the country $100 billion a year.",
            "Pain fell by 20% of its first value.",
            "We cannot discount the possibility.",
            "From 45 to 60 minutes.",
            "In order to heal, keep moving.",
        ] {
            let found = PROMOTION.find(text).map(|found| found.as_str());

            assert_eq!(found, None, "{text}");
        }
    }

    #[test]
    fn a_link_sells_by_its_words() {
        for (text, expected) in [
            ("Buy the cushion", true),
            ("book a massage", true),
            ("Book online", true),
            ("Sign up", true),
            ("the book on back pain", false),
            ("how to book", false),
            ("Book an appointment with a GP", false),
            ("in order to heal", false),
            ("the order of the exercises", false),
            ("back pain workshop", false),
        ] {
            assert_eq!(SELLING_LINK.is_match(text), expected, "{text}");
        }
    }
}
