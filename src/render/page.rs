//! A file as it is put together, with the line on which each part of the content begins.

/// The text of a seed file, and where in it each part of the content stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    pub text: String,
    /// Where each part begins: the line, counted from 1, and the part as a JSON Pointer in a URI fragment (RFC 6901).
    pub places: Vec<(usize, String)>,
    /// How many line ends the text has.
    line_ends: usize,
}

impl Page {
    /// Adds what is no part of the content.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.line_ends += text.matches('\n').count();
    }

    /// Adds a part of the content.
    pub fn push_part(&mut self, pointer: String, text: &str) {
        self.places.push((self.line_ends + 1, pointer));
        self.push(text);
    }

    /// The innermost part that a line belongs to; `#`, the whole, for one before all parts.
    pub fn pointer(&self, line: usize) -> &str {
        let after = self.places.partition_point(|(first, _)| *first <= line);
        let place = after.checked_sub(1).and_then(|at| self.places.get(at));
        place.map_or("#", |(_, pointer)| pointer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_belongs_to_the_part_that_began_last() {
        let mut page = Page::default();
        page.push("---\n");
        page.push_part("#/title".to_owned(), "title: A\n");
        page.push("---\n\n");
        page.push_part("#/introduction/0".to_owned(), "One\ntwo.");
        page.push("\n\n");
        page.push_part("#/introduction/1".to_owned(), "Three.");

        let pointers: Vec<&str> = [1, 2, 5, 6, 7, 8, 99]
            .into_iter()
            .map(|line| page.pointer(line))
            .collect();

        assert_eq!(
            pointers,
            [
                "#",
                "#/title",
                "#/introduction/0",
                "#/introduction/0",
                "#/introduction/0",
                "#/introduction/1",
                "#/introduction/1"
            ]
        );
    }
}
