//! The elements of a page as blocks in reading order.

use url::Url;

use super::links::Links;
use super::lists;
use super::meaning::{alert_of, is_aside, is_furniture};
use super::media;
use super::plain_words;
use super::tables;
use super::tree::{Element, NodeKind, Tree};
use crate::content::CalloutRole;
use crate::import::page::flow::{
    Content, Flow, Piece, Run, Style, are_visible, flattened, is_visible, text_of,
};
use crate::import::page::notes::{Notes, quoted_whole};

/// What is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// A whole page, in which nothing says where its content is.
    Page,
    /// The content alone: what stands in it belongs to it.
    Content,
}

/// Reads what stands inside a node.
pub fn read(
    tree: &Tree,
    node: usize,
    scope: Scope,
    base: Option<&Url>,
    notes: &mut Notes,
) -> Vec<Flow> {
    Reader::new(tree, scope, base, notes).inside(node)
}

/// Reads elements; text between them becomes paragraphs.
pub struct Reader<'r, 'n> {
    pub tree: &'r Tree,
    scope: Scope,
    pub base: Option<&'r Url>,
    pub notes: &'r mut Notes<'n>,
    out: Vec<Flow>,
    /// Running text that no block has ended yet, and where it began.
    pending: Vec<Piece>,
    pending_line: usize,
    is_pending_visible: bool,
    links: Links,
}

impl<'r, 'n> Reader<'r, 'n> {
    fn new(tree: &'r Tree, scope: Scope, base: Option<&'r Url>, notes: &'r mut Notes<'n>) -> Self {
        Self {
            tree,
            scope,
            base,
            notes,
            out: Vec::new(),
            pending: Vec::new(),
            pending_line: 0,
            is_pending_visible: false,
            links: Links::default(),
        }
    }

    /// The blocks inside an element.
    pub fn inside(mut self, node: usize) -> Vec<Flow> {
        self.children(node);
        self.finish()
    }

    /// The blocks inside an element, read on their own.
    pub fn read_inside(&mut self, node: usize) -> Vec<Flow> {
        self.sub().inside(node)
    }

    /// The same for some nodes.
    pub fn read_nodes(&mut self, nodes: &[usize]) -> Vec<Flow> {
        let mut sub = self.sub();
        nodes.iter().for_each(|node| sub.node(*node));
        sub.finish()
    }

    /// What an element says as running text.
    pub fn pieces_inside(&mut self, node: usize) -> Vec<Piece> {
        flattened(self.read_inside(node))
    }

    fn sub(&mut self) -> Reader<'_, 'n> {
        Reader::new(self.tree, self.scope, self.base, self.notes)
    }

    fn finish(mut self) -> Vec<Flow> {
        self.flush();
        self.out
    }

    pub fn children(&mut self, node: usize) {
        let tree = self.tree;
        for child in &tree.nodes[node].children {
            self.node(*child);
        }
    }

    fn node(&mut self, node: usize) {
        let tree = self.tree;
        let line = tree.nodes[node].line;
        match &tree.nodes[node].kind {
            NodeKind::Text(run) => self.text(run, line),
            NodeKind::Break => self.add(Piece::Break, line),
            NodeKind::Id(id) => self.add(Piece::Id(id.clone()), line),
            NodeKind::Element(element) => self.element(node, element, line),
        }
    }

    fn text(&mut self, run: &Run, line: usize) {
        let link = run.style.link.as_ref();
        let style = Style {
            link: link.map(|link| self.links.resolve(link, self.base)),
            ..run.style.clone()
        };
        let text = run.text.clone();
        self.add(Piece::Run(Run { text, style }), line);
    }

    /// Adds to the running text.
    pub fn add(&mut self, piece: Piece, line: usize) {
        if !self.is_pending_visible && are_visible(std::slice::from_ref(&piece)) {
            self.is_pending_visible = true;
            self.pending_line = line;
        }
        self.pending.push(piece);
    }

    /// Ends the running text. Two line breaks in a row end a paragraph as well. Ids wait for what comes after them.
    fn flush(&mut self) {
        let mut paragraph = Vec::new();
        let mut breaks = 0;
        self.is_pending_visible = false;
        for piece in std::mem::take(&mut self.pending) {
            match &piece {
                Piece::Break => breaks += 1,
                Piece::Run(run) if !run.text.contains(is_visible) => {}
                Piece::Run(_) | Piece::Image(_) if breaks > 1 => {
                    self.push_paragraph(&mut paragraph);
                    breaks = 0;
                }
                Piece::Run(_) | Piece::Image(_) => breaks = 0,
                Piece::Id(_) => {}
            }
            paragraph.push(piece);
        }
        self.push_paragraph(&mut paragraph);
        self.pending = paragraph;
    }

    fn push_paragraph(&mut self, pieces: &mut Vec<Piece>) {
        if are_visible(pieces) {
            let pieces = std::mem::take(pieces);
            self.out.push(Flow::paragraph(self.pending_line, pieces));
        } else {
            pieces.retain(|piece| matches!(piece, Piece::Id(_)));
        }
    }

    /// Adds a block after the running text before it.
    pub fn push(&mut self, line: usize, content: Content) {
        self.flush();
        self.out.push(Flow { line, content });
    }

    fn element(&mut self, node: usize, element: &Element, line: usize) {
        let is_outside = self.scope == Scope::Page && is_aside(element);
        if is_outside || is_furniture(element) {
            return self.drop_furniture(node, line);
        }
        match element.name.as_str() {
            "img" => media::read_image(self, element, line),
            "picture" => self.children(node),
            "math" => plain_words::formula(self, node, line),
            "iframe" | "video" | "object" => media::read_video(self, node, element, line),
            "hr" => self.push(line, Content::Divider),
            _ => {
                self.flush();
                if let Some(id) = element.value("id") {
                    self.pending.push(Piece::Id(id.to_owned()));
                }
                self.block(node, element, line);
                self.flush();
            }
        }
    }

    fn block(&mut self, node: usize, element: &Element, line: usize) {
        match element.name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(node, &element.name, line),
            "ul" | "ol" | "menu" => lists::read(self, node, element, line),
            "dl" => lists::read_definitions(self, node),
            "blockquote" => self.quote(node, line),
            "figure" => media::read_figure(self, node, line),
            "table" => tables::read(self, node, line),
            "details" => self.question(node, line),
            "pre" | "xmp" | "listing" | "plaintext" => plain_words::code(self, node, line),
            _ if element.is_called(&["footnotes", "footnote-list"])
                || element.attributes.contains_key("data-footnotes") =>
            {
                lists::read_footnotes(self, node, line);
            }
            _ => match alert_of(element) {
                Some(alert) => self.alert(node, alert, line),
                None => self.children(node),
            },
        }
    }

    fn heading(&mut self, node: usize, name: &str, line: usize) {
        let mut words = std::mem::take(&mut self.pending);
        words.extend(self.pieces_inside(node));
        let is_image = |piece: &Piece| matches!(piece, Piece::Image(_));
        let (images, words): (Vec<Piece>, Vec<Piece>) = words.into_iter().partition(is_image);
        if are_visible(&words) {
            let level = name[1..].parse().unwrap_or(2);
            self.push(line, Content::Heading { level, words });
        } else {
            self.pending = words;
        }
        // A heading is text: its images follow it.
        for image in images {
            self.add(image, line);
        }
        self.flush();
    }

    fn quote(&mut self, node: usize, line: usize) {
        let (ends, body) = self.tree.children_called(node, "footer");
        let mut attribution = Vec::new();
        for end in ends {
            attribution.extend(self.pieces_inside(end));
        }
        let body = self.read_nodes(&body);
        if !body.is_empty() || are_visible(&attribution) {
            self.push(line, Content::Quote { body, attribution });
        }
    }

    fn question(&mut self, node: usize, line: usize) {
        let (summaries, rest) = self.tree.children_called(node, "summary");
        let mut question = Vec::new();
        for summary in summaries {
            question.extend(self.pieces_inside(summary));
        }
        let answer = self.read_nodes(&rest);
        if are_visible(&question) && !answer.is_empty() {
            self.push(line, Content::Faq { question, answer });
        } else {
            self.push(line, Content::Paragraph(question));
            self.out.extend(answer);
        }
    }

    fn alert(&mut self, node: usize, role: Option<CalloutRole>, line: usize) {
        let mut body = self.read_inside(node);
        let mut title = Vec::new();
        if let Some(Flow {
            content: Content::Paragraph(pieces),
            ..
        }) = body.first()
        {
            title = pieces.clone();
            body.remove(0);
        }
        let is_named =
            !["Note", "Tip", "Important", "Warning", "Caution"].contains(&text_of(&title).as_str());
        match role {
            Some(role) => {
                title.retain(|_| is_named);
                self.push(line, Content::Callout { role, title, body });
            }
            None => self.push(
                line,
                Content::Tip {
                    title,
                    image: None,
                    body,
                },
            ),
        }
    }

    fn drop_furniture(&mut self, node: usize, line: usize) {
        let words = self.tree.text(node);
        if words.contains(is_visible) {
            let message = format!("page furniture was left out: {}", quoted_whole(&words));
            let help = "add it to the text if it belongs to the article";
            self.notes.add(line, message, help);
        }
    }
}
