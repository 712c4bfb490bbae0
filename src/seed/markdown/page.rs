//! The text that is parsed, and the way back from a place in it to a line and column of the file.

use std::ops::Range;

use comrak::nodes::{LineColumn, Sourcepos};

use crate::seed::Span;

/// Characters are counted from the nearest of these marks, so that one very long line costs no more than many short ones.
const MARK_BYTES: usize = 256;

/// The prepared text of a body. Places in it are byte offsets.
pub(super) struct Page {
    pub text: String,
    line_starts: Vec<usize>,
    /// How many lines of the file stand before the first.
    lines_before: usize,
    /// How many characters of the first line stand before the body.
    columns_before: usize,
    /// How many characters begin before each mark.
    marks: Vec<usize>,
}

impl Page {
    /// `before` is what the file says before the body.
    pub fn new(text: String, before: &str) -> Self {
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        let mut marks = Vec::with_capacity(text.len() / MARK_BYTES + 1);
        let mut counted = 0;
        for chunk in text.as_bytes().chunks(MARK_BYTES) {
            marks.push(counted);
            counted += characters(chunk);
        }
        let line_before = before.rsplit('\n').next().unwrap_or_default();
        Self {
            line_starts,
            lines_before: before.matches('\n').count(),
            columns_before: line_before.chars().count(),
            marks,
            text,
        }
    }

    /// The place of a node. The parser counts lines and bytes from 1, and the end is its last byte.
    pub fn range(&self, place: Sourcepos) -> Range<usize> {
        let start = self.offset(place.start);
        let end = self.offset(place.end).max(start);
        start..self.after(end)
    }

    /// The offset of a place that the parser names; where it is wrong, the nearest that exists.
    pub fn offset(&self, place: LineColumn) -> usize {
        let line = place.line.saturating_sub(1).min(self.line_starts.len() - 1);
        let wanted = self.line_starts[line] + place.column.saturating_sub(1);
        self.text
            .floor_char_boundary(wanted.min(self.text.len()))
            .min(self.line_end(line))
    }

    /// The offset of the character after the one at `offset`.
    pub fn after(&self, offset: usize) -> usize {
        let next = self.text[offset..].chars().next();
        offset + next.map_or(0, char::len_utf8)
    }

    /// Where the character after `character` should stand if that stands at `at`. The text may say it as an entity.
    pub fn follow(&self, at: usize, character: char) -> usize {
        let text = self.text.get(at..).unwrap_or_default();
        if let Some(length) = entity_length(text, character) {
            return at + length;
        }
        if text.starts_with(character) {
            return at + character.len_utf8();
        }
        // An escaped `|` in a table.
        if text
            .strip_prefix('\\')
            .is_some_and(|text| text.starts_with(character))
        {
            return at + 1 + character.len_utf8();
        }
        at
    }

    /// The place of the line that holds `offset`.
    pub fn line_at(&self, offset: usize) -> Range<usize> {
        let line = self.line_of(offset);
        self.line_starts[line]..self.line_end(line)
    }

    /// The place as people name it.
    pub fn span(&self, range: &Range<usize>) -> Span {
        let (line, column) = self.line_and_column(range.start);
        let (end_line, end_column) = self.line_and_column(range.end);
        if (end_line, end_column) <= (line, column) {
            return Span::at(line, column);
        }
        Span {
            line,
            column,
            end_line,
            end_column,
        }
    }

    fn line_and_column(&self, offset: usize) -> (usize, usize) {
        let line = self.line_of(offset);
        let before = if line == 0 { self.columns_before } else { 0 };
        let column =
            self.characters_before(offset) - self.characters_before(self.line_starts[line]);
        (self.lines_before + line + 1, before + column + 1)
    }

    fn line_of(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|&start| start <= offset) - 1
    }

    fn line_end(&self, line: usize) -> usize {
        self.line_starts
            .get(line + 1)
            .map_or(self.text.len(), |next| next - 1)
    }

    fn characters_before(&self, offset: usize) -> usize {
        let mark = offset / MARK_BYTES;
        let Some(counted) = self.marks.get(mark) else {
            let last = self.marks.len().saturating_sub(1);
            let counted = self.marks.last().copied().unwrap_or_default();
            return counted + characters(&self.text.as_bytes()[last * MARK_BYTES..]);
        };
        counted + characters(&self.text.as_bytes()[mark * MARK_BYTES..offset])
    }
}

/// How long the entity is that says `character` at the head of some text, if one does.
fn entity_length(text: &str, character: char) -> Option<usize> {
    const LONGEST: usize = 40;
    let name = text.strip_prefix('&')?;
    let end = name.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = &name[..end];
    let is_name = !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'#');
    let says_ampersand = matches!(name, "amp" | "AMP" | "#38" | "#x26" | "#X26");
    (is_name && (character != '&' || says_ampersand)).then_some(end + 2)
}

/// How many characters begin in some bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_are_those_of_the_file() {
        let page = Page::new("é坐x\nsecond".to_owned(), "---\na: b\n---\n");

        assert_eq!(page.span(&(5..6)).line, 4);
        assert_eq!(page.span(&(5..6)).column, 3);
        assert_eq!(page.span(&(7..13)).line, 5);
        assert_eq!(page.span(&(7..13)).end_column, 7);
    }

    #[test]
    fn a_very_long_line_is_counted_from_the_nearest_mark() {
        let page = Page::new("é".repeat(1000), "");

        assert_eq!(page.span(&(1998..2000)).column, 1000);
        assert_eq!(page.span(&(1998..2000)).end_column, 1001);
    }

    #[test]
    fn characters_are_followed_through_entities_and_escaped_bars() {
        let page = Page::new("&amp;a\\|b".to_owned(), "");

        assert_eq!(page.follow(0, '&'), 5);
        assert_eq!(page.follow(5, 'a'), 6);
        assert_eq!(page.follow(6, '|'), 8);
        assert_eq!(page.follow(8, 'x'), 8);
        assert_eq!(page.follow(99, 'x'), 99);
    }

    #[test]
    fn a_place_that_does_not_exist_is_the_nearest_that_does() {
        let page = Page::new("ab\ncd".to_owned(), "");

        assert_eq!(
            page.offset(LineColumn {
                line: 1,
                column: 99
            }),
            2
        );
        assert_eq!(
            page.offset(LineColumn {
                line: 99,
                column: 0
            }),
            3
        );
    }
}
