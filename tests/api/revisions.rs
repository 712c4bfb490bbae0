//! Revisions: listed, read and compared by editors.

use serde_json::{Value, json};
use sinew::content::Moment;

use crate::app::{Answer, TestApp, clock};
use crate::document;
use crate::folder::Folder;

/// Reads as an editor.
async fn read(app: &TestApp, path: &str) -> Answer {
    let authorization = format!("Bearer {}", app.key("preview").await);
    app.get_with(path, &[("authorization", &authorization)])
        .await
}

/// An article of three revisions, in a folder with one entry of each kind.
async fn revised() -> (TestApp, Folder) {
    let clock = clock();
    let folder = Folder::with_entries();
    folder.article("a", "Massage eased pain [@bell-2008].\n\nSecond.");
    let app = TestApp::at(clock.clone(), &folder).await;
    let later = [
        (
            "2026-11-23T12:00:00Z",
            "Massage eased some pain [@bell-2008].\n\nSecond.",
        ),
        (
            "2026-11-24T12:00:00Z",
            "Second.\n\nMassage eased some pain [@yeun-2017].\n\n## More\n\nThird.",
        ),
    ];
    for (moment, body) in later {
        clock.set(Moment::parse(moment).unwrap());
        folder.article("a", body);
        app.apply(&folder).await;
    }
    (app, folder)
}

#[actix_web::test]
async fn revisions_are_listed_from_the_newest_with_who_wrote_them_and_when() {
    let (app, folder) = revised().await;
    folder.article_with("a", "draft: true\n", "Fourth.");
    app.apply(&folder).await;

    let list = read(&app, "/v1/articles/a/revisions").await;

    assert_eq!(list.header("cache-control"), Some("private, no-store"));
    let list = list.json();
    assert_eq!(
        list["items"][1],
        json!({
            "number": 3,
            "created_at": "2026-11-24T12:00:00.000Z",
            "written_by": "command",
            "is_head": false,
            "is_published": true,
        })
    );
    let marks = |name: &str| -> Vec<bool> {
        let items = list["items"].as_array().unwrap().iter();
        items.map(|item| item[name].as_bool().unwrap()).collect()
    };
    assert_eq!(marks("is_head"), [true, false, false, false]);
    assert_eq!(marks("is_published"), [false, true, false, false]);
    assert_eq!(list.get("next_cursor"), None);
}

#[actix_web::test]
async fn a_list_of_revisions_is_walked_by_cursor() {
    let (app, _) = revised().await;
    let mut path = "/v1/articles/a/revisions?limit=1".to_owned();
    let mut numbers = Vec::new();

    loop {
        let answer = read(&app, &path).await;
        let page = answer.json();
        numbers.push(page["items"][0]["number"].as_i64().unwrap());
        let Some(cursor) = page["next_cursor"].as_str() else {
            break;
        };
        path = format!("/v1/articles/a/revisions?limit=1&cursor={cursor}");
        assert_eq!(
            answer.header("link"),
            Some(format!("<{path}>; rel=\"next\"").as_str())
        );
    }

    assert_eq!(numbers, [3, 2, 1]);
    let other = path.replace("/a/", "/b/");
    read(&app, &other).await.problem(400);
}

#[actix_web::test]
async fn a_revision_is_what_its_author_wrote() {
    let (app, _) = revised().await;

    let first = read(&app, "/v1/articles/a/revisions/1").await.json();

    assert_eq!(
        (&first["number"], &first["draft"]["slug"]),
        (&json!(1), &json!("a"))
    );
    assert_eq!(
        first["draft"]["introduction"][0]["content"][1],
        json!({"type": "citation", "references": ["bell-2008"]})
    );
    for wrong in [
        "0",
        "4",
        "-1",
        "01",
        "+1",
        "1.0",
        "x",
        "99999999999",
        "%31%20",
    ] {
        let path = format!("/v1/articles/a/revisions/{wrong}");
        read(&app, &path).await.problem(404);
        read(&app, &format!("{path}/diff")).await.problem(404);
    }
    for slug in ["b", "A", "a%2F"] {
        let path = format!("/v1/articles/{slug}/revisions");
        read(&app, &path).await.problem(404);
    }
}

#[actix_web::test]
async fn a_diff_names_words_and_moves_in_both_directions() {
    let (app, _) = revised().await;
    let diff = async |path: &str| {
        read(&app, &format!("/v1/articles/a/revisions/{path}"))
            .await
            .json()
    };

    let second = diff("2/diff").await;
    let back = diff("1/diff?from=2").await;
    let third = diff("3/diff?from=1").await;
    let same = diff("3/diff?from=3").await;

    let words = |diff: &Value| diff["differences"][0]["words"].clone();
    assert_eq!((&second["from"], &second["to"]), (&json!(1), &json!(2)));
    assert_eq!(
        words(&second),
        json!([
            {"type": "kept", "text": "Massage eased "},
            {"type": "added", "text": "some "},
            {"type": "kept", "text": "pain [@bell-2008]."},
        ])
    );
    assert_eq!((&back["from"], &back["to"]), (&json!(2), &json!(1)));
    assert_eq!(words(&back)[1], json!({"type": "removed", "text": "some "}));
    assert_eq!(
        told(&third),
        [
            "section added",
            "block moved introduction",
            "block changed introduction",
            "block added section",
        ]
    );
    assert_eq!(same["differences"], json!([]));
    for wrong in ["from=0", "from=x", "from=", "from=1&from=2", "to=1"] {
        let path = format!("/v1/articles/a/revisions/2/diff?{wrong}");
        read(&app, &path).await.problem(400);
    }
    read(&app, "/v1/articles/a/revisions/2/diff?from=9")
        .await
        .problem(404);
}

#[actix_web::test]
async fn the_first_revision_is_all_new() {
    let (app, _) = revised().await;

    let first = read(&app, "/v1/articles/a/revisions/1/diff").await.json();

    assert_eq!(first.get("from"), None);
    let told = told(&first);
    assert!(told.contains(&"field title".to_owned()), "{told:?}");
    assert!(
        told.iter()
            .all(|told| !told.contains("removed") && !told.contains("changed"))
    );
    assert_eq!(
        told.iter()
            .filter(|told| told.starts_with("block added"))
            .count(),
        2
    );
}

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
async fn revisions_follow_a_slug_that_changed_and_go_with_what_is_removed() {
    let (app, folder) = revised().await;
    folder.remove("articles/a.md");
    folder.article_with("b", "previous_slugs: [a]\n", "Fourth.");
    let library = crate::app::read(folder.path());
    let remove = sinew::store::Absent::Remove;
    app.store
        .apply(&library, remove, None, || ())
        .await
        .unwrap();
    let moved = read(&app, "/v1/articles/a/revisions/1/diff?from=1").await;
    let found = read(&app, "/v1/articles/b/revisions").await;
    folder.remove("articles/b.md");
    let library = crate::app::read(folder.path());
    app.store
        .apply(&library, remove, None, || ())
        .await
        .unwrap();

    let gone = read(&app, "/v1/articles/b/revisions").await;

    assert_eq!(moved.status, 308);
    assert_eq!(
        moved.header("location"),
        Some("/v1/articles/b/revisions/1/diff?from=1")
    );
    found.json();
    gone.problem(410);
}

#[actix_web::test]
async fn revisions_are_for_keys_that_may_preview() {
    let (app, _) = revised().await;
    let small = format!("Bearer {}", app.key("read").await);

    for path in ["", "/1", "/1/diff"] {
        for owner in [
            "articles/a",
            "therapies/swedish-massage",
            "references/bell-2008",
        ] {
            let path = format!("/v1/{owner}/revisions{path}");
            app.get(&path).await.problem(401);
            let answer = app.get_with(&path, &[("authorization", &small)]).await;
            answer.problem(403);
        }
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

/// The kind of each difference, what has happened, and where or to what.
fn told(diff: &Value) -> Vec<String> {
    let differences = diff["differences"].as_array().unwrap().iter();
    differences
        .map(|difference| {
            let words = ["type", "change", "part", "field"].iter();
            let words = words.filter_map(|name| difference[name].as_str());
            words.collect::<Vec<_>>().join(" ")
        })
        .collect()
}
