//! Excerpts: the words around what was found, told apart from it. Never markup.

use std::collections::BTreeSet;

use serde::Serialize;
use utoipa::ToSchema;

/// How many characters an excerpt has, about.
const LENGTH: usize = 220;
/// How many of them stand before the first match, at most.
const BEFORE: usize = 60;

/// A text with the places where what was looked for is.
#[derive(Clone, Debug)]
pub struct Marked<'t> {
    pieces: Vec<Piece<'t>>,
}

/// A piece of a text, with the number of the term that it is.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'t> {
    text: &'t str,
    term: Option<usize>,
}

/// A part of a text, cut between words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SearchExcerpt {
    /// The text in order, in pieces that match and pieces that do not.
    #[schema(max_items = 500)]
    pub segments: Vec<SearchSegment>,
    /// True when the text begins before the excerpt.
    #[schema(example = false)]
    pub is_cut_before: bool,
    /// True when the text goes on after the excerpt.
    #[schema(example = true)]
    pub is_cut_after: bool,
}

/// A piece of an excerpt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SearchSegment {
    /// The words, in plain text.
    #[schema(example = "massage")]
    pub text: String,
    /// Whether it is what was looked for.
    #[schema(example = true)]
    pub is_match: bool,
}

impl<'t> Piece<'t> {
    pub fn plain(text: &'t str) -> Self {
        Self { text, term: None }
    }

    pub fn matching(text: &'t str, term: usize) -> Self {
        Self {
            text,
            term: Some(term),
        }
    }
}

impl<'t> Marked<'t> {
    /// The text of its pieces in order.
    pub fn of(pieces: Vec<Piece<'t>>) -> Self {
        Self { pieces }
    }

    /// The numbers of the terms that are in it.
    pub fn terms(&self) -> BTreeSet<usize> {
        self.pieces.iter().filter_map(|piece| piece.term).collect()
    }

    /// The excerpt that begins shortly before the place where most different terms stand together.
    pub fn excerpt(&self) -> Option<SearchExcerpt> {
        let first = self.best_match()?;
        let mut before = String::new();
        let mut is_cut_before = false;
        for piece in self.pieces[..first].iter().rev() {
            before.insert_str(0, piece.text);
            if before.chars().count() > BEFORE {
                before = last_words(&before, BEFORE).to_owned();
                is_cut_before = true;
                break;
            }
        }
        let mut cut = Cut::default();
        cut.add(&before, false);
        for piece in &self.pieces[first..] {
            cut.add(piece.text, piece.term.is_some());
        }
        Some(SearchExcerpt {
            segments: cut.segments,
            is_cut_before,
            is_cut_after: cut.is_full,
        })
    }

    /// The match after which the most different ones follow within the length of an excerpt.
    fn best_match(&self) -> Option<usize> {
        let matching = (0..self.pieces.len()).filter(|&at| self.pieces[at].term.is_some());
        let different = |at: &usize| {
            let mut length = 0;
            let mut terms = BTreeSet::new();
            for piece in &self.pieces[*at..] {
                length += piece.text.len();
                if length > LENGTH - BEFORE {
                    break;
                }
                terms.extend(piece.term);
            }
            terms.len()
        };
        // Of equals the first.
        matching.rev().max_by_key(different)
    }

    /// The pieces that match, with the numbers of their terms.
    #[cfg(test)]
    pub fn matching(&self) -> impl Iterator<Item = (&str, usize)> {
        let pieces = self.pieces.iter();
        pieces.filter_map(|piece| Some((piece.text, piece.term?)))
    }

    /// The text without its marks.
    #[cfg(test)]
    pub fn plain(&self) -> String {
        self.pieces.iter().map(|piece| piece.text).collect()
    }
}

impl SearchExcerpt {
    /// The beginning of a text without matches.
    pub fn beginning(text: &str) -> Self {
        let mut cut = Cut::default();
        cut.add(text, false);
        Self {
            segments: cut.segments,
            is_cut_before: false,
            is_cut_after: cut.is_full,
        }
    }
}

/// The pieces of an excerpt as long as there is room for them.
#[derive(Default)]
struct Cut {
    segments: Vec<SearchSegment>,
    length: usize,
    is_full: bool,
}

impl Cut {
    fn add(&mut self, text: &str, is_match: bool) {
        if self.is_full || text.is_empty() {
            return;
        }
        let length = text.chars().count();
        let left = LENGTH.saturating_sub(self.length);
        // A match is not cut.
        let kept = match is_match || length <= left {
            true => text,
            false => first_words(text, left),
        };
        self.is_full = kept.len() < text.len();
        self.length += length;
        if kept.is_empty() {
            return;
        }
        match self.segments.last_mut() {
            Some(last) if last.is_match == is_match => last.text.push_str(kept),
            _ => self.segments.push(SearchSegment {
                text: kept.to_owned(),
                is_match,
            }),
        }
    }
}

/// As many whole words of the beginning as fit.
fn first_words(text: &str, length: usize) -> &str {
    let Some((end, _)) = text.char_indices().nth(length) else {
        return text;
    };
    let end = text[..end].rfind(char::is_whitespace).unwrap_or(0);
    text[..end].trim_end()
}

/// As many whole words of the end as fit.
fn last_words(text: &str, length: usize) -> &str {
    let count = text.chars().count();
    let Some((start, _)) = text.char_indices().nth(count.saturating_sub(length)) else {
        return "";
    };
    let rest = &text[start..];
    rest.find(char::is_whitespace)
        .map_or("", |end| rest[end..].trim_start())
}

#[cfg(test)]
mod tests {
    use proptest::proptest;

    use super::*;
    use crate::content::{SearchQuery, Sought};

    fn excerpt(query: &str, text: &str) -> Option<SearchExcerpt> {
        let query = SearchQuery::parse(query).expect("a query");
        Sought::of(&query.terms).mark(text).excerpt()
    }

    #[test]
    fn an_excerpt_begins_shortly_before_the_place_with_most_matches() {
        let far = "Words that say nothing of it. ".repeat(20);
        let text = format!("One massage here. {far}A massage for sciatica there. {far}");

        let excerpt = excerpt("massage sciatica ", &text).expect("an excerpt");

        let matching = excerpt.segments.iter().filter(|segment| segment.is_match);
        let matching: Vec<&str> = matching.map(|segment| segment.text.as_str()).collect();
        assert_eq!(matching, ["massage", "sciatica"]);
        assert!(excerpt.is_cut_before && excerpt.is_cut_after);
        let whole: String = excerpt
            .segments
            .into_iter()
            .map(|segment| segment.text)
            .collect();
        assert!(
            whole.chars().count() <= LENGTH && far.contains(&whole[..20]),
            "{whole}"
        );
    }

    #[test]
    fn a_short_text_is_not_cut_and_one_without_matches_has_no_excerpt() {
        let short = excerpt("nerve ", "A nerve.").expect("an excerpt");

        assert_eq!(short.segments.len(), 3);
        assert!(!short.is_cut_before && !short.is_cut_after);
        assert!(excerpt("nerves ", "A vein.").is_none());
    }

    proptest! {
        #[test]
        fn any_text_gives_an_excerpt_of_its_own_words(text in "[a-zé ]{0,600}") {
            if let Some(excerpt) = excerpt("a \"b c\" é d", &text) {
                for segment in excerpt.segments {
                    assert!(text.contains(&segment.text));
                }
            }
        }
    }
}
