//! What each kind of source can show of a treatment, and what not.

use super::super::StudyType;

/// What sources can show whose study type nobody has given.
const UNNAMED: &str = "Until somebody says how a source was made, nobody can say what it shows.";
/// What one randomised trial can show, where nothing stronger stands beside it.
pub const ONE_TRIAL: &str = "A randomised trial can show what made the difference between its groups; one alone still waits for \
    others to confirm it.";
/// What one case report can show, where nothing stronger stands beside it.
pub const ONE_PERSON: &str =
    "A report on one person cannot show that a treatment helps in general.";

/// What sources of every study type can show, in the order of its list.
pub const CAN_SHOW: [(StudyType, &str); StudyType::ALL.len()] = [
    (
        StudyType::Guideline,
        "A guideline weighs studies and experience for practice; how sure it is stands in it.",
    ),
    (
        StudyType::SystematicReview,
        "A systematic review can be no surer than the studies that it found.",
    ),
    (
        StudyType::MetaAnalysis,
        "A meta-analysis can be no surer than the studies whose numbers it pools.",
    ),
    (
        StudyType::RandomisedTrial,
        "Randomised trials can show what made the difference between their groups.",
    ),
    (
        StudyType::ControlledTrial,
        "Groups that chance did not make may have differed from the start.",
    ),
    (
        StudyType::Cohort,
        "Following people over time shows what happened to them, not for sure why.",
    ),
    (
        StudyType::CaseControl,
        "Looking back from an outcome can find a link, not for sure a cause.",
    ),
    (
        StudyType::CrossSectional,
        "One look at a group can find a link, not what came first.",
    ),
    (
        StudyType::CaseSeries,
        "Where everybody had the treatment, nobody can tell how they would have done without it.",
    ),
    (
        StudyType::CaseReport,
        "Reports on single people cannot show that a treatment helps in general.",
    ),
    (
        StudyType::Qualitative,
        "Interviews and observation tell how people live with something, not how often it helps.",
    ),
    (
        StudyType::NarrativeReview,
        "A narrative review need not say how it searched, and may miss studies that disagree.",
    ),
    (
        StudyType::ExpertOpinion,
        "Experience is worth hearing, and is not yet a test.",
    ),
    (
        StudyType::Laboratory,
        "Work in the laboratory can suggest how a treatment might act, not whether it helps people.",
    ),
    (
        StudyType::WebPage,
        "A web page is no study; what it says has to be followed to its own sources.",
    ),
    (
        StudyType::Book,
        "A book sums up what is known in its field, and is no study of this question.",
    ),
    (
        StudyType::Other,
        "What a source of another kind can show, only reading it can tell.",
    ),
];

/// What sources of a study type can show, or of none.
pub fn can_show(study_type: Option<StudyType>) -> &'static str {
    let known = CAN_SHOW
        .iter()
        .find(|(known, _)| Some(*known) == study_type);
    known.map_or(UNNAMED, |(_, sentence)| sentence)
}
