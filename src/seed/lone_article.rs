//! An article that comes by itself, without a folder: read as one of a folder would be, and checked against names that
//! were looked up elsewhere.

use jiff::civil::Date;

use super::articles::{ReadArticle, read_article};
use super::existence::{Existing, KnownNames};
use super::file_text::{FileText, text_of};
use super::images::place_found_images;
use super::markdown::Target;
use super::report::Report;
use super::translations::{Originals, refuse_second};
use super::unread::Unread;
use super::{Class, Fault, Span};
use crate::content::{
    Anchor, ArticleDraft, FoundNames, Locale, Names, Piece, Rules, Source, check_article,
    walk_article,
};

/// An article by itself, as far as it could be read.
pub struct LoneArticle {
    path: String,
    text: String,
    /// None for what is no text at all.
    read: Option<ReadArticle>,
    faults: Vec<Fault>,
}

impl LoneArticle {
    /// Reads a seed file. Its name, without `.md`, is its slug where the front matter gives none; the locale is that of
    /// one that names none.
    pub fn read(stem: &str, text: &str, default_locale: &Locale) -> Self {
        let path = format!("articles/{stem}.md");
        let mut faults = Vec::new();
        let FileText { is_readable, .. } = text_of(&path, text.as_bytes().to_vec(), &mut faults);
        let content = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let read = is_readable.then(|| read_article(&path, content, default_locale, &mut faults));
        Self {
            path,
            text: text.to_owned(),
            read,
            faults,
        }
    }

    /// What keeps it from being stored, in the order of the file.
    pub fn unreadable(&self) -> Vec<&Fault> {
        let faults = self.faults.iter();
        let mut found: Vec<&Fault> = faults
            .filter(|fault| fault.code.class() == Class::Unreadable)
            .collect();
        found.sort_by_key(|fault| (fault.span, fault.code));
        found
    }

    /// Where it says its slug and its locale, or where it would.
    pub fn places_of_names(&self) -> (Span, Span) {
        let start = Span::at(1, 1);
        let read = self.read.as_ref();
        let slug = read.and_then(|read| read.slug.as_ref());
        let locale = read.and_then(|read| read.locale.as_ref());
        (
            slug.map_or(start, |slug| slug.span),
            locale.map_or(start, |locale| locale.span),
        )
    }

    /// What it points at.
    pub fn names(&self) -> Names {
        let mut names = Names::default();
        let Some(read) = &self.read else {
            return names;
        };
        for used in &read.pointers.uses {
            match used.target.clone() {
                Target::Reference(key) => drop(names.references.insert(key)),
                Target::Therapy(slug) => drop(names.therapies.insert(slug)),
                Target::Condition(slug) => drop(names.conditions.insert(slug)),
                Target::Article(slug) => drop(names.articles.insert(slug)),
                Target::Image(path) => drop(names.images.insert(path)),
            }
        }
        let people = read.pointers.people.iter();
        names.people = people.map(|person| person.value.clone()).collect();
        if let (Some(original), Some(locale)) = (&read.translation_of, &read.locale) {
            names.articles.insert(original.value.clone());
            names.translated = Some((original.value.clone(), locale.value.clone()));
        }
        names
    }

    /// What keeps it from being published and what is worth a look, in the order of the file.
    pub fn findings(
        &self,
        found: &FoundNames,
        default_locale: &Locale,
        rules: &Rules,
        today: Date,
    ) -> Vec<Fault> {
        let faults = self.faults.iter();
        let mut findings: Vec<Fault> = faults
            .filter(|fault| fault.code.class() != Class::Unreadable)
            .cloned()
            .collect();
        if let Some(read) = &self.read {
            let unread = Unread::default();
            let known = KnownNames::of_found(found);
            Existing::new(known, &unread).check_article(read, &mut findings);
            self.check_translation(read, found, default_locale, &mut findings);
            if let Some(article) = &read.article {
                let checked = check_article(&article.draft, &found.around, rules, today);
                let advice = checked.into_iter();
                findings.extend(advice.map(|found| {
                    let span = read.places.span(found.place);
                    Fault::advice(found, &self.path, span, rules)
                }));
            }
        }
        findings.sort_by_key(|fault| (fault.span, fault.code));
        findings
    }

    /// Gives the sections, blocks and list items the ids that they have where the article is stored, in the order of a walk
    /// through it. An author may name one of these too when accepting a warning.
    pub fn take_ids(&mut self, ids: &[Anchor]) {
        let article = self.read.as_mut().and_then(|read| read.article.as_mut());
        let mut ids = ids.iter();
        if let Some(article) = article {
            walk_article(&mut article.draft, &mut |piece| {
                if let Piece::Place { id, .. } = piece
                    && let Some(stored) = ids.next()
                {
                    *id = stored.clone();
                }
            });
        }
    }

    /// The number of the section, block or list item in which a line stands, in the order of a walk through the article.
    pub fn place_of(&self, line: usize) -> Option<usize> {
        let places = &self.read.as_ref()?.places.body;
        let before = places.iter().enumerate();
        before
            .filter(|(_, span)| span.line <= line)
            .max_by_key(|(nth, span)| (span.line, *nth))
            .map(|(nth, _)| nth)
    }

    fn check_translation(
        &self,
        read: &ReadArticle,
        found: &FoundNames,
        default_locale: &Locale,
        findings: &mut Vec<Fault>,
    ) {
        let (Some(original), Some(locale)) = (&read.translation_of, &read.locale) else {
            return;
        };
        let mut report = Report::new(&self.path, findings);
        let originals = Originals::of_found(found, default_locale);
        if originals.check(original, &locale.value, &mut report)
            && let Some(other) = &found.other_translation
        {
            let place = format!("the article `{other}`");
            refuse_second(original, &locale.value, &place, &mut report);
        }
    }

    /// The text with its images at their addresses, as far as it could be read.
    pub fn draft(&self, found: &FoundNames) -> Option<ArticleDraft> {
        let mut draft = self.read.as_ref()?.article.as_ref()?.draft.clone();
        place_found_images(&mut draft, found);
        Some(draft)
    }

    /// The article with its images at their addresses, and the text it came from; none if it has no title, no slug or no
    /// front matter at all.
    pub fn into_article(self, found: &FoundNames) -> Option<(ArticleDraft, Source)> {
        let mut draft = self.read?.article?.draft;
        place_found_images(&mut draft, found);
        Some((draft, Source::of(&self.path, &self.text)))
    }
}
