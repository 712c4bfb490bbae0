//! The types of CSL as types of RIS.

use crate::content::CslType;

/// The types that are read as the same type of CSL again.
const EXACT: [(CslType, &str); 37] = [
    (CslType::Article, "PREPRINT"),
    (CslType::ArticleJournal, "JOUR"),
    (CslType::ArticleMagazine, "MGZN"),
    (CslType::ArticleNewspaper, "NEWS"),
    (CslType::Bill, "BILL"),
    (CslType::Book, "BOOK"),
    (CslType::Chapter, "CHAP"),
    (CslType::Classic, "CLSWK"),
    (CslType::Collection, "SER"),
    (CslType::Dataset, "DATA"),
    (CslType::Document, "GEN"),
    (CslType::EntryDictionary, "DICT"),
    (CslType::EntryEncyclopedia, "ENCYC"),
    (CslType::Figure, "FIGURE"),
    (CslType::Graphic, "ART"),
    (CslType::Hearing, "HEAR"),
    (CslType::Interview, "INTV"),
    (CslType::LegalCase, "CASE"),
    (CslType::Legislation, "STAT"),
    (CslType::Manuscript, "UNPB"),
    (CslType::Map, "MAP"),
    (CslType::MotionPicture, "VIDEO"),
    (CslType::MusicalScore, "MUSIC"),
    (CslType::Pamphlet, "PAMP"),
    (CslType::PaperConference, "CONF"),
    (CslType::Patent, "PAT"),
    (CslType::Periodical, "JFULL"),
    (CslType::PersonalCommunication, "PCOMM"),
    (CslType::PostWeblog, "BLOG"),
    (CslType::Regulation, "LEGAL"),
    (CslType::Report, "RPRT"),
    (CslType::Software, "COMP"),
    (CslType::Song, "SOUND"),
    (CslType::Speech, "SLIDE"),
    (CslType::Standard, "STAND"),
    (CslType::Thesis, "THES"),
    (CslType::Webpage, "WEB"),
];
/// The nearest types for the others.
const NEAREST: [(CslType, &str); 5] = [
    (CslType::Broadcast, "VIDEO"),
    (CslType::Entry, "ENCYC"),
    (CslType::Post, "WEB"),
    (CslType::Review, "JOUR"),
    (CslType::ReviewBook, "JOUR"),
];

/// The type, and whether it is read as the same type of CSL again.
pub fn kind_of(csl_type: CslType) -> (&'static str, bool) {
    let in_table = |table: &[(CslType, &'static str)]| {
        let found = table.iter().find(|(known, _)| *known == csl_type);
        found.map(|(_, kind)| *kind)
    };
    match in_table(&EXACT) {
        Some(kind) => (kind, true),
        None => (in_table(&NEAREST).unwrap_or("GEN"), false),
    }
}

/// True for what stands in something larger, whose title is then in `T2`.
pub fn is_contained(kind: &str) -> bool {
    matches!(
        kind,
        "PREPRINT"
            | "JOUR"
            | "MGZN"
            | "NEWS"
            | "CHAP"
            | "DATA"
            | "GEN"
            | "DICT"
            | "ENCYC"
            | "FIGURE"
            | "HEAR"
            | "INTV"
            | "CASE"
            | "STAT"
            | "CONF"
            | "JFULL"
            | "BLOG"
            | "SLIDE"
            | "WEB"
    )
}

/// True for what has issues.
pub fn is_serial(kind: &str) -> bool {
    matches!(
        kind,
        "PREPRINT" | "JOUR" | "MGZN" | "NEWS" | "JFULL" | "CONF"
    )
}
