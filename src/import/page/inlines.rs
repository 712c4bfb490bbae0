//! Running text as the model has it: text, links, citations and line breaks, with single spaces.

use std::collections::HashSet;

use super::assembling::Page;
use super::citations::{Part, Target, as_signs, digit_of_sign, parts_of, raised_numbers};
use super::excerpt::words_of;
use super::flow::{Height, Piece, Run, Style, is_invisible};
use super::joining::{Atom, joined, spaced, text_before};
use super::notes::quoted;
use crate::content::{CitationInline, Href, Inline, LineBreakInline, LinkInline, TextInline};

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
        let atoms = spaced(joined(atoms, &self.references.numbers));
        let mut inlines = Vec::new();
        for atom in atoms {
            self.add_inline(atom, &mut inlines);
        }
        inlines
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
        for piece in pieces {
            if let Piece::Image(image) = piece {
                let source = image.sources.first().map_or("", |source| &source.written);
                let source: String = source.chars().take(120).collect();
                lost.push(format!("the image {source} {}", quoted(&image.alt)));
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
        let seen = self
            .unknown_numbers
            .entry(written.trim().to_owned())
            .or_insert((line, 0));
        seen.1 += 1;
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

    fn add_inline(&mut self, atom: Atom, inlines: &mut Vec<Inline>) {
        match atom {
            Atom::Break => inlines.push(Inline::LineBreak(LineBreakInline {})),
            Atom::Numbers(numbers) => self.add_citation(&numbers, inlines),
            Atom::Text {
                text,
                is_strong: strong,
                is_emphasis: emphasis,
                href: None,
            } => push_text(text, strong, emphasis, inlines),
            Atom::Text {
                text,
                is_strong: strong,
                is_emphasis: emphasis,
                href: Some(href),
            } => inlines.push(Inline::Link(LinkInline {
                text,
                strong,
                emphasis,
                href,
            })),
        }
    }

    /// Notes the numbers that stayed as text: each once, or all together on a page without a list.
    pub fn note_unknown_numbers(&mut self) {
        let unknown = std::mem::take(&mut self.unknown_numbers);
        if self.references.numbers.is_empty() {
            let total: usize = unknown.values().map(|(_, count)| count).sum();
            let first = unknown.iter().min_by_key(|(_, (line, _))| *line);
            if let Some((written, (line, _))) = first {
                let message = format!(
                    "numbers such as {} stayed as text, {total} in all",
                    quoted(written)
                );
                let help =
                    "the page has no numbered list of references; write `[@key]` for what it cites";
                self.notes.add(*line, message, help);
            }
            return;
        }
        for (written, (line, count)) in unknown {
            let message = format!(
                "the number {} stayed as text, {count} in all",
                quoted(&written)
            );
            let help = "no reference of the page has this number; write `[@key]` for what it cites";
            self.notes.add(line, message, help);
        }
    }

    /// A citation; footnotes that are no references keep their signs.
    fn add_citation(&mut self, numbers: &[u32], inlines: &mut Vec<Inline>) {
        let mut keys = Vec::new();
        let mut cited = HashSet::new();
        for number in numbers {
            match self.references.numbers.target(*number) {
                Some(Target::Reference(at)) if cited.insert(at) => {
                    keys.push(self.references.cite(at));
                }
                Some(Target::Footnote(at)) => {
                    let sign = as_signs(&number.to_string(), Height::Raised).unwrap_or_default();
                    self.references.use_footnote(at, &sign);
                    push_text(sign, false, false, inlines);
                }
                Some(Target::Reference(_)) | None => {}
            }
        }
        if !keys.is_empty() {
            inlines.push(Inline::Citation(CitationInline {
                references: keys,
                numbers: Vec::new(),
                label: String::new(),
                locator: None,
            }));
        }
    }
}

/// Adds text to the text before it, if that looks alike.
fn push_text(text: String, strong: bool, emphasis: bool, inlines: &mut Vec<Inline>) {
    if let Some(Inline::Text(last)) = inlines.last_mut()
        && last.strong == strong
        && last.emphasis == emphasis
    {
        last.text.push_str(&text);
        return;
    }
    inlines.push(Inline::Text(TextInline {
        text,
        strong,
        emphasis,
    }));
}
