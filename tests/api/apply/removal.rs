//! What the folder no longer has: it stays until somebody agrees, and goes only when nothing rests on it.

use crate::desk::Desk;

#[actix_web::test]
async fn what_the_folder_lacks_stays_and_is_told_of() {
    let desk = Desk::new();
    desk.folder.article("b", "Words.");
    desk.apply();
    desk.folder.remove("articles/b.md");

    let said = desk.apply();

    assert_eq!(
        said.out,
        "nothing changed; 7 unchanged; 1 in the database are not in the folder and stay (--prune removes them)\n"
    );
    assert_eq!(desk.count("SELECT count(*) FROM article").await, 2);
}

#[actix_web::test]
async fn nothing_is_removed_unless_somebody_agrees() {
    let desk = Desk::new();
    desk.folder.article("b", "Words.");
    desk.apply();
    desk.folder.remove("articles/b.md");

    let said = desk.run("apply", &["--prune"]);

    assert_eq!((said.status, said.out.as_str()), (1, ""));
    assert!(said.err.contains("- article b (en)"), "{}", said.err);
    assert!(said.err.contains("add --yes"), "{}", said.err);
    assert_eq!(desk.count("SELECT count(*) FROM article").await, 2);
}

#[actix_web::test]
async fn a_removed_article_is_gone_and_its_revisions_stay() {
    let desk = Desk::new();
    desk.folder
        .article_with("b", "previous_slugs: [old-b]\n", "Words.");
    desk.apply();
    desk.folder.remove("articles/b.md");

    let said = desk.run("apply", &["--prune", "--yes"]);

    assert_eq!(said.status, 0, "{}", said.err);
    assert_eq!(said.out, "removed article b (en)\n1 removed; 7 unchanged\n");
    assert_eq!(desk.count("SELECT count(*) FROM article").await, 1);
    assert_eq!(
        desk.count("SELECT count(*) FROM removed_article WHERE slug IN ('b', 'old-b')")
            .await,
        2
    );
    assert_eq!(
        desk.count("SELECT count(*) FROM revision WHERE kind = 'article'")
            .await,
        2
    );
}

#[actix_web::test]
async fn what_was_removed_can_come_back_and_goes_on_counting() {
    let desk = Desk::new();
    desk.folder.write(
        "therapies/heat.md",
        "---\nname: Heat\nsummary: Warm.\n---\n",
    );
    desk.apply();
    desk.folder.remove("therapies/heat.md");
    desk.run("apply", &["--prune", "--yes"]);
    desk.folder
        .write("therapies/heat.md", "---\nname: Heat\nsummary: Hot.\n---\n");

    let said = desk.apply();

    assert_eq!(
        said.out,
        "created therapy heat  therapies/heat.md\n1 created; 7 unchanged\n"
    );
    assert_eq!(
        desk.count("SELECT revision FROM entry WHERE id = 'heat'")
            .await,
        2
    );
}

#[actix_web::test]
async fn what_a_published_article_rests_on_is_not_removed() {
    let desk = Desk::new();
    desk.apply();
    // The article stays public as it was, because its file is now a draft; the draft does not cite any more.
    desk.folder.article_with("a", "draft: true\n", "New words.");
    desk.folder.write(
        "therapies/swedish-massage.md",
        "---\nname: Swedish\nsummary: Gentle.\n---\n",
    );
    desk.folder.write(
        "references.bib",
        "@article{yeun-2017, title = {Shoulder massage}, author = {Yeun, Y. R.}, year = {2017}}\n",
    );

    let planned = desk.run("plan", &["--prune"]);
    let applied = desk.run("apply", &["--prune", "--yes"]);

    for said in [planned, applied] {
        assert_eq!(said.status, 1);
        assert!(
            said.err.contains(
                "the reference `bell-2008` is not in the folder, but the published article `a` rests on it"
            ),
            "{}",
            said.err
        );
    }
    assert_eq!(
        desk.count("SELECT count(*) FROM revision WHERE number > 1")
            .await,
        0
    );
}

#[actix_web::test]
async fn an_original_can_go_while_its_translations_stay_together() {
    let desk = Desk::new();
    desk.folder
        .article_with("b", "locale: de\ntranslation_of: a\n", "Worte.");
    desk.folder
        .article_with("c", "locale: fr\ntranslation_of: a\n", "Mots.");
    desk.apply();
    desk.folder.remove("articles/a.md");
    desk.folder.article_with("b", "locale: de\n", "Worte.");
    desk.folder.article_with("c", "locale: fr\n", "Mots.");

    let said = desk.run("apply", &["--prune", "--yes"]);

    assert_eq!(said.status, 0, "{}", said.err);
    assert_eq!(desk.count("SELECT count(*) FROM article").await, 2);
    assert_eq!(
        desk.count("SELECT count(*) FROM pragma_foreign_key_check")
            .await,
        0
    );
}
