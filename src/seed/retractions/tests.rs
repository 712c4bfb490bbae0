//! Rows about papers of our own invention, in the prefix 10.5555 that is kept for tests.

use jiff::civil::{Date, date};

use super::{RefusedFile, RetractionFile, read_retractions};
use crate::content::{EventNature, PaperEvent};

const HEADS: &str = "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,\
    RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,\
    Notes";

const TODAY: Date = date(2026, 11, 22);

/// A row of the data set.
fn row(day: &str, doi: &str, pmid: &str, nature: &str) -> String {
    format!(
        "1,\"On \"\"nothing\"\", a study\",(HSC) Medicine;,\"Nowhere, at all\",Journal,Publisher,Germany,A. Example;B. Example,,\
         Research Article;,{day},10.5555/notice,0,1/2/2015 0:00,{doi},{pmid},{nature},+Error in Data;,No,\"One line\nand another\""
    )
}

fn read_bytes(file: &[u8]) -> Result<RetractionFile, Box<RefusedFile>> {
    read_retractions(file, "data.csv", None, TODAY)
}

fn read(rows: &[String]) -> RetractionFile {
    let text = format!("{HEADS}\n{}\n", rows.join("\n"));
    match read_bytes(text.as_bytes()) {
        Ok(file) => file,
        Err(refused) => panic!("{}", refused.error),
    }
}

#[track_caller]
fn refusal(file: &[u8]) -> String {
    match read_bytes(file) {
        Ok(file) => panic!("{:?}", file.report),
        Err(refused) => refused.error.to_string(),
    }
}

/// Enough good rows that a bad one does not spoil the file.
fn good_rows() -> Vec<String> {
    (0..20)
        .map(|at| {
            row(
                "3/1/2020 0:00",
                &format!("10.5555/good-{at}"),
                "0",
                "Correction",
            )
        })
        .collect()
}

/// The one thing that happened to a paper.
fn told(file: &RetractionFile, paper: &str) -> Option<PaperEvent> {
    let mut events = file.retractions.events.iter();
    events.find_map(|(named, event)| (named == paper).then_some(event))
}

#[test]
fn papers_are_found_by_either_identifier_however_it_is_written() {
    let file = read(&[
        row(
            "7/15/2024 0:00",
            "10.5555/ABC.Def",
            "99000001",
            "Retraction",
        ),
        row(
            "12/1/2023 0:00",
            "https://doi.org/10.5555/x%2Fy.",
            "0",
            "Expression of concern",
        ),
        row("2023-11-02", "unavailable", "99000002", "correction"),
    ]);

    let retracted = PaperEvent {
        nature: EventNature::Retracted,
        on: date(2024, 7, 15),
    };
    assert_eq!(told(&file, "doi:10.5555/abc.def"), Some(retracted));
    assert_eq!(told(&file, "pmid:99000001"), Some(retracted));
    assert!(told(&file, "doi:10.5555/x/y").is_some());
    assert!(told(&file, "pmid:99000002").is_some());
    assert_eq!(file.retractions.events.iter().len(), 4);
    assert_eq!(file.retractions.dated_on, date(2024, 7, 15));
    assert_eq!((file.report.rows, file.retractions.unused_rows), (3, 0));
}

#[test]
fn a_row_that_cannot_be_read_is_named_with_its_line_and_counted() {
    let mut rows = good_rows();
    rows.push(row("13/45/2020 0:00", "10.5555/day", "0", "Retraction"));
    rows.push(row("3/1/2020 0:00", "10.5555/nature", "0", "Rumour"));
    rows.push("1,2,3".to_owned());

    // Each good row takes two lines.
    let file = read(&rows[..21]);
    let (line, fault) = &file.report.remarks[0];
    assert_eq!(*line, 42);
    assert_eq!(
        fault,
        "RetractionDate must be a day such as 7/15/2024 or 2024-07-15, got `13/45/2020 0:00`"
    );

    let file = read(&[good_rows(), rows].concat());
    let faults: Vec<&str> = file
        .report
        .remarks
        .iter()
        .map(|(_, fault)| fault.as_str())
        .collect();
    assert_eq!(
        (file.report.unreadable, file.retractions.unused_rows),
        (3, 3)
    );
    assert!(faults[1].contains("got `Rumour`"), "{faults:?}");
    assert_eq!(faults[2], "the row has 3 fields, and the first row has 20");
}

#[test]
fn a_bad_identifier_beside_a_good_one_costs_only_itself() {
    let mut rows = good_rows();
    rows.push(row(
        "3/1/2020 0:00",
        "see the notice",
        "99000003",
        "Retraction",
    ));

    let file = read(&rows);

    assert!(told(&file, "pmid:99000003").is_some());
    assert_eq!((file.report.unreadable, file.report.remarks.len()), (0, 1));
}

#[test]
fn a_row_that_names_no_paper_is_counted() {
    let mut rows = good_rows();
    rows.push(row("3/1/2020 0:00", "unavailable", "0", "Retraction"));

    let file = read(&rows);

    assert_eq!((file.report.nameless, file.retractions.unused_rows), (1, 1));
}

#[test]
fn a_day_that_has_not_come_does_not_date_the_data() {
    let mut rows = good_rows();
    rows.push(row("3/1/2206 0:00", "10.5555/late", "0", "Retraction"));

    let file = read(&rows);

    assert_eq!(file.retractions.dated_on, date(2020, 3, 1));
    assert!(told(&file, "doi:10.5555/late").is_some());
}

#[test]
fn columns_are_found_wherever_they_stand() {
    let file = read_bytes(
        "\u{FEFF}retractionnature,OriginalPaperPubMedID,More,OriginalPaperDOI,RetractionDate,\n\
         Retraction,0,,10.5555/a,1/2/2020\nRetraction,0,,10.5555/b,1/2/2020,\n"
            .as_bytes(),
    );

    assert!(file.is_ok_and(|file| file.retractions.events.iter().len() == 2));
}

#[test]
fn another_file_is_refused_with_what_it_has() {
    let lacking = refusal(b"doi,retracted\n10.5555/a,yes\n");
    assert!(
        lacking.contains("lacks the column RetractionNature, RetractionDate, OriginalPaperDOI, OriginalPaperPubMedID")
            && lacking.ends_with("its first row has `doi`, `retracted`"),
        "{lacking}"
    );
    assert!(refusal(b"").ends_with("its first row has nothing"));
    // UTF-16, as a spreadsheet may write it.
    let utf16: Vec<u8> = HEADS.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(refusal(&utf16).contains("\\0"), "{}", refusal(&utf16));
    let only_heads = refusal(HEADS.as_bytes());
    assert!(
        only_heads.contains("no row of data.csv says anything"),
        "{only_heads}"
    );
}

#[test]
fn a_file_of_which_much_cannot_be_read_is_refused() {
    let mut rows = good_rows();
    rows.extend((0..3).map(|_| row("soon", "10.5555/a", "0", "Retraction")));

    let refused = refusal(format!("{HEADS}\n{}\n", rows.join("\n")).as_bytes());

    assert!(
        refused.starts_with("3 of the 23 rows of data.csv cannot be read"),
        "{refused}"
    );
}

#[test]
fn bytes_that_are_no_utf_8_harm_only_the_column_that_they_are_in() {
    let mut text = format!("{HEADS}\n{}\n", good_rows().join("\n")).into_bytes();
    let in_title =
        row("3/1/2020 0:00", "10.5555/latin", "0", "Retraction").replace("nothing", "\u{1}");
    let in_doi = row("3/1/2020 0:00", "10.5555/\u{1}", "0", "Retraction");
    let latin = format!("{in_title}\n{in_doi}\n").into_bytes();
    text.extend(
        latin
            .into_iter()
            .map(|byte| if byte == 1 { 0xE9 } else { byte }),
    );

    let file = read_bytes(&text).map_err(|refused| refused.error.to_string());

    let file = file.unwrap_or_else(|error| panic!("{error}"));
    assert!(told(&file, "doi:10.5555/latin").is_some());
    assert_eq!(file.report.remarks[0].1, "OriginalPaperDOI is not UTF-8");
}

#[test]
fn a_nul_or_a_quote_that_nothing_closes_does_not_stop_the_others() {
    let mut rows = good_rows();
    rows.push(row("3/1/2020 0:00", "10.5555/a\0b", "0", "Retraction"));
    rows.push(format!("1,\"{}", "x\n".repeat(5_000_000)));

    let file = read(&rows);

    let faults = &file.report.remarks;
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert!(
        faults[0].1.contains("got `10.5555/a\u{FFFD}b`"),
        "{faults:?}"
    );
    assert!(faults[1].1.contains("a quote is not closed"), "{faults:?}");
    assert_eq!(file.retractions.events.iter().len(), 20);
}
