//! The forms of seeded texts: the files in `tests/formats` are what is answered.

use std::fs;
use std::path::Path;

use super::{ARTICLES, BROWSER, CONDITION, THERAPY};
use crate::app::TestApp;

const FOLDER: &str = "tests/formats";

#[actix_web::test]
async fn seeded_texts_are_written_as_the_golden_files_say() {
    let app = TestApp::seeded().await;
    let mut differing = Vec::new();

    for (path, suffixes) in [
        (ARTICLES[0], &[".md", ".txt", ".html", ".jsonld", ""][..]),
        (THERAPY, &[".html", ".jsonld"]),
        (CONDITION, &[".html", ".jsonld"]),
    ] {
        for suffix in suffixes {
            let answer = app
                .get_with(&format!("{path}{suffix}"), &[("accept", BROWSER)])
                .await;
            assert_eq!(answer.status, 200, "{path}{suffix}");
            let (_, slug) = path.rsplit_once('/').unwrap();
            let ending = if suffix.is_empty() {
                ".page.html"
            } else {
                suffix
            };
            let file = Path::new(FOLDER).join(format!("{slug}{ending}"));
            if std::env::var_os("SINEW_REWRITE").is_some() {
                fs::write(&file, &answer.body).unwrap();
            }
            if fs::read(&file).unwrap_or_default() != answer.body {
                differing.push(file);
            }
        }
    }

    assert!(
        differing.is_empty(),
        "{differing:?} are not what is answered; to rewrite them: \
         SINEW_REWRITE=1 cargo test --test api -- formats::golden"
    );
}
