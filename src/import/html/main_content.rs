//! Where the content of a page is, and what is around it.

use super::meaning::{is_aside, is_furniture};
use super::tree::{Element, ROOT, Tree};
use crate::import::page::notes::{Notes, quoted_whole};

/// What authors of pages call the element that holds the content, the surest first.
const CONTENT_CLASSES: &[&str] = &[
    "entry-content",
    "post-content",
    "article-content",
    "article-body",
    "articlebody",
    "post-body",
    "main-content",
];

/// The element that holds the content; words outside it are noted.
pub fn find(tree: &Tree, notes: &mut Notes) -> usize {
    let counts = tree.word_counts();
    let content = content_counts(tree, &counts);
    let main = choose(tree, &content);
    if main != ROOT {
        note_outside(tree, main, &counts, notes);
    }
    main
}

/// How many words stand below each node, without those in furniture.
fn content_counts(tree: &Tree, counts: &[usize]) -> Vec<usize> {
    let mut content = counts.to_vec();
    let is_dropped = |node: usize| {
        tree.element(node)
            .is_some_and(|element| is_furniture(element) || is_aside(element))
    };
    let mut sums = vec![0; content.len()];
    for node in (0..content.len()).rev() {
        let is_leaf = tree.nodes[node].children.is_empty();
        content[node] = match (is_dropped(node), is_leaf) {
            (true, _) => 0,
            (false, true) => counts[node],
            (false, false) => sums[node],
        };
        if node != ROOT {
            sums[tree.nodes[node].parent] += content[node];
        }
    }
    content
}

/// The element named as the content by the page, if it holds enough of the words; else the whole page.
fn choose(tree: &Tree, content: &[usize]) -> usize {
    let largest = |is_meant: &dyn Fn(&Element) -> bool| {
        (0..tree.nodes.len())
            .filter(|node| tree.element(*node).is_some_and(is_meant))
            .max_by_key(|node| (content[*node], std::cmp::Reverse(*node)))
    };
    let main = largest(&|element| element.name == "main" || element.has_role(&["main"]))
        .filter(|main| content[*main] > 0)
        .unwrap_or(ROOT);
    let is_most = |node: usize| content[node] * 5 >= content[main] * 3;
    let article = largest(&|element| {
        element.name == "article" || element.value("itemprop") == Some("articleBody")
    });
    let named = largest(&|element| element.is_called(CONTENT_CLASSES));
    let inside = |node: &usize| content[*node] > 0 && is_inside(tree, *node, main);
    match article.filter(inside).filter(|node| is_most(*node)) {
        Some(article) => article,
        None => named
            .filter(inside)
            .filter(|node| is_most(*node) && main == ROOT)
            .unwrap_or(main),
    }
}

fn is_inside(tree: &Tree, mut node: usize, outer: usize) -> bool {
    while node != outer && node != ROOT {
        node = tree.nodes[node].parent;
    }
    node == outer
}

/// Notes each part of the page beside the content that has words.
fn note_outside(tree: &Tree, main: usize, counts: &[usize], notes: &mut Notes) {
    let mut inner = main;
    while inner != ROOT {
        let parent = tree.nodes[inner].parent;
        for child in &tree.nodes[parent].children {
            if *child != inner && counts[*child] > 0 {
                notes.add(
                    tree.nodes[*child].line,
                    format!(
                        "words beside the main content were left out: {}",
                        quoted_whole(&tree.text(*child))
                    ),
                    "add them to the text if they belong to the article",
                );
            }
        }
        inner = parent;
    }
}
