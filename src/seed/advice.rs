//! What the checks of content find in a folder that was read, with its places.

mod bibliography;

use std::collections::HashSet;

use jiff::civil::Date;

use bibliography::check_bibliography;

use super::places::Places;
use super::{Class, Fault, Reading, Severity, Span};
use crate::content::{
    Authored, Beside, Found, Library, Notice, ReferenceKey, Rules, Surroundings, TopicName,
    check_article,
};

/// Adds what the checks find in the articles of a folder to its faults. A reference at fault is reported once, where it
/// stands; one that data calls retracted, wherever it is cited.
pub fn advise(reading: &mut Reading, rules: &Rules, today: Date, beside: &Beside) {
    let library = &reading.library;
    let mut around = surroundings(library, beside);
    let mut faults = retracted_by_data(reading, beside);
    let mut reported: HashSet<(ReferenceKey, &str)> = HashSet::new();
    // What is published first: in a draft a fault is no error, and a reference is told of once.
    let (drafts, published): (Vec<_>, Vec<_>) = library
        .articles
        .iter()
        .partition(|article| article.is_draft);
    for article in published.into_iter().chain(drafts) {
        around.review = beside.reviews.get(&article.source.path).cloned();
        for found in check_article(&article.draft, &around, rules, today) {
            if let Some(key) = &found.reference
                && !reported.insert((key.clone(), found.code.as_str()))
            {
                continue;
            }
            let (file, span) = place_of(&found, &article.source.path, &reading.places);
            let fault = Fault::advice(found, &file, span, rules);
            faults.push(match article.is_draft {
                true => fault.as_warning(),
                false => fault,
            });
        }
    }
    for found in check_bibliography(library) {
        let (file, span) = place_of(&found, "", &reading.places);
        faults.push(Fault::advice(found, &file, span, rules));
    }
    reading.faults.append(&mut faults);
    reading
        .faults
        .sort_by(|a, b| (&a.file, a.span, a.code).cmp(&(&b.file, b.span, b.code)));
}

/// Takes what is worth a look and stops nothing out of the faults of a folder, and says how much it was: in a large folder
/// it would bury what stands in the way of a command.
pub fn set_advice_aside(reading: &mut Reading) -> usize {
    let all = reading.faults.len();
    let is_advice = |fault: &Fault| {
        fault.code.class() == Class::Advisory && fault.severity == Severity::Warning
    };
    reading.faults.retain(|fault| !is_advice(fault));
    all - reading.faults.len()
}

fn place_of(found: &Found, path: &str, places: &Places) -> (String, Span) {
    let at_reference = found.reference.as_ref();
    if let Some(place) = at_reference.and_then(|key| places.reference(key)) {
        return place.clone();
    }
    let article = places.article(path).cloned().unwrap_or_default();
    (path.to_owned(), article.span(found.place))
}

/// Where texts cite what is retracted by the data alone; what its author calls so was found when it was read. It stops no
/// text that readers have already: nothing would become public, and others could not be mended.
fn retracted_by_data(reading: &Reading, beside: &Beside) -> Vec<Fault> {
    let references = reading.library.references.iter();
    let retracted: HashSet<&ReferenceKey> = references
        .map(|authored| &authored.content)
        .filter(|reference| {
            let said = beside.notices.get(&reference.key).copied();
            !reference.is_retracted() && said.is_some_and(Notice::is_retraction)
        })
        .map(|reference| &reference.key)
        .collect();
    let citations = reading.places.citations.iter();
    citations
        .filter(|citation| retracted.contains(&citation.key))
        .map(|citation| {
            let fault = Fault::retracted_by_data(&citation.key, &citation.file, citation.span);
            match citation.is_draft || beside.public.contains(&citation.file) {
                true => fault.as_warning(),
                false => fault,
            }
        })
        .collect()
}

/// Everything in a folder is around each of its articles.
fn surroundings(library: &Library, beside: &Beside) -> Surroundings {
    let references = library.references.iter();
    let therapies = library.therapies.iter();
    let conditions = library.conditions.iter();
    let people = library.people.iter();
    Surroundings {
        references: references
            .map(|Authored { content, .. }| {
                let mut reference = content.clone();
                reference.add_notice(beside.notices.get(&reference.key).copied());
                (reference.key.clone(), reference)
            })
            .collect(),
        therapies: therapies
            .map(|Authored { content, .. }| (content.slug.clone(), content.clone()))
            .collect(),
        conditions: conditions
            .map(|Authored { content, .. }| (content.slug.clone(), content.clone()))
            .collect(),
        people: beside
            .reviewers
            .clone()
            .into_iter()
            .chain(people.map(|Authored { content, .. }| (content.slug.clone(), content.clone())))
            .collect(),
        topic_names: library
            .therapies
            .iter()
            .flat_map(|authored| TopicName::of_therapy(&authored.content))
            .chain(
                library
                    .conditions
                    .iter()
                    .flat_map(|authored| TopicName::of_condition(&authored.content)),
            )
            .collect(),
        review: None,
    }
}
