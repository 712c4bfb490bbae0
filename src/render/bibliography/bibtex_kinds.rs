//! The types of CSL as kinds of entries of BibTeX and biblatex.

use crate::content::CslType;

/// The kind, the field `entrysubtype`, and whether the kind alone is read as this type.
pub fn kind_of(csl_type: CslType, has_url: bool) -> (&'static str, Option<&'static str>, bool) {
    let exact = |kind| (kind, None, true);
    match csl_type {
        CslType::ArticleJournal => exact("article"),
        CslType::ArticleMagazine => ("article", Some("magazine"), true),
        CslType::ArticleNewspaper => ("article", Some("newspaper"), true),
        CslType::Book => exact("book"),
        CslType::Chapter => exact("incollection"),
        CslType::Dataset => exact("dataset"),
        CslType::EntryEncyclopedia => exact("inreference"),
        CslType::Entry | CslType::EntryDictionary => ("inreference", None, false),
        CslType::Figure => exact("image"),
        CslType::Graphic => exact("artwork"),
        CslType::LegalCase => exact("jurisdiction"),
        CslType::Legislation => exact("legislation"),
        CslType::Bill | CslType::Regulation | CslType::Treaty => ("legislation", None, false),
        CslType::Manuscript => exact("unpublished"),
        CslType::MotionPicture => exact("movie"),
        CslType::Broadcast => ("movie", None, false),
        CslType::Pamphlet => exact("booklet"),
        CslType::PaperConference => exact("inproceedings"),
        CslType::Patent => exact("patent"),
        CslType::Performance => exact("performance"),
        CslType::Periodical => exact("periodical"),
        CslType::PersonalCommunication => exact("letter"),
        CslType::Report => exact("report"),
        CslType::Review => exact("review"),
        CslType::ReviewBook => ("review", None, false),
        CslType::Software => exact("software"),
        CslType::Song => exact("audio"),
        CslType::Standard => exact("standard"),
        CslType::Thesis => exact("thesis"),
        CslType::Webpage => exact("online"),
        CslType::Post | CslType::PostWeblog => ("online", None, false),
        CslType::Classic | CslType::Collection | CslType::MusicalScore => ("book", None, false),
        // A page is what a `misc` with an address is taken for.
        CslType::Document => ("misc", None, !has_url),
        CslType::Article
        | CslType::Event
        | CslType::Hearing
        | CslType::Interview
        | CslType::Map
        | CslType::Speech => ("misc", None, false),
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
