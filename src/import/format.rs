//! What a text is, by its content. The ending of its name decides only between what looks the same.

/// What a source holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A WordPress export (WXR).
    WordPress,
    /// A saved web page.
    Html,
    /// Markdown, with or without front matter.
    Markdown,
    /// The plain text that a copy of a page gives.
    Text,
}

/// How much of a text is looked at, in bytes.
const HEAD: usize = 64 * 1024;
/// Endings of Markdown, and of prose that is nothing else.
const MARKDOWN_ENDINGS: [&str; 7] = ["md", "markdown", "mdown", "mkd", "mdx", "qmd", "rmd"];
const PROSE_ENDINGS: [&str; 3] = ["txt", "text", ""];
/// Tags with which a page or a piece of one begins.
const PAGE_TAGS: [&str; 22] = [
    "html",
    "head",
    "body",
    "title",
    "meta",
    "article",
    "main",
    "section",
    "header",
    "div",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "ul",
    "ol",
    "table",
    "blockquote",
    "figure",
    "img",
    "span",
];

/// Says what a text is; `None` when it is nothing that articles come from.
pub fn format_of(file: &str, text: &str) -> Option<Format> {
    let head = text_head(text);
    let ending = ending_of(file);
    let is_markdown_file = MARKDOWN_ENDINGS.contains(&ending.as_str());
    if is_wordpress(head) {
        return Some(Format::WordPress);
    }
    match first_tag(head).as_deref() {
        Some("!doctype" | "html") => return Some(Format::Html),
        Some(tag) if PAGE_TAGS.contains(&tag) && !is_markdown_file => return Some(Format::Html),
        Some(_) if !is_markdown_file => return None,
        Some(_) | None => {}
    }
    if is_markdown_file || has_front_matter(head) {
        return Some(Format::Markdown);
    }
    if !PROSE_ENDINGS.contains(&ending.as_str()) {
        return None;
    }
    Some(if reads_like_markdown(head) {
        Format::Markdown
    } else {
        Format::Text
    })
}

/// The ending of a file's name in lower case, without its dot; empty when it has none.
pub fn ending_of(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => ending.to_ascii_lowercase(),
        _ => String::new(),
    }
}

fn text_head(text: &str) -> &str {
    let text = text.trim_start();
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn is_wordpress(head: &str) -> bool {
    head.starts_with('<') && head.contains("<rss") && head.contains("wordpress.org/export/")
}

/// The name of the first tag in lower case, behind comments and the declaration of XML.
pub fn first_tag(head: &str) -> Option<String> {
    let mut rest = head;
    loop {
        rest = rest.trim_start();
        let inside = rest.strip_prefix('<')?;
        let end = match inside {
            _ if inside.starts_with("!--") => "-->",
            _ if inside.starts_with('?') => "?>",
            _ => break,
        };
        rest = &rest[rest.find(end)? + end.len()..];
    }
    let name = rest[1..]
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '!' && c != '-')
        .next()?;
    (!name.is_empty()).then(|| name.to_ascii_lowercase())
}

fn has_front_matter(head: &str) -> bool {
    let mut lines = head.lines().map(str::trim_end);
    let Some(fence) = lines.next() else {
        return false;
    };
    match fence {
        "---" | "+++" => lines.any(|line| line == fence),
        _ => false,
    }
}

/// True if a line of it could only have been written as Markdown.
fn reads_like_markdown(head: &str) -> bool {
    head.lines().any(|line| {
        let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
        let is_heading = (1..=6).contains(&hashes) && line[hashes..].starts_with(' ');
        let is_alert = line.starts_with("> [!");
        is_heading || is_alert || line.starts_with("```") || has_link(line)
    })
}

/// True for `[words](address)`.
fn has_link(line: &str) -> bool {
    line.split_once("](").is_some_and(|(before, after)| {
        before.contains('[') && after.find(')').is_some_and(|end| end > 0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_says_what_a_text_is_whatever_its_name() {
        let wordpress = "<?xml version=\"1.0\"?>\n<!-- made by WordPress -->\n<rss xmlns:wp=\"http://wordpress.org/export/1.2/\">";
        for (file, text, format) in [
            ("a.txt", wordpress, Format::WordPress),
            (
                "a.txt",
                "<!-- saved from url -->\n<!DOCTYPE html>\n<html>",
                Format::Html,
            ),
            ("a.md", "<!doctype html><title>A</title>", Format::Html),
            (
                "a.xml",
                "<?xml version='1.0'?><html xmlns='x'>",
                Format::Html,
            ),
            ("a.txt", "<p>Rest.</p>", Format::Html),
            ("a.md", "<p>Rest.</p>\n\n# Help", Format::Markdown),
            ("a.txt", "---\ntitle: A\n---\nText", Format::Markdown),
            ("a", "+++\ntitle = 'A'\n+++\nText", Format::Markdown),
            ("a.txt", "Title\n\n## Help\n", Format::Markdown),
            (
                "a.txt",
                "See [this](https://example.org).",
                Format::Markdown,
            ),
            (
                "a.txt",
                "Title\n\nPain [1] is #1 (of many).\n",
                Format::Text,
            ),
            ("notes", "Only words.", Format::Text),
        ] {
            assert_eq!(format_of(file, text), Some(format), "{file}: {text}");
        }
    }

    #[test]
    fn programs_and_other_xml_are_no_articles() {
        for (file, text) in [
            ("a.js", "const a = 1;"),
            ("a.css", "p { color: red }"),
            ("sitemap.xml", "<?xml version='1.0'?><urlset></urlset>"),
            ("a.svg", "<svg xmlns='x'></svg>"),
            ("config.toml", "title = 'A'"),
            ("package.json", "{\"name\": \"a\"}"),
        ] {
            assert_eq!(format_of(file, text), None, "{file}");
        }
    }
}
