//! What the report and the gate say of a text that has changed since its review.

use serde_json::Value;
use sinew::content::{Code, Rules, Signature, Slug};
use sinew::desk::publishing::{Publishing, publish};
use sinew::error::Error;
use sinew::store::Target;

use super::report_for_editors;
use crate::app::{TestApp, texts};
use crate::folder::Folder;

#[actix_web::test]
async fn a_text_that_has_changed_since_its_review_is_found_and_stops_where_a_setting_says_so() {
    let review =
        "review: {by: [ada], on: 2026-11-01, next: 2027-11-01, kind: clinical}\nauthors: [ada]\n";
    let folder = Folder::with_entries();
    folder.article_with("a", review, "Words.");
    let app = TestApp::with(&folder).await;
    let codes = |report: &Value| texts(&report["checks"]["findings"], "/code");
    let rev003 = "REV003".to_owned();
    assert!(!codes(&report_for_editors(&app, "a").await).contains(&rev003));

    folder.article_with("a", review, "Other words.");
    app.apply(&folder).await;

    let report = report_for_editors(&app, "a").await;
    assert!(codes(&report).contains(&rev003), "{report:#}");
    let mut rules = Rules::default();
    rules.raised.insert(Code::ChangedSinceReview);
    let strict = app.store.clone().with_rules(rules);
    let target = Target {
        slug: Slug::parse("a").unwrap(),
        locale: None,
        expected: sinew::content::Expected::Anything,
    };
    let signature = Signature::COMMAND;
    let now = Publishing::default();
    let refused = publish(&strict, &signature, &target, &now).await;
    let Err(Error::Unpublishable(violations)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(violations[0].code, "REV003");
    publish(&app.store, &signature, &target, &now)
        .await
        .unwrap();
}
