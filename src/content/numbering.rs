//! Numbers of references: counted by first use, never stored, so that moving a paragraph renumbers and no edit can
//! break a number.

use std::collections::HashMap;

use super::{Anchor, Inline, Piece, ReferenceKey};

struct Use {
    number: u32,
    places: Vec<Anchor>,
}

/// The references of one text in order of first use, with the places that cite each.
#[derive(Default)]
pub struct Numbering {
    order: Vec<ReferenceKey>,
    uses: HashMap<ReferenceKey, Use>,
    /// The last place that the walk entered.
    place: Option<Anchor>,
}

impl Numbering {
    /// Takes one piece of the text, in reading order, and gives its citations their numbers.
    pub fn visit(&mut self, piece: Piece) {
        match piece {
            Piece::Place { id, .. } => self.place = Some(id.clone()),
            Piece::Inlines(inlines) => inlines.iter_mut().for_each(|inline| self.number(inline)),
            Piece::Words(_)
            | Piece::Aside(_)
            | Piece::Image(_)
            | Piece::Claim(_)
            | Piece::Therapy(_)
            | Piece::Condition(_) => {}
        }
    }

    /// The keys in order of first use.
    pub fn keys(&self) -> &[ReferenceKey] {
        &self.order
    }

    /// The places that cite a reference, in order.
    pub fn places_of(&self, key: &ReferenceKey) -> &[Anchor] {
        self.uses
            .get(key)
            .map_or(&[], |usage| usage.places.as_slice())
    }

    fn number(&mut self, inline: &mut Inline) {
        let Inline::Citation(citation) = inline else {
            return;
        };
        citation.numbers = citation
            .references
            .iter()
            .map(|key| self.number_of(key))
            .collect();
        let mut printed = citation.numbers.clone();
        printed.sort_unstable();
        printed.dedup();
        let printed: Vec<String> = printed.iter().map(u32::to_string).collect();
        citation.label = format!("[{}]", printed.join(", "));
    }

    fn number_of(&mut self, key: &ReferenceKey) -> u32 {
        let usage = self.uses.entry(key.clone()).or_insert_with(|| {
            self.order.push(key.clone());
            Use {
                number: u32::try_from(self.order.len()).unwrap_or(u32::MAX),
                places: Vec::new(),
            }
        });
        if let Some(place) = &self.place
            && usage.places.last() != Some(place)
        {
            usage.places.push(place.clone());
        }
        usage.number
    }
}
