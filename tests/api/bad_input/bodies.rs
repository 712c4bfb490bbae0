//! Bodies of articles that are wrong.

use super::{faults_of, place};

/// Bodies, the fault with its place, and words that it must say.
const WRONG: [(&str, &str, &str); 15] = [
    (
        "Words [@bell-2009].",
        "CIT001 articles/one.md:6:8",
        "`bell-2008`",
    ),
    ("[Gone](therapy:gone)", "TAX002 articles/one.md:6:1", "gone"),
    (
        "[Gone](condition:gone)",
        "TAX002 articles/one.md:6:1",
        "gone",
    ),
    (
        "## A {#a}\n\nA.\n\n## B {#a}\n\nB.",
        "ID002 articles/one.md:10:7",
        "`a`",
    ),
    (
        "## A\n\nA.\n\n#### B\n\nB.",
        "A11Y003 articles/one.md:10:1",
        "level",
    ),
    (
        "![](media/nerve.svg)",
        "A11Y001 articles/one.md:6:1",
        "decorative",
    ),
    (
        "![A](media/gone.svg)",
        "IMG002 articles/one.md:6:1",
        "media/gone.svg",
    ),
    (
        "![A](../nerve.svg)",
        "IMG001 articles/one.md:6:1",
        "`media/`",
    ),
    (
        "![A](media/../../nerve.svg)",
        "IMG001 articles/one.md:6:1",
        "`media/`",
    ),
    (
        "![A](/etc/nerve.svg)",
        "IMG001 articles/one.md:6:1",
        "`media/`",
    ),
    (
        "[A](javascript:alert)",
        "LNK001 articles/one.md:6:1",
        "https",
    ),
    (
        "[A](ftp://example.org/a)",
        "LNK001 articles/one.md:6:1",
        "https",
    ),
    (
        "[A](data:text/html,a)",
        "LNK001 articles/one.md:6:1",
        "https",
    ),
    ("A\u{7}b", "MD007 articles/one.md:6:2", "U+0007"),
    (
        "[@bell-2008 p. 3]",
        "MD008 articles/one.md:6:2",
        "comma is missing",
    ),
];

#[test]
fn a_body_that_is_wrong_is_refused_at_its_place() {
    for (body, expected, words) in WRONG {
        let faults = faults_of("", body);

        let places: Vec<String> = faults.iter().map(place).collect();
        assert_eq!(places, [expected], "{body}\n{faults:?}");
        let said = format!("{} {}", faults[0].message, faults[0].help);
        assert!(said.contains(words), "{body}\n{said}");
    }
}
