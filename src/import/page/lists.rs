//! Lists with two levels, labels and images.

use super::assembling::Page;
use super::flow::{
    Content, Flow, FlowItem, FlowList, FoundImage, Piece, are_visible, flattened, text_of,
};
use super::labels::{self, Labelled};
use super::notes::quoted;
use crate::content::{Anchor, ListBlock, ListItem, ListStyle, NestedItem};

/// A list with the images that its items have no place for.
pub struct ReadList {
    pub list: Option<ListBlock>,
    pub images: Vec<FoundImage>,
}

/// The parts of an item.
#[derive(Default)]
struct ItemParts {
    pieces: Vec<Piece>,
    nested: Vec<Vec<Piece>>,
    images: Vec<FoundImage>,
}

impl Page<'_, '_> {
    pub fn list(&mut self, list: FlowList, line: usize) -> ReadList {
        let style = match list.is_numbered {
            true => ListStyle::Numbered,
            false => ListStyle::Bulleted,
        };
        self.note_numbers(&list, line);
        let parts: Vec<(usize, ItemParts)> = list
            .items
            .into_iter()
            .map(|item| (item.line, self.parts_of(item)))
            .collect();
        let with_label = parts
            .iter()
            .filter(|(_, parts)| labels::plain(&parts.pieces).is_some());
        let has_plain_labels = parts.len() > 1 && with_label.count() * 3 >= parts.len() * 2;
        let mut images = Vec::new();
        let mut items = Vec::new();
        for (line, mut parts) in parts {
            let image = (!parts.images.is_empty()).then(|| parts.images.remove(0));
            images.append(&mut parts.images);
            let item = self.item(parts, image, has_plain_labels, line);
            let is_empty = item.content.is_empty() && item.label.is_none() && item.image.is_none();
            if !is_empty {
                items.push(item);
            }
        }
        let id = Anchor::unassigned();
        let list = (!items.is_empty()).then_some(ListBlock { id, style, items });
        ReadList { list, images }
    }

    fn item(
        &mut self,
        parts: ItemParts,
        image: Option<FoundImage>,
        has_plain_labels: bool,
        line: usize,
    ) -> ListItem {
        let labelled = labels::strong(&parts.pieces)
            .or_else(|| labels::plain(&parts.pieces).filter(|_| has_plain_labels));
        let (label, pieces) = match labelled {
            Some(Labelled { label, rest }) => (Some(self.plain(&label, "a label", line)), rest),
            None => (None, parts.pieces),
        };
        let content = self.inlines(&pieces, line);
        let nested = parts.nested.into_iter().map(|pieces| NestedItem {
            content: self.inlines(&pieces, line),
        });
        let mut nested: Vec<NestedItem> = nested.filter(|item| !item.content.is_empty()).collect();
        let content = match content.is_empty() && label.is_none() && !nested.is_empty() {
            true => nested.remove(0).content,
            false => content,
        };
        ListItem {
            id: Anchor::unassigned(),
            label: label.filter(|label| !label.is_empty()),
            content,
            items: nested,
            therapy: None,
            condition: None,
            image: image.map(|image| self.image(&image)),
            claim: None,
        }
    }

    fn parts_of(&mut self, item: FlowItem) -> ItemParts {
        let mut parts = ItemParts::default();
        for block in item.body {
            match block.content {
                Content::Paragraph(pieces) => self.add_item_text(pieces, block.line, &mut parts),
                Content::List(list) => self.add_nested(list, block.line, &mut parts),
                Content::Figure(figure) => {
                    parts.images.push(figure.image);
                    self.add_item_text(figure.caption, block.line, &mut parts);
                }
                Content::Divider => {}
                content => {
                    let name = name_of(&content);
                    let pieces = flattened(vec![Flow {
                        line: block.line,
                        content,
                    }]);
                    let message = format!(
                        "{name} in a list item became text of it: {}",
                        quoted(&text_of(&pieces))
                    );
                    self.notes
                        .add(block.line, message, "move it out of the list if it matters");
                    self.add_item_text(pieces, block.line, &mut parts);
                }
            }
        }
        parts
    }

    /// Text of an item; paragraphs of one item are lines of one text.
    fn add_item_text(&mut self, pieces: Vec<Piece>, line: usize, parts: &mut ItemParts) {
        let pieces = without_images(pieces, &mut parts.images);
        if !are_visible(&pieces) {
            parts.pieces.extend(pieces);
            return;
        }
        if !parts.nested.is_empty() {
            let message = format!(
                "text after a list in a list was put before it: {}",
                quoted(&text_of(&pieces))
            );
            self.notes
                .add(line, message, "look whether it still reads well");
        }
        if are_visible(&parts.pieces) {
            parts.pieces.push(Piece::Break);
        }
        parts.pieces.extend(pieces);
    }

    /// The second level. What is deeper comes up to it.
    fn add_nested(&mut self, list: FlowList, line: usize, parts: &mut ItemParts) {
        if list.is_numbered {
            self.notes.add(
                line,
                "the numbers of a list in a list were left out",
                "write them into the text if it needs them",
            );
        }
        for item in list.items {
            let mut pieces = Vec::new();
            let mut deeper = Vec::new();
            for block in item.body {
                match block.content {
                    Content::List(list) => deeper.push((block.line, list)),
                    content => {
                        let more = flattened(vec![Flow {
                            line: block.line,
                            content,
                        }]);
                        if are_visible(&pieces) && are_visible(&more) {
                            pieces.push(Piece::Break);
                        }
                        pieces.extend(more);
                    }
                }
            }
            let pieces = without_images(pieces, &mut parts.images);
            if are_visible(&pieces) {
                parts.nested.push(pieces);
            }
            for (line, list) in deeper {
                self.notes.add(
                    line,
                    "a third level of list, whose items became items of the second",
                    "look whether they still read well",
                );
                self.add_nested(list, line, parts);
            }
        }
    }

    fn note_numbers(&mut self, list: &FlowList, line: usize) {
        let numbers: Vec<u32> = list.items.iter().filter_map(|item| item.number).collect();
        let is_counted = numbers
            .iter()
            .zip(1..)
            .all(|(number, count)| *number == count);
        if list.is_numbered && !is_counted {
            let message = format!(
                "a list whose numbers were {:?} is now counted from 1",
                numbers
            );
            self.notes.add(
                line,
                message,
                "write the numbers into the text if it needs them",
            );
        }
    }
}

/// Takes the images out of running text.
fn without_images(pieces: Vec<Piece>, images: &mut Vec<FoundImage>) -> Vec<Piece> {
    let mut kept = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Image(image) => images.push(image),
            piece => kept.push(piece),
        }
    }
    kept
}

/// What a block is, as notes call it.
pub fn name_of(content: &Content) -> &'static str {
    match content {
        Content::Heading { .. } => "a heading",
        Content::Paragraph(_) => "a paragraph",
        Content::List(_) => "a list",
        Content::Figure(_) => "an image",
        Content::Quote { .. } => "a quote",
        Content::Callout { .. } => "a callout",
        Content::Tip { .. } => "a tip",
        Content::Table(_) => "a table",
        Content::Faq { .. } => "a question",
        Content::Definition { .. } => "a definition",
        Content::Video { .. } => "a video",
        Content::Footnotes(_) => "footnotes",
        Content::Divider => "a divider",
    }
}
