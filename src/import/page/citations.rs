//! Numbers in a text that point at the list of references: `[3]`, `[1, 3]`, `[2-4]`, and the same raised or linked.

use std::collections::HashMap;

use super::flow::Height;

/// The numbers that a page's list of references gives.
#[derive(Debug, Default)]
pub struct Numbers {
    /// What the list numbers; more than one list may.
    known: HashMap<u32, Target>,
    /// The ids of places in the list, with the number of the entry there.
    ids: HashMap<String, u32>,
}

/// What a number stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The place of the reference in the list of all.
    Reference(usize),
    /// A note that is no reference.
    Footnote(usize),
}

impl Numbers {
    /// Makes a number known. The first list that has it counts.
    pub fn insert(&mut self, number: u32, ids: Vec<String>, target: Target) {
        self.known.entry(number).or_insert(target);
        for id in ids {
            self.ids.insert(id, number);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    pub fn target(&self, number: u32) -> Option<Target> {
        self.known.get(&number).copied()
    }

    /// The number of the entry to which a link such as `#ref-3` leads.
    pub fn at_link(&self, link: &str) -> Option<u32> {
        let id = link.strip_prefix('#')?;
        self.ids.get(id).copied()
    }

    pub fn are_known(&self, numbers: &[u32]) -> bool {
        numbers.iter().all(|number| self.known.contains_key(number))
    }
}

/// A part of a text: characters, or numbers that stand for references.
#[derive(Debug, PartialEq)]
pub enum Part<'a> {
    Text(&'a str),
    Numbers { list: Vec<u32>, written: &'a str },
}

/// Finds the numbers in brackets of a text, whether known or not.
pub fn parts_of(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut search = 0;
    while let Some(open) = text[search..].find('[').map(|at| search + at) {
        search = open + 1;
        let Some(length) = text[search..].find(|c: char| !is_inside_brackets(c)) else {
            break;
        };
        let end = search + length;
        if !text[end..].starts_with(']') {
            continue;
        }
        let Some(list) = numbers_in(&text[search..end]) else {
            continue;
        };
        if open > start {
            parts.push(Part::Text(&text[start..open]));
        }
        let written = &text[open..=end];
        parts.push(Part::Numbers { list, written });
        start = end + 1;
        search = start;
    }
    if start < text.len() {
        parts.push(Part::Text(&text[start..]));
    }
    parts
}

/// What can stand inside the brackets of a citation.
pub fn is_inside_brackets(c: char) -> bool {
    c.is_ascii_digit() || is_separator(c) || is_dash(c)
}

/// What stands between the numbers of one citation.
pub fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';')
}

/// What stands between the first and the last number of a range.
pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '‑' | '−')
}

/// The numbers of a citation without its brackets, with ranges counted out; `None` if it is none.
pub fn numbers_in(text: &str) -> Option<Vec<u32>> {
    let mut list = Vec::new();
    for part in text.split([',', ';']) {
        let part = part.trim();
        match part.split_once(is_dash) {
            Some((first, last)) => list.extend(range(number(first)?, number(last)?)?),
            None => list.push(number(part)?),
        }
    }
    Some(list)
}

/// Three digits at most: a year in brackets is no citation.
fn number(text: &str) -> Option<u32> {
    let text = text.trim();
    let is_number = (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| is_number && *number > 0)
}

/// Every number of a range.
pub fn range(first: u32, last: u32) -> Option<std::ops::RangeInclusive<u32>> {
    (first < last && last - first < 100).then_some(first..=last)
}

/// The numbers of raised characters, with or without brackets. What stands before tells them from a power or a unit.
pub fn raised_numbers(text: &str, before: &str) -> Option<Vec<u32>> {
    let text = text.trim();
    let inside = text
        .strip_prefix(['[', '('])
        .and_then(|text| text.strip_suffix([']', ')']));
    let list = numbers_in(inside.unwrap_or(text))?;
    (inside.is_some() || !is_power(before)).then_some(list)
}

/// True after a number or a unit of length: `10` and `m` can be raised to a power.
fn is_power(before: &str) -> bool {
    let word = before
        .rsplit(|c: char| c.is_whitespace() || c == '/')
        .next()
        .unwrap_or_default();
    word.ends_with(|c: char| c.is_ascii_digit()) && !word.contains(['.', ','])
        || matches!(
            word,
            "m" | "cm"
                | "mm"
                | "km"
                | "ft"
                | "in"
                | "inch"
                | "µm"
                | "nm"
                | "s"
                | "n"
                | "x"
                | "r"
                | "p"
                | "I"
                | "R"
                | "χ"
        )
}

/// Characters above or below the line, as far as there are signs for them.
pub fn as_signs(text: &str, height: Height) -> Option<String> {
    const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻";
    const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉₊₋";
    let signs = match height {
        Height::OnLine => return None,
        Height::Raised => RAISED,
        Height::Lowered => LOWERED,
    };
    text.chars()
        .map(|c| {
            let at = "0123456789+-".find(if is_dash(c) { '-' } else { c })?;
            signs.chars().nth(at)
        })
        .collect()
}

/// The digits that raised signs stand for: `³` in a copied text is a raised 3.
pub fn digit_of_sign(c: char) -> Option<char> {
    let at = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|sign| sign == c)?;
    "0123456789".chars().nth(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_ranges_in_brackets_are_numbers() {
        assert_eq!(numbers_in("1, 3"), Some(vec![1, 3]));
        assert_eq!(numbers_in("2–4;7"), Some(vec![2, 3, 4, 7]));
        assert_eq!(numbers_in("2014"), None);
        assert_eq!(numbers_in("4-2"), None);
        assert_eq!(numbers_in(""), None);
        assert_eq!(numbers_in("0"), None);
    }

    #[test]
    fn brackets_without_numbers_stay_text() {
        let parts = parts_of("a [see] b [12][3] [1-2] [");

        let numbers: Vec<&str> = parts
            .iter()
            .filter_map(|part| match part {
                Part::Numbers { written, .. } => Some(*written),
                Part::Text(_) => None,
            })
            .collect();
        assert_eq!(numbers, ["[12]", "[3]", "[1-2]"]);
        assert_eq!(parts[0], Part::Text("a [see] b "));
    }

    #[test]
    fn a_power_is_no_citation() {
        assert_eq!(raised_numbers("2", "10 kg/m"), None);
        assert_eq!(raised_numbers("2", "10"), None);
        assert_eq!(raised_numbers("2", "less pain."), Some(vec![2]));
        assert_eq!(raised_numbers("[2]", "in 2014"), Some(vec![2]));
        assert_eq!(raised_numbers("st", "1"), None);
    }
}
