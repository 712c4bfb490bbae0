//! Therapies and conditions of many sources: one for each slug. What the seed folder says of one stays.

use std::collections::{HashMap, HashSet};

use crate::content::{Condition, Slug, Therapy};
use crate::import::words::letters_and_digits;

/// Something that has a page of its own under a slug.
pub trait Topic {
    fn slug(&self) -> &Slug;
    fn summary(&self) -> &str;
}

impl Topic for Therapy {
    fn slug(&self) -> &Slug {
        &self.slug
    }

    fn summary(&self) -> &str {
        &self.summary
    }
}

impl Topic for Condition {
    fn slug(&self) -> &Slug {
        &self.slug
    }

    fn summary(&self) -> &str {
        &self.summary
    }
}

/// Those that are known, and those of them that are new.
pub struct Topics<T> {
    /// In the seed folder already.
    known: HashSet<Slug>,
    /// Where each of the new ones stands.
    places: HashMap<Slug, usize>,
    new: Vec<T>,
}

impl<T: Topic> Topics<T> {
    pub fn new(known: impl Iterator<Item = Slug>) -> Self {
        Self {
            known: known.collect(),
            places: HashMap::new(),
            new: Vec::new(),
        }
    }

    /// Takes one, unless the seed folder or an earlier source has it.
    pub fn place(&mut self, topic: T, kind: &str, note: &mut impl FnMut(String, &str)) {
        let slug = topic.slug();
        if self.known.contains(slug) {
            return;
        }
        if let Some(place) = self.places.get(slug) {
            if letters_and_digits(self.new[*place].summary()) != letters_and_digits(topic.summary())
            {
                let message = format!(
                    "another source says of the {kind} `{slug}` something else than: {}",
                    topic.summary()
                );
                note(
                    message,
                    "keep the better summary; the article itself has all its words",
                );
            }
            return;
        }
        self.places.insert(slug.clone(), self.new.len());
        self.new.push(topic);
    }

    pub fn into_new(self) -> Vec<T> {
        self.new
    }
}
