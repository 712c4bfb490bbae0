//! A whole page as an article with all that it needs.

use std::collections::HashSet;

use super::converting::with_own_figures;
use super::excerpt::{first_paragraph, first_sentence, first_sentences};
use super::flow::{Content, Flow, text_of};
use super::headings::{FlowSection, sections_of, take_title};
use super::names::{slug_of, stem_of};
use super::notes::{Notes, quoted};
use super::purposes::purpose_of;
use super::reference_list::References;
use super::{PageMeta, PageSource, furniture, tips};
use crate::content::{
    Anchor, ArticleDraft, Block, CallToAction, Condition, Hero, Person, Purpose, ReferenceKey,
    Section, SimpleBlock, Slug, Therapy,
};
use crate::import::{Imported, ImportedArticle, ImportedImage};

/// A page while it is being read.
pub struct Page<'s, 'n> {
    pub source: &'s PageSource<'s>,
    pub notes: Notes<'n>,
    pub references: References,
    pub images: Vec<ImportedImage>,
    /// The paths of images that somebody has to add.
    pub missing_images: Vec<String>,
    /// True when something is missing without which it cannot be published.
    pub is_draft: bool,
    pub therapies: Vec<Therapy>,
    pub conditions: Vec<Condition>,
    pub disclaimer: Vec<SimpleBlock>,
    pub call_to_action: Option<CallToAction>,
}

/// The text of an article.
struct Text {
    hero: Option<Hero>,
    introduction: Vec<Block>,
    sections: Vec<Section>,
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
        missing_images: Vec::new(),
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
    fn text(&mut self, flow: Vec<Flow>) -> Text {
        let (introduction, sections) = sections_of(flow, &mut self.notes);
        let mut introduction = with_own_figures(introduction);
        let hero = self.take_hero(&mut introduction);
        if sections.is_empty() {
            introduction = self.take_closing_words(introduction, Purpose::Other);
        }
        let mut introduction = self.blocks(introduction);
        introduction.extend(self.due_footnotes());
        let count = sections.len();
        let mut read: Vec<Section> = Vec::new();
        for (index, section) in sections.into_iter().enumerate() {
            let section = self.section(section, index + 1 == count);
            read.extend(section);
        }
        let last = match read.last_mut() {
            Some(section) => &mut section.blocks,
            None => &mut introduction,
        };
        last.extend(self.loose_footnotes());
        Text {
            hero,
            introduction,
            sections: read,
        }
    }

    /// The image before the text is the hero.
    fn take_hero(&mut self, introduction: &mut Vec<Flow>) -> Option<Hero> {
        let is_first = matches!(introduction.first()?.content, Content::Figure(_));
        if !is_first {
            return None;
        }
        let first = introduction.remove(0);
        let Content::Figure(figure) = first.content else {
            return None;
        };
        let caption = self.plain(&figure.caption, "the caption of the hero", first.line);
        Some(Hero {
            image: self.image(&figure.image),
            caption: (!caption.is_empty()).then_some(caption),
        })
    }

    fn section(&mut self, section: FlowSection, is_last: bool) -> Option<Section> {
        let FlowSection {
            line,
            level,
            heading,
            flow,
        } = section;
        let heading = self.plain(&heading, "a heading", line);
        let mut flow = with_own_figures(flow);
        if self.take_disclaimer_section(&heading, &flow) {
            return None;
        }
        let mut purpose = purpose_of(&heading);
        if purpose == Purpose::Other && lists_benefits(&flow) {
            purpose = Purpose::Benefits;
        }
        let had_closing_words = self.has_closing_words();
        if is_last {
            flow = self.take_closing_words(flow, purpose);
        }
        if purpose == Purpose::Other && self.has_closing_words() && !had_closing_words {
            purpose = Purpose::Conclusion;
        }
        let flow = tips::find(flow, &heading, purpose);
        let mut blocks = self.blocks(flow);
        blocks.extend(self.due_footnotes());
        if purpose == Purpose::Treatments {
            self.name_therapies(&mut blocks, line);
        }
        let section = Section {
            id: Anchor::unassigned(),
            level,
            heading,
            purpose,
            blocks,
        };
        self.name_condition(&section, line);
        Some(section)
    }

    fn has_closing_words(&self) -> bool {
        !self.disclaimer.is_empty() || self.call_to_action.is_some()
    }

    fn loose_footnotes(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for footnote in self.references.loose_footnotes() {
            let message = format!(
                "a footnote at which nothing points became a paragraph at the end: {}",
                quoted(&text_of(&footnote.pieces))
            );
            self.notes
                .add(footnote.line, message, "put it where it belongs");
            blocks.extend(
                self.paragraph(&footnote.pieces, footnote.line)
                    .map(Block::Paragraph),
            );
        }
        blocks
    }

    fn finish(mut self, title: Option<String>, meta: PageMeta, text: Text) -> Imported {
        let first = first_paragraph(&text.introduction).or_else(|| {
            text.sections
                .iter()
                .find_map(|section| first_paragraph(&section.blocks))
        });
        let is_empty = title.is_none()
            && first.is_none()
            && text.sections.is_empty()
            && text.introduction.is_empty();
        if is_empty && self.references.list.is_empty() {
            self.notes.add(
                0,
                "nothing to read was found",
                "look whether the file is the page that you mean",
            );
            return Imported {
                notes: self.notes.into(),
                ..Imported::default()
            };
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
        let people = self.people(&meta.authors);
        let draft = self.draft(title, summary, meta, text, further, &people);
        Imported {
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

/// True if a sentence before a list says that it lists benefits.
fn lists_benefits(flow: &[Flow]) -> bool {
    flow.windows(2)
        .any(|pair| match (&pair[0].content, &pair[1].content) {
            (Content::Paragraph(pieces), Content::List(_)) => {
                text_of(pieces).to_lowercase().contains("benefits")
            }
            _ => false,
        })
}
