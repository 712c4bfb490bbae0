//! The feed as Atom (RFC 4287), in pages (RFC 5005).

use super::{FeedPlace, id_of, publisher, title};
use crate::content::{Feed, FeedEntry, Moment};
use crate::render::xml::Xml;

/// An Atom feed must say when it changed; this says that it never has.
const NEVER: &str = "1970-01-01T00:00:00.000Z";

/// The id of a feed whose host is not known: that of its path (RFC 9562, version 5).
const NAMELESS: &str = "urn:uuid:2fda4caf-6c3c-55b2-a59e-d08606b7504b";

/// One page of the feed.
pub fn atom(feed: &Feed, place: &FeedPlace<'_>) -> String {
    let language = place.addresses.default_locale();
    let mut xml = Xml::new();
    xml.open(
        "feed",
        &[
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xml:lang", language.as_str()),
        ],
    );
    xml.text("id", &feed_id(place));
    xml.text("title", &title(place.addresses));
    let updated_at = feed.updated_at.as_ref().map(Moment::to_string);
    xml.text("updated", updated_at.as_deref().unwrap_or(NEVER));
    link(&mut xml, "self", &place.this());
    link(&mut xml, "first", &place.first());
    if let Some(next) = place.next() {
        link(&mut xml, "next", &next);
    }
    // Entries that nobody has signed are the publisher's.
    xml.open("author", &[]);
    xml.text("name", publisher(place.addresses).unwrap_or("Sinew"));
    xml.close("author");
    xml.text("generator", "Sinew");
    for entry in &feed.entries {
        add_entry(&mut xml, entry);
    }
    xml.close("feed");
    xml.finish()
}

fn feed_id(place: &FeedPlace<'_>) -> String {
    match place.addresses.public_url() {
        Some(_) => place.first(),
        None => NAMELESS.to_owned(),
    }
}

fn link(xml: &mut Xml, relation: &str, address: &str) {
    xml.empty(
        "link",
        &[
            ("rel", relation),
            ("type", "application/atom+xml"),
            ("href", address),
        ],
    );
}

fn add_entry(xml: &mut Xml, entry: &FeedEntry) {
    let article = &entry.article;
    xml.open("entry", &[("xml:lang", article.locale.as_str())]);
    xml.text("id", &id_of(entry));
    xml.text("title", &article.title);
    xml.empty(
        "link",
        &[
            ("rel", "alternate"),
            ("hreflang", article.locale.as_str()),
            ("href", &article.links.canonical),
        ],
    );
    xml.text("published", &article.first_published_at.to_string());
    xml.text("updated", &article.updated_at.to_string());
    for author in &entry.authors {
        xml.open("author", &[]);
        xml.text("name", &author.name);
        if let Some(url) = &author.url {
            xml.text("uri", url.as_str());
        }
        xml.close("author");
    }
    for keyword in &article.keywords {
        xml.empty("category", &[("term", keyword)]);
    }
    xml.text("summary", &article.summary);
    xml.close("entry");
}
