//! Items of a copied page as lists of two levels.

use super::lines::{Item, Paragraph};
use crate::import::page::flow::{Content, Flow, FlowItem, FlowList, Piece};

/// A list while its items come.
#[derive(Default)]
pub struct ListReader {
    open: Option<(Flow, Item)>,
}

impl ListReader {
    /// Adds an item. A list of another kind ends the one before, which is handed back.
    pub fn add(&mut self, item: &Item, paragraph: &Paragraph) -> Option<Flow> {
        let text = Flow::paragraph(paragraph.line, vec![Piece::plain(paragraph.text.clone())]);
        let new = FlowItem {
            line: paragraph.line,
            number: item.number,
            body: vec![text],
        };
        let new = match &mut self.open {
            Some((flow, first)) => go_on(flow, first, item, new)?,
            None => new,
        };
        let finished = self.finish();
        let list = FlowList {
            is_numbered: item.number.is_some(),
            items: vec![new],
        };
        let flow = Flow {
            line: paragraph.line,
            content: Content::List(list),
        };
        self.open = Some((flow, item.clone()));
        finished
    }

    /// The list, if one is open.
    pub fn finish(&mut self) -> Option<Flow> {
        self.open.take().map(|(flow, _)| flow)
    }
}

/// Adds an item to the open list; hands it back if it begins another.
fn go_on(flow: &mut Flow, first: &Item, item: &Item, new: FlowItem) -> Option<FlowItem> {
    let Content::List(list) = &mut flow.content else {
        return Some(new);
    };
    let is_nested = item.indent > first.indent + 1;
    let is_same = item.number.is_some() == first.number.is_some() && item.number != Some(1);
    match list.items.last_mut() {
        Some(last) if is_nested => nest(last, new, item.number.is_some()),
        _ if is_same => list.items.push(new),
        _ => return Some(new),
    }
    None
}

fn nest(outer: &mut FlowItem, new: FlowItem, is_numbered: bool) {
    if let Some(Flow {
        content: Content::List(list),
        ..
    }) = outer.body.last_mut()
    {
        list.items.push(new);
        return;
    }
    let line = new.line;
    let items = vec![new];
    outer.body.push(Flow {
        line,
        content: Content::List(FlowList { is_numbered, items }),
    });
}
