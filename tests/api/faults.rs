//! Every code of a fault, by the example in its own explanation: what is wrong there gives this one fault at this one
//! place, and what is right gives none. A new code needs its explanation and one line here.

use std::path::Path;

use jiff::civil::date;
use sinew::content::{Beside, Class, Code, Locale, Rules};
use sinew::seed::{Fault, advise, read};

use crate::folder::Folder;

/// Where the wrong example of each code has its fault: from and up to line and column.
const PLACES: &[(&str, &str, &str)] = &[
    ("FILE001", "articles/back-pain.txt", "1:1-1:2"),
    ("YAML001", "articles/back-pain.md", "2:1-2:6"),
    ("ID001", "articles/back-pain.md", "6:7-6:23"),
    ("ID002", "articles/back-pain.md", "10:20-10:29"),
    ("MD001", "articles/back-pain.md", "6:24-6:39"),
    ("MD002", "articles/back-pain.md", "6:11-6:15"),
    ("MD003", "articles/back-pain.md", "8:5-8:20"),
    ("MD004", "articles/back-pain.md", "6:1-6:28"),
    ("MD005", "articles/back-pain.md", "8:5-8:15"),
    ("MD006", "articles/back-pain.md", "6:1-6:15"),
    ("MD007", "articles/back-pain.md", "6:11-6:48"),
    ("MD008", "articles/back-pain.md", "6:28-6:45"),
    ("LNK001", "articles/back-pain.md", "6:9-6:41"),
    ("BIB001", "references/more.bib", "1:10-1:26"),
    ("REF001", "references/more.bib", "2:42-2:68"),
    ("IMG001", "media/wave.svg", "2:3-2:10"),
    ("CIT001", "articles/back-pain.md", "6:28-6:38"),
    ("TAX002", "articles/back-pain.md", "6:11-6:44"),
    ("IMG002", "articles/back-pain.md", "6:1-6:49"),
    ("A11Y001", "articles/back-pain.md", "6:1-6:21"),
    ("A11Y003", "articles/back-pain.md", "10:1-10:11"),
    ("LNK003", "articles/back-pain.md", "6:9-6:45"),
    ("REF003", "articles/back-pain.md", "6:28-6:38"),
    ("CIT002", "references.bib", "10:10-10:19"),
    ("CIT003", "references/more.bib", "1:10-1:22"),
    ("CIT004", "articles/back-pain.md", "6:1-6:86"),
    ("CIT005", "articles/back-pain.md", "6:1-6:103"),
    ("CIT006", "articles/back-pain.md", "6:1-6:119"),
    ("CIT007", "articles/back-pain.md", "8:1-8:27"),
    ("CIT008", "articles/back-pain.md", "6:1-6:99"),
    ("REF002", "references.bib", "1:10-1:19"),
    ("REF004", "references.bib", "1:10-1:19"),
    ("REF005", "references/more.bib", "1:10-1:20"),
    ("REF006", "references.bib", "10:10-10:19"),
    ("REV001", "articles/back-pain.md", "2:1-2:6"),
    ("REV002", "articles/back-pain.md", "4:1-4:7"),
    ("REV004", "articles/back-pain.md", "4:1-4:7"),
    ("DISC001", "articles/back-pain.md", "2:1-2:6"),
    ("DISC002", "articles/back-pain.md", "2:1-2:6"),
    ("A11Y002", "articles/back-pain.md", "6:1-6:30"),
    ("LNK002", "articles/back-pain.md", "6:1-6:58"),
    ("LNK004", "articles/back-pain.md", "6:1-6:89"),
    ("READ001", "articles/back-pain.md", "2:1-2:6"),
    ("PRO001", "articles/back-pain.md", "6:1-6:49"),
    ("TAX001", "articles/back-pain.md", "6:1-6:27"),
    ("ACC001", "articles/back-pain.md", "4:1-4:7"),
];

/// What no folder gives: its explanation says so.
const OF_NO_FOLDER: [Code; 1] = [Code::ChangedSinceReview];

#[test]
fn every_code_has_an_example_that_gives_this_fault_and_one_that_gives_none() {
    let mut found = Vec::new();

    for code in Code::ALL {
        let (wrong, right) = code.explanation().split_once("\nRight:\n").unwrap();
        if OF_NO_FOLDER.contains(code) {
            assert_eq!(faults_of(wrong, *code), [], "{}", code.as_str());
            assert!(wrong.contains("A folder alone cannot tell"));
        }
        found.extend(
            faults_of(wrong, *code)
                .iter()
                .map(|fault| (code.as_str(), place(fault))),
        );
        assert_eq!(faults_of(right, *code), [], "{}", code.as_str());
    }

    let expected: Vec<(&str, String)> = PLACES
        .iter()
        .map(|(code, file, span)| (*code, format!("{code} {file}:{span}")))
        .collect();
    assert_eq!(found, expected);
}

fn place(fault: &Fault) -> String {
    let span = fault.span;
    let (start, end) = ((span.line, span.column), (span.end_line, span.end_column));
    let code = fault.code.as_str();
    format!(
        "{code} {}:{}:{}-{}:{}",
        fault.file, start.0, start.1, end.0, end.1
    )
}

/// The faults of a small sound folder with the files of an example added. Of what is worth a look, only the code itself:
/// an example that is short enough to read lacks much else.
fn faults_of(example: &str, code: Code) -> Vec<Fault> {
    let folder = Folder::with_entries();
    for (path, text) in files_of(example) {
        match text.starts_with("---\n") || !path.starts_with("articles/") || !path.ends_with(".md")
        {
            true => folder.write(path, text),
            false => folder.article(Path::new(path).file_stem().unwrap().to_str().unwrap(), text),
        }
    }
    let mut reading = read(folder.path(), &Locale::parse("en").unwrap());
    if code.class() == Class::Advisory {
        assert_eq!(reading.faults, [], "{}", code.as_str());
        advise(
            &mut reading,
            &Rules::default(),
            date(2026, 11, 23),
            &Beside::default(),
        );
        reading.faults.retain(|fault| fault.code == code);
    }
    reading.faults
}

/// The files that an example shows, each in a fence that names its path.
fn files_of(example: &str) -> Vec<(&str, &str)> {
    let fences = example.split("```").skip(1).step_by(2);
    fences
        .map(|fence| fence.split_once('\n').unwrap())
        .collect()
}
