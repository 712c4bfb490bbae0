//! The differences of one piece of content, a line or more for each.

use std::collections::HashSet;

use serde_json::Value;

use super::words::marked_words;
use super::{Mark, PlanLook};
use crate::content::{
    Anchor, Block, BlockDifference, Difference, FieldDifference, Part, PlaceChange,
    SectionDifference, SectionHead,
};

/// Where a block stands.
pub type Place = (Part, Option<Anchor>);

/// Adds the lines of one difference; `place` is where the block before it stood.
pub fn add_difference(
    difference: &Difference,
    place: &mut Option<Place>,
    look: &PlanLook,
    text: &mut String,
) {
    match difference {
        Difference::Field(different) => {
            let value = field_change(different, look);
            text.push_str(&format!("    {}: {value}\n", different.field));
        }
        Difference::Section(different) => {
            let heads = heads(different, look);
            let words = format!("section {}{heads}", different.id);
            let line = look.marked(mark_of(different.change), &words);
            text.push_str(&format!("    {line}\n"));
        }
        Difference::Block(different) => {
            enter((different.part, different.section.clone()), place, text);
            let words = format!("{}{}", different.id, block_change(different, look));
            let line = look.marked(mark_of(different.change), &words);
            text.push_str(&format!("      {line}\n"));
        }
    }
}

/// Names the part that blocks stand in, once before the first of them.
fn enter(here: Place, place: &mut Option<Place>, text: &mut String) {
    if place.as_ref() != Some(&here) {
        text.push_str(&format!("    in {}\n", place_name(&here)));
        *place = Some(here);
    }
}

fn mark_of(change: PlaceChange) -> Mark {
    match change {
        PlaceChange::Added => Mark::Added,
        PlaceChange::Changed => Mark::Changed,
        PlaceChange::Moved => Mark::Moved,
        PlaceChange::Removed => Mark::Removed,
    }
}

fn place_name((part, section): &Place) -> String {
    match (part, section) {
        (Part::Introduction, _) => "the introduction".to_owned(),
        (Part::Section, Some(id)) => format!("section {id}"),
        (Part::Section, None) => "a section".to_owned(),
        (Part::Disclaimer, _) => "the disclaimer".to_owned(),
        (Part::Description, _) => "the description".to_owned(),
    }
}

fn field_change(different: &FieldDifference, look: &PlanLook) -> String {
    let value = |text: Option<&String>| text.and_then(|text| serde_json::from_str(text).ok());
    let before: Option<Value> = value(different.before.as_ref());
    let after: Option<Value> = value(different.after.as_ref());
    match (&before, &after) {
        (Some(Value::String(before)), Some(Value::String(after))) => {
            marked_words(before, after, look.is_coloured)
        }
        (Some(Value::Array(before)), Some(Value::Array(after))) => list_change(before, after, look),
        _ => {
            let shown =
                |value: Option<Value>| value.map_or_else(String::new, |value| value.to_string());
            marked_words(&shown(before), &shown(after), look.is_coloured)
        }
    }
}

/// What a list has lost and gained; where it has the same members, the whole list in its new order.
fn list_change(before: &[Value], after: &[Value], look: &PlanLook) -> String {
    let without = |these: &[Value], others: &[Value]| -> Vec<String> {
        let others: HashSet<String> = others.iter().map(ToString::to_string).collect();
        let these = these.iter().map(ToString::to_string);
        these.filter(|value| !others.contains(value)).collect()
    };
    let gone = without(before, after).join(" ");
    let come = without(after, before).join(" ");
    if gone.is_empty() && come.is_empty() {
        return format!("now in the order {}", without(after, &[]).join(" "));
    }
    marked_words(&gone, &come, look.is_coloured)
}

fn heads(different: &SectionDifference, look: &PlanLook) -> String {
    let shown = |head: Option<&SectionHead>| {
        head.map_or_else(String::new, |head| {
            let purpose = serde_json::to_value(head.purpose).unwrap_or_default();
            let marks = "#".repeat(head.level.into());
            let purpose = purpose.as_str().unwrap_or_default().to_owned();
            format!("{marks} {} {{purpose={purpose}}}", head.heading)
        })
    };
    let (before, after) = (different.before.as_ref(), different.after.as_ref());
    match different.change {
        PlaceChange::Moved => " moved".to_owned(),
        PlaceChange::Added | PlaceChange::Removed => {
            format!(": {}", shown(after.or(before)))
        }
        PlaceChange::Changed => {
            let words = marked_words(&shown(before), &shown(after), look.is_coloured);
            format!(": {words}")
        }
    }
}

fn block_change(different: &BlockDifference, look: &PlanLook) -> String {
    let shown = |block: Option<&Block>| block.map_or_else(String::new, look.block_text);
    let before = shown(different.before.as_deref());
    let after = shown(different.after.as_deref());
    let words = match different.change {
        PlaceChange::Moved => return " moved".to_owned(),
        PlaceChange::Added => after,
        PlaceChange::Removed => before,
        PlaceChange::Changed => marked_words(&before, &after, look.is_coloured),
    };
    // The lines of a block stand below each other, all under its mark.
    format!(": {}", words.trim_end().replace('\n', "\n          "))
}
