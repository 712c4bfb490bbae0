//! Drafts come out as drafts, beside what is public.

use super::{export_and_plan, files_of, forget_files, text_of};
use crate::desk::Desk;

#[test]
fn a_draft_comes_out_beside_what_is_public() {
    let desk = Desk::new();
    desk.folder.write(
        "articles/a.draft.md",
        "---\ntitle: About a\nsummary: What a is.\n---\n\nNewer words.\n",
    );
    desk.apply();

    export_and_plan(&desk);

    assert_eq!(files_of(&desk.path("out")), files_of(desk.folder.path()));
}

#[actix_web::test]
async fn a_draft_without_its_file_is_written_beside_what_is_public() {
    let desk = Desk::new();
    desk.folder.write(
        "articles/a.draft.md",
        "---\ntitle: About a\nsummary: What a is.\n---\n\nNewer words.\n",
    );
    desk.folder
        .article_with("b", "draft: true\n", "Not public yet.");
    desk.folder
        .article_with("c", "publish_at: 2999-01-01T00:00:00Z\n", "Later.");
    desk.folder
        .article_with("d", "locale: de\nslug: a\n", "Worte.");
    desk.apply();
    forget_files(&desk).await;

    export_and_plan(&desk);

    let files: Vec<String> = files_of(&desk.path("out/articles")).into_keys().collect();
    assert_eq!(files, ["a-en.draft.md", "a-en.md", "a.md", "b.md", "c.md"]);
    assert!(text_of(&desk, "out/articles/b.md").contains("\ndraft: true\n"));
    assert!(!text_of(&desk, "out/articles/c.md").contains("draft"));
}

#[test]
fn a_published_article_whose_file_is_now_a_draft_is_told_of() {
    let desk = Desk::new();
    desk.apply();
    desk.folder
        .article_with("a", "draft: true\n", "New words [@bell-2008].");
    desk.apply();

    let said = desk.run_bare("export", &["out"]);

    assert_eq!(said.status, 0, "{}", said.err);
    assert!(
        said.err.contains("the folder has a newer draft of the article `a` (en); its public text is in the database alone"),
        "{}",
        said.err
    );
    assert_eq!(files_of(&desk.path("out")), files_of(desk.folder.path()));
}

#[actix_web::test]
async fn a_draft_with_a_date_stays_a_draft_and_what_waits_goes_on_waiting() {
    let desk = Desk::new();
    let later = "publish_at: 2999-01-01T00:00:00Z\n";
    desk.folder
        .article_with("kept", &format!("{later}draft: true\n"), "Kept back.");
    desk.folder.article_with("waiting", later, "Waiting.");
    desk.apply();
    forget_files(&desk).await;

    export_and_plan(&desk);

    assert!(text_of(&desk, "out/articles/kept.md").contains("\ndraft: true\n"));
    assert!(!text_of(&desk, "out/articles/waiting.md").contains("draft"));
}
