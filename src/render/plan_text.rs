//! A plan as lines for a person: what happens to each piece of content, and what is different in it.

mod differences;
mod words;

use crate::content::{Action, Block, Change, Difference, Kind, PlaceChange, Plan, Publicity};
use differences::add_difference;

/// How a plan is drawn.
pub struct PlanLook<'a> {
    /// With colours, for a terminal.
    pub is_coloured: bool,
    /// A block as its author would write it.
    pub block_text: &'a dyn Fn(&Block) -> String,
}

/// What a mark at the start of a line stands for.
#[derive(Clone, Copy)]
enum Mark {
    Added,
    Changed,
    Moved,
    Removed,
}

/// The whole plan with its differences and a last line that counts.
pub fn plan_text(plan: &Plan, look: &PlanLook) -> String {
    let mut text = String::new();
    for change in &plan.changes {
        text.push_str(&look.marked(mark_of(change.action), &headline(change)));
        text.push('\n');
        let mut part = None;
        for difference in &change.differences {
            add_difference(difference, &mut part, look, &mut text);
        }
    }
    if !plan.changes.is_empty() {
        text.push('\n');
    }
    text.push_str(&summary(plan));
    text.push('\n');
    text
}

/// One line that says what has happened to a piece of content.
pub fn change_line(change: &Change) -> String {
    let done = match change.action {
        Action::Create => "created",
        Action::Update => "changed",
        Action::Publish => "published",
        Action::Remove => "removed",
    };
    let counts = counts_of(&change.differences);
    let counts = if counts.is_empty() {
        counts
    } else {
        format!(": {counts}")
    };
    format!("{done} {}{counts}", headline(change))
}

/// `2 to create, 1 to change; 40 unchanged`.
pub fn summary(plan: &Plan) -> String {
    counted(
        plan,
        ["to create", "to change", "to publish", "to remove"],
        "nothing to change",
    )
}

/// `2 created, 1 changed; 40 unchanged`.
pub fn applied_summary(plan: &Plan) -> String {
    counted(
        plan,
        ["created", "changed", "published", "removed"],
        "nothing changed",
    )
}

fn counted(plan: &Plan, words: [&str; 4], nothing: &str) -> String {
    let actions = [
        Action::Create,
        Action::Update,
        Action::Publish,
        Action::Remove,
    ];
    let counts = actions.map(|action| plan.count(action)).into_iter();
    let told: Vec<String> = counts
        .zip(words)
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| format!("{count} {words}"))
        .collect();
    let told = match told.is_empty() {
        true => nothing.to_owned(),
        false => told.join(", "),
    };
    let kept = match plan.kept {
        0 => String::new(),
        kept => format!(
            "; {kept} in the database are not in the folder and stay (--prune removes them)"
        ),
    };
    format!("{told}; {} unchanged{kept}", plan.unchanged)
}

fn mark_of(action: Action) -> Mark {
    match action {
        Action::Create => Mark::Added,
        Action::Update | Action::Publish => Mark::Changed,
        Action::Remove => Mark::Removed,
    }
}

/// `article massage-for-sciatica (de, draft)  articles/massage.md`.
fn headline(change: &Change) -> String {
    let mut notes = Vec::new();
    notes.extend(change.locale.as_ref().map(ToString::to_string));
    notes.extend(change.publicity.map(|publicity| match publicity {
        Publicity::Published => "published".to_owned(),
        Publicity::Draft => "draft".to_owned(),
        Publicity::Scheduled => "scheduled".to_owned(),
    }));
    let notes = match notes.is_empty() {
        true => String::new(),
        false => format!(" ({})", notes.join(", ")),
    };
    let is_named_by_file = change.kind == Kind::Image;
    let file = change.file.as_ref().filter(|_| !is_named_by_file);
    let file = file.map_or_else(String::new, |file| format!("  {file}"));
    format!("{} {}{notes}{file}", change.kind.as_str(), change.name)
}

/// `title, summary, 1 block changed, 2 blocks added`.
fn counts_of(differences: &[Difference]) -> String {
    let mut told = Vec::new();
    for difference in differences {
        if let Difference::Field(different) = difference {
            told.push(different.field.clone());
        }
    }
    for (noun, is_block) in [("section", false), ("block", true)] {
        for (change, word) in [
            (PlaceChange::Added, "added"),
            (PlaceChange::Changed, "changed"),
            (PlaceChange::Moved, "moved"),
            (PlaceChange::Removed, "removed"),
        ] {
            let count = differences
                .iter()
                .filter(|difference| match difference {
                    Difference::Field(_) => false,
                    Difference::Section(section) => !is_block && section.change == change,
                    Difference::Block(block) => is_block && block.change == change,
                })
                .count();
            if count > 0 {
                let plural = if count == 1 { "" } else { "s" };
                told.push(format!("{count} {noun}{plural} {word}"));
            }
        }
    }
    told.join(", ")
}

impl PlanLook<'_> {
    fn marked(&self, mark: Mark, text: &str) -> String {
        let (sign, colour) = match mark {
            Mark::Added => ("+", "\u{1b}[32m"),
            Mark::Changed => ("~", "\u{1b}[33m"),
            Mark::Moved => ("^", "\u{1b}[36m"),
            Mark::Removed => ("-", "\u{1b}[31m"),
        };
        if self.is_coloured {
            format!("{colour}{sign}\u{1b}[0m {text}")
        } else {
            format!("{sign} {text}")
        }
    }
}

#[cfg(test)]
mod tests;
