//! Tests of differences.

use super::*;
use crate::content::{Inline, ParagraphBlock, TextInline};

fn paragraph(id: &str, text: &str) -> Block {
    Block::Paragraph(ParagraphBlock {
        id: anchor(id),
        content: vec![Inline::Text(TextInline {
            text: text.to_owned(),
            strong: false,
            emphasis: false,
        })],
        claim: None,
    })
}

fn anchor(id: &str) -> Anchor {
    Anchor::parse(id).expect("a valid id")
}

fn section(id: &str, blocks: Vec<Block>) -> Section {
    Section {
        id: anchor(id),
        level: 2,
        heading: id.to_owned(),
        purpose: Purpose::Other,
        blocks,
    }
}

/// The differences between two bodies, in words.
fn told(before: &[Section], after: &[Section]) -> Vec<String> {
    let body = |sections: &[Section]| -> Body {
        sections
            .iter()
            .flat_map(|section| {
                let part = Part::Section(section.id.clone());
                let blocks = section.blocks.iter().cloned();
                blocks.map(move |block| (part.clone(), block))
            })
            .collect()
    };
    let mut differences = differences_of_sections(before, after);
    differences.extend(differences_of_blocks(&body(before), &body(after)));
    differences
        .iter()
        .map(|difference| match difference {
            Difference::Field { field, .. } => format!("field {field}"),
            Difference::Section { change, id, .. } => format!("section {id} {change:?}"),
            Difference::Block {
                change, id, part, ..
            } => match part {
                Part::Section(section) => format!("{section}/{id} {change:?}"),
                Part::Introduction | Part::Disclaimer | Part::Description => {
                    format!("{id} {change:?}")
                }
            },
        })
        .collect()
}

#[test]
fn a_changed_word_is_one_changed_block() {
    let before = [section(
        "a",
        vec![paragraph("p1", "One"), paragraph("p2", "Two")],
    )];
    let after = [section(
        "a",
        vec![paragraph("p1", "One"), paragraph("p2", "2")],
    )];

    assert_eq!(told(&before, &after), ["a/p2 Changed"]);
    assert_eq!(told(&before, &before), Vec::<String>::new());
}

#[test]
fn blocks_are_added_removed_and_moved() {
    let before = [section(
        "a",
        vec![
            paragraph("p1", "One"),
            paragraph("p2", "Two"),
            paragraph("p3", "Three"),
        ],
    )];
    let after = [section(
        "a",
        vec![
            paragraph("p3", "Three"),
            paragraph("p1", "One"),
            paragraph("p4", "Four"),
        ],
    )];

    assert_eq!(
        told(&before, &after),
        ["a/p3 Moved", "a/p4 Added", "a/p2 Removed"]
    );
}

#[test]
fn a_block_in_another_section_is_moved_and_may_be_changed_too() {
    let before = [
        section("a", vec![paragraph("p1", "One"), paragraph("p2", "Two")]),
        section("b", vec![]),
    ];
    let after = [
        section("a", vec![paragraph("p1", "One")]),
        section("b", vec![paragraph("p2", "2")]),
    ];

    assert_eq!(told(&before, &after), ["b/p2 Moved", "b/p2 Changed"]);
}

#[test]
fn a_section_that_moves_as_a_whole_moves_no_block() {
    let a = section("a", vec![paragraph("p1", "One")]);
    let b = section("b", vec![paragraph("p2", "Two")]);
    let c = section("c", vec![paragraph("p3", "Three")]);

    let differences = told(&[a.clone(), b.clone(), c.clone()], &[c, a, b]);

    assert_eq!(differences, ["section c Moved"]);
}

#[test]
fn fields_without_a_value_are_as_good_as_absent() {
    #[derive(Serialize)]
    struct Entry<'a> {
        name: &'a str,
        summary: Option<&'a str>,
        codes: Vec<&'a str>,
        description: &'a str,
    }
    let before = Entry {
        name: "A",
        summary: None,
        codes: vec![],
        description: "not looked at",
    };
    let after = Entry {
        name: "B",
        summary: Some("b"),
        codes: vec![],
        description: "told by block",
    };

    let differences = differences_of_fields(&before, &after);

    let fields: Vec<&str> = differences
        .iter()
        .filter_map(|difference| match difference {
            Difference::Field { field, .. } => Some(field.as_str()),
            Difference::Section { .. } | Difference::Block { .. } => None,
        })
        .collect();
    assert_eq!(fields, ["name", "summary"]);
}
