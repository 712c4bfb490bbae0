//! The text of an article, section by section.

use super::assembling::Page;
use super::converting::with_own_figures;
use super::flow::{Content, Flow, text_of};
use super::headings::{FlowSection, sections_of};
use super::notes::quoted;
use super::purposes::purpose_of;
use super::tips;
use crate::content::{Anchor, Block, Hero, Purpose, Section};

/// The text of an article.
pub struct Text {
    pub hero: Option<Hero>,
    pub introduction: Vec<Block>,
    pub sections: Vec<Section>,
}

impl Page<'_, '_> {
    /// Reads the whole text.
    pub fn text(&mut self, flow: Vec<Flow>) -> Text {
        let (introduction, sections) = sections_of(flow, &mut self.notes);
        let mut introduction = with_own_figures(introduction);
        let hero = self.take_hero(&mut introduction);
        if sections.is_empty() {
            introduction = self.take_closing_words(introduction, Purpose::Other);
        }
        let mut introduction = self.blocks(introduction);
        introduction.extend(self.due_footnotes());
        let sections = self.without_disclaimers(sections);
        let count = sections.len();
        let mut read: Vec<Section> = Vec::new();
        for (index, section) in sections.into_iter().enumerate() {
            read.push(self.section(section, index + 1 == count));
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

    /// Takes out the sections that are nothing but a disclaimer. One that has sections of its own stays.
    fn without_disclaimers(&mut self, sections: Vec<FlowSection>) -> Vec<FlowSection> {
        let mut kept = Vec::new();
        let mut sections = sections.into_iter().peekable();
        while let Some(section) = sections.next() {
            let is_outer = sections
                .peek()
                .is_some_and(|next| next.level > section.level);
            if is_outer || !self.take_disclaimer_section(&section) {
                kept.push(section);
            }
        }
        kept
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

    fn section(&mut self, section: FlowSection, is_last: bool) -> Section {
        let FlowSection {
            line,
            level,
            heading,
            flow,
        } = section;
        let words = text_of(&heading);
        let heading = Some(self.plain(&heading, "a heading", line))
            .filter(|heading| !heading.is_empty())
            .unwrap_or(words);
        let mut flow = with_own_figures(flow);
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
        section
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
            let text = Flow::paragraph(footnote.line, footnote.pieces);
            blocks.extend(self.blocks(with_own_figures(vec![text])));
        }
        blocks
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
