//! Attributes in braces: what each place takes, claims, ids.

use super::*;
use crate::content::{Certainty, ClaimStrength, Purpose};

#[test]
fn a_heading_has_an_id_and_a_purpose() {
    let body = body("## How it *may* help\n".replace('*', "").as_str());
    assert_eq!(body.sections[0].purpose, Purpose::Other);
    assert!(body.sections[0].id.is_unassigned());

    let body = super::body("## How it may help {#benefits purpose=benefits} ##\n\nText");
    let section = &body.sections[0];
    assert_eq!(section.heading, "How it may help");
    assert_eq!(section.id.as_str(), "benefits");
    assert_eq!(section.purpose, Purpose::Benefits);
    assert_eq!(body.written_ids.len(), 1);
}

#[test]
fn a_paragraph_can_claim_something() {
    let body = body(
        "It helped [@a]. {#x claim=limited\ntherapy=massage condition=\"sciatica\" certainty=very_low}",
    );

    let Block::Paragraph(paragraph) = &body.introduction[0] else {
        panic!("no paragraph");
    };
    let claim = paragraph.claim.as_ref().expect("a claim");
    assert_eq!(paragraph.id.as_str(), "x");
    assert_eq!(words(&paragraph.content), "It helped [@].");
    assert_eq!(claim.strength, ClaimStrength::Limited);
    assert_eq!(claim.certainty, Some(Certainty::VeryLow));
    assert_eq!(claim.therapy.as_str(), "massage");
    assert_eq!(
        targets(&body),
        ["@a", "therapy:massage", "condition:sciatica"]
    );
}

#[test]
fn a_claim_needs_therapy_and_condition() {
    assert_eq!(codes("a {claim=limited}"), [Code::Attributes]);
    assert_eq!(codes("a {claim=limited therapy=b}"), [Code::Attributes]);
    assert_eq!(codes("a {certainty=low}"), [Code::Attributes]);
    assert_eq!(codes("- a {certainty=low}"), [Code::Attributes]);
}

#[test]
fn a_paragraph_without_a_claim_is_about_nothing() {
    assert_eq!(codes("a {therapy=b}"), [Code::Attributes]);
}

#[test]
fn unknown_keys_and_values_name_the_nearest_known_one() {
    assert!(fault("## A {purpse=risks}").help.contains("`purpose`"));
    assert!(fault("## A {purpose=risk}").help.contains("`risks`"));
    assert!(fault("a {.wide}").message.contains("class"));
    assert!(
        fault("a {clam=limited}")
            .help
            .contains("write `claim`, if that is meant")
    );
    assert_eq!(fault("a {purpose=risks}").code, Code::Attributes);
}

#[test]
fn braces_that_cannot_be_read_are_refused() {
    for text in [
        "a {}",
        "a {, b}",
        "a {#}",
        "a {x=}",
        "a {x=\"y}",
        "a {#a b=c\"d}",
        "a {#a #b}",
        "a {claim}",
        "a {credit=*b* c}",
        "a {[b](https://x.org)}",
    ] {
        let codes = codes(text);
        assert!(
            !codes.is_empty() && codes.iter().all(|code| *code == Code::Attributes),
            "{text}: {codes:?}"
        );
    }
}

#[test]
fn attributes_in_the_middle_of_a_text_are_refused() {
    assert_eq!(codes("a {#b} c"), [Code::Attributes]);
    assert_eq!(codes("## a {#b} c"), [Code::Heading]);
    assert_eq!(codes("a {#b} {#c}"), [Code::Attributes]);
    assert_eq!(
        words(&paragraph("the set {a, b} is {plain} text")),
        "the set {a, b} is {plain} text"
    );
    assert_eq!(words(&paragraph("a \\{#b}")), "a {#b}");
    assert_eq!(words(&paragraph("a \\{#b\\} c")), "a {#b} c");
}

#[test]
fn ids_are_checked_and_unique() {
    let fault = fault("a {#x}\n\n## B {#x}");
    assert_eq!(fault.code, Code::DuplicateName);
    assert!(fault.message.contains("line 1"));
    assert_eq!(fault.span.line, 3);
    assert_eq!(codes("a {#Upper}"), [Code::Identifier]);
}

#[test]
fn written_ids_stand_in_the_order_of_the_text() {
    let body = body("- a {#b}\n\n{#a}\n\n## C {#c}\n\n> q {#d}\n");

    let ids: Vec<&str> = body.written_ids.iter().map(|id| id.as_str()).collect();
    assert_eq!(ids, ["b", "a", "c", "d"]);
}

#[test]
fn a_line_of_attributes_belongs_to_the_list_table_or_figure_before_it() {
    let body = body(
        "- a\n\n{#list}\n\n| a |\n|---|\n| b |\n\nTable: C\n\n{#table}\n\n![d](media/d.svg)\n\n{#figure}\n",
    );

    let ids: Vec<&str> = body
        .introduction
        .iter()
        .map(|block| match block {
            Block::List(list) => list.id.as_str(),
            Block::Table(table) => table.id.as_str(),
            Block::Figure(figure) => figure.id.as_str(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(ids, ["list", "table", "figure"]);
    assert_eq!(codes("a\n\n{#b}"), [Code::Attributes]);
    assert_eq!(codes("{#b}"), [Code::Attributes]);
    assert_eq!(codes("- a\n\n{#b}\n\n{#c}"), [Code::Attributes]);
    assert_eq!(codes("- a\n\n{#b claim=limited}"), [Code::Attributes]);
}

#[test]
fn a_quoted_value_can_hold_braces_quotes_and_spaces() {
    let Block::Figure(figure) = block("![a](media/a.svg){credit=\"B {c} \\\"d\\\" &amp; e\" #f}")
    else {
        panic!("no figure");
    };

    assert_eq!(figure.image.credit.as_deref(), Some("B {c} \"d\" & e"));
    assert_eq!(figure.id.as_str(), "f");
}

#[test]
fn a_divider_takes_the_id_after_it() {
    let body = body("a\n\n---\n\n{#pause}\n\nb");

    let [_, Block::Divider(divider), _] = body.introduction.as_slice() else {
        panic!("three blocks were expected");
    };
    assert_eq!(divider.id.as_str(), "pause");
    assert_eq!(codes("---\n\n{claim=limited}"), [Code::Attributes]);
}
