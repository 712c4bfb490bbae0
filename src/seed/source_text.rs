//! From byte offsets to lines and columns, and values that remember where they stand.

use std::ops::Range;

use super::Span;

/// A value with the place it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<T> {
    pub value: T,
    pub span: Span,
}

impl<T> Placed<T> {
    /// A value that stands nowhere in its file, such as its name.
    pub fn at_start(value: T) -> Self {
        let span = Span::at(1, 1);
        Self { value, span }
    }
}

/// A piece of one line, short enough to be shown, with the part of it that is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// What was cut off at either end is an ellipsis.
    pub text: String,
    /// In bytes of the text; empty at the end of a line.
    pub marked: Range<usize>,
}

/// How many bytes lie between two places whose characters are counted beforehand, so that a file of one long line is
/// not counted from its start for every place in it.
const STRIDE: usize = 1024;

/// The text of a file, ready to tell the place of any of its bytes.
pub struct SourceText<'a> {
    text: &'a str,
    line_starts: Vec<usize>,
    /// How many characters start before each multiple of the stride.
    counts: Vec<usize>,
}

impl<'a> SourceText<'a> {
    pub fn new(text: &'a str) -> Self {
        let after_breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let mut total = 0;
        let counts = text.as_bytes().chunks(STRIDE).map(|chunk| {
            total += count_characters(chunk);
            total
        });
        Self {
            text,
            line_starts: std::iter::once(0).chain(after_breaks).collect(),
            counts: std::iter::once(0).chain(counts).collect(),
        }
    }

    /// The place of a range of bytes; one that is empty covers the character at its start.
    pub fn span(&self, range: Range<usize>) -> Span {
        let (line, column) = self.place(range.start);
        let (end_line, end_column) = self.place(range.end.max(range.start));
        if (line, column) == (end_line, end_column) {
            return Span::at(line, column);
        }
        Span {
            line,
            column,
            end_line,
            end_column,
        }
    }

    /// Whole lines, counted from 1, from `first` up to but without `end`; without the blank end.
    pub fn lines(&self, first: usize, end: usize) -> &'a str {
        let start_of = |line: usize| {
            self.line_starts
                .get(line.saturating_sub(1))
                .copied()
                .unwrap_or(self.text.len())
        };
        self.text[start_of(first)..start_of(end.max(first))].trim_end()
    }

    /// The first line of a place, cut to some number of characters around it; nothing when there is no such line.
    pub fn excerpt(&self, span: Span, max_characters: usize) -> Option<Excerpt> {
        const ELLIPSIS: char = '…';
        let line = self.line(span.line)?;
        let start = self.offset(&line, span.column);
        let end = match span.end_line == span.line {
            true => self.offset(&line, span.end_column).max(start),
            false => line.end,
        };
        let before = &self.text[line.start..start];
        let first = before
            .char_indices()
            .rev()
            .take(max_characters / 3)
            .last()
            .map_or(start, |(at, _)| line.start + at);
        let shown = self.text[first..start].chars().count();
        let last = self.text[start..line.end]
            .char_indices()
            .nth(max_characters.saturating_sub(shown))
            .map_or(line.end, |(at, _)| start + at);
        let mut text = String::new();
        text.extend((first > line.start).then_some(ELLIPSIS));
        let shift = text.len();
        text.push_str(&self.text[first..last]);
        text.extend((last < line.end).then_some(ELLIPSIS));
        let marked = start - first + shift..end.min(last) - first + shift;
        Some(Excerpt { text, marked })
    }

    /// The bytes of a line, counted from 1, without its end.
    fn line(&self, number: usize) -> Option<Range<usize>> {
        let start = *self.line_starts.get(number.checked_sub(1)?)?;
        let end = match self.line_starts.get(number) {
            Some(next) => next - 1,
            None => self.text.len(),
        };
        let line = &self.text[start..end];
        let line = line.strip_suffix('\r').unwrap_or(line);
        Some(start..start + line.len())
    }

    /// The byte at which the character of a column begins, not behind the end of its line.
    fn offset(&self, line: &Range<usize>, column: usize) -> usize {
        let wanted = self.characters_before(line.start) + column.saturating_sub(1);
        let stride = self.counts.partition_point(|&count| count <= wanted);
        let mut offset = stride.saturating_sub(1) * STRIDE;
        let mut seen = self.counts[stride.saturating_sub(1)];
        let bytes = self.text.as_bytes();
        while offset < line.end && (seen < wanted || bytes[offset] & 0xC0 == 0x80) {
            seen += usize::from(bytes[offset] & 0xC0 != 0x80);
            offset += 1;
        }
        offset.clamp(line.start, line.end)
    }

    fn place(&self, offset: usize) -> (usize, usize) {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let line = self.line_starts.partition_point(|&start| start <= offset);
        let start = self.line_starts[line - 1];
        let before = self.characters_before(offset) - self.characters_before(start);
        (line, before + 1)
    }

    fn characters_before(&self, offset: usize) -> usize {
        let stride = offset / STRIDE;
        let rest = &self.text.as_bytes()[stride * STRIDE..offset];
        self.counts[stride] + count_characters(rest)
    }
}

/// Counts the bytes that begin a character.
fn count_characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_count_from_one() {
        let source = SourceText::new("é\nab\n");

        assert_eq!(source.span(0..0), Span::at(1, 1));
        assert_eq!(source.span(2..2), Span::at(1, 2));
        assert_eq!(source.span(3..5).end_column, 3);
        assert_eq!(source.span(900..901), Span::at(3, 1));
    }

    #[test]
    fn places_in_a_long_line_are_counted_in_characters_too() {
        let text = "é".repeat(5_000);

        let source = SourceText::new(&text);

        assert_eq!(source.span(6_000..6_000), Span::at(1, 3_001));
        assert_eq!(source.span(10_000..10_000), Span::at(1, 5_001));
    }

    #[test]
    fn lines_are_cut_without_their_blank_end() {
        let source = SourceText::new("a\nb\n\nc");

        assert_eq!(source.lines(1, 4), "a\nb");
        assert_eq!(source.lines(4, usize::MAX), "c");
        assert_eq!(source.lines(9, 3), "");
    }
}
