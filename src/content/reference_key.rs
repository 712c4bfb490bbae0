//! The key by which texts cite a reference.

use super::checked::checked_text;
use crate::error::InvalidValue;

/// The longest key, in characters.
const MAX_LENGTH: usize = 120;
/// Endings that would be read as the format of an answer, as in `/v1/references/key.bib`.
const FORMAT_SUFFIXES: [&str; 8] = [
    ".json", ".bib", ".ris", ".md", ".html", ".txt", ".jsonld", ".xml",
];

checked_text! {
    /// The key by which texts cite a reference: ASCII letters, digits and underscores, joined by single `:`, `.`, `_`,
    /// `+` or `-`, at most 120 characters. Unique without regard to case. It never ends like the format of an answer:
    /// `.json`, `.bib`, `.ris`, `.md`, `.html`, `.txt`, `.jsonld` or `.xml`, in any case.
    #[schema(value_type = String, pattern = "^[A-Za-z0-9_]+([:._+-][A-Za-z0-9_]+)*$", max_length = 120, example = "bell-2008")]
    ReferenceKey, check_key
}

impl ReferenceKey {
    /// The form in which two keys are compared.
    pub fn folded(&self) -> String {
        self.as_str().to_ascii_lowercase()
    }
}

fn check_key(text: &str) -> Result<(), InvalidValue> {
    let is_word = |word: &str| {
        !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    };
    let lower = text.to_ascii_lowercase();
    let is_suffixed = FORMAT_SUFFIXES.iter().any(|suffix| lower.ends_with(suffix));
    if text.len() <= MAX_LENGTH && !is_suffixed && text.split([':', '.', '+', '-']).all(is_word) {
        return Ok(());
    }
    Err(InvalidValue::new(
        format!(
            "a key of at most {MAX_LENGTH} letters, digits and underscores, joined by single `:`, `.`, `+` or `-`, \
             that does not end like a format ({})",
            FORMAT_SUFFIXES.join(", ")
        ),
        text,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_as_editors_write_them_are_taken() {
        for good in [
            "bell-2008",
            "Bell2008",
            "smith:2019+a",
            "_x",
            "a_b.c",
            "NICE_NG59",
        ] {
            assert!(ReferenceKey::parse(good).is_ok(), "{good}");
        }
    }

    #[test]
    fn a_key_that_reads_like_a_file_is_refused() {
        for bad in [
            "", "a..b", "-a", "a-", "müller", "a b", "bell.bib", "x.JSON", "a@b",
        ] {
            assert!(ReferenceKey::parse(bad).is_err(), "{bad}");
        }
    }
}
