//! What generators of sites put into Markdown: shortcodes of Hugo, tags of Liquid, embeds of Obsidian, attributes of
//! kramdown and Pandoc. What Markdown can say becomes Markdown; the rest stays as words and is reported.

mod parameters;

use crate::error::shown;
use crate::import::embeds::frame;
use crate::import::next_mark::NextMark;
use parameters::Parameters;

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

/// The body as plain Markdown, every line on its line.
pub fn plain_markdown(body: &str) -> (String, Vec<Remark>) {
    let mut plain = Plain {
        body,
        ends: ENDS.map(|mark| NextMark::new(body, mark)),
        text: String::with_capacity(body.len()),
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
    (plain.text, plain.remarks)
}

struct Plain<'t> {
    body: &'t str,
    /// The next end of each kind of tag.
    ends: [NextMark<'t>; ENDS.len()],
    text: String,
    remarks: Vec<Remark>,
    line: usize,
}

impl Plain<'_> {
    fn copy(&mut self, text: &str) {
        self.text.push_str(text);
        self.line += newlines(text);
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
            self.replace(open, inside[..end].trim(), whole);
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

    fn replace(&mut self, open: &str, inside: &str, whole: &str) {
        let replacement = match open {
            "![[" => embedded(inside),
            "{{" => address_of(inside),
            _ => markdown_of(inside),
        };
        match replacement {
            Some(text) => self.text.push_str(&text),
            None => {
                self.text.push_str(&escaped(whole));
                let message = format!("`{}` stays as words", shown(&single_line(whole)));
                self.remark(message, WORDS_HELP);
                self.line += newlines(whole);
                return;
            }
        }
        self.copy(&"\n".repeat(newlines(whole)));
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

/// What Markdown says for a shortcode of Hugo or a tag of Liquid.
fn markdown_of(inside: &str) -> Option<String> {
    let parameters = Parameters::read(inside);
    match parameters.name {
        "raw" | "endraw" => Some(String::new()),
        "ref" | "relref" | "link" => Some(parameters.bare.first()?.clone()),
        "post_url" => Some(format!("/{}", parameters.bare.first()?)),
        "youtube" => video("https://www.youtube.com/watch?v=", &parameters),
        "vimeo" => video("https://vimeo.com/", &parameters),
        "figure" | "img" | "image" | "include" => figure(&parameters),
        _ => None,
    }
}

fn video(site: &str, parameters: &Parameters) -> Option<String> {
    let id = parameters
        .value(&["id"])
        .or(parameters.bare.first().map(String::as_str))?;
    let is_id = !id.is_empty()
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    is_id.then(|| frame(&format!("{site}{id}")))
}

/// A picture with all that its tag says, if everything of it has a place.
fn figure(parameters: &Parameters) -> Option<String> {
    let source = parameters.value(&["src", "url", "path", "image", "image_path", "file"])?;
    let alt = parameters.value(&["alt"]).unwrap_or_default();
    let caption = parameters.value(&["caption", "description", "attr"]);
    let title = parameters.value(&["title"]);
    let words: Vec<&str> = title.into_iter().chain(caption).collect();
    let (source, alt, words) = (html(source), html(alt), html(&words.join(" ")));
    Some(format!(
        "<figure><img src=\"{source}\" alt=\"{alt}\"><figcaption>{words}</figcaption></figure>"
    ))
}

/// An address that Liquid puts together.
fn address_of(inside: &str) -> Option<String> {
    let (value, filters) = inside
        .split_once('|')
        .map_or((inside, ""), |(value, filters)| (value, filters));
    let value = value.trim();
    if matches!(
        value,
        "site.baseurl" | "site.url" | "base_path" | ".Site.BaseURL"
    ) {
        return Some(String::new());
    }
    let is_address =
        ["relative_url", "absolute_url", "url", "relURL", "absURL"].contains(&filters.trim());
    let quoted = value
        .strip_prefix(['"', '\''])
        .and_then(|rest| rest.strip_suffix(['"', '\'']));
    quoted.filter(|_| is_address).map(str::to_owned)
}

/// A picture that Obsidian embeds; its second part may be a width.
fn embedded(inside: &str) -> Option<String> {
    let (path, alt) = inside.split_once('|').unwrap_or((inside, ""));
    let is_image = ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif"]
        .contains(&crate::import::format::ending_of(path).as_str());
    let is_size = alt
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'x');
    let alt = if is_size { "" } else { alt };
    is_image.then(|| {
        format!(
            "![{}](<{}>)",
            escaped(alt),
            path.replace(['<', '>', '\n'], "")
        )
    })
}

/// Text that Markdown takes as it is.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if character.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
        .replace('\n', " ")
}

fn single_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn newlines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

#[cfg(test)]
mod tests;
