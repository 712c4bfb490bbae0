//! Tips: paragraphs of advice that a label leads in, with the image before each.

use super::flow::{Content, Flow, FlowFigure, are_visible, text_of};
use super::labels::{self, Labelled};
use super::purposes::words_of;
use crate::content::Purpose;

/// Makes tips of the labelled paragraphs of a section that gives them. One alone is no list of tips.
pub fn find(flow: Vec<Flow>, heading: &str, purpose: Purpose) -> Vec<Flow> {
    let words = format!(" {} ", words_of(heading));
    let gives_tips = purpose == Purpose::SelfCare || words.contains(" tips ");
    let labelled = flow.iter().filter(|block| label_of(block).is_some());
    if !gives_tips || labelled.count() < 2 {
        return flow;
    }
    let mut out: Vec<Flow> = Vec::new();
    for block in flow {
        let Some(Labelled { label, rest }) = label_of(&block) else {
            out.push(block);
            continue;
        };
        let image = match out.pop() {
            Some(Flow {
                content: Content::Figure(FlowFigure { image, caption }),
                ..
            }) if !are_visible(&caption) => Some(image),
            Some(other) => {
                out.push(other);
                None
            }
            None => None,
        };
        out.push(Flow {
            line: block.line,
            content: Content::Tip {
                title: label,
                image,
                body: vec![Flow::paragraph(block.line, rest)],
            },
        });
    }
    out
}

/// The label of a paragraph; one that introduces what follows it has none.
fn label_of(block: &Flow) -> Option<Labelled> {
    let Content::Paragraph(pieces) = &block.content else {
        return None;
    };
    if text_of(pieces).ends_with(':') {
        return None;
    }
    labels::strong(pieces).or_else(|| labels::plain(pieces))
}
