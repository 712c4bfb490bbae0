//! Running text as the model has it: text, links, citations and line breaks, with single spaces.

use super::assembling::Page;
use super::citations::{
    Part, Target, as_signs, digit_of_sign, is_dash, is_separator, numbers_in, parts_of,
    raised_numbers, range,
};
use super::excerpt::words_of;
use super::flow::{Height, Piece, Run, Style, is_invisible, text_of};
use super::notes::quoted;
use crate::content::{CitationInline, Href, Inline, LineBreakInline, LinkInline, TextInline};

/// A part of running text on its way to an inline.
#[derive(Clone, Debug, PartialEq)]
enum Atom {
    Text {
        text: String,
        is_strong: bool,
        is_emphasis: bool,
        href: Option<Href>,
    },
    Numbers(Vec<u32>),
    Break,
}

impl Page<'_, '_> {
    /// The inlines of some pieces. Images are not among them: whoever has a place for them takes them off before.
    pub fn inlines(&mut self, pieces: &[Piece], line: usize) -> Vec<Inline> {
        let mut atoms = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Run(run) => self.add_run(run, line, &mut atoms),
                Piece::Break => atoms.push(Atom::Break),
                Piece::Image(_) | Piece::Id(_) => {}
            }
        }
        let atoms = spaced(joined(atoms));
        atoms
            .into_iter()
            .filter_map(|atom| self.inline(atom))
            .collect()
    }

    /// The words of some pieces where the model has plain text only. `place` names it in notes.
    pub fn plain(&mut self, pieces: &[Piece], place: &str, line: usize) -> String {
        let inlines = self.inlines(pieces, line);
        let mut lost = Vec::new();
        for inline in &inlines {
            match inline {
                Inline::Link(link) => lost.push(format!("a link to {}", link.href)),
                Inline::Citation(citation) => {
                    let keys = citation.references.iter().map(|key| format!("@{key}"));
                    lost.push(format!(
                        "the citation {}",
                        keys.collect::<Vec<_>>().join("; ")
                    ));
                }
                Inline::Text(_) | Inline::Mention(_) | Inline::LineBreak(_) => {}
            }
        }
        let text = words_of(&inlines);
        if !lost.is_empty() {
            let message = format!(
                "{place} is plain text and lost {}: {}",
                lost.join(", "),
                quoted(&text)
            );
            self.notes
                .add(line, message, "put it into the text beside it");
        }
        text
    }

    fn add_run(&mut self, run: &Run, line: usize, atoms: &mut Vec<Atom>) {
        let text: String = run.text.chars().filter(|c| !is_invisible(*c)).collect();
        if let Some(link) = run
            .style
            .link
            .as_deref()
            .filter(|link| link.starts_with('#'))
        {
            let is_back_link = text
                .chars()
                .all(|c| c.is_whitespace() || "↩↑^⇑⤴︎\u{fe0e}\u{fe0f}".contains(c));
            if is_back_link && !text.trim().is_empty() {
                return;
            }
            if let Some(number) = self.references.numbers.at_link(link) {
                return atoms.push(Atom::Numbers(vec![number]));
            }
        }
        let before = text_before(atoms);
        if run.style.height == Height::Raised
            && let Some(numbers) = raised_numbers(&text, &before)
        {
            return self.add_numbers(numbers, &text, &run.style, line, atoms);
        }
        let plain = match as_signs(text.trim(), run.style.height) {
            Some(signs) if !text.trim().is_empty() => signs,
            _ => text,
        };
        self.add_text(&plain, &run.style, line, atoms);
    }

    fn add_text(&mut self, text: &str, style: &Style, line: usize, atoms: &mut Vec<Atom>) {
        for part in parts_of(text) {
            match part {
                Part::Numbers { list, written } => {
                    self.add_numbers(list, written, style, line, atoms);
                }
                Part::Text(text) if style.height == Height::OnLine => {
                    self.add_signs(text, style, line, atoms);
                }
                Part::Text(text) => self.add_plain(text, style, line, atoms),
            }
        }
    }

    /// Text in which raised signs may be citations.
    fn add_signs(&mut self, text: &str, style: &Style, line: usize, atoms: &mut Vec<Atom>) {
        let is_sign = |c: char| digit_of_sign(c).is_some();
        let mut rest = text;
        while let Some(start) = rest.find(is_sign) {
            let (before, from) = rest.split_at(start);
            let end = from
                .find(|c| !is_sign(c) && c != ',' && c != '⁻' && c != '˒')
                .unwrap_or(from.len());
            let signs = from[..end].trim_end_matches([',', '˒', '⁻']);
            self.add_plain(before, style, line, atoms);
            let digits: String = signs
                .chars()
                .map(|c| digit_of_sign(c).unwrap_or(if c == '⁻' { '-' } else { ',' }))
                .collect();
            let numbers = raised_numbers(&digits, &text_before(atoms))
                .filter(|numbers| self.references.numbers.are_known(numbers));
            match numbers {
                Some(numbers) => atoms.push(Atom::Numbers(numbers)),
                None => self.add_plain(signs, style, line, atoms),
            }
            rest = &from[signs.len()..];
        }
        self.add_plain(rest, style, line, atoms);
    }

    fn add_numbers(
        &mut self,
        numbers: Vec<u32>,
        written: &str,
        style: &Style,
        line: usize,
        atoms: &mut Vec<Atom>,
    ) {
        if self.references.numbers.are_known(&numbers) {
            if let Some(link) = style.link.as_deref().filter(|link| !link.starts_with('#')) {
                let message =
                    format!("the citation {written} was a link to {link}, which was left out");
                self.notes.add(
                    line,
                    message,
                    "give the reference this address if it has none",
                );
            }
            return atoms.push(Atom::Numbers(numbers));
        }
        let help = if self.references.numbers.is_empty() {
            "the page has no numbered list of references; write `[@key]` for what it cites"
        } else {
            "no reference of the page has this number; write `[@key]` for what it cites"
        };
        self.notes.add(
            line,
            format!("the number {} stayed as text", quoted(written)),
            help,
        );
        let signs = as_signs(written.trim(), style.height);
        self.add_plain(signs.as_deref().unwrap_or(written), style, line, atoms);
    }

    fn add_plain(&mut self, text: &str, style: &Style, line: usize, atoms: &mut Vec<Atom>) {
        if text.is_empty() {
            return;
        }
        let href = style
            .link
            .as_deref()
            .and_then(|link| self.href(link, text, line));
        atoms.push(Atom::Text {
            text: text.to_owned(),
            is_strong: style.is_strong,
            is_emphasis: style.is_emphasis,
            href,
        });
    }

    fn href(&mut self, link: &str, text: &str, line: usize) -> Option<Href> {
        if text.trim().is_empty() {
            return None;
        }
        if let Ok(href) = Href::parse(link) {
            return Some(href);
        }
        let message = format!("a link that cannot be kept, on {}: {link}", quoted(text));
        let help = if link.starts_with('#') {
            "it leads to a place of the same page; say in words where, or link to `article:slug`"
        } else {
            "write an absolute https, http, mailto or tel URL, or link to `article:slug`"
        };
        self.notes.add(line, message, help);
        None
    }

    fn inline(&mut self, atom: Atom) -> Option<Inline> {
        match atom {
            Atom::Break => Some(Inline::LineBreak(LineBreakInline {})),
            Atom::Text {
                text,
                is_strong,
                is_emphasis,
                href,
            } => Some(match href {
                Some(href) => Inline::Link(LinkInline {
                    text,
                    strong: is_strong,
                    emphasis: is_emphasis,
                    href,
                }),
                None => Inline::Text(TextInline {
                    text,
                    strong: is_strong,
                    emphasis: is_emphasis,
                }),
            }),
            Atom::Numbers(numbers) => self.citation(&numbers),
        }
    }

    fn citation(&mut self, numbers: &[u32]) -> Option<Inline> {
        let mut keys = Vec::new();
        let mut notes = String::new();
        for number in numbers {
            match self.references.numbers.target(*number)? {
                Target::Reference(at) => {
                    let key = self.references.cite(at);
                    if !keys.contains(&key) {
                        keys.push(key);
                    }
                }
                Target::Footnote(at) => {
                    let sign = as_signs(&number.to_string(), Height::Raised).unwrap_or_default();
                    self.references.use_footnote(at, &sign);
                    notes.push_str(&sign);
                }
            }
        }
        if keys.is_empty() {
            return Some(Inline::Text(TextInline {
                text: notes,
                strong: false,
                emphasis: false,
            }));
        }
        Some(Inline::Citation(CitationInline {
            references: keys,
            numbers: Vec::new(),
            label: String::new(),
            locator: None,
        }))
    }
}

/// The word before the next atom.
fn text_before(atoms: &[Atom]) -> String {
    match atoms.last() {
        Some(Atom::Text { text, .. }) => {
            let start = text.char_indices().rev().nth(20).map_or(0, |(at, _)| at);
            text[start..].to_owned()
        }
        Some(Atom::Numbers(_) | Atom::Break) | None => String::new(),
    }
}

/// Makes one citation of numbers that follow each other, and takes away the brackets around them.
fn joined(atoms: Vec<Atom>) -> Vec<Atom> {
    let mut out: Vec<Atom> = Vec::new();
    for atom in atoms {
        match (&atom, out.as_slice()) {
            (Atom::Numbers(next), [.., Atom::Numbers(_)]) => {
                let next = next.clone();
                extend_last(&mut out, next);
            }
            (
                Atom::Numbers(next),
                [
                    ..,
                    Atom::Numbers(first),
                    Atom::Text {
                        text, href: None, ..
                    },
                ],
            ) if is_between(text) => {
                let first = first.last().copied().unwrap_or_default();
                let counted = range(first, next.first().copied().unwrap_or_default());
                let next = match counted.filter(|_| text.contains(is_dash)) {
                    Some(counted) => counted
                        .skip(1)
                        .chain(next.iter().skip(1).copied())
                        .collect(),
                    None => next.clone(),
                };
                out.pop();
                extend_last(&mut out, next);
            }
            _ => out.push(atom),
        }
        strip_brackets(&mut out);
    }
    out
}

fn extend_last(out: &mut [Atom], next: Vec<u32>) {
    if let Some(Atom::Numbers(list)) = out.last_mut() {
        list.extend(next);
    }
}

fn is_between(text: &str) -> bool {
    let trimmed = text.trim();
    text.chars().all(is_separator) || (trimmed.chars().count() == 1 && trimmed.contains(is_dash))
}

/// `[`, a citation, `]`: the brackets are those of the citation.
fn strip_brackets(out: &mut [Atom]) {
    let [
        ..,
        Atom::Text { text: before, .. },
        Atom::Numbers(_),
        Atom::Text { text: after, .. },
    ] = out
    else {
        return;
    };
    for (open, close) in [('[', ']'), ('(', ')')] {
        if before.trim_end().ends_with(open) && after.trim_start().starts_with(close) {
            let keep = before.trim_end().len() - 1;
            before.truncate(keep);
            *after = after.trim_start()[1..].to_owned();
        }
    }
}

/// Single spaces, none at the ends and around line breaks, and none alone in bold or in a link.
fn spaced(atoms: Vec<Atom>) -> Vec<Atom> {
    let mut out: Vec<Atom> = Vec::new();
    let mut is_space_due = false;
    for atom in atoms {
        match atom {
            Atom::Break => {
                is_space_due = false;
                if !matches!(out.last(), None | Some(Atom::Break)) {
                    out.push(Atom::Break);
                }
            }
            Atom::Numbers(list) => {
                if std::mem::take(&mut is_space_due) {
                    push_space(&mut out);
                }
                out.push(Atom::Numbers(list));
            }
            Atom::Text {
                text,
                is_strong,
                is_emphasis,
                href,
            } => {
                is_space_due |= text.starts_with(char::is_whitespace);
                let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
                if words.is_empty() {
                    continue;
                }
                if std::mem::take(&mut is_space_due) {
                    push_space(&mut out);
                }
                is_space_due = text.ends_with(char::is_whitespace);
                push_text(
                    &mut out,
                    Atom::Text {
                        text: words,
                        is_strong,
                        is_emphasis,
                        href,
                    },
                );
            }
        }
    }
    while out.last() == Some(&Atom::Break) {
        out.pop();
    }
    out
}

/// A space between two parts: inside both when they are alike, else outside of what is styled.
fn push_space(out: &mut Vec<Atom>) {
    match out.last() {
        None | Some(Atom::Break) => {}
        Some(_) => push_text(
            out,
            Atom::Text {
                text: " ".to_owned(),
                is_strong: false,
                is_emphasis: false,
                href: None,
            },
        ),
    }
}

fn push_text(out: &mut Vec<Atom>, atom: Atom) {
    let Atom::Text {
        text,
        is_strong,
        is_emphasis,
        href,
    } = &atom
    else {
        return;
    };
    let is_alike = |other: &Atom| matches!(other, Atom::Text { is_strong: s, is_emphasis: e, href: h, .. } if s == is_strong && e == is_emphasis && h == href);
    if let [.., before, Atom::Text { text: space, .. }] = out.as_slice()
        && space == " "
        && is_alike(before)
        && text != " "
    {
        out.pop();
        if let Some(Atom::Text { text: last, .. }) = out.last_mut() {
            last.push(' ');
            last.push_str(text);
        }
        return;
    }
    if let Some(last) = out.last_mut()
        && is_alike(last)
        && let Atom::Text { text: words, .. } = last
    {
        words.push_str(text);
        return;
    }
    out.push(atom);
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
