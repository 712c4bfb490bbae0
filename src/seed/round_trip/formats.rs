//! Generated articles in every format: each word of an author is there, and is nothing but text.

mod said;

use std::collections::{HashMap, HashSet};

use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};
use proptest::prelude::{ProptestConfig, proptest};
use scraper::{Html, Selector};
use serde_json::Value;

use super::articles::article;
use super::locale;
use crate::content::{
    Addresses, Article, ArticleDraft, CslType, Foundation, Moment, Notice, NoticeKind, Publication,
    Reference, ReferenceKey, Slug, TherapySummary, build_article,
};
use crate::render::{article_html, article_json_ld, article_markdown, article_page, article_text};
use said::{Signs, bare, label, notes, texts, with_address, words_only};

const KEYS: [&str; 7] = [
    "bell-2008",
    "_x",
    "a_b.c",
    "x_",
    "smith:2019+a",
    "__y__",
    "Yeun2017",
];

fn addresses() -> Addresses {
    Addresses::new("", locale("en"))
}

/// What the articles may cite and name. Some of what they name is not public.
fn foundation() -> Foundation {
    let slug = |text: &str| Slug::parse(text).expect("a slug");
    let therapy = |name: &str| TherapySummary {
        slug: slug(name),
        name: name.to_owned(),
        summary: "What it is.".to_owned(),
    };
    let references = KEYS.iter().map(|key| {
        let key = ReferenceKey::parse(key).expect("a key");
        let mut reference = Reference::new(
            key.clone(),
            CslType::ArticleJournal,
            format!("About <{key}> [^1] ](javascript:1) & more"),
        );
        reference.notice = (key.as_str() == KEYS[0]).then_some(Notice {
            kind: NoticeKind::Retracted,
            on: jiff::civil::date(2020, 5, 3),
        });
        reference.citation = format!("Bell J. {}. 2008;12(3).", reference.title);
        (key, reference)
    });
    Foundation {
        references: references.collect(),
        therapies: ["sciatica", "a1"]
            .map(|name| (slug(name), therapy(name)))
            .into(),
        articles: HashMap::from([(slug("2024"), "A year".to_owned())]),
        ..Foundation::default()
    }
}

fn built(draft: ArticleDraft) -> Article {
    let moment = Moment::parse("2026-11-22T09:00:00Z").expect("a moment");
    let publication = Publication {
        id: uuid::Uuid::nil(),
        revision: 1,
        first_published_at: moment,
        published_at: moment,
        updated_at: moment,
        is_fallback: false,
        review: None,
        has_changed_since_review: false,
        is_older_than_source: false,
    };
    build_article(draft, publication, &foundation(), &addresses()).0
}

/// What each format says of the sources.
fn sources(article: &Article) -> Vec<String> {
    let entries = article.references.iter();
    let told = entries.flat_map(|entry| {
        let notice = entry.reference.notice;
        let notice = notice.map(|_| "Retracted on 3 May 2020".to_owned());
        [entry.reference.citation.clone()].into_iter().chain(notice)
    });
    told.map(|text| bare(&text)).collect()
}

#[track_caller]
fn assert_says(said: &str, texts: &[String], shown: &str) {
    let said = bare(said);
    for text in texts {
        assert!(
            said.contains(text.as_str()),
            "{text:?} is not in\n{said}\n{shown}"
        );
    }
}

fn selected<'a>(html: &'a Html, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    let selector = Selector::parse(selector).expect("a selector");
    html.select(&selector).collect()
}

/// A whole page, in which a parser finds nothing to mend.
fn sound(page: &str) -> Html {
    let html = Html::parse_document(page);
    assert!(html.errors.is_empty(), "{:?}\n{page}", html.errors);
    html
}

/// All that readers of a page get: its texts, and those in place of its pictures.
fn heard(html: &Html) -> String {
    let alts = selected(html, "img").into_iter();
    let alts: String = alts.filter_map(|image| image.attr("alt")).collect();
    let texts: String = html.root_element().text().collect();
    format!("{texts}{alts}")
}

fn check_html(article: &Article) {
    let signs = Signs {
        link: words_only,
        citation: label,
    };
    let fragment = article_html(article, &addresses());
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><title>x</title></head><body>{fragment}</body></html>"
    );
    let html = sound(&page);
    assert_says(&heard(&html), &texts(article, &signs), &page);
    assert_says(&heard(&html), &sources(article), &page);
    check_links(&html);
    for foreign in ["script", "style", "b", "i", "iframe", "[style]", "[class]"] {
        assert!(selected(&html, foreign).is_empty(), "{foreign}\n{page}");
    }
}

fn check_links(html: &Html) {
    let ids: Vec<&str> = selected(html, "[id]")
        .iter()
        .filter_map(|e| e.attr("id"))
        .collect();
    let known: HashSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), known.len(), "an id stands twice: {ids:?}");
    for element in selected(html, "a") {
        let address = element.attr("href").expect("a target");
        match address.strip_prefix('#') {
            Some(id) => assert!(known.contains(id), "{address} leads nowhere"),
            None => assert!(
                ["https://", "http://", "mailto:", "tel:", "/v1/"]
                    .iter()
                    .any(|known| address.starts_with(known)),
                "{address}"
            ),
        }
    }
}

fn check_page(article: &Article) {
    let page = article_page(article, &addresses());
    let html = sound(&page);
    check_links(&html);
    let scripts = selected(&html, "script");
    assert_eq!(scripts.len(), 1, "{page}");
    let data: String = scripts[0].text().collect();
    assert_eq!(data.trim(), article_json_ld(article, &addresses()).trim());
}

fn check_text(article: &Article) {
    let signs = Signs {
        link: with_address,
        citation: label,
    };
    // Each line of a quote begins with this sign.
    let unquoted = |text: &str| text.replace('>', "");
    let texts = texts(article, &signs);
    let texts: Vec<String> = texts.iter().map(|text| unquoted(text)).collect();
    let text = unquoted(&article_text(article));
    assert_says(&text, &texts, "");
    let told: Vec<String> = sources(article).iter().map(|text| unquoted(text)).collect();
    assert_says(&text, &told, "");
    let data: Value = serde_json::from_str(&article_json_ld(article, &addresses())).expect("JSON");
    let whole = data["mainContentOfPage"]["text"].as_str().expect("a text");
    assert_says(&unquoted(whole), &texts, "");
    let cited = data["citation"].as_array().map_or(0, Vec::len);
    assert_eq!(cited, article.references.len());
}

/// Those of the programs that most people read Markdown with.
fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.footnotes = true;
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.alerts = true;
    options
}

fn check_markdown(article: &Article) {
    let signs = Signs {
        link: words_only,
        citation: notes,
    };
    let markdown = article_markdown(article, &addresses());
    let arena = Arena::new();
    let options = options();
    let mut said = String::new();
    let mut notes = 0;
    for node in parse_document(&arena, &markdown, &options).descendants() {
        match &node.data().value {
            NodeValue::Text(text) => said.push_str(text),
            NodeValue::FootnoteReference(note) => said.push_str(&format!("[^{}]", note.name)),
            NodeValue::FootnoteDefinition(_) => notes += 1,
            NodeValue::HtmlInline(html) if html == "<!-- -->" => {}
            NodeValue::Code(_)
            | NodeValue::CodeBlock(_)
            | NodeValue::HtmlBlock(_)
            | NodeValue::HtmlInline(_)
            | NodeValue::Strikethrough
            | NodeValue::TaskItem(_)
            | NodeValue::Alert(_) => panic!("{:?}\n{markdown}", node.data().value),
            _ => {}
        }
    }
    assert_says(&said, &texts(article, &signs), &markdown);
    assert_says(&said, &sources(article), &markdown);
    let cited = article
        .references
        .iter()
        .filter(|entry| entry.number.is_some());
    assert_eq!(notes, cited.count(), "{markdown}");
}

fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok();
    ProptestConfig {
        cases: cases.and_then(|cases| cases.parse().ok()).unwrap_or(100),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_word_and_source_survives_html_and_is_text_there(draft in article()) {
        check_html(&built(draft.clone()));
        check_page(&built(draft));
    }

    #[test]
    fn every_word_and_source_survives_markdown_and_is_text_there(draft in article()) {
        check_markdown(&built(draft));
    }

    #[test]
    fn every_word_and_source_survives_plain_text_and_linked_data(draft in article()) {
        check_text(&built(draft));
    }
}
