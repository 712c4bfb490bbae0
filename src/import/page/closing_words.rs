//! The words at the end of a page that belong to the article and to no section: that it replaces no doctor, and what a
//! reader may do next.

use super::assembling::Page;
use super::flow::{Content, Flow, Piece, flattened, text_of};
use super::headings::FlowSection;
use super::notes::quoted;
use super::purposes::words_of;
use crate::content::{CallToAction, CallToActionLink, Href, Purpose, SimpleBlock};

const DISCLAIMER_HEADINGS: [&str; 4] = [
    "disclaimer",
    "medical disclaimer",
    "health disclaimer",
    "important notice",
];
/// What only a disclaimer says.
const SURE_PHRASES: [&str; 12] = [
    "not a substitute for",
    "not intended as medical advice",
    "not intended to be a substitute",
    "not intended to diagnose",
    "not medical advice",
    "does not constitute medical advice",
    "does not replace",
    "cannot replace advice",
    "not replace professional",
    "for informational purposes only",
    "for educational purposes only",
    "for general information only",
];
const ASKING: [&str; 8] = [
    "consult",
    "ask your",
    "talk to",
    "talk with",
    "speak to",
    "speak with",
    "check with",
    "seek the advice",
];
const ASKED: [&str; 9] = [
    "doctor",
    "physician",
    "healthcare professional",
    "health care professional",
    "healthcare provider",
    "health care provider",
    "health professional",
    "medical professional",
    "medical provider",
];
const BEFORE: [&str; 6] = [
    "before starting",
    "before you start",
    "before beginning",
    "before trying",
    "before you try",
    "before any",
];
const CALLS: [&str; 18] = [
    "book a",
    "book an",
    "book now",
    "book your",
    "book online",
    "schedule a",
    "schedule an",
    "schedule your",
    "make an appointment",
    "contact us",
    "get in touch",
    "call us",
    "find a therapist",
    "get relief with",
    "request an appointment",
    "call today",
    "visit us",
    "reach out to us",
];
/// The longest disclaimer or call that one paragraph is taken for, in words.
const MAX_WORDS: usize = 90;

impl Page<'_, '_> {
    /// True for a section that is nothing but a disclaimer, which it then is.
    pub fn take_disclaimer_section(&mut self, section: &FlowSection) -> bool {
        let heading = words_of(&text_of(&section.heading));
        let is_meant = DISCLAIMER_HEADINGS.contains(&heading.as_str());
        let is_simple = section.flow.iter().all(|block| match &block.content {
            Content::Paragraph(pieces) => !has_image(pieces),
            Content::List(_) => !has_image(&flattened(vec![block.clone()])),
            _ => false,
        });
        if !is_meant || !is_simple || section.flow.is_empty() {
            return false;
        }
        let body = self.body(section.flow.clone(), "a disclaimer");
        self.disclaimer.extend(body.blocks);
        true
    }

    /// Takes disclaimer and call to action out of the last section.
    pub fn take_closing_words(&mut self, flow: Vec<Flow>, purpose: Purpose) -> Vec<Flow> {
        let mut kept = Vec::new();
        for block in flow {
            let Content::Paragraph(pieces) = &block.content else {
                kept.push(block);
                continue;
            };
            let text = text_of(pieces).to_lowercase();
            let is_short = text.split_whitespace().count() <= MAX_WORDS;
            if is_short && is_disclaimer(&text) && purpose != Purpose::WhenToGetHelp {
                let paragraph = self.paragraph(pieces, block.line);
                self.disclaimer
                    .extend(paragraph.map(SimpleBlock::Paragraph));
            } else if is_short && is_call(&text) && self.call_to_action.is_none() {
                self.call_to_action = self.call_of(pieces, block.line);
                if self.call_to_action.is_none() {
                    kept.push(block);
                }
            } else {
                kept.push(block);
            }
        }
        kept
    }

    /// A call to action needs a link; without one it stays a paragraph.
    fn call_of(&mut self, pieces: &[Piece], line: usize) -> Option<CallToAction> {
        let Some((href, label)) = first_link(pieces) else {
            let message = format!(
                "a call to action without a link stayed a paragraph: {}",
                quoted(&text_of(pieces))
            );
            self.notes.add(line, message, "write it as `::: call-to-action title=\"...\" href=... label=\"...\"` with the address it should lead to");
            return None;
        };
        let is_link_alone = text_of(pieces).chars().count() <= label.chars().count() + 2;
        let body = match is_link_alone {
            true => Vec::new(),
            false => self
                .paragraph(pieces, line)
                .map(SimpleBlock::Paragraph)
                .into_iter()
                .collect(),
        };
        self.notes.add(
            line,
            format!(
                "the call to action has no title of its own; the words of its link are used: {}",
                quoted(&label)
            ),
            "write a title for it",
        );
        Some(CallToAction {
            title: label.clone(),
            body,
            link: CallToActionLink { href, label },
        })
    }
}

fn has_image(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| matches!(piece, Piece::Image(_)))
}

/// Where the first link of a text leads, and its words.
fn first_link(pieces: &[Piece]) -> Option<(Href, String)> {
    let mut target: Option<(Href, String)> = None;
    for piece in pieces {
        let Piece::Run(run) = piece else { continue };
        let link = run.style.link.as_deref();
        let Some(href) = link.and_then(|link| Href::parse(link).ok()) else {
            continue;
        };
        match &mut target {
            None => target = Some((href, run.text.clone())),
            Some((known, label)) if *known == href => label.push_str(&run.text),
            Some(_) => {}
        }
    }
    let (href, label) = target?;
    let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
    let label = label.trim_end_matches(['.', '!', '→', '»', ' ']).to_owned();
    (!label.is_empty()).then_some((href, label))
}

fn is_disclaimer(text: &str) -> bool {
    let has = |phrases: &[&str]| phrases.iter().any(|phrase| text.contains(phrase));
    has(&SURE_PHRASES) || has(&ASKING) && has(&ASKED) && has(&BEFORE)
}

fn is_call(text: &str) -> bool {
    let padded = format!(" {text} ");
    CALLS
        .iter()
        .any(|call| padded.contains(&format!(" {call} ")) || padded.contains(&format!(" {call}.")))
}
