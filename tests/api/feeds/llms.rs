//! The list for language models has the form of llmstxt.org.

use regex::Regex;

use super::{HOST, app, pages};

/// The addresses of the articles of a page, without the suffix of their Markdown, in the form that the convention asks for: a
/// title, a summary as a quotation, then sections that are nothing but links with a note behind a colon.
#[track_caller]
pub fn addresses(page: &str) -> Vec<String> {
    let head = Regex::new(r"\A# [^\n]+\n\n> [^\n]+\n\n[^#>\n-][^\n]+\n\z").unwrap();
    let link = Regex::new(r"\A- \[[^\[\]]+\]\((https?://[^\s()]+)\): \S.*\z").unwrap();
    let (beginning, sections) = page.split_once("\n## ").unwrap();
    assert!(head.is_match(beginning), "{beginning}");
    let mut all = Vec::new();
    for section in sections.split("\n## ") {
        let lines = section.lines().skip(1).filter(|line| !line.is_empty());
        for line in lines {
            let found = link.captures(line).unwrap_or_else(|| panic!("{line}"));
            all.push(found[1].to_owned());
        }
    }
    all.retain(|address| address.contains("/v1/articles/"));
    all.iter()
        .map(|address| {
            assert!(address.contains(".md"), "{address}");
            address.replace(".md", "")
        })
        .collect()
}

#[actix_web::test]
async fn the_list_names_articles_with_their_language_and_where_the_rest_is() {
    let app = app().await;

    let text = pages(&app, "/llms.txt").await.concat();

    assert!(text.contains(&format!(
        "- [About text-3]({HOST}/v1/articles/text-3.md): What text-3 is.\n"
    )));
    assert!(text.contains(": (de) What schrift-3 is.\n"));
    assert!(text.contains(&format!("- [OpenAPI document]({HOST}/openapi.yaml): ")));
    assert!(text.contains(&format!("- [More articles]({HOST}/llms.txt?cursor=")));
}
