//! Parts of running text put together: one citation of numbers that follow each other, single spaces, and nothing styled
//! that is only a space.

use super::citations::{Numbers, is_dash, is_inside_brackets, is_separator, numbers_in, range};
use crate::content::Href;

/// A part of running text on its way to an inline.
#[derive(Clone, Debug, PartialEq)]
pub enum Atom {
    Text {
        text: String,
        is_strong: bool,
        is_emphasis: bool,
        href: Option<Href>,
    },
    Numbers(Vec<u32>),
    Break,
}

/// The word before the next atom.
pub fn text_before(atoms: &[Atom]) -> String {
    match atoms.last() {
        Some(Atom::Text { text, .. }) => {
            let start = text.char_indices().rev().nth(20).map_or(0, |(at, _)| at);
            text[start..].to_owned()
        }
        Some(Atom::Numbers(_) | Atom::Break) | None => String::new(),
    }
}

/// Makes one citation of numbers that follow each other, and takes away the brackets around them.
pub fn joined(atoms: Vec<Atom>, known: &Numbers) -> Vec<Atom> {
    let mut out: Vec<Atom> = Vec::new();
    for atom in atoms {
        match (&atom, out.as_slice()) {
            (Atom::Numbers(next), [.., Atom::Numbers(_)]) => {
                let next = next.clone();
                extend_last(&mut out, next);
            }
            (
                Atom::Numbers(next),
                [
                    ..,
                    Atom::Numbers(first),
                    Atom::Text {
                        text, href: None, ..
                    },
                ],
            ) if is_between(text) => {
                let first = first.last().copied().unwrap_or_default();
                let counted = range(first, next.first().copied().unwrap_or_default());
                let next = match counted.filter(|_| text.contains(is_dash)) {
                    Some(counted) => counted
                        .skip(1)
                        .chain(next.iter().skip(1).copied())
                        .collect(),
                    None => next.clone(),
                };
                out.pop();
                extend_last(&mut out, next);
            }
            _ => out.push(atom),
        }
        strip_brackets(&mut out, known);
    }
    out
}

fn extend_last(out: &mut [Atom], next: Vec<u32>) {
    if let Some(Atom::Numbers(list)) = out.last_mut() {
        list.extend(next);
    }
}

fn is_between(text: &str) -> bool {
    let trimmed = text.trim();
    text.chars().all(is_separator) || (trimmed.chars().count() == 1 && trimmed.contains(is_dash))
}

/// `[`, a citation, `]`: the brackets are those of the citation, with the numbers that stand in them as text.
fn strip_brackets(out: &mut [Atom], known: &Numbers) {
    let [
        ..,
        Atom::Text { text: before, .. },
        Atom::Numbers(list),
        Atom::Text { text: after, .. },
    ] = out
    else {
        return;
    };
    if before.trim_end().ends_with('(') && after.trim_start().starts_with(')') {
        before.truncate(before.trim_end().len() - 1);
        *after = after.trim_start()[1..].to_owned();
        return;
    }
    let inside = before.len() - before.trim_end_matches(is_inside_brackets).len();
    let open = before.len() - inside;
    let close = after.find(|c| !is_inside_brackets(c));
    let Some(close) = close.filter(|close| after[*close..].starts_with(']')) else {
        return;
    };
    let first = numbers_around(&before[open..]);
    let last = numbers_around(&after[..close]);
    if let (true, Some(mut first), Some(last)) = (before[..open].ends_with('['), first, last)
        && known.are_known(&first)
        && known.are_known(&last)
    {
        before.truncate(open - 1);
        *after = after[close + 1..].to_owned();
        first.append(list);
        first.extend(last);
        *list = first;
    }
}

/// The numbers of a text that may be none.
fn numbers_around(text: &str) -> Option<Vec<u32>> {
    let text = text.trim_matches(is_separator);
    if text.is_empty() {
        return Some(Vec::new());
    }
    numbers_in(text)
}

/// Single spaces, none at the ends and around line breaks, and none alone in bold or in a link.
pub fn spaced(atoms: Vec<Atom>) -> Vec<Atom> {
    let mut out: Vec<Atom> = Vec::new();
    let mut is_space_due = false;
    for atom in atoms {
        match &atom {
            Atom::Break => {
                is_space_due = false;
                if !matches!(out.last(), None | Some(Atom::Break)) {
                    out.push(Atom::Break);
                }
            }
            Atom::Numbers(_) => {
                if std::mem::take(&mut is_space_due) {
                    push_space(&mut out);
                }
                out.push(atom);
            }
            Atom::Text { .. } => add_words(atom, &mut is_space_due, &mut out),
        }
    }
    while out.last() == Some(&Atom::Break) {
        out.pop();
    }
    out
}

/// Adds the words of a text. The space at its end waits for what comes next.
fn add_words(mut atom: Atom, is_space_due: &mut bool, out: &mut Vec<Atom>) {
    let Atom::Text { text, .. } = &mut atom else {
        return;
    };
    *is_space_due |= text.starts_with(char::is_whitespace);
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        return;
    }
    let has_space_after = text.ends_with(char::is_whitespace);
    *text = words;
    if std::mem::replace(is_space_due, has_space_after) {
        push_space(out);
    }
    push_text(out, atom);
}

/// A space between two parts: inside both when they are alike, else outside of what is styled.
fn push_space(out: &mut Vec<Atom>) {
    match out.last() {
        None | Some(Atom::Break) => {}
        Some(_) => push_text(
            out,
            Atom::Text {
                text: " ".to_owned(),
                is_strong: false,
                is_emphasis: false,
                href: None,
            },
        ),
    }
}

fn push_text(out: &mut Vec<Atom>, atom: Atom) {
    let Atom::Text {
        text,
        is_strong,
        is_emphasis,
        href,
    } = &atom
    else {
        return;
    };
    let is_alike = |other: &Atom| matches!(other, Atom::Text { is_strong: s, is_emphasis: e, href: h, .. } if s == is_strong && e == is_emphasis && h == href);
    if let [.., before, Atom::Text { text: space, .. }] = out.as_slice()
        && space == " "
        && is_alike(before)
        && text != " "
    {
        out.pop();
        if let Some(Atom::Text { text: last, .. }) = out.last_mut() {
            last.push(' ');
            last.push_str(text);
        }
        return;
    }
    if let Some(last) = out.last_mut()
        && is_alike(last)
        && let Atom::Text { text: words, .. } = last
    {
        words.push_str(text);
        return;
    }
    out.push(atom);
}
