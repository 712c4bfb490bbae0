//! Lists of references in their many forms, and the numbers that point at them.

use super::*;

const BELL: &str = "Bell J. Massage therapy helps to increase range of motion. J Bodyw Mov Ther. 2008;12(3):281-9.";
const YEUN: &str = "Yeun YR. Effectiveness of massage therapy on the range of motion of the shoulder. J Phys Ther Sci. 2017;29(2):365-9.";

fn keys(imported: &Imported) -> Vec<&str> {
    imported
        .references
        .iter()
        .map(|reference| reference.key.as_str())
        .collect()
}

#[test]
fn a_list_is_found_under_its_heading_in_brackets_or_by_itself() {
    for list in [
        format!("<h2>References</h2><ol><li>{BELL}<li>{YEUN}</ol>"),
        format!("<h2>Sources</h2><p>1. {BELL}</p><p>2. {YEUN}</p>"),
        format!("<p>[1] {BELL}<br>[2] {YEUN}</p>"),
        format!("<p>[1] {BELL}</p><p><b>[2]</b> {YEUN}</p>"),
        format!("<ol><li>{BELL}<li>{YEUN}</ol>"),
        format!(
            "<section class='footnotes'><hr><ol><li id=fn-1><p>{BELL} <a href='#r'>↩</a></p><li>{YEUN}</ol></section>"
        ),
    ] {
        let imported = body(&format!("<p>It helps [1,2], he said [2].</p>{list}"));

        assert_eq!(keys(&imported), ["bell-2008", "yeun-2017"], "{list}");
        assert_eq!(
            paragraph(&blocks(&imported)[0]),
            "It helps [@bell-2008; @yeun-2017], he said [@yeun-2017].",
            "{list}"
        );
        assert!(article(&imported).draft.sections.is_empty(), "{list}");
        assert_eq!(
            blocks(&imported)
                .iter()
                .filter(|block| matches!(block, Block::Paragraph(_)))
                .count(),
            1
        );
    }
}

#[test]
fn every_way_to_point_at_the_list_is_a_citation() {
    for pointer in [
        "[1][2]",
        "[1], [2]",
        "[1]–[2]",
        "[1-2]",
        "<sup>1,2</sup>",
        "<sup>[1, 2]</sup>",
        "<sup><a href='#a'>1</a>,<a href='#b'>2</a></sup>",
        "[<a href='#a'>1</a>, 2]",
        "<a href='#a'>[1]</a><a href='#b'>[2]</a>",
        "(<a href='#a'>1</a>, <a href='#b'>2</a>)",
        "¹,²",
        "¹⁻²",
    ] {
        let html = format!(
            "<p>It helps.{pointer} So.</p><h2>References</h2><ol><li id=a>{BELL}<li id=b>{YEUN}</ol>"
        );

        let imported = body(&html);

        assert_eq!(
            paragraph(&blocks(&imported)[0]),
            "It helps.[@bell-2008; @yeun-2017] So.",
            "{pointer}"
        );
    }
}

#[test]
fn numbers_that_no_list_has_stay_as_they_are() {
    let imported = body(&format!(
        "<p>It [1] is [9] so [see] 10<sup>2</sup> m<sup>2</sup> H<sub>2</sub>O 1<sup>st</sup> [2014].</p><p>[1] {BELL}</p><p>[2] {YEUN}</p>"
    ));

    assert_eq!(
        paragraph(&blocks(&imported)[0]),
        "It [@bell-2008] is [9] so [see] 10² m² H₂O 1st [2014]."
    );
    assert!(has_note(&imported, "the number “[9]” stayed as text"));
}

#[test]
fn without_a_list_all_numbers_stay_and_are_noted_once() {
    let imported = body("<p>It [1] is [2] so <sup>3</sup>.</p>");

    assert_eq!(paragraph(&blocks(&imported)[0]), "It [1] is [2] so ³.");
    assert!(has_note(&imported, "3 in all"));
}

#[test]
fn a_list_of_steps_is_no_list_of_references() {
    let imported =
        body("<h2>Notes</h2><ol><li>Lie down<li>Breathe</ol><p>[1] is what they call it.</p>");

    assert!(imported.references.is_empty());
    assert_eq!(section(&imported, "Notes").blocks.len(), 2);
}

#[test]
fn one_source_that_stands_twice_is_one_reference() {
    let imported = body(&format!(
        "<p>a [1] b [2]</p><p>[1] {BELL}</p><p>[2] {BELL}</p>"
    ));

    assert_eq!(keys(&imported), ["bell-2008"]);
    assert_eq!(
        paragraph(&blocks(&imported)[0]),
        "a [@bell-2008] b [@bell-2008]"
    );
    assert!(has_note(&imported, "stands twice"));
}

#[test]
fn two_papers_of_one_author_and_year_have_two_keys() {
    let other = BELL.replace("Massage therapy helps", "Another paper that helps");
    let imported = body(&format!("<p>[1] {BELL}</p><p>[2] {other}</p>"));

    assert_eq!(keys(&imported), ["bell-2008", "bell-2008b"]);
}

#[test]
fn footnotes_that_are_no_references_end_their_section() {
    let imported = body(
        "<h2>One</h2><p>a<sup><a href='#fn1'>1</a></sup></p><h2>Two</h2><p>b</p>\
         <section class='footnotes'><ol><li id='fn1'>Only by appointment. <a href='#x'>↩</a><li>Never read.</ol></section>",
    );

    let one = section(&imported, "One");
    assert_eq!(paragraph(&one.blocks[0]), "a¹");
    assert_eq!(paragraph(&one.blocks[1]), "¹ Only by appointment.");
    assert_eq!(
        paragraph(&section(&imported, "Two").blocks[1]),
        "Never read."
    );
}

#[test]
fn citations_in_headings_and_labels_are_noted() {
    let imported = body(&format!(
        "<h2>It helps [1]</h2><ul><li><b>Pain [1]:</b> less</ul><p>[1] {BELL}</p>"
    ));

    let section = section(&imported, "It helps");
    assert!(
        matches!(&section.blocks[0], Block::List(list) if list.items[0].label.as_deref() == Some("Pain"))
    );
    assert!(has_note(
        &imported,
        "a heading is plain text and lost the citation @bell-2008"
    ));
    assert!(has_note(&imported, "a label is plain text"));
}
