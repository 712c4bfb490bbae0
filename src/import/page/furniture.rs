//! Lines of a page that are not its content: links to its ends, buttons, who wrote it and how long it takes to read.

use std::sync::LazyLock;

use regex::Regex;

use super::PageMeta;
use super::flow::{Content, Flow, text_of};
use super::notes::{Notes, quoted, quoted_whole};
use crate::content::Moment;

/// Whole lines that pages put around their content.
const LINES: [&str; 40] = [
    "top of page",
    "bottom of page",
    "back to top",
    "skip to content",
    "skip to main content",
    "skip to navigation",
    "share",
    "share this",
    "share this post",
    "share this article",
    "share on facebook",
    "share on twitter",
    "share on x",
    "share on linkedin",
    "tweet",
    "pin it",
    "print",
    "print this page",
    "email this",
    "advertisement",
    "sponsored",
    "log in",
    "log in / sign up",
    "sign up",
    "subscribe",
    "menu",
    "search",
    "close",
    "home",
    "previous post",
    "next post",
    "related posts",
    "recent posts",
    "see all",
    "leave a comment",
    "comments",
    "table of contents",
    "read more",
    "cookie settings",
    "accept all cookies",
];

static READING_TIME: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^\d+\s*(?:min|minute|minutes)\.?\s+read$"));
static BYLINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[Ww]ritten |[Pp]osted |[Aa]uthor: ?)?(?:[Bb]y )?(?P<name>\p{Lu}[\p{L}.’'-]*(?: \p{Lu}[\p{L}.’'-]*){1,3})$",
    )
});
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?i:(?:published|posted|updated|last updated|date)(?: on)?:?\s*)?(?P<month>[A-Z][a-z]{2,8})\.? (?P<day>\d{1,2}), (?P<year>20\d\d|19\d\d)$",
    )
});

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns are constants, and tests use each")
}

/// Takes the furniture out of a page. What a line before the text says of author and day goes to the metadata.
pub fn remove(flow: Vec<Flow>, meta: &mut PageMeta, notes: &mut Notes) -> Vec<Flow> {
    let mut kept = Vec::new();
    let mut is_before_text = true;
    for block in flow {
        let Content::Paragraph(pieces) = &block.content else {
            kept.push(block);
            continue;
        };
        let text = text_of(pieces);
        is_before_text &= text.split_whitespace().count() < 15;
        if is_before_text && take_metadata(&text, meta) {
            notes.add(
                block.line,
                format!("the line {} was taken for author or day", quoted(&text)),
                "correct `authors` or `first_published_at` if it is not",
            );
        } else if is_furniture(&text) {
            notes.add(
                block.line,
                format!("page furniture was left out: {}", quoted_whole(&text)),
                "add it to the text if it belongs to the article",
            );
        } else {
            kept.push(block);
        }
    }
    kept
}

/// True for a line that belongs to the page and not to its content.
pub fn is_furniture(line: &str) -> bool {
    let line = line
        .trim()
        .trim_end_matches(['.', ':', '»', '→', '›'])
        .trim();
    LINES.contains(&line.to_lowercase().as_str()) || READING_TIME.is_match(line)
}

/// True for a line that can only say who wrote the page, when, or how long it is.
pub fn is_about_the_page(line: &str) -> bool {
    let is_signed = line.to_lowercase().contains("by ") && BYLINE.is_match(line);
    is_signed || DATE.is_match(line) || is_furniture(line)
}

fn take_metadata(line: &str, meta: &mut PageMeta) -> bool {
    if let Some(date) = DATE.captures(line) {
        let text = format!("{} {} {}", &date["day"], &date["month"], &date["year"]);
        let moment = ["%d %B %Y", "%d %b %Y"].iter().find_map(|format| {
            let day = jiff::civil::Date::strptime(format, &text).ok()?;
            Moment::parse(&format!("{day}T00:00:00Z")).ok()
        });
        meta.first_published_at = meta.first_published_at.or(moment);
        return moment.is_some();
    }
    let is_signed = ["by ", "written by ", "posted by ", "author: "]
        .iter()
        .any(|start| line.to_lowercase().starts_with(start));
    match BYLINE.captures(line).filter(|_| is_signed) {
        Some(signed) => {
            if meta.authors.is_empty() {
                meta.authors.push(signed["name"].to_owned());
            }
            true
        }
        None => false,
    }
}
