//! Words as texts of other programs hold them: those of a piece of HTML, those that are compared, the lines they fill.

use html5gum::{Token, Tokenizer};

/// The words without tags, entities resolved, white space made single.
pub fn words_of(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return single_spaced(html);
    }
    let mut words = String::new();
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::String(text) => words.push_str(&String::from_utf8_lossy(&text)),
            Token::StartTag(_) | Token::EndTag(_) => {
                // Two paragraphs are not one word; what stands inside a word does not break it.
                if !is_inside_words(&token) {
                    words.push(' ');
                }
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    single_spaced(&words)
}

fn is_inside_words(token: &Token) -> bool {
    let name = match token {
        Token::StartTag(tag) => &tag.name,
        Token::EndTag(tag) => &tag.name,
        Token::String(_) | Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => return false,
    };
    [
        "a", "abbr", "b", "code", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "u",
    ]
    .iter()
    .any(|known| known.as_bytes() == &***name)
}

/// A text in the form in which it is compared with another: its letters and digits only, in lower case.
pub fn letters_and_digits(text: &str) -> String {
    let kept = text.chars().filter(|character| character.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

/// How many lines end in a text.
pub fn line_ends(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

fn single_spaced(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_their_tags_and_nothing_else() {
        assert_eq!(
            words_of("Heat &amp; <b>c</b>old<br>&#8211; <em>what</em> helps?"),
            "Heat & cold – what helps?"
        );
        assert_eq!(words_of("<p>One</p><p>Two</p>\n"), "One Two");
        assert_eq!(words_of(" plain\n words "), "plain words");
        assert_eq!(words_of("3 < 4 & 5"), "3 < 4 & 5");
    }
}
