//! The name of a tag and its parameters: `figure src="a.png" alt="A"`, `youtube abc`, `include image.html url=x`.

/// A tag taken apart.
#[derive(Debug, Default, PartialEq)]
pub struct Parameters<'t> {
    pub name: &'t str,
    /// Parameters without a name, without their quotes.
    pub bare: Vec<String>,
    pub named: Vec<(&'t str, String)>,
}

impl<'t> Parameters<'t> {
    pub fn read(inside: &'t str) -> Self {
        let inside = inside.trim().trim_end_matches('/').trim_end();
        let name_end = inside.find(char::is_whitespace).unwrap_or(inside.len());
        let (name, mut rest) = inside.split_at(name_end);
        let mut parameters = Self {
            name,
            ..Self::default()
        };
        loop {
            rest = rest.trim_start();
            if rest.is_empty() {
                return parameters;
            }
            let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\'' | '`'));
            match end {
                Some(at) if at > 0 && rest[at..].starts_with('=') => {
                    let key = &rest[..at];
                    let (value, after) = value_of(&rest[at + 1..]);
                    parameters.named.push((key, value));
                    rest = after;
                }
                _ => {
                    let (value, after) = value_of(rest);
                    parameters.bare.push(value);
                    rest = after;
                }
            }
        }
    }

    /// The first parameter that has one of some names.
    pub fn value(&self, names: &[&str]) -> Option<&str> {
        let found = self.named.iter().find(|(name, _)| names.contains(name));
        found.map(|(_, value)| value.as_str())
    }
}

/// The value with which a text begins, and what follows it.
fn value_of(text: &str) -> (String, &str) {
    let Some(quote @ ('"' | '\'' | '`')) = text.chars().next() else {
        let end = text.find(char::is_whitespace).unwrap_or(text.len());
        return (text[..end].to_owned(), &text[end..]);
    };
    match text[1..].find(quote) {
        Some(end) => (text[1..=end].to_owned(), &text[end + 2..]),
        None => (text[1..].to_owned(), ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_bare_words_are_read() {
        let read = Parameters::read(" figure src=\"a b.png\" alt='It''s' wide \"x y\" n=3 / ");

        assert_eq!(read.name, "figure");
        assert_eq!(read.value(&["src"]), Some("a b.png"));
        assert_eq!(read.value(&["alt"]), Some("It"));
        assert_eq!(read.value(&["n"]), Some("3"));
        assert_eq!(read.bare, ["s", "wide", "x y"]);
    }

    #[test]
    fn nothing_and_open_quotes_do_no_harm() {
        assert_eq!(Parameters::read(""), Parameters::default());
        assert_eq!(Parameters::read("x =\"a").bare, ["=\"a"]);
        assert_eq!(Parameters::read("x \"a").bare, ["a"]);
    }
}
