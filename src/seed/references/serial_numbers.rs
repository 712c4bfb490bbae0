//! ISSN and ISBN as RIS and PubMed write them: several in one value, with what carries the number in brackets.

use crate::content::{Isbn, Issn};
use crate::seed::source_text::Placed;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SerialNumber {
    Issn,
    Isbn,
    Unknown,
}

/// Every number of a value, without remarks such as `(Electronic)`. A number without its hyphen gets it.
pub fn serial_numbers(text: &Placed<String>) -> Vec<(SerialNumber, Placed<String>)> {
    let mut found = Vec::new();
    for piece in text.value.split([',', ';']) {
        let bare = piece.split('(').next().unwrap_or_default().trim();
        if bare.is_empty() {
            continue;
        }
        // Two numbers with a blank between them are two; a number with blanks in it is one.
        let words: Vec<&str> = bare.split_whitespace().collect();
        let are_numbers = words
            .iter()
            .all(|word| kind_of(word).0 != SerialNumber::Unknown);
        let numbers = if are_numbers { words } else { vec![bare] };
        for number in numbers {
            let (kind, value) = kind_of(number);
            let span = text.span;
            found.push((kind, Placed { value, span }));
        }
    }
    found
}

fn kind_of(number: &str) -> (SerialNumber, String) {
    let hyphenated = match number.split_at_checked(4) {
        Some((start, end)) if number.len() == 8 => format!("{start}-{end}"),
        _ => number.to_owned(),
    };
    if Issn::parse(&hyphenated).is_ok() {
        return (SerialNumber::Issn, hyphenated);
    }
    if Isbn::parse(number).is_ok() {
        return (SerialNumber::Isbn, number.to_owned());
    }
    // With a wrong check digit it is still meant as one.
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let is_number = number
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'X'));
    let kind = match (is_number, number.len(), digits) {
        (true, 9, 7..=8) if number.as_bytes()[4] == b'-' => SerialNumber::Issn,
        (true, _, 9..=10 | 13) => SerialNumber::Isbn,
        _ => SerialNumber::Unknown,
    };
    (kind, number.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seed::Span;

    #[test]
    fn numbers_are_told_apart_and_remarks_go() {
        let kinds = |value: &str| -> Vec<(SerialNumber, String)> {
            let text = Placed {
                value: value.to_owned(),
                span: Span::at(1, 1),
            };
            let found = serial_numbers(&text).into_iter();
            found.map(|(kind, number)| (kind, number.value)).collect()
        };
        let issn = |number: &str| (SerialNumber::Issn, number.to_owned());

        assert_eq!(kinds("1537-744X (Electronic)"), [issn("1537-744X")]);
        assert_eq!(kinds("1537744X"), [issn("1537-744X")]);
        assert_eq!(
            kinds("1537-744X, 1360-8592"),
            [issn("1537-744X"), issn("1360-8592")]
        );
        assert_eq!(
            kinds("1537-744X 1360-8592"),
            [issn("1537-744X"), issn("1360-8592")]
        );
        assert_eq!(kinds("978-0-306-40615-7")[0].0, SerialNumber::Isbn);
        assert_eq!(
            kinds("NG 59"),
            [(SerialNumber::Unknown, "NG 59".to_owned())]
        );
        assert_eq!(kinds("1537-7440"), [issn("1537-7440")]);
        assert_eq!(kinds("978-0-306-40615-8")[0].0, SerialNumber::Isbn);
        assert_eq!(kinds(" ; "), []);
    }
}
