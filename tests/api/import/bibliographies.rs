//! Reference files, and texts that cite them.

use super::workspace::Workspace;

const BIBTEX: &str = "@article{Bell08,\n  author = {Bell, J.},\n  title = {Massage therapy helps to increase range of motion, \
    decrease pain and assist in healing a client with low back pain and sciatica symptoms},\n  \
    journal = {Journal of Bodywork and Movement Therapies},\n  year = {2008},\n  volume = {12},\n  number = {3},\n  \
    pages = {281--289},\n  doi = {10.1016/j.jbmt.2008.01.006}\n}\n";
const RIS: &str = "TY  - JOUR\nAU  - Bell, J.\nTI  - Massage therapy helps to increase range of motion, decrease pain and assist in \
    healing a client with low back pain and sciatica symptoms\nJO  - Journal of Bodywork and Movement Therapies\nPY  - 2008\n\
    VL  - 12\nIS  - 3\nSP  - 281\nEP  - 289\nDO  - 10.1016/j.jbmt.2008.01.006\nER  - \n\
    TY  - JOUR\nAU  - Majchrzycki, Marian\nTI  - Deep tissue massage and nonsteroidal anti-inflammatory drugs for low back pain: a \
    prospective randomized trial\nJO  - The Scientific World Journal\nPY  - 2014\nDO  - 10.1155/2014/287597\nER  - \n";

#[test]
fn one_work_in_two_formats_is_one_reference_and_it_says_so() {
    let workspace = Workspace::with(&[("a.bib", BIBTEX), ("b.txt", RIS)]);

    let outcome = workspace.import(&["a.bib", "b.txt"]);

    assert_eq!(workspace.library().references.len(), 2, "{}", outcome.text);
    assert_eq!(outcome.status, 3);
    assert_eq!(
        outcome.notes("same DOI 10.1016/j.jbmt.2008.01.006").len(),
        1,
        "{}",
        outcome.text
    );
}

#[test]
fn citations_of_a_bibliography_in_the_same_import_stay_citations() {
    let workspace = Workspace::with(&[
        (
            "notes/back.md",
            "# Back pain\n\nMassage helped one client [@Bell08, p. 282], but [@nobody].\n",
        ),
        ("notes/z.bib", BIBTEX),
    ]);

    let outcome = workspace.import(&["notes"]);

    let introduction = serde_json::to_value(&workspace.article("back").draft.introduction).unwrap();
    let citation = &introduction[0]["content"][1];
    assert_eq!(
        citation["references"],
        serde_json::json!(["Bell08"]),
        "{introduction}"
    );
    assert_eq!(citation["locator"], "p. 282");
    assert_eq!(outcome.notes("the key `nobody`")[0]["line"], 3);
}

#[test]
fn citations_follow_a_key_that_was_rewritten_and_one_whose_entry_was_merged() {
    let workspace = Workspace::with(&[
        (
            "a.bib",
            &(BIBTEX.replace("Bell08", "doi:10/bell") + &BIBTEX.replace("Bell08", "second")),
        ),
        (
            "back.md",
            "# Back pain\n\nOne [@doi:10/bell] and two [@second].\n",
        ),
    ]);

    let outcome = workspace.import(&["a.bib", "back.md"]);

    let key = workspace.library().references[0].content.key.to_string();
    let introduction = serde_json::to_value(&workspace.article("back").draft.introduction).unwrap();
    let content = &introduction[0]["content"];
    assert_eq!(
        content[1]["references"],
        serde_json::json!([key]),
        "{introduction} {}",
        outcome.text
    );
    assert_eq!(
        content[3]["references"],
        serde_json::json!([key]),
        "{introduction} {}",
        outcome.text
    );
}

#[test]
fn a_reference_that_the_seed_folder_has_keeps_its_key_and_file() {
    let workspace = Workspace::with(&[
        (
            "seed/references.bib",
            &BIBTEX.replace("Bell08", "bell-2008"),
        ),
        ("a.bib", BIBTEX),
        (
            "back.md",
            "# Back pain\n\nMassage helped one client [@Bell08].\n",
        ),
    ]);
    let before = workspace.read("seed/references.bib");

    workspace.import(&["a.bib", "back.md"]);

    let introduction = serde_json::to_value(&workspace.article("back").draft.introduction).unwrap();
    assert_eq!(
        introduction[0]["content"][1]["references"],
        serde_json::json!(["bell-2008"])
    );
    assert_eq!(workspace.read("seed/references.bib"), before);
    assert!(!workspace.path().join("seed/references").exists());
}

#[test]
fn thousands_of_entries_are_imported_at_once() {
    let workspace = Workspace::new();
    let entries = (0..3_000)
        .map(|at| format!("@misc{{key-{at},\n  title = {{Title {at}}},\n  year = {{2014}}\n}}\n"));
    workspace.write("many.bib", entries.collect::<String>());

    let outcome = workspace.import(&["many.bib"]);

    assert_eq!(outcome.status, 0, "{}", outcome.text);
    assert_eq!(workspace.library().references.len(), 3_000);
}

#[test]
fn a_bibliography_that_no_file_can_hold_becomes_several() {
    let workspace = Workspace::new();
    let words = "Massage was compared with rest. ".repeat(55);
    let entries = (0..1_500).map(|at| {
        format!("@misc{{key-{at},\n  title = {{Title {at}}},\n  year = {{2014}},\n  abstract = {{{words}}}\n}}\n")
    });
    workspace.write("many.bib", entries.collect::<String>());

    let first = workspace.import(&["many.bib"]);
    let files = workspace.files();
    let second = workspace.import(&["many.bib"]);

    assert_eq!(first.status, 0, "{}", first.text);
    assert_eq!(workspace.library().references.len(), 1_500);
    assert!(files.len() > 2, "{}", first.text);
    assert!(files.iter().all(|(_, text)| text.len() <= 1024 * 1024));
    assert!(files[1].0.ends_with("many.yaml") || files[0].0.ends_with("many-2.yaml"));
    assert!(second.text.contains("nothing is new"), "{}", second.text);
    assert_eq!(workspace.files(), files);
}
