//! Entries of BibTeX in parentheses, `@article(key, ...)`, as the same text in braces, which is what the parser reads.

use std::borrow::Cow;

/// The text with the outer parentheses of entries replaced. Every byte keeps its place.
pub fn in_braces(text: &str) -> Cow<'_, str> {
    let mut places: Vec<(usize, usize)> = Vec::new();
    let mut open: Option<Open> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mut inner = 0;
        if let Some(start) = start_of(line) {
            open = Some(Open::at(at + start));
            inner = start + 1;
        } else if line.trim_start().starts_with('@') {
            open = None;
        }
        let end = open.as_mut().and_then(|open| open.end_in(&line[inner..]));
        if let Some(end) = end {
            places.extend(open.take().map(|open| (open.start, at + inner + end)));
        }
        at += line.len();
    }
    if places.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut changed = String::with_capacity(text.len());
    let mut written = 0;
    for (start, end) in places {
        changed.push_str(&text[written..start]);
        changed.push('{');
        changed.push_str(&text[start + 1..end]);
        changed.push('}');
        written = end + 1;
    }
    changed.push_str(&text[written..]);
    Cow::Owned(changed)
}

/// An entry in parentheses whose end has not been seen.
struct Open {
    start: usize,
    depth: usize,
    is_quoted: bool,
}

impl Open {
    fn at(start: usize) -> Self {
        Self {
            start,
            depth: 0,
            is_quoted: false,
        }
    }

    /// Where in a line its closing parenthesis stands: outside of all values.
    fn end_in(&mut self, line: &str) -> Option<usize> {
        for (at, byte) in line.bytes().enumerate() {
            match byte {
                b'{' => self.depth += 1,
                b'}' => self.depth = self.depth.saturating_sub(1),
                b'"' if self.depth == 0 => self.is_quoted = !self.is_quoted,
                b')' if self.depth == 0 && !self.is_quoted => return Some(at),
                _ => {}
            }
        }
        None
    }
}

/// Where in a line the parenthesis stands that begins an entry.
fn start_of(line: &str) -> Option<usize> {
    let rest = line.trim_start().strip_prefix('@')?;
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let rest = rest.trim_start();
    rest.starts_with('(').then(|| line.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_outer_parentheses_of_entries_are_replaced() {
        assert_eq!(
            in_braces("@a(k,\n t = {a) (b},\n u = \"c)\"\n)\n@b{k, t = {(x)}}\n"),
            "@a{k,\n t = {a) (b},\n u = \"c)\"\n}\n@b{k, t = {(x)}}\n"
        );
        assert_eq!(
            in_braces("@a(k, t = {x}\n@b(l)\n"),
            "@a(k, t = {x}\n@b{l}\n"
        );
        assert_eq!(in_braces("a (b)"), "a (b)");
    }
}
