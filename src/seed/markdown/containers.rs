//! Containers: `::: name attributes` to `:::`.

use comrak::Node;
use comrak::nodes::{NodeBlockDirective, NodeValue};

use super::Target;
use super::fences::{self, Fence};
use super::lists;
use super::misplaced;
use super::reading::Reading;
use super::simple_blocks;
use crate::content::{
    Block, CallToAction, CallToActionLink, DefinitionBlock, FaqBlock, ListStyle, SimpleBlock,
    VideoBlock,
};
use crate::seed::nearest::advice;

const NAMES: [&str; 7] = [
    "definition",
    "faq",
    "do",
    "dont",
    "video",
    "disclaimer",
    "call-to-action",
];

/// What a container holds.
pub(super) enum Contained {
    Block(Block),
    Disclaimer(Vec<SimpleBlock>),
    CallToAction(CallToAction),
    /// Nothing that can be named or put anywhere; there is a fault.
    Nothing,
    /// A container that is not one: what stands in it is read as if the fence were not there.
    Loose,
}

/// Reads a container.
pub(super) fn read(node: Node<'_>, reading: &mut Reading) -> Contained {
    let fence = Fence::read(node, reading);
    if fence.name.is_empty() {
        fences::refuse(
            fence.range,
            "`:::` closes nothing, or opens a container without a name",
            format!(
                "delete the line, or name the container; {}",
                advice("", &NAMES)
            ),
            reading,
        );
        return Contained::Loose;
    }
    if !is_closed(node, reading) {
        fences::refuse(
            fence.range.clone(),
            format!("the container `{}` is not closed", fence.name),
            "close it with a line that is `:::`",
            reading,
        );
        return Contained::Loose;
    }
    match fence.name.as_str() {
        "definition" => Contained::Block(read_definition(node, fence, reading)),
        "faq" => Contained::Block(read_faq(node, fence, reading)),
        "do" => read_advice(node, fence, ListStyle::Do, reading),
        "dont" => read_advice(node, fence, ListStyle::Dont, reading),
        "video" => read_video(node, fence, reading),
        "disclaimer" => Contained::Disclaimer(read_disclaimer(node, fence, reading)),
        "call-to-action" => read_call_to_action(node, fence, reading),
        unknown => {
            let message = format!("there is no container `{unknown}`");
            fences::refuse(fence.range, message, advice(unknown, &NAMES), reading);
            Contained::Loose
        }
    }
}

/// True if a fence closes the container, or one that it stands in: the parser lets one fence close all.
fn is_closed(node: Node<'_>, reading: &Reading) -> bool {
    node.ancestors()
        .any(|ancestor| match &ancestor.data().value {
            NodeValue::BlockDirective(directive) => ends_with_fence(ancestor, directive, reading),
            _ => false,
        })
}

fn ends_with_fence(node: Node<'_>, directive: &NodeBlockDirective, reading: &Reading) -> bool {
    let place = node.data().sourcepos;
    let end = reading.page.offset(place.end);
    let last_line = reading.page.text[reading.page.line_at(end)].trim();
    place.end.line > place.start.line
        && last_line.len() >= directive.fence_length
        && last_line.bytes().all(|byte| byte == b':')
}

fn read_definition(node: Node<'_>, mut fence: Fence, reading: &mut Reading) -> Block {
    reading.begins(fence.range.start);
    let id = fence.attributes.id(reading);
    let term = fence.required("term", reading);
    let condition = fence
        .attributes
        .slug("condition", reading, Target::Condition);
    fence.finish(&["id", "term", "condition"], reading);
    let body = read_body(node, &fence, "a definition", reading);
    Block::Definition(DefinitionBlock {
        id,
        term,
        body,
        condition,
    })
}

fn read_faq(node: Node<'_>, mut fence: Fence, reading: &mut Reading) -> Block {
    reading.begins(fence.range.start);
    let id = fence.attributes.id(reading);
    let question = fence.required("question", reading);
    fence.finish(&["id", "question"], reading);
    let answer = read_body(node, &fence, "a question's answer", reading);
    Block::Faq(FaqBlock {
        id,
        question,
        answer,
    })
}

/// What to do or not to do: one list.
fn read_advice(
    node: Node<'_>,
    mut fence: Fence,
    style: ListStyle,
    reading: &mut Reading,
) -> Contained {
    let id = fence.attributes.id(reading);
    fence.finish(&["id"], reading);
    let mut lists = Vec::new();
    for child in node.children() {
        match &child.data().value {
            NodeValue::List(list) => lists.push(lists::read(child, list, reading)),
            _ => misplaced::refuse(child, "`do` and `dont`, which hold one list", reading),
        }
    }
    if lists.len() != 1 || lists[0].style != ListStyle::Bulleted {
        fences::refuse(
            fence.range.clone(),
            format!("`{}` must hold one list without numbers", fence.name),
            "write its items with `-`, all with the same mark",
            reading,
        );
    }
    let Some(mut list) = lists.into_iter().next() else {
        return Contained::Nothing;
    };
    list.id = id;
    list.style = style;
    Contained::Block(Block::List(list))
}

fn read_video(node: Node<'_>, mut fence: Fence, reading: &mut Reading) -> Contained {
    reading.begins(fence.range.start);
    let id = fence.attributes.id(reading);
    let url = fence.address("url", reading);
    let title = fence.required("title", reading);
    fence.finish(&["id", "url", "title"], reading);
    for child in node.children() {
        misplaced::refuse(child, "a video, which holds nothing", reading);
    }
    match url {
        Some(url) => Contained::Block(Block::Video(VideoBlock { id, url, title })),
        None => Contained::Nothing,
    }
}

fn read_disclaimer(node: Node<'_>, mut fence: Fence, reading: &mut Reading) -> Vec<SimpleBlock> {
    fence.finish(&[], reading);
    read_body(node, &fence, "a disclaimer", reading)
}

fn read_call_to_action(node: Node<'_>, mut fence: Fence, reading: &mut Reading) -> Contained {
    let title = fence.required("title", reading);
    let href = fence.address("href", reading);
    let label = fence.required("label", reading);
    fence.finish(&["title", "href", "label"], reading);
    let body = simple_blocks::read(node, "a call to action", reading);
    match href {
        Some(href) => Contained::CallToAction(CallToAction {
            title,
            body,
            link: CallToActionLink { href, label },
        }),
        None => Contained::Nothing,
    }
}

fn read_body(node: Node<'_>, fence: &Fence, host: &str, reading: &mut Reading) -> Vec<SimpleBlock> {
    let body = simple_blocks::read(node, host, reading);
    if simple_blocks::says_nothing(&body, node) {
        fences::refuse(
            fence.range.clone(),
            format!("the container `{}` is empty", fence.name),
            "write its text between the line and `:::`",
            reading,
        );
    }
    body
}
