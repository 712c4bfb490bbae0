//! The claims of an article where they stand, each with what its block or item says. How that is shown is for others.

use super::traversal::walk_simple_blocks;
use super::{
    Anchor, Block, CallToAction, Claim, ClaimingSection, Inline, Piece, Section, SimpleBlock,
    walk_blocks,
};

/// A claim with the words and citations of the block or list item that makes it.
pub struct StandingClaim {
    pub claim: Claim,
    /// None in the introduction, the disclaimer and the call to action.
    pub section: Option<ClaimingSection>,
    pub block: Anchor,
    pub said: Vec<Said>,
}

/// A part of what a block or item says.
pub enum Said {
    /// Its label, with the colon that readers see and nobody stores.
    Label(String),
    /// A run of text: its own, or that of an item inside it.
    Running(Vec<Inline>),
}

/// Where claims may stand, in a draft and in an article that is answered.
pub struct ClaimingText<'a> {
    pub introduction: &'a [Block],
    pub sections: &'a [Section],
    pub disclaimer: &'a [SimpleBlock],
    pub call_to_action: Option<&'a CallToAction>,
}

impl ClaimingText<'_> {
    /// Every claim, in reading order.
    pub fn claims(&self) -> Vec<StandingClaim> {
        let mut walk = Walk::default();
        walk_blocks(&mut self.introduction.to_vec(), &mut |piece| {
            walk.visit(piece)
        });
        for section in self.sections {
            walk.section = Some(ClaimingSection {
                id: section.id.clone(),
                heading: section.heading.clone(),
            });
            walk_blocks(&mut section.blocks.to_vec(), &mut |piece| walk.visit(piece));
        }
        walk.section = None;
        let call = self.call_to_action.map_or(&[][..], |call| &call.body);
        for blocks in [self.disclaimer, call] {
            walk_simple_blocks(&mut blocks.to_vec(), &mut |piece| walk.visit(piece));
        }
        walk.found
    }
}

#[derive(Default)]
struct Walk {
    section: Option<ClaimingSection>,
    place: Option<Anchor>,
    /// Whether the last claim that was found is of the place whose words come now.
    is_in_claim: bool,
    found: Vec<StandingClaim>,
}

impl Walk {
    fn visit(&mut self, piece: Piece) {
        match piece {
            Piece::Place { id, .. } => {
                self.place = Some(id.clone());
                self.is_in_claim = false;
            }
            Piece::Claim(claim) => {
                self.is_in_claim = true;
                self.found.push(StandingClaim {
                    claim: claim.clone(),
                    section: self.section.clone(),
                    block: self.place.clone().unwrap_or_else(Anchor::unassigned),
                    said: Vec::new(),
                });
            }
            // The only words of an item or paragraph that are no running text are its label.
            Piece::Words(label) => {
                let is_ended = label.ends_with(['.', '!', '?', '…']);
                let colon = if is_ended { "" } else { ":" };
                self.add(Said::Label(format!("{label}{colon}")));
            }
            Piece::Inlines(inlines) => self.add(Said::Running(inlines.clone())),
            Piece::Aside(_) | Piece::Image(_) | Piece::Therapy(_) | Piece::Condition(_) => {}
        }
    }

    fn add(&mut self, said: Said) {
        if self.is_in_claim
            && let Some(standing) = self.found.last_mut()
        {
            standing.said.push(said);
        }
    }
}
