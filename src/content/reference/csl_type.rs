//! The kinds of items that CSL 1.0.2 knows.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What kind of item a reference is, in the values of CSL 1.0.2 (appendix III).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(example = "article-journal")]
pub enum CslType {
    Article,
    ArticleJournal,
    ArticleMagazine,
    ArticleNewspaper,
    Bill,
    Book,
    Broadcast,
    Chapter,
    Classic,
    Collection,
    Dataset,
    Document,
    Entry,
    EntryDictionary,
    EntryEncyclopedia,
    Event,
    Figure,
    Graphic,
    Hearing,
    Interview,
    #[serde(rename = "legal_case")]
    LegalCase,
    Legislation,
    Manuscript,
    Map,
    #[serde(rename = "motion_picture")]
    MotionPicture,
    #[serde(rename = "musical_score")]
    MusicalScore,
    Pamphlet,
    PaperConference,
    Patent,
    Performance,
    Periodical,
    #[serde(rename = "personal_communication")]
    PersonalCommunication,
    Post,
    PostWeblog,
    Regulation,
    Report,
    Review,
    ReviewBook,
    Software,
    Song,
    Speech,
    Standard,
    Thesis,
    Treaty,
    Webpage,
}

impl CslType {
    /// Every type with CSL's word for it.
    pub const ALL: [(&'static str, Self); 45] = [
        ("article", Self::Article),
        ("article-journal", Self::ArticleJournal),
        ("article-magazine", Self::ArticleMagazine),
        ("article-newspaper", Self::ArticleNewspaper),
        ("bill", Self::Bill),
        ("book", Self::Book),
        ("broadcast", Self::Broadcast),
        ("chapter", Self::Chapter),
        ("classic", Self::Classic),
        ("collection", Self::Collection),
        ("dataset", Self::Dataset),
        ("document", Self::Document),
        ("entry", Self::Entry),
        ("entry-dictionary", Self::EntryDictionary),
        ("entry-encyclopedia", Self::EntryEncyclopedia),
        ("event", Self::Event),
        ("figure", Self::Figure),
        ("graphic", Self::Graphic),
        ("hearing", Self::Hearing),
        ("interview", Self::Interview),
        ("legal_case", Self::LegalCase),
        ("legislation", Self::Legislation),
        ("manuscript", Self::Manuscript),
        ("map", Self::Map),
        ("motion_picture", Self::MotionPicture),
        ("musical_score", Self::MusicalScore),
        ("pamphlet", Self::Pamphlet),
        ("paper-conference", Self::PaperConference),
        ("patent", Self::Patent),
        ("performance", Self::Performance),
        ("periodical", Self::Periodical),
        ("personal_communication", Self::PersonalCommunication),
        ("post", Self::Post),
        ("post-weblog", Self::PostWeblog),
        ("regulation", Self::Regulation),
        ("report", Self::Report),
        ("review", Self::Review),
        ("review-book", Self::ReviewBook),
        ("software", Self::Software),
        ("song", Self::Song),
        ("speech", Self::Speech),
        ("standard", Self::Standard),
        ("thesis", Self::Thesis),
        ("treaty", Self::Treaty),
        ("webpage", Self::Webpage),
    ];

    /// CSL's word for it.
    pub fn as_str(self) -> &'static str {
        super::evidence::word_of(self, &Self::ALL)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serde_writes_the_words_of_csl() {
        for (word, csl_type) in CslType::ALL {
            assert_eq!(serde_json::to_value(csl_type).ok(), Some(word.into()));
        }
    }
}
