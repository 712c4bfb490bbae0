//! The words that lead a paragraph or list item in: `**Label:** text`, or `Label: text`.

use super::flow::{Piece, Run, is_visible, text_of};

/// The longest label, in words.
const MAX_WORDS: usize = 12;
/// The longest label that nothing but a colon shows.
const MAX_PLAIN_WORDS: usize = 7;
const MARKS: [char; 6] = [':', '.', '–', '—', '-', '：'];

/// A text without its label, and the label.
pub struct Labelled {
    pub label: Vec<Piece>,
    pub rest: Vec<Piece>,
}

/// Takes off a label in bold.
pub fn strong(pieces: &[Piece]) -> Option<Labelled> {
    let is_part = |piece: &Piece| match piece {
        Piece::Run(run) => run.style.is_strong || !run.text.contains(is_visible),
        Piece::Id(_) => true,
        Piece::Break | Piece::Image(_) => false,
    };
    let length = pieces.iter().position(|piece| !is_part(piece))?;
    let (label, rest) = pieces.split_at(length);
    let text = text_of(label);
    let follows = text_of(rest);
    let ends =
        text.ends_with(MARKS) || text.ends_with(['?', '!']) || rest.first() == Some(&Piece::Break);
    let is_ended = ends || follows.starts_with([':', '–', '—', '：']) || follows.starts_with("- ");
    let is_label =
        is_ended && is_short(&text, MAX_WORDS) && follows.contains(char::is_alphanumeric);
    is_label.then(|| labelled(label.to_vec(), rest.to_vec()))
}

/// Takes off a label that only a colon shows.
pub fn plain(pieces: &[Piece]) -> Option<Labelled> {
    let first = pieces
        .iter()
        .position(|piece| matches!(piece, Piece::Run(run) if run.text.contains(is_visible)))?;
    let Piece::Run(run) = &pieces[first] else {
        return None;
    };
    let (label, after) = run.text.split_once(": ").or_else(|| {
        let label = run.text.strip_suffix(':')?;
        pieces.get(first + 1).map(|_| (label, ""))
    })?;
    let label = label.trim();
    let is_label = run.style.link.is_none()
        && is_short(label, MAX_PLAIN_WORDS)
        && !label.contains(['.', '!', '?', ';', '[', '"', '“'])
        && label.starts_with(|c: char| {
            c.is_uppercase() || c.is_numeric() || !c.is_lowercase() && c.is_alphabetic()
        });
    let mut rest = pieces[first + 1..].to_vec();
    rest.insert(
        0,
        Piece::Run(Run {
            text: after.trim_start().to_owned(),
            style: run.style.clone(),
        }),
    );
    let has_text = text_of(&rest).contains(char::is_alphanumeric);
    (is_label && has_text).then(|| labelled(vec![Piece::plain(label)], rest))
}

fn is_short(label: &str, max: usize) -> bool {
    let words = label.split_whitespace().count();
    (1..=max).contains(&words) && label.contains(char::is_alphanumeric)
}

/// The marks between label and text belong to neither.
fn labelled(mut label: Vec<Piece>, mut rest: Vec<Piece>) -> Labelled {
    for piece in label.iter_mut().rev() {
        if let Piece::Run(run) = piece {
            let kept = run.text.trim_end().trim_end_matches(MARKS).len();
            run.text.truncate(kept);
            if run.text.contains(is_visible) {
                break;
            }
        }
    }
    while let Some(first) = rest.first_mut() {
        match first {
            Piece::Run(run) => {
                let marks = [':', '–', '—', '：'];
                let text = run.text.trim_start();
                let text = text
                    .strip_prefix("- ")
                    .unwrap_or(text)
                    .trim_start_matches(marks);
                run.text = text.trim_start().to_owned();
                if !run.text.is_empty() {
                    break;
                }
                rest.remove(0);
            }
            Piece::Break => {
                rest.remove(0);
            }
            Piece::Image(_) | Piece::Id(_) => break,
        }
    }
    Labelled { label, rest }
}

#[cfg(test)]
mod tests {
    use super::super::flow::Style;
    use super::*;

    fn bold(text: &str) -> Piece {
        Piece::Run(Run {
            text: text.to_owned(),
            style: Style {
                is_strong: true,
                ..Style::default()
            },
        })
    }

    fn shown(labelled: Option<Labelled>) -> Option<(String, String)> {
        let labelled = labelled?;
        Some((text_of(&labelled.label), text_of(&labelled.rest)))
    }

    #[test]
    fn a_label_in_bold_ends_with_a_mark_inside_or_outside() {
        let expected = Some(("Less pain".to_owned(), "it helps".to_owned()));
        for (label, rest) in [
            ("Less pain:", " it helps"),
            ("Less pain", ": it helps"),
            ("Less pain", " – it helps"),
            ("Less pain.", " it helps"),
        ] {
            assert_eq!(
                shown(strong(&[bold(label), Piece::plain(rest)])),
                expected,
                "{label}{rest}"
            );
        }
    }

    #[test]
    fn bold_words_of_a_sentence_are_no_label() {
        assert_eq!(
            shown(strong(&[
                bold("Swedish massage"),
                Piece::plain(" is gentle.")
            ])),
            None
        );
        assert_eq!(shown(strong(&[bold("All of it:")])), None);
    }

    #[test]
    fn a_colon_alone_makes_a_label_of_few_words() {
        let plain_label = |text: &str| shown(plain(&[Piece::plain(text)]));

        assert_eq!(
            plain_label("Good posture: sit well."),
            Some(("Good posture".to_owned(), "sit well.".to_owned()))
        );
        assert_eq!(plain_label("We open at 10:30 on most days."), None);
        assert_eq!(plain_label("It is so. Mostly: yes"), None);
        assert_eq!(plain_label("see: this"), None);
    }
}
