//! Looks for the ends of tags. Where none comes, a text with a thousand beginnings is still read only once.

/// The next place of one mark in a text that is read from its start to its end.
pub struct NextMark<'t> {
    text: &'t str,
    mark: &'static str,
    /// The place that was found last; the end of the text when there is none.
    found: usize,
    is_searched: bool,
}

impl<'t> NextMark<'t> {
    pub fn new(text: &'t str, mark: &'static str) -> Self {
        Self {
            text,
            mark,
            found: 0,
            is_searched: false,
        }
    }

    /// The first place of the mark from a place on, which never goes back.
    pub fn from(&mut self, start: usize) -> Option<usize> {
        if !self.is_searched || self.found < start {
            let next = self.text[start..].find(self.mark);
            self.found = next.map_or(self.text.len(), |at| start + at);
            self.is_searched = true;
        }
        (self.found < self.text.len()).then_some(self.found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_mark_is_found_from_each_place_on() {
        let mut marks = NextMark::new("a%}b%}c", "%}");

        assert_eq!(marks.from(0), Some(1));
        assert_eq!(marks.from(1), Some(1));
        assert_eq!(marks.from(2), Some(4));
        assert_eq!(marks.from(5), None);
        assert_eq!(marks.from(7), None);
    }
}
