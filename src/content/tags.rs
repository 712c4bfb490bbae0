//! What an answer rests on, as names: caches are told by them what to forget.

use std::collections::BTreeSet;

use super::{Index, Moment, State};

/// The names of everything that an answer rests on, such as `article:ID`, `therapy:SLUG` or `list:articles`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tags(BTreeSet<String>);

/// A value with what it rests on.
#[derive(Clone, Debug)]
pub struct Tagged<T> {
    pub value: T,
    pub tags: Tags,
    /// The moment at which anything that the value rests on changed last. Lists have none.
    pub modified_at: Option<Moment>,
}

/// Something that is written, as readers get it, with the state that it is in.
#[derive(Clone, Debug)]
pub struct Written<T> {
    pub found: Tagged<T>,
    pub state: State,
}

impl Tags {
    /// Adds one name: a kind and which of it.
    pub fn add(&mut self, kind: &str, name: &str) {
        self.0.insert(format!("{kind}:{name}"));
    }

    /// Adds everything that a text points at, whether it is public or not: one that is not becomes it some day, and the
    /// answer changes. Articles are named by their slugs, by which a text finds them.
    pub fn add_index(&mut self, index: &Index) {
        let named = [
            ("therapy", &index.therapies),
            ("condition", &index.conditions),
            ("slug", &index.articles),
            ("person", &index.people),
        ];
        for (kind, slugs) in named {
            for slug in slugs.as_slice() {
                self.add(kind, slug.as_str());
            }
        }
        let cited = index.citations.iter().map(|(key, _)| key);
        for key in cited.chain(&index.listed) {
            self.add("reference", key.as_str());
        }
    }

    /// All names, one in each line.
    pub fn to_lines(&self) -> String {
        self.iter().collect::<Vec<_>>().join("\n")
    }

    /// What `to_lines` gave.
    pub fn of_lines(lines: &str) -> Self {
        Self(lines.lines().map(str::to_owned).collect())
    }

    /// True if a name is in both.
    pub fn meets(&self, other: &Self) -> bool {
        !self.0.is_disjoint(&other.0)
    }

    pub fn contains(&self, tag: &str) -> bool {
        self.0.contains(tag)
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T> Tagged<T> {
    /// The same with another value that rests on the same.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Tagged<U> {
        Tagged {
            value: change(self.value),
            tags: self.tags,
            modified_at: self.modified_at,
        }
    }
}
