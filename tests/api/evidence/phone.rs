//! The page of a report as a browser draws it, on the width of a phone too.

use std::net::TcpListener;

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use awc::Client;

use super::PAGE;
use crate::app::TestApp;
use crate::browsers::{DRAWN, visit};

/// Shows the page that its query names, as wide as a phone, and says how wide it is inside, and how many elements it has
/// that its fragment selects. A window of a browser cannot be made as narrow.
const FRAME: &str = r##"<!doctype html><html lang="en"><head><title>Frame</title><link rel="icon" href="data:,"></head>
    <body><iframe width="360" height="800"></iframe><p id="widths"></p><script>
    const frame = document.querySelector("iframe");
    frame.addEventListener("load", () => {
        const page = frame.contentDocument.documentElement;
        document.querySelector('#widths').textContent =
            `${page.clientWidth} holds ${page.scrollWidth}, ${page.querySelectorAll(location.hash.slice(1)).length} found`;
    });
    frame.src = location.search.slice(1);
    </script></body></html>"##;

#[actix_web::test]
#[ignore = "needs Chromium"]
async fn on_a_phone_nothing_is_wider_than_the_page() {
    let app = TestApp::seeded().await;
    let address = serve_framed(&app);

    assert_fits(&address, PAGE, ".claim", 8).await;
}

/// Asserts that a page is drawn on a phone with so many of some elements, that it is no wider than the screen, and that the
/// browser has nothing to say against it.
pub async fn assert_fits(address: &str, path: &str, selector: &str, count: usize) {
    let visit = visit(&format!("{address}/frame?{path}#{selector}"), &DRAWN).await;

    // A scroll bar may take some of the width.
    let widths = visit.page.split("id=\"widths\">").nth(1).unwrap();
    let widths = widths.split('<').next().unwrap();
    let (inner, rest) = widths.split_once(" holds ").unwrap();
    let (whole, found) = rest.split_once(", ").unwrap();
    assert_eq!(inner, whole, "{path}: {widths}");
    assert!(inner.parse::<u32>().unwrap() <= 360, "{path}: {widths}");
    assert_eq!(found, format!("{count} found"), "{path}");
    assert!(!visit.console.contains("CONSOLE"), "{}", visit.console);
}

#[actix_web::test]
#[ignore = "needs Chromium"]
async fn the_page_says_nothing_in_the_console() {
    let app = TestApp::seeded().await;

    let visit = visit(&format!("{}{PAGE}", app.address), &DRAWN).await;

    assert!(visit.page.contains("class=\"claim\""), "{}", visit.page);
    assert!(!visit.console.contains("CONSOLE"), "{}", visit.console);
}

/// The address of a server that answers as the app does, and lets its pages be framed by one of its own.
pub fn serve_framed(app: &TestApp) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let api = app.address.clone();
    let server = HttpServer::new(move || {
        let api = api.clone();
        App::new().default_service(web::to(move |request| relay(request, api.clone())))
    });
    let server = server.workers(1).disable_signals();
    actix_web::rt::spawn(server.listen(listener).unwrap().run());
    address
}

async fn relay(request: HttpRequest, api: String) -> HttpResponse {
    if request.path() == "/frame" {
        return HttpResponse::Ok().content_type("text/html").body(FRAME);
    }
    let client = Client::builder().disable_redirects().finish();
    let mut asked = client.get(format!("{api}{}", request.uri()));
    // A browser asks for a page.
    for accept in request.headers().get_all("accept") {
        asked = asked.append_header(("accept", accept));
    }
    let mut came = asked.no_decompress().send().await.unwrap();
    let body = came.body().limit(10_000_000).await.unwrap();
    let header = |name| came.headers().get(name).unwrap().to_str().unwrap();
    let policy = header("content-security-policy");
    HttpResponse::build(came.status())
        .insert_header(("content-type", header("content-type")))
        .insert_header((
            "content-security-policy",
            policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
        ))
        .body(body)
}
