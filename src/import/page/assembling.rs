//! A whole page as an article with all that it needs.

use std::collections::{BTreeMap, HashSet};

use super::excerpt::{first_sentence, first_sentences, first_words};
use super::flow::Flow;
use super::headings::take_title;
use super::images::ImageFiles;
use super::names::{slug_of, stem_of};
use super::notes::{Notes, quoted};
use super::reference_list::References;
use super::sections::Text;
use super::{PageMeta, PageSource, furniture};
use crate::content::{
    ArticleDraft, CallToAction, Condition, Person, ReferenceKey, SimpleBlock, Slug, Therapy,
};
use crate::import::{Imported, ImportedArticle, ImportedImage};

/// A page while it is being read.
pub struct Page<'s, 'n> {
    pub source: &'s PageSource<'s>,
    pub notes: Notes<'n>,
    pub references: References,
    pub images: Vec<ImportedImage>,
    pub image_files: ImageFiles,
    /// Numbers in brackets that no list has, with the line of the first and how many there are.
    pub unknown_numbers: BTreeMap<String, (usize, usize)>,
    /// The slugs of `therapies` and `conditions`.
    pub named: HashSet<Slug>,
    /// True when something is missing without which it cannot be published.
    pub is_draft: bool,
    pub therapies: Vec<Therapy>,
    pub conditions: Vec<Condition>,
    pub disclaimer: Vec<SimpleBlock>,
    pub call_to_action: Option<CallToAction>,
}

/// Makes the article of a page.
pub fn assemble(
    flow: Vec<Flow>,
    mut meta: PageMeta,
    source: &PageSource,
    mut notes: Notes,
) -> Imported {
    let mut flow = furniture::remove(flow, &mut meta, &mut notes);
    let title = take_title(&mut flow, meta.title.take(), &mut notes);
    let references = References::take(&mut flow, &mut notes);
    let mut page = Page {
        source,
        notes,
        references,
        images: Vec::new(),
        image_files: ImageFiles::default(),
        unknown_numbers: BTreeMap::new(),
        named: HashSet::new(),
        is_draft: meta.is_draft,
        therapies: Vec::new(),
        conditions: Vec::new(),
        disclaimer: Vec::new(),
        call_to_action: None,
    };
    let text = page.text(flow);
    page.finish(title, meta, text)
}

impl Page<'_, '_> {
    fn finish(mut self, title: Option<String>, meta: PageMeta, text: Text) -> Imported {
        let first = first_words(&text.introduction, &text.sections);
        let is_empty = title.is_none()
            && first.is_none()
            && text.sections.is_empty()
            && text.introduction.is_empty();
        if is_empty && self.references.list.is_empty() {
            return self.without_article();
        }
        let title = title
            .filter(|title| !title.trim().is_empty())
            .unwrap_or_else(|| self.title_from(first.as_deref()));
        let summary = meta
            .summary
            .clone()
            .filter(|summary| !summary.trim().is_empty());
        let summary = summary.unwrap_or_else(|| self.summary_from(first.as_deref(), &title));
        let further = self.further_reading();
        self.note_unknown_numbers();
        let people = self.people(&meta.authors);
        let draft = self.draft(title, summary, meta, text, further, &people);
        Imported {
            written_keys: Vec::new(),
            articles: vec![ImportedArticle {
                draft,
                is_draft: self.is_draft,
            }],
            therapies: self.therapies,
            conditions: self.conditions,
            people,
            references: self.references.list,
            images: self.images,
            notes: self.notes.into(),
        }
    }

    fn without_article(mut self) -> Imported {
        self.notes.add(
            0,
            "nothing to read was found",
            "look whether the file is the page that you mean",
        );
        Imported {
            notes: self.notes.into(),
            ..Imported::default()
        }
    }

    fn draft(
        &mut self,
        title: String,
        summary: String,
        meta: PageMeta,
        text: Text,
        references: Vec<ReferenceKey>,
        people: &[Person],
    ) -> ArticleDraft {
        ArticleDraft {
            slug: meta.slug.unwrap_or_else(|| self.slug_for(&title)),
            locale: meta
                .locale
                .unwrap_or_else(|| self.source.default_locale.clone()),
            previous_slugs: Vec::new(),
            translation_of: None,
            title,
            summary,
            hero: text.hero,
            introduction: text.introduction,
            sections: text.sections,
            disclaimer: std::mem::take(&mut self.disclaimer),
            call_to_action: self.call_to_action.take(),
            keywords: meta.keywords,
            authors: people.iter().map(|person| person.slug.clone()).collect(),
            conditions: self
                .conditions
                .iter()
                .map(|condition| condition.slug.clone())
                .collect(),
            therapies: Vec::new(),
            references,
            review: None,
            publish_at: None,
            unpublish_at: None,
            first_published_at: meta.first_published_at,
            accept: Vec::new(),
            written_ids: Vec::new(),
        }
    }

    fn slug_for(&self, title: &str) -> Slug {
        slug_of(title)
            .or_else(|| slug_of(stem_of(self.source.file)))
            .unwrap_or_else(|| Slug::parse("page").expect("it follows the rules of slugs"))
    }

    fn title_from(&mut self, first: Option<&str>) -> String {
        let title = match first
            .map(first_sentence)
            .filter(|sentence| !sentence.is_empty())
        {
            Some(sentence) => sentence.to_owned(),
            None => stem_of(self.source.file).to_owned(),
        };
        let message = format!(
            "the page has no title; this stands for it: {}",
            quoted(&title)
        );
        self.notes.add(0, message, "write a title");
        title
    }

    fn summary_from(&mut self, first: Option<&str>, title: &str) -> String {
        let summary = first.map(first_sentences).filter(|text| !text.is_empty());
        self.notes.add(
            0,
            "the page has no description; the summary is taken from its text",
            "write what the article says in a sentence or two",
        );
        summary.unwrap_or(title).to_owned()
    }

    /// References that the text does not cite.
    fn further_reading(&mut self) -> Vec<ReferenceKey> {
        let uncited = self.references.uncited();
        let keys: Vec<ReferenceKey> = uncited
            .iter()
            .map(|reference| reference.key.clone())
            .collect();
        for key in &keys {
            let message =
                format!("the text does not cite {key}, which is listed as further reading");
            self.notes
                .add(0, message, "cite it where the text rests on it");
        }
        keys
    }

    fn people(&mut self, names: &[String]) -> Vec<Person> {
        let mut slugs = HashSet::new();
        let mut people = Vec::new();
        for name in names {
            let Some(slug) = slug_of(name) else {
                self.notes.add(
                    0,
                    format!("the author {} has no slug", quoted(name)),
                    "add the author to `people.yaml`",
                );
                continue;
            };
            if slugs.insert(slug.clone()) {
                people.push(Person {
                    slug,
                    name: name.clone(),
                    credentials: None,
                    role: None,
                    url: None,
                    orcid: None,
                });
            }
        }
        people
    }
}
