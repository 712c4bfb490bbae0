//! The query language: words, "phrases" and `-words` to leave out. Every text is one, or is refused in words.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

use crate::error::InvalidValue;

/// Words that say so little that a query with others is better answered without them.
const SMALL_WORDS: &[&str] = &[
    "a", "about", "after", "am", "an", "and", "any", "are", "as", "at", "be", "been", "before",
    "but", "by", "can", "could", "did", "do", "does", "for", "from", "get", "had", "has", "have",
    "how", "i", "if", "in", "into", "is", "it", "its", "just", "may", "me", "might", "mine", "my",
    "no", "not", "of", "on", "or", "our", "out", "should", "so", "some", "than", "that", "the",
    "their", "then", "there", "these", "they", "this", "those", "to", "too", "was", "we", "were",
    "what", "when", "where", "which", "while", "who", "why", "will", "with", "would", "you",
    "your", "really", "best", "good", "many", "much", "need", "very",
];

/// A query that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchQuery {
    /// As it came.
    pub asked: String,
    /// What is looked for, each once: at least one term.
    pub terms: Vec<SearchTerm>,
    /// What hits must not have.
    pub excluded: Vec<SearchTerm>,
    /// Small words that are not looked for.
    pub left_out: Vec<String>,
}

/// Words that stand together, most often one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SearchTerm {
    /// The words, with nothing in them but letters and digits.
    pub words: Vec<String>,
    /// Whether they may be the beginning of what is meant: true for the word that may still be typed.
    pub is_beginning: bool,
}

impl SearchQuery {
    pub const MAX_LENGTH: usize = 200;
    pub const MAX_WORDS: usize = 32;

    /// Reads a query. The last word may be the beginning of one.
    pub fn parse(text: &str) -> Result<Self, InvalidValue> {
        if text.chars().count() > Self::MAX_LENGTH {
            let expected = format!("at most {} characters", Self::MAX_LENGTH);
            return Err(InvalidValue::new(expected, text));
        }
        let mut reading = Reading::default();
        // A letter and its diacritic are one sign.
        reading.read(&text.nfc().collect::<String>());
        let count = reading.wanted.iter().chain(&reading.excluded);
        if count.map(|term| term.words.len()).sum::<usize>() > Self::MAX_WORDS {
            let expected = format!("at most {} words", Self::MAX_WORDS);
            return Err(InvalidValue::new(expected, text));
        }
        if reading.wanted.is_empty() {
            let expected = "a text with a word to look for, besides those to leave out".to_owned();
            return Err(InvalidValue::new(expected, text));
        }
        let (terms, left_out) = without_small_words(reading.wanted);
        Ok(Self {
            asked: text.to_owned(),
            terms,
            excluded: each_once(reading.excluded),
            left_out,
        })
    }
}

impl SearchTerm {
    /// The word, if it is a single one.
    pub fn word(&self) -> Option<&str> {
        match self.words.as_slice() {
            [word] => Some(word),
            _ => None,
        }
    }
}

#[derive(Default)]
struct Reading {
    wanted: Vec<SearchTerm>,
    excluded: Vec<SearchTerm>,
}

impl Reading {
    fn read(&mut self, text: &str) {
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let is_excluded = rest.starts_with('-');
            let body = rest.trim_start_matches('-');
            rest = match body.strip_prefix(is_quote) {
                Some(quoted) => {
                    let (phrase, after) = quoted.split_once(is_quote).unwrap_or((quoted, ""));
                    self.take(phrase, is_excluded, false);
                    after
                }
                None => {
                    let end = body.find(|sign: char| sign.is_whitespace() || is_quote(sign));
                    let (word, after) = body.split_at(end.unwrap_or(body.len()));
                    self.take(word, is_excluded, after.is_empty());
                    after
                }
            }
            .trim_start();
        }
    }

    /// A word with signs in it, such as `x-ray`, is a phrase.
    fn take(&mut self, text: &str, is_excluded: bool, is_last: bool) {
        let words = text.split(|sign: char| !sign.is_alphanumeric());
        let words = words.filter(|word| !word.is_empty()).map(str::to_owned);
        let words: Vec<String> = words.collect();
        let is_long = words.len() > 1 || words.iter().any(|word| word.chars().count() > 1);
        if words.is_empty() {
            return;
        }
        let term = SearchTerm {
            words,
            is_beginning: is_last && is_long && !is_excluded,
        };
        match is_excluded {
            true => self.excluded.push(term),
            false => self.wanted.push(term),
        }
    }
}

fn is_quote(sign: char) -> bool {
    matches!(sign, '"' | '“' | '”' | '„' | '«' | '»')
}

/// The terms without small words, and those; all of them where there are no others.
fn without_small_words(terms: Vec<SearchTerm>) -> (Vec<SearchTerm>, Vec<String>) {
    let is_small = |term: &SearchTerm| {
        let word = term.word().map(str::to_lowercase);
        word.is_some_and(|word| SMALL_WORDS.contains(&word.as_str()))
    };
    let (small, others): (Vec<_>, Vec<_>) = terms.into_iter().partition(is_small);
    if others.is_empty() {
        return (each_once(small), Vec::new());
    }
    let small = each_once(small);
    let left_out = small.into_iter().flat_map(|term| term.words).collect();
    (each_once(others), left_out)
}

/// The terms without those that stand before in whatever case.
fn each_once(terms: Vec<SearchTerm>) -> Vec<SearchTerm> {
    let mut known = HashSet::new();
    let folded = |term: &SearchTerm| term.words.join(" ").to_lowercase();
    terms
        .into_iter()
        .filter(|term| known.insert(folded(term)))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::proptest;

    use super::*;

    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let query = SearchQuery::parse(text).expect("a query");
        let joined = |terms: &[SearchTerm]| terms.iter().map(|term| term.words.join(" ")).collect();
        (joined(&query.terms), joined(&query.excluded))
    }

    #[test]
    fn words_phrases_and_words_to_leave_out_are_told_apart() {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let cases: [(&str, &[&str], &[&str]); 8] = [
            ("massage sciatica", &["massage", "sciatica"], &[]),
            ("\"slipped disc\" pain", &["slipped disc", "pain"], &[]),
            (
                "massage -stone -\"hot oil\"",
                &["massage"],
                &["stone", "hot oil"],
            ),
            ("self-care x-ray", &["self care", "x ray"], &[]),
            ("unclosed \"low back", &["unclosed", "low back"], &[]),
            ("a\"b c\"d", &["b c", "d"], &[]),
            (
                "OR NEAR(massage) AND title:x *",
                &["NEAR massage", "title x"],
                &[],
            ),
            ("Massage massage", &["Massage"], &[]),
        ];

        for (text, terms, excluded) in cases {
            assert_eq!(read(text), (owned(terms), owned(excluded)), "{text}");
        }
    }

    #[test]
    fn small_words_are_left_out_unless_there_are_no_others() {
        let query = SearchQuery::parse("What is the best massage").expect("a query");
        let small = SearchQuery::parse("what is it").expect("a query");

        assert_eq!(query.left_out, ["What", "is", "the", "best"]);
        assert_eq!(query.terms.len(), 1);
        assert_eq!((small.terms.len(), small.left_out.len()), (3, 0));
    }

    #[test]
    fn only_the_word_that_may_still_be_typed_is_a_beginning() {
        let beginnings = |text: &str| -> Vec<bool> {
            let query = SearchQuery::parse(text).expect("a query");
            query.terms.iter().map(|term| term.is_beginning).collect()
        };

        assert_eq!(beginnings("sciatic ner"), [false, true]);
        assert_eq!(beginnings("sciatic ner "), [false, false]);
        assert_eq!(beginnings("sciatic \"ner\""), [false, false]);
        assert_eq!(beginnings("vitamin d"), [false, false]);
    }

    #[test]
    fn what_has_no_word_to_look_for_is_refused() {
        for text in ["", " ", "-massage", "!!!", "\"\"", "-\"a b\" -c"] {
            assert!(SearchQuery::parse(text).is_err(), "{text}");
        }
        assert!(SearchQuery::parse(&"a ".repeat(101)).is_err());
        assert!(SearchQuery::parse(&"a,".repeat(33)).is_err());
    }

    proptest! {
        #[test]
        fn terms_have_nothing_but_letters_and_digits(text in ".{0,60}") {
            if let Ok(query) = SearchQuery::parse(&text) {
                for word in query.terms.iter().chain(&query.excluded).flat_map(|term| &term.words) {
                    assert!(!word.is_empty() && word.chars().all(char::is_alphanumeric));
                }
            }
        }
    }
}
