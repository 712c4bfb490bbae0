//! What the model asks of every article, whatever it was made from.

use std::collections::HashSet;

use super::*;
use crate::content::{Image, ListItem, SimpleBlock};

/// Fails for an article that `check` would refuse.
pub fn check(imported: &Imported) {
    let keys: HashSet<String> = imported
        .references
        .iter()
        .map(|reference| reference.key.folded())
        .collect();
    assert_eq!(keys.len(), imported.references.len(), "keys are unique");
    for therapy in &imported.therapies {
        assert!(!therapy.name.is_empty() && !therapy.summary.is_empty());
    }
    for article in &imported.articles {
        let draft = &article.draft;
        assert!(is_line(&draft.title), "title {:?}", draft.title);
        assert!(is_line(&draft.summary), "summary {:?}", draft.summary);
        let mut rules = Rules {
            imported,
            keys: &keys,
            is_draft: article.is_draft,
        };
        if let Some(hero) = &draft.hero {
            rules.image(&hero.image);
        }
        rules.blocks(&draft.introduction);
        let mut deepest = 2;
        for section in &draft.sections {
            assert!(
                (2..=4).contains(&section.level) && section.level <= deepest,
                "level of {}",
                section.heading
            );
            deepest = section.level + 1;
            assert!(is_line(&section.heading), "heading {:?}", section.heading);
            assert!(section.id.is_unassigned());
            rules.blocks(&section.blocks);
        }
        rules.simple(&draft.disclaimer);
        for key in &draft.references {
            assert!(keys.contains(&key.folded()));
        }
    }
}

struct Rules<'a> {
    imported: &'a Imported,
    keys: &'a HashSet<String>,
    is_draft: bool,
}

/// Plain text on one line.
fn is_line(text: &str) -> bool {
    !text.is_empty() && text == text.trim() && !text.contains(char::is_control)
}

impl Rules<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.inlines(&paragraph.content, false),
                Block::List(list) => self.items(&list.items),
                Block::Figure(figure) => {
                    self.image(&figure.image);
                    self.inlines(&figure.caption, true);
                }
                Block::Callout(callout) => {
                    assert!(callout.title.is_some() || !callout.body.is_empty());
                    self.simple(&callout.body);
                }
                Block::Tip(tip) => {
                    assert!(is_line(&tip.title) && !tip.body.is_empty());
                    self.simple(&tip.body);
                }
                Block::Definition(definition) => {
                    assert!(is_line(&definition.term) && !definition.body.is_empty());
                    self.simple(&definition.body);
                }
                Block::Quote(quote) => {
                    assert!(
                        !quote.body.is_empty() && quote.attribution.as_deref().is_none_or(is_line)
                    );
                    self.simple(&quote.body);
                }
                Block::Table(table) => {
                    assert!(!table.header.is_empty());
                    for row in &table.rows {
                        assert_eq!(row.cells.len(), table.header.len());
                    }
                    let cells = table
                        .rows
                        .iter()
                        .flat_map(|row| &row.cells)
                        .chain(&table.header);
                    cells.for_each(|cell| self.inlines(&cell.content, true));
                }
                Block::Faq(faq) => {
                    assert!(is_line(&faq.question) && !faq.answer.is_empty());
                    self.simple(&faq.answer);
                }
                Block::Video(video) => assert!(is_line(&video.title)),
                Block::Divider(_) => {}
            }
        }
    }

    fn simple(&mut self, blocks: &[SimpleBlock]) {
        for block in blocks {
            match block {
                SimpleBlock::Paragraph(paragraph) => self.inlines(&paragraph.content, false),
                SimpleBlock::List(list) => self.items(&list.items),
            }
        }
    }

    fn items(&mut self, items: &[ListItem]) {
        assert!(!items.is_empty());
        for item in items {
            assert!(!item.content.is_empty() || item.label.is_some() || item.image.is_some());
            assert!(item.label.as_deref().is_none_or(is_line));
            self.inlines(&item.content, true);
            for nested in &item.items {
                self.inlines(&nested.content, false);
            }
            if let Some(image) = &item.image {
                self.image(image);
            }
            if let Some(therapy) = &item.therapy {
                assert!(
                    self.imported
                        .therapies
                        .iter()
                        .any(|known| known.slug == *therapy)
                );
            }
        }
    }

    fn inlines(&mut self, inlines: &[Inline], may_be_empty: bool) {
        assert!(may_be_empty || !inlines.is_empty());
        assert!(!matches!(inlines.first(), Some(Inline::LineBreak(_))));
        assert!(!matches!(inlines.last(), Some(Inline::LineBreak(_))));
        for inline in inlines {
            let text = match inline {
                Inline::Text(run) => &run.text,
                Inline::Link(link) => &link.text,
                Inline::Mention(mention) => &mention.text,
                Inline::Citation(citation) => {
                    assert!(!citation.references.is_empty());
                    for key in &citation.references {
                        assert!(self.keys.contains(&key.folded()));
                    }
                    continue;
                }
                Inline::LineBreak(_) => continue,
            };
            assert!(
                !text.is_empty() && !text.contains(char::is_control),
                "{text:?}"
            );
            let is_plain = matches!(inline, Inline::Text(run) if !run.strong && !run.emphasis);
            assert!(is_plain || text == text.trim(), "styled {text:?}");
        }
    }

    fn image(&mut self, image: &Image) {
        let is_elsewhere = image.src.starts_with("https://");
        let is_file = self
            .imported
            .images
            .iter()
            .any(|file| file.path == image.src);
        assert!(
            is_elsewhere || image.src.starts_with("media/"),
            "{}",
            image.src
        );
        assert!(
            is_elsewhere || is_file || self.is_draft,
            "{} is missing",
            image.src
        );
        assert!(!image.alt.is_empty() || image.is_decorative || self.is_draft);
    }
}
