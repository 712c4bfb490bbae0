//! What generators of sites put into Markdown: shortcodes of Hugo, tags of Liquid, embeds of Obsidian, attributes of
//! kramdown and Pandoc. What Markdown can say becomes Markdown; the rest stays as words and is reported.

mod kept_tags;
mod parameters;
mod replacements;

use crate::error::shown;
use crate::import::next_mark::NextMark;
use crate::import::words::line_ends;
use replacements::{address_of, before_html, embedded, markdown_of};

pub use kept_tags::KeptTags;

/// Something that was changed or has no place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The line of the body on which it stands, from 0.
    pub line: usize,
    pub message: String,
    pub help: &'static str,
}

/// How tags begin, the longest first, and how they end.
const BEGINNINGS: [(&str, &str); 5] = [
    ("{{<", ">}}"),
    ("{{%", "%}}"),
    ("{%", "%}"),
    ("{{", "}}"),
    ("![[", "]]"),
];
const ENDS: [&str; 6] = [">}}", "%}}", "%}", "}}", "]]", "}"];
/// The longest tag that is looked for, in bytes: one that is not closed within is text.
const MAX_LENGTH: usize = 4096;
/// More marks than this at the head of a line are not text; the parser would need very long for thousands.
const MAX_MARKS: usize = 32;
const WORDS_HELP: &str = "write what it showed, or remove it";

/// Markdown without what only one program understands.
pub struct PlainMarkdown {
    pub text: String,
    /// The tags for which there are names in the text.
    pub kept: KeptTags,
    pub remarks: Vec<Remark>,
}

/// The body as plain Markdown, every line on its line.
pub fn plain_markdown(body: &str) -> PlainMarkdown {
    let mut plain = Plain {
        body,
        ends: ENDS.map(|mark| NextMark::new(body, mark)),
        text: String::with_capacity(body.len()),
        kept: KeptTags::of(body),
        remarks: Vec::new(),
        line: 0,
    };
    let mut fence: Option<&str> = None;
    let mut rest = body;
    while !rest.is_empty() {
        let line_end = rest.find('\n').map_or(rest.len(), |at| at + 1);
        let line = &rest[..line_end];
        let mark = ["```", "~~~"]
            .into_iter()
            .find(|mark| line.trim_start().starts_with(mark));
        let is_code = fence.is_some();
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            _ => {}
        }
        let length = if is_code || mark.is_some() {
            plain.copy(line);
            line_end
        } else {
            plain.line(rest, line_end)
        };
        rest = &rest[length..];
    }
    PlainMarkdown {
        text: plain.text,
        kept: plain.kept,
        remarks: plain.remarks,
    }
}

struct Plain<'t> {
    body: &'t str,
    /// The next end of each kind of tag.
    ends: [NextMark<'t>; ENDS.len()],
    text: String,
    kept: KeptTags,
    remarks: Vec<Remark>,
    line: usize,
}

impl Plain<'_> {
    fn copy(&mut self, text: &str) {
        self.text.push_str(text);
        self.line += line_ends(text);
    }

    /// Reads the line with which a text begins, and whatever tags of it end on later lines. Gives how much was read.
    fn line(&mut self, text: &str, line_end: usize) -> usize {
        let mut at = self.surplus_marks(&text[..line_end]);
        while at < line_end {
            let next = text[at..line_end]
                .find(['{', '!'])
                .map_or(line_end, |found| at + found);
            self.copy(&text[at..next]);
            at = next;
            if at == line_end {
                break;
            }
            match self.tag(&text[at..], &text[..at]) {
                Some(length) => at += length,
                None => {
                    self.text.push_str(&text[at..at + 1]);
                    at += 1;
                }
            }
        }
        at
    }

    /// Marks of quotes and lists inside each other beyond all sense: what is too much goes.
    fn surplus_marks(&mut self, line: &str) -> usize {
        let is_mark = |byte: u8| matches!(byte, b'>' | b'-' | b'+' | b'*' | b' ' | b'\t');
        let head = line.bytes().take_while(|byte| is_mark(*byte)).count();
        let marks = line[..head]
            .bytes()
            .filter(|byte| !byte.is_ascii_whitespace());
        let is_divider = line[head..].trim().is_empty() && !line.contains('>');
        if marks.count() <= MAX_MARKS || is_divider {
            return 0;
        }
        let message =
            format!("more than {MAX_MARKS} marks of quotes and lists stand inside each other");
        self.remark(message, "look whether the text is where it belongs");
        head
    }

    fn remark(&mut self, message: String, help: &'static str) {
        let line = self.line;
        self.remarks.push(Remark {
            line,
            message,
            help,
        });
    }

    /// Reads the tag with which a text begins; `None` when it begins with none.
    fn tag(&mut self, text: &str, before: &str) -> Option<usize> {
        for (open, close) in BEGINNINGS {
            let Some(inside) = text.strip_prefix(open) else {
                continue;
            };
            let end = self.end_of(inside, close)?;
            let whole = &text[..open.len() + end + close.len()];
            let is_last = text[whole.len()..]
                .lines()
                .next()
                .is_none_or(|rest| rest.trim().is_empty());
            self.replace(open, inside[..end].trim(), whole, is_last);
            return Some(whole.len());
        }
        self.attributes(text, before)
    }

    /// Where the end of a tag stands in the rest of the body, if it is near enough to belong to it.
    fn end_of(&mut self, rest: &str, mark: &str) -> Option<usize> {
        let start = self.body.len() - rest.len();
        let at = ENDS.iter().position(|end| *end == mark)?;
        let end = self.ends[at].from(start)? - start;
        (end <= MAX_LENGTH).then_some(end)
    }

    fn replace(&mut self, open: &str, inside: &str, whole: &str, is_last: bool) {
        let replacement = match open {
            "![[" => embedded(inside),
            "{{" => address_of(inside),
            _ => markdown_of(inside),
        };
        match replacement {
            Some(text) => {
                if text.starts_with('<') {
                    self.text.push_str(before_html(is_last));
                }
                self.text.push_str(&text);
            }
            None => {
                let names = self.kept.names_for(whole);
                self.text.push_str(&names);
                let message = format!("`{}` stays as words", shown(&single_line(whole)));
                self.remark(message, WORDS_HELP);
                self.line += line_ends(whole);
                return;
            }
        }
        self.copy(&"\n".repeat(line_ends(whole)));
    }

    /// Attributes in braces, which say how something looks.
    fn attributes(&mut self, text: &str, before: &str) -> Option<usize> {
        let inside = text.strip_prefix('{')?;
        let is_kramdown = inside.starts_with(':');
        let is_heading = before.starts_with('#') && before.ends_with(' ');
        let is_pandoc =
            inside.starts_with(['#', '.']) && (is_heading || before.ends_with([')', ']']));
        if !is_kramdown && !is_pandoc {
            return None;
        }
        let end = self
            .end_of(inside, "}")
            .filter(|end| !inside[..*end].contains('\n'))?;
        let whole = &text[..end + 2];
        let message = format!("the attributes `{}` were left out", shown(whole));
        self.remark(message, "nothing, if they only said how it looks");
        Some(whole.len())
    }
}

fn single_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
