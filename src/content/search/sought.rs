//! The terms of a query, looked for in a text: it is marked where they are.

use std::ops::Range;

use super::SearchTerm;
use super::excerpt::{Marked, Piece};
use super::words::{folded, next_word, stem};

/// What is looked for, ready to be found in many texts.
#[derive(Clone, Debug)]
pub struct Sought(Vec<SoughtTerm>);

#[derive(Clone, Debug)]
struct SoughtTerm {
    /// The stem of each word.
    stems: Vec<String>,
    /// Whether the last word may go on.
    is_beginning: bool,
}

impl Sought {
    pub fn of(terms: &[SearchTerm]) -> Self {
        let sought = terms.iter().map(|term| SoughtTerm {
            stems: term.words.iter().map(|word| stem(&folded(word))).collect(),
            is_beginning: term.is_beginning,
        });
        Self(sought.collect())
    }

    /// The text, with each place where a term is: the first of the terms that are there.
    pub fn mark<'t>(&self, text: &'t str) -> Marked<'t> {
        let mut pieces = Vec::new();
        let (mut from, mut end) = (0, 0);
        while let Some(word) = next_word(text, from) {
            from = word.end;
            let Some((term, place)) = self.found(text, word) else {
                continue;
            };
            pieces.push(Piece::plain(&text[end..place.start]));
            (from, end) = (place.end, place.end);
            pieces.push(Piece::matching(&text[place], term));
        }
        pieces.push(Piece::plain(&text[end..]));
        Marked::of(pieces)
    }

    /// The number of the term that begins with a word, and its place.
    fn found(&self, text: &str, word: Range<usize>) -> Option<(usize, Range<usize>)> {
        let first = &text[word.clone()];
        // Most words begin otherwise, which is seen sooner than their stem is made.
        let mut terms = self.0.iter();
        if !terms.any(|term| term.may_begin(first)) {
            return None;
        }
        let stem = stem(&folded(first));
        let mut terms = self.0.iter().zip(0..);
        terms.find_map(|(term, number)| {
            let end = term.end(text, &stem, word.end)?;
            Some((number, word.start..end))
        })
    }
}

impl SoughtTerm {
    /// Whether the word may be the first of the term: a stem begins as its word does.
    fn may_begin(&self, word: &str) -> bool {
        let letter = word.as_bytes().first();
        let wanted = self.stems.first().and_then(|stem| stem.as_bytes().first());
        match (letter, wanted) {
            (Some(letter), Some(wanted)) => {
                !letter.is_ascii() || letter.eq_ignore_ascii_case(wanted)
            }
            _ => false,
        }
    }

    /// Where the term ends that begins with the stem of a word, if the words after it are its others.
    fn end(&self, text: &str, first: &str, end: usize) -> Option<usize> {
        let last = self.stems.len().checked_sub(1)?;
        let mut end = end;
        for (number, wanted) in self.stems.iter().enumerate() {
            let is_last = number == last;
            let is_met = match number {
                0 => self.is_met(first, wanted, is_last),
                _ => {
                    let word = next_word(text, end)?;
                    end = word.end;
                    self.is_met(&stem(&folded(&text[word])), wanted, is_last)
                }
            };
            if !is_met {
                return None;
            }
        }
        Some(end)
    }

    fn is_met(&self, stem: &str, wanted: &str, is_last: bool) -> bool {
        stem == wanted || (is_last && self.is_beginning && stem.starts_with(wanted))
    }
}

#[cfg(test)]
mod tests {
    use proptest::proptest;

    use super::*;
    use crate::content::SearchQuery;

    /// What matches, each with the number of its term.
    fn matching(query: &str, text: &str) -> String {
        let query = SearchQuery::parse(query).expect("a query");
        let marked = Sought::of(&query.terms);
        let marked = marked.mark(text);
        let found = marked.matching();
        let found = found.map(|(text, term)| format!("{text} {term}"));
        found.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn words_are_found_in_all_their_forms_and_phrases_as_a_whole() {
        let cases = [
            (
                "massage \"slipped disc\" ",
                "A massage, massages: the slipped  discs.",
                "massage 0, massages 0, slipped  discs 1",
            ),
            ("sciat", "Sciatica; SCIATIC.", "Sciatica 0, SCIATIC 0"),
            ("sciat ", "Sciatica.", ""),
            ("meniere ", "Ménière", "Ménière 0"),
            ("self-c", "Self-care, self", "Self-care 0"),
            ("\"a nerve\"", "A", ""),
        ];

        for (query, text, expected) in cases {
            assert_eq!(matching(query, text), expected, "{query}");
        }
    }

    proptest! {
        #[test]
        fn a_marked_text_is_the_text(text in ".{0,80}") {
            let query = SearchQuery::parse("a \"b c\" é d").expect("a query");

            assert_eq!(Sought::of(&query.terms).mark(&text).plain(), text);
        }
    }
}
