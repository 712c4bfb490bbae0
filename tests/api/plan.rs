//! What a plan shows, and that an apply does exactly that.

use serde_json::Value;
use sqlx::{Connection, SqliteConnection};

use crate::app::{TestApp, read};
use crate::desk::Desk;
use crate::folder::Folder;
use sinew::content::Plan;
use sinew::store::Absent;

#[test]
fn a_plan_for_a_new_database_creates_everything_but_the_database() {
    let desk = Desk::new();

    let said = desk.run("plan", &[]);

    assert_eq!(said.status, 3, "{}", said.err);
    assert!(
        said.out
            .contains("+ article a (en, published)  articles/a.md\n"),
        "{}",
        said.out
    );
    assert!(
        said.out.ends_with("\n7 to create; 0 unchanged\n"),
        "{}",
        said.out
    );
    assert!(!desk.path("sinew.db").exists());
}

#[test]
fn a_plan_of_what_is_stored_is_empty() {
    let desk = Desk::new();
    desk.apply();

    let said = desk.run("plan", &[]);

    assert_eq!(
        (said.status, said.out.as_str()),
        (0, "nothing to change; 7 unchanged\n")
    );
}

#[test]
fn a_plan_of_a_broken_folder_is_an_error_with_its_place() {
    let desk = Desk::new();
    desk.folder.article("b", "Words [@unknown].");

    let said = desk.run("plan", &[]);

    assert_eq!(said.status, 1);
    assert!(said.err.contains("error[CIT001]"), "{}", said.err);
    assert!(said.err.contains("articles/b.md:6:8"), "{}", said.err);
    assert_eq!(said.out, "");
}

#[test]
fn a_changed_word_is_shown_in_its_block() {
    let desk = Desk::new();
    desk.apply();
    desk.folder.article(
        "a",
        "## Benefits {#benefits}\n\nMassage eased some pain [@bell-2008].\n\nMore words.",
    );

    let said = desk.run("plan", &[]);

    assert_eq!(said.status, 3);
    let lines: Vec<&str> = said.out.lines().collect();
    assert_eq!(
        lines[..2],
        [
            "~ article a (en, published)  articles/a.md",
            "    in section benefits"
        ]
    );
    assert!(
        lines[2].ends_with(": Massage eased {+some+} pain [@bell-2008]."),
        "{}",
        lines[2]
    );
    assert_eq!(lines[4], "1 to change; 6 unchanged");
}

#[actix_web::test]
async fn one_word_in_one_of_a_thousand_articles_is_one_block_of_one_article_and_one_revision() {
    let folder = Folder::with_entries();
    for number in 0..1000 {
        let body = format!("First {number}.\n\n## Part\n\nSecond [@bell-2008].\n\n- One\n- Two");
        folder.article(&format!("a-{number}"), &body);
    }
    let app = TestApp::with(&folder).await;
    folder.article(
        "a-500",
        "First 500.\n\n## Part\n\nSecond word [@bell-2008].\n\n- One\n- Two",
    );
    let library = read(folder.path());

    let plan = app.store.plan(&library, Absent::Keep, || ()).await.unwrap();
    let applied = app.apply(&folder).await;
    let after = app.store.plan(&library, Absent::Keep, || ()).await.unwrap();

    let plan = serde_json::to_value(&plan).unwrap();
    assert_eq!(plan["changes"].as_array().unwrap().len(), 1);
    let change = &plan["changes"][0];
    assert_eq!(
        (&change["name"], &change["action"]),
        (&"a-500".into(), &"update".into())
    );
    let differences = change["differences"].as_array().unwrap();
    assert_eq!(differences.len(), 1, "{differences:?}");
    assert_eq!(differences[0]["type"], "block");
    assert_eq!(differences[0]["change"], "changed");
    assert_eq!(applied.revisions(), 1);
    assert_eq!((after.changes.len(), after.unchanged), (0, 1006));
}

#[actix_web::test]
async fn a_plan_as_json_names_each_difference() {
    let desk = Desk::new();
    desk.apply();
    desk.folder.article_with(
        "a",
        "keywords: [leg]\n",
        "## Gains {#benefits}\n\nMore words.\n\nMassage eased pain [@bell-2008].",
    );
    desk.folder.remove("media/nerve.svg");

    let said = desk.run("plan", &["--format", "json", "--prune"]);

    let plan: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(said.status, 3);
    assert_eq!(plan["version"], 1);
    assert_eq!((&plan["unchanged"], &plan["kept"]), (&5.into(), &0.into()));
    let article = &plan["changes"][0];
    assert_eq!(
        (&article["kind"], &article["revision"]),
        (&"article".into(), &2.into())
    );
    let told: Vec<String> = article["differences"]
        .as_array()
        .unwrap()
        .iter()
        .map(|difference| {
            let change = difference["change"].as_str().unwrap_or_default();
            let name = difference["field"].as_str().or(difference["id"].as_str());
            let name = name.unwrap().split('-').next().unwrap();
            format!("{} {name} {change}", difference["type"].as_str().unwrap())
        })
        .collect();
    assert_eq!(
        told,
        [
            "field keywords ",
            "section benefits changed",
            "block paragraph moved"
        ]
    );
    let image = &plan["changes"][1];
    assert_eq!(
        (&image["action"], &image["kind"], &image["name"]),
        (&"remove".into(), &"image".into(), &"media/nerve.svg".into())
    );
}

/// A change to a folder, with its name.
type Step = (&'static str, fn(&Folder));

/// Every change to a folder that a plan must foresee, each applied to the same database after the others.
#[actix_web::test]
async fn an_apply_does_exactly_what_its_plan_says() {
    let steps: [Step; 16] = [
        ("a first article", |folder| folder.article("a", "Words.")),
        ("a new article with its draft beside it", |folder| {
            folder.article("b", "Public.");
            folder.write(
                "articles/b.draft.md",
                "---\ntitle: About b\nsummary: What b is.\n---\n\nNewer.\n",
            );
        }),
        ("only the draft changes", |folder| {
            folder.write(
                "articles/b.draft.md",
                "---\ntitle: About b\nsummary: What b is.\n---\n\nNewest.\n",
            );
        }),
        (
            "what is public changes beside a draft that does not",
            |folder| {
                folder.article("b", "Public, corrected.");
            },
        ),
        ("a draft of the text that is public", |folder| {
            folder.article_with("a2", "draft: true\n", "Kept back.");
        }),
        ("what was kept back waits for its moment", |folder| {
            let front = "publish_at: 2999-01-01T00:00:00Z\n";
            folder.article_with("a2", front, "Kept back.");
        }),
        ("it is kept back after all", |folder| {
            let front = "publish_at: 2999-01-01T00:00:00Z\ndraft: true\n";
            folder.article_with("a2", front, "Kept back.");
        }),
        ("the draft becomes public", |folder| {
            folder.remove("articles/b.draft.md");
            folder.article("b", "Newest.");
        }),
        ("a new slug", |folder| {
            folder.remove("articles/a.md");
            folder.article_with("c", "previous_slugs: [a]\n", "Words.");
        }),
        ("a translation", |folder| {
            folder.article_with("d", "locale: de\ntranslation_of: c\n", "Worte.");
        }),
        ("an article that waits", |folder| {
            folder.article_with("e", "publish_at: 2999-01-01T00:00:00Z\n", "Later.");
        }),
        ("a public article becomes a draft", |folder| {
            folder.article_with("b", "draft: true\n", "Not yet.");
        }),
        ("entries change", |folder| {
            folder.write(
                "people.yaml",
                "- slug: ada\n  name: Ada E.\n- slug: bo\n  name: Bo\n",
            );
            folder.write(
                "therapies/swedish-massage.md",
                "---\nname: Swedish\nsummary: Gentle.\n---\n\nNew.\n\nStrokes [@bell-2008].\n",
            );
        }),
        ("two images with the same bytes", |folder| {
            let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";
            folder.write("media/one.svg", svg);
            folder.write("media/two.svg", svg);
        }),
        ("an image changes and another comes", |folder| {
            let svg = |width: u32| {
                format!(
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"50\"/>"
                )
            };
            folder.write("media/nerve.svg", &svg(81));
            folder.write("media/other.svg", &svg(82));
        }),
        ("an article goes", |folder| folder.remove("articles/d.md")),
    ];
    let folder = Folder::with_entries();
    let app = TestApp::empty().await;
    for (name, change) in steps {
        change(&folder);
        let library = read(folder.path());

        let plan = app
            .store
            .plan(&library, Absent::Remove, || ())
            .await
            .unwrap();
        let applied = app
            .store
            .apply(&library, Absent::Remove, None, || ())
            .await
            .unwrap();
        let after = app
            .store
            .plan(&library, Absent::Remove, || ())
            .await
            .unwrap();

        assert!(!plan.is_empty(), "{name}");
        assert_eq!(plan, applied, "{name}");
        assert_eq!(after.changes, [], "{name}");
    }
}

#[actix_web::test]
async fn a_slug_that_two_articles_want_stops_the_plan_as_it_stops_the_apply() {
    let app = TestApp::empty().await;
    let folder = Folder::with_entries();
    folder.article_with("a", "previous_slugs: [z]\n", "Words.");
    folder.article("b", "Words.");
    let mut library = read(folder.path());
    library.articles[1].draft.slug = library.articles[0].draft.previous_slugs[0].clone();

    let planned = app.store.plan(&library, Absent::Keep, || ()).await;
    let applied = app.store.apply(&library, Absent::Keep, None, || ()).await;

    let message = |outcome: sinew::error::Result<Plan>| outcome.unwrap_err().to_string();
    let (planned, applied) = (message(planned), message(applied));
    assert!(planned.contains("leads to the article `a`"), "{planned}");
    assert_eq!(planned, applied);
}

#[actix_web::test]
async fn a_plan_changes_nothing_of_an_older_database_and_waits_for_no_writer() {
    let desk = Desk::new();
    desk.apply();
    let mut writer = SqliteConnection::connect(&desk.database_url())
        .await
        .unwrap();
    sqlx::query("BEGIN IMMEDIATE")
        .execute(&mut writer)
        .await
        .unwrap();

    let beside_a_writer = desk.run("plan", &[]);
    sqlx::query("DELETE FROM _sqlx_migrations WHERE version > 1")
        .execute(&mut writer)
        .await
        .unwrap();
    sqlx::query("COMMIT").execute(&mut writer).await.unwrap();
    let of_older_tables = desk.run("plan", &[]);

    assert_eq!(beside_a_writer.status, 0, "{}", beside_a_writer.err);
    assert_eq!(of_older_tables.status, 1);
    assert!(
        of_older_tables
            .err
            .contains("has the tables of an earlier version of this program"),
        "{}",
        of_older_tables.err
    );
    assert_eq!(desk.count("SELECT count(*) FROM _sqlx_migrations").await, 1);
}

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
