//! Which changes of a text come after its review.

use super::{REVIEW, review};
use crate::app::TestApp;
use crate::folder::Folder;

const BODY: &str = "Massage helps [@bell-2008]. See [a page](https://example.org/a). \
    {claim=limited therapy=swedish-massage condition=sciatica}\n\n## Advice {#advice}\n\nRest.";

#[actix_web::test]
async fn claims_citations_and_words_are_what_a_reviewer_has_read() {
    for body in [
        BODY.replace("claim=limited", "claim=mixed"),
        BODY.replace("[@bell-2008]", "[@yeun-2017]"),
        BODY.replace("[@bell-2008]", ""),
        BODY.replace("Rest.", "Move."),
        BODY.replace("## Advice", "## What to do"),
        format!("{BODY}\n\n::: disclaimer\nAsk somebody.\n:::"),
    ] {
        assert!(has_changed_with(REVIEW, &body).await, "{body}");
    }
    let title = format!("title: Another title\n{REVIEW}");
    assert!(has_changed_with(&title, BODY).await);
}

#[actix_web::test]
async fn what_says_nothing_clinical_is_no_change() {
    let hero = "hero: {image: media/nerve.svg, alt: The nerve}\n";
    for front in [hero, "keywords: [back]\n", "references: [yeun-2017]\n"] {
        let front = format!("{REVIEW}{front}");
        assert!(!has_changed_with(&front, BODY).await, "{front}");
    }
    for body in [
        BODY.replace("example.org/a", "example.org/b"),
        BODY.replace("{#advice}", "{#what-to-do}"),
        format!(
            "{BODY}\n\n::: call-to-action title=Book href=https://example.org/book label=Book\nNow.\n:::"
        ),
    ] {
        assert!(!has_changed_with(REVIEW, &body).await, "{body}");
    }
}

#[actix_web::test]
async fn what_is_said_of_a_source_is_no_change_of_the_text_that_cites_it() {
    let folder = folder();
    let app = TestApp::with(&folder).await;
    let references = std::fs::read_to_string(folder.path().join("references.bib")).unwrap();

    folder.write(
        "references.bib",
        &references.replace("case_report", "cohort"),
    );
    app.apply(&folder).await;

    assert_eq!(review(&app).await["has_changed_since"], false);
}

fn folder() -> Folder {
    let folder = Folder::with_entries();
    folder.article_with("a", REVIEW, BODY);
    folder
}

async fn has_changed_with(front_matter: &str, body: &str) -> bool {
    let folder = folder();
    let app = TestApp::with(&folder).await;
    match front_matter.contains("title: Another") {
        true => folder.write(
            "articles/a.md",
            &format!("---\n{}summary: What a is.\n---\n\n{body}\n", front_matter),
        ),
        false => folder.article_with("a", front_matter, body),
    }
    let plan = app.apply(&folder).await;
    assert_eq!(plan.changes.len(), 1, "{front_matter}{body}");
    review(&app).await["has_changed_since"].as_bool().unwrap()
}
