//! Blocks where they may not stand: each is refused by its name.

use comrak::Node;
use comrak::nodes::NodeValue;

use super::html;
use super::reading::Reading;
use crate::content::Code;

/// Refuses a block that `host`, such as "a tip", cannot hold. Comments pass everywhere.
pub(super) fn refuse(node: Node<'_>, host: &str, reading: &mut Reading) {
    let range = reading.page.range(node.data().sourcepos);
    let line = reading.page.line_at(range.start);
    let first_line = range.start..range.end.min(line.end);
    let (code, name) = match &node.data().value {
        NodeValue::HtmlBlock(block) => return html::check(&block.literal, range, reading),
        NodeValue::CodeBlock(_) => return refuse_code(node, reading),
        NodeValue::Heading(_) => (Code::Heading, "a heading"),
        NodeValue::BlockDirective(_) => (Code::Container, "a container"),
        NodeValue::List(_) => (Code::Structure, "a list"),
        NodeValue::Paragraph => (Code::Structure, "a paragraph"),
        NodeValue::Table(_) => (Code::Structure, "a table"),
        NodeValue::BlockQuote => (Code::Structure, "a quote"),
        NodeValue::Alert(_) => (Code::Structure, "an alert"),
        NodeValue::ThematicBreak => (Code::Structure, "a divider"),
        _ => (Code::Structure, "a block of this kind"),
    };
    let help = if code == Code::Container {
        "close the outer one with `:::` before, or take the mark of the quote or list away"
    } else {
        "move it out, or write it as a paragraph or list"
    };
    let message = format!("{name} cannot stand inside {host}");
    reading.fault(code, first_line, message, help);
}

/// Refuses a code block.
pub(super) fn refuse_code(node: Node<'_>, reading: &mut Reading) {
    let range = reading.page.range(node.data().sourcepos);
    let help = match &node.data().value {
        NodeValue::CodeBlock(block) if block.fenced => {
            "delete the lines of ``` or ~~~ and write it as a paragraph"
        }
        _ => "delete the four or more spaces at the head of the line",
    };
    reading.fault(Code::CodeBlock, range, "a code block", help);
}
