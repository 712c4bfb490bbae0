//! Shortcodes of WordPress: `[caption]`, `[embed]` and the like become HTML, the others stay as words and are reported.

use crate::import::next_mark::NextMark;
use crate::import::words::line_ends;

/// A shortcode that HTML has no word for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unplaced {
    /// The line of the content on which it stands, from 0.
    pub line: usize,
    /// The shortcode as it is written.
    pub text: String,
}

/// Shortcodes that mean something without any value.
const BARE: [&str; 10] = [
    "gallery",
    "playlist",
    "contact-form",
    "contact-form-7",
    "audio",
    "video",
    "embed",
    "caption",
    "wp_caption",
    "toc",
];
/// The longest shortcode that is looked for, in bytes: a bracket that is not closed within is text.
const MAX_LENGTH: usize = 4096;

/// The content with the shortcodes that HTML has words for written as HTML.
pub fn expand_shortcodes(content: &str) -> (String, Vec<Unplaced>) {
    let mut html = String::with_capacity(content.len());
    let mut unplaced = Vec::new();
    let mut line = 0;
    let mut rest = content;
    let mut captions_end = true;
    let mut ends = NextMark::new(content, "]");
    while let Some(at) = rest.find('[') {
        let (before, from) = rest.split_at(at);
        html.push_str(before);
        line += line_ends(before);
        let start = content.len() - from.len();
        let end = ends.from(start).map(|end| end - start);
        let Some(code) = end.and_then(|end| read_shortcode(&from[..end + 1])) else {
            html.push('[');
            rest = &from[1..];
            continue;
        };
        let may_be_figure = code.is_caption() && captions_end;
        let figure = may_be_figure.then(|| figure_of(from, &code)).flatten();
        // Where one caption has no end, none behind it has.
        captions_end &= figure.is_some() || !code.is_caption();
        let length = figure.as_ref().map_or(code.length, |(_, length)| *length);
        let whole = &from[..length];
        match figure.map(|(figure, _)| figure).or_else(|| html_of(&code)) {
            Some(replacement) => html.push_str(&replacement),
            None => {
                html.push_str(whole);
                let text = whole.to_owned();
                unplaced.push(Unplaced { line, text });
            }
        }
        line += line_ends(whole);
        rest = &from[length..];
    }
    html.push_str(rest);
    (html, unplaced)
}

struct Shortcode<'t> {
    name: &'t str,
    attributes: &'t str,
    is_closing: bool,
    length: usize,
}

/// Reads a shortcode that ends with the first closing bracket. A number in brackets is a citation, and words are words.
fn read_shortcode(text: &str) -> Option<Shortcode<'_>> {
    let inside = text
        .strip_prefix('[')
        .filter(|_| text.len() <= MAX_LENGTH)?;
    let (is_closing, inside) = match inside.strip_prefix('/') {
        Some(inside) => (true, inside),
        None => (false, inside),
    };
    let name_length = inside
        .bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
        .count();
    let (name, after) = inside.split_at(name_length);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let attributes = after.strip_suffix(']')?;
    let has_values = attributes.starts_with([' ', '\n', '\u{a0}']) && attributes.contains('=');
    let is_plain = attributes.trim().is_empty() || attributes.trim() == "/";
    let is_shortcode = has_values || (is_plain && (is_closing || BARE.contains(&name)));
    is_shortcode.then_some(Shortcode {
        name,
        attributes,
        is_closing,
        length: text.len(),
    })
}

impl Shortcode<'_> {
    fn is_caption(&self) -> bool {
        matches!(self.name, "caption" | "wp_caption") && !self.is_closing
    }
}

/// The figure that `[caption]` stands for, and how long it is in the text: a picture, in a link or not, then its words.
fn figure_of(text: &str, code: &Shortcode) -> Option<(String, usize)> {
    let closing = format!("[/{}]", code.name);
    let end = code.length + text[code.length..].find(&closing)?;
    let inside = &text[code.length..end];
    let picture = match inside.find("</a>") {
        Some(link) => link + "</a>".len(),
        None => {
            let tag = inside.find("<img")?;
            tag + inside[tag..].find('>')? + 1
        }
    };
    let (picture, words) = inside.split_at(picture);
    let value = attribute(code.attributes, "caption").unwrap_or_default();
    let figure = format!("<figure>{picture}<figcaption>{value}{words}</figcaption></figure>");
    Some((figure, end + closing.len()))
}

/// What HTML says for a shortcode.
fn html_of(code: &Shortcode) -> Option<String> {
    match (code.name, code.is_closing) {
        // What stands between is an address alone on its line, which is read like any other.
        ("embed", _) => Some("\n\n".to_owned()),
        ("video" | "youtube" | "vimeo", false) => {
            let address = ["src", "url", "youtube", "mp4"]
                .iter()
                .find_map(|name| attribute(code.attributes, name))?;
            crate::import::embeds::is_video(address).then(|| crate::import::embeds::frame(address))
        }
        _ => None,
    }
}

/// The value of an attribute, in quotes of either kind or bare.
fn attribute<'t>(attributes: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = attributes;
    loop {
        let at = rest.find(name)?;
        let is_word = rest[..at].ends_with([' ', '\n', '\t', '\u{a0}']);
        rest = &rest[at + name.len()..];
        if let Some(value) = rest.trim_start().strip_prefix('=').filter(|_| is_word) {
            let value = value.trim_start();
            return match value.chars().next()? {
                quote @ ('"' | '\'') => value[1..].split(quote).next(),
                _ => value.split_whitespace().next(),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_becomes_a_figure() {
        let (html, unplaced) = expand_shortcodes(
            "[caption id=\"a_1\" width=\"300\"]<img src=\"a.png\" alt=\"A\" /> A nerve[/caption]",
        );

        assert_eq!(
            html,
            "<figure><img src=\"a.png\" alt=\"A\" /><figcaption> A nerve</figcaption></figure>"
        );
        assert_eq!(unplaced, []);
    }

    #[test]
    fn shortcodes_that_nothing_stands_for_stay_with_their_line() {
        let (html, unplaced) =
            expand_shortcodes("One\n\n[gallery ids=\"1,2\"] [box type=\"x\"]in[/box]");

        assert_eq!(
            html,
            "One\n\n[gallery ids=\"1,2\"] [box type=\"x\"]in[/box]"
        );
        let found: Vec<_> = unplaced
            .iter()
            .map(|code| (code.line, code.text.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                (2, "[gallery ids=\"1,2\"]"),
                (2, "[box type=\"x\"]"),
                (2, "[/box]")
            ]
        );
    }

    #[test]
    fn citations_and_words_in_brackets_are_no_shortcodes() {
        let text = "Pain [1], [2-4] and [sic] or [see below] [ ] [not closed";

        assert_eq!(expand_shortcodes(text), (text.to_owned(), Vec::new()));
    }

    #[test]
    fn brackets_without_end_are_read_in_linear_time() {
        let text = "[caption ".repeat(100_000);

        assert_eq!(expand_shortcodes(&text).0, text);
    }
}
