//! What therapies, conditions, people and references have in common: each is one text under one name, public at once.

use serde::Serialize;
use serde::de::DeserializeOwned;

use serde_json::Value;

use super::{
    Addresses, Block, Condition, Foundation, Index, Kind, Person, Reference, Therapy, TopicName,
    build_condition, build_therapy, vancouver,
};

/// A therapy, condition, person or reference.
pub trait Entry: Serialize + DeserializeOwned + Clone + PartialEq + Send + 'static {
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

    /// The identifiers that no other entry of its kind may have.
    fn identifiers(&self) -> Vec<SharedIdentifier> {
        Vec::new()
    }

    /// The names by which texts may name it, if it is a therapy or condition.
    fn topic_names(&self) -> Vec<TopicName> {
        Vec::new()
    }

    /// The entry as every reader gets it, with what it points at. `citation` is its line as it was stored.
    fn built(
        self,
        _citation: Option<String>,
        _foundation: &Foundation,
        _addresses: &Addresses,
    ) -> (Self, Index) {
        (self, Index::default())
    }
}

/// An identifier that others have assigned to one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedIdentifier {
    /// The member that holds it.
    pub member: &'static str,
    /// The form in which it is compared, with its kind, such as `doi:10.1155/2014/287597`.
    pub folded: String,
}

/// An entry as it is written: as it is stored, without what is empty until it is built.
pub fn as_written(entry: &impl Serialize) -> serde_json::Result<Value> {
    let mut written = serde_json::to_value(entry)?;
    if let Value::Object(members) = &mut written {
        members.retain(|name, value| name != "references" || *value != Value::Array(Vec::new()));
    }
    Ok(written)
}

impl Entry for Therapy {
    const KIND: Kind = Kind::Therapy;

    fn id(&self) -> &str {
        self.slug.as_str()
    }

    fn topic_names(&self) -> Vec<TopicName> {
        TopicName::of_therapy(self)
    }

    fn description(&self) -> &[Block] {
        &self.description
    }

    fn description_mut(&mut self) -> Option<&mut Vec<Block>> {
        Some(&mut self.description)
    }

    fn built(
        self,
        _citation: Option<String>,
        foundation: &Foundation,
        addresses: &Addresses,
    ) -> (Self, Index) {
        build_therapy(self, foundation, addresses)
    }
}

impl Entry for Condition {
    const KIND: Kind = Kind::Condition;

    fn id(&self) -> &str {
        self.slug.as_str()
    }

    fn topic_names(&self) -> Vec<TopicName> {
        TopicName::of_condition(self)
    }

    fn description(&self) -> &[Block] {
        &self.description
    }

    fn description_mut(&mut self) -> Option<&mut Vec<Block>> {
        Some(&mut self.description)
    }

    fn built(
        self,
        _citation: Option<String>,
        foundation: &Foundation,
        addresses: &Addresses,
    ) -> (Self, Index) {
        build_condition(self, foundation, addresses)
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

    fn identifiers(&self) -> Vec<SharedIdentifier> {
        self.shared_identifiers()
    }

    fn built(
        mut self,
        citation: Option<String>,
        _foundation: &Foundation,
        _addresses: &Addresses,
    ) -> (Self, Index) {
        self.citation = citation.unwrap_or_default();
        self.level = self.proposed_level();
        (self, Index::default())
    }
}
