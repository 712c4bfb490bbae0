//! What each paragraph of a copied page is. A copy has lost which lines were headings and which were the text
//! alternatives of images; their words and their place are all that tells.

use super::lines::Paragraph;
use crate::content::Purpose;
use crate::import::page::furniture::is_about_the_page;
use crate::import::page::purposes::{is_reference_heading, purpose_of, words_of};

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Title,
    Heading,
    /// The text alternative of an image.
    Picture,
    Text,
    Divider,
}

/// The kinds of all paragraphs, in order.
pub struct Kinds {
    pub list: Vec<Kind>,
}

/// The longest heading and text alternative, in words.
const MAX_WORDS: usize = 16;
/// The longest title, in words.
const MAX_TITLE_WORDS: usize = 25;
/// Words that titles leave small.
const MINOR: [&str; 34] = [
    "a", "an", "the", "and", "or", "but", "nor", "of", "to", "in", "on", "for", "with", "is", "it",
    "at", "by", "from", "vs", "as", "are", "be", "your", "you", "do", "does", "can", "that",
    "this", "its", "into", "after", "during", "about",
];
/// Words that sentences have and the descriptions of pictures do not.
const SENTENCE_WORDS: [&str; 40] = [
    "is", "are", "was", "were", "has", "have", "had", "can", "could", "will", "would", "may",
    "might", "should", "must", "do", "does", "did", "you", "we", "i", "they", "it", "us", "our",
    "your", "if", "this", "these", "that", "there", "then", "helps", "help", "makes", "try",
    "please", "read", "here", "ask",
];
/// Words with which the descriptions of pictures begin.
const PICTURE_WORDS: [&str; 22] = [
    "graphic",
    "photo",
    "photograph",
    "image",
    "picture",
    "illustration",
    "diagram",
    "drawing",
    "anatomy",
    "screenshot",
    "infographic",
    "chart",
    "close-up",
    "closeup",
    "logo",
    "portrait",
    "sketch",
    "x-ray",
    "figure",
    "view",
    "scan",
    "map",
];
/// Whom pictures show.
const PEOPLE: [&str; 18] = [
    "man",
    "woman",
    "person",
    "people",
    "men",
    "women",
    "therapist",
    "client",
    "patient",
    "hands",
    "girl",
    "boy",
    "couple",
    "doctor",
    "lady",
    "guy",
    "masseuse",
    "physiotherapist",
];

impl Kinds {
    pub fn of(paragraphs: &[Paragraph]) -> Self {
        let title = title_of(paragraphs);
        let candidates = paragraphs
            .iter()
            .enumerate()
            .filter(|(at, paragraph)| Some(*at) != title && is_heading_like(paragraph));
        let in_title_case = candidates
            .filter(|(_, paragraph)| is_in_title_case(&paragraph.text))
            .count();
        let style = HeadingStyle {
            is_title_case: in_title_case > 1,
        };
        let mut list: Vec<Kind> = paragraphs
            .iter()
            .map(|paragraph| style.kind_of(paragraph))
            .collect();
        if let Some(title) = title {
            list[title] = Kind::Title;
            find_hero(paragraphs, title, style, &mut list);
        }
        Self { list }
    }
}

/// How the headings of a page are written.
#[derive(Clone, Copy)]
struct HeadingStyle {
    is_title_case: bool,
}

impl HeadingStyle {
    fn kind_of(self, paragraph: &Paragraph) -> Kind {
        let text = paragraph.text.as_str();
        if paragraph.item.is_some() {
            return Kind::Text;
        }
        if !text.contains(char::is_alphanumeric) && text.chars().count() > 2 {
            return Kind::Divider;
        }
        if is_about_the_page(text) {
            return Kind::Text;
        }
        if is_picture_like(text) && (paragraph.is_alone || !text.ends_with('.')) {
            return Kind::Picture;
        }
        if !is_heading_like(paragraph) {
            return Kind::Text;
        }
        let words = text.split_whitespace().count();
        let is_known =
            is_reference_heading(text) || words < 4 && purpose_of(text) != Purpose::Other;
        match self.is_title_case {
            _ if is_in_title_case(text) || is_known || text.ends_with('?') => Kind::Heading,
            false => Kind::Heading,
            true if has_sentence_words(text) || text.ends_with(['!', ':']) => Kind::Text,
            true if paragraph.is_alone => Kind::Picture,
            true => Kind::Text,
        }
    }
}

/// The first paragraph that can be a title; what stands before it is about the page.
fn title_of(paragraphs: &[Paragraph]) -> Option<usize> {
    let first = paragraphs
        .iter()
        .position(|paragraph| !is_about_the_page(&paragraph.text))?;
    let paragraph = &paragraphs[first];
    let is_short = paragraph.text.split_whitespace().count() <= MAX_TITLE_WORDS;
    let is_title = paragraph.item.is_none()
        && is_short
        && !paragraph.text.ends_with(['.', ',', ';'])
        && paragraph.text.contains(char::is_alphanumeric);
    is_title.then_some(first)
}

/// A short line after the title that is no sentence and stands before the text describes the picture at the head.
fn find_hero(paragraphs: &[Paragraph], title: usize, style: HeadingStyle, list: &mut [Kind]) {
    let after = paragraphs
        .iter()
        .enumerate()
        .skip(title + 1)
        .find(|(_, paragraph)| !is_about_the_page(&paragraph.text));
    let Some((at, line)) = after else { return };
    let is_before_text = paragraphs.get(at + 1).is_some_and(|next| {
        next.item.is_none() && next.text.split_whitespace().count() >= MAX_WORDS
    });
    let words = line.text.split_whitespace().count();
    let is_description = (2..MAX_WORDS).contains(&words)
        && line.item.is_none()
        && !has_sentence_words(&line.text)
        && !line.text.contains('[')
        && !line.text.ends_with(['!', '?', ':']);
    let is_other =
        is_in_title_case(&line.text) || !style.is_title_case && !is_picture_like(&line.text);
    if is_before_text && is_description && !is_other {
        list[at] = Kind::Picture;
    }
}

/// A short line that ends no sentence.
fn is_heading_like(paragraph: &Paragraph) -> bool {
    let text = paragraph.text.as_str();
    let words = text.split_whitespace().count();
    paragraph.item.is_none()
        && (1..=MAX_WORDS).contains(&words)
        && text.contains(char::is_alphabetic)
        && !text.ends_with(['.', ',', ';', '…'])
        && !text.contains(['[', '@'])
        && !text.contains("://")
        && !is_labelled(text)
        && !is_about_the_page(text)
        && !text.starts_with(char::is_lowercase)
}

/// True for `Label: words of a sentence`; a heading such as `Massage: What Helps` goes on with a capital.
fn is_labelled(text: &str) -> bool {
    text.split_once(": ")
        .is_some_and(|(_, rest)| !is_in_title_case(rest))
}

fn is_in_title_case(text: &str) -> bool {
    let words = text
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '–' | '—'))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.contains(char::is_alphabetic));
    let telling = words.filter(|word| !MINOR.contains(&word.to_lowercase().as_str()));
    let (mut count, mut capital) = (0, 0);
    for word in telling {
        count += 1;
        capital += usize::from(!word.starts_with(char::is_lowercase));
    }
    count > 0 && capital * 4 >= count * 3
}

fn has_sentence_words(text: &str) -> bool {
    words_of(text)
        .split(' ')
        .any(|word| SENTENCE_WORDS.contains(&word))
}

/// True for the description of a picture: a drawing of something, or somebody doing something.
fn is_picture_like(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .collect();
    let words = match words.as_slice() {
        ["a" | "an" | "the" | "two" | "young" | "older", rest @ ..] => rest,
        all => all,
    };
    let shows = words
        .first()
        .is_some_and(|word| PICTURE_WORDS.contains(word))
        && words
            .get(1)
            .is_some_and(|word| matches!(*word, "of" | "showing" | "with"));
    let acts = words.iter().take(2).any(|word| PEOPLE.contains(word))
        && words
            .iter()
            .skip(1)
            .take(3)
            .any(|word| word.ends_with("ing"));
    (3..=MAX_WORDS).contains(&words.len())
        && (shows || acts)
        && !is_in_title_case(text)
        && !text.ends_with(['?', '!', ':'])
        && (shows || !has_sentence_words(text))
}

#[cfg(test)]
mod tests {
    use super::super::lines::paragraphs_of;
    use super::*;

    const LONG: &str = "The nerve runs from the lower back through the buttock and down the back of each leg, and it can hurt anywhere on its way.";

    fn kinds(lines: &[&str]) -> Vec<Kind> {
        Kinds::of(&paragraphs_of(&lines.join("\n\n"))).list
    }

    #[test]
    fn headings_in_title_case_leave_other_short_lines_to_pictures() {
        let found = kinds(&[
            "Can Heat Help?",
            "Person holding a warm pack.",
            LONG,
            "What Is Sciatica?",
            LONG,
            "Drawing of the nerve and its roots",
            LONG,
            "Tips for Every Day",
            "Sitting upright with a pillow",
            "Good posture: sit well and not for long, and get up often to walk a few steps.",
        ]);

        assert_eq!(
            found,
            [
                Kind::Title,
                Kind::Picture,
                Kind::Text,
                Kind::Heading,
                Kind::Text,
                Kind::Picture,
                Kind::Text,
                Kind::Heading,
                Kind::Picture,
                Kind::Text,
            ]
        );
    }

    #[test]
    fn headings_in_sentence_case_stay_headings() {
        let found = kinds(&[
            "Can heat help?",
            LONG,
            "How it works",
            LONG,
            "When to see a doctor",
            LONG,
            "Man holding his back",
            LONG,
        ]);

        assert_eq!(
            found,
            [
                Kind::Title,
                Kind::Text,
                Kind::Heading,
                Kind::Text,
                Kind::Heading,
                Kind::Text,
                Kind::Picture,
                Kind::Text
            ]
        );
    }

    #[test]
    fn a_short_sentence_after_the_title_is_text() {
        let found = kinds(&[
            "Can Heat Help?",
            "You can try it.",
            LONG,
            "What Is It?",
            LONG,
            "How Does It Work?",
            LONG,
        ]);

        assert_eq!(found[1], Kind::Text);
    }

    #[test]
    fn a_page_that_begins_with_text_has_no_title() {
        assert_eq!(kinds(&[LONG]), [Kind::Text]);
        assert_eq!(kinds(&[]), []);
    }
}
