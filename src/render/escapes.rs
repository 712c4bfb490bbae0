//! Which characters of a text would be read as markup, and have to be escaped.

use super::text::Setting;
use super::tokens::{Token, What};

/// How often signs stand in a text that are markup only where they find a partner.
#[derive(Clone, Copy, Debug, Default)]
pub struct Signs {
    asterisks: usize,
    underscores: usize,
    tildes: usize,
    backticks: usize,
    has_at: bool,
    pub has_marks: bool,
}

impl Signs {
    pub fn count(tokens: &[Token], has_marks: bool) -> Self {
        let mut signs = Self {
            has_marks,
            ..Self::default()
        };
        for token in tokens {
            match &token.what {
                What::Character(character) | What::Escaped(character) => signs.add(*character),
                What::Link(text) | What::Citation(text) => {
                    signs.backticks += text.matches('`').count();
                }
                What::Break => {}
            }
        }
        signs
    }

    fn add(&mut self, character: char) {
        match character {
            '*' => self.asterisks += 1,
            '_' => self.underscores += 1,
            '~' => self.tildes += 1,
            '`' => self.backticks += 1,
            '@' => self.has_at = true,
            _ => {}
        }
    }
}

/// What stands around a character as the file will say it; nothing at the end of a line.
#[derive(Clone, Copy)]
pub struct Around {
    pub before: Option<char>,
    pub after: Option<char>,
}

/// True for a character that is markup where it stands, whatever its line begins with.
pub fn is_markup(
    tokens: &[Token],
    at: usize,
    character: char,
    around: Around,
    signs: &Signs,
    setting: Setting,
) -> bool {
    let Around { before, after } = around;
    let is_strict = setting == Setting::Bracketed;
    let is_apart = is_blank(before) && is_blank(after);
    let is_alone = |count: usize| count < 2 && !signs.has_marks && !is_strict;
    match character {
        '\\' => after.is_none_or(|c| c.is_ascii_punctuation()),
        '*' => !is_alone(signs.asterisks) && !is_apart,
        '_' => !is_alone(signs.underscores) && !is_apart && !is_inside_word(before, after),
        '~' => !is_alone(signs.tildes),
        '`' => is_strict || signs.backticks > 1,
        '<' => {
            let opens = |c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?');
            after.is_some_and(opens) || signs.has_at && !is_blank(after)
        }
        '&' => is_entity(following(tokens, at)),
        '[' => is_strict || opens_bracket(tokens, at),
        ']' => is_strict,
        // The parser takes `![^` for the beginning of a note, not of an image.
        '^' => is_strict && at == 0,
        '(' => {
            let previous = at.checked_sub(1).map(|before| &tokens[before].what);
            matches!(previous, Some(What::Citation(_)))
        }
        '!' => matches!(tokens.get(at + 1).map(|t| &t.what), Some(What::Link(_))),
        '{' => true,
        '}' => at + 1 == tokens.len(),
        '#' => setting == Setting::Heading && at + 1 == tokens.len(),
        _ => false,
    }
}

fn is_blank(character: Option<char>) -> bool {
    character.is_none_or(char::is_whitespace)
}

/// Underscores inside a word mark nothing.
fn is_inside_word(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(is_letter) && after.is_some_and(is_letter)
}

/// True for letters and digits that are not symbols at the same time, as circled letters are.
pub fn is_letter(character: char) -> bool {
    character.is_alphanumeric()
        && !matches!(character, '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f189}')
}

/// The characters after a token up to the next that is none.
fn following(tokens: &[Token], at: usize) -> impl Iterator<Item = char> {
    tokens[at + 1..].iter().map_while(Token::character)
}

/// True if what follows an ampersand makes an entity of it. The longest name has fewer letters.
pub fn is_entity(following: impl Iterator<Item = char>) -> bool {
    const LONGEST: usize = 40;
    let mut name = following
        .take(LONGEST)
        .enumerate()
        .skip_while(|(at, letter)| letter.is_ascii_alphanumeric() || *at == 0 && *letter == '#');
    matches!(name.next(), Some((1.., ';')))
}

/// True for a bracket that could begin a link, a citation, an alert or a definition. One that is closed right after some
/// words, as in `[sic]`, begins none.
fn opens_bracket(tokens: &[Token], at: usize) -> bool {
    let style = tokens[at].style;
    let inside = tokens[at + 1..]
        .iter()
        .take_while(|token| token.style == style)
        .map_while(Token::character);
    for (length, character) in inside.enumerate() {
        match character {
            '@' | '[' => return true,
            '!' if length == 0 => return true,
            ']' => {
                let after = tokens.get(at + length + 2).and_then(Token::character);
                return matches!(after, Some('(' | ':'));
            }
            _ => {}
        }
    }
    true
}

/// Which character from `at` on, counted from it, would make a block of the line that begins there. Marks before it keep
/// it from that, but for a container, which is refused all the same, and the name of whom a quote is from.
pub fn block_mark(tokens: &[Token], at: usize, is_marked: bool) -> Option<usize> {
    let first = tokens[at].character()?;
    let mut after = following(tokens, at);
    if is_marked {
        let next = (after.next(), after.next());
        let is_container = first == ':' && next == (Some(':'), Some(':'));
        let is_attribution = first == '-' && next == (Some('-'), Some(' '));
        return (is_container || is_attribution).then_some(0);
    }
    let is_after_break = at > 0;
    let is_mark = match first {
        '>' => true,
        '#' => {
            let rest = after.find(|&c| c != '#');
            is_blank(rest)
        }
        '-' => {
            let next = after.next();
            is_blank(next) || matches!(next, Some('-' | '|' | ':'))
        }
        '+' | '*' => is_blank(after.next()),
        '_' => {
            let next = after.next();
            is_blank(next) || next == Some('_')
        }
        '=' => is_after_break,
        '|' => is_after_break,
        ':' => matches!(after.next(), Some(':' | '-' | '|')),
        digit if digit.is_ascii_digit() => return number_mark(tokens, at),
        _ => false,
    };
    is_mark.then_some(0)
}

/// The sign after the number of a list.
fn number_mark(tokens: &[Token], at: usize) -> Option<usize> {
    const MAX_DIGITS: usize = 9;
    let mut length = 0;
    for character in std::iter::once('0').chain(following(tokens, at)) {
        match character {
            '.' | ')' => {
                let after = tokens.get(at + length + 1).and_then(Token::character);
                return is_blank(after).then_some(length);
            }
            digit if digit.is_ascii_digit() && length < MAX_DIGITS => length += 1,
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::text::plain;
    use super::*;

    #[test]
    fn ordinary_prose_has_no_backslash() {
        for prose in [
            "5-10 minutes (e.g. a walk), 3 * 4; see [sic] snake_case & Co. <5 or > 6",
            "Under C:\\Users it's \"so\" - or so! 50 %",
            "A [note] in brackets, an e-mail a@b.org, #1, ~20 min",
            "2026 was a year. 10.5 mg",
            "-5 degrees; +44 1234; *only once",
            "Rate 3* (of 5)",
        ] {
            assert_eq!(plain(prose, Setting::Paragraph), prose);
        }
    }

    #[test]
    fn what_would_be_markup_is_escaped() {
        for (text, written) in [
            ("*a*", "\\*a\\*"),
            ("[@x]", "\\[@x]"),
            ("[a](b)", "\\[a](b)"),
            ("1. a", "1\\. a"),
            ("1) a", "1\\) a"),
            ("- a", "\\- a"),
            ("# a", "\\# a"),
            ("> a", "\\> a"),
            (":::", "\\:::"),
            ("<b>", "\\<b>"),
            ("&amp;", "\\&amp;"),
            ("a {#b}", "a \\{#b\\}"),
            ("`a`", "\\`a\\`"),
            ("~~a~~", "\\~\\~a\\~\\~"),
            ("a\\", "a\\\\"),
            ("---", "\\---"),
            ("[!NOTE]", "\\[!NOTE]"),
        ] {
            assert_eq!(plain(text, Setting::Paragraph), written);
        }
    }
}
