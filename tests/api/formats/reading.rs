//! The forms as their readers take them.

use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};
use scraper::{ElementRef, Html, Selector};

/// The page as a browser reads it, which must find nothing to mend.
#[track_caller]
pub fn sound(text: &str) -> Html {
    let page = Html::parse_document(text);
    assert_eq!(page.errors, Vec::<String>::new());
    page
}

/// A page around HTML that is to be put into one.
pub fn framed(html: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><title>x</title></head><body>{html}</body></html>"
    )
}

pub fn selected<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

pub fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

/// All that a reader of Markdown gets, which has no HTML and no link that runs anything.
#[track_caller]
pub fn said_in_markdown(markdown: &str) -> String {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.footnotes = true;
    options.extension.table = true;
    let nodes = parse_document(&arena, markdown, &options).descendants();
    let texts = nodes.filter_map(|node| match &node.data().value {
        NodeValue::Text(text) => Some(text.to_string()),
        NodeValue::HtmlInline(html) => panic!("{html} in {markdown}"),
        NodeValue::HtmlBlock(html) => panic!("{} in {markdown}", html.literal),
        NodeValue::Link(link) => {
            assert!(!link.url.contains("javascript"), "{}", link.url);
            None
        }
        _ => None,
    });
    texts.collect()
}

/// Texts and alternatives of images.
pub fn said_in_html(page: &Html) -> String {
    let alts = selected(page, "img").into_iter();
    let alts: String = alts.filter_map(|image| image.attr("alt")).collect();
    let texts: String = page.root_element().text().collect();
    format!("{texts}{alts}")
}
