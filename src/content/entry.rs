//! What therapies, conditions, people and references have in common: each is one text under one name, public at once.

use serde::Serialize;
use serde::de::DeserializeOwned;

use serde_json::Value;

use super::{
    Addresses, Block, Condition, Foundation, Index, Kind, Notice, Person, Reference, Therapy,
    TopicName, build_condition, build_therapy, vancouver,
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

    /// The notice that its author wrote.
    fn notice(&self) -> Option<Notice> {
        None
    }

    /// Leaves out a notice that an editor was shown and sent back: it is the data's, unless the author had written it before.
    fn leave_out(&mut self, _said: Option<Notice>, _before: &Self) {}

    /// The names by which texts may name it, if it is a therapy or condition.
    fn topic_names(&self) -> Vec<TopicName> {
        Vec::new()
    }

    /// The entry as every reader gets it, with what it points at. Its line and the notice that the data has of it are as they
    /// were stored.
    fn built(
        self,
        _beside: (Option<String>, Option<Notice>),
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
        _beside: (Option<String>, Option<Notice>),
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
        _beside: (Option<String>, Option<Notice>),
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

    fn notice(&self) -> Option<Notice> {
        self.notice
    }

    fn leave_out(&mut self, said: Option<Notice>, before: &Self) {
        if said.is_some() && self.notice == said {
            self.notice = before.notice;
        }
    }

    fn built(
        mut self,
        (citation, notice): (Option<String>, Option<Notice>),
        _foundation: &Foundation,
        _addresses: &Addresses,
    ) -> (Self, Index) {
        self.citation = citation.unwrap_or_default();
        self.level = self.proposed_level();
        self.add_notice(notice);
        (self, Index::default())
    }
}
