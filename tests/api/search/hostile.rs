//! Queries of any bytes: an answer or a refusal, and never markup.

use proptest::prelude::Strategy;
use proptest::prelude::prop;
use proptest::test_runner::{Config, TestRunner};

use crate::app::TestApp;
use crate::folder::Folder;

use super::search;

const HOSTILE: [&str; 26] = [
    "\"",
    "\"\"\"",
    "massage\"",
    "massage AND",
    "NOT massage",
    "NEAR(massage sciatica, 2)",
    "title:massage",
    "{title} : massage",
    "massage*",
    "*",
    "^massage",
    "massage + sciatica",
    "(massage",
    "massage)",
    "' OR 1=1 --",
    "'; DROP TABLE search_page; --",
    "-",
    "--massage",
    "massage -",
    "- massage",
    "\u{200b}massage\u{feff}",
    "𝓶𝓪𝓼𝓼𝓪𝓰𝓮 ٣٤ 漢字 ﷽",
    "a\u{301}\u{301}\u{301}\u{301}",
    "\u{10ffff}\u{e000}",
    "<script>alert(1)</script>",
    "massage/**/sciatica",
];

#[actix_web::test]
async fn no_query_is_more_than_its_words() {
    let app = TestApp::seeded().await;

    for query in HOSTILE {
        asked(&app, query).await;
    }
    let near = search(&app, "NEAR(massage sciatica, 2)").await;
    assert_eq!(near["is_partial"], true, "it is a phrase and two words");
    let column = search(&app, "title:massage").await;
    assert_eq!(column["total"], 0, "it is a phrase");
}

#[test]
fn a_query_of_any_characters_is_answered_or_refused() {
    let signs = prop::collection::vec(
        proptest::prop_oneof![
            prop::sample::select(vec![
                "\"", "-", "*", "(", ")", ":", "^", "{", "}", "+", "NEAR", " AND ", " OR ",
                " NOT ", "massage", " ", "'", "é", "\u{301}", "sciatca",
            ])
            .prop_map(str::to_owned),
            "\\PC{0,6}",
        ],
        0..14,
    );
    let mut runner = TestRunner::new(Config {
        cases: std::env::var("PROPTEST_CASES").map_or(60, |cases| cases.parse().unwrap()),
        failure_persistence: None,
        ..Config::default()
    });
    let system = actix_web::rt::System::new();
    let app = system.block_on(TestApp::seeded());

    let outcome = runner.run(&signs.prop_map(|signs| signs.concat()), |query| {
        system.block_on(asked(&app, &query));
        Ok(())
    });

    outcome.unwrap();
    system.block_on(async { drop(app) });
}

/// Asks both for a query, and looks at how that ends.
async fn asked(app: &TestApp, query: &str) {
    let query: String = url::form_urlencoded::byte_serialize(query.as_bytes()).collect();
    for path in ["/v1/search", "/v1/search/suggestions"] {
        let answer = app.get(&format!("{path}?q={query}")).await;

        match answer.status.as_u16() {
            200 => drop(answer.json()),
            _ => assert_eq!(answer.problem(400)["violations"][0]["parameter"], "q"),
        }
    }
}

#[actix_web::test]
async fn a_query_that_is_missing_too_long_or_without_a_word_is_refused_with_a_reason() {
    let app = TestApp::seeded().await;
    let long = format!("/v1/search?q={}", "a".repeat(201));
    let many = format!("/v1/search?q={}", "a+".repeat(33));
    let cases = [
        ("/v1/search", "q must be given"),
        ("/v1/search?q=", "a text with a word to look for"),
        ("/v1/search?q=-massage", "besides those to leave out"),
        (long.as_str(), "at most 200 characters"),
        (many.as_str(), "at most 32 words"),
        ("/v1/search?q=%FF", "must be UTF-8"),
        ("/v1/search?q=a%00b", "control characters"),
        ("/v1/search?q=a&q=b", "may be given once"),
        ("/v1/search?query=a", "not a parameter here"),
    ];

    for (path, reason) in cases {
        let problem = app.get(path).await.problem(400);

        let detail = problem["detail"].as_str().unwrap();
        assert!(detail.contains(reason), "{path}: {detail}");
    }
}

#[actix_web::test]
async fn markup_in_a_text_stays_text_and_excerpts_are_cut_from_it() {
    let folder = Folder::with_entries();
    let text = "Some \\<b>zither\\</b> & \"zither\" words.";
    folder.article("markup", text);
    let app = TestApp::with(&folder).await;

    let answer = search(&app, "zither").await;

    let segments = answer["items"][0]["excerpts"][0]["segments"].clone();
    let texts = crate::app::texts(&segments, "/text");
    assert!(
        texts
            .concat()
            .contains("Some <b>zither</b> & \"zither\" words."),
        "{texts:?}"
    );
    let matching = segments.as_array().unwrap().iter();
    let matching = matching.filter(|segment| segment["is_match"] == true);
    assert!(
        matching.clone().count() == 2
            && matching.clone().all(|segment| segment["text"] == "zither")
    );
}
