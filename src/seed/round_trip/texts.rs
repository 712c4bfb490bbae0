//! Texts full of what Markdown and YAML could take for something else.

use proptest::prelude::{Just, Strategy, any, prop, prop_oneof};
use proptest::sample::select;

use crate::content::{Href, ReferenceKey, Slug};

const TRICKY: [&str; 76] = [
    "*",
    "**",
    "_",
    "__",
    "~",
    "~~",
    "`",
    "``",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "#",
    "##",
    "+",
    "-",
    "--",
    "---",
    "===",
    ".",
    "1.",
    "2)",
    "!",
    "|",
    "||",
    "{",
    "}",
    "\\",
    "\\\\",
    "^",
    "&",
    "$",
    "@",
    ":",
    ":::",
    "\"",
    "'",
    ";",
    ", ",
    "[@x]",
    "[@bell-2008, p. 3]",
    "<https://example.org>",
    "[a](b)",
    "![a](b)",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "# ",
    "## ",
    "> ",
    "{#x}",
    "{a=b}",
    "{.x}",
    "| a | b |",
    "|---|",
    "[!NOTE]",
    "-- who",
    "[^1]",
    "<b>",
    "</b>",
    "<!-- a -->",
    "&amp;",
    "&copy;",
    "&#42;",
    "&lt",
    "Table: ",
    "**a:** b",
    "www.example.org",
    "a@example.org",
    "[x]: y",
    "`` ` ``",
    "```",
    "x ",
];

const ODD: [&str; 27] = [
    "é",
    "坐骨神経痛",
    "، العربية",
    "עברית",
    "\u{a0}",
    "\u{200b}",
    "\u{200d}",
    "\u{ad}",
    "\u{202f}",
    "\u{3000}",
    "😀",
    "👩‍⚕️",
    "e\u{301}",
    "“",
    "”",
    "’",
    "…",
    "–",
    "。",
    "Ⓐ",
    "①",
    "½",
    "\u{2028}",
    "\u{85}",
    "€",
    "\u{fe0f}",
    "\u{e000}",
];

fn fragment() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[a-zA-Z]{1,6}",
        4 => Just(" ".to_owned()),
        1 => Just("  ".to_owned()),
        1 => Just("\t".to_owned()),
        2 => "[0-9]{1,3}",
        8 => select(&TRICKY[..]).prop_map(str::to_owned),
        4 => select(&ODD[..]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[a-z]{60,80}",
    ]
}

/// Text as it can stand in a line, with blanks at its ends.
pub fn raw_text() -> impl Strategy<Value = String> {
    prop::collection::vec(fragment(), 1..7).prop_map(|fragments| {
        let text = fragments.concat();
        text.replace(|c: char| c.is_ascii_control() && c != '\t', "")
    })
}

/// One line without spaces around it.
pub fn plain_text() -> impl Strategy<Value = String> {
    raw_text().prop_map(|text| or_word(text.trim_matches([' ', '\t'])))
}

/// The same where no blank of any kind may stand around it.
pub fn line_text() -> impl Strategy<Value = String> {
    raw_text().prop_map(|text| or_word(text.trim()))
}

/// Text of front matter, which may have several lines, but no characters that nobody sees.
pub fn yaml_text() -> impl Strategy<Value = String> {
    let line_end = prop_oneof![9 => Just(""), 1 => Just("\n"), 1 => Just("\n\n  ")];
    (raw_text(), line_end, raw_text()).prop_map(|(first, line_end, second)| {
        let text = format!("{first}{line_end}{second}");
        let is_hidden = |c: char| {
            c.is_control() && c != '\n' && c != '\t'
                || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
        };
        or_word(text.replace(is_hidden, "").trim())
    })
}

fn or_word(text: &str) -> String {
    if text.is_empty() {
        return "x".to_owned();
    }
    text.to_owned()
}

pub fn slug() -> impl Strategy<Value = Slug> {
    select(
        &[
            "deep-tissue-massage",
            "sciatica",
            "null",
            "2024",
            "no",
            "a1",
        ][..],
    )
    .prop_map(|slug| Slug::parse(slug).expect("a valid slug"))
}

pub fn key() -> impl Strategy<Value = ReferenceKey> {
    select(
        &[
            "bell-2008",
            "_x",
            "a_b.c",
            "x_",
            "smith:2019+a",
            "__y__",
            "Yeun2017",
        ][..],
    )
    .prop_map(|key| ReferenceKey::parse(key).expect("a valid key"))
}

pub fn href() -> impl Strategy<Value = Href> {
    select(
        &[
            "https://example.org/book?a=1&b=2#c",
            "https://example.org/a_b_*c*(d)",
            "https://example.org/?q=\"x\"&copy;&lt",
            "mailto:a@example.org",
            "tel:+44123",
            "https://[::1]:80/{a}|b`c`<d>",
            "http://example.org/~a!$'();",
        ][..],
    )
    .prop_map(|href| Href::parse(href).expect("a valid address"))
}
