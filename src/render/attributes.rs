//! Attributes in braces, and the same on the line of a container.

use super::escapes::is_entity;
use super::text::{self, Setting};
use crate::content::{Anchor, Certainty, Claim, ClaimStrength, Slug};

/// What stands in one pair of braces.
#[derive(Default)]
pub struct Attributes {
    list: Vec<String>,
}

impl Attributes {
    pub fn id(mut self, id: Option<&Anchor>) -> Self {
        self.list.extend(id.map(|id| format!("#{id}")));
        self
    }

    /// A word without a value.
    pub fn flag(mut self, key: &str, is_there: bool) -> Self {
        self.list.extend(is_there.then(|| key.to_owned()));
        self
    }

    /// A value that has nothing to escape: a slug, a number, a word of ours.
    pub fn word(mut self, key: &str, value: Option<impl std::fmt::Display>) -> Self {
        self.list
            .extend(value.map(|value| format!("{key}={value}")));
        self
    }

    /// A value after an image, where it is running text to the parser.
    pub fn quoted(mut self, key: &str, value: Option<&str>) -> Self {
        self.list.extend(value.map(|value| {
            let value = text::plain(value, Setting::Bracketed).replace('"', "\\\"");
            format!("{key}=\"{value}\"")
        }));
        self
    }

    /// A value on the line of a container, where nothing is markup but quotes and escapes.
    pub fn on_line(mut self, key: &str, value: &str) -> Self {
        self.list.push(format!("{key}=\"{}\"", escape_line(value)));
        self
    }

    /// An address on the line of a container, in quotes only where it needs them.
    pub fn address(self, key: &str, value: &str) -> Self {
        if value.contains(['"', '{', '}']) {
            return self.on_line(key, value);
        }
        self.word(key, Some(escape_line(value)))
    }

    /// A claim, or what is left to say of a therapy and condition without one.
    pub fn claim(
        self,
        claim: Option<&Claim>,
        therapy: Option<&Slug>,
        condition: Option<&Slug>,
    ) -> Self {
        let Some(claim) = claim else {
            return self.word("therapy", therapy).word("condition", condition);
        };
        let certainty = claim.certainty;
        self.word("claim", Some(word_of(&ClaimStrength::ALL, &claim.strength)))
            .word("therapy", Some(&claim.therapy))
            .word("condition", Some(&claim.condition))
            .word(
                "certainty",
                certainty.map(|it| word_of(&Certainty::ALL, &it)),
            )
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The attributes in their braces; nothing without any.
    pub fn braced(&self) -> String {
        if self.is_empty() {
            return String::new();
        }
        format!("{{{}}}", self.list.join(" "))
    }

    /// The same after something that they belong to.
    pub fn after(&self, text: &str) -> String {
        match (text.is_empty(), self.is_empty()) {
            (_, true) => text.to_owned(),
            (true, false) => self.braced(),
            (false, false) => format!("{text} {}", self.braced()),
        }
    }

    /// The first line of a container.
    pub fn line(&self, name: &str, id: Option<&Anchor>) -> String {
        let mut line = format!("::: {name}");
        for attribute in &self.list {
            line.push(' ');
            line.push_str(attribute);
        }
        Attributes::default().id(id).after(&line)
    }
}

/// The word by which a value is written.
pub fn word_of<T: PartialEq>(words: &[(&'static str, T)], value: &T) -> &'static str {
    let found = words.iter().find(|(_, known)| known == value);
    found.map_or("", |(word, _)| word)
}

fn escape_line(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for (at, character) in value.char_indices() {
        let after = &value[at + character.len_utf8()..];
        let is_sign = match character {
            '"' => true,
            '\\' => after.is_empty() || after.starts_with(|c: char| c.is_ascii_punctuation()),
            '&' => is_entity(after.chars()),
            _ => false,
        };
        if is_sign {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_on_a_line_escape_only_what_would_be_read_otherwise() {
        assert_eq!(escape_line("Does it hurt?"), "Does it hurt?");
        assert_eq!(
            escape_line("a \"b\" & c &amp; C:\\d \\\\"),
            "a \\\"b\\\" & c \\&amp; C:\\d \\\\\\\\"
        );
    }

    #[test]
    fn braces_stand_after_a_text_or_alone() {
        let id = Anchor::parse("a").expect("a valid id");

        let attributes = Attributes::default().id(Some(&id)).flag("decorative", true);

        assert_eq!(attributes.after("Words."), "Words. {#a decorative}");
        assert_eq!(attributes.after(""), "{#a decorative}");
        assert_eq!(Attributes::default().after("Words."), "Words.");
    }
}
