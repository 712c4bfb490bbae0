//! Images that are uploaded under the hash of their bytes.

use actix_web::http::Method;
use sinew::config::HttpSettings;
use sinew::content::sha256_of;

use crate::app::{Answer, TestApp, read, settings};
use crate::folder::Folder;

const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"5\"/>";
const GIF: &str = "GIF89a\u{3}\0\u{2}\0\0\0\0;";

/// Sends an image with the key of a scope.
async fn put(app: &TestApp, scope: &str, sha256: &str, media_type: &str, body: &str) -> Answer {
    let authorization = format!("Bearer {}", app.key(scope).await);
    let headers = [
        ("authorization", authorization.as_str()),
        ("content-type", media_type),
    ];
    let path = format!("/v1/media/{sha256}");
    app.send_with(Method::PUT, &path, &headers, body).await
}

async fn described(app: &TestApp, scope: &str, sha256: &str) -> Answer {
    let authorization = format!("Bearer {}", app.key(scope).await);
    let headers = [("authorization", authorization.as_str())];
    app.get_with(&format!("/v1/media/{sha256}"), &headers).await
}

#[actix_web::test]
async fn an_image_is_stored_once_and_is_not_public_until_something_shows_it() {
    let app = TestApp::empty().await;
    let sha256 = sha256_of(DRAWING.as_bytes());

    let first = put(&app, "write", &sha256, "image/svg+xml", DRAWING).await;
    let again = put(&app, "write", &sha256, "Image/SVG+XML", DRAWING).await;
    let hidden = app.get(&format!("/media/{sha256}.svg")).await;

    assert_eq!((first.status.as_u16(), again.status.as_u16()), (201, 200));
    assert_eq!(
        first.header("location"),
        Some(format!("/v1/media/{sha256}").as_str())
    );
    let image = again.json();
    assert_eq!(image, described(&app, "write", &sha256).await.json());
    assert_eq!(
        image,
        serde_json::json!({
            "sha256": sha256, "format": "svg", "width": 8, "height": 5, "size_bytes": DRAWING.len(),
            "src": format!("/media/{sha256}.svg"), "is_public": false,
        })
    );
    hidden.problem(404);
    assert_eq!(app.store.version(), 0, "no answer has changed");
}

#[actix_web::test]
async fn what_a_published_article_shows_is_public() {
    let app = TestApp::empty().await;
    let folder = Folder::with_entries();
    folder.article("a", "![Nerve](media/nerve.svg)");
    let sha256 = read(folder.path()).media[0].sha256.clone();

    app.apply(&folder).await;

    let image = described(&app, "write", &sha256).await.json();
    assert_eq!(image["is_public"], true);
    let bytes = app.get(image["src"].as_str().unwrap()).await;
    assert_eq!(bytes.status, 200);
}

#[actix_web::test]
async fn an_image_that_is_not_what_is_said_of_it_is_refused() {
    let app = TestApp::empty().await;
    let sha256 = sha256_of(DRAWING.as_bytes());
    let script =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"5\">\n<script/></svg>";
    let cut = &GIF[..7];
    let huge = "GIF89a\u{7f}\u{7f}\u{2}\0\0\0\0;";

    for (sha256, media_type, body, code) in [
        (sha256.clone(), "image/svg+xml", GIF, "hash"),
        (sha256.to_uppercase(), "image/svg+xml", DRAWING, "hash"),
        ("0".repeat(64), "image/svg+xml", DRAWING, "hash"),
        ("..".to_owned() + &sha256, "image/svg+xml", DRAWING, "hash"),
        (sha256.clone(), "image/png", DRAWING, "format"),
        (sha256_of(b"words"), "image/png", "words", "format"),
        (
            sha256_of(script.as_bytes()),
            "image/svg+xml",
            script,
            "IMG001",
        ),
        (sha256_of(cut.as_bytes()), "image/gif", cut, "format"),
        (sha256_of(huge.as_bytes()), "image/gif", huge, "IMG001"),
    ] {
        let problem = put(&app, "write", &sha256, media_type, body)
            .await
            .problem(422);
        assert_eq!(problem["violations"][0]["code"], code, "{problem:#}");
    }
    let drawing = put(
        &app,
        "write",
        &sha256_of(script.as_bytes()),
        "image/svg+xml",
        script,
    )
    .await;
    let violation = &drawing.problem(422)["violations"][0];
    assert_eq!(
        (&violation["line"], violation.get("file")),
        (&2.into(), None)
    );
    assert_eq!(app.store.version(), 0);
}

#[actix_web::test]
async fn an_image_is_a_matter_of_those_who_write() {
    let app = TestApp::seeded().await;
    let sha256 = sha256_of(DRAWING.as_bytes());

    put(&app, "preview", &sha256, "image/svg+xml", DRAWING)
        .await
        .problem(403);
    described(&app, "preview", &sha256).await.problem(403);
    described(&app, "write", &sha256).await.problem(404);
    described(&app, "write", "nothing").await.problem(404);
    app.get(&format!("/v1/media/{sha256}")).await.problem(401);
    put(&app, "write", &sha256, "image/tiff", DRAWING)
        .await
        .problem(415);
    put(&app, "write", &sha256, "text/html", DRAWING)
        .await
        .problem(415);
}

#[actix_web::test]
async fn an_image_has_a_limit_of_its_own() {
    let app = TestApp::seeded_with(HttpSettings {
        max_body_bytes: 10,
        max_media_bytes: DRAWING.len(),
        ..settings()
    })
    .await;
    let larger = format!("{DRAWING} ");

    let fits = put(
        &app,
        "write",
        &sha256_of(DRAWING.as_bytes()),
        "image/svg+xml",
        DRAWING,
    )
    .await;
    let is_too_large = put(
        &app,
        "write",
        &sha256_of(larger.as_bytes()),
        "image/svg+xml",
        &larger,
    )
    .await;

    assert_eq!(fits.status, 201);
    is_too_large.problem(413);
}

#[actix_web::test]
async fn two_uploads_of_one_image_store_it_once() {
    let app = TestApp::empty().await;
    let sha256 = sha256_of(DRAWING.as_bytes());
    let upload = || put(&app, "write", &sha256, "image/svg+xml", DRAWING);

    let (one, two, three) = tokio::join!(upload(), upload(), upload());

    let statuses = [one, two, three].map(|answer| answer.status.as_u16());
    assert_eq!(statuses.iter().sum::<u16>(), 201 + 200 + 200);
    assert_eq!(app.store.version(), 0, "no answer has changed");
}
