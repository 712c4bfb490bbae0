//! What has no file any more is written as an author would write it.

use std::fs;

use super::{export_and_plan, files_of, forget_files, text_of};
use crate::desk::Desk;
use crate::folder::Folder;

#[actix_web::test]
async fn a_database_without_files_comes_out_as_an_author_would_write() {
    let desk = Desk::with(Folder::empty());
    let seed = fs::canonicalize("seed").unwrap();
    desk.run_bare("apply", &[seed.to_str().unwrap()]);
    forget_files(&desk).await;

    let said = export_and_plan(&desk);

    assert!(
        said.contains("25 written, 0 removed; 11 as they were applied"),
        "{said}"
    );
    let files: Vec<String> = files_of(&desk.path("out")).into_keys().collect();
    assert!(files.contains(&"articles/massage-for-sciatica.md".to_owned()));
    assert!(files.contains(&"references.yaml".to_owned()));
    assert!(!files.contains(&"references.bib".to_owned()));
    let article = text_of(&desk, "out/articles/massage-for-sciatica.md");
    assert!(
        article.contains("\n## When to get help {#when-to-get-help purpose=when_to_get_help}\n")
    );
    assert!(!article.contains("{#paragraph-"));
}

#[actix_web::test]
async fn a_folder_with_all_ids_gives_another_database_the_same_ids() {
    let desk = Desk::new();
    desk.apply();
    desk.folder.article(
        "a",
        "Before.\n\n## Benefits {#benefits}\n\nMassage eased pain [@bell-2008].\n\nMore words.",
    );
    desk.apply();
    let said = desk.run_bare("export", &["out", "--ids"]);
    assert_eq!(said.status, 0, "{}", said.err);
    let here = desk.run_bare("apply", &["out"]);
    assert!(
        here.out.contains(": written_ids\n1 changed"),
        "{}",
        here.out
    );

    let other = Desk::with(Folder::empty());
    let out = desk.path("out");
    let there = other.run_bare("apply", &[out.to_str().unwrap()]);

    assert_eq!(there.status, 0, "{}", there.err);
    let body =
        "SELECT length(body) FROM revision WHERE kind = 'article' ORDER BY number DESC LIMIT 1";
    assert_eq!(desk.count(body).await, other.count(body).await);
    let again = other.run_bare("export", &["out", "--ids"]);
    assert_eq!(again.status, 0, "{}", again.err);
    assert_eq!(
        text_of(&other, "out/articles/a.md"),
        text_of(&desk, "out/articles/a.md")
    );
}
