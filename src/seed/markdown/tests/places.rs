//! Where faults and uses are placed: lines and columns of the file, in characters.

use super::*;
use crate::seed::Span;

fn place(text: &str) -> (usize, usize, usize, usize) {
    let Span {
        line,
        column,
        end_line,
        end_column,
    } = fault(text).span;
    (line, column, end_line, end_column)
}

#[test]
fn faults_name_line_and_column_in_characters() {
    assert_eq!(place("é坐 [@a..b] x"), (1, 5, 1, 10));
    assert_eq!(place("one\ntwo **b** [see @a]"), (2, 12, 2, 18));
    assert_eq!(place("> [!NOTE] é [@a]\n> text"), (1, 13, 1, 14));
    assert_eq!(place("- a\n- b {#x .c}"), (2, 9, 2, 11));
    assert_eq!(place("&amp; &eacute; [@a..b]"), (1, 17, 1, 22));
    assert_eq!(place("| a |\n|---|\n| \\| [@a..b] |"), (3, 7, 3, 12));
}

#[test]
fn faults_are_placed_in_the_file_not_in_the_body() {
    let text = "---\r\ntitle: x\r\n---\r\nok\r\n\r\ntwo [@-]\r\n";
    let mut faults = Vec::new();

    read_article_body(
        text,
        text.find("ok").expect("is there"),
        "x.md",
        &mut faults,
    );

    assert_eq!(faults.len(), 1);
    assert_eq!((faults[0].span.line, faults[0].span.column), (6, 6));
}

#[test]
fn a_byte_order_mark_is_no_column() {
    assert_eq!(place("\u{feff}[@-]"), (1, 2, 1, 4));
}

#[test]
fn tabs_are_one_column() {
    assert_eq!(place("-\ta\t[@-]"), (1, 6, 1, 8));
}

#[test]
fn faults_come_in_the_order_of_the_text() {
    let (_, faults) = body_and_faults("a {.b}\n\n<b>\n\n# c\n\n[@-]\n\n```\n```\n");

    let lines: Vec<usize> = faults.iter().map(|fault| fault.span.line).collect();
    assert_eq!(lines, [1, 3, 5, 7, 9]);
}

#[test]
fn uses_come_in_the_order_of_the_text_with_their_places() {
    let body = body(
        "- **[M](therapy:m):** a [@k] {claim=limited therapy=m condition=s}\n\n\
         ![x](media/x.svg \"[@z]\")\n",
    );

    assert_eq!(
        targets(&body),
        [
            "therapy:m",
            "@k",
            "therapy:m",
            "condition:s",
            "media/x.svg",
            "@z"
        ]
    );
    assert_eq!(body.uses[1].span.column, 26);
    assert_eq!(body.uses[5].span.column, 20);
}

#[test]
fn a_caption_with_escapes_points_at_its_place() {
    assert_eq!(
        place("![x](media/x.svg \"a \\\"b\\\" [@..]\")"),
        (1, 28, 1, 31)
    );
    assert_eq!(place("![x](media/x.svg (a [@..]))"), (1, 22, 1, 25));
}
