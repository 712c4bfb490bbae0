//! The list for language models has the form of llmstxt.org.

use super::{HOST, app, pages};

/// The addresses of the articles of a page, without the suffix of their Markdown, in the form that the convention asks for: a title, a summary as a quotation,
/// then sections of links.
#[track_caller]
pub fn addresses(page: &str) -> Vec<String> {
    let mut lines = page.lines().filter(|line| !line.is_empty());
    assert!(lines.next().unwrap().starts_with("# "));
    assert!(lines.next().unwrap().starts_with("> "));
    let (_, sections) = page.split_once("\n## ").unwrap();
    let links = sections.lines().filter(|line| line.starts_with("- "));
    let all: Vec<String> = links.map(address).collect();
    let lists = sections.lines().skip(1).filter(|line| !line.is_empty());
    assert!(
        lists
            .clone()
            .all(|line| line.starts_with("- [") || line.starts_with("## "))
    );
    let is_article = |address: &String| address.contains("/v1/articles/");
    let articles = all.into_iter().filter(is_article);
    articles
        .map(|address| {
            assert!(address.contains(".md"), "{address}");
            address.replace(".md", "")
        })
        .collect()
}

#[track_caller]
fn address(line: &str) -> String {
    let (_, rest) = line.split_once("](").unwrap_or_else(|| panic!("{line}"));
    let before_last = line.rsplit_once("](").map_or(rest, |(_, rest)| rest);
    let text = if line.contains("\\]") {
        before_last
    } else {
        rest
    };
    let start = text.find(HOST).map_or(rest, |at| &text[at..]);
    start.split_once(')').unwrap().0.to_owned()
}

#[actix_web::test]
async fn the_list_names_articles_with_their_language_and_where_the_rest_is() {
    let app = app().await;

    let text = pages(&app, "/llms.txt").await.concat();

    assert!(text.contains(&format!(
        "- [About text-3]({HOST}/v1/articles/text-3.md): What text-3 is.\n"
    )));
    assert!(text.contains("(de): What schrift-3 is.\n"));
    assert!(text.contains(&format!("- [OpenAPI document]({HOST}/openapi.yaml): ")));
    assert!(text.contains(&format!("- [More articles]({HOST}/llms.txt?cursor=")));
}
