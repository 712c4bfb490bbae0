//! What therapies, conditions, people and references have in common: each is one text under one name, public at once.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Block, Condition, Kind, Person, Reference, Therapy, vancouver};

/// A therapy, condition, person or reference.
pub trait Entry: Serialize + DeserializeOwned + Clone + PartialEq {
    const KIND: Kind;

    /// Its slug or key.
    fn id(&self) -> &str;

    /// Its description; nothing for the kinds that have none.
    fn description(&self) -> &[Block] {
        &[]
    }

    fn description_mut(&mut self) -> Option<&mut Vec<Block>> {
        None
    }

    /// A reference in one line.
    fn citation(&self) -> Option<String> {
        None
    }
}

impl Entry for Therapy {
    const KIND: Kind = Kind::Therapy;

    fn id(&self) -> &str {
        self.slug.as_str()
    }

    fn description(&self) -> &[Block] {
        &self.description
    }

    fn description_mut(&mut self) -> Option<&mut Vec<Block>> {
        Some(&mut self.description)
    }
}

impl Entry for Condition {
    const KIND: Kind = Kind::Condition;

    fn id(&self) -> &str {
        self.slug.as_str()
    }

    fn description(&self) -> &[Block] {
        &self.description
    }

    fn description_mut(&mut self) -> Option<&mut Vec<Block>> {
        Some(&mut self.description)
    }
}

impl Entry for Person {
    const KIND: Kind = Kind::Person;

    fn id(&self) -> &str {
        self.slug.as_str()
    }
}

impl Entry for Reference {
    const KIND: Kind = Kind::Reference;

    fn id(&self) -> &str {
        self.key.as_str()
    }

    fn citation(&self) -> Option<String> {
        Some(vancouver(self))
    }
}
