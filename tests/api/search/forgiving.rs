//! What is forgiven: typing errors, diacritics, plurals, other names. Nothing is corrected in silence.

use serde_json::json;

use crate::app::TestApp;
use crate::folder::Folder;

use super::{hits, search};

#[actix_web::test]
async fn a_word_that_nothing_has_is_corrected_and_the_answer_says_so() {
    let app = TestApp::seeded().await;

    let cases = [
        ("sciatca", "sciatica"),
        ("sciaitca", "sciatica"),
        ("masage", "massage"),
        ("pirifromis", "piriformis"),
        ("qiriformis", "piriformis"),
    ];

    for (typed, meant) in cases {
        let answer = search(&app, typed).await;
        let right = search(&app, &format!("{meant} ")).await;
        assert_eq!(answer["query"], typed);
        assert_eq!(answer["corrected"], json!([{"from": typed, "to": meant}]));
        assert_eq!(hits(&answer), hits(&right), "{typed}");
        assert_eq!(right["corrected"], json!([]));
    }
}

#[actix_web::test]
async fn a_short_word_or_a_number_or_a_phrase_is_not_corrected() {
    let app = TestApp::seeded().await;

    for query in ["xqz", "20199", "\"sciatca nerve\""] {
        let answer = search(&app, query).await;

        assert_eq!(answer["corrected"], json!([]), "{query}");
        assert_eq!(answer["total"], 0, "{query}");
    }
}

#[actix_web::test]
async fn where_nothing_has_all_words_some_are_enough_and_the_answer_says_so() {
    let app = TestApp::seeded().await;

    let answer = search(&app, "piriformis wxyzwxyz").await;

    assert_eq!(answer["is_partial"], true);
    assert!(hits(&answer).contains(&"article/piriformis-syndrome".to_owned()));
    assert_eq!(search(&app, "piriformis").await["is_partial"], false);
}

#[actix_web::test]
async fn a_word_that_nothing_has_does_not_keep_the_others_from_standing_together() {
    let folder = Folder::with_entries();
    folder.article("both", "Heat helps.\n\n## Later\n\nCold helps.");
    folder.article("heat", "Heat helps.");
    let app = TestApp::with(&folder).await;

    let rest = search(&app, "heat wxyzwxyz cold ").await;
    let apart = search(&app, "heat \"swedish cold\" ").await;

    assert_eq!(rest["is_partial"], true);
    assert_eq!(hits(&rest), ["article/both"]);
    assert_eq!(apart["is_partial"], true);
    assert_eq!(hits(&apart).len(), 2);
}

#[actix_web::test]
async fn upper_case_diacritics_and_plurals_do_not_matter() {
    let folder = Folder::with_entries();
    folder.article("meniere", "The disease of Ménière makes dizzy spells.");
    let app = TestApp::with(&folder).await;

    for query in ["meniere", "MÉNIÈRE", "diseases", "spell", "Me\u{301}niere"] {
        let answer = search(&app, query).await;

        assert_eq!(hits(&answer), ["article/meniere"], "{query}");
        assert_eq!(answer["corrected"], json!([]), "{query}");
    }
}

#[actix_web::test]
async fn an_article_is_found_by_the_other_names_of_what_it_is_about() {
    let folder = Folder::with_entries();
    let condition = |names: &str| {
        format!(
            "---\nname: Disc herniation\nalso_known_as: [{names}]\nsummary: A disc.\n---\n\nText.\n"
        )
    };
    folder.write("conditions/disc-herniation.md", &condition("slipped disc"));
    folder.article_with(
        "backs",
        "conditions: [disc-herniation]\n",
        "Words about backs.",
    );
    folder.article("others", "Words about legs.");
    let app = TestApp::with(&folder).await;

    let before = search(&app, "slipped disc").await;
    folder.write("conditions/disc-herniation.md", &condition("prolapse"));
    app.apply(&folder).await;
    let after = search(&app, "prolapse").await;
    let gone = search(&app, "slipped").await;

    let both = ["condition/disc-herniation", "article/backs"];
    assert_eq!(hits(&before), both);
    assert_eq!(hits(&after), both);
    assert_eq!(gone["total"], 0);
}
