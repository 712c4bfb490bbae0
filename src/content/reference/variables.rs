//! The variables of a reference by their CSL names.

use super::Reference;
use crate::content::Slug;

/// The names that a reference has a place for. No other variable can have one of them, in whatever case.
const NAMES: [&str; 32] = [
    "id",
    "type",
    "title",
    "author",
    "editor",
    "issued",
    "accessed",
    "container-title",
    "collection-title",
    "event-title",
    "edition",
    "volume",
    "issue",
    "number",
    "page",
    "publisher",
    "publisher-place",
    "genre",
    "language",
    "note",
    "URL",
    "DOI",
    "PMID",
    "PMCID",
    "ISBN",
    "ISSN",
    "study_type",
    "about",
    "level",
    "level_reason",
    "notice",
    "notice_on",
];

impl Reference {
    /// The variable of a name in CSL's spelling, if a reference has a place for it.
    pub fn variable_named(name: &str) -> Option<&'static str> {
        let known = NAMES.iter().find(|known| known.eq_ignore_ascii_case(name));
        known.copied()
    }

    /// The variables that are plain text without rules, in the order in which an author writes them.
    pub fn texts(&self) -> [(&'static str, &Option<String>); 13] {
        [
            ("container-title", &self.container_title),
            ("collection-title", &self.collection_title),
            ("event-title", &self.event_title),
            ("edition", &self.edition),
            ("volume", &self.volume),
            ("issue", &self.issue),
            ("number", &self.number),
            ("page", &self.page),
            ("publisher", &self.publisher),
            ("publisher-place", &self.publisher_place),
            ("genre", &self.genre),
            ("language", &self.language),
            ("note", &self.note),
        ]
    }

    /// The same, to be filled.
    pub fn texts_mut(&mut self) -> [(&'static str, &mut Option<String>); 13] {
        [
            ("container-title", &mut self.container_title),
            ("collection-title", &mut self.collection_title),
            ("event-title", &mut self.event_title),
            ("edition", &mut self.edition),
            ("volume", &mut self.volume),
            ("issue", &mut self.issue),
            ("number", &mut self.number),
            ("page", &mut self.page),
            ("publisher", &mut self.publisher),
            ("publisher-place", &mut self.publisher_place),
            ("genre", &mut self.genre),
            ("language", &mut self.language),
            ("note", &mut self.note),
        ]
    }

    /// The identifiers and the address that it has.
    pub fn identifiers(&self) -> [(&'static str, Option<&str>); 6] {
        [
            ("DOI", self.doi.as_ref().map(|doi| doi.as_str())),
            ("PMID", self.pmid.as_ref().map(|pmid| pmid.as_str())),
            ("PMCID", self.pmcid.as_ref().map(|pmcid| pmcid.as_str())),
            ("ISBN", self.isbn.as_ref().map(|isbn| isbn.as_str())),
            ("ISSN", self.issn.as_ref().map(|issn| issn.as_str())),
            ("URL", self.url.as_ref().map(|url| url.as_str())),
        ]
    }

    /// Our own variables: what an editor said about its evidence and what its publisher said since. A level without a
    /// reason is not among them: its study type proposes it.
    pub fn evidence_texts(&self) -> Vec<(&'static str, String)> {
        let mut texts = Vec::new();
        if let Some(study_type) = self.study_type {
            texts.push(("study_type", study_type.as_str().to_owned()));
        }
        if !self.about.is_empty() {
            let slugs: Vec<&str> = self.about.iter().map(Slug::as_str).collect();
            texts.push(("about", slugs.join(", ")));
        }
        if let Some(level) = &self.level
            && let Some(reason) = &level.reason
        {
            texts.push(("level", level.value.to_string()));
            texts.push(("level_reason", reason.clone()));
        }
        if let Some(notice) = &self.notice {
            texts.push(("notice", notice.kind.as_str().to_owned()));
            texts.push(("notice_on", notice.on.to_string()));
        }
        texts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_is_found_in_any_case() {
        assert_eq!(Reference::variable_named("doi"), Some("DOI"));
        assert_eq!(Reference::variable_named("Page"), Some("page"));
        assert_eq!(Reference::variable_named("archive"), None);
    }
}
