//! The text of an article as the checks read it: one passage for each section, block and list item.

use std::collections::HashSet;

use crate::content::{
    ArticleDraft, Block, Claim, Inline, Piece, Purpose, ReferenceKey, plain_text, walk_article,
    walk_blocks,
};

/// The passages of an article, in the order of `walk_article`.
pub struct Passages {
    pub all: Vec<Passage>,
}

/// The text of one section heading, block or list item, without what is inside it that has a place of its own.
pub struct Passage {
    /// The number of its place, counted from 0.
    pub place: usize,
    /// `section`, `paragraph`, `item`, ...
    pub kind: &'static str,
    /// Of the section that it stands in; none before the first section, in the disclaimer and the call to action.
    pub section: Option<SectionPlace>,
    /// True in the disclaimer and the call to action, which are shown apart from the text.
    pub is_lifted: bool,
    /// True for all that stands inside a quote: the words of somebody else.
    pub is_quoted: bool,
    pub claim: Option<Claim>,
    /// Its words as readers see them: labels, titles and running text, without citations.
    pub text: String,
    /// Its running text.
    pub inlines: Vec<Inline>,
    /// What it cites, in order.
    pub citations: Vec<ReferenceKey>,
}

/// A section, as far as passages in it need to know it.
#[derive(Clone, Debug)]
pub struct SectionPlace {
    /// The number of its place.
    pub place: usize,
    pub purpose: Purpose,
}

impl Passages {
    pub fn of(draft: &ArticleDraft) -> Self {
        let mut all: Vec<Passage> = Vec::new();
        let mut sections = draft.sections.iter();
        let mut section: Option<SectionPlace> = None;
        let places = Layout::of(draft);
        walk_article(&mut draft.clone(), &mut |piece| match piece {
            Piece::Place { kind, .. } => {
                let place = all.len();
                if kind == "section" {
                    section = sections.next().map(|section| SectionPlace {
                        place,
                        purpose: section.purpose,
                    });
                }
                let is_lifted = place >= places.end;
                all.push(Passage {
                    place,
                    kind,
                    section: section.clone().filter(|_| !is_lifted),
                    is_lifted,
                    is_quoted: places.quoted.contains(&place),
                    claim: None,
                    text: String::new(),
                    inlines: Vec::new(),
                    citations: Vec::new(),
                });
            }
            piece => {
                if let Some(passage) = all.last_mut() {
                    passage.add(piece);
                }
            }
        });
        Self { all }
    }
}

impl Passage {
    fn add(&mut self, piece: Piece) {
        match piece {
            Piece::Inlines(inlines) => {
                self.add_words(&plain_text(inlines));
                for inline in inlines.iter() {
                    if let Inline::Citation(citation) = inline {
                        self.citations.extend(citation.references.iter().cloned());
                    }
                }
                self.inlines.append(inlines);
            }
            Piece::Words(words) => self.add_words(words),
            Piece::Claim(claim) => self.claim = Some(claim.clone()),
            // The call to action's own words stand in no block.
            Piece::Aside(_)
            | Piece::Image(_)
            | Piece::Therapy(_)
            | Piece::Condition(_)
            | Piece::Place { .. } => {}
        }
    }

    fn add_words(&mut self, words: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(words);
    }
}

/// What the walk does not tell of places.
struct Layout {
    /// Those inside quotes.
    quoted: HashSet<usize>,
    /// How many come before those of the disclaimer and the call to action.
    end: usize,
}

impl Layout {
    fn of(draft: &ArticleDraft) -> Self {
        let mut layout = Self {
            quoted: HashSet::new(),
            end: 0,
        };
        layout.pass(&draft.introduction);
        for section in &draft.sections {
            layout.end += 1;
            layout.pass(&section.blocks);
        }
        layout
    }

    fn pass(&mut self, blocks: &[Block]) {
        for block in blocks {
            let start = self.end;
            walk_blocks(&mut [block.clone()], &mut |piece| {
                self.end += usize::from(matches!(piece, Piece::Place { .. }));
            });
            if matches!(block, Block::Quote(_)) {
                // The quote itself is the first of its places.
                self.quoted.extend(start + 1..self.end);
            }
        }
    }
}
