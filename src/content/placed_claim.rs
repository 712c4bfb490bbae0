//! The claims of an article with their places and words. What a claim cites is in the index of the article, at its block.

use super::traversal::walk_simple_blocks;
use super::{Anchor, ArticleDraft, Claim, ClaimingSection, Inline, Piece, walk_blocks};

/// A claim where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedClaim {
    pub claim: Claim,
    /// None in the introduction, the disclaimer and the call to action.
    pub section: Option<ClaimingSection>,
    /// The block or list item that makes it.
    pub block: Anchor,
    /// Its words as readers see them, without citations.
    pub text: String,
}

/// The claims of an article, in reading order.
pub fn claims_of(draft: &ArticleDraft) -> Vec<PlacedClaim> {
    let mut draft = draft.clone();
    let mut walk = Walk::default();
    walk_blocks(&mut draft.introduction, &mut |piece| walk.visit(piece));
    for section in &mut draft.sections {
        walk.section = Some(ClaimingSection {
            id: section.id.clone(),
            heading: section.heading.clone(),
        });
        walk_blocks(&mut section.blocks, &mut |piece| walk.visit(piece));
    }
    walk.section = None;
    walk_simple_blocks(&mut draft.disclaimer, &mut |piece| walk.visit(piece));
    if let Some(call) = &mut draft.call_to_action {
        walk_simple_blocks(&mut call.body, &mut |piece| walk.visit(piece));
    }
    for placed in &mut walk.found {
        placed.text.truncate(placed.text.trim_end().len());
    }
    walk.found
}

#[derive(Default)]
struct Walk {
    section: Option<ClaimingSection>,
    place: Option<Anchor>,
    /// Whether the last claim that was found is of the place whose words come now.
    is_in_claim: bool,
    found: Vec<PlacedClaim>,
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
                self.found.push(PlacedClaim {
                    claim: claim.clone(),
                    section: self.section.clone(),
                    block: self.place.clone().unwrap_or_else(Anchor::unassigned),
                    text: String::new(),
                });
            }
            Piece::Words(label) => self.add(label, |text, label| {
                text.push_str(label);
                // A label is stored without the colon that readers see.
                let is_ended = label.ends_with(['.', '!', '?', '…']);
                text.push_str(if is_ended { " " } else { ": " });
            }),
            Piece::Inlines(inlines) => self.add(&words_of(inlines), |text, words| {
                if !text.is_empty() && !text.ends_with(' ') {
                    text.push('\n');
                }
                text.push_str(words);
            }),
            Piece::Aside(_) | Piece::Image(_) | Piece::Therapy(_) | Piece::Condition(_) => {}
        }
    }

    fn add(&mut self, words: &str, to: impl Fn(&mut String, &str)) {
        if self.is_in_claim
            && let Some(placed) = self.found.last_mut()
        {
            to(&mut placed.text, words);
        }
    }
}

/// The words of some inlines, without citations and without the blanks before them.
fn words_of(inlines: &[Inline]) -> String {
    let mut text = String::new();
    let mut is_after_citation = false;
    for inline in inlines {
        let words = match inline {
            Inline::Text(run) => run.text.as_str(),
            Inline::Link(link) => &link.text,
            Inline::Mention(mention) => &mention.text,
            Inline::LineBreak(_) => "\n",
            Inline::Citation(_) => {
                text.truncate(text.trim_end().len());
                is_after_citation = true;
                continue;
            }
        };
        if is_after_citation && words.starts_with(char::is_alphanumeric) {
            text.push(' ');
        }
        is_after_citation = false;
        text.push_str(words);
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_claim_has_the_words_that_readers_see_and_the_place_where_they_stand() {
        let text =
            |text: &str| json!({"type": "text", "text": text, "strong": false, "emphasis": false});
        let cited = json!({"type": "citation", "references": ["bell-2008"]});
        let claim = json!({"strength": "limited", "therapy": "massage", "condition": "sciatica"});
        let item = json!({
            "id": "relief", "label": "Relief", "claim": claim,
            "content": [text("One trial "), cited, text(". Two")], "items": [{"content": [text("More "), cited]}],
        });
        let other = json!({"id": "other", "content": [text("Not claimed.")], "items": []});
        let list =
            json!({"type": "list", "id": "list", "style": "bulleted", "items": [item, other]});
        let paragraph = json!({"type": "paragraph", "id": "p", "claim": claim, "content": [cited, text("Word"), cited, text("word")]});
        let draft: ArticleDraft = serde_json::from_value(json!({
            "slug": "a", "locale": "en", "title": "A", "summary": "A.",
            "introduction": [paragraph],
            "sections": [{"id": "s", "level": 2, "heading": "Benefits", "purpose": "benefits", "blocks": [list]}],
            "disclaimer": [paragraph],
        }))
        .expect("a draft");

        let claims = claims_of(&draft);

        let said: Vec<_> = claims
            .iter()
            .map(|placed| {
                let section = placed
                    .section
                    .as_ref()
                    .map(|section| section.heading.as_str());
                (section, placed.block.as_str(), placed.text.as_str())
            })
            .collect();
        assert_eq!(
            said,
            [
                (None, "p", "Word word"),
                (Some("Benefits"), "relief", "Relief: One trial. Two\nMore"),
                (None, "p", "Word word"),
            ]
        );
    }
}
