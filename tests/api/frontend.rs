//! The page of the README, in a real browser against a running server.

use std::path::Path;
use std::process::{Command, Stdio};

use scraper::{Html, Selector};
use tempfile::TempDir;

use crate::app::TestApp;
use crate::folder::Folder;

/// The example of the README for frontend developers.
pub const PAGE: &str = include_str!("frontend/page.html");

#[actix_web::test]
#[ignore = "needs Chromium"]
async fn a_page_of_plain_javascript_renders_the_article() {
    let app = TestApp::seeded().await;
    let article = app.get("/v1/articles/massage-for-sciatica").await.json();

    let page = browse(&page_address(&app.address, PAGE), &[]).await;

    let count = |selector: &str| page.select(&Selector::parse(selector).unwrap()).count();
    let text = |selector: &str| {
        page.select(&Selector::parse(selector).unwrap())
            .next()
            .unwrap()
            .text()
            .collect::<String>()
    };
    assert_eq!(text("h1"), article["title"].as_str().unwrap());
    assert_eq!(count("h2"), article["sections"].as_array().unwrap().len());
    assert_eq!(text("#less-back-pain > b"), "Less low back pain:");
    assert!(count("figure img[width][height]") >= 2);
    assert_eq!(count("figure.hero img"), 1);
    assert_eq!(count("aside.call > a"), 1);
    assert_eq!(count("aside.tip img"), 4);
    assert_eq!(
        count("ol.references > li"),
        article["references"].as_array().unwrap().len()
    );
    for link in page.select(&Selector::parse("a.citation").unwrap()) {
        let target = link.attr("href").unwrap();
        assert_eq!(count(target), 1, "{target}");
    }
    assert!(!page.html().contains("undefined"), "{}", page.html());
}

/// Every construct that content can have, and what the page must make of it.
pub const CONSTRUCTS: &str = include_str!("frontend/constructs.md");

#[actix_web::test]
#[ignore = "needs Chromium"]
async fn the_page_shows_every_construct_that_content_can_have() {
    let folder = Folder::with_entries();
    folder.write(
        "references.yaml",
        "- id: further-2020\n  type: book\n  title: Further reading\n",
    );
    let front_matter =
        "references: [further-2020]\nhero: {image: media/nerve.svg, alt: 'A \"nerve\"'}\n";
    folder.article_with("massage-for-sciatica", front_matter, CONSTRUCTS);
    let app = TestApp::with(&folder).await;

    let page = browse(&page_address(&app.address, PAGE), &[]).await;

    for (selector, text) in [
        ("body > p", "A mark: \"quoted\" <b>?"),
        ("a.citation[href='#ref-1']", "1"),
        ("a.citation[href='#ref-2']", "2"),
        ("em > b", "and stressed"),
        ("a[href='/condition/sciatica'][title=Sciatica]", "sciatica"),
        ("p > br", ""),
        ("ol.numbered > li > b", "First:"),
        ("ol.numbered > li > ul > li", "nested"),
        (
            "#film > a[href='https://example.org/film']",
            "Flossing & more",
        ),
        ("blockquote > footer", "Ada & Eve"),
        ("hr", ""),
        ("figure.hero > img[alt='A \"nerve\"'][width='80']", ""),
        ("#plain > img[alt=''][height='50']", ""),
        ("#elsewhere > img[alt=Elsewhere]:not([width])", ""),
        ("#elsewhere > figcaption", "Its caption"),
        ("table > caption", "What is what."),
        ("table td", "c"),
        ("ul.dont#never > li", "hurry"),
        ("ul.do#always > li", "walk"),
        ("aside.tip > b", "Heat"),
        ("aside.emergency > p", "Now."),
        ("dl#term > dt", "Nerve"),
        ("details#why > summary", "Why?"),
        (
            "aside.call > a[href='https://example.org/book?a=1&b=2']",
            "Go",
        ),
        (
            "ul.further-reading > li#ref-further-2020",
            "Further reading.",
        ),
    ] {
        let found = page.select(&Selector::parse(selector).unwrap()).next();
        let found = found.map(|element| element.text().collect::<String>());
        assert_eq!(found.as_deref(), Some(text), "{selector}");
    }
    assert!(!page.html().contains("undefined"), "{}", page.html());
}

#[actix_web::test]
#[ignore = "needs Chromium"]
async fn a_click_on_a_citation_jumps_to_the_bibliography() {
    let app = TestApp::seeded().await;
    let click = "document.querySelector('a.citation').click();
        document.body.dataset.target = document.querySelector(':target')?.id;
        document.body.dataset.images = [...document.images].every((image) => image.complete && image.naturalWidth > 0);";
    let clicking = PAGE.replace(
        "</script>",
        &format!("await new Promise((go) => setTimeout(go, 500));\n{click}\n</script>"),
    );

    let page = browse(&page_address(&app.address, &clicking), &[]).await;

    let body = page
        .select(&Selector::parse("body").unwrap())
        .next()
        .unwrap();
    assert_eq!(body.attr("data-target"), Some("ref-1"));
    assert_eq!(body.attr("data-images"), Some("true"));
}

#[actix_web::test]
#[ignore = "needs Chromium"]
async fn the_documentation_shows_every_operation_without_a_network() {
    let app = TestApp::seeded().await;
    let document = crate::document::document();
    let operations = crate::document::operations(&document).len();

    // Every host but the server's own cannot be resolved.
    let no_network = ["--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"];
    let page = browse(&format!("{}/docs", app.address), &no_network).await;

    let shown = page.select(&Selector::parse(".opblock").unwrap()).count();
    assert_eq!(shown, operations);
}

#[actix_web::test]
#[ignore = "needs Chromium"]
async fn every_operation_succeeds_when_it_is_tried_as_it_stands() {
    let app = TestApp::seeded_and_told().await;
    let trying = format!(
        r##"<!doctype html><meta charset="utf-8"><div id="document"></div>
        <script src="{api}/docs/swagger-ui-bundle.js"></script>
        <script type="module">
        const pause = (ms) => new Promise((go) => setTimeout(go, ms));
        const spec = await (await fetch("{api}/openapi.json")).json();
        for (const [path, {{ get }}] of Object.entries(spec.paths)) {{
          // What needs a key is not for pages from elsewhere, and what has no end is shown by a page of ours alone.
          const isEndless = get?.responses[200]?.content?.["text/event-stream"];
          if (!get || get.security || isEndless) {{ delete spec.paths[path]; continue; }}
          // What answers look like takes long to draw and is not tried here.
          get.responses = {{ 200: {{ description: "" }} }};
          spec.paths[path] = {{ get }};
        }}
        spec.servers = [{{ url: "{api}" }}];
        const quick = {{ syntaxHighlight: false, defaultModelsExpandDepth: -1 }};
        SwaggerUIBundle({{ spec, dom_id: "#document", docExpansion: "full", tryItOutEnabled: true, ...quick }});
        const shown = (selector) => [...document.querySelectorAll(selector)];
        const operations = Object.keys(spec.paths).length;
        while (shown(".execute").length < operations) await pause(50);
        shown(".execute").forEach((button) => button.click());
        while (shown(".live-responses-table").length < operations) await pause(50);
        </script>"##,
        api = app.address
    );

    let page = browse(&page_address(&app.address, &trying), &[]).await;

    let mut tried = 0;
    for operation in page.select(&Selector::parse(".opblock").unwrap()) {
        let status = Selector::parse(".live-responses-table .response-col_status").unwrap();
        let statuses: Vec<String> = operation
            .select(&status)
            .map(|cell| cell.text().collect())
            .collect();
        let path = Selector::parse(".opblock-summary-path").unwrap();
        let path = operation.select(&path).next().unwrap().attr("data-path");
        assert!(
            statuses.iter().any(|status| status.starts_with("200")),
            "{path:?}: {statuses:?}"
        );
        tried += 1;
    }
    assert!(tried >= 26, "{tried}");
}

/// The address of a page in a file of its own, so that the browser comes from elsewhere.
fn page_address(api: &str, page: &str) -> String {
    let file = TempDir::new().unwrap().keep().join("page.html");
    std::fs::write(&file, page).unwrap();
    format!(
        "file://{}?api={api}&slug=massage-for-sciatica",
        file.display()
    )
}

/// The page as it stands after its scripts have run.
async fn browse(address: &str, flags: &[&str]) -> Html {
    let profile = TempDir::new().unwrap();
    let mut command = Command::new(chromium());
    command
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
        ])
        .args([
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ])
        .args(["--virtual-time-budget=10000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(flags)
        .arg(address)
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    // The server runs on this thread, so the browser must wait on another.
    let output = actix_web::web::block(move || command.output())
        .await
        .unwrap()
        .unwrap();
    assert!(output.status.success(), "{}", output.status);
    Html::parse_document(&String::from_utf8(output.stdout).unwrap())
}

pub fn chromium() -> &'static str {
    let known = [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];
    known
        .into_iter()
        .find(|path| Path::new(path).exists())
        .expect("a Chromium in /usr/bin")
}
