//! What the data says of references of which nothing is stored.

use sinew::content::{Reference, ReferenceKey};

use super::{import, notice, row, sourced};
use crate::app::{TestApp, read};
use crate::folder::Folder;

/// The references of a folder.
pub fn references(folder: &Folder) -> Vec<Reference> {
    let references = read(folder.path()).references.into_iter();
    references.map(|reference| reference.content).collect()
}

#[actix_web::test]
async fn the_data_is_asked_of_references_that_are_not_stored() {
    let app = TestApp::with(&Folder::with_entries()).await;
    import(
        &app,
        &[
            row("7/15/2024", "10.5555/ONE.", "0", "Retraction"),
            row("7/15/2024", "0", "99000002", "Correction"),
            row("7/15/2024", "10.5555/three", "0", "Retraction"),
            row("7/16/2024", "10.5555/three", "0", "Reinstatement"),
        ],
    )
    .await;

    let said = app.store.notices_of(&references(&sourced())).await.unwrap();

    let kinds = ["one-2015", "two-2016", "three-2017", "bell-2008"].map(|key| {
        let notice = said.get(&ReferenceKey::parse(key).unwrap());
        notice.map(|notice| notice.kind.as_str())
    });
    assert_eq!(kinds, [Some("retracted"), Some("corrected"), None, None]);
}

#[actix_web::test]
async fn what_is_said_before_it_is_stored_is_said_after() {
    let folder = sourced();
    for number in 0..150 {
        let entry = format!("@book{{n-{number}, title = {{N}}, doi = {{10.5555/n-{number}}}}}\n");
        folder.write(&format!("references/n-{number}.bib"), &entry);
    }
    let rows: Vec<String> = (0..150)
        .step_by(2)
        .map(|number| {
            row(
                "7/15/2024",
                &format!("10.5555/n-{number}"),
                "0",
                "Retraction",
            )
        })
        .collect();
    let before = TestApp::with(&Folder::with_entries()).await;
    import(&before, &rows).await;
    let after = TestApp::with(&folder).await;
    import(&after, &rows).await;

    let references = references(&folder);
    let said = before.store.notices_of(&references).await.unwrap();

    assert_eq!(said.len(), 75);
    for reference in references {
        let shown = notice(&after, reference.key.as_str()).await;
        let said = said.get(&reference.key);
        assert_eq!(
            serde_json::to_value(said).unwrap(),
            shown,
            "{}",
            reference.key
        );
    }
}

#[actix_web::test]
async fn without_data_and_without_references_nothing_is_said() {
    let app = TestApp::with(&Folder::with_entries()).await;
    let references = references(&sourced());

    let unchecked = app.store.notices_of(&references).await.unwrap();
    import(&app, &[row("7/15/2024", "10.5555/one", "0", "Retraction")]).await;
    let of_none = app.store.notices_of(&[]).await.unwrap();

    assert!(unchecked.is_empty() && of_none.is_empty());
}
