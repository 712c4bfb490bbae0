//! HTML as blocks in reading order: a tree from the tokens, the main content of the tree, and its flow.

mod blocks;
mod building;
mod elements;
mod formatting;
mod head;
mod line_count;
mod links;
mod lists;
mod main_content;
mod meaning;
mod media;
mod plain_words;
mod tables;
mod title;
mod tree;

use url::Url;

use self::blocks::Scope;
use super::page::PageMeta;
use super::page::flow::Flow;
use super::page::notes::Notes;

/// A whole document: its main content and what its head says.
pub fn read_page(html: &str, notes: &mut Notes) -> (Vec<Flow>, PageMeta) {
    let tree = building::build(html, notes);
    let (mut meta, names) = head::read(&tree);
    let main = main_content::find(&tree, notes);
    let base = head::base_of(&tree, meta.address.as_ref());
    let scope = match main {
        tree::ROOT => Scope::Page,
        _ => Scope::Content,
    };
    let flow = blocks::read(&tree, main, scope, base.as_ref(), notes);
    meta.title = title::choose(&names, &flow);
    (flow, meta)
}

/// A fragment, all of which is content.
pub fn read_body(html: &str, address: Option<&Url>, notes: &mut Notes) -> Vec<Flow> {
    let tree = building::build(html, notes);
    let base = head::base_of(&tree, address);
    blocks::read(&tree, tree::ROOT, Scope::Content, base.as_ref(), notes)
}
