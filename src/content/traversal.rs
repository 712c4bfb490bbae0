//! Walks through blocks in reading order. Numbering, alignment, links and checks all read an article through these.

use super::{
    Anchor, ArticleDraft, Block, CalloutBlock, Claim, DefinitionBlock, FaqBlock, FigureBlock,
    Image, Inline, ListBlock, ListItem, ParagraphBlock, QuoteBlock, SimpleBlock, Slug, TableBlock,
    TableCell, TipBlock,
};

/// What a walk finds, in reading order.
pub enum Piece<'a> {
    /// Something that has an id: a section, a block or a list item. Its own inlines and images follow it.
    Place {
        kind: &'static str,
        id: &'a mut Anchor,
    },
    /// Running text, which belongs to the last place before it.
    Inlines(&'a mut Vec<Inline>),
    /// Plain text that is not inlines: a heading, a label, a title, a term, a question.
    Words(&'a str),
    /// Plain text that belongs to no place: the title and the link of a call to action.
    Aside(&'a str),
    Image(&'a mut Image),
    Claim(&'a Claim),
    Therapy(&'a Slug),
    Condition(&'a Slug),
}

/// Visits every piece of an article: hero, introduction, sections, disclaimer, call to action.
pub fn walk_article(draft: &mut ArticleDraft, visit: &mut impl FnMut(Piece)) {
    visit_image(draft.hero.as_mut().map(|hero| &mut hero.image), visit);
    walk_blocks(&mut draft.introduction, visit);
    for section in &mut draft.sections {
        visit(place("section", &mut section.id));
        visit(Piece::Words(&section.heading));
        walk_blocks(&mut section.blocks, visit);
    }
    walk_simple_blocks(&mut draft.disclaimer, visit);
    if let Some(call) = &mut draft.call_to_action {
        visit(Piece::Aside(&call.title));
        walk_simple_blocks(&mut call.body, visit);
        visit(Piece::Aside(&call.link.label));
    }
}

/// Visits every piece of some blocks.
pub fn walk_blocks(blocks: &mut [Block], visit: &mut impl FnMut(Piece)) {
    for block in blocks {
        walk_block(block, visit);
    }
}

/// Visits every piece of some simple blocks.
pub(super) fn walk_simple_blocks(blocks: &mut [SimpleBlock], visit: &mut impl FnMut(Piece)) {
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
        Block::Figure(figure) => walk_figure(figure, visit),
        Block::Callout(callout) => walk_callout(callout, visit),
        Block::Tip(tip) => walk_tip(tip, visit),
        Block::Definition(definition) => walk_definition(definition, visit),
        Block::Quote(quote) => walk_quote(quote, visit),
        Block::Table(table) => walk_table(table, visit),
        Block::Faq(faq) => walk_faq(faq, visit),
        Block::Video(video) => {
            visit(place("video", &mut video.id));
            visit(Piece::Words(&video.title));
        }
        Block::Divider(divider) => visit(place("divider", &mut divider.id)),
    }
}

fn place<'a>(kind: &'static str, id: &'a mut Anchor) -> Piece<'a> {
    Piece::Place { kind, id }
}

fn walk_figure(figure: &mut FigureBlock, visit: &mut impl FnMut(Piece)) {
    visit(place("figure", &mut figure.id));
    visit(Piece::Image(&mut figure.image));
    visit(Piece::Inlines(&mut figure.caption));
}

fn walk_callout(callout: &mut CalloutBlock, visit: &mut impl FnMut(Piece)) {
    visit(place("callout", &mut callout.id));
    visit_words(callout.title.as_deref(), visit);
    walk_simple_blocks(&mut callout.body, visit);
}

fn walk_tip(tip: &mut TipBlock, visit: &mut impl FnMut(Piece)) {
    visit(place("tip", &mut tip.id));
    visit(Piece::Words(&tip.title));
    visit_image(tip.image.as_mut(), visit);
    walk_simple_blocks(&mut tip.body, visit);
}

fn walk_definition(definition: &mut DefinitionBlock, visit: &mut impl FnMut(Piece)) {
    visit(place("definition", &mut definition.id));
    visit(Piece::Words(&definition.term));
    visit_condition(definition.condition.as_ref(), visit);
    walk_simple_blocks(&mut definition.body, visit);
}

fn walk_quote(quote: &mut QuoteBlock, visit: &mut impl FnMut(Piece)) {
    visit(place("quote", &mut quote.id));
    walk_simple_blocks(&mut quote.body, visit);
    visit_words(quote.attribution.as_deref(), visit);
}

fn walk_table(table: &mut TableBlock, visit: &mut impl FnMut(Piece)) {
    visit(place("table", &mut table.id));
    visit(Piece::Inlines(&mut table.caption));
    walk_cells(&mut table.header, visit);
    for row in &mut table.rows {
        walk_cells(&mut row.cells, visit);
    }
}

fn walk_faq(faq: &mut FaqBlock, visit: &mut impl FnMut(Piece)) {
    visit(place("faq", &mut faq.id));
    visit(Piece::Words(&faq.question));
    walk_simple_blocks(&mut faq.answer, visit);
}

fn walk_paragraph(paragraph: &mut ParagraphBlock, visit: &mut impl FnMut(Piece)) {
    visit(place("paragraph", &mut paragraph.id));
    visit_claim(paragraph.claim.as_ref(), visit);
    visit(Piece::Inlines(&mut paragraph.content));
}

fn walk_list(list: &mut ListBlock, visit: &mut impl FnMut(Piece)) {
    visit(place("list", &mut list.id));
    for item in &mut list.items {
        walk_item(item, visit);
    }
}

fn walk_item(item: &mut ListItem, visit: &mut impl FnMut(Piece)) {
    visit(place("item", &mut item.id));
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
