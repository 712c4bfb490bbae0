//! The kinds of items that CSL 1.0.2 knows.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Declares the types once, with CSL's own spelling.
macro_rules! csl_types {
    ($($variant:ident = $text:literal,)+) => {
        /// What kind of item a reference is, in the values of CSL 1.0.2 (appendix III).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
        #[schema(example = "article-journal")]
        pub enum CslType {
            $(
                #[doc = concat!("CSL `", $text, "`.")]
                #[serde(rename = $text)]
                $variant,
            )+
        }

        impl CslType {
            /// Every type with CSL's word for it.
            pub const ALL: &'static [(&'static str, Self)] = &[$(($text, Self::$variant),)+];
        }
    };
}

csl_types! {
    Article = "article",
    ArticleJournal = "article-journal",
    ArticleMagazine = "article-magazine",
    ArticleNewspaper = "article-newspaper",
    Bill = "bill",
    Book = "book",
    Broadcast = "broadcast",
    Chapter = "chapter",
    Classic = "classic",
    Collection = "collection",
    Dataset = "dataset",
    Document = "document",
    Entry = "entry",
    EntryDictionary = "entry-dictionary",
    EntryEncyclopedia = "entry-encyclopedia",
    Event = "event",
    Figure = "figure",
    Graphic = "graphic",
    Hearing = "hearing",
    Interview = "interview",
    LegalCase = "legal_case",
    Legislation = "legislation",
    Manuscript = "manuscript",
    Map = "map",
    MotionPicture = "motion_picture",
    MusicalScore = "musical_score",
    Pamphlet = "pamphlet",
    PaperConference = "paper-conference",
    Patent = "patent",
    Performance = "performance",
    Periodical = "periodical",
    PersonalCommunication = "personal_communication",
    Post = "post",
    PostWeblog = "post-weblog",
    Regulation = "regulation",
    Report = "report",
    Review = "review",
    ReviewBook = "review-book",
    Software = "software",
    Song = "song",
    Speech = "speech",
    Standard = "standard",
    Thesis = "thesis",
    Treaty = "treaty",
    Webpage = "webpage",
}
