//! Lists, definitions and footnotes.

use super::blocks::Reader;
use super::tree::Element;
use crate::import::page::flow::{
    Content, Flow, FlowItem, FlowList, Piece, are_visible, flattened, text_of,
};
use crate::import::page::notes::quoted;

/// Reads `ul` and `ol`.
pub fn read(reader: &mut Reader, node: usize, element: &Element, line: usize) {
    let list = list_of(reader, node, element);
    if list.items.is_empty() {
        return;
    }
    if is_table_of_contents(&list) {
        let texts: Vec<String> = list
            .items
            .iter()
            .map(|item| text_of(&flattened(item.body.clone())))
            .collect();
        let message = format!(
            "a table of contents was left out: {}",
            quoted(&texts.join(", "))
        );
        reader.notes.add(
            line,
            message,
            "pages make theirs from the headings of the article",
        );
        return;
    }
    reader.push(line, Content::List(list));
}

fn list_of(reader: &mut Reader, node: usize, element: &Element) -> FlowList {
    let is_numbered = element.name == "ol";
    let start = element.value("start").and_then(|start| start.parse().ok());
    let mut number: u32 = start.unwrap_or(1);
    let mut items: Vec<FlowItem> = Vec::new();
    let tree = reader.tree;
    for child in &tree.nodes[node].children {
        let body = match tree.name(*child) {
            "li" => reader.read_inside(*child),
            // A list that stands in a list and in no item of it belongs to the item before it.
            "ul" | "ol" | "menu" => {
                let nested = reader.read_nodes(&[*child]);
                match items.last_mut() {
                    Some(item) => item.body.extend(nested),
                    None => items.push(item_of(tree.nodes[*child].line, None, nested)),
                }
                continue;
            }
            _ => reader.read_nodes(&[*child]),
        };
        let body = with_ids(tree.element(*child), body);
        if body.is_empty() {
            continue;
        }
        let value = tree
            .element(*child)
            .and_then(|item| item.value("value")?.parse().ok());
        number = value.unwrap_or(number);
        let own_number = is_numbered.then_some(number);
        number = number.saturating_add(1);
        items.push(item_of(tree.nodes[*child].line, own_number, body));
    }
    FlowList { is_numbered, items }
}

fn item_of(line: usize, number: Option<u32>, body: Vec<Flow>) -> FlowItem {
    FlowItem { line, number, body }
}

/// The id of an item stands at the beginning of its text.
fn with_ids(element: Option<&Element>, mut body: Vec<Flow>) -> Vec<Flow> {
    let id = element.and_then(|element| element.value("id"));
    if let (
        Some(id),
        Some(Flow {
            content: Content::Paragraph(pieces),
            ..
        }),
    ) = (id, body.first_mut())
    {
        pieces.insert(0, Piece::Id(id.to_owned()));
    }
    body
}

/// True if each item is one link to a place of the same page.
fn is_table_of_contents(list: &FlowList) -> bool {
    let is_own = |piece: &Piece| match piece {
        Piece::Run(run) => {
            run.style
                .link
                .as_ref()
                .is_some_and(|link| link.starts_with('#'))
                || run.text.trim().is_empty()
        }
        Piece::Break | Piece::Id(_) => true,
        Piece::Image(_) => false,
    };
    list.items.len() > 1
        && list.items.iter().all(|item| {
            let pieces = flattened(item.body.clone());
            are_visible(&pieces) && pieces.iter().all(is_own)
        })
}

/// Reads the footnotes of a page: the first list inside.
pub fn read_footnotes(reader: &mut Reader, node: usize, line: usize) {
    let flow = reader.read_inside(node);
    for block in flow {
        match block.content {
            Content::List(list) if list.is_numbered => {
                reader.push(line, Content::Footnotes(list));
            }
            content => reader.push(block.line, content),
        }
    }
}

/// Reads `dl`: each group of terms with what explains them.
pub fn read_definitions(reader: &mut Reader, node: usize) {
    let tree = reader.tree;
    let mut term: Vec<Piece> = Vec::new();
    let mut body: Vec<Flow> = Vec::new();
    let mut line = tree.nodes[node].line;
    for child in entries(reader, node) {
        if tree.name(child) == "dt" {
            if !body.is_empty() {
                push_definition(
                    reader,
                    line,
                    std::mem::take(&mut term),
                    std::mem::take(&mut body),
                );
            }
            if are_visible(&term) {
                term.push(Piece::plain(", "));
            } else {
                line = tree.nodes[child].line;
            }
            term.extend(reader.pieces_inside(child));
        } else {
            let name = tree.name(child);
            body.extend(match name {
                "dd" => reader.read_inside(child),
                _ => reader.read_nodes(&[child]),
            });
        }
    }
    push_definition(reader, line, term, body);
}

/// The children of a list of definitions; a `div` may stand around a group of them.
fn entries(reader: &Reader, node: usize) -> Vec<usize> {
    let tree = reader.tree;
    let children = &tree.nodes[node].children;
    children
        .iter()
        .flat_map(|child| match tree.name(*child) {
            "div" => tree.nodes[*child].children.clone(),
            _ => vec![*child],
        })
        .collect()
}

fn push_definition(reader: &mut Reader, line: usize, term: Vec<Piece>, body: Vec<Flow>) {
    if are_visible(&term) && !body.is_empty() {
        reader.push(line, Content::Definition { term, body });
        return;
    }
    if are_visible(&term) {
        reader.push(line, Content::Paragraph(term));
    }
    for block in body {
        reader.push(block.line, block.content);
    }
}
