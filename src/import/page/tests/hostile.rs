//! Pages that nobody would write: random ones, huge ones, deeply nested ones. No word of them is lost.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use super::*;

const FRAGMENTS: [&str; 66] = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a href='https://example.org/'>",
    "<a href='#x'>",
    "</a>",
    "<h1>",
    "</h1>",
    "<h2>",
    "</h2>",
    "<h4>",
    "</h4>",
    "<ul>",
    "</ul>",
    "<ol>",
    "</ol>",
    "<li>",
    "</li>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "<th colspan=3>",
    "<td rowspan=2>",
    "</td>",
    "<caption>",
    "<blockquote>",
    "</blockquote>",
    "<figure>",
    "</figure>",
    "<figcaption>",
    "<img src=a.png alt=zwalt>",
    "<img>",
    "<details>",
    "</details>",
    "<summary>",
    "</summary>",
    "<dl>",
    "<dt>",
    "<dd>",
    "</dl>",
    "<sup>",
    "</sup>",
    "<br>",
    "<hr>",
    "<pre>",
    "</pre>",
    "<span style='font-weight:bold'>",
    "</span>",
    "[1]",
    "<sup>2</sup>",
    "&amp;",
    "&#0;",
    "\u{0}",
    "\u{7}",
    "<",
    "<x-y>",
    "<section class=footnotes>",
    "</section>",
    "<q>",
    "<h2>References</h2>",
];

/// Random numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit
    }
}

/// How often each made-up word `wN` stands in a text.
fn words(text: &str) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    let all = text.split(|c: char| !c.is_ascii_alphanumeric());
    for word in all.filter(|word| word.starts_with("zw") && word.len() > 2) {
        *counts.entry(word).or_default() += 1;
    }
    counts
}

/// Everything that came out, notes included.
fn out(imported: &Imported) -> String {
    let mut text: String = imported
        .notes
        .iter()
        .map(|note| format!("{} ", note.message))
        .collect();
    for article in &imported.articles {
        text += &serde_json::to_string(&article.draft).expect("JSON");
    }
    text += &serde_json::to_string(&imported.references).expect("JSON");
    text
}

fn assert_nothing_is_lost(source: &str, imported: &Imported) {
    let all = out(imported);
    let found = words(&all);
    for word in words(source).keys() {
        let start: String = source.chars().take(600).collect();
        assert!(found.contains_key(word), "{word} of {start:?} is lost");
    }
}

#[test]
fn no_word_of_a_random_page_is_lost() {
    let mut random = Random(1);
    for _ in 0..400 {
        let mut html = String::new();
        for index in 0..30 {
            html += FRAGMENTS[random.below(FRAGMENTS.len())];
            if random.below(2) == 0 {
                html += &format!(" zw{index} ");
            }
        }

        let imported = body(&html);

        assert_nothing_is_lost(&html, &imported);
    }
}

#[test]
fn no_word_of_a_random_text_is_lost() {
    let fragments = [
        "\n",
        "\n\n",
        "• ",
        "- ",
        "1. ",
        "[1] ",
        "[1] Bell J. (2008) A title. A journal, 12(3), 1–2. ",
        "Heading Words\n\n",
        "Label: ",
        "What is X?\n\n",
        "top of page\n",
        "\u{0}",
        "\r\n",
        "   ",
        "Photo of a back\n\n",
        "References\n\n",
        "---\n",
        "é坐 ",
        "\t",
        "Man sitting down.\n\n",
    ];
    let mut random = Random(2);
    for _ in 0..400 {
        let mut source = String::new();
        for index in 0..25 {
            source += fragments[random.below(fragments.len())];
            if random.below(2) == 0 {
                source += &format!("zw{index} ");
            }
        }

        let imported = text(&source);

        assert_nothing_is_lost(&source, &imported);
    }
}

#[test]
fn deep_nesting_keeps_its_words_and_the_stack() {
    for name in [
        "div",
        "ul><li",
        "blockquote",
        "b",
        "table><tr><td",
        "a href=x",
        "details",
        "dl><dd",
    ] {
        let html = format!(
            "<p>zwfirst</p>{}zwdeep",
            format!("<{name}> zwin ").repeat(5_000)
        );

        let imported = body(&html);

        assert_nothing_is_lost(&html, &imported);
    }
}

#[test]
fn huge_pages_take_time_in_proportion() {
    let pieces = [
        "<p>word [1] and <sup>2</sup>",
        "<b a=1>",
        "<a href=x>y",
        "<table><tr><td colspan=99>a",
        "<td rowspan=99>",
        "<li>",
        "<h2>References</h2><p>a",
        "<img alt=a>",
        "<div",
        "<!--",
        "&",
        "<ul><li>x massage</ul>",
        "<p>[1] (2014) a",
        "[1]",
        "[",
        "<br>",
        "(",
        "\u{0}",
        "<dt>a",
        "<h3>a",
    ];
    for piece in pieces {
        let html = piece.repeat(100_000 / piece.len());
        let started = Instant::now();

        imported_at_length(|source| import_html_body(&html, PageMeta::default(), source));

        assert!(
            started.elapsed() < Duration::from_secs(30),
            "{piece}: {:?}",
            started.elapsed()
        );
    }
}

#[test]
fn a_tag_with_very_many_attributes_is_read_in_time() {
    let attributes: String = (0..60_000).map(|number| format!(" a{number}")).collect();
    let started = Instant::now();

    let imported = body(&format!("<p{attributes}>zwin</p>"));

    assert_nothing_is_lost("zwin", &imported);
    assert!(started.elapsed() < Duration::from_secs(20));
}

#[test]
fn huge_texts_take_time_in_proportion() {
    for piece in [
        "word ",
        "word\n",
        "• word\n",
        "[1] Bell J. (2014) a.\n\n",
        "A: b\n\n",
        "¹",
        "[1]",
        "Heading Here\n\n",
        "[",
        "1. 2. ",
    ] {
        let source = piece.repeat(100_000 / piece.len());
        let started = Instant::now();

        imported_at_length(|page| import_text_page(&source, page));

        assert!(
            started.elapsed() < Duration::from_secs(30),
            "{piece}: {:?}",
            started.elapsed()
        );
    }
}
