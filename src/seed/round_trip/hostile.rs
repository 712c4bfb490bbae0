//! Long texts of one sign, written and read back. A step that looks back at all before it would take hours here.

use super::{locale, read, written};
use crate::content::{
    Anchor, ArticleDraft, Block, Inline, LinkInline, ParagraphBlock, Slug, TextInline,
};
use crate::render::WrittenIds;

const LENGTH: usize = 20_000;

fn text(text: &str, strong: bool, emphasis: bool) -> Inline {
    Inline::Text(TextInline {
        text: text.to_owned(),
        strong,
        emphasis,
    })
}

fn assert_read_back(content: Vec<Inline>) {
    let shown = format!("{:.200}", format!("{content:?}"));
    let draft = ArticleDraft {
        slug: Slug::parse("x").expect("a valid slug"),
        locale: locale("en"),
        previous_slugs: Vec::new(),
        translation_of: None,
        title: "A title".to_owned(),
        summary: "A summary".to_owned(),
        hero: None,
        introduction: vec![Block::Paragraph(ParagraphBlock {
            id: Anchor::unassigned(),
            content,
            claim: None,
        })],
        sections: Vec::new(),
        disclaimer: Vec::new(),
        call_to_action: None,
        keywords: Vec::new(),
        authors: Vec::new(),
        conditions: Vec::new(),
        therapies: Vec::new(),
        references: Vec::new(),
        review: None,
        publish_at: None,
        unpublish_at: None,
        first_published_at: None,
        accept: Vec::new(),
        written_ids: Vec::new(),
    };

    let again = read("x", &written(&draft, "x", false, WrittenIds::All));

    assert!(again == Ok((draft, false)), "{shown}");
}

#[test]
fn long_texts_of_one_sign_are_read_back_in_time() {
    for sign in [
        "*", "_", "~", "`", "[", "]", "<", "&", "\\", "{", "}", "!", "#", ">", "1. ", "- ", "&a",
        "[a", "*a ", "](", "@", "<a", "\u{a0}",
    ] {
        let long = sign.repeat(LENGTH / sign.len());
        assert_read_back(vec![text(long.trim_end_matches(' '), false, false)]);
    }
}

#[test]
fn many_changes_of_style_are_read_back_in_time() {
    for (first, second) in [("a", "b"), ("(", "!"), ("\u{a0}", "x"), ("a ", "b ")] {
        let styles = [(true, true), (false, true), (false, false), (true, false)];
        let mut content: Vec<Inline> = (0..LENGTH / 20)
            .map(|at| {
                let (strong, emphasis) = styles[at % styles.len()];
                text(
                    if at.is_multiple_of(2) { first } else { second },
                    strong,
                    emphasis,
                )
            })
            .collect();
        content.push(text(".", true, true));
        assert_read_back(content);
    }
}

#[test]
fn many_links_are_read_back_in_time() {
    let href = "https://example.org/(a)";
    let link = |at: usize| {
        Inline::Link(LinkInline {
            text: format!("[{at}]"),
            strong: at.is_multiple_of(2),
            emphasis: false,
            href: crate::content::Href::parse(href).expect("a valid address"),
        })
    };

    assert_read_back((0..LENGTH / 40).map(link).collect());
}
