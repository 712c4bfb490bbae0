//! Pages of lists: by key, never by offset, so that they stay true while content comes and goes.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

use super::value::Value;
use crate::error::InvalidValue;

/// How many items a page has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageSize(u32);

/// The last item of a page, bound to the question it answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// A short hash of the list, its filters and the key.
    question: String,
    /// The sort key of the item.
    after: Vec<String>,
}

/// Which part of a list is asked for.
#[derive(Clone, Debug)]
pub struct Page {
    pub size: PageSize,
    pub cursor: Option<Cursor>,
}

/// A part of a list, and where the next part begins.
#[derive(Clone, Debug)]
pub struct Slice<T> {
    pub items: Vec<T>,
    pub next: Option<Cursor>,
}

impl Page {
    /// The moment and the id before which the page begins, in a list that has the newest first: the first page begins
    /// before what no moment and no id reaches.
    pub(super) fn before(&self) -> [Value; 2] {
        match &self.cursor {
            Some(cursor) => [cursor.part(0).into(), cursor.part(1).into()],
            None => ["~".into(), "~".into()],
        }
    }
}

impl PageSize {
    pub const MAX: u32 = 100;
    pub const DEFAULT: Self = Self(20);
    /// What mirrors are fed with at once.
    pub const OF_SYNC: Self = Self(100);
    /// What feeds have.
    pub const OF_FEEDS: Self = Self(50);

    pub fn parse(text: &str) -> Result<Self, InvalidValue> {
        let is_plain = text.bytes().all(|b| b.is_ascii_digit());
        match text.parse() {
            Ok(size @ 1..=Self::MAX) if is_plain => Ok(Self(size)),
            _ => Err(InvalidValue::new(format!("1 to {}", Self::MAX), text)),
        }
    }

    /// One more than the page has: whether there is a next page shows without counting.
    pub(super) fn and_one(self) -> u32 {
        self.0 + 1
    }

    pub(super) fn get(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

impl Cursor {
    /// `question` names the list and its filters; `after` is the sort key of the last item.
    pub fn new(question: &str, after: Vec<String>) -> Self {
        Self {
            question: fingerprint(question, &after),
            after,
        }
    }

    /// Takes what `Display` wrote for the same question with as many parts in its key.
    pub fn parse(text: &str, question: &str, parts: usize) -> Result<Self, InvalidValue> {
        let refused = || {
            InvalidValue::new(
                "the `next_cursor` of a page of this list with the same filters and the same order; leave it out to begin anew"
                    .to_owned(),
                text,
            )
        };
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).map_err(|_| refused())?;
        let words: Vec<String> = serde_json::from_slice(&bytes).map_err(|_| refused())?;
        match words.split_first() {
            Some((first, after))
                if after.len() == parts && *first == fingerprint(question, after) =>
            {
                Ok(Self {
                    question: first.clone(),
                    after: after.to_vec(),
                })
            }
            _ => Err(refused()),
        }
    }

    pub(super) fn part(&self, at: usize) -> &str {
        self.after.get(at).map_or("", String::as_str)
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let words: Vec<&str> = std::iter::once(&self.question)
            .chain(&self.after)
            .map(String::as_str)
            .collect();
        let json = serde_json::to_vec(&words).map_err(|_| std::fmt::Error)?;
        out.write_str(&BASE64_URL_SAFE_NO_PAD.encode(json))
    }
}

impl<T> Slice<T> {
    /// Cuts off the item that only tells that there is more.
    pub(super) fn cut(
        mut items: Vec<T>,
        page: &Page,
        question: &str,
        key: impl Fn(&T) -> Vec<String>,
    ) -> Self {
        let size = page.size.get();
        let has_more = items.len() > size;
        items.truncate(size);
        let next = items
            .last()
            .filter(|_| has_more)
            .map(|last| Cursor::new(question, key(last)));
        Self { items, next }
    }

    /// The same part with other items, less some.
    pub(super) fn filter_map<U>(self, change: impl FnMut(T) -> Option<U>) -> Slice<U> {
        Slice {
            items: self.items.into_iter().filter_map(change).collect(),
            next: self.next,
        }
    }
}

/// Ties a key to its question, so that neither can be changed by itself.
fn fingerprint(question: &str, after: &[String]) -> String {
    let whole = format!(
        "{question}
{}",
        after.join(
            "
"
        )
    );
    blake3::hash(whole.as_bytes()).to_hex()[..8].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_1_to_100_items() {
        assert!(PageSize::parse("1").is_ok() && PageSize::parse("100").is_ok());
        for bad in [
            "0",
            "-1",
            "+5",
            "101",
            "abc",
            "",
            "1e2",
            " 5",
            "99999999999",
        ] {
            assert!(PageSize::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_cursor_is_bound_to_its_question() {
        let cursor = Cursor::new("articles?therapy=a", vec!["2026".into(), "id".into()]);

        assert_eq!(
            Cursor::parse(&cursor.to_string(), "articles?therapy=a", 2),
            Ok(cursor.clone())
        );
        assert!(Cursor::parse(&cursor.to_string(), "articles?therapy=b", 2).is_err());
        assert!(Cursor::parse(&cursor.to_string(), "articles?therapy=a", 1).is_err());
        let moved = Cursor {
            after: vec!["2027".into(), "id".into()],
            ..cursor.clone()
        }
        .to_string();
        for altered in ["", "x", "W10", "é", &format!("{cursor}A"), &moved] {
            assert!(
                Cursor::parse(altered, "articles?therapy=a", 2).is_err(),
                "{altered}"
            );
        }
    }
}
