//! The references alone, in every format.

use super::text_of;
use crate::desk::Desk;
use crate::folder::Folder;

#[test]
fn references_alone_come_out_in_every_format() {
    let desk = Desk::new();
    desk.apply();

    for name in ["refs.yaml", "refs.bib", "refs.json", "refs.ris"] {
        let said = desk.run_bare("export", &["--references", name]);

        assert_eq!(
            said.out,
            format!("2 references in {name}\n"),
            "{}",
            said.err
        );
        let other = Desk::with(Folder::empty());
        let file = format!("references.{}", name.split('.').next_back().unwrap());
        other.folder.write(&file, &text_of(&desk, name));
        let plan = other.apply().out;
        assert!(
            plan.contains("created reference bell-2008"),
            "{name}: {plan}"
        );
        assert!(
            plan.contains("created reference yeun-2017"),
            "{name}: {plan}"
        );
    }
    let ris = desk.run_bare("export", &["--references", "refs.ris", "--force"]);
    assert!(
        ris.err
            .contains("note: `bell-2008`: this format cannot say all of `study_type`"),
        "{}",
        ris.err
    );
}

#[test]
fn a_file_of_references_is_not_overwritten_and_needs_a_known_ending() {
    let desk = Desk::new();
    desk.apply();
    desk.run_bare("export", &["--references", "refs.yaml"]);

    let again = desk.run_bare("export", &["--references", "refs.yaml"]);
    let unknown = desk.run_bare("export", &["--references", "refs.txt"]);

    assert_eq!((again.status, unknown.status), (1, 1));
    assert!(again.err.contains("--force overwrites it"), "{}", again.err);
    assert!(unknown.err.contains("must end in"), "{}", unknown.err);
}
