//! The words of a text, cut and folded as the index does it, so that what it found can be shown.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use waken_snowball::Algorithm;

/// Words of fewer or more bytes are their own stems.
const STEMMED: Range<usize> = 3..65;

/// How many letters a word has that a mistyped one may be meant for.
const SPELLED: Range<usize> = 3..41;

/// Where the words of a text are.
pub fn places_of_words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let place = next_word(text, from)?;
        from = place.end;
        Some(place)
    })
}

/// Where the first word after a place is. Most signs are ASCII, and whole texts are walked through for each hit: bytes are looked
/// at before letters are made of them.
pub fn next_word(text: &str, from: usize) -> Option<Range<usize>> {
    let begin = first_place(text, from, true)?;
    let end = first_place(text, begin, false).unwrap_or(text.len());
    Some(begin..end)
}

/// Where the first sign is that is of a word, or is not.
fn first_place(text: &str, from: usize, is_of_word: bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        let (is, length) = match byte.is_ascii() {
            true => (byte.is_ascii_alphanumeric(), 1),
            false => {
                let sign = text.get(at..).and_then(|rest| rest.chars().next())?;
                let is = sign.is_alphanumeric() || is_combining_mark(sign);
                (is, sign.len_utf8())
            }
        };
        if is == is_of_word {
            return Some(at);
        }
        at += length;
    }
    None
}

/// How many words a text has.
pub fn count_of_words(text: &str) -> usize {
    places_of_words(text).count()
}

/// In lower case, without diacritics.
pub fn folded(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let bare = word.nfd().filter(|sign| !is_combining_mark(*sign));
    bare.collect::<String>().to_lowercase()
}

/// What the forms of a word have in common, by the algorithm of Porter: that of a folded word.
pub fn stem(folded: &str) -> String {
    match STEMMED.contains(&folded.len()) {
        true => waken_snowball::stem(Algorithm::Porter, folded).into_owned(),
        false => folded.to_owned(),
    }
}

/// The words of a text that one with a typing error may be meant for, folded: neither short ones nor numbers, which are too
/// much like others.
pub fn spellings(text: &str) -> impl Iterator<Item = String> {
    let words = places_of_words(text).map(|place| folded(&text[place]));
    words.filter(|word| {
        SPELLED.contains(&word.chars().count()) && !word.chars().any(char::is_numeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_at_all_that_is_no_letter_digit_or_diacritic() {
        let text = "Self-care: don't, Me\u{301}nie\u{300}re's 24h «漢字»";

        let words: Vec<String> = places_of_words(text)
            .map(|place| folded(&text[place]))
            .collect();

        assert_eq!(
            words,
            ["self", "care", "don", "t", "meniere", "s", "24h", "漢字"]
        );
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for (one, other) in [
            ("massages", "massage"),
            ("stretching", "stretches"),
            ("injuries", "injury"),
            ("relaxed", "relax"),
        ] {
            assert_eq!(stem(one), stem(other), "{one}");
        }
        assert_ne!(stem("nerve"), stem("nervous"));
        assert_eq!(stem("is"), "is");
    }
}
