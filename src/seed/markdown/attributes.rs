//! Attributes: `{#id key=value key="two words" flag}` after text and images, and the same without braces on the line
//! of a container.

use std::ops::Range;

use super::Target;
use super::characters::{Glyph, is_space, text_of};
use super::reading::Reading;
use crate::content::{Anchor, Code, Slug};
use crate::seed::nearest::{advice, listed};

/// What an author wrote in one pair of braces. What is not taken is refused at the end.
#[derive(Clone, Debug, Default)]
pub(super) struct Attributes {
    list: Vec<Attribute>,
    pub range: Range<usize>,
    /// True if there is a fault about all of them; none of them is then missing.
    pub is_unreadable: bool,
}

/// One attribute. `#x` is the key `id`; a key without `=` has no value.
#[derive(Clone, Debug)]
struct Attribute {
    key: String,
    value: Option<String>,
    range: Range<usize>,
}

impl Attributes {
    /// Reads what stands between the braces.
    pub fn read(glyphs: &[Glyph], range: Range<usize>, reading: &mut Reading) -> Self {
        let mut attributes = Self {
            list: Vec::new(),
            range: range.clone(),
            is_unreadable: false,
        };
        match parse(glyphs, reading) {
            Ok(list) if list.is_empty() => refuse_braces(range, reading),
            Ok(list) => list
                .into_iter()
                .for_each(|attribute| attributes.add(attribute, reading)),
            Err(unreadable) => {
                attributes.is_unreadable = true;
                refuse_braces(unreadable, reading);
            }
        }
        attributes
    }

    fn add(&mut self, attribute: Attribute, reading: &mut Reading) {
        if self.list.iter().any(|known| known.key == attribute.key) {
            reading.fault(
                Code::Attributes,
                attribute.range,
                format!("the attribute `{}` is given twice", attribute.key),
                "delete one of the two",
            );
            return;
        }
        self.list.push(attribute);
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Adds what stands in a second pair of braces that belongs to the same thing.
    pub fn extend(&mut self, other: Self, reading: &mut Reading) {
        if self.is_empty() {
            self.range = other.range;
        }
        for attribute in other.list {
            self.add(attribute, reading);
        }
    }

    fn take(&mut self, key: &str) -> Option<Attribute> {
        let index = self.list.iter().position(|known| known.key == key)?;
        Some(self.list.remove(index))
    }

    /// The id, or the mark that there is none.
    pub fn id(&mut self, reading: &mut Reading) -> Anchor {
        match self.text("id", reading) {
            Some((text, range)) => reading.anchor(&text, range),
            None => Anchor::unassigned(),
        }
    }

    /// The value of a key that needs one.
    pub fn text(&mut self, key: &str, reading: &mut Reading) -> Option<(String, Range<usize>)> {
        let attribute = self.take(key)?;
        match attribute.value.filter(|value| !value.trim().is_empty()) {
            Some(value) => Some((value, attribute.range)),
            None => {
                reading.fault(
                    Code::Attributes,
                    attribute.range,
                    format!("the attribute `{key}` has no value"),
                    format!("write `{key}=value`, or `{key}=\"two words\"`"),
                );
                None
            }
        }
    }

    /// The value of a key whose values are listed.
    pub fn choice<T: Copy>(
        &mut self,
        key: &str,
        all: &[(&str, T)],
        reading: &mut Reading,
    ) -> Option<T> {
        let (text, range) = self.text(key, reading)?;
        let found = all.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let words: Vec<&str> = all.iter().map(|(word, _)| *word).collect();
            reading.fault(
                Code::Attributes,
                range,
                format!("`{text}` is no value of `{key}`"),
                advice(&text, &words),
            );
        }
        found.map(|(_, value)| *value)
    }

    /// The value of a key that names a therapy or condition.
    pub fn slug(
        &mut self,
        key: &str,
        reading: &mut Reading,
        target: impl Fn(Slug) -> Target,
    ) -> Option<Slug> {
        let (text, range) = self.text(key, reading)?;
        reading.slug(&text, range, target)
    }

    /// The value of a key that is a number of pixels.
    pub fn pixels(&mut self, key: &str, reading: &mut Reading) -> Option<u32> {
        const MAX_PIXELS: u32 = 100_000;
        let (text, range) = self.text(key, reading)?;
        let pixels = text
            .parse()
            .ok()
            .filter(|pixels| (1..=MAX_PIXELS).contains(pixels));
        if pixels.is_none() {
            reading.fault(
                Code::Attributes,
                range,
                format!("`{key}` must be 1 to {MAX_PIXELS}, got `{text}`"),
                "write whole pixels without a unit",
            );
        }
        pixels
    }

    /// True if the key is there; it takes no value.
    pub fn flag(&mut self, key: &str, reading: &mut Reading) -> bool {
        let Some(attribute) = self.take(key) else {
            return false;
        };
        if attribute.value.is_some() {
            reading.fault(
                Code::Attributes,
                attribute.range,
                format!("the attribute `{key}` takes no value"),
                format!("write `{key}` alone"),
            );
        }
        true
    }

    /// True if the key is there, whatever its value.
    pub fn has(&self, key: &str) -> bool {
        self.list.iter().any(|attribute| attribute.key == key)
    }

    /// Refuses whatever was not taken. `known` are the keys that `place` may have.
    pub fn refuse_rest(&mut self, place: &str, known: &[&str], reading: &mut Reading) {
        for attribute in std::mem::take(&mut self.list) {
            let key = &attribute.key;
            let message = match key.strip_prefix('.') {
                Some(class) => format!("`.{class}` is a class, and there are no classes"),
                None => format!("{place} has no attribute `{key}`"),
            };
            let help = if known.is_empty() {
                "delete the braces, or write `\\{` for a brace that is text".to_owned()
            } else {
                advice(key, known)
            };
            reading.fault(Code::Attributes, attribute.range, message, help);
        }
    }
}

/// Reads the attributes on the line of a container, where there may be none.
pub(super) fn of_line(glyphs: &[Glyph], range: Range<usize>, reading: &mut Reading) -> Attributes {
    if skip_spaces(glyphs).is_empty() {
        return Attributes::default();
    }
    Attributes::read(glyphs, range, reading)
}

/// Refuses braces that hold no attributes, or a word in them.
pub(super) fn refuse_braces(range: Range<usize>, reading: &mut Reading) {
    reading.fault(
        Code::Attributes,
        range,
        "these attributes cannot be read",
        format!(
            "write {}; a brace that is text is `\\{{`",
            listed(&["{#id key=value key=\"two words\"}"])
        ),
    );
}

/// The attributes in some text without its braces, or the place that cannot be read.
fn parse(glyphs: &[Glyph], reading: &Reading) -> Result<Vec<Attribute>, Range<usize>> {
    let mut list = Vec::new();
    let mut rest = skip_spaces(glyphs);
    while let Some(first) = rest.first() {
        let length = word_length(rest);
        let (word, after) = rest.split_at(length);
        let last = word.last().unwrap_or(first);
        let range = first.at..last.range(reading.page).end.max(first.at);
        let has_one_style = word.iter().all(|glyph| glyph.style == first.style);
        let attribute = attribute_of(word, range.clone()).filter(|_| has_one_style);
        list.push(attribute.ok_or(range)?);
        rest = skip_spaces(after);
    }
    Ok(list)
}

/// How many characters stand before the next space outside quotes.
fn word_length(glyphs: &[Glyph]) -> usize {
    let mut is_quoted = false;
    let end = glyphs.iter().position(|glyph| {
        is_quoted ^= glyph.is_sign('"');
        is_space(glyph.character) && !is_quoted
    });
    end.unwrap_or(glyphs.len())
}

fn attribute_of(word: &[Glyph], range: Range<usize>) -> Option<Attribute> {
    let (key, value) = match word.first()? {
        first if first.is_sign('#') => ("id".to_owned(), Some(bare_value(&word[1..])?)),
        _ => match word.iter().position(|glyph| glyph.is_sign('=')) {
            Some(equals) => (
                text_of(&word[..equals]),
                Some(value_of(&word[equals + 1..])?),
            ),
            None => (text_of(word), None),
        },
    };
    let is_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let name = key.strip_prefix('.').unwrap_or(&key);
    if name.is_empty() || !name.chars().all(is_key) {
        return None;
    }
    Some(Attribute { key, value, range })
}

fn value_of(glyphs: &[Glyph]) -> Option<String> {
    match glyphs {
        [open, inside @ .., close] if open.is_sign('"') && close.is_sign('"') => {
            let is_plain = inside.iter().all(|glyph| !glyph.is_sign('"'));
            is_plain.then(|| text_of(inside))
        }
        bare => bare_value(bare),
    }
}

fn bare_value(glyphs: &[Glyph]) -> Option<String> {
    let is_plain = !glyphs.is_empty()
        && !glyphs
            .iter()
            .any(|glyph| matches!(glyph.character, '"' | '{' | '}'));
    is_plain.then(|| text_of(glyphs))
}

fn skip_spaces(glyphs: &[Glyph]) -> &[Glyph] {
    let start = glyphs.iter().position(|glyph| !is_space(glyph.character));
    &glyphs[start.unwrap_or(glyphs.len())..]
}

/// True if braces with this inside were meant as attributes, and not as braces in a text.
pub(super) fn are_meant(glyphs: &[Glyph], reading: &Reading) -> bool {
    parse(glyphs, reading).is_ok_and(|list| {
        list.iter()
            .any(|attribute| attribute.value.is_some() || attribute.key.starts_with('.'))
    })
}
