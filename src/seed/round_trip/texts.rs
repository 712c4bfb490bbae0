//! Texts full of what Markdown and YAML could take for something else.

use proptest::prelude::{Just, Strategy, any, prop, prop_oneof};
use proptest::sample::select;

use crate::content::{
    CitationInline, Href, Inline, LineBreakInline, LinkInline, MentionInline, MentionKind,
    ReferenceKey, Slug, TextInline,
};

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

const ODD: [&str; 26] = [
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
fn raw_text() -> impl Strategy<Value = String> {
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

fn kind() -> impl Strategy<Value = MentionKind> {
    select(
        &[
            MentionKind::Article,
            MentionKind::Therapy,
            MentionKind::Condition,
        ][..],
    )
}

/// The words of a link: blanks may stand around them.
fn words() -> impl Strategy<Value = String> {
    raw_text().prop_map(|text| {
        let has_words = !text.trim().is_empty();
        if has_words { text } else { format!("{text}x") }
    })
}

fn locator() -> impl Strategy<Value = String> {
    line_text().prop_map(|text| text.split_ascii_whitespace().collect::<Vec<_>>().join(" "))
}

fn citation() -> impl Strategy<Value = Inline> {
    let several = prop::collection::vec(key(), 1..4).prop_map(|keys| (keys, None));
    let one = (key(), locator()).prop_map(|(key, locator)| (vec![key], Some(locator)));
    prop_oneof![3 => several, 2 => one].prop_map(|(references, locator)| {
        Inline::Citation(CitationInline {
            references,
            numbers: Vec::new(),
            label: String::new(),
            locator,
        })
    })
}

fn inline(has_breaks: bool) -> impl Strategy<Value = Inline> {
    let style = || (prop::bool::weighted(0.3), prop::bool::weighted(0.3));
    let text = (raw_text(), style()).prop_map(|(text, (strong, emphasis))| {
        Inline::Text(TextInline {
            text,
            strong,
            emphasis,
        })
    });
    let link = (words(), href(), style(), any::<bool>()).prop_map(
        |(text, href, (strong, emphasis), is_own)| {
            Inline::Link(LinkInline {
                text: if is_own { href.to_string() } else { text },
                strong,
                emphasis,
                href,
            })
        },
    );
    let mention =
        (words(), kind(), slug(), style()).prop_map(|(text, kind, slug, (strong, emphasis))| {
            Inline::Mention(MentionInline {
                text,
                strong,
                emphasis,
                kind,
                slug,
                title: String::new(),
            })
        });
    let line_break = Just(Inline::LineBreak(LineBreakInline {}));
    let breaks = u32::from(has_breaks) * 2;
    prop_oneof![
        12 => text,
        2 => link,
        2 => mention,
        3 => citation(),
        breaks => line_break,
    ]
}

/// Running text that may be empty, in its normal form.
pub fn maybe_inlines(has_breaks: bool) -> impl Strategy<Value = Vec<Inline>> {
    prop::collection::vec(inline(has_breaks), 0..6).prop_map(normal)
}

/// Running text with something in it.
pub fn inlines(has_breaks: bool) -> impl Strategy<Value = Vec<Inline>> {
    maybe_inlines(has_breaks).prop_map(|inlines| {
        if inlines.is_empty() {
            return vec![text("x")];
        }
        inlines
    })
}

fn text(text: &str) -> Inline {
    Inline::Text(TextInline {
        text: text.to_owned(),
        strong: false,
        emphasis: false,
    })
}

/// Texts of one style are one, none is empty, and no blank or line break stands at either end.
fn normal(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut merged: Vec<Inline> = Vec::new();
    for inline in inlines {
        match (merged.last_mut(), inline) {
            (_, Inline::Text(next)) if next.text.is_empty() => {}
            (Some(Inline::Text(last)), Inline::Text(next))
                if (last.strong, last.emphasis) == (next.strong, next.emphasis) =>
            {
                last.text.push_str(&next.text);
            }
            (_, inline) => merged.push(inline),
        }
    }
    while trim_edge(&mut merged, true) || trim_edge(&mut merged, false) {}
    merged
}

/// Takes blanks off one end. True if an inline went with them.
fn trim_edge(inlines: &mut Vec<Inline>, is_start: bool) -> bool {
    let at = if is_start {
        0
    } else {
        inlines.len().saturating_sub(1)
    };
    let is_gone = match inlines.get_mut(at) {
        Some(Inline::Text(text)) => {
            text.text = if is_start {
                text.text.trim_start_matches([' ', '\t']).to_owned()
            } else {
                text.text.trim_end_matches([' ', '\t']).to_owned()
            };
            text.text.is_empty()
        }
        Some(Inline::LineBreak(_)) => true,
        Some(Inline::Link(_) | Inline::Mention(_) | Inline::Citation(_)) | None => false,
    };
    if is_gone {
        inlines.remove(at);
    }
    is_gone
}
