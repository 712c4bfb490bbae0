//! How content differs from what it was: field by field, and inside a text block by block.

mod places;
mod words;

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::{Anchor, ArticleDraft, Block, Purpose};
use places::{article_blocks, description_blocks, differences_of_blocks, differences_of_sections};

pub use words::{WordChange, WordFate, changed_words};

/// One way in which content differs from what it was. What is on one side alone has no `before`, or no `after`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Difference {
    /// A value outside the text.
    Field(FieldDifference),
    /// A section by itself.
    Section(SectionDifference),
    /// A block of the text.
    Block(BlockDifference),
}

/// A value outside the text that is another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FieldDifference {
    /// The member that is another.
    #[schema(example = "title")]
    pub field: String,
    /// The value as it was, as JSON text; left out where there was none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "\"Massage helps with sciatica\"")]
    pub before: Option<String>,
    /// The value as it is, as JSON text; left out where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "\"Can massage help with sciatica?\"")]
    pub after: Option<String>,
    /// The words of a text that is another text. Empty for values of other kinds.
    pub words: Vec<WordChange>,
}

/// A section that is new, gone, moved, or has another heading, level or purpose. What happens to its blocks is told of
/// each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SectionDifference {
    /// What has happened to the section.
    pub change: PlaceChange,
    /// The id of the section.
    #[schema(example = "benefits")]
    pub id: Anchor,
    /// What the section said of itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<SectionHead>,
    /// What the section says of itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<SectionHead>,
}

/// A block that is new, gone, moved or another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BlockDifference {
    /// What has happened to the block.
    pub change: PlaceChange,
    /// The id of the block.
    #[schema(example = "guideline")]
    pub id: Anchor,
    /// The part of the text that the block stands in, or stood in when it is gone.
    pub part: Part,
    /// The id of the section that it stands in, where the part is a section.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "benefits")]
    pub section: Option<Anchor>,
    /// The block as it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Box<Block>>,
    /// The block as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Box<Block>>,
    /// The words of a block that was changed, in order; a citation stands as its keys, such as `[@bell-2008]`. Empty for
    /// other changes. All are `kept` when something besides the words has changed.
    pub words: Vec<WordChange>,
}

/// What happened to a section or block. One that was moved and changed is told of twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "changed")]
pub enum PlaceChange {
    /// It was not there before.
    Added,
    /// It says something else.
    Changed,
    /// It stands elsewhere.
    Moved,
    /// It is there no more.
    Removed,
}

/// The part of a text that a block stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "section")]
pub enum Part {
    /// What stands before the first heading of an article.
    Introduction,
    /// A section of an article.
    Section,
    /// What an article is not.
    Disclaimer,
    /// The description of a therapy or condition.
    Description,
}

/// What a section says besides its blocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SectionHead {
    /// The level of the heading, 2 to 4.
    #[schema(minimum = 2, maximum = 4, example = 2)]
    pub level: u8,
    /// The words of the heading, in plain text.
    #[schema(example = "How massage may help")]
    pub heading: String,
    /// What the section is for.
    pub purpose: Purpose,
}

/// The members of a document by name.
type Members = HashMap<String, Value>;

/// The members of a document that are told of by section and block.
const TEXT_MEMBERS: [&str; 4] = ["introduction", "sections", "disclaimer", "description"];

/// How an article differs from what it was. Both have their ids.
pub fn differences_of_articles(before: &ArticleDraft, after: &ArticleDraft) -> Vec<Difference> {
    let mut differences = differences_of_fields(before, after);
    differences.extend(differences_of_sections(&before.sections, &after.sections));
    differences.extend(differences_of_blocks(
        &article_blocks(before),
        &article_blocks(after),
    ));
    differences
}

/// The same for an article that was not there before.
pub fn first_of_article(after: &ArticleDraft) -> Vec<Difference> {
    let mut differences = differences_of_members(&HashMap::new(), &members_of(after));
    differences.extend(differences_of_sections(&[], &after.sections));
    differences.extend(differences_of_blocks(&Vec::new(), &article_blocks(after)));
    differences
}

/// How an entry differs from what it was, with the blocks of its description, if its kind has one.
pub fn differences_of_entries<T: Serialize>(
    (before, before_blocks): (&T, &[Block]),
    (after, after_blocks): (&T, &[Block]),
) -> Vec<Difference> {
    let mut differences = differences_of_fields(before, after);
    differences.extend(differences_of_blocks(
        &description_blocks(before_blocks),
        &description_blocks(after_blocks),
    ));
    differences
}

/// The same for an entry that was not there before.
pub fn first_of_entry<T: Serialize>(after: &T, after_blocks: &[Block]) -> Vec<Difference> {
    let mut differences = differences_of_members(&HashMap::new(), &members_of(after));
    let description = description_blocks(after_blocks);
    differences.extend(differences_of_blocks(&Vec::new(), &description));
    differences
}

/// How two documents of one kind differ, member by member, but for their texts.
fn differences_of_fields<T: Serialize>(before: &T, after: &T) -> Vec<Difference> {
    differences_of_members(&members_of(before), &members_of(after))
}

fn differences_of_members(before: &Members, after: &Members) -> Vec<Difference> {
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    names
        .into_iter()
        .filter(|name| !TEXT_MEMBERS.contains(&name.as_str()))
        .filter(|name| before.get(*name) != after.get(*name))
        .map(|name| FieldDifference::of(name, before.get(name), after.get(name)))
        .map(Difference::Field)
        .collect()
}

/// The members that say something: those without a value are left out, like empty lists.
fn members_of(content: &impl Serialize) -> Members {
    let Ok(Value::Object(members)) = serde_json::to_value(content) else {
        return HashMap::new();
    };
    let is_something =
        |value: &Value| !value.is_null() && value.as_array().is_none_or(|items| !items.is_empty());
    members
        .into_iter()
        .filter(|(_, value)| is_something(value))
        .collect()
}

impl FieldDifference {
    /// Of a member, from its values where it has one.
    pub fn of(field: &str, before: Option<&Value>, after: Option<&Value>) -> Self {
        let words = match (before, after) {
            (Some(Value::String(before)), Some(Value::String(after))) => {
                changed_words(before, after)
            }
            _ => Vec::new(),
        };
        Self {
            field: field.to_owned(),
            before: before.map(Value::to_string),
            after: after.map(Value::to_string),
            words,
        }
    }
}

#[cfg(test)]
mod tests;
