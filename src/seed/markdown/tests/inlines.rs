//! Running text: emphasis, links, mentions, comments, and what is refused in it.

use super::*;
use crate::content::{MentionKind, TextInline};

fn text(text: &str, strong: bool, emphasis: bool) -> Inline {
    Inline::Text(TextInline {
        text: text.to_owned(),
        strong,
        emphasis,
    })
}

#[test]
fn emphasis_inside_strong_is_both() {
    let inlines = paragraph("a **b *c* d** _e_");

    assert_eq!(
        inlines,
        [
            text("a ", false, false),
            text("b ", true, false),
            text("c", true, true),
            text(" d", true, false),
            text(" ", false, false),
            text("e", false, true),
        ]
    );
}

#[test]
fn code_entities_and_escapes_are_plain_text_of_one_run() {
    let inlines = paragraph("a `b*c` &amp; \\*d\\* &copy;\ne \"quoted\" -- ...");

    let expected = "a b*c & *d* © e \"quoted\" -- ...";
    assert_eq!(inlines, [text(expected, false, false)]);
}

#[test]
fn a_hard_break_is_kept_and_a_soft_break_is_a_space() {
    assert_eq!(words(&paragraph("a  \nb\\\nc\nd")), "a\nb\nc d");
}

#[test]
fn links_to_pages_mail_and_telephones_are_links() {
    for href in [
        "https://example.org/a_b",
        "http://x.org",
        "mailto:a@b.org",
        "tel:+44123",
    ] {
        let inlines = paragraph(&format!("See [here]({href})."));

        assert!(matches!(&inlines[1], Inline::Link(link) if link.href.as_str() == href));
    }
    let inlines = paragraph("<https://example.org>");
    assert!(matches!(&inlines[..], [Inline::Link(link)] if link.text == "https://example.org"));
}

#[test]
fn a_link_to_a_therapy_condition_or_article_is_a_mention() {
    let body = body("[A](therapy:a-b) [B](condition:c) [C](article:d)");

    let Block::Paragraph(paragraph) = &body.introduction[0] else {
        panic!("no paragraph");
    };
    let kinds: Vec<MentionKind> = paragraph
        .content
        .iter()
        .filter_map(|inline| match inline {
            Inline::Mention(mention) => Some(mention.kind),
            _ => None,
        })
        .collect();
    assert_eq!(
        kinds,
        [
            MentionKind::Therapy,
            MentionKind::Condition,
            MentionKind::Article
        ]
    );
    assert_eq!(targets(&body), ["therapy:a-b", "condition:c", "article:d"]);
}

#[test]
fn a_link_is_strong_when_all_of_it_is() {
    for (source, strong, emphasis) in [
        ("**[a b](https://x.org)**", true, false),
        ("[**a b**](https://x.org)", true, false),
        ("[**a** b](https://x.org)", false, false),
        ("***[a](https://x.org)***", true, true),
        ("[a\n`b`](https://x.org)", false, false),
    ] {
        let inlines = paragraph(source);
        let [Inline::Link(link)] = &inlines[..] else {
            panic!("{inlines:?}");
        };
        assert_eq!((link.strong, link.emphasis), (strong, emphasis), "{source}");
    }
}

#[test]
fn links_that_could_run_something_or_lead_nowhere_are_refused() {
    for bad in [
        "javascript:alert(1)",
        "/rooted",
        "#fragment",
        "https://exämple.org",
        "",
    ] {
        assert_eq!(codes(&format!("[a]({bad})")), [Code::UnsafeLink], "{bad}");
    }
    assert!(
        fault("[a](therapie:massage)")
            .help
            .contains("`therapy:slug`")
    );
}

#[test]
fn a_mention_needs_a_slug() {
    assert_eq!(codes("[a](therapy:Deep%20Tissue)"), [Code::Identifier]);
}

#[test]
fn what_a_link_would_lose_is_refused() {
    assert_eq!(codes("[a](https://x.org \"title\")"), [Code::Structure]);
    assert_eq!(codes("[](https://x.org)"), [Code::Structure]);
    assert_eq!(codes("[a [@b]](https://x.org)"), [Code::Citation]);
    assert_eq!(
        codes("[![a](media/a.svg)](https://x.org)"),
        [Code::Structure]
    );
}

#[test]
fn struck_text_is_refused() {
    assert_eq!(codes("a ~~b~~ c"), [Code::Structure]);
}

#[test]
fn comments_are_ignored_and_leave_no_second_space() {
    assert_eq!(words(&paragraph("a <!-- not this --> b")), "a b");
    assert_eq!(words(&paragraph("<!-- x -->\n\na")), "a");
    assert_eq!(words(&paragraph("<!--\n::: faq\n-->\n\na")), "a");
}

#[test]
fn other_html_is_refused() {
    assert_eq!(codes("a <b>c</b>"), [Code::RawHtml, Code::RawHtml]);
    assert_eq!(codes("<div>\nx\n</div>"), [Code::RawHtml]);
    assert_eq!(codes("<!-- a --> text"), [Code::RawHtml]);
    assert_eq!(codes("<!-- never closed\n\ntext"), [Code::RawHtml]);
    assert_eq!(codes("<script>alert(1)</script>"), [Code::RawHtml]);
}

#[test]
fn an_image_in_running_text_is_refused() {
    assert_eq!(codes("a ![b](media/b.svg) c"), [Code::Structure]);
}

#[test]
fn link_definitions_are_refused_and_nothing_disappears() {
    let (body, faults) = body_and_faults("[a][b] c\n\n[b]: https://x.org 'T'");

    assert_eq!(faults.len(), 1);
    assert_eq!((faults[0].code, faults[0].span.line), (Code::Structure, 3));
    assert_eq!(body.introduction.len(), 2);
    assert_eq!(
        words(&paragraph("[Note]: this is text")),
        "[Note]: this is text"
    );
}

#[test]
fn control_characters_are_refused_also_as_entities() {
    assert_eq!(codes("a\u{1}b"), [Code::Structure]);
    assert_eq!(codes("a&#1;b"), [Code::Structure]);
    assert_eq!(codes("a&#127;b"), [Code::Structure]);
    assert_eq!(words(&paragraph("a\tb")), "a\tb");
}

#[test]
fn colons_after_brackets_come_back_everywhere() {
    assert_eq!(
        words(&paragraph("see [1]: and `[2]:`")),
        "see [1]: and [2]:"
    );
    let inlines = paragraph("[a](https://x.org/[b]:c)");
    assert!(
        matches!(&inlines[..], [Inline::Text(_)] | [Inline::Link(_)]),
        "{inlines:?}"
    );
    assert!(!format!("{inlines:?}").contains('\u{7f}'));
}

#[test]
fn blanks_at_the_edges_of_inline_code_are_blanks_at_the_edges_of_the_text() {
    assert_eq!(words(&paragraph("` a` b `c `")), "a b c");
    assert!(body("`  `").introduction.is_empty());
}
