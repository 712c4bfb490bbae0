//! A page between its source and the model: blocks in reading order that may still hold each other, with what the source
//! says of each. HTML and plain text both become this.

use crate::content::CalloutRole;

/// One block with its place.
#[derive(Clone, Debug)]
pub struct Flow {
    /// The line of the source on which it begins.
    pub line: usize,
    pub content: Content,
}

#[derive(Clone, Debug)]
pub enum Content {
    Heading {
        level: u8,
        words: Vec<Piece>,
    },
    Paragraph(Vec<Piece>),
    List(FlowList),
    Figure(FlowFigure),
    Quote {
        body: Vec<Flow>,
        attribution: Vec<Piece>,
    },
    Callout {
        role: CalloutRole,
        title: Vec<Piece>,
        body: Vec<Flow>,
    },
    Tip {
        title: Vec<Piece>,
        image: Option<FoundImage>,
        body: Vec<Flow>,
    },
    Table(FlowTable),
    Faq {
        question: Vec<Piece>,
        answer: Vec<Flow>,
    },
    Definition {
        term: Vec<Piece>,
        body: Vec<Flow>,
    },
    Video {
        address: String,
        title: String,
    },
    /// Notes under a text, which the source itself calls footnotes.
    Footnotes(FlowList),
    Divider,
}

#[derive(Clone, Debug, Default)]
pub struct FlowList {
    pub is_numbered: bool,
    pub items: Vec<FlowItem>,
}

#[derive(Clone, Debug, Default)]
pub struct FlowItem {
    pub line: usize,
    /// The number that the source gives the item.
    pub number: Option<u32>,
    pub body: Vec<Flow>,
}

#[derive(Clone, Debug)]
pub struct FlowFigure {
    pub image: FoundImage,
    pub caption: Vec<Piece>,
}

/// An image as the source names it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundImage {
    pub line: usize,
    /// Its addresses, the best first; a copied text has none.
    pub sources: Vec<ImageAddress>,
    /// Its text alternative; empty when the source gives none.
    pub alt: String,
    /// What the source shows when somebody points at it; in Markdown that is its caption.
    pub title: String,
    pub is_decorative: bool,
    pub width: Option<u32>,
    pub height: Option<u32>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImageAddress {
    /// The address as the source writes it.
    pub written: String,
    /// The same as an absolute URL, where that can be told.
    pub absolute: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub struct FlowTable {
    pub caption: Vec<Piece>,
    pub rows: Vec<FlowRow>,
}

#[derive(Clone, Debug, Default)]
pub struct FlowRow {
    pub is_header: bool,
    pub cells: Vec<FlowCell>,
}

#[derive(Clone, Debug, Default)]
pub struct FlowCell {
    /// How many columns and rows it covers.
    pub columns: usize,
    pub rows: usize,
    pub body: Vec<Flow>,
}

/// A part of running text.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    Run(Run),
    Break,
    Image(FoundImage),
    /// The id by which links of the page point here.
    Id(String),
}

/// Characters of one style.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    pub text: String,
    pub style: Style,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Style {
    pub is_strong: bool,
    pub is_emphasis: bool,
    pub height: Height,
    /// Where it leads, as it is written.
    pub link: Option<std::rc::Rc<str>>,
}

/// Whether characters stand on the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Height {
    #[default]
    OnLine,
    Raised,
    Lowered,
}

impl Flow {
    pub fn paragraph(line: usize, pieces: Vec<Piece>) -> Self {
        Self {
            line,
            content: Content::Paragraph(pieces),
        }
    }
}

impl Piece {
    /// Text without any style.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::Run(Run {
            text: text.into(),
            style: Style::default(),
        })
    }
}

/// The characters of some pieces, with single spaces.
pub fn text_of(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Run(run) => text.push_str(&run.text),
            Piece::Break => text.push(' '),
            Piece::Image(_) | Piece::Id(_) => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True if pieces show something: characters or an image.
pub fn are_visible(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| match piece {
        Piece::Run(run) => run.text.contains(is_visible),
        Piece::Image(_) => true,
        Piece::Break | Piece::Id(_) => false,
    })
}

/// Soft hyphens and zero-width spaces, of which some page builders make whole paragraphs, show nothing.
pub fn is_visible(c: char) -> bool {
    !c.is_whitespace() && !is_invisible(c)
}

/// Characters that only guide the breaking of lines.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Blocks as running text: what each says, on lines of its own.
pub fn flattened(flow: Vec<Flow>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for block in flow {
        let more = pieces_of_block(block.content);
        if are_visible(&more) && are_visible(&pieces) {
            pieces.push(Piece::Break);
        }
        pieces.extend(more);
    }
    pieces
}

fn pieces_of_block(content: Content) -> Vec<Piece> {
    let joined = |head: Vec<Piece>, body: Vec<Flow>| {
        let mut flow = vec![Flow::paragraph(0, head)];
        flow.extend(body);
        flattened(flow)
    };
    match content {
        Content::Heading { words: pieces, .. } | Content::Paragraph(pieces) => pieces,
        Content::List(list) | Content::Footnotes(list) => {
            flattened(list.items.into_iter().flat_map(|item| item.body).collect())
        }
        Content::Figure(figure) => joined(
            vec![Piece::Image(figure.image)],
            vec![Flow::paragraph(0, figure.caption)],
        ),
        Content::Quote {
            mut body,
            attribution,
        } => {
            body.push(Flow::paragraph(0, attribution));
            flattened(body)
        }
        Content::Callout { title, body, .. }
        | Content::Tip { title, body, .. }
        | Content::Faq {
            question: title,
            answer: body,
        }
        | Content::Definition { term: title, body } => joined(title, body),
        Content::Table(table) => {
            let cells = table.rows.into_iter().flat_map(|row| row.cells);
            joined(table.caption, cells.flat_map(|cell| cell.body).collect())
        }
        Content::Video { title, address } => vec![linked(title, address)],
        Content::Divider => Vec::new(),
    }
}

fn linked(text: String, address: String) -> Piece {
    let style = Style {
        link: Some(address.into()),
        ..Style::default()
    };
    Piece::Run(Run { text, style })
}

/// Breaks text where the source begins a new line.
pub fn in_lines(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out = Vec::new();
    for piece in pieces {
        let Piece::Run(run) = piece else {
            out.push(piece);
            continue;
        };
        for (index, text) in run.text.split('\n').enumerate() {
            if index > 0 {
                out.push(Piece::Break);
            }
            let (text, style) = (text.to_owned(), run.style.clone());
            out.push(Piece::Run(Run { text, style }));
        }
    }
    out
}
