//! Lines of a copied page, put together to paragraphs and items of lists.

use std::sync::LazyLock;

use regex::Regex;

/// A paragraph, or the text of one item.
#[derive(Debug, PartialEq)]
pub struct Paragraph {
    /// The line on which it begins.
    pub line: usize,
    pub text: String,
    /// How the item is marked, if it is one.
    pub item: Option<Item>,
    /// True if nothing but itself stands between two empty lines.
    pub is_alone: bool,
}

/// The mark of an item.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub indent: usize,
    /// The number of a numbered item.
    pub number: Option<u32>,
}

static BULLET: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?P<indent>\s*)(?:[•·▪▫◦‣∙●○■□*➢✓✔]\s*|[-–—o]\s+)(?P<text>\S.*)$"));
static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?P<indent>\s*)(?P<number>\d{1,3})[.)]\s+(?P<text>\S.*)$"));
static LONE_MARK: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\s*(?:[•·▪▫◦‣∙●○■□*➢]|\d{1,3}[.)])\s*$"));
static ENTRY: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*\[\d{1,3}\]"));

/// Lines of this length at most are taken for lines that a program has broken, if they fill it.
const WIDEST_BROKEN_LINE: usize = 130;
const NARROWEST_BROKEN_LINE: usize = 50;

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns are constants, and tests use each")
}

/// Puts the lines of a page together.
pub fn paragraphs_of(text: &str) -> Vec<Paragraph> {
    let lines = with_marks(text);
    let width = lines.iter().map(|(_, line)| line.chars().count()).max();
    let width = width.filter(|width| (NARROWEST_BROKEN_LINE..=WIDEST_BROKEN_LINE).contains(width));
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut before: Option<&str> = None;
    for (number, line) in &lines {
        if line.trim().is_empty() {
            before = None;
            continue;
        }
        let text = line.trim();
        let item = item_of(line);
        let goes_on = before.is_some_and(|before| item.is_none() && continues(before, line, width));
        match paragraphs.last_mut() {
            Some(last) if goes_on => {
                last.text.push(' ');
                last.text.push_str(text);
            }
            last => {
                let is_alone = before.is_none();
                if let Some(last) = last.filter(|_| !is_alone) {
                    last.is_alone = false;
                }
                let (item, text) = item.map_or((None, text), |(item, text)| (Some(item), text));
                paragraphs.push(Paragraph {
                    line: *number,
                    text: text.to_owned(),
                    item,
                    is_alone,
                });
            }
        }
        before = Some(line);
    }
    paragraphs
}

/// The lines with their numbers. A mark that stands alone on its line goes to the next line with text.
fn with_marks(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    let mut mark: Option<String> = None;
    for (line, number) in text.split('\n').zip(1..) {
        if LONE_MARK.is_match(line) {
            mark = Some(line.trim_end().to_owned());
        } else if line.trim().is_empty() {
            lines.push((number, String::new()));
        } else {
            let line = match mark.take() {
                Some(mark) => format!("{mark} {}", line.trim()),
                None => line.to_owned(),
            };
            lines.push((number, line));
        }
    }
    lines
}

fn item_of(line: &str) -> Option<(Item, &str)> {
    let bullet = BULLET.captures(line);
    let captures = bullet.or_else(|| NUMBER.captures(line))?;
    let indent = captures.name("indent")?.as_str().chars().count();
    let number = captures
        .name("number")
        .and_then(|number| number.as_str().parse().ok());
    let text = captures.name("text")?.as_str().trim();
    text.contains(char::is_alphanumeric)
        .then_some((Item { indent, number }, text))
}

/// True if a line goes on with the sentence of the line before: that one was full.
fn continues(before: &str, line: &str, width: Option<usize>) -> bool {
    let Some(width) = width else {
        return false;
    };
    let first_word = line.split_whitespace().next().unwrap_or_default();
    let needed = before.chars().count() + 1 + first_word.chars().count();
    !ENTRY.is_match(line) && needed + 8 > width
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        paragraphs_of(text)
            .into_iter()
            .map(|paragraph| paragraph.text)
            .collect()
    }

    #[test]
    fn lines_that_a_program_has_broken_are_one_paragraph() {
        let text = "The nerve begins in the lower back and runs through\nthe buttock down to the foot. It is the longest of\nall.\n\nNext.";

        assert_eq!(texts(text).len(), 2);
        assert!(texts(text)[0].ends_with("the longest of all."));
    }

    #[test]
    fn lines_that_are_not_full_are_paragraphs_of_their_own() {
        let long = "word ".repeat(60);

        assert_eq!(texts(&format!("Heading\n{long}\nAnother\n{long}")).len(), 4);
        assert_eq!(texts("One\nTwo\nThree").len(), 3);
    }

    #[test]
    fn marks_begin_items_even_on_a_line_of_their_own() {
        let items: Vec<Option<u32>> = paragraphs_of("• a\n-  b\n3) c\n•\n\nd\n- \n10.5 is no item")
            .into_iter()
            .filter_map(|paragraph| paragraph.item)
            .map(|item| item.number)
            .collect();

        assert_eq!(items, [None, None, Some(3), None]);
    }
}
