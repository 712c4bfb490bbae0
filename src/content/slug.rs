//! Names in addresses: the slug of a document and the anchor of a place inside one.

use super::checked::checked_text;
use crate::error::InvalidValue;

/// The longest slug and the longest anchor, in characters.
const MAX_LENGTH: usize = 120;

checked_text! {
    /// The name of an article, therapy, condition or person in an address: lower-case ASCII letters and digits,
    /// in words joined by single hyphens, at most 120 characters.
    #[schema(value_type = String, pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 120, example = "deep-tissue-massage")]
    Slug, check_slug
}

checked_text! {
    /// The id of a section, block or list item: unique in its article, stable while the article is edited, and fit
    /// for the fragment of a URL. At most 120 characters.
    #[schema(value_type = String, pattern = "^[a-z][a-z0-9-]*$", max_length = 120, example = "benefits")]
    Anchor, check_anchor
}

impl Anchor {
    /// The id of what has none yet: it stands only between the reading of a file and the alignment with the head.
    pub const fn unassigned() -> Self {
        Self(String::new())
    }

    /// True until alignment has given the place its id.
    pub fn is_unassigned(&self) -> bool {
        self.0.is_empty()
    }
}

impl Slug {
    /// The slug nearest to a title, such as a heading; `None` when no letter or digit of it is ASCII.
    pub fn from_title(title: &str) -> Option<Self> {
        let words: Vec<String> = title
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '\'' && c != '’')
            .map(|word| word.replace(['\'', '’'], "").to_ascii_lowercase())
            .filter(|word| !word.is_empty())
            .collect();
        let mut slug = words.join("-");
        slug.truncate(MAX_LENGTH);
        Self::parse(slug.trim_end_matches('-')).ok()
    }
}

fn check_slug(text: &str) -> Result<(), InvalidValue> {
    let is_word = |word: &str| {
        !word.is_empty()
            && word
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    if text.len() <= MAX_LENGTH && text.split('-').all(is_word) {
        return Ok(());
    }
    Err(InvalidValue::new(
        format!(
            "a slug of at most {MAX_LENGTH} lower-case letters and digits, words joined by single hyphens"
        ),
        text,
    ))
}

fn check_anchor(text: &str) -> Result<(), InvalidValue> {
    let starts_with_letter = text.starts_with(|c: char| c.is_ascii_lowercase());
    let is_plain = text
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if text.len() <= MAX_LENGTH && starts_with_letter && is_plain {
        return Ok(());
    }
    Err(InvalidValue::new(
        format!(
            "an id of at most {MAX_LENGTH} lower-case letters, digits and hyphens that starts with a letter"
        ),
        text,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_lower_case_words_joined_by_single_hyphens() {
        for good in ["sciatica", "l5-s1", "2024-update"] {
            assert!(Slug::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "-a",
            "a-",
            "a--b",
            "Sciatica",
            "a b",
            "é",
            "a/b",
            &"a".repeat(121),
        ] {
            assert!(Slug::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_heading_becomes_a_readable_slug() {
        let slug = Slug::from_title("What’s sciatica, really?").map(|slug| slug.to_string());

        assert_eq!(slug.as_deref(), Some("whats-sciatica-really"));
        assert_eq!(Slug::from_title("坐骨神経痛"), None);
    }
}
