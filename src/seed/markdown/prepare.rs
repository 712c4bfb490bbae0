//! Makes the text of a file fit for the parser without moving a character: what may not be in it is taken out and
//! reported, and a colon that the parser would misread is replaced by a stand-in.

use std::borrow::Cow;
use std::ops::Range;

use super::page::Page;

/// Stands for a colon. The parser would take `[label]: word` for a definition and drop it, and does not take a container
/// whose line holds another colon. The character cannot come from a file: it is refused like other control characters,
/// as an entity too.
pub(super) const COLON_STAND_IN: char = '\u{7f}';

/// More marks than this at the head of a line are not text; the parser would need very long for thousands.
const MAX_MARKS: usize = 32;

/// Containers do not stand inside each other at all, and the parser would need very long for thousands.
const MAX_CONTAINERS: usize = 8;

/// Something that may not stand in a body.
pub(super) struct Refused {
    pub range: Range<usize>,
    pub message: String,
    pub help: String,
}

/// The text from `body_offset` on, ready to be parsed, and what had to be taken out of it.
pub(super) fn prepare(text: &str, body_offset: usize) -> (Page, Vec<Refused>) {
    let (before, body) = text.split_at_checked(body_offset).unwrap_or((text, ""));
    let body = if before.is_empty() {
        body.trim_start_matches('\u{feff}')
    } else {
        body
    };
    let mut prepared = String::with_capacity(body.len() + 1);
    let mut refused = Vec::new();
    let mut open_containers = 0;
    for line in body.split_inclusive('\n') {
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        let line = &without_stand_ins(line, prepared.len(), &mut refused);
        open_containers = containers_after(line, open_containers);
        if open_containers > MAX_CONTAINERS {
            open_containers = MAX_CONTAINERS;
            let message = format!("more than {MAX_CONTAINERS} containers inside each other");
            blank(line, message, &mut prepared, &mut refused);
        } else if marks_at_head(line) > MAX_MARKS {
            let message =
                format!("the line begins with more than {MAX_MARKS} marks of quotes or lists");
            blank(line, message, &mut prepared, &mut refused);
        } else if line.contains(|c: char| c == ':' || c.is_ascii_control()) {
            add_characters(line, &mut prepared, &mut refused);
        } else {
            prepared.push_str(line);
        }
        prepared.push('\n');
    }
    (Page::new(prepared, before), refused)
}

/// Takes a line out, keeping its place.
fn blank(line: &str, message: String, prepared: &mut String, refused: &mut Vec<Refused>) {
    let start = prepared.len();
    prepared.extend(std::iter::repeat_n(' ', line.len()));
    refused.push(Refused {
        range: start..prepared.len(),
        message,
        help: "quotes, lists and containers do not stand inside each other; a list may have a \
               second level"
            .to_owned(),
    });
}

/// Takes out entities that say the stand-in, keeping their places.
fn without_stand_ins<'l>(line: &'l str, start: usize, refused: &mut Vec<Refused>) -> Cow<'l, str> {
    let mut kept = Cow::Borrowed(line);
    for (at, _) in line.match_indices("&#") {
        let is_escaped = (at - line[..at].trim_end_matches('\\').len()) % 2 == 1;
        let Some(length) = stand_in_length(&line[at..]).filter(|_| !is_escaped) else {
            continue;
        };
        kept.to_mut()
            .replace_range(at..at + length, &" ".repeat(length));
        refused.push(Refused {
            range: start + at..start + at + length,
            message: format!("the control character U+{:04X}", u32::from(COLON_STAND_IN)),
            help: "delete the character".to_owned(),
        });
    }
    kept
}

/// The length of the entity at the head of some text, if it says the stand-in.
fn stand_in_length(text: &str) -> Option<usize> {
    const LONGEST: usize = 12;
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let number = &text[2..end];
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    (code == u32::from(COLON_STAND_IN)).then_some(end + 1)
}

/// How many containers are open after a line. One fence closes all: the parser asks the outermost first.
fn containers_after(line: &str, open: usize) -> usize {
    let text = line.trim();
    if !text.starts_with(":::") {
        open
    } else if text.bytes().all(|byte| byte == b':') {
        usize::from(open == 0)
    } else {
        open + 1
    }
}

fn add_characters(line: &str, prepared: &mut String, refused: &mut Vec<Refused>) {
    let fence = line.trim_start_matches([' ', '\t']);
    let is_fence = fence.starts_with(":::");
    let mut is_after_colons = false;
    let mut previous = ' ';
    for character in line.chars() {
        match character {
            ':' if previous == ']' || is_fence && is_after_colons => prepared.push(COLON_STAND_IN),
            '\t' => prepared.push('\t'),
            control if control.is_ascii_control() => {
                refused.push(Refused {
                    range: prepared.len()..prepared.len() + 1,
                    message: format!("the control character U+{:04X}", u32::from(control)),
                    help: "delete the character".to_owned(),
                });
                prepared.push(' ');
            }
            other => prepared.push(other),
        }
        is_after_colons |= previous == ':' && character != ':';
        previous = character;
    }
}

/// How many marks of quotes and lists stand at the head of a line. A divider is none.
fn marks_at_head(line: &str) -> usize {
    if !line.starts_with([' ', '\t', '>', '-', '+', '*'])
        && !line.starts_with(|c: char| c.is_ascii_digit())
    {
        return 0;
    }
    let mut signs = line.bytes().filter(|byte| !byte.is_ascii_whitespace());
    if let Some(first @ (b'-' | b'*')) = signs.next()
        && signs.all(|byte| byte == first)
    {
        return 0;
    }
    let mut count = 0;
    let mut rest = line.trim_start();
    while let Some(after) = after_mark(rest) {
        count += 1;
        rest = after.trim_start();
    }
    count
}

fn after_mark(text: &str) -> Option<&str> {
    if let Some(after) = text.strip_prefix('>') {
        return Some(after);
    }
    let after = match text.strip_prefix(['-', '+', '*']) {
        Some(after) => after,
        None => {
            let after = text.trim_start_matches(|c: char| c.is_ascii_digit());
            if after.len() == text.len() {
                return None;
            }
            after.strip_prefix(['.', ')'])?
        }
    };
    (after.is_empty() || after.starts_with([' ', '\t'])).then_some(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_of_every_kind_and_a_byte_order_mark_move_nothing() {
        let (page, refused) = prepare("\u{feff}one\r\ntwo\nthree", 0);

        assert_eq!(page.text, "one\ntwo\nthree\n");
        assert!(refused.is_empty());
    }

    #[test]
    fn control_characters_are_taken_out_and_reported() {
        let (page, refused) = prepare("a\0b\rc\u{7f}\td", 0);

        assert_eq!(page.text, "a b c \td\n");
        assert_eq!(refused.len(), 3);
        assert!(refused[0].message.contains("U+0000"));
        assert_eq!(refused[0].range, 1..2);
    }

    #[test]
    fn colons_that_would_be_misread_are_stood_in_for() {
        let (page, _) = prepare("[a]: b\n::: video url=https://x\n:::\nplain: text", 0);

        assert_eq!(
            page.text,
            "[a]\u{7f} b\n::: video url=https\u{7f}//x\n:::\nplain: text\n"
        );
    }

    #[test]
    fn entities_that_say_the_stand_in_are_taken_out_and_reported() {
        let (page, refused) = prepare("a &#127; b &#x7F;: \\&#127; &#1270;", 0);

        assert_eq!(page.text, "a        b       : \\&#127; &#1270;\n");
        assert_eq!(refused.len(), 2);
        assert_eq!(refused[1].range, 11..17);
    }

    #[test]
    fn thousands_of_marks_at_the_head_of_a_line_are_refused() {
        for line in [">".repeat(10_000), "> - 1. ".repeat(2_000)] {
            let (page, refused) = prepare(&line, 0);

            assert!(page.text.trim().is_empty());
            assert_eq!(refused.len(), 1);
        }
        assert!(prepare(&"- ".repeat(100), 0).1.is_empty());
    }

    #[test]
    fn an_offset_outside_the_text_is_an_empty_body() {
        assert_eq!(prepare("é", 1).0.text, "");
        assert_eq!(prepare("é", 9).0.text, "");
    }
}
