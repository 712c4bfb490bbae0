//! The types of entries of RIS as types of CSL.

use crate::content::CslType;

/// Every type of the specification of 2011, and those that programs have added.
const KINDS: [(&str, CslType); 62] = [
    ("ABST", CslType::ArticleJournal),
    ("ADVS", CslType::MotionPicture),
    ("AGGR", CslType::Dataset),
    ("ANCIENT", CslType::Classic),
    ("ART", CslType::Graphic),
    ("BILL", CslType::Bill),
    ("BLOG", CslType::PostWeblog),
    ("BOOK", CslType::Book),
    ("CASE", CslType::LegalCase),
    ("CHAP", CslType::Chapter),
    ("CHART", CslType::Figure),
    ("CLSWK", CslType::Classic),
    ("COMP", CslType::Software),
    ("CONF", CslType::PaperConference),
    ("CPAPER", CslType::PaperConference),
    ("CTLG", CslType::Book),
    ("DATA", CslType::Dataset),
    ("DBASE", CslType::Dataset),
    ("DICT", CslType::EntryDictionary),
    ("DRAFT", CslType::Manuscript),
    ("EBOOK", CslType::Book),
    ("ECHAP", CslType::Chapter),
    ("EDBOOK", CslType::Book),
    ("EJOUR", CslType::ArticleJournal),
    ("ELEC", CslType::Webpage),
    ("ENCYC", CslType::EntryEncyclopedia),
    ("EQUA", CslType::Document),
    ("FIGURE", CslType::Figure),
    ("GEN", CslType::Document),
    ("GOVDOC", CslType::Report),
    ("GRANT", CslType::Document),
    ("GRNT", CslType::Document),
    ("HEAR", CslType::Hearing),
    ("ICOMM", CslType::PersonalCommunication),
    ("INPR", CslType::ArticleJournal),
    ("INTV", CslType::Interview),
    ("JFULL", CslType::Periodical),
    ("JOUR", CslType::ArticleJournal),
    ("LEGAL", CslType::Regulation),
    ("MANSCPT", CslType::Manuscript),
    ("MAP", CslType::Map),
    ("MGZN", CslType::ArticleMagazine),
    ("MPCT", CslType::MotionPicture),
    ("MULTI", CslType::Webpage),
    ("MUSIC", CslType::MusicalScore),
    ("NEWS", CslType::ArticleNewspaper),
    ("PAMP", CslType::Pamphlet),
    ("PAT", CslType::Patent),
    ("PCOMM", CslType::PersonalCommunication),
    ("PREPRINT", CslType::Article),
    ("RPRT", CslType::Report),
    ("SER", CslType::Collection),
    ("SLIDE", CslType::Speech),
    ("SOUND", CslType::Song),
    ("STAND", CslType::Standard),
    ("STAT", CslType::Legislation),
    ("STD", CslType::Document),
    ("THES", CslType::Thesis),
    ("UNBILL", CslType::Bill),
    ("UNPB", CslType::Manuscript),
    ("VIDEO", CslType::MotionPicture),
    ("WEB", CslType::Webpage),
];

/// The CSL type of a type of RIS.
pub fn type_of(kind: &str) -> Option<CslType> {
    let upper = kind.to_ascii_uppercase();
    let found = KINDS.iter().find(|(known, _)| *known == upper);
    found.map(|(_, csl_type)| *csl_type)
}

/// The words that a type can be.
pub fn known_kinds() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|(known, _)| *known)
}

/// True for what stands in something larger, whose title is then its container.
pub fn is_contained(csl_type: CslType) -> bool {
    matches!(
        csl_type,
        CslType::Article
            | CslType::ArticleJournal
            | CslType::ArticleMagazine
            | CslType::ArticleNewspaper
            | CslType::Chapter
            | CslType::Dataset
            | CslType::Document
            | CslType::Entry
            | CslType::EntryDictionary
            | CslType::EntryEncyclopedia
            | CslType::Figure
            | CslType::Hearing
            | CslType::Interview
            | CslType::LegalCase
            | CslType::Legislation
            | CslType::PaperConference
            | CslType::Periodical
            | CslType::Post
            | CslType::PostWeblog
            | CslType::Review
            | CslType::ReviewBook
            | CslType::Speech
            | CslType::Webpage
    )
}

/// True for what a periodical carries: its number is an issue.
pub fn is_serial(csl_type: CslType) -> bool {
    matches!(
        csl_type,
        CslType::Article
            | CslType::ArticleJournal
            | CslType::ArticleMagazine
            | CslType::ArticleNewspaper
            | CslType::Periodical
            | CslType::PaperConference
            | CslType::Review
            | CslType::ReviewBook
    )
}
