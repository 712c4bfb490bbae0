//! An apply does what its plan foresees, whatever has changed, and is stopped by what stops the plan.

use sinew::content::Plan;
use sinew::store::{Absent, ApplyRequest};

use crate::app::{TestApp, read};
use crate::folder::Folder;

/// A change to a folder, with its name.
type Step = (&'static str, fn(&Folder));

/// Every change to a folder that a plan must foresee, each applied to the same database after the others.
const STEPS: [Step; 16] = [
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
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"50\"/>")
        };
        folder.write("media/nerve.svg", &svg(81));
        folder.write("media/other.svg", &svg(82));
    }),
    ("an article goes", |folder| folder.remove("articles/d.md")),
];

#[actix_web::test]
async fn an_apply_does_exactly_what_its_plan_says() {
    let folder = Folder::with_entries();
    let app = TestApp::empty().await;
    for (name, change) in STEPS {
        change(&folder);
        let library = read(folder.path());

        let plan = app
            .store
            .plan(
                &ApplyRequest::of(&library).with_absent(Absent::Remove),
                || (),
            )
            .await
            .unwrap();
        let applied = app
            .store
            .apply(
                &ApplyRequest::of(&library).with_absent(Absent::Remove),
                || (),
            )
            .await
            .unwrap();
        let after = app
            .store
            .plan(
                &ApplyRequest::of(&library).with_absent(Absent::Remove),
                || (),
            )
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

    let planned = app.store.plan(&ApplyRequest::of(&library), || ()).await;
    let applied = app.store.apply(&ApplyRequest::of(&library), || ()).await;

    let message = |outcome: sinew::error::Result<Plan>| outcome.unwrap_err().to_string();
    let (planned, applied) = (message(planned), message(applied));
    assert!(planned.contains("leads to the article `a`"), "{planned}");
    assert_eq!(planned, applied);
}
