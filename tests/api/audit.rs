//! The audit log: what it says, and who may read it.

mod attacks;
mod verification;

use serde_json::Value;
use sinew::content::KeyId;

use crate::app::{Answer, TestApp, texts};
use crate::folder::Folder;

/// Reads the log with an admin's key; making it is a row of the log.
async fn read(app: &TestApp, key: &str, query: &str) -> Answer {
    let authorization = format!("Bearer {key}");
    app.get_with(
        &format!("/v1/audit{query}"),
        &[("authorization", &authorization)],
    )
    .await
}

#[actix_web::test]
async fn the_log_tells_of_writes_and_keys_from_the_newest() {
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    let app = TestApp::with(&folder).await;
    let key = app.key("admin").await;
    let other = app.key("read").await;
    let id = KeyId::parse(&other["sinew_".len().."sinew_".len() + 8]).unwrap();
    app.store.revoke_key(&id).await.unwrap();

    let log = read(&app, &key, "").await;

    assert_eq!(log.header("cache-control"), Some("private, no-store"));
    let log = log.json();
    let rows = log["items"].as_array().unwrap();
    assert_eq!(
        texts(&log["items"], "/action")[..4],
        ["revoke_key", "create_key", "create_key", "publish"]
    );
    assert_eq!(
        (&rows[0]["kind"], &rows[0]["owner"]),
        (&"key".into(), &id.as_str().into())
    );
    assert_eq!(rows[3]["after_revision"], 1);
    assert_eq!(rows[3].get("before_revision"), None);
    assert_eq!(texts(&log["items"], "/actor")[3], "command");
    assert!(
        rows.windows(2)
            .all(|pair| pair[0]["previous_hash"] == pair[1]["hash"])
    );
    assert_eq!(rows.last().unwrap()["position"], 1);
    assert_eq!(rows.last().unwrap()["previous_hash"], "0".repeat(64));
    assert!(!log.to_string().contains(&other));
}

#[actix_web::test]
async fn the_log_is_filtered_and_walked() {
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    let app = TestApp::with(&folder).await;
    let key = app.key("admin").await;
    let all = read(&app, &key, "?limit=100").await.json();
    let positions = |page: &Value| -> Vec<i64> {
        let items = page["items"].as_array().unwrap().iter();
        items
            .map(|item| item["position"].as_i64().unwrap())
            .collect()
    };
    let article = all["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["kind"] == "article");
    let owner = article.unwrap()["owner"].as_str().unwrap();

    let mut walked = Vec::new();
    let mut query = "?limit=2&actor=command".to_owned();
    loop {
        let page = read(&app, &key, &query).await.json();
        walked.extend(positions(&page));
        let Some(cursor) = page["next_cursor"].as_str() else {
            break;
        };
        query = format!("?limit=2&actor=command&cursor={cursor}");
    }

    assert_eq!(walked, positions(&all));
    for (query, count) in [
        ("?kind=reference".to_owned(), 2),
        ("?kind=reference&owner=bell-2008".to_owned(), 1),
        ("?owner=bell-2008".to_owned(), 1),
        (format!("?owner={owner}&action=publish"), 1),
        (format!("?kind=article&owner={owner}&action=create"), 0),
        ("?action=create_key&kind=key".to_owned(), 1),
        ("?actor=schedule".to_owned(), 0),
        (
            "?since=2026-11-22T12:00:00Z".to_owned(),
            positions(&all).len(),
        ),
        ("?since=2026-11-22T12:00:00.001Z".to_owned(), 0),
    ] {
        let page = read(&app, &key, &query).await.json();
        assert_eq!(positions(&page).len(), count, "{query}");
    }
    for wrong in [
        "kind=image",
        "action=x",
        "actor=a%27--",
        "since=now",
        "owner=",
        "limit=0",
    ] {
        read(&app, &key, &format!("?{wrong}")).await.problem(400);
    }
    let cursor = query.rsplit('=').next().unwrap();
    read(&app, &key, &format!("?cursor={cursor}"))
        .await
        .problem(400);
}

#[actix_web::test]
async fn the_log_is_for_admins() {
    let app = TestApp::seeded().await;
    let small = app.key("publish").await;

    app.get("/v1/audit").await.problem(401);
    let forbidden = read(&app, &small, "").await.problem(403);

    assert_eq!(forbidden["detail"], "this needs a key with scope `admin`");
}
