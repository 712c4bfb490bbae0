//! Raw HTML: comments are ignored, all else is refused.

use std::ops::Range;

use super::reading::Reading;
use crate::content::Code;

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
                "a comment that is not closed hides the rest of the text",
                "close it with `-->`",
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
                "text on the line of a comment",
                "put the comment on a line of its own",
            )
        } else {
            (
                "raw HTML",
                "write it in Markdown, or write `\\<` for a sign that is text",
            )
        };
        reading.fault(Code::RawHtml, first_line, message, help);
    }
}
