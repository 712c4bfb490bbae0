//! The classic editor keeps paragraphs as blank lines; here they become HTML. Text of the block editor has them already.

/// Tags that stand on their own, as WordPress counts them.
const BLOCK_TAGS: [&str; 47] = [
    "table",
    "thead",
    "tfoot",
    "caption",
    "col",
    "colgroup",
    "tbody",
    "tr",
    "td",
    "th",
    "div",
    "dl",
    "dd",
    "dt",
    "ul",
    "ol",
    "li",
    "pre",
    "form",
    "map",
    "area",
    "blockquote",
    "address",
    "style",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "fieldset",
    "legend",
    "section",
    "article",
    "aside",
    "hgroup",
    "header",
    "footer",
    "nav",
    "figure",
    "figcaption",
    "details",
    "summary",
    "iframe",
    "script",
];
/// Tags inside which blank lines mean nothing.
const VERBATIM_TAGS: [&str; 4] = ["figure", "pre", "script", "style"];
/// Tags that hold words without a paragraph.
const WORD_TAGS: [&str; 18] = [
    "address",
    "caption",
    "dd",
    "dt",
    "figcaption",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "legend",
    "li",
    "p",
    "pre",
    "summary",
    "td",
    "th",
];

/// Puts paragraphs where the classic editor has blank lines. Every line stays on its line.
pub fn with_paragraphs(content: &str) -> String {
    if content.contains("<!-- wp:") {
        return content.to_owned();
    }
    let mut html = String::with_capacity(content.len() + content.len() / 8);
    let mut words = String::new();
    let mut pieces = Pieces::new(content);
    let mut holds_words = false;
    while let Some(piece) = pieces.next_piece() {
        let (Piece::Block(text) | Piece::Blank(text)) = piece else {
            let Piece::Words(text) = piece else { continue };
            words.push_str(text);
            continue;
        };
        if holds_words {
            html.push_str(&words);
            words.clear();
        }
        close_paragraph(&mut words, &mut html);
        html.push_str(text);
        holds_words = opens_words(text);
    }
    close_paragraph(&mut words, &mut html);
    html
}

/// Ends the paragraph that the words make, if there are any. Single ends of lines are breaks.
fn close_paragraph(words: &mut String, html: &mut String) {
    let text = words.trim();
    if text.is_empty() || is_comment(text) {
        html.push_str(words);
    } else {
        let start = words.len() - words.trim_start().len();
        let end = start + text.len();
        html.push_str(&words[..start]);
        html.push_str("<p>");
        html.push_str(&text.replace('\n', "<br>\n"));
        html.push_str("</p>");
        html.push_str(&words[end..]);
    }
    words.clear();
}

/// True for a tag that is followed by words of its own.
fn opens_words(tag: &str) -> bool {
    let name = tag.strip_prefix('<').unwrap_or_default();
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    WORD_TAGS.contains(&name[..length].to_ascii_lowercase().as_str())
}

fn is_comment(text: &str) -> bool {
    text.starts_with("<!--") && text.find("-->").is_some_and(|end| end + 3 == text.len())
}

enum Piece<'t> {
    /// A tag that stands on its own, or all that such a tag holds verbatim.
    Block(&'t str),
    /// A blank line or several.
    Blank(&'t str),
    Words(&'t str),
}

struct Pieces<'t> {
    rest: &'t str,
    /// Verbatim tags that are known to have no end any more, so that none is looked for again.
    endless: [bool; VERBATIM_TAGS.len()],
}

impl<'t> Pieces<'t> {
    fn new(content: &'t str) -> Self {
        Self {
            rest: content,
            endless: [false; VERBATIM_TAGS.len()],
        }
    }

    fn next_piece(&mut self) -> Option<Piece<'t>> {
        let rest = self.rest;
        if rest.is_empty() {
            return None;
        }
        let piece = match rest.as_bytes()[0] {
            b'<' => self.tag(),
            b'\n' => blank(rest),
            _ => None,
        };
        let piece = piece.unwrap_or_else(|| {
            let first = rest.chars().next().map_or(1, char::len_utf8);
            let end = rest[first..]
                .find(['<', '\n'])
                .map_or(rest.len(), |at| at + first);
            Piece::Words(&rest[..end])
        });
        let (Piece::Block(text) | Piece::Blank(text) | Piece::Words(text)) = &piece;
        self.rest = &rest[text.len()..];
        Some(piece)
    }

    /// The tag with which the rest begins, if it stands on its own.
    fn tag(&mut self) -> Option<Piece<'t>> {
        let rest = self.rest;
        let name_start = if rest.starts_with("</") { 2 } else { 1 };
        let name_length = rest[name_start..]
            .bytes()
            .take_while(u8::is_ascii_alphanumeric)
            .count();
        let name = rest[name_start..name_start + name_length].to_ascii_lowercase();
        if !BLOCK_TAGS.contains(&name.as_str()) {
            return None;
        }
        let end = tag_end(rest)?;
        let verbatim = VERBATIM_TAGS.iter().position(|known| *known == name);
        if let Some(at) = verbatim.filter(|at| name_start == 1 && !self.endless[*at]) {
            let closing = format!("</{name}");
            match rest[end..].find(&closing) {
                Some(close) => {
                    let close = end + close;
                    let length = tag_end(&rest[close..]).unwrap_or(rest.len() - close);
                    return Some(Piece::Block(&rest[..close + length]));
                }
                None => self.endless[at] = true,
            }
        }
        Some(Piece::Block(&rest[..end]))
    }
}

/// The length of the tag with which a text begins. A tag that another one interrupts is none.
fn tag_end(text: &str) -> Option<usize> {
    let at = text[1..].find(['<', '>'])? + 1;
    text[at..].starts_with('>').then_some(at + 1)
}

/// The empty lines with which a text begins.
fn blank(text: &str) -> Option<Piece<'_>> {
    let mut end = 0;
    let mut lines = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'\n' => {
                lines += 1;
                end = at + 1;
            }
            b' ' | b'\t' | b'\r' => {}
            _ => break,
        }
    }
    (lines > 1).then_some(Piece::Blank(&text[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_end_paragraphs_and_single_ends_break_lines() {
        assert_eq!(
            with_paragraphs("One\nstill <b>one</b>\n\nTwo\r\n\r\nThree"),
            "<p>One<br>\nstill <b>one</b></p>\n\n<p>Two</p>\r\n\r\n<p>Three</p>"
        );
    }

    #[test]
    fn headings_and_lists_stand_on_their_own() {
        assert_eq!(
            with_paragraphs("<h2>Help</h2>\nWords\n<ul>\n<li>a</li>\n\n<li>b</li></ul>"),
            "<h2>Help</h2>\n<p>Words</p>\n<ul>\n<li>a</li>\n\n<li>b</li></ul>"
        );
    }

    #[test]
    fn what_is_verbatim_and_what_the_block_editor_wrote_stays() {
        let verbatim = "<pre>a\n\nb</pre>";
        let blocks = "<!-- wp:paragraph -->\n<p>a</p>\n<!-- /wp:paragraph -->\n\nb";

        assert_eq!(with_paragraphs(verbatim), verbatim);
        assert_eq!(with_paragraphs(blocks), blocks);
    }

    #[test]
    fn hostile_texts_take_linear_time() {
        for unit in ["<pre>", "<", "\n \n", "<p", "<b>"] {
            assert!(with_paragraphs(&unit.repeat(200_000)).len() >= unit.len() * 200_000);
        }
    }
}
