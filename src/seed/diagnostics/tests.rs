//! Tests of the reports.

use std::path::Path;

use super::*;
use crate::content::{Code, Library, Source};
use crate::seed::Span;

fn reading(text: &str, faults: &[(Code, Span)]) -> Reading {
    let faults = faults.iter().map(|(code, span)| {
        let (message, help) = ("it is wrong".to_owned(), "mend it".to_owned());
        Fault::error(*code, "articles/a.md", *span, message, help)
    });
    Reading {
        faults: faults.collect(),
        library: Library {
            texts: vec![Source::of("articles/a.md", text)],
            ..Library::default()
        },
        ..Reading::default()
    }
}

fn drawn(text: &str, span: Span) -> String {
    let reading = reading(text, &[(Code::Yaml, span)]);
    human(&reading, Path::new("./seed/"), Look::default())
}

fn span(line: usize, column: usize, end_line: usize, end_column: usize) -> Span {
    Span {
        line,
        column,
        end_line,
        end_column,
    }
}

#[test]
fn a_fault_is_drawn_with_its_line_and_its_place_marked() {
    let report = drawn("---\ntitel: One\n---\n", span(2, 1, 2, 6));

    assert_eq!(
        report,
        "error[YAML001]: it is wrong\n \
         --> seed/articles/a.md:2:1\n  \
           |\n\
         2 | titel: One\n  \
           | ^^^^^\n  \
           |\n  \
           = help: mend it\n\n"
    );
}
/// The line with the text of the file, and the one with the mark.
fn shown(text: &str, span: Span) -> [String; 2] {
    let report = drawn(text, span);
    let mut lines = report.lines().skip(3);
    [(); 2].map(|()| {
        let line = lines.next().and_then(|line| line.split_once('|'));
        line.expect("a drawn line").1.to_owned()
    })
}

#[test]
fn tabs_wide_and_combining_characters_and_ends_of_lines_are_marked_where_they_show() {
    for (text, span, expected) in [
        (
            "a\tb\tc\r\nx",
            span(1, 3, 1, 4),
            [" a    b    c", "      ^"],
        ),
        ("日本語の", span(1, 3, 1, 5), [" 日本語の", "     ^^^^"]),
        ("e\u{301} z", span(1, 4, 1, 5), [" e\u{301} z", "   ^"]),
        ("\u{FEFF}ab", span(1, 2, 1, 3), [" ab", "  ^"]),
        ("x\u{1B}[31m\0", span(1, 2, 1, 3), [" x␛[31m␀", "  ^"]),
        ("a\r\n", span(1, 2, 1, 3), [" a", "  ^"]),
        ("a\n", span(2, 1, 2, 2), ["", " ^"]),
        ("ab\nc", span(1, 2, 2, 2), [" ab", "  ^"]),
    ] {
        assert_eq!(shown(text, span), expected, "{text:?}");
    }
}

#[test]
fn a_long_line_is_cut_around_its_place_and_the_column_stays_true() {
    let line = "word ".repeat(100_000);

    let report = drawn(&line, span(1, 250_001, 1, 250_005));
    let [text, mark] = shown(&line, span(1, 250_001, 1, 250_005));

    assert!(report.contains("a.md:1:250001\n"), "{report}");
    assert!(text.starts_with(" …") && text.ends_with('…'), "{text}");
    assert!(text.chars().count() < 120, "{text}");
    let at = mark.find("^^^^").expect("a mark");
    assert_eq!(text.chars().skip(at).take(4).collect::<String>(), "word");
}

#[test]
fn a_place_without_a_line_and_the_folder_itself_are_named_alone() {
    let mut reading = reading("a\n", &[(Code::File, Span::at(9, 1))]);
    let folder = reading.faults[0].clone();
    reading.faults.push(Fault {
        file: String::new(),
        ..folder
    });

    let report = human(&reading, Path::new("seed"), Look::default());

    assert_eq!(
        report,
        "error[FILE001]: it is wrong\n --> seed/articles/a.md:9:1\n = help: mend it\n\n\
         error[FILE001]: it is wrong\n --> seed\n = help: mend it\n\n"
    );
}

#[test]
fn warnings_stand_before_errors_and_colours_only_where_they_are_wanted() {
    let place = Span::at(1, 1);
    let mut reading = reading("a\n", &[(Code::Yaml, place), (Code::UnknownArticle, place)]);
    reading.faults[1].severity = Severity::Warning;
    reading.faults[0].message = "\u{1B}[2J".to_owned();
    reading.faults[0].help = "\u{1B}[2J".to_owned();

    let plain = human(&reading, Path::new("seed"), Look::default());
    let look = Look {
        is_coloured: true,
        width: 80,
    };
    let coloured = human(&reading, Path::new("seed"), look);

    assert!(plain.find("warning[") < plain.find("error["), "{plain}");
    assert!(!plain.contains('\u{1B}'), "{plain}");
    assert!(coloured.contains("\u{1B}["), "{coloured}");
    assert!(!coloured.contains("\u{1B}[2J"), "{coloured}");
}

#[test]
fn many_faults_in_one_line_take_time_in_proportion_to_their_number() {
    let line = "word ".repeat(400_000);
    let faults: Vec<_> = (0..20_000)
        .map(|at| (Code::Yaml, span(1, at * 90 + 1, 1, at * 90 + 10)))
        .collect();
    let reading = reading(&line, &faults);
    let start = std::time::Instant::now();

    let report = human(&reading, Path::new("seed"), Look::default());

    assert_eq!(report.matches("error[YAML001]").count(), 20_000);
    // A scan of the line for each fault would take minutes.
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}

#[test]
fn a_path_is_written_as_somebody_outside_the_folder_writes_it() {
    let mut fault = reading("", &[(Code::Yaml, Span::at(1, 1))])
        .faults
        .remove(0);
    for (folder, path) in [
        ("./seed/", "seed/articles/a.md"),
        (".", "articles/a.md"),
        ("/srv/seed", "/srv/seed/articles/a.md"),
        ("../seed", "../seed/articles/a.md"),
    ] {
        assert_eq!(path_from_here(Path::new(folder), &fault), path);
    }

    fault.file.clear();

    assert_eq!(path_from_here(Path::new("."), &fault), ".");
    assert_eq!(path_from_here(Path::new("seed"), &fault), "seed");
}

#[test]
fn a_count_names_what_there_is() {
    let count = |errors, warnings| Count { errors, warnings }.to_string();

    assert_eq!(count(0, 0), "no errors");
    assert_eq!(count(1, 0), "1 error");
    assert_eq!(count(3, 1), "3 errors, 1 warning");
    assert_eq!(count(0, 2), "2 warnings");
}
