//! Citations: what is one, what each says, and where they stand.

use super::*;

/// Keys and locators of the citations in a paragraph.
fn cited(text: &str) -> Vec<(Vec<String>, Option<String>)> {
    paragraph(text)
        .into_iter()
        .filter_map(|inline| match inline {
            Inline::Citation(citation) => Some((
                citation
                    .references
                    .iter()
                    .map(ToString::to_string)
                    .collect(),
                citation.locator,
            )),
            _ => None,
        })
        .collect()
}

fn keys(keys: &[&str]) -> Vec<String> {
    keys.iter().map(ToString::to_string).collect()
}

#[test]
fn keys_in_one_pair_of_brackets_are_one_citation() {
    assert_eq!(cited("a [@b-1; @c:2].")[0], (keys(&["b-1", "c:2"]), None));
    assert_eq!(cited("a [@b;\n@c]")[0], (keys(&["b", "c"]), None));
}

#[test]
fn a_key_with_a_locator_is_a_citation_of_its_own() {
    assert_eq!(
        cited("a [@a; @b, p. 282; @c; @d]"),
        [
            (keys(&["a"]), None),
            (keys(&["b"]), Some("p. 282".to_owned())),
            (keys(&["c", "d"]), None),
        ]
    );
    assert_eq!(cited("[@b, pp. 1,\n 3]")[0].1.as_deref(), Some("pp. 1, 3"));
}

#[test]
fn the_space_before_a_citation_stays() {
    let inlines = paragraph("Eased [@a]. More[@b]");

    assert_eq!(words(&inlines), "Eased [@]. More[@]");
    assert!(matches!(&inlines[0], Inline::Text(text) if text.text == "Eased "));
}

#[test]
fn what_is_not_in_brackets_is_text() {
    for text in [
        "@a",
        "mail a@b.org",
        "\\[@a]",
        "[a@b.org]",
        "[see @ work]",
        "`[@a]`",
    ] {
        let inlines = paragraph(text);
        assert!(
            inlines
                .iter()
                .all(|inline| matches!(inline, Inline::Text(_))),
            "{text}"
        );
    }
}

#[test]
fn citations_that_cannot_be_read_are_refused() {
    for text in [
        "[-@a]",
        "[see @a]",
        "[@a; see b]",
        "[@a;]",
        "[@a,]",
        "[@]",
        "[@{a}]",
        "[@a..b]",
        "[@a",
        "[@a, *p.* 2]",
    ] {
        let (_, faults) = body_and_faults(text);
        assert!(
            !faults.is_empty() && faults.iter().all(|fault| fault.code == Code::Citation),
            "{text}\n{}",
            shown(&faults)
        );
        assert!(faults[0].help.contains("[@key, p. 12]"));
    }
}

#[test]
fn a_sign_that_is_missing_behind_a_key_is_named() {
    for (text, message, help) in [
        ("[@a p. 3]", "a comma is missing", "write `[@a, p. 3]`"),
        (
            "[@b; @a p. 3, 4]",
            "a comma is missing",
            "write `[@a, p. 3]`",
        ),
        ("[@a @b]", "a semicolon is missing", "write `[@a; @b]`"),
    ] {
        let (_, faults) = body_and_faults(text);

        assert_eq!(faults.len(), 1, "{text}");
        assert!(faults[0].message.starts_with(message), "{}", faults[0]);
        assert_eq!(faults[0].help, help);
    }
}

#[test]
fn a_definition_of_the_key_changes_nothing() {
    assert_eq!(cited("[@a]: word")[0].0, keys(&["a"]));
}

#[test]
fn citations_stand_in_cells_captions_and_items() {
    let body = body(
        "- a [@a]\n\n| b | c |\n|---|---|\n| [@b] | [@c, p. 1] |\n\nTable: d [@d]\n\n\
         ![e](media/e.svg \"f [@f]\")\n",
    );

    assert_eq!(
        targets(&body),
        ["@a", "@b", "@c", "@d", "media/e.svg", "@f"]
    );
}
