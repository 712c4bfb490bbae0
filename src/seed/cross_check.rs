//! Checks the files of a folder against each other, once all of them are read.

use std::collections::HashSet;

use super::contents::Contents;
use super::existence::{Existing, KnownNames};
use super::unread::Unread;
use super::{Class, Fault, Severity, references, slugs, translations};
use crate::content::Locale;

/// Reports what is wrong with the files together.
pub fn cross_check(contents: &Contents, default_locale: &Locale, faults: &mut Vec<Fault>) {
    slugs::refuse_same_articles(&contents.articles, faults);
    slugs::refuse_same_topics(&contents.therapies, faults);
    slugs::refuse_same_topics(&contents.conditions, faults);
    slugs::refuse_same_people(&contents.people, faults);
    references::refuse_the_same(&contents.references, faults);
    translations::check_translations(&contents.articles, default_locale, faults);
    let unread = Unread::of(contents, faults);
    let existing = Existing::new(KnownNames::of_folder(contents), &unread);
    for article in &contents.articles {
        existing.check_article(article, faults);
    }
    for topic in &contents.therapies {
        existing.check_uses(&topic.path, &topic.uses, faults);
    }
    for topic in &contents.conditions {
        existing.check_uses(&topic.path, &topic.uses, faults);
    }
    excuse_drafts(contents, faults);
}

/// What only stops a publish does not stop a draft from being stored.
fn excuse_drafts(contents: &Contents, faults: &mut [Fault]) {
    let drafts: HashSet<&str> = contents
        .articles
        .iter()
        .filter(|article| article.is_draft)
        .map(|article| article.path.as_str())
        .collect();
    for fault in faults {
        if drafts.contains(fault.file.as_str()) && fault.code.class() == Class::Unpublishable {
            fault.severity = Severity::Warning;
        }
    }
}
