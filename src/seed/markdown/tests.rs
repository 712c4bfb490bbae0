//! Tests of the whole reader: what each rule of the authoring syntax makes of a text, and how faults are placed.

mod attributes;
mod blocks;
mod citations;
mod containers;
mod hostile;
mod inlines;
mod lists;
mod places;

use super::{Body, Description, Target, read_article_body, read_description};
use crate::content::{Block, Code, Inline, SimpleBlock};
use crate::seed::Fault;
use crate::seed::tests::assert_plain_words;

/// A body without faults.
fn body(text: &str) -> Body {
    let (body, faults) = body_and_faults(text);
    assert!(faults.is_empty(), "{text}\n{}", shown(&faults));
    body
}

fn body_and_faults(text: &str) -> (Body, Vec<Fault>) {
    let mut faults = Vec::new();
    let body = read_article_body(text, 0, "articles/x.md", &mut faults);
    faults.iter().for_each(assert_plain_words);
    (body, faults)
}

/// The codes of the faults in a text.
fn codes(text: &str) -> Vec<Code> {
    let (_, faults) = body_and_faults(text);
    faults.iter().map(|fault| fault.code).collect()
}

/// The only fault of a text.
fn fault(text: &str) -> Fault {
    let (_, mut faults) = body_and_faults(text);
    assert_eq!(faults.len(), 1, "{text}\n{}", shown(&faults));
    faults.remove(0)
}

fn shown(faults: &[Fault]) -> String {
    faults.iter().map(|fault| format!("{fault}\n")).collect()
}

fn description(text: &str) -> (Description, Vec<Code>) {
    let mut faults = Vec::new();
    let description = read_description(text, 0, "therapies/x.md", &mut faults);
    (description, faults.iter().map(|fault| fault.code).collect())
}

/// The only block before the first heading.
fn block(text: &str) -> Block {
    let mut body = body(text);
    assert_eq!(body.introduction.len(), 1, "{text}");
    body.introduction.remove(0)
}

/// The inlines of a text that is one paragraph.
fn paragraph(text: &str) -> Vec<Inline> {
    match block(text) {
        Block::Paragraph(paragraph) => paragraph.content,
        other => panic!("no paragraph: {other:?}"),
    }
}

fn words(inlines: &[Inline]) -> String {
    super::inlines::words(inlines)
}

fn simple_words(blocks: &[SimpleBlock]) -> Vec<String> {
    let text = |block: &SimpleBlock| match block {
        SimpleBlock::Paragraph(paragraph) => words(&paragraph.content),
        SimpleBlock::List(list) => {
            let items: Vec<String> = list.items.iter().map(|item| words(&item.content)).collect();
            format!("* {}", items.join(" * "))
        }
    };
    blocks.iter().map(text).collect()
}

fn targets(body: &Body) -> Vec<String> {
    let text = |target: &Target| match target {
        Target::Reference(key) => format!("@{key}"),
        Target::Therapy(slug) => format!("therapy:{slug}"),
        Target::Condition(slug) => format!("condition:{slug}"),
        Target::Article(slug) => format!("article:{slug}"),
        Target::Image(path) => path.clone(),
    };
    body.uses.iter().map(|used| text(&used.target)).collect()
}
