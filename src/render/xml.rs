//! XML as feeds and sitemaps write it.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// The attributes of an element.
type Attributes<'a> = &'a [(&'a str, &'a str)];

/// A document that is written from its beginning to its end.
pub struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// A document in UTF-8.
    pub fn new() -> Self {
        let mut xml = Self(Writer::new_with_indent(Vec::new(), b' ', 1));
        xml.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml
    }

    /// Begins an element.
    pub fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        self.write(Event::Start(element(name, attributes)));
    }

    /// Ends the element that was begun last.
    pub fn close(&mut self, name: &str) {
        self.write(Event::End(BytesEnd::new(name)));
    }

    /// An element that holds a text.
    pub fn text(&mut self, name: &str, text: &str) {
        self.open(name, &[]);
        self.write(Event::Text(BytesText::new(&allowed(text))));
        self.close(name);
    }

    /// An element that holds nothing.
    pub fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.write(Event::Empty(element(name, attributes)));
    }

    pub fn finish(self) -> String {
        let mut text = String::from_utf8_lossy(&self.0.into_inner()).into_owned();
        text.push('\n');
        text
    }

    fn write(&mut self, event: Event<'_>) {
        const REASON: &str = "memory takes all that is written to it";
        self.0.write_event(event).expect(REASON);
    }
}

fn element<'n>(name: &'n str, attributes: Attributes<'_>) -> BytesStart<'n> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, allowed(value).as_str()));
    }
    start
}

/// A text without the characters that XML 1.0 has no way to write.
fn allowed(text: &str) -> String {
    let is_allowed = |c: &char| match c {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        c => *c >= ' ',
    };
    text.chars().filter(is_allowed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_left_out_and_markup_is_text() {
        let mut xml = Xml::new();
        xml.open("a", &[("b", "\"<\u{1}")]);
        xml.text("c", "\u{fffe}\u{0}]]>&amp;\u{1f600}");
        xml.close("a");

        let text = xml.finish();

        let document = roxmltree::Document::parse(&text).expect("well-formed");
        let root = document.root_element();
        assert_eq!(root.attribute("b"), Some("\"<"));
        let child = root.first_element_child().expect("a child");
        assert_eq!(child.text(), Some("]]>&amp;\u{1f600}"));
    }
}
