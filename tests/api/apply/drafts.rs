//! A draft beside what is public: it is kept, becomes public or goes, and no number of it is given again.

use crate::desk::Desk;

fn write_draft(desk: &Desk, words: &str) {
    let text = format!("---\ntitle: About a\nsummary: What a is.\n---\n\n{words}\n");
    desk.folder.write("articles/a.draft.md", &text);
}

#[actix_web::test]
async fn an_edit_of_what_is_public_leaves_a_newer_draft_as_it_is() {
    let desk = Desk::new();
    desk.apply();
    write_draft(&desk, "Draft words.\n\nMore of the draft.");
    desk.apply();
    let ids = "SELECT length(r.body) FROM article a JOIN revision r ON r.owner = a.id AND r.number = a.head_revision";
    let before = desk.count(ids).await;
    desk.folder.article("a", "Corrected words.");

    let said = desk.apply();

    let lines: Vec<&str> = said.out.lines().collect();
    assert_eq!(lines.len(), 2, "{}", said.out);
    assert!(lines[0].starts_with("changed article a (en, published)"));
    assert_eq!(desk.count(ids).await, before);
    assert_eq!(desk.count("SELECT head_revision FROM article").await, 2);
    assert_eq!(
        desk.count("SELECT published_revision FROM article").await,
        3
    );
    assert_eq!(desk.apply().out, "nothing changed; 8 unchanged\n");
}

#[actix_web::test]
async fn a_draft_that_the_folder_no_longer_has_is_kept_until_it_is_pruned() {
    let desk = Desk::new();
    write_draft(&desk, "Draft words.");
    desk.apply();
    desk.folder.remove("articles/a.draft.md");
    desk.folder.article("a", "Corrected words.");

    let kept = desk.apply();
    let exported = desk.run_bare("export", &["out"]);
    let pruned = desk.run("apply", &["--prune", "--yes"]);

    assert!(
        kept.out.contains("1 in the database are not in the folder"),
        "{}",
        kept.out
    );
    assert_eq!(exported.status, 0, "{}", exported.err);
    let draft = std::fs::read_to_string(desk.path("out/articles/a.draft.md")).unwrap();
    assert!(draft.contains("Draft words."), "{draft}");
    assert_eq!(
        pruned.out,
        "removed article a (en, draft)\n1 removed; 7 unchanged\n"
    );
    assert_eq!(desk.run("plan", &["--prune"]).status, 0);
    assert_eq!(
        desk.count("SELECT count(*) FROM revision WHERE kind = 'article'")
            .await,
        3
    );
}

#[actix_web::test]
async fn the_number_of_a_draft_that_was_removed_is_not_given_again() {
    let desk = Desk::new();
    desk.apply();
    write_draft(&desk, "Draft words.");
    desk.apply();
    desk.folder.remove("articles/a.draft.md");
    desk.run("apply", &["--prune", "--yes"]);
    desk.folder.article("a", "Corrected words.");

    let said = desk.apply();

    assert_eq!(said.status, 0, "{}", said.err);
    assert_eq!(
        desk.count("SELECT max(number) FROM revision WHERE kind = 'article'")
            .await,
        3
    );
}

#[actix_web::test]
async fn a_draft_that_becomes_public_keeps_its_revision_and_its_ids() {
    let desk = Desk::new();
    desk.apply();
    write_draft(&desk, "Massage eased pain.\n\nDraft words.");
    desk.apply();
    desk.folder.remove("articles/a.draft.md");
    desk.folder
        .article("a", "Massage eased pain.\n\nDraft words.");

    let said = desk.apply();

    assert!(
        said.out.starts_with("published article a (en, published)"),
        "{}",
        said.out
    );
    assert_eq!(
        desk.count("SELECT published_revision FROM article").await,
        2
    );
    assert_eq!(desk.count("SELECT head_revision FROM article").await, 2);
    assert_eq!(desk.apply().out, "nothing changed; 7 unchanged\n");
}
