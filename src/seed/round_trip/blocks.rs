//! Blocks of every kind, without ids.

use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop, prop_oneof};
use proptest::sample::select;

use super::ADDRESSES;
use super::inlines::{inlines, maybe_inlines};
use super::texts::{href, line_text, plain_text, slug};
use crate::content::{
    Anchor, Block, CalloutBlock, CalloutRole, Certainty, Claim, ClaimStrength, DefinitionBlock,
    DividerBlock, FaqBlock, FigureBlock, Image, Inline, LineBreakInline, ListBlock, ListItem,
    ListStyle, NestedItem, ParagraphBlock, QuoteBlock, SimpleBlock, TableBlock, TableCell,
    TableRow, TipBlock, VideoBlock,
};

const NO_ID: Anchor = Anchor::unassigned();

fn claim() -> impl Strategy<Value = Claim> {
    let strength = select(&ClaimStrength::ALL[..]).prop_map(|(_, strength)| strength);
    let certainty = select(&Certainty::ALL[..]).prop_map(|(_, certainty)| certainty);
    (strength, slug(), slug(), option::of(certainty)).prop_map(
        |(strength, therapy, condition, certainty)| Claim {
            strength,
            therapy,
            condition,
            certainty,
        },
    )
}

pub fn image() -> impl Strategy<Value = Image> {
    let ours = select(&ADDRESSES[..]).prop_map(|(address, _)| Image {
        src: address.to_owned(),
        alt: String::new(),
        is_decorative: true,
        width: Some(8),
        height: Some(5),
        credit: None,
    });
    let size = || option::of(1..=100_000_u32);
    let elsewhere = (size(), size()).prop_map(|(width, height)| Image {
        src: "https://example.org/a(1).png?x=1&copy;=\"b\"".to_owned(),
        alt: String::new(),
        is_decorative: true,
        width,
        height,
        credit: None,
    });
    let alt = option::of(plain_text());
    let credit = option::of(plain_text().prop_filter("a credit", |text| !text.trim().is_empty()));
    (prop_oneof![ours, elsewhere], alt, credit).prop_map(|(image, alt, credit)| Image {
        is_decorative: alt.is_none(),
        alt: alt.unwrap_or_default(),
        credit,
        ..image
    })
}

fn paragraph() -> impl Strategy<Value = ParagraphBlock> {
    (inlines(true), option::weighted(0.2, claim())).prop_map(|(content, claim)| ParagraphBlock {
        id: NO_ID,
        content,
        claim,
    })
}

fn item() -> impl Strategy<Value = ListItem> {
    let nested = prop::collection::vec(inlines(true), 0..3);
    (
        option::weighted(0.4, plain_text()),
        maybe_inlines(true),
        nested,
        option::weighted(0.3, slug()),
        option::weighted(0.3, slug()),
        option::weighted(0.2, image()),
        option::weighted(0.3, claim()),
        prop::bool::weighted(0.1),
    )
        .prop_map(
            |(label, content, nested, therapy, condition, image, claim, has_break)| {
                let items = nested.into_iter().map(|content| NestedItem { content });
                let item = ListItem {
                    id: NO_ID,
                    label,
                    content,
                    items: items.collect(),
                    therapy,
                    condition,
                    image,
                    claim,
                };
                normal_item(item, has_break)
            },
        )
}

/// An item has words or a picture; what it is about beside its claim stands in its label.
fn normal_item(mut item: ListItem, has_break: bool) -> ListItem {
    if item.content.is_empty() && item.image.is_none() && item.label.is_none() {
        item.label = Some("Label".to_owned());
    }
    if item.claim.is_some() {
        let words = item.label.as_deref().unwrap_or_default().chars();
        let letters = words.filter(|c| !c.is_whitespace()).count();
        item.therapy = item.therapy.filter(|_| letters > 0);
        item.condition = item.condition.filter(|_| letters > 1);
    }
    if has_break && item.label.is_some() && !item.content.is_empty() {
        item.content
            .insert(0, Inline::LineBreak(LineBreakInline {}));
    }
    item
}

fn list(styles: &'static [ListStyle]) -> impl Strategy<Value = ListBlock> {
    (select(styles), prop::collection::vec(item(), 1..4)).prop_map(|(style, items)| ListBlock {
        id: NO_ID,
        style,
        items,
    })
}

fn simple_block() -> impl Strategy<Value = SimpleBlock> {
    prop_oneof![
        2 => paragraph().prop_map(SimpleBlock::Paragraph),
        1 => list(&[ListStyle::Bulleted, ListStyle::Numbered]).prop_map(SimpleBlock::List),
    ]
}

pub fn body() -> impl Strategy<Value = Vec<SimpleBlock>> {
    prop::collection::vec(simple_block(), 1..4)
}

fn callout() -> impl Strategy<Value = Block> {
    let roles = [
        CalloutRole::Info,
        CalloutRole::KeyPoint,
        CalloutRole::Warning,
        CalloutRole::Emergency,
    ];
    let with_title = (
        plain_text().prop_map(Some),
        prop::collection::vec(simple_block(), 0..3),
    );
    let parts = prop_oneof![with_title, (Just(None), body())];
    (prop::sample::select(roles.to_vec()), parts).prop_map(|(role, (title, body))| {
        Block::Callout(CalloutBlock {
            id: NO_ID,
            role,
            title,
            body,
        })
    })
}

fn tip() -> impl Strategy<Value = Block> {
    (plain_text(), body(), option::of(image())).prop_map(|(title, body, image)| {
        Block::Tip(TipBlock {
            id: NO_ID,
            title,
            body,
            image,
        })
    })
}

fn figure() -> impl Strategy<Value = Block> {
    (image(), maybe_inlines(false)).prop_map(|(image, caption)| {
        Block::Figure(FigureBlock {
            id: NO_ID,
            image,
            caption,
        })
    })
}

fn definition() -> impl Strategy<Value = Block> {
    (line_text(), body(), option::of(slug())).prop_map(|(term, body, condition)| {
        Block::Definition(DefinitionBlock {
            id: NO_ID,
            term,
            body,
            condition,
        })
    })
}

fn quote() -> impl Strategy<Value = Block> {
    (body(), option::of(plain_text())).prop_map(|(body, attribution)| {
        Block::Quote(QuoteBlock {
            id: NO_ID,
            body,
            attribution,
        })
    })
}

fn cells(width: usize) -> impl Strategy<Value = Vec<TableCell>> {
    let cell = maybe_inlines(false).prop_map(|content| TableCell { content });
    prop::collection::vec(cell, width)
}

fn table() -> impl Strategy<Value = Block> {
    let table = (1_usize..4).prop_flat_map(|width| {
        let rows = prop::collection::vec(cells(width), 0..3);
        (maybe_inlines(true), cells(width), rows)
    });
    table.prop_map(|(caption, header, rows)| {
        Block::Table(TableBlock {
            id: NO_ID,
            caption,
            header,
            rows: rows.into_iter().map(|cells| TableRow { cells }).collect(),
        })
    })
}

fn faq() -> impl Strategy<Value = Block> {
    (line_text(), body()).prop_map(|(question, answer)| {
        Block::Faq(FaqBlock {
            id: NO_ID,
            question,
            answer,
        })
    })
}

fn video() -> impl Strategy<Value = Block> {
    (href(), line_text()).prop_map(|(url, title)| {
        Block::Video(VideoBlock {
            id: NO_ID,
            url,
            title,
        })
    })
}

pub fn block() -> impl Strategy<Value = Block> {
    const STYLES: &[ListStyle] = &[
        ListStyle::Bulleted,
        ListStyle::Numbered,
        ListStyle::Do,
        ListStyle::Dont,
    ];
    prop_oneof![
        4 => paragraph().prop_map(Block::Paragraph),
        4 => list(STYLES).prop_map(Block::List),
        1 => figure(),
        1 => callout(),
        1 => tip(),
        1 => definition(),
        1 => quote(),
        1 => table(),
        1 => faq(),
        1 => video(),
        1 => any::<()>().prop_map(|()| Block::Divider(DividerBlock { id: NO_ID })),
    ]
}
