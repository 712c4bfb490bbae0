//! Files that are wrong as a whole: empty, of another kind, in another encoding.

use super::{faults_with, place};

const GIF: &[u8] = b"GIF89a\x03\x00\x02\x00\x00\x00\x00;";

/// Files with their bytes, and the fault with its place.
const WRONG: [(&str, &[u8], &str); 18] = [
    ("articles/one.md", b"", "FILE001 articles/one.md:1:1"),
    (
        "articles/one.md",
        b"\xEF\xBB\xBF\r\n",
        "FILE001 articles/one.md:1:1",
    ),
    ("therapies/one.md", b"", "FILE001 therapies/one.md:1:1"),
    ("people.yaml", b"", "FILE001 people.yaml:1:1"),
    ("references.yaml", b"\n", "FILE001 references.yaml:1:1"),
    (
        "references/more.bib",
        b"",
        "FILE001 references/more.bib:1:1",
    ),
    ("media/one.svg", b"", "IMG001 media/one.svg:1:1"),
    ("media/one.svg", b"words", "IMG001 media/one.svg:1:1"),
    ("media/one.svg", GIF, "IMG001 media/one.svg:1:1"),
    ("media/one.png", b"<svg/>", "IMG001 media/one.png:1:1"),
    (
        "articles/one.md",
        b"---\ntitle: \xFC\nsummary: a\n---\n",
        "FILE001 articles/one.md:2:8",
    ),
    (
        "articles/one.md",
        b"---\nt\0: a\n---\n",
        "FILE001 articles/one.md:2:2",
    ),
    (
        "articles/one.md",
        b"\xFF\xFE-\0-\0",
        "FILE001 articles/one.md:1:1",
    ),
    (
        "articles/one.md",
        b"---\rtitle: a\r---\r",
        "FILE001 articles/one.md:1:4",
    ),
    (
        "references/more.bib",
        b"@book{one, title = {A\0}}",
        "FILE001 references/more.bib:1:22",
    ),
    (
        "references/more.bib",
        b"@book{one, title = {One}, isbn = {1}}",
        "ID001 references/more.bib:1:35",
    ),
    (
        "references/more.bib",
        b"@book{one, title = {One}, doi = {x}}",
        "ID001 references/more.bib:1:34",
    ),
    (
        "conditions/one.txt",
        b"words",
        "FILE001 conditions/one.txt:1:1",
    ),
];

#[test]
fn a_file_that_is_wrong_as_a_whole_is_refused() {
    for (file, bytes, expected) in WRONG {
        let faults = faults_with(file, bytes);

        let places: Vec<String> = faults.iter().map(place).collect();
        assert_eq!(
            places.first().map(String::as_str),
            Some(expected),
            "{faults:?}"
        );
        assert!(faults.iter().all(|fault| fault.file == file), "{faults:?}");
    }
}
