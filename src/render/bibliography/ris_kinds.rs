//! The types of CSL as types of RIS.

use crate::content::CslType;

/// The type, and whether it is read as the same type of CSL again.
pub fn kind_of(csl_type: CslType) -> (&'static str, bool) {
    match csl_type {
        CslType::Article => ("PREPRINT", true),
        CslType::ArticleJournal => ("JOUR", true),
        CslType::ArticleMagazine => ("MGZN", true),
        CslType::ArticleNewspaper => ("NEWS", true),
        CslType::Bill => ("BILL", true),
        CslType::Book => ("BOOK", true),
        CslType::Chapter => ("CHAP", true),
        CslType::Classic => ("CLSWK", true),
        CslType::Collection => ("SER", true),
        CslType::Dataset => ("DATA", true),
        CslType::Document => ("GEN", true),
        CslType::EntryDictionary => ("DICT", true),
        CslType::EntryEncyclopedia => ("ENCYC", true),
        CslType::Figure => ("FIGURE", true),
        CslType::Graphic => ("ART", true),
        CslType::Hearing => ("HEAR", true),
        CslType::Interview => ("INTV", true),
        CslType::LegalCase => ("CASE", true),
        CslType::Legislation => ("STAT", true),
        CslType::Manuscript => ("UNPB", true),
        CslType::Map => ("MAP", true),
        CslType::MotionPicture => ("VIDEO", true),
        CslType::MusicalScore => ("MUSIC", true),
        CslType::Pamphlet => ("PAMP", true),
        CslType::PaperConference => ("CONF", true),
        CslType::Patent => ("PAT", true),
        CslType::Periodical => ("JFULL", true),
        CslType::PersonalCommunication => ("PCOMM", true),
        CslType::PostWeblog => ("BLOG", true),
        CslType::Regulation => ("LEGAL", true),
        CslType::Report => ("RPRT", true),
        CslType::Software => ("COMP", true),
        CslType::Song => ("SOUND", true),
        CslType::Speech => ("SLIDE", true),
        CslType::Standard => ("STAND", true),
        CslType::Thesis => ("THES", true),
        CslType::Webpage => ("WEB", true),
        CslType::Broadcast => ("VIDEO", false),
        CslType::Entry => ("ENCYC", false),
        CslType::Post => ("WEB", false),
        CslType::Review | CslType::ReviewBook => ("JOUR", false),
        CslType::Event | CslType::Performance | CslType::Treaty => ("GEN", false),
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
