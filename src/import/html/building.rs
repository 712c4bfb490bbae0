//! From the tokens of a page to its tree. It forgives what browsers forgive, in time that is linear for any input: the
//! tree builders of browsers are not, which is why only the tokens come from a library.

use std::collections::{BTreeMap, HashMap};

use html5gum::emitters::default::{StartTag, Token};
use html5gum::{DefaultEmitter, HtmlString, Spanned, Tokenizer};

use super::elements::{Kind, closed_by, ends_by_itself, is_barrier, is_heading, kind_of};
use super::formatting::{Formatting, Spans};
use super::line_count::Lines;
use super::tree::{Element, Node, NodeKind, ROOT, Tree};
use crate::import::page::flow::Run;
use crate::import::page::notes::Notes;

/// Elements inside each other. The words of what is deeper belong to the deepest element.
const MAX_DEPTH: usize = 120;

/// Builds the tree of a page.
pub fn build(html: &str, notes: &mut Notes) -> Tree {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut builder = Builder::new(html);
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        builder.take(token);
    }
    builder.finish(notes)
}

struct Builder<'a> {
    tree: Tree,
    /// The open elements with the formatting that each began in.
    open: Vec<(usize, Formatting)>,
    formatting: Formatting,
    spans: Spans,
    /// The start tag whose content is no text of the page.
    silent: Option<Element>,
    /// Elements that are open and were too deep, by name.
    too_deep: HashMap<String, usize>,
    first_too_deep: Option<usize>,
    first_control: Option<usize>,
    lines: Lines<'a>,
}

impl<'a> Builder<'a> {
    fn new(html: &'a str) -> Self {
        let root = Node {
            line: 1,
            parent: ROOT,
            children: Vec::new(),
            kind: NodeKind::Element(Element::default()),
        };
        Self {
            tree: Tree {
                nodes: vec![root],
                ..Tree::default()
            },
            open: vec![(ROOT, Formatting::default())],
            formatting: Formatting::default(),
            spans: Spans::default(),
            silent: None,
            too_deep: HashMap::new(),
            first_too_deep: None,
            first_control: None,
            lines: Lines::of(html),
        }
    }

    fn take(&mut self, token: Token<usize>) {
        match token {
            Token::StartTag(tag) => {
                self.lines.pass(tag.span.start);
                self.start(tag);
            }
            Token::EndTag(tag) => self.end(&text_of(&tag.name)),
            Token::String(Spanned { value, span }) => {
                self.lines.pass(span.start);
                self.text(&text_of(&value));
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }

    fn start(&mut self, tag: StartTag<usize>) {
        let element = Element {
            name: text_of(&tag.name),
            attributes: attributes_of(tag.attributes),
        };
        if element.name == "html" || element.name == "body" {
            self.tree.language = self
                .tree
                .language
                .take()
                .or(element.value("lang").map(str::to_owned));
            return;
        }
        match kind_of(&element.name) {
            Kind::Silent if tag.self_closing && element.name == "title" => {}
            Kind::Silent => self.silent = Some(element),
            Kind::Head => self.tree.head.push(element),
            Kind::Void => self.void(element),
            Kind::Format => self.format(&element),
            Kind::Inline => self.open(element),
            Kind::Block => {
                self.close_before(&element.name);
                self.open(element);
            }
        }
    }

    fn void(&mut self, element: Element) {
        if element.name == "hr" {
            self.close_before("hr");
        }
        let kind = match element.name.as_str() {
            "br" => NodeKind::Break,
            _ => NodeKind::Element(element),
        };
        self.add(kind);
    }

    fn format(&mut self, element: &Element) {
        if element.name == "time"
            && let Some(moment) = element.value("datetime")
        {
            self.tree.times.push(moment.to_owned());
        }
        if let Some(id) = element.value("id").or_else(|| element.value("name"))
            && matches!(element.name.as_str(), "a" | "span" | "sup" | "cite")
        {
            self.add(NodeKind::Id(id.to_owned()));
        }
        if element.name == "q" {
            self.text("“");
        }
        self.formatting
            .open(&element.name, &element.attributes, &mut self.spans);
    }

    /// Closes what a block closes by beginning.
    fn close_before(&mut self, name: &str) {
        let (closes, ends) = closed_by(name);
        let found = self
            .open
            .iter()
            .rposition(|(node, _)| closes.contains(&self.tree.name(*node)));
        let end = self
            .open
            .iter()
            .rposition(|(node, _)| ends.contains(&self.tree.name(*node)));
        if let Some(at) = found
            && end.is_none_or(|end| end < at)
        {
            self.close_from(at);
        }
        if let Some((node, _)) = self.open.last()
            && ends_by_itself(self.tree.name(*node), name)
        {
            self.close_from(self.open.len() - 1);
        }
    }

    fn open(&mut self, element: Element) {
        if self.open.len() >= MAX_DEPTH {
            self.first_too_deep.get_or_insert(self.lines.line);
            *self.too_deep.entry(element.name).or_default() += 1;
            self.separate();
            return;
        }
        let node = self.add(NodeKind::Element(element));
        self.open.push((node, self.formatting.clone()));
    }

    /// Keeps what stands before and after apart, where neither is an element.
    fn separate(&mut self) {
        self.add(NodeKind::Break);
        self.add(NodeKind::Break);
    }

    fn end(&mut self, name: &str) {
        if let Some(silent) = &self.silent {
            if silent.name == name {
                self.silent = None;
            }
            return;
        }
        if kind_of(name) == Kind::Format {
            self.formatting.close(name, &mut self.spans);
            if name == "q" {
                self.text("”");
            }
            return;
        }
        if let Some(count) = self.too_deep.get_mut(name)
            && *count > 0
        {
            *count -= 1;
            self.separate();
            return;
        }
        for at in (1..self.open.len()).rev() {
            let open = self.tree.name(self.open[at].0);
            if open == name {
                self.close_from(at);
                return;
            }
            if is_barrier(open, name) {
                return;
            }
        }
    }

    /// Closes an open element and all inside it. What began to be bold in a cell ends with the cell.
    fn close_from(&mut self, at: usize) {
        let closed = self.open.split_off(at);
        if let Some((node, formatting)) = closed.into_iter().next()
            && (matches!(self.tree.name(node), "td" | "th" | "caption")
                || is_heading(self.tree.name(node)))
        {
            self.formatting = formatting;
        }
    }

    fn text(&mut self, text: &str) {
        match self.silent.as_ref().map(|silent| silent.name.as_str()) {
            Some("title") if self.tree.title.is_empty() => self.tree.title = text.to_owned(),
            Some("script") => self.keep_linked_data(text),
            Some(_) => {}
            None => {
                let text = self.without_controls(text);
                let style = self.formatting.style();
                self.add(NodeKind::Text(Run { text, style }));
            }
        }
    }

    fn keep_linked_data(&mut self, text: &str) {
        let kind = self.silent.as_ref().and_then(|silent| silent.value("type"));
        if kind == Some("application/ld+json") {
            self.tree.linked_data.push(text.to_owned());
        }
    }

    fn without_controls(&mut self, text: &str) -> String {
        let is_control = |c: char| c.is_control() && !c.is_whitespace();
        if text.contains(is_control) {
            self.first_control.get_or_insert(self.lines.line);
        }
        text.chars().filter(|c| !is_control(*c)).collect()
    }

    fn add(&mut self, kind: NodeKind) -> usize {
        let parent = self.open.last().map_or(ROOT, |(node, _)| *node);
        let node = self.tree.nodes.len();
        self.tree.nodes.push(Node {
            line: self.lines.line,
            parent,
            children: Vec::new(),
            kind,
        });
        self.tree.nodes[parent].children.push(node);
        node
    }

    fn finish(self, notes: &mut Notes) -> Tree {
        if let Some(line) = self.first_too_deep {
            notes.add(
                line,
                format!("elements that are more than {MAX_DEPTH} deep; their words were kept as paragraphs"),
                "look whether the order and the form of the text are right",
            );
        }
        if let Some(line) = self.first_control {
            notes.add(
                line,
                "control characters, which were left out",
                "look whether the text around them is whole",
            );
        }
        self.tree
    }
}

fn text_of(bytes: &HtmlString) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn attributes_of(
    attributes: BTreeMap<HtmlString, Spanned<HtmlString, usize>>,
) -> BTreeMap<String, String> {
    attributes
        .into_iter()
        .map(|(name, value)| (text_of(&name), text_of(&value.value)))
        .collect()
}
