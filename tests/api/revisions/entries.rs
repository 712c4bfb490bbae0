//! Revisions of therapies, conditions, people and references; and that those of all kinds are what the document says.

use serde_json::json;

use super::{read, revised, told};
use crate::document;

#[actix_web::test]
async fn entries_have_revisions_too() {
    let (app, folder) = revised().await;
    folder.write(
        "therapies/swedish-massage.md",
        "---\nname: Swedish massage\nsummary: Very gentle.\n---\n\nLong strokes [@bell-2008].\n",
    );
    folder.write("people.yaml", "- slug: ada\n  name: Ada Lovelace\n");
    app.apply(&folder).await;

    let therapy = "/v1/therapies/swedish-massage/revisions";
    let list = read(&app, therapy).await.json();
    let diff = read(&app, &format!("{therapy}/2/diff")).await.json();
    let person = read(&app, "/v1/people/ada/revisions/2/diff").await.json();
    let reference = read(&app, "/v1/references/bell-2008/revisions/1")
        .await
        .json();
    let condition = read(&app, "/v1/conditions/sciatica/revisions/1")
        .await
        .json();

    assert_eq!(list["items"][0]["is_head"], true);
    assert_eq!(list["items"][1]["is_published"], false);
    assert_eq!(told(&diff), ["field summary", "block changed description"]);
    assert_eq!(person["differences"][0]["before"], "\"Ada Example\"");
    assert_eq!(
        person["differences"][0]["words"][1],
        json!({"type": "removed", "text": "Example"})
    );
    assert_eq!(reference["reference"]["key"], "bell-2008");
    assert_eq!(reference["reference"].get("citation"), None);
    assert_eq!(condition["condition"].get("references"), None);
    for path in [
        "therapies/no",
        "conditions/no",
        "people/no",
        "references/no",
    ] {
        read(&app, &format!("/v1/{path}/revisions"))
            .await
            .problem(404);
        read(&app, &format!("/v1/{path}/revisions/1"))
            .await
            .problem(404);
        read(&app, &format!("/v1/{path}/revisions/1/diff"))
            .await
            .problem(404);
    }
}

#[actix_web::test]
async fn every_revision_and_diff_is_what_the_document_says() {
    let (app, _) = revised().await;
    let document = document::document();

    for (path, name) in [
        ("articles/a/revisions", "RevisionPage"),
        ("articles/a/revisions/3", "ArticleRevision"),
        ("articles/a/revisions/3/diff", "RevisionDiff"),
        ("articles/a/revisions/1/diff", "RevisionDiff"),
        ("therapies/swedish-massage/revisions/1", "TherapyRevision"),
        ("conditions/sciatica/revisions/1", "ConditionRevision"),
        ("people/ada/revisions/1", "PersonRevision"),
        ("references/bell-2008/revisions/1", "ReferenceRevision"),
    ] {
        let answer = read(&app, &format!("/v1/{path}")).await.json();
        let schema = json!({"$ref": format!("#/components/schemas/{name}")});
        let faults: Vec<String> = document::validator(&document, &schema)
            .iter_errors(&answer)
            .map(|error| format!("{path}: {error} at {}", error.instance_path()))
            .collect();
        assert_eq!(faults, Vec::<String>::new());
    }
}
