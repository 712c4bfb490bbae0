//! Headings, figures, alerts, quotes, tables, and what is no block at all.

use super::*;
use crate::content::CalloutRole;

#[test]
fn sections_are_flat_and_have_their_blocks() {
    let body = body("Intro\n\n## A\n\na\n\n### B\n\nb\n\n---\n\nC\n-\n\nc");

    let sections: Vec<(u8, &str, usize)> = body
        .sections
        .iter()
        .map(|section| {
            (
                section.level,
                section.heading.as_str(),
                section.blocks.len(),
            )
        })
        .collect();
    assert_eq!(sections, [(2, "A", 1), (3, "B", 2), (2, "C", 1)]);
    assert_eq!(body.introduction.len(), 1);
}

#[test]
fn headings_have_levels_two_to_four_and_skip_none() {
    assert_eq!(codes("# A"), [Code::Heading]);
    assert_eq!(codes("## A\n\n##### B"), [Code::Heading]);
    assert_eq!(codes("### A"), [Code::HeadingSkipped]);
    assert_eq!(codes("## A\n\n#### B"), [Code::HeadingSkipped]);
    assert_eq!(codes("## A\n\n### B\n\n#### C\n\n## D"), []);
    assert_eq!(codes("##"), [Code::Heading]);
}

#[test]
fn headings_are_plain_text() {
    for text in [
        "## *A*",
        "## A [@b]",
        "## [A](https://x.org)",
        "## ![a](media/a.svg)",
    ] {
        assert!(codes(text).contains(&Code::Heading), "{text}");
    }
    assert_eq!(body("## A & `b` \\* c").sections[0].heading, "A & b * c");
}

#[test]
fn a_figure_is_an_image_alone_with_its_caption() {
    let Block::Figure(figure) =
        block("![The nerve](media/nerve.svg \"A *long* nerve [@a]\"){#n credit=\"Us: a\"}")
    else {
        panic!("no figure");
    };

    assert_eq!(figure.id.as_str(), "n");
    assert_eq!(figure.image.src, "media/nerve.svg");
    assert_eq!(figure.image.credit.as_deref(), Some("Us: a"));
    assert_eq!(words(&figure.caption), "A long nerve [@]");
    assert_eq!(figure.caption.len(), 4);
}

#[test]
fn a_caption_is_never_read_as_a_list_or_heading() {
    let Block::Figure(figure) = block("![a](media/a.svg '- 1. # B')") else {
        panic!("no figure");
    };
    assert_eq!(words(&figure.caption), "- 1. # B");
}

#[test]
fn an_image_says_something_or_is_decorative() {
    assert_eq!(codes("![](media/a.svg)"), [Code::MissingAlt]);
    assert_eq!(codes("![a](media/a.svg){decorative}"), [Code::Attributes]);
    assert!(
        matches!(block("![](media/a.svg){decorative}"), Block::Figure(figure) if figure.image.is_decorative)
    );
}

#[test]
fn images_come_from_the_folder_or_by_https() {
    for bad in [
        "/media/a.svg",
        "a.svg",
        "media/../a.svg",
        "media/a\\b.svg",
        "media//a.svg",
        "http://x.org/a.svg",
        "data:image/png;base64,x",
    ] {
        assert_eq!(
            codes(&format!("![a](<{bad}>)")),
            [Code::UnsafeImage],
            "{bad}"
        );
    }
    let Block::Figure(figure) = block("![a](https://x.org/a.png){width=800 height=500}") else {
        panic!("no figure");
    };
    assert_eq!(
        (figure.image.width, figure.image.height),
        (Some(800), Some(500))
    );
    assert_eq!(codes("![a](media/a.svg){width=800}"), [Code::Attributes]);
    assert_eq!(
        codes("![a](https://x.org/a.png){width=0}"),
        [Code::Attributes]
    );
}

#[test]
fn alerts_have_roles_and_titles() {
    for (kind, role) in [
        ("NOTE", CalloutRole::Info),
        ("IMPORTANT", CalloutRole::KeyPoint),
        ("WARNING", CalloutRole::Warning),
        ("CAUTION", CalloutRole::Emergency),
    ] {
        let text = format!("> [!{kind}] A title: here {{#x}}\n> a\n>\n> - b\n");
        let Block::Callout(callout) = block(&text) else {
            panic!("no callout");
        };
        assert_eq!(callout.role, role);
        assert_eq!(callout.title.as_deref(), Some("A title: here"));
        assert_eq!(callout.id.as_str(), "x");
        assert_eq!(simple_words(&callout.body), ["a", "* b"]);
    }
    let Block::Callout(callout) = block("> [!NOTE]\n> a") else {
        panic!("no callout");
    };
    assert_eq!(callout.title, None);
}

#[test]
fn alerts_that_cannot_be_read_are_refused() {
    assert!(fault("> [!DANGER] a\n> b").help.contains("CAUTION"));
    assert_eq!(codes(">[!NOTE] a\n> b"), [Code::Structure]);
    assert_eq!(codes("> [!NOTE]"), [Code::Structure]);
    assert_eq!(codes("> [!NOTE] *a*\n> b"), [Code::Structure]);
    assert_eq!(codes("> [!TIP]\n> b"), [Code::Structure]);
    assert_eq!(codes("> [!TIP] a"), [Code::Structure]);
    assert_eq!(
        codes("> [!NOTE] a\n> b\n> ![c](media/c.svg)"),
        [Code::Structure]
    );
    assert_eq!(
        codes("> [!NOTE] a\n>\n> ![c](media/c.svg)"),
        [Code::Structure]
    );
}

#[test]
fn a_tip_takes_the_image_on_its_last_line_or_in_its_own_paragraph() {
    for text in [
        "> [!TIP] Ice\n> Change packs.\n> ![A pack](media/ice.svg)",
        "> [!TIP] Ice\n> Change packs.\n>\n> ![A pack](media/ice.svg)",
        "> [!TIP] Ice\n> ![A pack](media/ice.svg)\n>\n> Change packs.",
    ] {
        let Block::Tip(tip) = block(text) else {
            panic!("no tip");
        };
        assert_eq!(tip.title, "Ice");
        assert_eq!(simple_words(&tip.body), ["Change packs."]);
        assert!(tip.image.is_some());
    }
    let two = "> [!TIP] a\n> b\n> ![c](media/c.svg)\n>\n> ![d](media/d.svg)";
    assert_eq!(codes(two), [Code::Structure]);
    assert_eq!(
        codes("> [!TIP] a\n> b ![c](media/c.svg)"),
        [Code::Structure]
    );
}

#[test]
fn the_last_line_of_a_quote_says_who_said_it() {
    for text in [
        "> Words.\n> -- A client {#q}",
        "> Words.\n>\n> -- A client {#q}",
    ] {
        let Block::Quote(quote) = block(text) else {
            panic!("no quote");
        };
        assert_eq!(quote.attribution.as_deref(), Some("A client"));
        assert_eq!(simple_words(&quote.body), ["Words."]);
        assert_eq!(quote.id.as_str(), "q");
    }
    let Block::Quote(quote) = block("> a\n>\n> - b") else {
        panic!("no quote");
    };
    assert_eq!(quote.attribution, None);
    assert_eq!(codes("> -- A client"), [Code::Structure]);
    assert_eq!(codes("> ## a"), [Code::Heading]);
    assert_eq!(codes("> > a"), [Code::Structure]);
}

#[test]
fn a_table_has_cells_and_a_caption() {
    let Block::Table(table) = block(
        "| A | B \\| c |\n|:--|:-:|\n| **d** | |\n| e | [f](condition:f) |\n\nTable: G [@h] {#t}\n",
    ) else {
        panic!("no table");
    };

    assert_eq!(words(&table.caption), "G [@]");
    assert_eq!(table.id.as_str(), "t");
    assert_eq!(words(&table.header[1].content), "B | c");
    assert_eq!(table.rows.len(), 2);
    assert!(table.rows[0].cells[1].content.is_empty());
}

#[test]
fn a_row_has_as_many_cells_as_the_header() {
    let table = |row: &str| format!("| a | b |\n|---|---|\n{row}\n");

    assert_eq!(codes(&table("| c |")), [Code::Structure]);
    assert_eq!(codes(&table("| c | d | e |")), [Code::Structure]);
    assert_eq!(codes(&table("c | d")), []);
    assert_eq!(codes(&table("Table: c")), [Code::Structure]);
    assert_eq!(
        codes(&table("| ![c](media/c.svg) | d |")),
        [Code::Structure]
    );
    assert_eq!(fault(&table("| c | d | e |")).span.line, 3);
}

#[test]
fn code_blocks_are_refused() {
    assert_eq!(codes("```\na\n```"), [Code::CodeBlock]);
    assert_eq!(codes("~~~\n::: faq\n~~~"), [Code::CodeBlock]);
    assert_eq!(codes("a\n\n    b"), [Code::CodeBlock]);
}

#[test]
fn a_description_holds_blocks_only() {
    let (said, codes) = description("a [@b]\n\n- c {#d}\n");
    assert_eq!(codes, []);
    assert_eq!(
        (said.blocks.len(), said.written_ids.len(), said.uses.len()),
        (2, 1, 1)
    );

    assert_eq!(description("## A").1, [Code::Heading]);
    assert_eq!(description("::: disclaimer\na\n:::").1, [Code::Container]);
    let call = "::: call-to-action title=a href=https://x.org label=b\n:::";
    assert_eq!(description(call).1, [Code::Container]);
}
