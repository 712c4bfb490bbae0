//! How long related articles and lists take over ten thousand articles.

use std::path::Path;
use std::time::{Duration, Instant};

use sinew::content::{ArticleSort, Library, Locale, Slug};
use sinew::store::{ApplyRequest, ArticleFilter, Page, PageSize, Store};
use tempfile::TempDir;

use crate::app::{addresses, clock, read};

const ARTICLES: usize = 10_000;

/// The articles of the seed again and again, each with words and references of its own beside those that many have.
fn library() -> Library {
    let mut library = read(Path::new("seed"));
    let seeds = std::mem::take(&mut library.articles);
    let references: Vec<_> = library
        .references
        .iter()
        .map(|entry| entry.content.key.clone())
        .collect();
    for number in 0..ARTICLES {
        let mut article = seeds[number % seeds.len()].clone();
        let draft = &mut article.draft;
        draft.slug = Slug::parse(&format!("generated-{number}")).unwrap();
        draft.title = format!("{} topic{} group{}", draft.title, number / 7, number % 500);
        draft.keywords.push(format!("keyword {}", number % 1500));
        draft.previous_slugs.clear();
        draft.references = vec![references[number % references.len()].clone()];
        draft.sections.truncate(3 + number % 5);
        article.source.path = format!("articles/generated-{number}.md");
        article.source.text = String::new();
        library.articles.push(article);
    }
    library.texts.clear();
    library
}

#[actix_web::test]
#[ignore = "needs minutes; it measures"]
async fn ten_thousand_articles_are_listed_and_related_within_milliseconds() {
    let directory = TempDir::new().unwrap();
    let url = format!("sqlite:{}", directory.path().join("test.db").display());
    let store = Store::open(&url, addresses(), clock()).await.unwrap();
    store
        .apply(&ApplyRequest::of(&library()), || ())
        .await
        .unwrap();

    let mut times = Vec::new();
    let mut found = 0;
    for number in (0..ARTICLES).step_by(97) {
        let slug = Slug::parse(&format!("generated-{number}")).unwrap();
        let began = Instant::now();
        found += store
            .related_articles(&slug, None, 5)
            .await
            .unwrap()
            .value
            .len();
        times.push(began.elapsed());
    }
    tell("related", &mut times);
    assert_eq!(found, 5 * times.len());
    assert!(p95(&mut times) < Duration::from_millis(100));
    for (name, filter) in filters() {
        let mut times = Vec::new();
        for (_, sort) in ArticleSort::ALL.into_iter().cycle().take(40) {
            let filter = ArticleFilter {
                sort,
                ..filter.clone()
            };
            let page = Page {
                size: PageSize::DEFAULT,
                cursor: None,
            };
            let began = Instant::now();
            let first = store.articles(&filter, &page, false).await.unwrap();
            let next = Page {
                cursor: first.value.slice.next,
                ..page
            };
            store.articles(&filter, &next, false).await.unwrap();
            times.push(began.elapsed() / 2);
        }
        tell(name, &mut times);
        assert!(p95(&mut times) < Duration::from_millis(100), "{name}");
    }
}

fn filters() -> Vec<(&'static str, ArticleFilter)> {
    let none = ArticleFilter::default;
    let slug = |slug: &str| Some(Slug::parse(slug).unwrap());
    let now = Some(clock().now());
    vec![
        ("list", none()),
        (
            "list of a condition",
            ArticleFilter {
                condition: slug("sciatica"),
                ..none()
            },
        ),
        (
            "list of a keyword",
            ArticleFilter {
                keyword: Some("keyword 7".to_owned()),
                ..none()
            },
        ),
        (
            "list of a locale",
            ArticleFilter {
                locale: Some(Locale::parse("de").unwrap()),
                ..none()
            },
        ),
        (
            "list since now",
            ArticleFilter {
                updated_since: now,
                ..none()
            },
        ),
        (
            "list of all",
            ArticleFilter {
                condition: slug("sciatica"),
                therapy: slug("deep-tissue-massage"),
                author: slug("sinew-editors"),
                locale: Some(Locale::parse("en").unwrap()),
                keyword: Some("massage".to_owned()),
                updated_since: now,
                ..none()
            },
        ),
    ]
}

fn p95(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() * 95 / 100]
}

#[allow(clippy::print_stderr, reason = "it measures")]
fn tell(name: &str, times: &mut [Duration]) {
    let p95 = p95(times);
    eprintln!(
        "{name}: median {:?}, p95 {p95:?}, most {:?}",
        times[times.len() / 2],
        times[times.len() - 1]
    );
}
