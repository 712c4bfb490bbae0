//! The answers to every question about a folder.

use std::collections::BTreeMap;

use sinew::content::{ArticleSort, Locale, Moment, ReferenceKey, SearchQuery, Tagged, Tags};
use sinew::error::{Error, Result};
use sinew::store::{ArticleFilter, ArticleNames, Page, PageSize, SearchQuestion, Slice, Store};

use super::content::{CONDITIONS, IMAGE, PEOPLE, REFERENCES, SLUGS, THERAPIES, slug};

/// What a reader gets, and what is said of it.
#[derive(Clone, Debug)]
pub struct Given {
    /// The answer as JSON, or the failure.
    pub answer: std::result::Result<String, String>,
    pub tags: Tags,
    pub modified_at: Option<Moment>,
}

/// The answers to every question about everything that there can be.
pub async fn answers(store: &Store) -> BTreeMap<String, Given> {
    let mut all = BTreeMap::new();
    for name in SLUGS {
        let slug = slug(name);
        for locale in [None, Some("en"), Some("de"), Some("es")] {
            let locale = locale.map(|locale| Locale::parse(locale).unwrap());
            let answer = store.article(&slug, locale.as_ref()).await;
            all.insert(
                format!("article {name} {locale:?}"),
                given(answer, "slug", name),
            );
        }
    }
    for name in THERAPIES {
        let answer = store
            .therapy(&slug(name))
            .await
            .map(|written| written.found);
        all.insert(format!("therapy {name}"), given(answer, "therapy", name));
    }
    for name in CONDITIONS {
        let answer = store
            .condition(&slug(name))
            .await
            .map(|written| written.found);
        all.insert(
            format!("condition {name}"),
            given(answer, "condition", name),
        );
    }
    for name in PEOPLE {
        let answer = store.person(&slug(name)).await.map(|written| written.found);
        all.insert(format!("person {name}"), given(answer, "person", name));
    }
    for name in REFERENCES {
        let answer = store
            .reference(&ReferenceKey::parse(name).unwrap())
            .await
            .map(|written| written.found);
        all.insert(
            format!("reference {name}"),
            given(answer, "reference", name),
        );
    }
    let image = sinew::content::sha256_of(IMAGE.as_bytes());
    let media = store.media(&image).await;
    let media = media.map(|media| media.map(|media| media.bytes));
    all.insert("media".to_owned(), given(media, "media", &image));
    lists(store, &mut all).await;
    named(store, &mut all).await;
    feeds(store, &mut all).await;
    all
}

async fn lists(store: &Store, all: &mut BTreeMap<String, Given>) {
    for size in ["1", "3", "100"] {
        let page = Page {
            size: PageSize::parse(size).unwrap(),
            cursor: None,
        };
        for filter in filters() {
            let answer = store.articles(&filter, &page, size == "3").await;
            let question = format!("{} {size}", filter.question());
            let answer = answer.map(|list| {
                list.map(|list| {
                    let next = list.slice.next.map(|cursor| cursor.to_string());
                    (list.slice.items, next, list.total)
                })
            });
            all.insert(question, given(answer, "list", "articles"));
        }
        evidence(store, &page, size, all).await;
        searches(store, &page, size, all).await;
        let answer = store.sync(None, page.size).await;
        let answer =
            answer.map(|part| part.map(|part| (part.items, part.next.to_string(), part.has_more)));
        all.insert(format!("sync? {size}"), given(answer, "", ""));
        let answer = shown(store.therapies(&page).await);
        all.insert(format!("therapies? {size}"), given(answer, "", ""));
        let answer = shown(store.conditions(&page).await);
        all.insert(format!("conditions? {size}"), given(answer, "", ""));
        let answer = shown(store.people(&page).await);
        all.insert(format!("people? {size}"), given(answer, "", ""));
        let answer = shown(store.references(&page).await);
        all.insert(format!("references? {size}"), given(answer, "", ""));
    }
}

/// What is asked by names: articles at some slugs, and what is related to one.
async fn named(store: &Store, all: &mut BTreeMap<String, Given>) {
    for locale in [None, Some("de")] {
        let locale = locale.map(|locale| Locale::parse(locale).unwrap());
        let names = ArticleNames::Slugs(SLUGS.map(slug).to_vec(), locale.clone());
        let answer = store.named_articles(&names).await;
        let answer = answer.map(|named| named.map(|named| (named.items, named.missing)));
        all.insert(
            format!("articles? {locale:?}"),
            given(answer, "list", "articles"),
        );
        for name in SLUGS {
            let answer = store
                .related_articles(&slug(name), locale.as_ref(), 3)
                .await;
            all.insert(
                format!("related? {name} {locale:?}"),
                given(answer, "slug", name),
            );
        }
    }
}

/// What feeds and maps tell of all articles.
async fn feeds(store: &Store, all: &mut BTreeMap<String, Given>) {
    let feed = store.feed(None).await;
    let shown = feed.map(|feed| {
        feed.map(|(feed, _)| {
            let entries = feed.entries.into_iter();
            let entries: Vec<_> = entries
                .map(|entry| (entry.article, entry.authors))
                .collect();
            (entries, feed.updated_at)
        })
    });
    all.insert("feed?".to_owned(), given(shown, "list", "articles"));
    for most in [1, 100] {
        let map = store.sitemap(None, most).await;
        let shown = map.map(|map| map.map(|map| format!("{map:?}")));
        all.insert(format!("sitemap? {most}"), given(shown, "list", "articles"));
    }
}

async fn evidence(store: &Store, page: &Page, size: &str, all: &mut BTreeMap<String, Given>) {
    for name in CONDITIONS {
        let answer = shown(store.therapies_for(&slug(name), page).await);
        let question = format!("therapies for {name}? {size}");
        all.insert(question, given(answer, "condition", name));
    }
    for name in THERAPIES {
        let answer = shown(store.conditions_for(&slug(name), page).await);
        let question = format!("conditions for {name}? {size}");
        all.insert(question, given(answer, "therapy", name));
    }
}

async fn searches(store: &Store, page: &Page, size: &str, all: &mut BTreeMap<String, Given>) {
    for words in [
        "about",
        "massage",
        "sciatica nerve",
        "masage",
        "about -massage",
    ] {
        let question = SearchQuestion::of(SearchQuery::parse(words).unwrap());
        let answer = store.search(&question, page).await;
        all.insert(format!("search? {words} {size}"), given(answer, "", ""));
    }
    let beginning = SearchQuery::parse("ma").unwrap();
    let answer = store.suggestions(&beginning, None).await;
    all.insert("suggestions?".to_owned(), given(answer, "", ""));
}

fn filters() -> [ArticleFilter; 8] {
    let none = ArticleFilter::default;
    [
        none(),
        ArticleFilter {
            therapy: Some(slug("massage")),
            ..none()
        },
        ArticleFilter {
            reference: Some(ReferenceKey::parse("bell-2008").unwrap()),
            ..none()
        },
        ArticleFilter {
            condition: Some(slug("sciatica")),
            author: Some(slug("ada")),
            ..none()
        },
        ArticleFilter {
            locale: Some(Locale::parse("de").unwrap()),
            sort: ArticleSort::TitleAsc,
            ..none()
        },
        ArticleFilter {
            keyword: Some("nerve".to_owned()),
            sort: ArticleSort::UpdatedAtDesc,
            ..none()
        },
        ArticleFilter {
            updated_since: Some(Moment::parse("2026-09-21T15:00:00Z").unwrap()),
            sort: ArticleSort::PublishedAtAsc,
            ..none()
        },
        ArticleFilter {
            published_since: Some(Moment::parse("2026-09-21T15:00:00Z").unwrap()),
            sort: ArticleSort::UpdatedAtAsc,
            ..none()
        },
    ]
}

fn shown<T>(answer: Result<Tagged<Slice<T>>>) -> Result<Tagged<(Vec<T>, Option<String>)>> {
    answer.map(|tagged| {
        tagged.map(|slice| (slice.items, slice.next.map(|cursor| cursor.to_string())))
    })
}

/// A failure rests on the name that was asked for, and on the article that was found elsewhere.
fn given<T: serde::Serialize>(answer: Result<Tagged<T>>, kind: &str, name: &str) -> Given {
    match answer {
        Ok(tagged) => Given {
            answer: Ok(serde_json::to_string(&tagged.value).unwrap()),
            tags: tagged.tags,
            modified_at: tagged.modified_at,
        },
        Err(error) => {
            let mut tags = Tags::default();
            tags.add(kind, name);
            if let Error::Moved { id, .. } = &error {
                tags.add("article", id);
            }
            Given {
                answer: Err(error.to_string()),
                tags,
                modified_at: None,
            }
        }
    }
}
