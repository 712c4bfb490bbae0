//! The types of CSL as kinds of entries of BibTeX and biblatex.

use crate::content::CslType;

/// The kinds that alone are read as the same type of CSL again.
const EXACT: [(CslType, &str); 24] = [
    (CslType::ArticleJournal, "article"),
    (CslType::Book, "book"),
    (CslType::Chapter, "incollection"),
    (CslType::Dataset, "dataset"),
    (CslType::EntryEncyclopedia, "inreference"),
    (CslType::Figure, "image"),
    (CslType::Graphic, "artwork"),
    (CslType::LegalCase, "jurisdiction"),
    (CslType::Legislation, "legislation"),
    (CslType::Manuscript, "unpublished"),
    (CslType::MotionPicture, "movie"),
    (CslType::Pamphlet, "booklet"),
    (CslType::PaperConference, "inproceedings"),
    (CslType::Patent, "patent"),
    (CslType::Performance, "performance"),
    (CslType::Periodical, "periodical"),
    (CslType::PersonalCommunication, "letter"),
    (CslType::Report, "report"),
    (CslType::Review, "review"),
    (CslType::Software, "software"),
    (CslType::Song, "audio"),
    (CslType::Standard, "standard"),
    (CslType::Thesis, "thesis"),
    (CslType::Webpage, "online"),
];
/// The nearest kinds for the others, which are a `misc` else.
const NEAREST: [(CslType, &str); 11] = [
    (CslType::Entry, "inreference"),
    (CslType::EntryDictionary, "inreference"),
    (CslType::Bill, "legislation"),
    (CslType::Regulation, "legislation"),
    (CslType::Treaty, "legislation"),
    (CslType::Broadcast, "movie"),
    (CslType::ReviewBook, "review"),
    (CslType::Post, "online"),
    (CslType::PostWeblog, "online"),
    (CslType::Classic, "book"),
    (CslType::Collection, "book"),
];

/// The kind of an entry.
pub struct Kind {
    pub word: &'static str,
    /// The field `entrysubtype`.
    pub subtype: Option<&'static str>,
    /// True when this is read as the same type of CSL again.
    pub is_exact: bool,
}

/// The kind for a type.
pub fn kind_of(csl_type: CslType, has_url: bool) -> Kind {
    let in_table = |table: &[(CslType, &'static str)]| {
        let found = table.iter().find(|(known, _)| *known == csl_type);
        found.map(|(_, kind)| *kind)
    };
    let subtype = match csl_type {
        CslType::ArticleMagazine => Some("magazine"),
        CslType::ArticleNewspaper => Some("newspaper"),
        _ => None,
    };
    let exact = subtype.map(|_| "article").or_else(|| in_table(&EXACT));
    Kind {
        word: exact.or_else(|| in_table(&NEAREST)).unwrap_or("misc"),
        subtype,
        // A page is what a `misc` with an address is taken for.
        is_exact: exact.is_some() || csl_type == CslType::Document && !has_url,
    }
}

/// True for what is published in issues, whose number is the issue.
pub fn is_in_issues(csl_type: CslType) -> bool {
    matches!(
        csl_type,
        CslType::ArticleJournal
            | CslType::ArticleMagazine
            | CslType::ArticleNewspaper
            | CslType::Periodical
    )
}

/// True for what has a number in a series, which is no number of its own.
pub fn is_in_series(csl_type: CslType) -> bool {
    matches!(
        csl_type,
        CslType::Book | CslType::Chapter | CslType::PaperConference
    )
}
