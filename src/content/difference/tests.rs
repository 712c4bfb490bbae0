//! Tests of differences.

use proptest::prelude::*;

use super::places::Body;
use super::*;
use crate::content::{Inline, ParagraphBlock, Section, TextInline};

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
                let place = (Part::Section, Some(section.id.clone()));
                let blocks = section.blocks.iter().cloned();
                blocks.map(move |block| (place.clone(), block))
            })
            .collect()
    };
    let mut differences = differences_of_sections(before, after);
    differences.extend(differences_of_blocks(&body(before), &body(after)));
    differences
        .iter()
        .map(|difference| match difference {
            Difference::Field(field) => format!("field {}", field.field),
            Difference::Section(section) => format!("section {} {:?}", section.id, section.change),
            Difference::Block(block) => {
                let section = block.section.as_ref().expect("a section");
                format!("{section}/{} {:?}", block.id, block.change)
            }
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
            Difference::Field(field) => Some(field.field.as_str()),
            Difference::Section(_) | Difference::Block(_) => None,
        })
        .collect();
    assert_eq!(fields, ["name", "summary"]);
}

fn joined(changes: &[WordChange], fates: [WordFate; 2]) -> String {
    changes
        .iter()
        .filter(|change| fates.contains(&change.fate))
        .map(|change| change.text.as_str())
        .collect()
}

proptest! {
    #[test]
    fn the_words_give_both_texts_again(before in "[ab \n\u{e9}]{0,40}", after in "[ab \n\u{e9}]{0,40}") {
        let changes = changed_words(&before, &after);

        prop_assert_eq!(joined(&changes, [WordFate::Kept, WordFate::Removed]), before);
        prop_assert_eq!(joined(&changes, [WordFate::Kept, WordFate::Added]), after);
        prop_assert!(changes.windows(2).all(|pair| pair[0].fate != pair[1].fate));
    }

    #[test]
    fn blocks_that_stay_keep_their_order(after in Just((0..8).collect::<Vec<u8>>()).prop_shuffle()) {
        let blocks = |order: &[u8]| -> Vec<Block> {
            order.iter().map(|at| paragraph(&format!("p{at}"), "One")).collect()
        };
        let before: Vec<u8> = (0..8).collect();

        let differences = told(&[section("a", blocks(&before))], &[section("a", blocks(&after))]);

        let moved: Vec<String> = differences.iter().map(|told| told[2..4].to_owned()).collect();
        let stayed = after.iter().filter(|at| !moved.contains(&format!("p{at}")));
        prop_assert!(stayed.is_sorted());
        prop_assert!(moved.len() < 8);
    }
}

#[test]
fn a_changed_block_tells_its_words_and_its_citations() {
    let citation = |key: &str| {
        let json = serde_json::json!({
            "type": "paragraph",
            "id": "p",
            "content": [
                {"type": "text", "text": "Eased pain ", "strong": false, "emphasis": false},
                {"type": "citation", "references": [key], "locator": "p. 2"},
            ],
        });
        serde_json::from_value::<Block>(json).expect("a block")
    };

    let differences = differences_of_blocks(
        &description_blocks(&[citation("bell-2008")]),
        &description_blocks(&[citation("yeun-2017")]),
    );

    let told = serde_json::to_value(&differences).expect("JSON");
    assert_eq!(
        told[0]["words"],
        serde_json::json!([
            {"type": "kept", "text": "Eased pain "},
            {"type": "removed", "text": "[@bell-2008, "},
            {"type": "added", "text": "[@yeun-2017, "},
            {"type": "kept", "text": "p. 2]"},
        ])
    );
    assert_eq!(told[0]["part"], "description");
    assert_eq!(told[0].get("section"), None);
}

#[test]
fn texts_without_a_word_in_common_are_compared_at_once() {
    let text = |from: u32| -> String { (from..from + 200_000).map(|n| format!("{n} ")).collect() };

    let changes = changed_words(&text(0), &text(1_000_000));

    assert_eq!(changes.len(), 2);
}
