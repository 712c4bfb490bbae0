//! Walks through blocks in reading order. Numbering, alignment, links and checks all read an article through these.

use super::{
    Anchor, Block, Claim, Image, Inline, ListBlock, ListItem, ParagraphBlock, SimpleBlock, Slug,
    TableCell,
};

/// What a walk finds, in reading order.
pub enum Piece<'a> {
    /// Something that has an id: a block or a list item. Its own inlines and images follow it.
    Place {
        kind: &'static str,
        id: &'a mut Anchor,
    },
    /// Running text, which belongs to the last place before it.
    Inlines(&'a mut Vec<Inline>),
    /// Plain text that is not inlines: a label, a title, a term, a question.
    Words(&'a str),
    Image(&'a mut Image),
    Claim(&'a Claim),
    Therapy(&'a Slug),
    Condition(&'a Slug),
}

/// Visits every piece of some blocks.
pub fn walk_blocks(blocks: &mut [Block], visit: &mut impl FnMut(Piece)) {
    for block in blocks {
        walk_block(block, visit);
    }
}

/// Visits every piece of some simple blocks.
pub fn walk_simple_blocks(blocks: &mut [SimpleBlock], visit: &mut impl FnMut(Piece)) {
    for block in blocks {
        match block {
            SimpleBlock::Paragraph(paragraph) => walk_paragraph(paragraph, visit),
            SimpleBlock::List(list) => walk_list(list, visit),
        }
    }
}

fn walk_block(block: &mut Block, visit: &mut impl FnMut(Piece)) {
    match block {
        Block::Paragraph(paragraph) => walk_paragraph(paragraph, visit),
        Block::List(list) => walk_list(list, visit),
        Block::Figure(figure) => {
            visit(Piece::Place {
                kind: "figure",
                id: &mut figure.id,
            });
            visit(Piece::Image(&mut figure.image));
            visit(Piece::Inlines(&mut figure.caption));
        }
        Block::Callout(callout) => {
            visit(Piece::Place {
                kind: "callout",
                id: &mut callout.id,
            });
            visit_words(callout.title.as_deref(), visit);
            walk_simple_blocks(&mut callout.body, visit);
        }
        Block::Tip(tip) => {
            visit(Piece::Place {
                kind: "tip",
                id: &mut tip.id,
            });
            visit(Piece::Words(&tip.title));
            visit_image(tip.image.as_mut(), visit);
            walk_simple_blocks(&mut tip.body, visit);
        }
        Block::Definition(definition) => {
            visit(Piece::Place {
                kind: "definition",
                id: &mut definition.id,
            });
            visit(Piece::Words(&definition.term));
            visit_condition(definition.condition.as_ref(), visit);
            walk_simple_blocks(&mut definition.body, visit);
        }
        Block::Quote(quote) => {
            visit(Piece::Place {
                kind: "quote",
                id: &mut quote.id,
            });
            walk_simple_blocks(&mut quote.body, visit);
            visit_words(quote.attribution.as_deref(), visit);
        }
        Block::Table(table) => {
            visit(Piece::Place {
                kind: "table",
                id: &mut table.id,
            });
            visit(Piece::Inlines(&mut table.caption));
            walk_cells(&mut table.header, visit);
            table
                .rows
                .iter_mut()
                .for_each(|row| walk_cells(&mut row.cells, visit));
        }
        Block::Faq(faq) => {
            visit(Piece::Place {
                kind: "faq",
                id: &mut faq.id,
            });
            visit(Piece::Words(&faq.question));
            walk_simple_blocks(&mut faq.answer, visit);
        }
        Block::Video(video) => {
            visit(Piece::Place {
                kind: "video",
                id: &mut video.id,
            });
            visit(Piece::Words(&video.title));
        }
        Block::Divider(divider) => visit(Piece::Place {
            kind: "divider",
            id: &mut divider.id,
        }),
    }
}

fn walk_paragraph(paragraph: &mut ParagraphBlock, visit: &mut impl FnMut(Piece)) {
    visit(Piece::Place {
        kind: "paragraph",
        id: &mut paragraph.id,
    });
    visit_claim(paragraph.claim.as_ref(), visit);
    visit(Piece::Inlines(&mut paragraph.content));
}

fn walk_list(list: &mut ListBlock, visit: &mut impl FnMut(Piece)) {
    visit(Piece::Place {
        kind: "list",
        id: &mut list.id,
    });
    for item in &mut list.items {
        walk_item(item, visit);
    }
}

fn walk_item(item: &mut ListItem, visit: &mut impl FnMut(Piece)) {
    visit(Piece::Place {
        kind: "item",
        id: &mut item.id,
    });
    if let Some(therapy) = &item.therapy {
        visit(Piece::Therapy(therapy));
    }
    visit_condition(item.condition.as_ref(), visit);
    visit_claim(item.claim.as_ref(), visit);
    visit_words(item.label.as_deref(), visit);
    visit(Piece::Inlines(&mut item.content));
    for nested in &mut item.items {
        visit(Piece::Inlines(&mut nested.content));
    }
    visit_image(item.image.as_mut(), visit);
}

fn walk_cells(cells: &mut [TableCell], visit: &mut impl FnMut(Piece)) {
    for cell in cells {
        visit(Piece::Inlines(&mut cell.content));
    }
}

fn visit_words(words: Option<&str>, visit: &mut impl FnMut(Piece)) {
    if let Some(words) = words {
        visit(Piece::Words(words));
    }
}

fn visit_image(image: Option<&mut Image>, visit: &mut impl FnMut(Piece)) {
    if let Some(image) = image {
        visit(Piece::Image(image));
    }
}

fn visit_claim(claim: Option<&Claim>, visit: &mut impl FnMut(Piece)) {
    if let Some(claim) = claim {
        visit(Piece::Claim(claim));
    }
}

fn visit_condition(condition: Option<&Slug>, visit: &mut impl FnMut(Piece)) {
    if let Some(condition) = condition {
        visit(Piece::Condition(condition));
    }
}
