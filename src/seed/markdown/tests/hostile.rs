//! Texts that nobody would write: random ones, huge ones, deeply nested ones.

use std::time::{Duration, Instant};

use super::*;

/// Pieces of Markdown that mean something, to be put together at random.
const FRAGMENTS: [&str; 64] = [
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "    ",
    "> ",
    ">",
    "- ",
    "* ",
    "1. ",
    "3) ",
    "# ",
    "## ",
    "### ",
    "---",
    "===",
    "```",
    "~~~",
    "    ",
    ":::",
    "::: faq question=\"a\"",
    "::: do",
    "::: x:y",
    "::::",
    "[",
    "]",
    "(",
    ")",
    "[@a]",
    "[@a; @b, p. 1]",
    "[-@a]",
    "![a](media/a.svg \"b\")",
    "{#a}",
    "{claim=limited therapy=a condition=b}",
    "{",
    "}",
    "\"",
    "'",
    "[a](therapy:b)",
    "<!--",
    "-->",
    "<b>",
    "<https://x.org>",
    "&amp;",
    "&#1;",
    "&",
    "\\",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "|",
    "|---|---|",
    "Table: a",
    "-- who",
    "[!NOTE] a",
    "[!TIP]",
    "[a]: b",
    "é坐\u{1F600}",
    "\0",
    "\u{feff}",
];

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits fit") % sides
    }
}

#[test]
fn no_text_makes_the_reader_panic_and_every_place_is_in_the_text() {
    let mut dice = Dice(0x5EED);
    for _ in 0..20_000 {
        let length = 1 + dice.roll(40);
        let text: String = (0..length)
            .map(|_| FRAGMENTS[dice.roll(FRAGMENTS.len())])
            .collect();
        let offset = dice.roll(text.len() + 2);
        let offset = if dice.roll(4) == 0 { offset } else { 0 };
        let mut faults = Vec::new();

        let body = read_article_body(&text, offset, "x.md", &mut faults);
        read_description(&text, offset, "x.md", &mut Vec::new());

        let lines = text.split('\n').count();
        let places = faults.iter().map(|fault| fault.span);
        for span in places.chain(body.uses.iter().map(|used| used.span)) {
            assert!(
                span.line >= 1 && span.end_line <= lines + 1,
                "{text:?}: {span:?}"
            );
            assert!(
                span.line < span.end_line || span.column < span.end_column,
                "{text:?}: {span:?}"
            );
        }
        assert!(!format!("{body:?}").contains('\u{7f}'), "{text:?}");
    }
}

#[test]
fn what_is_not_a_fault_is_in_the_body_word_for_word() {
    let mut dice = Dice(0xFACE);
    let fragments: Vec<&str> = FRAGMENTS
        .into_iter()
        .filter(|fragment| *fragment != "<!--")
        .collect();
    let mut clean = 0;
    for _ in 0..40_000 {
        let count = 1 + dice.roll(6);
        let mut text = String::new();
        for number in 0..count {
            for _ in 0..dice.roll(4) {
                text.push_str(fragments[dice.roll(fragments.len())]);
            }
            text.push_str(&format!("word{number}"));
        }
        text.push_str(fragments[dice.roll(fragments.len())]);

        let (body, faults) = body_and_faults(&text);

        if faults.is_empty() {
            clean += 1;
            let said = format!("{body:?}");
            let lost = (0..count).find(|number| !said.contains(&format!("word{number}")));
            assert_eq!(lost, None, "{text:?}\n{said}");
        }
    }
    assert!(clean > 1_000, "only {clean} texts were without faults");
}

#[test]
fn a_long_text_of_anything_is_read_in_seconds() {
    const LENGTH: usize = 200_000;
    for unit in [
        ">",
        "> ",
        "- ",
        "[",
        "![",
        "[@",
        "[@a; ",
        "{",
        "{#a ",
        "\"{",
        "*a ",
        "**",
        "_a*",
        "`",
        "``` ",
        "<!--",
        "<b>",
        "a\n",
        "- a\n",
        "> a\n",
        "[a](",
        "[@a] ",
        "é坐 [@a]\n",
        "::: a\n",
        ":::\n",
        "| a ",
        "|\n",
        "&amp;",
        "\\",
        "{#a} ",
        "## a {#b}\n",
        "::: faq question=a\nb\n:::\n",
        "a {#b}\n\n",
        "![a](b \"c\")\n\n",
        "[a]: b\n",
        "- **a:** b {#c}\n",
        "~~",
        "a  \n",
        "![a](media/a.svg){",
        "| a | b |\n|---|---|\n",
        "[*",
        "*[",
        "<",
        "]: ",
        "> [!NOTE] a\n",
        "> [!TIP] a\n> b\n> ![c](d)\n\n",
    ] {
        let text = unit.repeat(LENGTH / unit.len());
        let started = Instant::now();

        body_and_faults(&text);

        let took = started.elapsed();
        assert!(took < Duration::from_secs(20), "{unit:?} took {took:?}");
    }
}

#[test]
fn deep_nesting_is_a_fault_not_an_overflow() {
    for text in [
        ">".repeat(10_000),
        "[".repeat(10_000),
        "*a ".repeat(10_000) + &"b* ".repeat(10_000),
        "**a ".repeat(10_000) + &"b** ".repeat(10_000),
        "![".repeat(10_000) + "a" + &"](b)".repeat(10_000),
        "- ".repeat(10_000) + "a",
        (0..500)
            .map(|depth| format!("{}- a\n", "  ".repeat(depth)))
            .collect(),
        "::: faq question=a\n".repeat(10_000),
    ] {
        body_and_faults(&text);
    }
}
