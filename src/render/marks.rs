//! Bold and italic: where their signs stand, and which characters beside them have to be written as entities so that the
//! parser takes them for what they are.

use super::escapes::is_letter;
use super::tokens::{Style, Token, What};

/// The one character whose entity the parser takes for that of another. It is a letter to it.
pub const WITHOUT_ENTITY: char = '\u{e000}';

/// One sign before the token `at`.
pub struct Mark {
    pub at: usize,
    pub sign: &'static str,
    pub is_opening: bool,
    is_strong: bool,
    /// The other sign of the pair.
    partner: usize,
}

/// The signs of a text in order. They nest: what goes on for longer stands outside.
pub fn of(tokens: &[Token]) -> Vec<Mark> {
    if tokens.iter().all(|token| token.style == Style::default()) {
        return Vec::new();
    }
    let strong_ends = ends(tokens, |token| token.style.is_strong);
    let emphasis_ends = ends(tokens, |token| token.style.is_emphasis);
    let mut nesting = Nesting::default();
    for (at, token) in tokens.iter().enumerate() {
        let is_strong_outside = strong_ends[at] >= emphasis_ends[at];
        nesting.change(at, token.style, is_strong_outside);
    }
    nesting.change(tokens.len(), Style::default(), true);
    choose_signs(&mut nesting.marks);
    nesting.marks
}

/// The signs so far, and those of them that are open.
#[derive(Default)]
struct Nesting {
    marks: Vec<Mark>,
    open: Vec<usize>,
}

impl Nesting {
    /// Closes what does not go on, with all that stands inside it, and opens what begins.
    fn change(&mut self, at: usize, style: Style, is_strong_outside: bool) {
        let is_wanted = |is_strong| match is_strong {
            true => style.is_strong,
            false => style.is_emphasis,
        };
        let ends = |&mark: &usize| !is_wanted(self.marks[mark].is_strong);
        let kept = self.open.iter().position(ends).unwrap_or(self.open.len());
        while self.open.len() > kept {
            self.close(at);
        }
        for is_strong in [is_strong_outside, !is_strong_outside] {
            let mut open = self.open.iter().map(|&mark| self.marks[mark].is_strong);
            if is_wanted(is_strong) && !open.any(|open| open == is_strong) {
                self.open.push(self.marks.len());
                self.marks.push(Mark {
                    at,
                    sign: "",
                    is_opening: true,
                    is_strong,
                    partner: 0,
                });
            }
        }
    }

    fn close(&mut self, at: usize) {
        let Some(partner) = self.open.pop() else {
            return;
        };
        let closing = self.marks.len();
        let opening = &mut self.marks[partner];
        opening.partner = closing;
        let is_strong = opening.is_strong;
        self.marks.push(Mark {
            at,
            sign: "",
            is_opening: false,
            is_strong,
            partner,
        });
    }
}

/// For each token that is marked, where the marked text that it belongs to ends.
fn ends(tokens: &[Token], is_marked: impl Fn(&Token) -> bool) -> Vec<usize> {
    let mut ends = vec![0; tokens.len()];
    let mut end = tokens.len();
    for (at, token) in tokens.iter().enumerate().rev() {
        if !is_marked(token) {
            end = at;
        } else {
            ends[at] = end;
        }
    }
    ends
}

/// Emphasis is `*` as people write it, but `_` where it touches other signs that could be taken for its own.
fn choose_signs(marks: &mut [Mark]) {
    let counts: Vec<usize> = (0..marks.len())
        .map(|index| neighbours(marks, index))
        .collect();
    for index in 0..marks.len() {
        let Mark {
            is_strong, partner, ..
        } = marks[index];
        let is_alone = counts[index] == 1 && counts[partner] == 1;
        marks[index].sign = match (is_strong, is_alone || is_both(marks, index, &counts)) {
            (true, _) => "**",
            (false, true) => "*",
            (false, false) => "_",
        };
    }
}

/// How many signs stand at one place.
fn neighbours(marks: &[Mark], index: usize) -> usize {
    let at = marks[index].at;
    let before = marks[..index].iter().rev().take_while(|m| m.at == at);
    let after = marks[index..].iter().take_while(|m| m.at == at);
    before.count() + after.count()
}

/// True for emphasis inside bold text that begins and ends with it, and touches nothing else: `***so***`.
fn is_both(marks: &[Mark], index: usize, counts: &[usize]) -> bool {
    let opening = if marks[index].is_opening {
        index
    } else {
        marks[index].partner
    };
    let closing = marks[opening].partner;
    let Some(outer) = opening.checked_sub(1) else {
        return false;
    };
    counts[opening] == 2
        && counts[closing] == 2
        && marks[outer].is_opening
        && marks[outer].at == marks[opening].at
        && marks[outer].partner == closing + 1
}

/// What a character is to the parser that decides if a sign opens or closes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Blank,
    Sign,
    Letter,
    /// A sign to some and a letter to others.
    Unsure,
}

/// Which tokens are written as entities, so that the signs beside them open and close as they should, and so that blanks
/// at the ends of lines stay.
pub fn entities(tokens: &[Token], marks: &[Mark], is_line: bool) -> Vec<bool> {
    let mut entities = vec![false; tokens.len()];
    if is_line {
        write_blanks_at_edges(tokens, &mut entities);
    }
    let starts: Vec<usize> = (0..marks.len())
        .filter(|&index| index == 0 || marks[index - 1].at != marks[index].at)
        .collect();
    let mut open: Vec<usize> = (0..starts.len()).rev().collect();
    while let Some(place) = open.pop() {
        let start = starts[place];
        let end = starts.get(place + 1).copied().unwrap_or(marks.len());
        let at = marks[start].at;
        for token in unfit(tokens, &marks[start..end], &entities) {
            entities[token] = true;
            // What was a letter for the place before or after is a sign for it now.
            let other = if token < at {
                place.checked_sub(1)
            } else {
                Some(place + 1)
            };
            open.extend(other.filter(|&other| other < starts.len()));
            open.push(place);
        }
    }
    entities
}

fn write_blanks_at_edges(tokens: &[Token], entities: &mut [bool]) {
    for at in 0..tokens.len() {
        let is_first = at == 0 || tokens[at - 1].is_break();
        let is_last = tokens.get(at + 1).is_none_or(Token::is_break);
        entities[at] = tokens[at].is_blank() && (is_first || is_last);
    }
}

/// The characters around signs at one place that keep them from being read as they are meant.
fn unfit(tokens: &[Token], marks: &[Mark], entities: &[bool]) -> Vec<usize> {
    let at = marks[0].at;
    let class = |index: Option<usize>| class_of(tokens, index, entities);
    let (left, right) = (at.checked_sub(1), Some(at).filter(|&at| at < tokens.len()));
    let has_opening = marks.iter().any(|mark| mark.is_opening);
    let has_closing = marks.iter().any(|mark| !mark.is_opening);
    let is_one_run = marks.iter().all(|mark| mark.sign.starts_with('*'));
    let is_between_letters =
        is_one_run && class(left) == Class::Letter && class(right) == Class::Letter;
    let is_fit = |index, is_inside: bool| match class(index) {
        Class::Sign => true,
        Class::Blank => !is_inside,
        Class::Letter => is_inside || is_between_letters,
        Class::Unsure => false,
    };
    let is_character = |index: &usize| tokens[*index].character().is_some();
    let unfit_left = left.filter(|_| !is_fit(left, has_closing));
    let unfit_right = right.filter(|_| !is_fit(right, has_opening));
    unfit_left
        .into_iter()
        .chain(unfit_right)
        .filter(is_character)
        .filter(|&index| !entities[index])
        .collect()
}

fn class_of(tokens: &[Token], index: Option<usize>, entities: &[bool]) -> Class {
    let Some(index) = index else {
        return Class::Blank;
    };
    match &tokens[index].what {
        What::Break => Class::Blank,
        What::Link(_) | What::Citation(_) | What::Escaped(_) => Class::Sign,
        What::Character(_) if entities[index] => Class::Sign,
        What::Character(character) if character.is_whitespace() => Class::Blank,
        // The parser looks past a tilde, and does not see a colon after a bracket.
        What::Character('~') => Class::Unsure,
        What::Character(':') if is_after_bracket(tokens, index) => Class::Unsure,
        What::Character(character) if character.is_ascii_punctuation() => Class::Sign,
        What::Character(character) if is_letter(*character) || *character == WITHOUT_ENTITY => {
            Class::Letter
        }
        What::Character(_) => Class::Unsure,
    }
}

fn is_after_bracket(tokens: &[Token], index: usize) -> bool {
    let before = index.checked_sub(1).map(|before| &tokens[before].what);
    matches!(before, Some(What::Citation(_) | What::Character(']')))
}

#[cfg(test)]
mod tests {
    use super::super::text::{Setting, running};
    use crate::content::{Inline, TextInline};

    /// Text with `s` for strong and `e` for emphasis.
    fn written(runs: &[(&str, &str)]) -> String {
        let inlines: Vec<Inline> = runs
            .iter()
            .map(|(text, style)| {
                Inline::Text(TextInline {
                    text: (*text).to_owned(),
                    strong: style.contains('s'),
                    emphasis: style.contains('e'),
                })
            })
            .collect();
        running(&inlines, Setting::Paragraph)
    }

    #[test]
    fn marks_stand_as_people_write_them() {
        assert_eq!(written(&[("a ", ""), ("b", "e"), (" c", "")]), "a *b* c");
        assert_eq!(
            written(&[("a ", "s"), ("b", "se"), (" c", "s")]),
            "**a *b* c**"
        );
        assert_eq!(
            written(&[("a ", "e"), ("b", "se"), (" c", "e")]),
            "*a **b** c*"
        );
        assert_eq!(written(&[("a", "se"), (" b", "")]), "***a*** b");
        assert_eq!(written(&[("a ", "s"), ("b", "se")]), "**a _b_**");
        assert_eq!(written(&[("a", ""), ("b", "s"), ("c", "")]), "a**b**c");
    }

    #[test]
    fn marks_that_would_not_open_or_close_have_entities_beside_them() {
        assert_eq!(
            written(&[("a", ""), ("(b)", "s"), ("c", "")]),
            "&#97;**(b)**&#99;"
        );
        assert_eq!(written(&[("a ", "s"), ("b", "")]), "**a&#32;**&#98;");
    }
}
