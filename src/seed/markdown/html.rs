//! Raw HTML: comments are ignored, all else is refused.

use std::ops::Range;

use super::reading::Reading;
use crate::seed::Code;

/// Checks a block of HTML.
pub(super) fn check(html: &str, range: Range<usize>, reading: &mut Reading) {
    let mut rest = html.trim();
    while rest.starts_with("<!--") {
        // `<!-->` is a whole comment.
        let end = rest[2..].find("-->").map(|at| at + 2 + "-->".len());
        let Some(end) = end else {
            reading.fault(
                Code::RawHtml,
                range,
                "A comment that is not closed hides the rest of the text",
                "Close it with `-->`",
            );
            return;
        };
        rest = rest[end..].trim_start();
    }
    if !rest.is_empty() {
        let line = reading.page.line_at(range.start);
        let first_line = range.start..range.end.min(line.end);
        let (message, help) = if html.trim_start().starts_with("<!--") {
            (
                "Text on the line of a comment",
                "Put the comment on a line of its own",
            )
        } else {
            (
                "Raw HTML",
                "Write it in Markdown, or write `\\<` for a sign that is text",
            )
        };
        reading.fault(Code::RawHtml, first_line, message, help);
    }
}
