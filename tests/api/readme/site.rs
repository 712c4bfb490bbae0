//! The static site of the README: its script is run as it stands, and what it makes is compared with what is served.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use scraper::Html;
use serde_json::Value;
use tempfile::TempDir;
use walkdir::WalkDir;

use super::{between, readme};
use crate::app::TestApp;
use crate::editor::Editor;
use crate::folder::Folder;
use crate::formats::ARTICLES;
use crate::formats::reading::{bare, selected, sound};
use crate::frontend::CONSTRUCTS;

/// A folder in which the script of the README is run.
struct Builder(TempDir);

impl Builder {
    fn new() -> Self {
        let builder = Self(TempDir::new().unwrap());
        let readme = readme();
        let (_, section) = readme.split_once("### A static site\n").unwrap();
        let script = between(section, "```js\n", "```");
        assert!(script.lines().count() <= 50);
        std::fs::write(builder.0.path().join("site.mjs"), script).unwrap();
        builder
    }

    /// Builds the site, or builds it again, and gives its files.
    async fn build(&self, app: &TestApp) -> BTreeMap<PathBuf, String> {
        let mut command = Command::new("node");
        command
            .args(["site.mjs", &app.address, "site"])
            .current_dir(self.0.path());
        // The server runs on this thread, so the script must wait on another.
        let output = actix_web::web::block(move || command.output())
            .await
            .unwrap()
            .unwrap();
        let complaints = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{complaints}");
        files(&self.0.path().join("site"))
    }

    /// The token that the script has kept.
    fn token(&self) -> String {
        let kept = std::fs::read(self.0.path().join("site.json")).unwrap();
        let kept: Value = serde_json::from_slice(&kept).unwrap();
        kept["token"].as_str().unwrap().to_owned()
    }
}

fn files(folder: &Path) -> BTreeMap<PathBuf, String> {
    let entries = WalkDir::new(folder).into_iter().map(Result::unwrap);
    entries
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).unwrap().to_owned();
            (name, std::fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

#[track_caller]
fn page(site: &BTreeMap<PathBuf, String>, file: &str) -> Html {
    sound(&site[Path::new(file)])
}

/// Asserts that each link between pages and inside a page leads to a place that there is.
#[track_caller]
fn check_links(site: &BTreeMap<PathBuf, String>) {
    for (file, text) in site {
        let page = sound(text);
        for link in selected(&page, "a[href]") {
            let target = link.attr("href").unwrap();
            if let Some(id) = target.strip_prefix('#') {
                let found = selected(&page, &format!("[id='{id}']"));
                assert_eq!(found.len(), 1, "{file:?}: {target}");
            } else if target.ends_with(".html") && !target.contains("://") {
                let beside = file.parent().unwrap().join(target);
                let name: PathBuf = match beside.to_str().unwrap().split_once("/../") {
                    Some((_, name)) => name.into(),
                    None => beside,
                };
                assert!(site.contains_key(&name), "{file:?}: {target}");
            }
        }
    }
}

#[actix_web::test]
#[ignore = "needs Node"]
async fn the_site_of_the_readme_has_every_article_with_its_blocks_and_sources() {
    let app = TestApp::seeded().await;

    let site = Builder::new().build(&app).await;

    assert_eq!(site.len(), 4);
    check_links(&site);
    assert_eq!(selected(&page(&site, "index.html"), "li > a").len(), 3);
    for path in ARTICLES {
        let article = app.get(path).await.json();
        let slug = article["slug"].as_str().unwrap();
        let page = page(&site, &format!("en/{slug}.html"));
        let words: String = page.root_element().text().collect();
        for entry in article["references"].as_array().unwrap() {
            let key = entry["reference"]["key"].as_str().unwrap();
            let citation = entry["reference"]["citation"].as_str().unwrap();
            let listed = &selected(&page, &format!("li[id='ref-{key}']"))[0];
            assert_eq!(listed.text().collect::<String>(), citation);
            let cited = selected(&page, &format!("a[href='#ref-{key}']"));
            assert_eq!(!cited.is_empty(), entry["number"].is_u64(), "{slug} {key}");
        }
        for section in article["sections"].as_array().unwrap() {
            assert!(bare(&words).contains(&bare(section["heading"].as_str().unwrap())));
            for block in section["blocks"].as_array().unwrap() {
                let id = block["id"].as_str().unwrap();
                let found = selected(&page, &format!("[id='{id}']"));
                assert_eq!(found.len(), 1, "{slug} {id}");
            }
        }
    }
}

#[actix_web::test]
#[ignore = "needs Node"]
async fn the_site_shows_every_construct_and_what_an_author_writes_is_text() {
    let folder = Folder::with_entries();
    folder.write(
        "articles/a.md",
        &format!("---\ntitle: '<script>alert(1)</script> & \"more\"'\nsummary: </title>\n---\n\n{CONSTRUCTS}"),
    );
    let app = TestApp::with(&folder).await;

    let site = Builder::new().build(&app).await;

    check_links(&site);
    let page = page(&site, "en/a.html");
    assert!(selected(&page, "script").is_empty());
    for (selector, text) in [
        ("title", "<script>alert(1)</script> & \"more\""),
        ("h1 + p", "</title>"),
        ("strong > em", "and stressed"),
        ("a[href='https://example.org/?a=\"b\"&c']", "a book"),
        ("p > br", ""),
        ("ol > li > b", "First: "),
        ("ol > li > ul > li", "nested"),
        (
            "#film > a[href='https://example.org/film']",
            "Flossing & more",
        ),
        ("blockquote > footer", "Ada & Eve"),
        ("hr", ""),
        ("#plain > img[alt=''][height='50']", ""),
        ("#elsewhere > figcaption", "Its caption"),
        ("table > caption", "What is what."),
        ("ul#never > li", "hurry"),
        ("aside.tip > b", "Heat"),
        ("aside.emergency > p", "Now."),
        ("dl#term > dt", "Nerve"),
        ("details#why > summary", "Why?"),
        ("aside > a[href='https://example.org/book?a=1&b=2']", "Go"),
    ] {
        let found = selected(&page, selector);
        let found = found
            .first()
            .map(|element| element.text().collect::<String>());
        assert_eq!(found.as_deref(), Some(text), "{selector}");
    }
}

#[actix_web::test]
#[ignore = "needs Node"]
async fn a_site_that_is_built_again_is_what_a_new_one_would_be() {
    let folder = Folder::of_seed();
    let app = TestApp::with(&folder).await;
    let builder = Builder::new();
    let before = builder.build(&app).await;
    let (token, of_deleted) = (builder.token(), Path::new("en/piriformis-syndrome.html"));
    for file in std::fs::read_dir(folder.path().join("articles")).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let links = text.replace("article:massage-for-sciatica", "article:sciatica");
        let text = match path.ends_with("massage-for-sciatica.md") {
            true => links.replacen(
                "---\n",
                "---\nslug: sciatica\nprevious_slugs: [massage-for-sciatica]\n",
                1,
            ),
            false => links,
        };
        let text = text.replace("for 15 to 20\n", "for 15 to 30\n");
        std::fs::write(path, text).unwrap();
    }
    app.apply(&folder).await;
    let editor = Editor::of(&app).await;
    assert!(
        editor
            .delete("piriformis-syndrome")
            .await
            .status
            .is_success()
    );

    let changes = app.get(&format!("/v1/sync?token={token}")).await.json();
    let again = builder.build(&app).await;
    let anew = Builder::new().build(&app).await;

    assert!(before.contains_key(of_deleted) && !again.contains_key(of_deleted));
    let renamed = &again[Path::new("en/sciatica.html")];
    assert!(renamed.contains("for 15 to 30"), "{renamed}");
    let redirect = page(&again, "en/massage-for-sciatica.html");
    let leading = selected(&redirect, "meta[http-equiv=refresh]")[0];
    assert_eq!(leading.attr("content"), Some("0; url=sciatica.html"));
    check_links(&again);
    assert_eq!(again, anew);
    let items = changes["items"].as_array().unwrap();
    assert!(items.len() < 10, "only what changed: {changes}");
    assert_ne!(builder.token(), token);
}

#[actix_web::test]
#[ignore = "needs Node"]
async fn a_site_of_another_history_is_built_anew_and_one_without_articles_is_an_index() {
    let other = TestApp::seeded().await;
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    let app = TestApp::with(&folder).await;
    let builder = Builder::new();
    builder.build(&other).await;
    app.get(&format!("/v1/sync?token={}", builder.token()))
        .await
        .problem(410);

    let site = builder.build(&app).await;
    let empty = builder.build(&TestApp::empty().await).await;

    let names: Vec<&Path> = site.keys().map(PathBuf::as_path).collect();
    assert_eq!(names, [Path::new("en/a.html"), Path::new("index.html")]);
    assert_eq!(empty.len(), 1);
    assert_eq!(selected(&page(&empty, "index.html"), "li").len(), 0);
}
