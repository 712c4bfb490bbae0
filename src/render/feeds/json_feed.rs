//! The feed as JSON Feed 1.1 (jsonfeed.org).

use serde::Serialize;

use super::{FeedPlace, id_of, title};
use crate::content::{Feed, FeedEntry, Locale, Moment, Person};
use crate::error::{Error, Result};

const VERSION: &str = "https://jsonfeed.org/version/1.1";

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: String,
    feed_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_url: Option<String>,
    language: &'a Locale,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: String,
    url: &'a str,
    title: &'a str,
    /// An item must have content; the whole is at its address.
    content_text: &'a str,
    summary: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    date_published: Moment,
    date_modified: Moment,
    authors: Vec<Author<'a>>,
    tags: &'a [String],
    language: &'a Locale,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

/// One page of the feed.
pub fn json_feed(feed: &Feed, place: &FeedPlace<'_>) -> Result<String> {
    let document = JsonFeed {
        version: VERSION,
        title: title(place.addresses),
        feed_url: place.first(),
        next_url: place.next(),
        language: place.addresses.default_locale(),
        items: feed.entries.iter().map(item).collect(),
    };
    serde_json::to_string(&document)
        .map_err(|cause| Error::Corrupt(format!("a feed cannot be written: {cause}")))
}

fn item(entry: &FeedEntry) -> Item<'_> {
    let article = &entry.article;
    let hero = article.hero.as_ref();
    Item {
        id: id_of(entry),
        url: &article.links.canonical,
        title: &article.title,
        content_text: &article.summary,
        summary: &article.summary,
        image: hero.map(|hero| hero.image.src.as_str()),
        date_published: article.first_published_at,
        date_modified: article.updated_at,
        authors: entry.authors.iter().map(author).collect(),
        tags: &article.keywords,
        language: &article.locale,
    }
}

fn author(person: &Person) -> Author<'_> {
    Author {
        name: &person.name,
        url: person.url.as_ref().map(|url| url.as_str()),
    }
}
