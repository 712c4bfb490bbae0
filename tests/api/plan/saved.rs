//! A plan that is kept in a file is applied as it was shown, or not at all.

use serde_json::Value;

use crate::desk::Desk;

#[test]
fn a_saved_plan_is_applied_as_it_was_shown() {
    let desk = Desk::new();
    let saved = desk.path("plan.json");
    let saved = saved.to_str().unwrap();
    desk.run("plan", &["--out", saved]);
    // What happens to the folder afterwards is no matter of the plan.
    desk.folder.article("b", "Not planned.");

    let said = desk.run_bare("apply", &["--plan", saved]);

    assert_eq!(said.status, 0, "{}", said.err);
    assert!(
        said.out.contains("created article a (en, published)"),
        "{}",
        said.out
    );
    assert!(
        said.out.ends_with("7 created; 0 unchanged\n"),
        "{}",
        said.out
    );
}

#[test]
fn a_saved_plan_is_refused_once_the_database_has_changed() {
    let desk = Desk::new();
    desk.apply();
    desk.folder.article("b", "Planned.");
    let saved = desk.path("plan.json");
    let saved = saved.to_str().unwrap();
    desk.run("plan", &["--out", saved]);
    desk.folder.article("c", "Meanwhile.");
    desk.apply();

    let said = desk.run_bare("apply", &["--plan", saved]);

    assert_eq!((said.status, said.out.as_str()), (1, ""));
    assert!(
        said.err.contains(
            "the database has changed since the plan was made: it was at write 1, now it is at 2"
        ),
        "{}",
        said.err
    );
}

#[test]
fn a_saved_plan_that_would_do_something_else_is_refused() {
    let desk = Desk::new();
    let saved = desk.path("plan.json");
    desk.run("plan", &["--out", saved.to_str().unwrap()]);
    let text = std::fs::read_to_string(&saved).unwrap();
    let mut plan: Value = serde_json::from_str(&text).unwrap();
    plan["changes"][0]["name"] = "media/other.svg".into();
    std::fs::write(&saved, plan.to_string()).unwrap();

    let said = desk.run_bare("apply", &["--plan", saved.to_str().unwrap()]);

    assert_eq!(said.status, 1);
    assert!(
        said.err.contains("something else than the plan says"),
        "{}",
        said.err
    );
    assert_eq!(desk.run("plan", &[]).status, 3);
}

#[test]
fn a_saved_plan_whose_files_were_edited_is_refused_and_so_is_one_for_another_database() {
    let desk = Desk::new();
    desk.apply();
    desk.folder.article("b", "Words.");
    let saved = desk.path("plan.json");
    desk.run("plan", &["--out", saved.to_str().unwrap()]);
    let text = std::fs::read_to_string(&saved).unwrap();
    let edited = desk.path("edited.json");
    std::fs::write(&edited, text.replace("More words.", "Never shown.")).unwrap();

    let of_edited = desk.run_bare("apply", &["--plan", edited.to_str().unwrap()]);
    let elsewhere = [
        "--plan",
        saved.to_str().unwrap(),
        "--database-url",
        "sqlite:none.db",
    ];
    let of_another = desk.run_bare("apply", &elsewhere);

    assert_eq!((of_edited.status, of_another.status), (1, 1));
    assert!(
        of_edited
            .err
            .contains("the files in the plan have been changed"),
        "{}",
        of_edited.err
    );
    assert!(
        of_another
            .err
            .contains("there is no database sqlite:none.db"),
        "{}",
        of_another.err
    );
    assert!(!desk.path("none.db").exists());
}

#[test]
fn what_is_no_saved_plan_is_refused() {
    let desk = Desk::new();
    std::fs::write(desk.path("notes.txt"), "words").unwrap();

    let said = desk.run_bare("apply", &["--plan", "notes.txt"]);

    assert_eq!(said.status, 1);
    assert!(
        said.err.contains("notes.txt: this is not a saved plan"),
        "{}",
        said.err
    );
}
