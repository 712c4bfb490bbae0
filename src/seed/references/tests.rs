use proptest::prelude::{ProptestConfig, Strategy, any, prop, prop_oneof, proptest};
use proptest::sample::select;

use super::{ReadReference, ReferenceFormat, read_bibliography, read_leniently, refuse_the_same};
use crate::seed::Fault;
use crate::seed::folder::SeedFile;

fn read(path: &str, content: &str, faults: &mut Vec<Fault>) -> Vec<ReadReference> {
    let file = SeedFile {
        path: path.to_owned(),
        content: content.to_owned(),
    };
    read_bibliography(&file, faults)
}

#[test]
fn one_doi_in_two_spellings_is_reported_across_formats_and_nothing_is_merged() {
    let plain = "- id: plain\n  type: article\n  title: T\n  DOI: 10.1155/2014/287597\n";
    for (path, text, place) in [
        (
            "a.bib",
            "@misc{b, title = {T}, doi = {10.1155/2014/287597}}",
            "1:30",
        ),
        (
            "a.bib",
            "@misc{b, title = {T}, doi = {https://doi.org/10.1155/2014/287597}}",
            "1:30",
        ),
        (
            "a.json",
            "{\"id\": \"b\", \"type\": \"book\", \"title\": \"T\", \"DOI\": \"doi:10.1155/2014/287597\"}",
            "1:50",
        ),
        (
            "a.json",
            "{\"id\": \"b\", \"type\": \"book\", \"title\": \"T\", \"DOI\": \"10.1155%2F2014%2F287597\"}",
            "1:50",
        ),
        (
            "a.ris",
            "TY  - JOUR\nID  - b\nTI  - T\nDO  - 10.1155/2014/287597.\nER  - \n",
            "4:7",
        ),
        (
            "a.nbib",
            "PMID- 24707200\nTI  - T\nAID - 10.1155/2014/287597 [doi]\n",
            "3:7",
        ),
    ] {
        let mut faults = Vec::new();
        let mut references = read("references.yaml", plain, &mut faults);
        references.extend(read(path, text, &mut faults));

        refuse_the_same(&references, &mut faults);

        assert_eq!(references.len(), 2, "{text}");
        let shared = faults.iter().find(|fault| fault.code.as_str() == "REF001");
        let shown = shared.map(ToString::to_string).unwrap_or_default();
        assert!(
            shown.starts_with(&format!("{path}:{place}: error")),
            "{text}: {faults:?}"
        );
        assert!(shown.contains("references.yaml:4"), "{shown}");
    }
}

#[test]
fn upper_and_lower_case_are_one_doi() {
    let mut faults = Vec::new();
    let mut references = read(
        "a.bib",
        "@misc{a, title = {T}, doi = {10.1016/j.jbmt.2008.01.006}}",
        &mut faults,
    );
    references.extend(read(
        "a.nbib",
        "PMID- 19083683\nTI  - T\nLID - 10.1016/J.JBMT.2008.01.006 [doi]\n",
        &mut faults,
    ));

    refuse_the_same(&references, &mut faults);

    let codes: Vec<&str> = faults.iter().map(|fault| fault.code.as_str()).collect();
    assert_eq!(codes, ["ID001", "REF001"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_text_stops_a_reader(text in hostile_text()) {
        for (ending, format) in ReferenceFormat::ALL {
            let mut faults = Vec::new();
            let checked = read(&format!("a.{ending}"), &text, &mut faults);
            refuse_the_same(&checked, &mut faults);
            let reading = read_leniently("a", &text, format);

            let ends = faults.iter().map(|fault| (fault.span.line, fault.span.column));
            assert!(ends.chain([(1, 1)]).all(|(line, column)| line > 0 && column > 0));
            assert!(reading.references.len() >= checked.len());
        }
    }
}

/// Pieces of every format in any order, and any text.
fn hostile_text() -> impl Strategy<Value = String> {
    let piece = select(
        &[
            "TY  - JOUR\n",
            "ER  - \n",
            "PMID- 1\n",
            "TI  - ",
            "DP  - 2014 ",
            "SN  - 1",
            "PY  - 2014/",
            "@article{a,",
            "@b(",
            "title = {",
            "}",
            ")",
            "author = \"",
            "\"",
            "{\\\"o}",
            "$",
            "\\",
            "^",
            "_{",
            "\\enquote{",
            "\\textsuperscript{",
            " and ",
            "=",
            ",\n",
            "- id: a\n",
            "  type: book\n",
            "  title: ",
            "issued: ",
            "[[2014, 2]]",
            "[",
            "]",
            "{",
            ":",
            "\"id\": 1,",
            "\"DOI\": \"",
            "10.1/",
            "%2f",
            "%é",
            "é",
            "\u{0}",
            "\u{FEFF}",
            "\r\n",
            "\t",
            "-",
            "--",
            "2014-99",
            "~",
        ][..],
    );
    let pieces = prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat());
    prop_oneof![3 => pieces, 1 => any::<String>()]
}
