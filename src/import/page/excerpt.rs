//! Sentences of a text, for summaries that nobody has written.

use crate::content::{Block, Inline, Section};

/// The longest summary that is made from the text, in characters.
const MAX_SUMMARY_LENGTH: usize = 300;

/// The words of inlines as a reader sees them, without citations.
pub fn words_of(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(run) => text.push_str(&run.text),
            Inline::Link(link) => text.push_str(&link.text),
            Inline::Mention(mention) => text.push_str(&mention.text),
            Inline::LineBreak(_) => text.push(' '),
            // The blank before a citation goes with it.
            Inline::Citation(_) => text.truncate(text.trim_end().len()),
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where each sentence ends, in bytes. The full stop of an initial or an abbreviation ends none.
fn sentence_ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    for (at, mark) in text.match_indices(['.', '!', '?', '…', '。']) {
        let after = &text[at + mark.len()..];
        let closing = after.len()
            - after
                .trim_start_matches(['"', '\'', '”', '’', ')', ']'])
                .len();
        let end = at + mark.len() + closing;
        let rest = &text[end..];
        let is_followed = rest.is_empty() || rest.starts_with(' ') || mark == "。";
        let next = rest.trim_start().chars().next();
        let is_new = next.is_none_or(|c| !c.is_lowercase());
        if is_followed && is_new && !is_abbreviation(&text[..at]) {
            ends.push(end);
        }
    }
    ends
}

fn is_abbreviation(before: &str) -> bool {
    let word = before.rsplit([' ', '(']).next().unwrap_or_default();
    word.chars().count() == 1 && word.contains(char::is_uppercase)
        || matches!(
            word,
            "Dr" | "Mr" | "Mrs" | "Ms" | "St" | "vs" | "e.g" | "i.e" | "etc" | "approx" | "No"
        )
}

/// The first sentence of a text; all of it if it has only one.
pub fn first_sentence(text: &str) -> &str {
    let end = sentence_ends(text).into_iter().next();
    text[..end.unwrap_or(text.len())].trim()
}

/// The first sentences of a text, up to some 300 characters; the first one whole however long it is.
pub fn first_sentences(text: &str) -> &str {
    let ends = sentence_ends(text);
    let fits = |end: &&usize| text[..**end].chars().count() <= MAX_SUMMARY_LENGTH;
    let last = ends.iter().take_while(fits).last().or(ends.first());
    text[..last.copied().unwrap_or(text.len())].trim()
}

/// The words of the first paragraph of an article.
pub fn first_words(introduction: &[Block], sections: &[Section]) -> Option<String> {
    first_paragraph(introduction).or_else(|| {
        let mut paragraphs = sections.iter();
        paragraphs.find_map(|section| first_paragraph(&section.blocks))
    })
}

/// The words of the first paragraph of some blocks.
pub fn first_paragraph(blocks: &[Block]) -> Option<String> {
    blocks.iter().find_map(|block| match block {
        Block::Paragraph(paragraph) => {
            Some(words_of(&paragraph.content)).filter(|text| text.contains(char::is_alphanumeric))
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_with_its_mark_and_not_with_an_abbreviation() {
        assert_eq!(
            first_sentence("Ask Dr. Bell first. Then go."),
            "Ask Dr. Bell first."
        );
        assert_eq!(
            first_sentence("It eased (by 1.5 points). More."),
            "It eased (by 1.5 points)."
        );
        assert_eq!(
            first_sentence("\"Is it so?\" he said. Yes."),
            "\"Is it so?\" he said."
        );
        assert_eq!(first_sentence("no mark at all"), "no mark at all");
        assert_eq!(first_sentence(""), "");
    }

    #[test]
    fn a_summary_is_whole_sentences() {
        let text = format!(
            "{} end. Second. {}",
            "word ".repeat(40).trim_end(),
            "More ".repeat(80)
        );

        let summary = first_sentences(&text);

        assert!(summary.ends_with("Second."), "{summary}");
    }
}
