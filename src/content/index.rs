//! The index of a text: what it names, cites, lists and shows, so that questions need not read the text itself.

use std::collections::HashSet;

use super::{
    Anchor, ArticleDraft, Block, Inline, MentionKind, Piece, ReferenceKey, Slug, walk_article,
    walk_blocks,
};

/// What one text points at. Each slug and address stands once, in order of first use.
#[derive(Clone, Debug, Default)]
pub struct Index {
    pub therapies: Distinct<Slug>,
    pub conditions: Distinct<Slug>,
    pub articles: Distinct<Slug>,
    /// Authors and reviewers.
    pub people: Distinct<Slug>,
    /// Every use of a reference, in reading order, with the innermost place that has an id.
    pub citations: Vec<(ReferenceKey, Anchor)>,
    /// References that are listed as further reading.
    pub listed: Vec<ReferenceKey>,
    /// Addresses of the images that it shows.
    pub images: Distinct<String>,
    place: Option<Anchor>,
}

/// Values in order of first use, each once.
#[derive(Clone, Debug)]
pub struct Distinct<T> {
    order: Vec<T>,
    known: HashSet<T>,
}

impl Index {
    /// The index of a whole article: what its text names, then what its front matter lists.
    pub fn of_article(draft: &ArticleDraft) -> Self {
        let mut index = Self::default();
        walk_article(&mut draft.clone(), &mut |piece| index.visit(&piece));
        index.add_listed(draft);
        index
    }

    /// The index of the description of a therapy or condition.
    pub fn of_description(blocks: &[Block]) -> Self {
        let mut index = Self::default();
        walk_blocks(&mut blocks.to_vec(), &mut |piece| index.visit(&piece));
        index
    }

    /// Takes one piece of the text, in reading order.
    pub fn visit(&mut self, piece: &Piece) {
        match piece {
            Piece::Place { id, .. } => self.place = Some((**id).clone()),
            Piece::Therapy(slug) => self.therapies.add(slug),
            Piece::Condition(slug) => self.conditions.add(slug),
            Piece::Claim(claim) => {
                self.therapies.add(&claim.therapy);
                self.conditions.add(&claim.condition);
            }
            Piece::Inlines(inlines) => inlines.iter().for_each(|inline| self.visit_inline(inline)),
            Piece::Image(image) => self.images.add(&image.src),
            Piece::Words(_) | Piece::Aside(_) => {}
        }
    }

    /// What the front matter lists, after what the text names.
    pub fn add_listed(&mut self, draft: &ArticleDraft) {
        draft
            .therapies
            .iter()
            .for_each(|slug| self.therapies.add(slug));
        draft
            .conditions
            .iter()
            .for_each(|slug| self.conditions.add(slug));
        draft.authors.iter().for_each(|slug| self.people.add(slug));
        draft
            .review
            .iter()
            .flat_map(|review| &review.by)
            .for_each(|slug| self.people.add(slug));
        self.listed.extend(draft.references.iter().cloned());
    }

    fn visit_inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Mention(mention) => match mention.kind {
                MentionKind::Therapy => self.therapies.add(&mention.slug),
                MentionKind::Condition => self.conditions.add(&mention.slug),
                MentionKind::Article => self.articles.add(&mention.slug),
            },
            Inline::Citation(citation) => {
                let place = self.place.clone().unwrap_or_else(Anchor::unassigned);
                self.citations.extend(
                    citation
                        .references
                        .iter()
                        .map(|key| (key.clone(), place.clone())),
                );
            }
            Inline::Text(_) | Inline::Link(_) | Inline::LineBreak(_) => {}
        }
    }
}

impl<T: Clone + Eq + std::hash::Hash> Distinct<T> {
    /// Adds a value unless it is there.
    pub fn add(&mut self, value: &T) {
        if self.known.insert(value.clone()) {
            self.order.push(value.clone());
        }
    }

    /// The values in order of first use.
    pub fn as_slice(&self) -> &[T] {
        &self.order
    }
}

impl<T> Default for Distinct<T> {
    fn default() -> Self {
        Self {
            order: Vec::new(),
            known: HashSet::new(),
        }
    }
}
