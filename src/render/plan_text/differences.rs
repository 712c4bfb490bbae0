//! The differences of one piece of content, a line or more for each.

use std::collections::HashSet;

use serde_json::Value;

use super::words::changed_words;
use super::{Mark, PlanLook};
use crate::content::{Block, Difference, Part, PlaceChange, SectionHead};

/// Adds the lines of one difference; `part` is where the block before it stood.
pub fn add_difference(
    difference: &Difference,
    part: &mut Option<Part>,
    look: &PlanLook,
    text: &mut String,
) {
    match difference {
        Difference::Field {
            field,
            before,
            after,
        } => {
            let value = field_change(before.as_ref(), after.as_ref(), look);
            text.push_str(&format!("    {field}: {value}\n"));
        }
        Difference::Section {
            change,
            id,
            before,
            after,
        } => {
            let heads = heads(*change, before.as_ref(), after.as_ref(), look);
            let line = look.marked(mark_of(*change), &format!("section {id}{heads}"));
            text.push_str(&format!("    {line}\n"));
        }
        Difference::Block {
            change,
            id,
            part: place,
            before,
            after,
        } => {
            enter(place, part, text);
            let words = block_change(*change, before.as_deref(), after.as_deref(), look);
            let line = look.marked(mark_of(*change), &format!("{id}{words}"));
            text.push_str(&format!("      {line}\n"));
        }
    }
}

/// Names the part that blocks stand in, once before the first of them.
fn enter(place: &Part, part: &mut Option<Part>, text: &mut String) {
    if part.as_ref() != Some(place) {
        text.push_str(&format!("    in {}\n", part_name(place)));
        *part = Some(place.clone());
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

fn part_name(part: &Part) -> String {
    match part {
        Part::Introduction => "the introduction".to_owned(),
        Part::Section(id) => format!("section {id}"),
        Part::Disclaimer => "the disclaimer".to_owned(),
        Part::Description => "the description".to_owned(),
    }
}

fn field_change(before: Option<&Value>, after: Option<&Value>, look: &PlanLook) -> String {
    if let (Some(Value::String(before)), Some(Value::String(after))) = (before, after) {
        return changed_words(before, after, look.is_coloured);
    }
    if let (Some(Value::Array(before)), Some(Value::Array(after))) = (before, after) {
        return list_change(before, after, look);
    }
    let shown = |value: Option<&Value>| value.map_or_else(String::new, ToString::to_string);
    changed_words(&shown(before), &shown(after), look.is_coloured)
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
    changed_words(&gone, &come, look.is_coloured)
}

fn heads(
    change: PlaceChange,
    before: Option<&SectionHead>,
    after: Option<&SectionHead>,
    look: &PlanLook,
) -> String {
    let shown = |head: Option<&SectionHead>| {
        head.map_or_else(String::new, |head| {
            let purpose = serde_json::to_value(head.purpose).unwrap_or_default();
            let marks = "#".repeat(head.level.into());
            let purpose = purpose.as_str().unwrap_or_default().to_owned();
            format!("{marks} {} {{purpose={purpose}}}", head.heading)
        })
    };
    match change {
        PlaceChange::Moved => " moved".to_owned(),
        PlaceChange::Added | PlaceChange::Removed => {
            format!(": {}", shown(after.or(before)))
        }
        PlaceChange::Changed => {
            let words = changed_words(&shown(before), &shown(after), look.is_coloured);
            format!(": {words}")
        }
    }
}

fn block_change(
    change: PlaceChange,
    before: Option<&Block>,
    after: Option<&Block>,
    look: &PlanLook,
) -> String {
    let shown = |block: Option<&Block>| block.map_or_else(String::new, look.block_text);
    let words = match change {
        PlaceChange::Moved => return " moved".to_owned(),
        PlaceChange::Added => shown(after),
        PlaceChange::Removed => shown(before),
        PlaceChange::Changed => changed_words(&shown(before), &shown(after), look.is_coloured),
    };
    // The lines of a block stand below each other, all under its mark.
    format!(": {}", words.trim_end().replace('\n', "\n          "))
}
