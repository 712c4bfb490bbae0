//! Looks up everything that the files of a folder point at: does it exist, and may it be used?

use std::collections::{BTreeMap, BTreeSet};

use super::articles::ReadArticle;
use super::contents::Contents;
use super::markdown::{Target, Use};
use super::nearest::nearest_or;
use super::references::ReadReference;
use super::report::Report;
use super::source_text::Placed;
use super::topics::ReadTopic;
use super::{Code, Fault, Severity, Span};
use crate::content::{NoticeKind, ReferenceKey, Slug};

/// The names of all that exists in a folder, faulty or not: a fault of one thing is no fault of what points at it.
pub struct Existing<'a> {
    therapies: BTreeSet<&'a str>,
    conditions: BTreeSet<&'a str>,
    people: BTreeSet<&'a str>,
    /// By the form in which keys are compared.
    references: BTreeMap<String, &'a ReadReference>,
    /// Slugs of articles, also earlier ones, and whether one is published.
    articles: BTreeMap<&'a str, bool>,
    /// The articles that have a slug today.
    originals: BTreeMap<&'a str, Vec<&'a ReadArticle>>,
    media: BTreeSet<&'a str>,
}

impl<'a> Existing<'a> {
    pub fn new(contents: &'a Contents) -> Self {
        let mut slugs: BTreeMap<&str, bool> = BTreeMap::new();
        let mut originals: BTreeMap<&str, Vec<&ReadArticle>> = BTreeMap::new();
        for article in &contents.articles {
            for slug in article.slug.iter().chain(&article.previous_slugs) {
                *slugs.entry(slug.value.as_str()).or_default() |= !article.is_draft;
            }
            if let Some(slug) = &article.slug {
                let named = originals.entry(slug.value.as_str()).or_default();
                named.push(article);
            }
        }
        Self {
            therapies: slugs_of(&contents.therapies),
            conditions: slugs_of(&contents.conditions),
            people: contents
                .people
                .iter()
                .map(|p| p.slug.value.as_str())
                .collect(),
            references: contents
                .references
                .iter()
                .map(|reference| (reference.key.value.folded(), reference))
                .collect(),
            articles: slugs,
            originals,
            media: contents.image_paths.iter().map(String::as_str).collect(),
        }
    }

    /// Reports what an article points at that does not exist.
    pub fn check_article(&self, article: &ReadArticle, faults: &mut Vec<Fault>) {
        self.check_uses(&article.path, &article.pointers.uses, faults);
        let mut report = Report::new(&article.path, faults);
        for person in &article.pointers.people {
            let message = format!("`{}` is not a person in people.yaml", person.value);
            refuse_unknown_name(&self.people, person, message, &mut report);
        }
        if let Some(original) = &article.translation_of {
            self.check_translation(article, original, &mut report);
        }
    }

    fn check_translation(
        &self,
        article: &ReadArticle,
        original: &Placed<Slug>,
        report: &mut Report,
    ) {
        let locale_of = |article: &ReadArticle| article.locale.as_ref().map(|l| l.value.clone());
        let named = self.originals.get(original.value.as_str());
        let is_known = named.is_some_and(|articles| {
            articles
                .iter()
                .any(|other| locale_of(other) != locale_of(article))
        });
        if !is_known {
            let slug = original.value.as_str();
            let message = format!("`{slug}` is not the slug of an article in another locale");
            let known = self.originals.keys().copied();
            let help = nearest_or(slug, known, "add that article");
            report.add(Code::UnknownArticle, original.span, message, help);
        }
    }

    /// Reports what a text points at that does not exist or was retracted.
    pub fn check_uses(&self, path: &str, uses: &[Use], faults: &mut Vec<Fault>) {
        for Use { target, span } in uses {
            let mut report = Report::new(path, faults);
            let span = *span;
            match target {
                Target::Reference(key) => self.check_reference(key, span, &mut report),
                Target::Therapy(slug) => {
                    let place = Placed {
                        value: slug.clone(),
                        span,
                    };
                    let message = format!("there is no therapy `{slug}`");
                    refuse_unknown_name(&self.therapies, &place, message, &mut report);
                }
                Target::Condition(slug) => {
                    let place = Placed {
                        value: slug.clone(),
                        span,
                    };
                    let message = format!("there is no condition `{slug}`");
                    refuse_unknown_name(&self.conditions, &place, message, &mut report);
                }
                Target::Article(slug) => self.check_link(path, slug, span, faults),
                Target::Image(image) => self.check_image(image, span, &mut report),
            }
        }
    }

    fn check_reference(&self, key: &ReferenceKey, span: Span, report: &mut Report) {
        let Some(found) = self.references.get(&key.folded()) else {
            let known = self.references.values().map(|r| r.key.value.as_str());
            let help = nearest_or(key.as_str(), known, "add the source to references.bib");
            let message = format!("no reference has the key `{key}`");
            report.add(Code::UnknownCitation, span, message, help);
            return;
        };
        let notice = found.reference.content.notice;
        if notice.is_some_and(|notice| notice.kind == NoticeKind::Retracted) {
            let message = format!("`{key}` was retracted");
            let help = "remove the citation, and look again at what rests on it".to_owned();
            report.add(Code::RetractedSource, span, message, help);
        }
    }

    /// A link to what is only a draft becomes text until that is published.
    fn check_link(&self, path: &str, slug: &Slug, span: Span, faults: &mut Vec<Fault>) {
        match self.articles.get(slug.as_str()) {
            Some(true) => {}
            Some(false) => {
                let message = format!("the article `{slug}` is only a draft");
                let help = "readers see text without a link until it is published".to_owned();
                let fault = Fault::error(Code::UnknownArticle, path, span, message, help);
                faults.push(Fault {
                    severity: Severity::Warning,
                    ..fault
                });
            }
            None => {
                let message = format!("there is no article `{slug}`");
                let known = self.articles.keys().copied();
                let help = nearest_or(slug.as_str(), known, "add it, or remove the link");
                Report::new(path, faults).add(Code::UnknownArticle, span, message, help);
            }
        }
    }

    fn check_image(&self, image: &str, span: Span, report: &mut Report) {
        if self.media.contains(image) {
            return;
        }
        let message = format!("there is no image `{image}`");
        let known = self.media.iter().copied();
        let help = nearest_or(image, known, "add the file to the folder `media`");
        report.add(Code::MissingImage, span, message, help);
    }
}

fn slugs_of<T>(topics: &[ReadTopic<T>]) -> BTreeSet<&str> {
    topics
        .iter()
        .filter_map(|topic| topic.slug.as_ref())
        .map(|slug| slug.value.as_str())
        .collect()
}

fn refuse_unknown_name(
    known: &BTreeSet<&str>,
    name: &Placed<Slug>,
    message: String,
    report: &mut Report,
) {
    if !known.contains(name.value.as_str()) {
        let help = nearest_or(
            name.value.as_str(),
            known.iter().copied(),
            "add it, or remove the name",
        );
        report.add(Code::UnknownName, name.span, message, help);
    }
}
