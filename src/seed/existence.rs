//! Looks up everything that texts point at: does it exist, and may it be used?

use std::collections::{BTreeMap, BTreeSet};

use super::articles::ReadArticle;
use super::contents::Contents;
use super::markdown::{Target, Use};
use super::nearest::nearest_or;
use super::report::Report;
use super::source_text::Placed;
use super::topics::ReadTopic;
use super::unread::Unread;
use super::{Code, Fault, Span};
use crate::content::{FoundNames, ReferenceKey, Slug};

/// The names of all that exists, wherever it is kept.
#[derive(Debug, Default)]
pub struct KnownNames<'a> {
    therapies: BTreeSet<&'a str>,
    conditions: BTreeSet<&'a str>,
    people: BTreeSet<&'a str>,
    /// Keys as they are written, and whether the source was retracted.
    references: BTreeMap<&'a str, bool>,
    /// Slugs that articles have today, and whether one of these is published.
    articles: BTreeMap<&'a str, bool>,
    /// Earlier slugs of articles, each with the slug of today.
    renamed: BTreeMap<&'a str, &'a str>,
    media: BTreeSet<&'a str>,
}

/// Looks names up.
pub struct Existing<'a> {
    names: KnownNames<'a>,
    /// Keys as they are written, by the form in which they are compared.
    spellings: BTreeMap<String, &'a str>,
    unread: &'a Unread,
}

impl<'a> KnownNames<'a> {
    /// Those of a folder, faulty or not: a fault of one thing is no fault of what points at it.
    pub fn of_folder(contents: &'a Contents) -> Self {
        let people = contents.people.iter().map(|read| read.slug.value.as_str());
        let references = contents.references.iter().map(|read| {
            let is_retracted = read.reference.content.is_retracted();
            (read.key.value.as_str(), is_retracted)
        });
        Self {
            therapies: slugs_of(&contents.therapies),
            conditions: slugs_of(&contents.conditions),
            people: people.collect(),
            references: references.collect(),
            articles: current_slugs(&contents.articles),
            renamed: earlier_slugs(&contents.articles),
            media: contents.image_paths.iter().map(String::as_str).collect(),
        }
    }

    /// Those that were asked for one by one.
    pub fn of_found(found: &'a FoundNames) -> Self {
        let references = found.references.iter();
        let mut articles: BTreeMap<&str, bool> = BTreeMap::new();
        let mut renamed = BTreeMap::new();
        for article in &found.articles {
            if article.asked != article.today {
                renamed.insert(article.asked.as_str(), article.today.as_str());
            }
            *articles.entry(article.today.as_str()).or_default() |= article.is_public;
        }
        Self {
            therapies: found.therapies.iter().map(Slug::as_str).collect(),
            conditions: found.conditions.iter().map(Slug::as_str).collect(),
            people: found.people.iter().map(Slug::as_str).collect(),
            references: references
                .map(|(key, reference)| (key.as_str(), reference.is_retracted))
                .collect(),
            articles,
            renamed,
            media: found.images.keys().map(String::as_str).collect(),
        }
    }
}

impl<'a> Existing<'a> {
    pub fn new(names: KnownNames<'a>, unread: &'a Unread) -> Self {
        let keys = names.references.keys();
        Self {
            spellings: keys.map(|key| (key.to_ascii_lowercase(), *key)).collect(),
            names,
            unread,
        }
    }

    /// Reports what an article points at that does not exist.
    pub fn check_article(&self, article: &ReadArticle, faults: &mut Vec<Fault>) {
        self.check_uses(&article.path, &article.pointers.uses, faults);
        if self.unread.may_have_people() {
            return;
        }
        let mut report = Report::new(&article.path, faults);
        for person in &article.pointers.people {
            let message = format!("there is no person `{}`", person.value);
            refuse_unknown_name(&self.names.people, person, message, &mut report);
        }
    }

    /// Reports what a text points at that does not exist or was retracted.
    pub fn check_uses(&self, path: &str, uses: &[Use], faults: &mut Vec<Fault>) {
        for Use { target, span } in uses {
            let mut report = Report::new(path, faults);
            let span = *span;
            match target {
                Target::Reference(key) => self.check_reference(key, span, &mut report),
                Target::Therapy(slug) if self.unread.may_have("therapies", slug.as_str()) => {}
                Target::Therapy(slug) => {
                    let place = Placed {
                        value: slug.clone(),
                        span,
                    };
                    let message = format!("there is no therapy `{slug}`");
                    refuse_unknown_name(&self.names.therapies, &place, message, &mut report);
                }
                Target::Condition(slug) if self.unread.may_have("conditions", slug.as_str()) => {}
                Target::Condition(slug) => {
                    let place = Placed {
                        value: slug.clone(),
                        span,
                    };
                    let message = format!("there is no condition `{slug}`");
                    refuse_unknown_name(&self.names.conditions, &place, message, &mut report);
                }
                Target::Article(slug) => self.check_link(slug, span, &mut report),
                Target::Image(image) => self.check_image(image, span, &mut report),
            }
        }
    }

    fn check_reference(&self, key: &ReferenceKey, span: Span, report: &mut Report) {
        let Some(is_retracted) = self.names.references.get(key.as_str()) else {
            if !self.unread.may_have_references() {
                self.refuse_key(key, span, report);
            }
            return;
        };
        if *is_retracted {
            report.add_fault(Fault::retracted(key, report.file(), span));
        }
    }

    /// Keys are looked up as they are written, so another spelling would lose the reference.
    fn refuse_key(&self, key: &ReferenceKey, span: Span, report: &mut Report) {
        let message = format!("no reference has the key `{key}`");
        let help = match self.spellings.get(&key.folded()) {
            Some(spelling) => format!("write `{spelling}`"),
            None => {
                let known = self.names.references.keys().copied();
                nearest_or(key.as_str(), known, "add the source to the references")
            }
        };
        report.add(Code::UnknownCitation, span, message, help);
    }

    /// A link to what is only a draft becomes text until that is published.
    fn check_link(&self, slug: &Slug, span: Span, report: &mut Report) {
        let is_published = self.names.articles.get(slug.as_str());
        match (is_published, self.names.renamed.get(slug.as_str())) {
            (Some(true), _) => {}
            (Some(false), _) => {
                let message = format!("the article `{slug}` is only a draft");
                let help = "readers see text without a link until it is published".to_owned();
                report.warn(Code::UnknownArticle, span, message, help);
            }
            (None, Some(today)) => self.refuse_earlier_slug(slug, today, span, report),
            (None, None) if self.unread.may_have("articles", slug.as_str()) => {}
            (None, None) => {
                let message = format!("there is no article `{slug}`");
                let known = self.names.articles.keys().copied();
                let help = nearest_or(slug.as_str(), known, "add it, or remove the link");
                report.add(Code::UnknownArticle, span, message, help);
            }
        }
    }

    /// Texts are linked by the slugs of today; an earlier one only leads readers who come from elsewhere.
    fn refuse_earlier_slug(&self, slug: &Slug, today: &str, span: Span, report: &mut Report) {
        let message = format!("`{slug}` is an earlier slug of the article `{today}`");
        let help = format!("write `article:{today}`");
        if self.names.articles.get(today) == Some(&true) {
            report.add(Code::UnknownArticle, span, message, help);
        } else {
            report.warn(Code::UnknownArticle, span, message, help);
        }
    }

    fn check_image(&self, image: &str, span: Span, report: &mut Report) {
        if self.names.media.contains(image) || self.unread.may_have_image(image) {
            return;
        }
        let message = format!("there is no image `{image}`");
        let known = self.names.media.iter().copied();
        let help = nearest_or(image, known, "add the image");
        report.add(Code::MissingImage, span, message, help);
    }
}

fn current_slugs(articles: &[ReadArticle]) -> BTreeMap<&str, bool> {
    let mut slugs: BTreeMap<&str, bool> = BTreeMap::new();
    for article in articles {
        if let Some(slug) = &article.slug {
            *slugs.entry(slug.value.as_str()).or_default() |= !article.is_draft;
        }
    }
    slugs
}

/// What is published says before a draft does what the slug of today is.
fn earlier_slugs(articles: &[ReadArticle]) -> BTreeMap<&str, &str> {
    let (drafts, published): (Vec<_>, Vec<_>) =
        articles.iter().partition(|article| article.is_draft);
    let mut renamed = BTreeMap::new();
    for article in published.into_iter().chain(drafts) {
        let Some(today) = &article.slug else {
            continue;
        };
        for earlier in &article.previous_slugs {
            let today = today.value.as_str();
            renamed.entry(earlier.value.as_str()).or_insert(today);
        }
    }
    renamed
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
