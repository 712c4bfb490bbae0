use crate::content::{CslType, Reference};
use crate::seed::folder::SeedFile;
use crate::seed::references::{read_bibliography, refuse_the_same};

fn read(text: &str) -> (Vec<Reference>, Vec<String>) {
    let mut faults = Vec::new();
    let file = SeedFile {
        path: "references.ris".to_owned(),
        content: text.to_owned(),
    };
    let read = read_bibliography(&file, &mut faults);
    refuse_the_same(&read, &mut faults);
    let references = read.into_iter().map(|read| read.reference.content);
    let references = references.collect();
    (references, faults.iter().map(ToString::to_string).collect())
}

#[test]
fn an_article_as_reference_managers_write_it_is_read() {
    let (references, faults) = read(
        "TY  - JOUR\r\nID  - bell-2008\r\nAU  - Bell, Judith\r\nA1  - NICE Group\r\nTI  - Massage therapy helps\r\n\
         T2  - Journal of Bodywork and Movement Therapies\r\nJO  - Journal of Bodywork and Movement Therapies\r\nJ2  - J Bodyw Mov Ther\r\n\
         PY  - 2008/07//\r\nDA  - 2008/07/01/\r\nY2  - 2026/11/22/\r\nVL  - 12\r\nIS  - 3\r\nSP  - 281\r\nEP  - 9\r\n\
         DO  - 10.1016/j.jbmt.2008.01.006\r\nAN  - 19083683\r\nDB  - PubMed\r\nSN  - 1360-8592 (Print)\r\nUR  - https://doi.org/10.1016/j.jbmt.2008.01.006\r\n\
         KW  - massage\r\nKW  - pain\r\nN1  - one\r\nN1  - two\r\nAB  - Text\r\nLA  - en\r\nC1  - x\r\nC1  - y\r\nstudy_type - case_report\r\nER  - \r\n",
    );

    assert_eq!(faults, Vec::<String>::new());
    let bell = &references[0];
    assert_eq!(
        (bell.key.as_str(), bell.csl_type),
        ("bell-2008", CslType::ArticleJournal)
    );
    assert_eq!(bell.author[0].given.as_deref(), Some("Judith"));
    assert_eq!(bell.author[1].literal.as_deref(), Some("NICE Group"));
    let container = bell.container_title.as_deref();
    assert_eq!(
        container,
        Some("Journal of Bodywork and Movement Therapies")
    );
    let notation =
        |date: &Option<crate::content::CslDate>| date.as_ref().and_then(|date| date.notation());
    assert_eq!(notation(&bell.issued).as_deref(), Some("2008-07-01"));
    assert_eq!(notation(&bell.accessed).as_deref(), Some("2026-11-22"));
    assert_eq!(bell.page.as_deref(), Some("281-289"));
    assert_eq!(
        bell.pmid.as_ref().map(|pmid| pmid.as_str()),
        Some("19083683")
    );
    assert_eq!(
        bell.issn.as_ref().map(|issn| issn.as_str()),
        Some("1360-8592")
    );
    assert_eq!(bell.note.as_deref(), Some("one; two"));
    assert!(bell.study_type.is_some());
    let other: Vec<(&str, &str)> = bell
        .other
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    assert_eq!(
        other,
        [
            ("C1", "x; y"),
            ("abstract", "Text"),
            ("container-title-short", "J Bodyw Mov Ther"),
            ("keyword", "massage; pain"),
            ("source", "PubMed"),
        ]
    );
}

#[test]
fn the_tags_of_a_book_its_chapter_and_a_report_mean_what_they_mean_there() {
    let (references, faults) = read(
        "TY  - BOOK\nAU  - Bell, J.\nT1  - A book\nT2  - A series\nSN  - 978-0-306-40615-7\nPY  - 2008\nA2  - Kolt, G.\nET  - 2nd\n\
         TY  - CHAP\nAU  - Bell, J.\nTI  - A part\nT2  - A book\nT3  - A series\nSN  - 978-0-306-40615-7\nPY  - 2009\nCY  - London\nER  -\n\
         TY  - RPRT\nAU  - NICE\nTI  - A report\nM1  - NG59\nSN  - 7\nY1  - in press\nM3  - Guideline\nER  -\n",
    );

    assert_eq!(faults, Vec::<String>::new());
    let keys: Vec<&str> = references
        .iter()
        .map(|reference| reference.key.as_str())
        .collect();
    assert_eq!(keys, ["bell-2008", "bell-2009", "nice"]);
    let [book, part, report] = references.as_slice() else {
        panic!("three entries were expected")
    };
    assert_eq!(book.collection_title.as_deref(), Some("A series"));
    assert_eq!(book.container_title, None);
    assert_eq!(book.editor.len(), 1);
    assert_eq!(part.container_title.as_deref(), Some("A book"));
    assert_eq!(part.collection_title.as_deref(), Some("A series"));
    assert!(part.isbn.is_some());
    assert_eq!(report.number.as_deref(), Some("NG59"));
    assert_eq!(
        report.other.get("second-number").map(String::as_str),
        Some("7")
    );
    let words = report
        .issued
        .as_ref()
        .and_then(|date| date.literal.as_deref());
    assert_eq!(words, Some("in press"));
}

#[test]
fn dates_take_the_day_where_the_year_is_the_same() {
    let date = |lines: &str| {
        let (references, faults) =
            read(&format!("TY  - JOUR\nID  - a\nTI  - A\n{lines}\nER  - \n"));
        assert_eq!(faults, Vec::<String>::new(), "{lines}");
        let reference = &references[0];
        let kept = reference
            .other
            .keys()
            .cloned()
            .collect::<Vec<_>>()
            .join(",");
        let notation = reference.issued.as_ref().and_then(|date| date.notation());
        (notation.unwrap_or_default(), kept)
    };
    let of = |notation: &str, kept: &str| (notation.to_owned(), kept.to_owned());

    assert_eq!(date("PY  - 2014\nDA  - 2014/02/09/"), of("2014-02-09", ""));
    assert_eq!(date("PY  - 2014\nDA  - Feb 9"), of("2014-02-09", ""));
    assert_eq!(date("DA  - 2014-02-09"), of("2014-02-09", ""));
    assert_eq!(date("PY  - 2014\nDA  - 2015/02/09/"), of("2014", "DA"));
    assert_eq!(date("PY  - 2014///Spring\nDA  - 2014"), of("2014-21", ""));
    assert_eq!(date("Y1  - 2014/02/09/\nPY  - 2014"), of("2014", "Y1"));
    assert_eq!(date("PY  - 14"), of("", "PY"));
}

#[test]
fn every_fault_of_every_entry_has_its_place() {
    let (_, faults) = read(
        "TY  - JOURN\nID  - a\nTI  - A\nDO  - https://doi.org/10.1155/ABC\nSN  - 1537-7440\nER  -\nTI  - B\nTY  - JOUR\nER  -\n\
         TY  - JOUR\nID  - c\nTI  - C\nDO  - 10.1155/abc\nY2  - soon\nlevel - 9\nER  -\n",
    );

    let mut places: Vec<&str> = faults.iter().filter_map(|f| f.split(": ").next()).collect();
    places.sort_unstable();
    let expected = [
        "13:7", "14:7", "15:9", "1:7", "4:7", "5:7", "7:1", "8:1", "8:1",
    ];
    let expected: Vec<String> = expected
        .iter()
        .map(|place| format!("references.ris:{place}"))
        .collect();
    assert_eq!(places, expected, "{faults:#?}");
}
