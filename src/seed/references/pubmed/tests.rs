use crate::content::{CslType, Reference, StudyType};
use crate::seed::folder::SeedFile;
use crate::seed::references::read_bibliography;

fn read(text: &str) -> (Vec<Reference>, Vec<String>) {
    let mut faults = Vec::new();
    let file = SeedFile {
        path: "references.nbib".to_owned(),
        content: text.to_owned(),
    };
    let read = read_bibliography(&file, &mut faults);
    let references = read.into_iter().map(|read| read.reference.content);
    let references = references.collect();
    (references, faults.iter().map(ToString::to_string).collect())
}

const TRIAL: &str = "
PMID- 24707200
OWN - NLM
IS  - 2356-6140 (Print)
IS  - 1537-744X (Electronic)
IS  - 1537-744X (Linking)
VI  - 2014
DP  - 2014
TI  - Deep tissue massage and nonsteroidal anti-inflammatory drugs for low back pain:
      a prospective randomized trial.
PG  - 287597
LID - 10.1155/2014/287597 [doi]
LID - 287597 [pii]
AB  - Text.
FAU - Majchrzycki, Marian
AU  - Majchrzycki M
AD  - Department.
FAU - Kocur, Piotr Jr
AU  - Kocur P Jr
AU  - Kotwicki T
CN  - Back Pain Group, Poznan
LA  - eng
PT  - Journal Article
PT  - Randomized Controlled Trial
TA  - ScientificWorldJournal
JT  - The Scientific World Journal
MH  - Adult
MH  - Massage/*methods
PMC - PMC3953439
AID - 10.1155/2014/287597 [doi]
";

#[test]
fn a_trial_of_pubmed_is_read_whole() {
    let (references, faults) = read(&TRIAL.replace('\n', "\r\n"));

    assert_eq!(faults, Vec::<String>::new());
    let trial = &references[0];
    assert_eq!(
        (trial.key.as_str(), trial.csl_type),
        ("pmid-24707200", CslType::ArticleJournal)
    );
    assert_eq!(
        trial.title,
        "Deep tissue massage and nonsteroidal anti-inflammatory drugs for low back pain: a prospective randomized trial"
    );
    let authors: Vec<String> = trial
        .author
        .iter()
        .map(|name| {
            name.parts()
                .into_iter()
                .filter_map(|(_, text)| text.clone())
                .collect::<Vec<_>>()
                .join("|")
        })
        .collect();
    assert_eq!(
        authors,
        [
            "Majchrzycki|Marian",
            "Kocur|Piotr|Jr",
            "Kotwicki|T",
            "Back Pain Group, Poznan"
        ]
    );
    assert_eq!(trial.study_type, Some(StudyType::RandomisedTrial));
    assert_eq!(
        trial.doi.as_ref().map(|doi| doi.as_str()),
        Some("10.1155/2014/287597")
    );
    assert_eq!(
        trial.pmcid.as_ref().map(|id| id.as_str()),
        Some("PMC3953439")
    );
    assert_eq!(
        trial.issn.as_ref().map(|issn| issn.as_str()),
        Some("1537-744X")
    );
    assert_eq!(
        trial.container_title.as_deref(),
        Some("The Scientific World Journal")
    );
    assert_eq!(trial.language.as_deref(), Some("eng"));
    let other = |name: &str| trial.other.get(name).map(String::as_str);
    assert_eq!(other("MH"), Some("Adult; Massage/*methods"));
    assert_eq!(
        other("PT"),
        Some("Journal Article; Randomized Controlled Trial")
    );
    assert_eq!(other("pii"), Some("287597"));
    assert_eq!(other("AD"), Some("Department."));
    assert_eq!(
        other("container-title-short"),
        Some("ScientificWorldJournal")
    );
}

#[test]
fn dates_pages_and_books_of_pubmed_are_read() {
    let (references, faults) = read(
        "PMID- 1\nTI  - A.\nDP  - 2014 Nov-Dec\nPG  - 281-9\nPT  - Review\n\n\
         PMID- 2\nTI  - A part.\nBTI - A book\nDP  - 2014 4th Quarter\nID  - own-key\nISBN- 978-0-306-40615-7\n\n\
         PMID- 3\nBTI - A book\nDP  - 2014 Spring\nstudy_type - other\nPT  - Review\n",
    );

    assert_eq!(faults, Vec::<String>::new());
    let notation = |at: usize| {
        references[at]
            .issued
            .as_ref()
            .and_then(|date| date.notation())
    };
    assert_eq!(notation(0).as_deref(), Some("2014-11/2014-12"));
    assert_eq!(references[0].page.as_deref(), Some("281-289"));
    assert_eq!(references[0].study_type, Some(StudyType::NarrativeReview));
    assert_eq!(references[1].key.as_str(), "own-key");
    assert_eq!(references[1].csl_type, CslType::Chapter);
    assert_eq!(references[1].container_title.as_deref(), Some("A book"));
    assert_eq!(notation(1).as_deref(), Some("2014"));
    assert_eq!(references[1].other["DP"], "2014 4th Quarter");
    assert_eq!(references[2].csl_type, CslType::Book);
    assert_eq!(notation(2).as_deref(), Some("2014-21"));
    assert_eq!(references[2].study_type, Some(StudyType::Other));
}

#[test]
fn a_retraction_without_its_day_and_wrong_identifiers_are_reported_where_they_stand() {
    let (_, faults) = read(
        "PMID- x1\nTI  - A\nPT  - Retracted Publication\n\nPMID- 2\nTI  - B\nPT  - Retracted Publication\nnotice - retracted\n\
         notice_on - 2024-05-02\nLID - 10.1155/ABC [doi]\n\nPMID-\nTI  - C\n",
    );

    let mut places: Vec<&str> = faults.iter().filter_map(|f| f.split(": ").next()).collect();
    places.sort_unstable();
    let expected = ["10:7", "12:1", "1:7", "3:7"].map(|place| format!("references.nbib:{place}"));
    assert_eq!(places, expected, "{faults:#?}");
}
