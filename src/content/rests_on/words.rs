//! The words for each kind of source.

use super::super::StudyType;

/// How a kind of source is spoken of: one of them, several, and what they can show and what not.
pub struct Words(pub &'static str, pub &'static str, pub &'static str);

/// What is said of sources whose study type nobody has given.
const UNNAMED: Words = Words(
    "source of a kind that nobody has named",
    "sources of a kind that nobody has named",
    "Until somebody says how a source was made, nobody can say what it shows.",
);
/// What one randomised trial can show, where nothing stronger stands beside it.
pub const ONE_TRIAL: &str = "A randomised trial can show what made the difference between its groups; one alone still waits for \
    others to confirm it.";
/// What one case report can show, where nothing stronger stands beside it.
pub const ONE_PERSON: &str =
    "A report on one person cannot show that a treatment helps in general.";

/// The words of every study type, in the order of its list.
pub const WORDS: [(StudyType, Words); StudyType::ALL.len()] = [
    (
        StudyType::Guideline,
        Words(
            "guideline",
            "guidelines",
            "A guideline weighs studies and experience for practice; how sure it is stands in it.",
        ),
    ),
    (
        StudyType::SystematicReview,
        Words(
            "systematic review",
            "systematic reviews",
            "A systematic review weighs all the studies that it found, and is as sure as they are.",
        ),
    ),
    (
        StudyType::MetaAnalysis,
        Words(
            "meta-analysis",
            "meta-analyses",
            "A meta-analysis pools the numbers of several studies, and is as sure as they are.",
        ),
    ),
    (
        StudyType::RandomisedTrial,
        Words(
            "randomised trial",
            "randomised trials",
            "Randomised trials can show what made the difference between their groups.",
        ),
    ),
    (
        StudyType::ControlledTrial,
        Words(
            "controlled trial without random allocation",
            "controlled trials without random allocation",
            "Groups that chance did not make may have differed from the start.",
        ),
    ),
    (
        StudyType::Cohort,
        Words(
            "cohort study",
            "cohort studies",
            "Following people over time shows what happened to them, not for sure why.",
        ),
    ),
    (
        StudyType::CaseControl,
        Words(
            "case-control study",
            "case-control studies",
            "Looking back from an outcome can find a link, not for sure a cause.",
        ),
    ),
    (
        StudyType::CrossSectional,
        Words(
            "cross-sectional study",
            "cross-sectional studies",
            "One look at a group can find a link, not what came first.",
        ),
    ),
    (
        StudyType::CaseSeries,
        Words(
            "case series",
            "case series",
            "Where everybody had the treatment, nobody can tell how they would have done without it.",
        ),
    ),
    (
        StudyType::CaseReport,
        Words(
            "case report",
            "case reports",
            "Reports on single people cannot show that a treatment helps in general.",
        ),
    ),
    (
        StudyType::Qualitative,
        Words(
            "qualitative study",
            "qualitative studies",
            "Interviews and observation tell how people live with something, not how often it helps.",
        ),
    ),
    (
        StudyType::NarrativeReview,
        Words(
            "narrative review",
            "narrative reviews",
            "A review without a method of search gives an overview, and may miss studies that disagree.",
        ),
    ),
    (
        StudyType::ExpertOpinion,
        Words(
            "expert opinion",
            "expert opinions",
            "Experience is worth hearing, and is not yet a test.",
        ),
    ),
    (
        StudyType::Laboratory,
        Words(
            "laboratory study",
            "laboratory studies",
            "Work in the laboratory can suggest how a treatment might act, not whether it helps people.",
        ),
    ),
    (
        StudyType::WebPage,
        Words(
            "web page",
            "web pages",
            "A web page is no study; what it says has to be followed to its own sources.",
        ),
    ),
    (
        StudyType::Book,
        Words(
            "book",
            "books",
            "A book sums up what is known in its field, and is no study of this question.",
        ),
    ),
    (
        StudyType::Other,
        Words(
            "source of another kind",
            "sources of another kind",
            "What a source of another kind can show, only reading it can tell.",
        ),
    ),
];

/// The words of a study type, or of sources that have none.
pub fn words(study_type: Option<StudyType>) -> &'static Words {
    let known = WORDS.iter().find(|(known, _)| Some(*known) == study_type);
    known.map_or(&UNNAMED, |(_, words)| words)
}
