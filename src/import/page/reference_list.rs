//! The list of references of a page: found, taken out of the text, and each entry taken apart.

use std::collections::{HashMap, HashSet};

use super::citations::{Numbers, Target};
use super::entries::{self, Entry};
use super::flow::{Content, Flow, Piece, text_of};
use super::notes::{Notes, quoted};
use super::purposes::is_reference_heading;
use crate::content::{Reference, ReferenceKey};
use crate::import::reference_line::ReadLine;

/// What a page cites.
#[derive(Debug, Default)]
pub struct References {
    pub list: Vec<Reference>,
    pub numbers: Numbers,
    /// Which of the list the text cites.
    cited: HashSet<usize>,
    footnotes: Vec<Footnote>,
    /// Footnotes that the text has pointed at, with the sign it has there, and that have not been placed yet.
    due: Vec<(usize, String)>,
    placed: HashSet<usize>,
    taken_keys: HashSet<String>,
    /// How often each key was asked for.
    key_counts: HashMap<String, u32>,
    /// What identifies the references of the list, with their places.
    known: HashMap<String, usize>,
}

/// A note under the text that is no reference.
#[derive(Clone, Debug)]
pub struct Footnote {
    pub line: usize,
    pub pieces: Vec<Piece>,
}

impl References {
    /// Takes all lists of references out of a page.
    pub fn take(flow: &mut Vec<Flow>, notes: &mut Notes) -> Self {
        let mut references = Self::default();
        let mut rest: Vec<Flow> = Vec::new();
        let mut blocks = std::mem::take(flow).into_iter().peekable();
        while let Some(block) = blocks.next() {
            match &block.content {
                Content::Heading { words, .. } if is_reference_heading(&text_of(words)) => {
                    let mut below = Vec::new();
                    while let Some(next) =
                        blocks.next_if(|next| !matches!(next.content, Content::Heading { .. }))
                    {
                        below.push(next);
                    }
                    references.take_below(block, below, &mut rest, notes);
                }
                Content::Footnotes(_) => references.take_footnotes(block, notes),
                _ => rest.push(block),
            }
        }
        references.take_unheaded(&mut rest, notes);
        *flow = rest;
        references
    }

    /// What stands under a heading such as "References". If that is no list of them, it stays what it is.
    fn take_below(
        &mut self,
        heading: Flow,
        below: Vec<Flow>,
        rest: &mut Vec<Flow>,
        notes: &mut Notes,
    ) {
        let read: Vec<Option<Vec<Entry>>> = below
            .iter()
            .map(|block| entries::of_block(block, true))
            .collect();
        let found = read.iter().flatten().flatten();
        let likely = found.clone().filter(|entry| entry.is_likely()).count();
        if likely == 0 || likely * 2 < found.count() {
            rest.push(heading);
            rest.extend(below);
            return;
        }
        let mut is_noted = false;
        for (block, entries) in below.into_iter().zip(read) {
            let Some(entries) = entries else {
                if !std::mem::replace(&mut is_noted, true) {
                    notes.add(
                        block.line,
                        "text under the heading of the references, which was put before it",
                        "look whether it stands where it should",
                    );
                }
                rest.push(block);
                continue;
            };
            entries.into_iter().for_each(|entry| self.add(entry, notes));
        }
    }

    /// Lists without a heading: paragraphs that begin with `[1]`, `[2]`, or a numbered list of references at the end.
    fn take_unheaded(&mut self, rest: &mut Vec<Flow>, notes: &mut Notes) {
        let mut kept: Vec<Flow> = Vec::new();
        let mut run: Vec<(Flow, Vec<Entry>)> = Vec::new();
        for block in std::mem::take(rest) {
            let continues =
                entries::of_block(&block, false).filter(|entries| entries::follow(&run, entries));
            if let Some(entries) = continues {
                run.push((block, entries));
                continue;
            }
            self.close_run(&mut run, &mut kept, notes);
            match entries::of_block(&block, false).filter(|entries| entries::follow(&run, entries))
            {
                Some(entries) => run.push((block, entries)),
                None => kept.push(block),
            }
        }
        self.close_run(&mut run, &mut kept, notes);
        *rest = kept;
    }

    fn close_run(
        &mut self,
        run: &mut Vec<(Flow, Vec<Entry>)>,
        kept: &mut Vec<Flow>,
        notes: &mut Notes,
    ) {
        let entries: Vec<&Entry> = run.iter().flat_map(|(_, entries)| entries).collect();
        let likely = entries.iter().filter(|entry| entry.is_likely()).count();
        let is_list = likely > 0 && likely * 3 >= entries.len() * 2;
        for (block, entries) in run.drain(..) {
            if is_list {
                entries.into_iter().for_each(|entry| self.add(entry, notes));
            } else {
                kept.push(block);
            }
        }
    }

    fn take_footnotes(&mut self, block: Flow, notes: &mut Notes) {
        for entry in entries::of_block(&block, true).unwrap_or_default() {
            if entry.is_likely() {
                self.add(entry, notes);
                continue;
            }
            let number = entry.number.unwrap_or_default();
            let at = self.footnotes.len();
            self.numbers.insert(number, entry.ids, Target::Footnote(at));
            self.footnotes.push(Footnote {
                line: entry.line,
                pieces: entry.pieces,
            });
        }
    }

    fn add(&mut self, entry: Entry, notes: &mut Notes) {
        let words = text_of(&entry.pieces);
        note_images(&entry, notes);
        let ReadLine {
            mut reference,
            doubt,
        } = entry.read;
        let at = match self.same_as(&reference, &words) {
            Some(at) => {
                notes.add(
                    entry.line,
                    format!("a reference stands twice, and one was kept: {words}"),
                    "look whether both mean the same source",
                );
                at
            }
            None => {
                reference.key = self.free_key(&reference.key);
                if let Some(doubt) = doubt {
                    let key = &reference.key;
                    let name = entry
                        .number
                        .map_or_else(|| key.to_string(), |number| format!("[{number}] {key}"));
                    notes.add(
                        entry.line,
                        format!("of the reference {name}, {doubt}"),
                        "look at the reference and correct it",
                    );
                }
                self.list.push(reference);
                self.list.len() - 1
            }
        };
        if let Some(number) = entry.number {
            self.numbers
                .insert(number, entry.ids, Target::Reference(at));
        }
    }

    /// The place of a reference that is the same, if there is one. From now on this one is known too.
    fn same_as(&mut self, reference: &Reference, words: &str) -> Option<usize> {
        let at = self.list.len();
        let doi = reference.doi.as_ref().map(|doi| format!("doi {doi}"));
        let pmid = reference.pmid.as_ref().map(|pmid| format!("pmid {pmid}"));
        let words = format!("words {words}");
        let names: Vec<String> = [doi, pmid, Some(words)].into_iter().flatten().collect();
        let found = names.iter().find_map(|name| self.known.get(name)).copied();
        for name in names {
            self.known.entry(name).or_insert(found.unwrap_or(at));
        }
        found
    }

    /// The key, or the same with a letter or number when it is taken.
    fn free_key(&mut self, key: &ReferenceKey) -> ReferenceKey {
        loop {
            let count = self.key_counts.entry(key.folded()).or_insert(0);
            *count += 1;
            let ending = match *count {
                1 => String::new(),
                count @ 2..=26 => char::from(b'a' + (count - 1) as u8).to_string(),
                count => format!("-{count}"),
            };
            let Ok(candidate) = ReferenceKey::parse(&format!("{key}{ending}")) else {
                return key.clone();
            };
            if self.taken_keys.insert(candidate.folded()) {
                return candidate;
            }
        }
    }

    /// The key of a reference that the text cites.
    pub fn cite(&mut self, at: usize) -> ReferenceKey {
        self.cited.insert(at);
        self.list[at].key.clone()
    }

    /// Marks a footnote to be placed at the end of the section.
    pub fn use_footnote(&mut self, at: usize, sign: &str) {
        if self.placed.insert(at) {
            self.due.push((at, sign.to_owned()));
        }
    }

    /// The footnotes that are due, each with its sign.
    pub fn due_footnotes(&mut self) -> Vec<Footnote> {
        let due = std::mem::take(&mut self.due);
        due.into_iter()
            .map(|(at, sign)| {
                let mut footnote = self.footnotes[at].clone();
                footnote.pieces.insert(0, Piece::plain(format!("{sign} ")));
                footnote
            })
            .collect()
    }

    /// The footnotes at which nothing points.
    pub fn loose_footnotes(&mut self) -> Vec<Footnote> {
        (0..self.footnotes.len())
            .filter(|at| self.placed.insert(*at))
            .map(|at| self.footnotes[at].clone())
            .collect()
    }

    /// The references that the text does not cite, in order.
    pub fn uncited(&self) -> Vec<&Reference> {
        let list = self.list.iter().enumerate();
        list.filter(|(at, _)| !self.cited.contains(at))
            .map(|(_, reference)| reference)
            .collect()
    }
}

fn note_images(entry: &Entry, notes: &mut Notes) {
    for piece in &entry.pieces {
        if let Piece::Image(image) = piece {
            let message = format!(
                "an image in a reference was left out: {}",
                quoted(&image.alt)
            );
            notes.add(
                entry.line,
                message,
                "nothing, if it only leads to the source",
            );
        }
    }
}
