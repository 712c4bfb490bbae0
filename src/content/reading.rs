//! How long a text is and how hard it is to read.

use super::{ArticleDraft, Inline, Piece, walk_article};

/// Words that a reader takes in a minute.
const WORDS_PER_MINUTE: u32 = 200;

/// Counts of one text.
#[derive(Default)]
pub struct Reading {
    words: u32,
    /// Of running text only: headings, labels and titles are no sentences.
    sentence_words: u32,
    sentences: u32,
    syllables: u32,
}

impl Reading {
    /// Counts a whole article.
    pub fn of_article(draft: &ArticleDraft) -> Self {
        let mut reading = Self::default();
        walk_article(&mut draft.clone(), &mut |piece| reading.visit(&piece));
        reading
    }

    /// Counts one piece of the text.
    pub fn visit(&mut self, piece: &Piece) {
        match piece {
            Piece::Inlines(inlines) => self.count_running_text(&plain_text(inlines)),
            Piece::Words(text) | Piece::Aside(text) => self.count_words(text),
            Piece::Place { .. }
            | Piece::Image(_)
            | Piece::Claim(_)
            | Piece::Therapy(_)
            | Piece::Condition(_) => {}
        }
    }

    /// Counts words that are no sentence, such as a heading.
    fn count_words(&mut self, text: &str) {
        self.words += words(text).fold(0, |count, _| count + 1);
    }

    /// All words.
    pub fn word_count(&self) -> u32 {
        self.words
    }

    /// Whole minutes, at least one.
    pub fn minutes(&self) -> u32 {
        self.words.div_ceil(WORDS_PER_MINUTE).max(1)
    }

    /// The Flesch-Kincaid grade with one decimal; `None` for a text without a sentence. It holds for English only.
    pub fn grade(&self) -> Option<f64> {
        if self.sentence_words == 0 || self.sentences == 0 {
            return None;
        }
        let words = f64::from(self.sentence_words);
        let grade = 0.39 * words / f64::from(self.sentences)
            + 11.8 * f64::from(self.syllables) / words
            - 15.59;
        Some((grade * 10.0).round() / 10.0)
    }

    fn count_running_text(&mut self, text: &str) {
        let mut open = 0;
        // The mark after a citation stands by itself once the citation is left out.
        for part in text.split_whitespace() {
            if is_word(part) {
                self.words += 1;
                self.sentence_words += 1;
                self.syllables += syllables(part);
                open += 1;
            }
            if open > 0 && ends_sentence(part) {
                self.sentences += 1;
                open = 0;
            }
        }
        self.sentences += u32::from(open > 0);
    }
}

/// The text of some inlines as a reader sees it, without citations.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(run) => text.push_str(&run.text),
            Inline::Link(link) => text.push_str(&link.text),
            Inline::Mention(mention) => text.push_str(&mention.text),
            Inline::LineBreak(_) => text.push('\n'),
            Inline::Citation(_) => {}
        }
    }
    text
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|part| is_word(part))
}

fn is_word(part: &str) -> bool {
    part.chars().any(char::is_alphanumeric)
}

fn ends_sentence(word: &str) -> bool {
    word.trim_end_matches(['"', '\'', '”', '’', ')', ']'])
        .ends_with(['.', '!', '?', '…'])
}

/// Groups of vowels, less a silent final `e`; at least one.
fn syllables(word: &str) -> u32 {
    let letters: Vec<char> = word
        .chars()
        .filter(|c| c.is_alphabetic())
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let is_vowel = |c: &char| "aeiouyáàâäéèêëíìîïóòôöúùûü".contains(*c);
    let starts = letters
        .iter()
        .enumerate()
        .filter(|&(at, c)| is_vowel(c) && (at == 0 || !is_vowel(&letters[at - 1])));
    let count = u32::try_from(starts.count()).unwrap_or(u32::MAX);
    // The final `e` of "whole" and "massage" is silent, that of "muscle" is not.
    let ends_silent = match letters.as_slice() {
        [.., before, 'l', 'e'] => is_vowel(before),
        [_, .., before, 'e'] => !is_vowel(before),
        _ => false,
    };
    count
        .saturating_sub(u32::from(ends_silent && count > 1))
        .max(1)
}

#[cfg(test)]
mod tests {
    use super::super::TextInline;
    use super::*;

    fn read(text: &str) -> Reading {
        let mut reading = Reading::default();
        let run = TextInline {
            text: text.to_owned(),
            strong: false,
            emphasis: false,
        };
        reading.visit(&Piece::Inlines(&mut vec![Inline::Text(run)]));
        reading
    }

    #[test]
    fn syllables_are_counted_as_a_speaker_would() {
        for (word, expected) in [
            ("the", 1),
            ("massage", 2),
            ("muscle", 2),
            ("sciatica", 3),
            ("pain", 1),
            ("improve", 2),
            ("12", 1),
        ] {
            assert_eq!(syllables(word), expected, "{word}");
        }
    }

    #[test]
    fn a_sentence_ends_behind_its_citation_too() {
        let cited = read("The nerve runs down the leg . It can hurt !");
        let plain = read("The nerve runs down the leg. It can hurt!");

        assert_eq!(cited.grade(), plain.grade());
        assert_eq!(cited.word_count(), 9);
    }

    #[test]
    fn plain_words_in_short_sentences_have_a_low_grade() {
        let simple = read("The nerve runs down the leg. It can hurt.").grade();
        let hard = read("Neuromuscular rehabilitation necessitates individualised, multidisciplinary evaluation.").grade();

        assert!(simple < Some(3.0), "{simple:?}");
        assert!(hard > Some(20.0), "{hard:?}");
    }

    #[test]
    fn reading_takes_a_minute_for_every_200_words_and_never_none() {
        assert_eq!(read("word ").minutes(), 1);
        assert_eq!(read(&"word ".repeat(200)).minutes(), 1);
        assert_eq!(read(&"word ".repeat(201)).minutes(), 2);
        assert_eq!(read("").grade(), None);
    }
}
