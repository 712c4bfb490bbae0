//! What a document points at, with the places; the cross-check looks each of them up.

use super::markdown::{Target, Use};
use super::source_text::Placed;
use crate::content::{ReferenceKey, Slug};

/// Everything in one file that must exist elsewhere in the folder.
#[derive(Debug, Default)]
pub struct Pointers {
    pub uses: Vec<Use>,
    pub people: Vec<Placed<Slug>>,
}

impl Pointers {
    /// Remembers the therapies of a front matter and gives them back without their places.
    pub fn therapies(&mut self, listed: Vec<Placed<Slug>>) -> Vec<Slug> {
        self.targets(listed, Target::Therapy)
    }

    /// Remembers the conditions of a front matter and gives them back without their places.
    pub fn conditions(&mut self, listed: Vec<Placed<Slug>>) -> Vec<Slug> {
        self.targets(listed, Target::Condition)
    }

    /// Remembers the further reading of a front matter and gives it back without its places.
    pub fn references(&mut self, listed: Vec<Placed<ReferenceKey>>) -> Vec<ReferenceKey> {
        self.targets(listed, Target::Reference)
    }

    /// Remembers people and gives them back without their places.
    pub fn people(&mut self, listed: Vec<Placed<Slug>>) -> Vec<Slug> {
        let slugs = listed.iter().map(|person| person.value.clone()).collect();
        self.people.extend(listed);
        slugs
    }

    fn targets<T: Clone>(&mut self, listed: Vec<Placed<T>>, target: fn(T) -> Target) -> Vec<T> {
        for place in &listed {
            self.uses.push(Use {
                target: target(place.value.clone()),
                span: place.span,
            });
        }
        listed.into_iter().map(|place| place.value).collect()
    }
}
