//! A changed text with the words that went and came marked in it.

use crate::content::{WordFate, changed_words};

/// How many words of what stays are shown on either side of a change.
const CONTEXT: usize = 6;

/// The new text, with what went as `[-words-]` and what came as `{+words+}`; with colours instead of the marks on a
/// terminal. What stays is shown around the changes; `…` stands for the rest.
pub fn marked_words(before: &str, after: &str, is_coloured: bool) -> String {
    let changes = changed_words(before, after);
    let last = changes.len().saturating_sub(1);
    let mut text = String::new();
    for (at, change) in changes.iter().enumerate() {
        let words = change.text.as_str();
        match change.fate {
            WordFate::Kept => text.push_str(&around(words, at == 0, at == last)),
            WordFate::Removed => {
                mark(words, ("[-", "-]"), "\u{1b}[31;9m", is_coloured, &mut text);
            }
            WordFate::Added => mark(words, ("{+", "+}"), "\u{1b}[32m", is_coloured, &mut text),
        }
    }
    text
}

/// What stays, cut to what stands beside a change.
fn around(text: &str, is_first: bool, is_last: bool) -> String {
    let words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    let before = if is_first { 0 } else { CONTEXT };
    let after = if is_last { 0 } else { CONTEXT };
    if words.len() <= before + after + 1 {
        return text.to_owned();
    }
    let head = words[..before].concat();
    let tail = words[words.len() - after..].concat();
    let end = if is_last { "…" } else { "… " };
    format!("{head}{end}{tail}")
}

/// Marks words; the blank behind the last of them stays outside.
fn mark(
    words: &str,
    (open, close): (&str, &str),
    colour: &str,
    is_coloured: bool,
    text: &mut String,
) {
    let inner = words.trim_end();
    let (open, close) = if is_coloured {
        (colour, "\u{1b}[0m")
    } else {
        (open, close)
    };
    text.push_str(open);
    text.push_str(inner);
    text.push_str(close);
    text.push_str(&words[inner.len()..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_word_is_marked_where_it_stands() {
        let marked = marked_words(
            "Massage eased low back pain.",
            "Massage eased back pain a little.",
            false,
        );

        assert_eq!(
            marked,
            "Massage eased [-low-] back [-pain.-]{+pain a little.+}"
        );
    }

    #[test]
    fn what_stays_far_from_a_change_is_left_out() {
        let before = "a b c d e f g h i j k l m n o p q r s t u v w x y z";

        assert_eq!(
            marked_words(before, &before.replace("n o", "n O"), false),
            "… i j k l m n [-o-] {+O+} p q r s t u …"
        );
    }

    #[test]
    fn colours_stand_for_the_marks() {
        assert_eq!(
            marked_words("a", "b", true),
            "\u{1b}[31;9ma\u{1b}[0m\u{1b}[32mb\u{1b}[0m"
        );
    }
}
