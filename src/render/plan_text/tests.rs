//! Tests of plans as text.

use super::*;
use crate::content::{
    Anchor, BlockDifference, FieldDifference, Inline, Locale, ParagraphBlock, Part, Purpose,
    SectionDifference, SectionHead, TextInline,
};

fn paragraph(id: &str, text: &str) -> Block {
    Block::Paragraph(ParagraphBlock {
        id: Anchor::parse(id).expect("a valid id"),
        content: vec![Inline::Text(TextInline {
            text: text.to_owned(),
            strong: false,
            emphasis: false,
        })],
        claim: None,
    })
}

fn words_of(block: &Block) -> String {
    match block {
        Block::Paragraph(paragraph) => crate::content::plain_text(&paragraph.content),
        other => format!("{other:?}"),
    }
}

fn change(action: Action, kind: Kind, name: &str, differences: Vec<Difference>) -> Change {
    let is_article = kind == Kind::Article;
    let locale = Locale::parse("en").expect("a valid tag");
    Change {
        action,
        kind,
        name: name.to_owned(),
        locale: is_article.then_some(locale),
        file: (action != Action::Remove).then(|| format!("{name}.md")),
        revision: Some(2),
        publicity: is_article.then_some(Publicity::Published),
        differences,
    }
}

fn block(change: PlaceChange, before: Option<Block>, after: Option<Block>) -> Difference {
    let id = after
        .as_ref()
        .or(before.as_ref())
        .expect("a block")
        .id()
        .clone();
    Difference::Block(BlockDifference {
        change,
        id,
        part: Part::Section,
        section: Some(Anchor::parse("benefits").expect("a valid id")),
        before: before.map(Box::new),
        after: after.map(Box::new),
        words: vec![],
    })
}

fn plan() -> Plan {
    let head = |heading: &str| SectionHead {
        level: 2,
        heading: heading.to_owned(),
        purpose: Purpose::Benefits,
    };
    let differences = vec![
        Difference::Field(FieldDifference::of(
            "summary",
            Some(&"It may help.".into()),
            Some(&"It helps.".into()),
        )),
        Difference::Section(SectionDifference {
            change: PlaceChange::Changed,
            id: Anchor::parse("benefits").expect("a valid id"),
            before: Some(head("How it helps")),
            after: Some(head("How it may help")),
        }),
        block(
            PlaceChange::Changed,
            Some(paragraph("relief", "Massage eased pain.")),
            Some(paragraph("relief", "Massage eased some pain.")),
        ),
        block(
            PlaceChange::Moved,
            Some(paragraph("flow", "Blood.")),
            Some(paragraph("flow", "Blood.")),
        ),
        block(PlaceChange::Added, None, Some(paragraph("calm", "Calm."))),
        block(PlaceChange::Removed, Some(paragraph("old", "Old.")), None),
    ];
    Plan {
        version: 7,
        changes: vec![
            change(Action::Update, Kind::Article, "massage", differences),
            change(Action::Create, Kind::Therapy, "hot-stone", vec![]),
            change(Action::Remove, Kind::Reference, "bell-2008", vec![]),
        ],
        unchanged: 40,
        kept: 0,
    }
}

#[test]
fn a_plan_is_read_from_top_to_bottom() {
    let look = PlanLook {
        is_coloured: false,
        block_text: &words_of,
    };

    let text = plan_text(&plan(), &look);

    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines,
        [
            "~ article massage (en, published)  massage.md",
            "    summary: It [-may help.-]{+helps.+}",
            "    ~ section benefits: ## How it [-helps-] {+may help+} {purpose=benefits}",
            "    in section benefits",
            "      ~ relief: Massage eased {+some+} pain.",
            "      ^ flow moved",
            "      + calm: Calm.",
            "      - old: Old.",
            "+ therapy hot-stone  hot-stone.md",
            "- reference bell-2008",
            "",
            "1 to create, 1 to change, 1 to remove; 40 unchanged",
        ]
    );
}

#[test]
fn a_change_is_told_in_one_line() {
    let lines: Vec<String> = plan().changes.iter().map(change_line).collect();

    assert_eq!(
        lines,
        [
            "changed article massage (en, published)  massage.md: summary, 1 section changed, 1 block added, \
             1 block changed, 1 block moved, 1 block removed",
            "created therapy hot-stone  hot-stone.md",
            "removed reference bell-2008",
        ]
    );
}

#[test]
fn a_plan_without_changes_says_so() {
    let empty = Plan {
        version: 7,
        changes: vec![],
        unchanged: 40,
        kept: 2,
    };

    assert_eq!(
        summary(&empty),
        "nothing to change; 40 unchanged; 2 in the database are not in the folder and stay (--prune removes them)"
    );
}
