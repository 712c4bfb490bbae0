//! Whether an article is tagged with the therapies and conditions that it names, so that readers find it from there.

use std::collections::BTreeSet;

use super::{Checked, Found, Place};
use crate::content::{ArticleDraft, Code, Inline, MentionKind, Naming, Piece, Topic, walk_article};

/// One finding for each topic, where it is first named.
pub fn check(checked: &Checked, found: &mut Vec<Found>) {
    let mut known = tags_of(checked.draft);
    let mut look = |place: Place, text: &str| {
        for naming in checked.around.topic_names.find_in(text) {
            // Of topics that share a name, any one may be meant.
            if !naming.topics.iter().any(|topic| known.contains(topic)) {
                known.extend(naming.topics.iter().map(|topic| (*topic).clone()));
                found.extend(untagged(place, &naming));
            }
        }
    };
    look(Place::Front("title"), &checked.draft.title);
    look(Place::Front("summary"), &checked.draft.summary);
    // What an article cannot replace, and where it leads, is not what it is about.
    let passages = checked.passages.all.iter();
    for passage in passages.filter(|passage| !passage.is_lifted) {
        look(Place::Nth(passage.place), &passage.text);
    }
}

fn untagged(place: Place, naming: &Naming) -> Option<Found> {
    let (kind, list, slug) = match naming.topics.first()? {
        Topic::Therapy(slug) => ("therapy", "therapies", slug),
        Topic::Condition(slug) => ("condition", "conditions", slug),
    };
    let name = naming.name;
    let message = format!("the text names the {kind} “{name}”, and nothing tags it");
    let mut found = Found::new(Code::Untagged, place, message, "");
    found.advice = format!(
        "link it with `[{name}]({kind}:{slug})`, or list `{slug}` in `{list}` of the front matter"
    );
    Some(found)
}

/// What an article is tagged with: in its front matter, by its mentions, its items and definitions, and its claims.
fn tags_of(draft: &ArticleDraft) -> BTreeSet<Topic> {
    let therapies = draft.therapies.iter().cloned().map(Topic::Therapy);
    let conditions = draft.conditions.iter().cloned().map(Topic::Condition);
    let mut tags: BTreeSet<Topic> = therapies.chain(conditions).collect();
    walk_article(&mut draft.clone(), &mut |piece| match piece {
        Piece::Therapy(slug) => drop(tags.insert(Topic::Therapy(slug.clone()))),
        Piece::Condition(slug) => drop(tags.insert(Topic::Condition(slug.clone()))),
        Piece::Claim(claim) => {
            tags.insert(Topic::Therapy(claim.therapy.clone()));
            tags.insert(Topic::Condition(claim.condition.clone()));
        }
        Piece::Inlines(inlines) => tags.extend(inlines.iter().filter_map(mentioned)),
        Piece::Place { .. } | Piece::Words(_) | Piece::Aside(_) | Piece::Image(_) => {}
    });
    tags
}

fn mentioned(inline: &Inline) -> Option<Topic> {
    let Inline::Mention(mention) = inline else {
        return None;
    };
    match mention.kind {
        MentionKind::Therapy => Some(Topic::Therapy(mention.slug.clone())),
        MentionKind::Condition => Some(Topic::Condition(mention.slug.clone())),
        MentionKind::Article => None,
    }
}
