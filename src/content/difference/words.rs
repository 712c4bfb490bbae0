//! The words of a text that stay, go and come.

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use utoipa::ToSchema;

use crate::content::{Block, Inline, Piece, walk_blocks};

/// The most that the work of comparing two texts may come to, as words of the one times words of the other. What is
/// larger has been written anew, and is told of as gone and come.
const MAX_WORK: usize = 25_000_000;

/// Words, each with the blank behind it, that have the same fate. Those that were kept or removed make the text before,
/// those that were kept or added the text after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct WordChange {
    /// What has happened to the words.
    #[serde(rename = "type")]
    pub fate: WordFate,
    /// The words.
    #[schema(example = "some ")]
    pub text: String,
}

/// What happens to words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "added")]
pub enum WordFate {
    /// They stay.
    Kept,
    /// They are gone.
    Removed,
    /// They are new.
    Added,
}

/// What becomes of the words of a text, in order; what goes is told of before what comes in its place.
pub fn changed_words(before: &str, after: &str) -> Vec<WordChange> {
    let before = words_of(before);
    let after = words_of(after);
    let start = common(before.iter(), after.iter());
    let (before_rest, after_rest) = (&before[start..], &after[start..]);
    let end = common(before_rest.iter().rev(), after_rest.iter().rev());
    let gone = &before_rest[..before_rest.len() - end];
    let come = &after_rest[..after_rest.len() - end];

    let mut changes = Vec::new();
    tell(WordFate::Kept, &before[..start], &mut changes);
    if gone.len().saturating_mul(come.len()) > MAX_WORK {
        tell(WordFate::Removed, gone, &mut changes);
        tell(WordFate::Added, come, &mut changes);
    } else {
        compare(gone, come, &mut changes);
    }
    tell(WordFate::Kept, &before_rest[gone.len()..], &mut changes);
    changes
}

/// The words of a block: each of its texts on a line of its own, a citation as its keys, an image as its address and
/// its text alternative.
pub fn text_of(block: &Block) -> String {
    let mut text = String::new();
    walk_blocks(&mut [block.clone()], &mut |piece| {
        let line = match piece {
            Piece::Inlines(inlines) => inlines.iter().map(inline_text).collect(),
            Piece::Words(words) | Piece::Aside(words) => words.to_owned(),
            Piece::Image(image) => format!("{} {}", image.src, image.alt),
            Piece::Place { .. } | Piece::Claim(_) | Piece::Therapy(_) | Piece::Condition(_) => {
                return;
            }
        };
        text.push_str(line.trim_end());
        text.push('\n');
    });
    text.truncate(text.trim_end().len());
    text
}

fn inline_text(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) => text.text.clone(),
        Inline::Link(link) => link.text.clone(),
        Inline::Mention(mention) => mention.text.clone(),
        Inline::Citation(citation) => {
            let keys = citation.references.iter().map(|key| format!("@{key}"));
            let keys: Vec<String> = keys.collect();
            let locator = citation.locator.as_ref();
            let locator = locator.map_or_else(String::new, |locator| format!(", {locator}"));
            format!("[{}{locator}]", keys.join("; "))
        }
        Inline::LineBreak(_) => "\n".to_owned(),
    }
}

/// Words, each with the blank behind it.
fn words_of(text: &str) -> Vec<&str> {
    text.split_inclusive(char::is_whitespace).collect()
}

/// How many words two texts have in common from where they begin.
fn common<'t>(
    before: impl Iterator<Item = &'t &'t str>,
    after: impl Iterator<Item = &'t &'t str>,
) -> usize {
    before.zip(after).take_while(|(a, b)| a == b).count()
}

fn compare(before: &[&str], after: &[&str], changes: &mut Vec<WordChange>) {
    for operation in capture_diff_slices(Algorithm::Myers, before, after) {
        let (gone, come) = (
            &before[operation.old_range()],
            &after[operation.new_range()],
        );
        if let DiffOp::Equal { .. } = operation {
            tell(WordFate::Kept, come, changes);
            continue;
        }
        tell(WordFate::Removed, gone, changes);
        tell(WordFate::Added, come, changes);
    }
}

/// Adds words; those that follow words of the same fate join them.
fn tell(fate: WordFate, words: &[&str], changes: &mut Vec<WordChange>) {
    if words.is_empty() {
        return;
    }
    match changes.last_mut() {
        Some(last) if last.fate == fate => last.text.push_str(&words.concat()),
        _ => changes.push(WordChange {
            fate,
            text: words.concat(),
        }),
    }
}
