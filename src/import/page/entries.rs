//! The entries of a list of references, before it is known that it is one.

use super::citations::numbers_in;
use super::flow::{Content, Flow, FlowItem, Piece, Style, flattened, text_of};
use crate::import::reference_line::{ReadLine, ReferenceLine, read_reference_line};

/// One entry, read as a reference.
#[derive(Clone, Debug)]
pub struct Entry {
    pub line: usize,
    pub number: Option<u32>,
    /// The ids by which links point at it.
    pub ids: Vec<String>,
    /// Its text without its number.
    pub pieces: Vec<Piece>,
    pub read: ReadLine,
}

impl Entry {
    pub fn is_likely(&self) -> bool {
        self.read.is_reference()
    }

    fn new(line: usize, number: Option<u32>, pieces: Vec<Piece>) -> Self {
        let ids = pieces.iter().filter_map(|piece| match piece {
            Piece::Id(id) => Some(id.clone()),
            _ => None,
        });
        let ids = ids.collect();
        let pieces = without_back_links(pieces);
        let read = read_pieces(&pieces);
        Self {
            line,
            number,
            ids,
            pieces,
            read,
        }
    }
}

/// The entries that a block is made of; `None` if it is none. Under a heading that says so, entries need no numbers.
pub fn of_block(block: &Flow, is_headed: bool) -> Option<Vec<Entry>> {
    match &block.content {
        Content::List(list) | Content::Footnotes(list) => {
            let is_meant = is_headed || list.is_numbered;
            is_meant.then(|| list.items.iter().map(of_item).collect())
        }
        Content::Paragraph(pieces) => of_paragraph(pieces, block.line, is_headed),
        _ => None,
    }
}

fn of_item(item: &FlowItem) -> Entry {
    let pieces = flattened(item.body.clone());
    match leading_number(&pieces) {
        Some((number, length, true)) => {
            Entry::new(item.line, Some(number), without_start(pieces, length))
        }
        _ => Entry::new(item.line, item.number, pieces),
    }
}

/// A paragraph with a number, or several on lines of one paragraph.
fn of_paragraph(pieces: &[Piece], line: usize, is_headed: bool) -> Option<Vec<Entry>> {
    let lines: Vec<&[Piece]> = pieces.split(|piece| *piece == Piece::Break).collect();
    let mut starts = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if leading_number(line).is_some_and(|(_, _, is_bracketed)| is_bracketed || is_headed) {
            starts.push(index);
        }
    }
    if starts.first() != Some(&0) {
        let entry = is_headed.then(|| Entry::new(line, None, pieces.to_vec()))?;
        return entry.is_likely().then(|| vec![entry]);
    }
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let entries = starts.iter().zip(ends).filter_map(|(start, end)| {
        let pieces = lines[*start..end].join(&Piece::plain(" "));
        let (number, length, _) = leading_number(&pieces)?;
        Some(Entry::new(
            line,
            Some(number),
            without_start(pieces, length),
        ))
    });
    Some(entries.collect())
}

/// True if entries go on where a run of entries ends, or can begin one: with the number 1.
pub fn follow(run: &[(Flow, Vec<Entry>)], entries: &[Entry]) -> bool {
    let last = run.last().and_then(|(_, entries)| entries.last()?.number);
    let first = entries.first().and_then(|entry| entry.number);
    match last {
        None => first == Some(1),
        Some(last) => first == last.checked_add(1),
    }
}

/// Takes characters off the beginning, blanks not counted before and after.
fn without_start(pieces: Vec<Piece>, length: usize) -> Vec<Piece> {
    let mut left = length;
    let mut out = Vec::new();
    for piece in pieces {
        let Piece::Run(mut run) = piece else {
            out.push(piece);
            continue;
        };
        while left > 0 {
            let Some(first) = run.text.chars().next() else {
                break;
            };
            run.text.drain(..first.len_utf8());
            if !first.is_whitespace() {
                left -= first.len_utf8().min(left);
            }
        }
        if !run.text.is_empty() {
            out.push(Piece::Run(run));
        }
    }
    out
}

fn without_back_links(pieces: Vec<Piece>) -> Vec<Piece> {
    let is_back_link = |piece: &Piece| match piece {
        Piece::Run(run) => {
            run.style
                .link
                .as_ref()
                .is_some_and(|link| link.starts_with('#'))
                && !run.text.chars().any(|c| {
                    c.is_alphanumeric() && c.len_utf8() > 0 && run.text.chars().count() > 2
                })
        }
        Piece::Id(_) => true,
        Piece::Break | Piece::Image(_) => false,
    };
    pieces
        .into_iter()
        .filter(|piece| !is_back_link(piece))
        .collect()
}

fn read_pieces(pieces: &[Piece]) -> ReadLine {
    let runs = pieces.iter().filter_map(|piece| match piece {
        Piece::Run(run) => Some(run),
        _ => None,
    });
    let link_of = |style: &Style| {
        style
            .link
            .as_deref()
            .filter(|link| !link.starts_with('#'))
            .map(str::to_owned)
    };
    let mut links: Vec<String> = runs.clone().filter_map(|run| link_of(&run.style)).collect();
    links.dedup();
    let emphasised: Vec<String> = runs
        .filter(|run| run.style.is_emphasis)
        .map(|run| run.text.trim().to_owned())
        .collect();
    let shown: Vec<Piece> = pieces
        .iter()
        .filter(|piece| !is_link_word(piece))
        .cloned()
        .collect();
    read_reference_line(ReferenceLine {
        text: &text_of(&shown),
        emphasised: &emphasised,
        links: &links,
    })
}

/// The words of links to databases, which say nothing of the source.
fn is_link_word(piece: &Piece) -> bool {
    const WORDS: [&str; 9] = [
        "pubmed",
        "google scholar",
        "crossref",
        "full text",
        "link",
        "view article",
        "doi",
        "free pmc article",
        "pmc free article",
    ];
    match piece {
        Piece::Run(run) => {
            let words = run
                .text
                .trim()
                .trim_matches(['[', ']', '(', ')'])
                .to_lowercase();
            run.style.link.is_some() && WORDS.contains(&words.as_str())
        }
        _ => false,
    }
}

/// The number with which an entry of a list begins, `[3]` or `3.`, and how long it is.
pub fn leading_number(pieces: &[Piece]) -> Option<(u32, usize, bool)> {
    let text = text_of(pieces);
    let (inside, is_bracketed) = match text.strip_prefix('[') {
        Some(rest) => (rest.split_once(']')?.0, true),
        None => (text.split_once(['.', ')'])?.0, false),
    };
    let numbers = numbers_in(inside)?;
    let [number] = numbers.as_slice() else {
        return None;
    };
    Some((
        *number,
        inside.len() + if is_bracketed { 2 } else { 1 },
        is_bracketed,
    ))
}
