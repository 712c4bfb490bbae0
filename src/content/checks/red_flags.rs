//! Whether an article about a condition that can be dangerous says when to get help.

use std::collections::BTreeSet;

use super::{Checked, Found, Place};
use crate::content::{
    ArticleDraft, Block, CalloutRole, Code, Inline, MentionKind, Piece, Purpose, Slug, walk_article,
};

/// One finding for an article, which names all its conditions with red flags.
pub fn check(checked: &Checked, found: &mut Vec<Found>) {
    if says_when_to_get_help(checked.draft) {
        return;
    }
    let conditions = &checked.around.conditions;
    let dangerous: Vec<String> = conditions_of(checked.draft)
        .iter()
        .filter_map(|slug| conditions.get(slug))
        .filter(|condition| !condition.red_flags.is_empty())
        .map(|condition| format!("`{}`", condition.slug))
        .collect();
    if !dangerous.is_empty() {
        let verb = match dangerous.len() {
            1 => "has",
            _ => "have",
        };
        let message = format!(
            "{} {verb} red flags, and the article does not say when to get help",
            dangerous.join(", ")
        );
        let advice = "add `> [!WARNING]` or `> [!CAUTION]` with the signs, or a section with `purpose=when_to_get_help`";
        let place = Place::Front("title");
        found.push(Found::new(Code::NoWarning, place, message, advice));
    }
}

fn says_when_to_get_help(draft: &ArticleDraft) -> bool {
    let sections = &draft.sections;
    let mut blocks = draft
        .introduction
        .iter()
        .chain(sections.iter().flat_map(|section| &section.blocks));
    sections
        .iter()
        .any(|section| section.purpose == Purpose::WhenToGetHelp)
        || blocks.any(is_warning)
}

fn is_warning(block: &Block) -> bool {
    let Block::Callout(callout) = block else {
        return false;
    };
    match callout.role {
        CalloutRole::Warning | CalloutRole::Emergency => true,
        CalloutRole::Info | CalloutRole::KeyPoint => false,
    }
}

/// The conditions that the front matter lists, and those that the text or its claims name.
fn conditions_of(draft: &ArticleDraft) -> BTreeSet<Slug> {
    let mut conditions: BTreeSet<Slug> = draft.conditions.iter().cloned().collect();
    walk_article(&mut draft.clone(), &mut |piece| match piece {
        Piece::Condition(slug) => drop(conditions.insert(slug.clone())),
        Piece::Claim(claim) => drop(conditions.insert(claim.condition.clone())),
        Piece::Inlines(inlines) => {
            for inline in inlines.iter() {
                if let Inline::Mention(mention) = inline
                    && mention.kind == MentionKind::Condition
                {
                    conditions.insert(mention.slug.clone());
                }
            }
        }
        Piece::Place { .. }
        | Piece::Words(_)
        | Piece::Aside(_)
        | Piece::Image(_)
        | Piece::Therapy(_) => {}
    });
    conditions
}
