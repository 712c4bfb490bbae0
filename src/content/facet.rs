//! What articles have in common with each other: lists filter by it, and related articles are found by it.

use std::collections::BTreeSet;

use super::{ArticleDraft, Index};

/// The longest key of a title, in characters.
const MAX_TITLE_KEY: usize = 100;
/// The shortest word that says something of a subject, in characters.
const MIN_WORD: usize = 3;

/// A kind of thing that articles can have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FacetKind {
    Condition,
    Therapy,
    Reference,
    /// An author or reviewer.
    Person,
    Locale,
    /// A keyword of the front matter, without case.
    Keyword,
    /// A word of title, keywords or headings, without case.
    Word,
}

/// One thing that an article can have in common with others.
pub type Facet = (FacetKind, String);

impl FacetKind {
    const ALL: [Self; 7] = [
        Self::Condition,
        Self::Therapy,
        Self::Reference,
        Self::Person,
        Self::Locale,
        Self::Keyword,
        Self::Word,
    ];

    /// The word that stands for it in the database; of what is an entry too, that of its kind.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Condition => "condition",
            Self::Therapy => "therapy",
            Self::Reference => "reference",
            Self::Person => "person",
            Self::Locale => "locale",
            Self::Keyword => "keyword",
            Self::Word => "word",
        }
    }

    /// The kind of a word in the database.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Everything that an article can have in common with others.
pub fn facets_of(draft: &ArticleDraft) -> BTreeSet<Facet> {
    let index = Index::of_article(draft);
    let named = [
        (FacetKind::Condition, index.conditions.as_slice()),
        (FacetKind::Therapy, index.therapies.as_slice()),
        (FacetKind::Person, index.people.as_slice()),
    ];
    let named = named
        .into_iter()
        .flat_map(|(kind, slugs)| slugs.iter().map(move |slug| (kind, slug.to_string())));
    let cited = index.citations.iter().map(|(key, _)| key);
    let references = cited
        .chain(&index.listed)
        .map(|key| (FacetKind::Reference, key.to_string()));
    let keywords = draft.keywords.iter();
    let keywords = keywords.map(|keyword| (FacetKind::Keyword, folded_keyword(keyword)));
    let words = words_of(draft).into_iter();
    named
        .chain(references)
        .chain([(FacetKind::Locale, draft.locale.to_string())])
        .chain(keywords)
        .chain(words.map(|word| (FacetKind::Word, word)))
        .collect()
}

/// The form in which keywords are compared: in small letters, with single spaces.
pub fn folded_keyword(keyword: &str) -> String {
    let small = keyword.to_lowercase();
    small.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The form in which titles are sorted: ASCII in small letters, cut.
pub fn title_key(title: &str) -> String {
    let plain = deunicode::deunicode(title).to_lowercase();
    plain.trim().chars().take(MAX_TITLE_KEY).collect()
}

/// The words of title, keywords and headings, without case, less those that are in every text of the language.
fn words_of(draft: &ArticleDraft) -> BTreeSet<String> {
    let language = draft.locale.as_str().split('-').next().unwrap_or_default();
    let common = stop_words::lookup(language).unwrap_or_default();
    let headings = draft.sections.iter().map(|section| &section.heading);
    let texts = std::iter::once(&draft.title)
        .chain(&draft.keywords)
        .chain(headings);
    texts
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .map(str::to_lowercase)
        .filter(|word| word.chars().count() >= MIN_WORD && word.chars().any(char::is_alphabetic))
        .filter(|word| !common.contains(&word.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_compared_without_case_and_with_single_spaces() {
        assert_eq!(folded_keyword("  Low  Back pain "), "low back pain");
        assert_eq!(folded_keyword("Rücken"), "rücken");
    }

    #[test]
    fn titles_are_sorted_without_case_and_diacritics() {
        assert_eq!(
            title_key(" Übungen für den Rücken"),
            "ubungen fur den rucken"
        );
        assert_eq!(title_key(&"a".repeat(2000)).len(), MAX_TITLE_KEY);
        assert!(title_key("坐骨神经痛").is_ascii());
    }
}
