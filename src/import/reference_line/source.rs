//! Where a source was published: journal, volume, issue and pages, or site, or publisher.

use regex::Regex;

use crate::content::{CslType, Reference};

/// The place of publication.
#[derive(Debug, PartialEq)]
pub struct Source {
    pub csl_type: CslType,
    pub container_title: Option<String>,
    pub volume: Option<String>,
    pub issue: Option<String>,
    pub page: Option<String>,
    pub edition: Option<String>,
    pub publisher: Option<String>,
    pub publisher_place: Option<String>,
}

impl Default for Source {
    fn default() -> Self {
        Self {
            csl_type: CslType::Document,
            container_title: None,
            volume: None,
            issue: None,
            page: None,
            edition: None,
            publisher: None,
            publisher_place: None,
        }
    }
}

impl Source {
    /// Gives a reference the place of its publication.
    pub fn fill(self, reference: &mut Reference) {
        reference.container_title = self.container_title;
        reference.volume = self.volume;
        reference.issue = self.issue;
        reference.page = self.page;
        reference.edition = self.edition;
        reference.publisher = self.publisher;
        reference.publisher_place = self.publisher_place;
    }
}

/// Compiles a pattern of this module.
pub fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns are constants, and tests use each")
}

/// Text without blanks and marks around it; `None` if nothing is left.
pub fn trimmed(text: &str) -> Option<String> {
    let text = text.trim().trim_matches([',', ';', ':']).trim();
    let text = match text.strip_suffix('.') {
        // The full stop of an abbreviation belongs to it.
        Some(rest) if !ends_with_abbreviation(rest) => rest,
        _ => text,
    };
    (!text.is_empty()).then(|| text.to_owned())
}

fn ends_with_abbreviation(text: &str) -> bool {
    let word = text.rsplit([' ', '(']).next().unwrap_or_default();
    word.contains('.')
}

/// Pages with a plain hyphen between them.
pub fn pages(text: &str) -> Option<String> {
    let text: String = text
        .trim()
        .trim_end_matches('.')
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if "–—‑−".contains(c) { '-' } else { c })
        .collect();
    let text = text.replace("--", "-");
    (!text.is_empty()).then_some(text)
}
