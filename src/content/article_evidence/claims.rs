//! The claims of an article as readers get it, each with its words, its sources and what these can show.

use std::collections::HashMap;

use super::super::rests_on::{rests_on, speaks_for};
use super::super::{
    Anchor, Article, Block, Claim, ClaimingSection, ConditionSummary, EvidenceLevel, Inline, Piece,
    Reference, ReferenceKey, SimpleBlock, Slug, TherapySummary, walk_blocks,
};
use super::ReportedClaim;

/// A claim as it stands in the text.
struct StandingClaim {
    block: Anchor,
    section: Option<ClaimingSection>,
    claim: Claim,
    text: String,
    references: Vec<ReferenceKey>,
}

/// Every claim of an article, in reading order.
pub fn claims_of(article: &Article) -> Vec<ReportedClaim> {
    let mut standing = Vec::new();
    collect(&article.introduction, None, &mut standing);
    for section in &article.sections {
        let place = ClaimingSection {
            id: section.id.clone(),
            heading: section.heading.clone(),
        };
        collect(&section.blocks, Some(&place), &mut standing);
    }
    collect(&whole(&article.disclaimer), None, &mut standing);
    let call = article.call_to_action.as_ref();
    let call = call.map_or(&[][..], |call| &call.body);
    collect(&whole(call), None, &mut standing);
    let references = article.references.iter();
    let references: HashMap<&ReferenceKey, &Reference> = references
        .map(|entry| (&entry.reference.key, &entry.reference))
        .collect();
    standing
        .into_iter()
        .map(|claim| claim.reported(article, &references))
        .collect()
}

/// Adds the claims of some blocks.
fn collect(blocks: &[Block], section: Option<&ClaimingSection>, found: &mut Vec<StandingClaim>) {
    let mut place: Option<Anchor> = None;
    // Whether the words that come belong to the last claim.
    let mut is_open = false;
    walk_blocks(&mut blocks.to_vec(), &mut |piece| match piece {
        Piece::Place { id, .. } => {
            place = Some(id.clone());
            is_open = false;
        }
        Piece::Claim(claim) => {
            if let Some(block) = place.clone() {
                found.push(StandingClaim {
                    block,
                    section: section.cloned(),
                    claim: claim.clone(),
                    text: String::new(),
                    references: Vec::new(),
                });
                is_open = true;
            }
        }
        piece if is_open => {
            if let Some(claim) = found.last_mut() {
                claim.add(&piece);
            }
        }
        Piece::Words(_)
        | Piece::Inlines(_)
        | Piece::Aside(_)
        | Piece::Image(_)
        | Piece::Therapy(_)
        | Piece::Condition(_) => {}
    });
}

impl StandingClaim {
    fn add(&mut self, piece: &Piece) {
        match piece {
            // The only words of an item or paragraph that are no running text are its label.
            Piece::Words(label) => self.add_words(&format!("{label}:")),
            Piece::Inlines(inlines) => self.add_inlines(inlines),
            Piece::Place { .. }
            | Piece::Claim(_)
            | Piece::Aside(_)
            | Piece::Image(_)
            | Piece::Therapy(_)
            | Piece::Condition(_) => {}
        }
    }

    fn add_words(&mut self, words: &str) {
        if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            self.text.push(' ');
        }
        self.text.push_str(words);
    }

    fn add_inlines(&mut self, inlines: &[Inline]) {
        let mut shown = String::new();
        for inline in inlines {
            match inline {
                Inline::Text(run) => shown.push_str(&run.text),
                Inline::Link(link) => shown.push_str(&link.text),
                Inline::Mention(mention) => shown.push_str(&mention.text),
                Inline::LineBreak(_) => shown.push(' '),
                Inline::Citation(citation) => {
                    shown.push_str(&citation.label);
                    for key in &citation.references {
                        if !self.references.contains(key) {
                            self.references.push(key.clone());
                        }
                    }
                }
            }
        }
        self.add_words(shown.trim());
    }

    fn reported(
        self,
        article: &Article,
        references: &HashMap<&ReferenceKey, &Reference>,
    ) -> ReportedClaim {
        let cited = self.references.iter();
        let sources: Vec<&Reference> = cited
            .filter_map(|key| references.get(key).copied())
            .collect();
        ReportedClaim {
            best_level: best_level(&sources, &self.claim, &article.therapies),
            rests_on: rests_on(&sources, &self.claim, &article.therapies),
            therapy: therapy(&self.claim.therapy, article),
            condition: condition(&self.claim.condition, article),
            strength: self.claim.strength,
            certainty: self.claim.certainty,
            block: self.block,
            section: self.section,
            text: self.text,
            references: self.references,
        }
    }
}

/// The strongest level of the sources that speak for a claim.
fn best_level(
    sources: &[&Reference],
    claim: &Claim,
    therapies: &[TherapySummary],
) -> Option<EvidenceLevel> {
    let speaking = sources.iter();
    speaking
        .filter(|source| speaks_for(source, claim, therapies))
        .filter_map(|source| source.proposed_level())
        .min_by_key(|level| level.value)
}

/// The therapy of a claim. The article has all that its claims name; a damaged text is shown with the name that it has.
fn therapy(slug: &Slug, article: &Article) -> TherapySummary {
    let mut known = article.therapies.iter();
    let known = known.find(|therapy| therapy.slug == *slug).cloned();
    known.unwrap_or_else(|| TherapySummary {
        slug: slug.clone(),
        name: slug.to_string(),
        summary: String::new(),
    })
}

/// The condition of a claim, likewise.
fn condition(slug: &Slug, article: &Article) -> ConditionSummary {
    let mut known = article.conditions.iter();
    let known = known.find(|condition| condition.slug == *slug).cloned();
    known.unwrap_or_else(|| ConditionSummary {
        slug: slug.clone(),
        name: slug.to_string(),
        summary: String::new(),
        codes: Vec::new(),
    })
}

/// Simple blocks as the blocks that they are.
fn whole(blocks: &[SimpleBlock]) -> Vec<Block> {
    let blocks = blocks.iter().cloned();
    blocks
        .map(|block| match block {
            SimpleBlock::Paragraph(paragraph) => Block::Paragraph(paragraph),
            SimpleBlock::List(list) => Block::List(list),
        })
        .collect()
}
