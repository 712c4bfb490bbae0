//! Feeds of new and changed articles.

mod atom;
mod json_feed;

use crate::content::{Addresses, FeedEntry};

pub use atom::atom;
pub use json_feed::json_feed;

/// Where a page of a feed stands.
pub struct FeedPlace<'a> {
    pub addresses: &'a Addresses,
    /// The path of the feed, such as `/atom.xml`.
    pub path: &'a str,
    /// The cursor of this page; none on the first.
    pub cursor: Option<&'a str>,
    /// The cursor of the next page; none on the last.
    pub next_cursor: Option<&'a str>,
}

impl FeedPlace<'_> {
    /// The address of the first page, which is that of the feed.
    fn first(&self) -> String {
        self.addresses.at(self.path)
    }

    fn this(&self) -> String {
        self.cursor
            .map_or_else(|| self.first(), |cursor| self.at(cursor))
    }

    pub(super) fn next(&self) -> Option<String> {
        self.next_cursor.map(|cursor| self.at(cursor))
    }

    /// Cursors have no character that an address would have to escape.
    fn at(&self, cursor: &str) -> String {
        format!("{}?cursor={cursor}", self.first())
    }
}

/// What the whole is called, and who gives it: the host that clients know.
pub(super) fn title(addresses: &Addresses) -> String {
    match publisher(addresses) {
        Some(host) => format!("Health articles of {host}"),
        None => "Health articles".to_owned(),
    }
}

fn publisher(addresses: &Addresses) -> Option<&str> {
    let (_, host) = addresses.public_url()?.split_once("://")?;
    Some(host)
}

/// The id of an article, which no new slug and no new host changes.
fn id_of(entry: &FeedEntry) -> String {
    format!("urn:uuid:{}", entry.article.id)
}
