use std::time::Instant;

use super::{bibliography_format_of, import_references};
use crate::content::Locale;
use crate::import::Imported;
use crate::render::{BibliographyFormat, bibliography};
use crate::seed::{Folder, ReferenceFormat, SeedFile, read_folder};

fn import(text: &str, format: ReferenceFormat) -> Imported {
    let imported = import_references("old.bib", text, format);
    assert_passes_check(&imported);
    imported
}

/// What an import writes passes the check of a folder without an error.
fn assert_passes_check(imported: &Imported) {
    let text = bibliography(&imported.references, BibliographyFormat::CslYaml);
    let file = SeedFile {
        path: "references.yaml".to_owned(),
        content: text.into_bytes(),
    };
    let folder = Folder { files: vec![file] };
    let locale = Locale::parse("en").expect("a locale");

    let reading = read_folder(folder, &locale);

    assert_eq!(reading.faults, []);
    let mut written = imported.references.clone();
    written.sort_by_key(|reference| reference.key.to_string());
    let read = reading
        .library
        .references
        .into_iter()
        .map(|read| read.content);
    let mut read: Vec<_> = read.collect();
    read.sort_by_key(|reference| reference.key.to_string());
    assert_eq!(read, written);
}

fn keys(imported: &Imported) -> Vec<&str> {
    let references = imported.references.iter();
    references.map(|reference| reference.key.as_str()).collect()
}

fn notes(imported: &Imported) -> Vec<String> {
    let notes = imported.notes.iter();
    notes
        .map(|note| format!("{:?} {}", note.line.unwrap_or(0), note.message))
        .collect()
}

#[test]
fn keys_that_are_not_allowed_are_rewritten_and_stay_apart() {
    let imported = import(
        "@misc{DBLP:journals/x, title = {A}}\n@misc{dblp-journals-X, title = {B}}\n@misc{dblp-journals-x, title = {C}}\n\
         @misc{müller_2014, title = {D}}\n@misc{Bell2008, title = {E}}\n",
        ReferenceFormat::Bibtex,
    );

    assert_eq!(
        keys(&imported),
        [
            "DBLP-journals-x",
            "dblp-journals-X-2",
            "dblp-journals-x-3",
            "muller-2014",
            "Bell2008"
        ]
    );
    let notes = notes(&imported);
    assert_eq!(notes.len(), 4, "{notes:#?}");
    assert!(notes[0].contains("`DBLP:journals/x`") && notes[0].contains("`DBLP-journals-x`"));
}

#[test]
fn entries_with_one_identifier_become_one_that_has_what_both_have() {
    let imported = import(
        "@article{a, title = {Massage}, doi = {https://doi.org/10.1155/2014/ABC}, volume = 1}\n\
         @article{b, title = {Massage}, doi = {10.1155/2014/abc}, volume = 2, pages = {3}, abstract = {Text}}\n\
         @article{b, title = {massage!}, year = 2014}\n@article{b, title = {Another}}\n",
        ReferenceFormat::Bibtex,
    );

    assert_eq!(keys(&imported), ["a", "b-3"]);
    let first = &imported.references[0];
    assert_eq!(
        (first.volume.as_deref(), first.page.as_deref()),
        (Some("1"), Some("3"))
    );
    assert_eq!(first.other["abstract"], "Text");
    assert!(first.issued.is_some());
    let notes = notes(&imported);
    assert!(
        notes.iter().any(
            |note| note.contains("`b` has the DOI 10.1155/2014/abc of `a`")
                && note.contains("`volume`")
        ),
        "{notes:#?}"
    );
    assert!(
        notes
            .iter()
            .any(|note| note.contains("1 of the values of `DOI`"))
    );
}

#[test]
fn entries_without_title_key_or_right_values_are_kept_with_a_note() {
    let imported = import_references(
        "old.json",
        "[{\"type\": \"article-journal\", \"container-title\": \"J Bodyw\", \"DOI\": \"nothing\", \"PMID\": \"PMID: 19083683\",\n\
          \"author\": [{\"given\": \"J.\"}, {\"family\": \"Bell\\u0007\", \"given\": \"\"}], \"issued\": {\"raw\": \"2014 or so\"},\n\
          \"study_type\": \"rct\", \"level\": 2, \"notice\": \"retracted\", \"ISSN\": \"1234-5678\"},\n{\"id\": 7, \"type\": \"nothing\"}]",
        ReferenceFormat::CslJson,
    );

    assert_passes_check(&imported);
    let first = &imported.references[0];
    assert_eq!(first.title, "J Bodyw");
    assert_eq!(
        first.pmid.as_ref().map(|pmid| pmid.as_str()),
        Some("19083683")
    );
    assert_eq!(first.other["DOI-as-given"], "nothing");
    assert_eq!(first.other["study_type-as-given"], "rct");
    assert_eq!(first.other["level-as-given"], "2");
    assert_eq!(first.other["notice-as-given"], "retracted");
    assert_eq!(first.other["ISSN-as-given"], "1234-5678");
    let words = first
        .issued
        .as_ref()
        .and_then(|date| date.literal.as_deref());
    assert!(
        words.is_some_and(|words| words.contains("2014 or so")),
        "{words:?}"
    );
    assert_eq!(first.author.len(), 2);
    assert_eq!(first.author[1].literal.as_deref(), Some("Bell"));
    assert_eq!(imported.references[1].title, "7");
    assert!(
        imported
            .notes
            .iter()
            .all(|note| !note.message.is_empty() && !note.help.is_empty())
    );
}

#[test]
fn a_broken_entry_is_noted_and_the_others_are_kept() {
    let imported = import(
        "@article{a, title = {A}}\n@article{b, title = {B}\n@nonsense{c, title = {C}, year = {20X}}\n",
        ReferenceFormat::Bibtex,
    );

    assert_eq!(keys(&imported), ["a", "c"]);
    assert_eq!(
        imported
            .notes
            .iter()
            .map(|note| note.line)
            .collect::<Vec<_>>(),
        [Some(2), Some(3), Some(3)]
    );
}

#[test]
fn the_format_of_a_text_is_told_from_what_it_says() {
    for (text, format) in [
        (
            "% x\n@Article{a, title = {A}}",
            Some(ReferenceFormat::Bibtex),
        ),
        ("@book (a, title = {A})", Some(ReferenceFormat::Bibtex)),
        (
            "\u{FEFF}Provider: x\n\nTY  - JOUR\nER  - \n",
            Some(ReferenceFormat::Ris),
        ),
        ("TY - JOUR\n", Some(ReferenceFormat::Ris)),
        ("\nPMID- 24707200\nTI  - A\n", Some(ReferenceFormat::Pubmed)),
        (
            "[{\"id\": 1, \"type\": \"book\"}]",
            Some(ReferenceFormat::CslJson),
        ),
        (
            "{\"items\": [{\"type\": \"book\"}]}",
            Some(ReferenceFormat::CslJson),
        ),
        (
            "- id: a\n  type: book\n  title: A\n",
            Some(ReferenceFormat::CslYaml),
        ),
        (
            "---\nreferences:\n- type: book\n  id: a\n...\n",
            Some(ReferenceFormat::CslYaml),
        ),
        ("@media { a { b: c } }", None),
        ("---\nid: 1\ntype: book\n---\nText of a page.\n", None),
        ("{\"type\": \"post\"}", None),
        ("[1]", None),
        ("", None),
        ("A page that speaks of TY and PMID- numbers.", None),
    ] {
        assert_eq!(bibliography_format_of(text), format, "{text}");
    }
}

#[test]
fn the_time_of_an_import_grows_with_its_length_and_no_faster() {
    let entries = |count: usize| -> Vec<(ReferenceFormat, String)> {
        let each = |entry: fn(usize) -> String| -> String { (0..count).map(entry).collect() };
        let json = each(|at| {
            format!(
                "{{\"id\":\"same\",\"type\":\"book\",\"title\":\"T {at}\",\"DOI\":\"10.1000/{at}\"}},"
            )
        });
        vec![
            (
                ReferenceFormat::Bibtex,
                each(|at| {
                    format!(
                        "@article{{same, title = {{T {at}}}, doi = {{10.1000/{at}}}, author = {{Bell, J. and Kolt, G.}}}}\n"
                    )
                }),
            ),
            (
                ReferenceFormat::CslYaml,
                each(|at| {
                    format!("- id: same\n  type: book\n  title: T {at}\n  DOI: 10.1000/{at}\n")
                }),
            ),
            (
                ReferenceFormat::CslJson,
                format!("[{}]", json.trim_end_matches(',')),
            ),
            (
                ReferenceFormat::Ris,
                each(|at| {
                    format!(
                        "TY  - JOUR\nID  - same\nTI  - T {at}\nAU  - Bell, J.\nDO  - 10.1000/{at}\nER  - \n"
                    )
                }),
            ),
            (
                ReferenceFormat::Pubmed,
                each(|at| {
                    format!(
                        "PMID- {}\nTI  - T {at}.\nFAU - Bell, J\nDP  - 2008 Jul\n\n",
                        at + 1
                    )
                }),
            ),
        ]
    };
    // A quadratic loop would take 16 times as long for four times as much; what is linear stays far below that.
    for ((format, small), (_, large)) in entries(1_250).into_iter().zip(entries(5_000)) {
        let timed = |text: &str, count: usize| {
            let start = Instant::now();
            let imported = import_references("old", text, format);
            assert_eq!(imported.references.len(), count, "{format:?}");
            start.elapsed()
        };

        let (short, long) = (timed(&small, 1_250), timed(&large, 5_000));

        assert!(long < short * 12, "{format:?}: {short:?}, then {long:?}");
    }
}
