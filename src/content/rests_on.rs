//! What a claim rests on, in a few words that a reader and a physiotherapist find fair: which sources there are, and what
//! the strongest of them can show. Whether that carries the claim is for the checks to say.

use super::{NoticeKind, Reference, StudyType};

/// How a kind of source is spoken of: one of them, several, and what they can show and what not.
struct Words(&'static str, &'static str, &'static str);

/// What is said of sources whose study type nobody has given.
const UNNAMED: Words = Words(
    "source of a kind that nobody has named",
    "sources of a kind that nobody has named",
    "Until somebody says how a source was made, nobody can say what it shows.",
);
/// What one randomised trial can show, where nothing stronger stands beside it.
const ONE_TRIAL: &str = "A randomised trial can show what made the difference between its groups; one alone still waits for \
    others to confirm it.";
/// What one case report can show, where nothing stronger stands beside it.
const ONE_PERSON: &str = "A report on one person cannot show that a treatment helps in general.";

/// The words of every study type, in the order of its list.
const WORDS: [(StudyType, Words); StudyType::ALL.len()] = [
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

/// Sources of one study type and level.
struct Group {
    study_type: Option<StudyType>,
    level: Option<u8>,
    count: usize,
}

/// Says what a claim rests on that cites these sources. A retracted one carries nothing.
pub fn rests_on(sources: &[&Reference]) -> String {
    if sources.is_empty() {
        return "It cites nothing, so nobody can follow it to a source.".to_owned();
    }
    let has = |source: &&&Reference, kind| source.notice.is_some_and(|notice| notice.kind == kind);
    let retracted = sources
        .iter()
        .filter(|source| has(source, NoticeKind::Retracted));
    let retracted = retracted.count();
    if retracted == sources.len() {
        return match retracted {
            1 => "Its only source was retracted, so nothing stands behind it.".to_owned(),
            _ => "All of its sources were retracted, so nothing stands behind it.".to_owned(),
        };
    }
    let standing = sources
        .iter()
        .filter(|source| !has(source, NoticeKind::Retracted));
    let groups = grouped(standing.copied());
    let mut said = format!("{}. {}", listed(&groups), can_show(&groups));
    if retracted > 0 {
        let were = if retracted == 1 { "was" } else { "were" };
        said.push_str(&format!(
            " {} of its sources {were} retracted and cannot count.",
            capitalised(&number(retracted))
        ));
    }
    let doubted = sources
        .iter()
        .filter(|source| has(source, NoticeKind::Concern))
        .count();
    if doubted > 0 {
        said.push_str(&format!(
            " For {} of its sources an expression of concern was published.",
            number(doubted)
        ));
    }
    said
}

/// The sources by level and study type, the strongest first; those without a level come last.
fn grouped<'a>(sources: impl Iterator<Item = &'a Reference>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for source in sources {
        let study_type = source.study_type;
        let level = source.proposed_level().map(|level| level.value);
        let known = groups
            .iter_mut()
            .find(|group| (group.study_type, group.level) == (study_type, level));
        match known {
            Some(group) => group.count += 1,
            None => groups.push(Group {
                study_type,
                level,
                count: 1,
            }),
        }
    }
    groups.sort_by_key(|group| (group.level.unwrap_or(u8::MAX), rank(group.study_type)));
    groups
}

/// The order of study types that share a level, or have none: that of their list, unless nobody has said.
fn rank(study_type: Option<StudyType>) -> usize {
    let known = study_type.and_then(|wanted| {
        let mut all = StudyType::ALL.iter();
        all.position(|(_, study_type)| *study_type == wanted)
    });
    known.unwrap_or(usize::MAX)
}

/// "One meta-analysis (level 1) and two case reports (level 4)".
fn listed(groups: &[Group]) -> String {
    let mut parts: Vec<String> = groups.iter().map(Group::listed).collect();
    let last = parts.pop().unwrap_or_default();
    let all = match parts.is_empty() {
        true => last,
        false => format!("{} and {last}", parts.join(", ")),
    };
    capitalised(&all)
}

/// What the strongest sources can show.
fn can_show(groups: &[Group]) -> &'static str {
    let Some(strongest) = groups.first() else {
        return "";
    };
    match (strongest.study_type, strongest.count) {
        (Some(StudyType::RandomisedTrial), 1) => ONE_TRIAL,
        (Some(StudyType::CaseReport), 1) => ONE_PERSON,
        (study_type, _) => words(study_type).2,
    }
}

impl Group {
    fn listed(&self) -> String {
        let Words(one, several, _) = words(self.study_type);
        let name = if self.count == 1 { one } else { several };
        let level = match self.level {
            Some(level) => format!("level {level}"),
            None => "no level".to_owned(),
        };
        format!("{} {name} ({level})", number(self.count))
    }
}

/// A small number as a word, as it stands within a sentence.
fn number(count: usize) -> String {
    const WORDS: [&str; 10] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    WORDS
        .get(count)
        .map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

fn words(study_type: Option<StudyType>) -> &'static Words {
    let known = WORDS.iter().find(|(known, _)| Some(*known) == study_type);
    known.map_or(&UNNAMED, |(_, words)| words)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::content::{CslType, EvidenceLevel, LevelScheme, Notice, ReferenceKey};

    fn source(study_type: Option<StudyType>) -> Reference {
        let key = ReferenceKey::parse("source").unwrap();
        let csl_type = CslType::parse("article-journal").unwrap();
        let mut reference = Reference::new(key, csl_type, "A title".to_owned());
        reference.study_type = study_type;
        reference
    }

    fn with_notice(study_type: StudyType, kind: NoticeKind) -> Reference {
        let mut reference = source(Some(study_type));
        let on = date(2024, 5, 2);
        reference.notice = Some(Notice { kind, on });
        reference
    }

    fn said(sources: &[Reference]) -> String {
        rests_on(&sources.iter().collect::<Vec<_>>())
    }

    #[test]
    fn one_case_report_is_named_with_its_level_and_its_limit() {
        let said = said(&[source(Some(StudyType::CaseReport))]);

        assert_eq!(
            said,
            "One case report (level 4). A report on one person cannot show that a treatment helps in general."
        );
    }

    #[test]
    fn sources_come_by_level_and_the_strongest_says_what_can_be_shown() {
        let said = said(&[
            source(Some(StudyType::WebPage)),
            source(Some(StudyType::CaseReport)),
            source(Some(StudyType::MetaAnalysis)),
            source(Some(StudyType::CaseReport)),
        ]);

        assert_eq!(
            said,
            "One meta-analysis (level 1), two case reports (level 4) and one web page (no level). A meta-analysis pools \
             the numbers of several studies, and is as sure as they are."
        );
    }

    #[test]
    fn the_level_that_an_editor_set_counts() {
        let mut trial = source(Some(StudyType::RandomisedTrial));
        trial.level = Some(EvidenceLevel {
            value: 3,
            scheme: LevelScheme::OxfordCebm2011,
            reason: Some("Only 59 people.".to_owned()),
        });

        assert!(said(&[trial]).starts_with("One randomised trial (level 3). "));
    }

    #[test]
    fn a_claim_without_sources_rests_on_nothing() {
        assert!(said(&[]).starts_with("It cites nothing"));
    }

    #[test]
    fn what_was_retracted_carries_nothing_and_what_is_doubted_is_named() {
        let retracted = with_notice(StudyType::MetaAnalysis, NoticeKind::Retracted);
        let doubted = with_notice(StudyType::CaseReport, NoticeKind::Concern);

        assert_eq!(
            said(std::slice::from_ref(&retracted)),
            "Its only source was retracted, so nothing stands behind it."
        );
        assert_eq!(
            said(&[retracted, doubted]),
            "One case report (level 4). A report on one person cannot show that a treatment helps in general. One of its \
             sources was retracted and cannot count. For one of its sources an expression of concern was published."
        );
    }

    #[test]
    fn every_study_type_has_words_of_its_own() {
        for (study_type, (_, known)) in WORDS.iter().zip(StudyType::ALL) {
            assert_eq!(study_type.0, known);
        }
        assert!(said(&[source(None)]).contains("nobody has named"));
    }
}
