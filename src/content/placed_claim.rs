//! The claims of an article with their places and words. What a claim cites is in the index of the article, at its block.

use super::standing_claim::{ClaimingText, Said, StandingClaim};
use super::{Anchor, ArticleDraft, Claim, ClaimingSection, Inline};

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
    let text = ClaimingText {
        introduction: &draft.introduction,
        sections: &draft.sections,
        disclaimer: &draft.disclaimer,
        call_to_action: draft.call_to_action.as_ref(),
    };
    text.claims().into_iter().map(PlacedClaim::of).collect()
}

impl PlacedClaim {
    fn of(standing: StandingClaim) -> Self {
        let mut text = String::new();
        for said in &standing.said {
            match said {
                Said::Label(label) => {
                    text.push_str(label);
                    text.push(' ');
                }
                Said::Running(inlines) => {
                    if !text.is_empty() && !text.ends_with(' ') {
                        text.push('\n');
                    }
                    text.push_str(&words_of(inlines));
                }
            }
        }
        text.truncate(text.trim_end().len());
        Self {
            claim: standing.claim,
            section: standing.section,
            block: standing.block,
            text,
        }
    }
}

/// The words of some inlines, without citations and without the blanks before them.
pub(super) fn words_of(inlines: &[Inline]) -> String {
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
