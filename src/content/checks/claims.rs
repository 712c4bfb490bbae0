//! Claims with the sources that they rest on, and those that rest on none.

use super::super::rests_on::another_question;
use super::{Checked, Found, Passage, Place};
use crate::content::{Claim, Code, Reference, Slug, Topic};

/// A claim of an article with the sources that its passage cites.
pub struct Resting<'a> {
    pub place: Place,
    pub claim: &'a Claim,
    /// What it cites, each source once, in order.
    pub sources: Vec<&'a Reference>,
}

/// A claim rests on the citations inside its block or item.
pub fn check(checked: &Checked, found: &mut Vec<Found>) {
    for passage in &checked.passages.all {
        if passage.claim.is_some() && passage.citations.is_empty() {
            found.push(Found::new(
                Code::ClaimWithoutCitation,
                Place::Nth(passage.place),
                "the claim cites nothing".to_owned(),
                "cite what it rests on inside the same paragraph or item, or remove `claim=`",
            ));
        }
    }
}

/// The claims of which every source is known. Where one is not, nothing fair can be said of them all.
pub fn resting<'a>(checked: &'a Checked<'a>) -> impl Iterator<Item = Resting<'a>> {
    let passages = checked.passages.all.iter();
    passages.filter_map(|passage| {
        let claim = passage.claim.as_ref()?;
        let sources = sources_of(passage, checked)?;
        Some(Resting {
            place: Place::Nth(passage.place),
            claim,
            sources,
        })
    })
}

fn sources_of<'a>(passage: &Passage, checked: &'a Checked) -> Option<Vec<&'a Reference>> {
    let mut sources: Vec<&Reference> = Vec::new();
    for key in &passage.citations {
        let source = checked.around.references.get(key)?;
        if !sources.iter().any(|known| known.key == source.key) {
            sources.push(source);
        }
    }
    (!sources.is_empty()).then_some(sources)
}

/// True for a source that says what it studied, and that is neither the condition of the claim nor its therapy alone: a
/// study of the same therapy in other people tells nothing of these.
pub fn is_indirect(source: &Reference, claim: &Claim, checked: &Checked) -> bool {
    !another_question(source, claim, |slug| is_therapy(slug, checked)).is_empty()
}

fn is_therapy(slug: &Slug, checked: &Checked) -> bool {
    let mut topics = checked
        .around
        .topic_names
        .all()
        .iter()
        .map(|name| &name.topic);
    topics.any(|topic| matches!(topic, Topic::Therapy(therapy) if therapy == slug))
}
