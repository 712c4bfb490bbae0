//! The identifiers of references: checked, with advice on how to write them, and in the form in which two references
//! are compared.

use crate::content::Code;
use crate::error::InvalidValue;
use crate::seed::report::Report;
use crate::seed::source_text::Placed;

/// An identifier that only one reference can have.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Identifier {
    /// The name of its kind, such as `DOI`.
    pub kind: &'static str,
    /// The form in which it is compared.
    pub folded: String,
}

impl Identifier {
    /// `None` for what is no identifier at all: it is reported as that, not as the same as others.
    fn new(kind: &'static str, folded: String) -> Option<Self> {
        let is_identifier = folded.starts_with(|c: char| c.is_ascii_digit());
        is_identifier.then_some(Self { kind, folded })
    }

    pub fn of_doi(text: &str) -> Option<Self> {
        Self::new("DOI", bare_doi(text))
    }

    pub fn of_pmid(text: &str) -> Option<Self> {
        Self::new("PMID", bare_number(text))
    }

    pub fn of_pmcid(text: &str) -> Option<Self> {
        Self::new("PMCID", bare_number(text))
    }

    pub fn of_isbn(text: &str) -> Option<Self> {
        Self::new("ISBN", isbn_core(text))
    }
}

/// Gives text to its parser; what is refused is reported, if possible with what to write instead.
pub fn checked<T>(
    name: &str,
    text: &Placed<String>,
    parse: fn(&str) -> Result<T, InvalidValue>,
    report: &mut Report,
) -> Option<T> {
    match parse(&text.value) {
        Ok(value) => Some(value),
        Err(error) => {
            let help = match meant(name, &text.value).filter(|meant| parse(meant).is_ok()) {
                Some(meant) => format!("write `{meant}`"),
                None => "change it to what is allowed, or remove it".to_owned(),
            };
            let message = format!("`{name}` {error}");
            report.add(Code::Identifier, text.span, message, help);
            None
        }
    }
}

/// The identifier that was probably meant.
pub fn meant(name: &str, text: &str) -> Option<String> {
    match name {
        "DOI" => Some(bare_doi(text)),
        "PMID" => Some(bare_number(text)),
        "PMCID" => Some(format!("PMC{}", bare_number(text))),
        "ISBN" => Some(
            text.replace([' ', '\u{2010}', '\u{2011}', '\u{2013}'], "-")
                .trim_start_matches(|c: char| !c.is_ascii_digit())
                .to_ascii_uppercase(),
        ),
        "ISSN" => {
            let digits: String = text
                .to_ascii_uppercase()
                .chars()
                .filter(|c| c.is_ascii_digit() || *c == 'X')
                .collect();
            let (start, end) = digits.split_at_checked(4)?;
            Some(format!("{start}-{end}"))
        }
        "key" => Some(
            text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                .filter(|word| !word.is_empty())
                .collect::<Vec<_>>()
                .join("-"),
        ),
        _ => None,
    }
}

/// A DOI without the address around it, in lower case, without `%2F` and the like and without the full stop of the
/// sentence that it stood in.
fn bare_doi(text: &str) -> String {
    let lower = text.trim().to_ascii_lowercase();
    let bare = match lower.find("10.") {
        Some(start) => &lower[start..],
        None => lower.as_str(),
    };
    decoded(bare.trim_end_matches(['.', ',', ';']))
}

/// Text with `%2f` and the like replaced, unless what results is no text.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| first == b'%');
        let code = code.and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte.to_ascii_lowercase());
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn bare_number(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').to_owned()
}

/// The digits that an ISBN of 10 and one of 13 digits for the same book have in common.
fn isbn_core(text: &str) -> String {
    let digits: String = text.chars().filter(|c| *c != '-').collect();
    let without_check = &digits[..digits.len().saturating_sub(1)];
    if without_check.len() == 9 {
        return format!("978{without_check}");
    }
    without_check.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{Doi, Isbn, Pmcid, Pmid};
    use crate::seed::Span;

    #[test]
    fn an_identifier_that_is_written_otherwise_is_refused_with_what_to_write() {
        let mut faults = Vec::new();
        let mut report = Report::new("references.bib", &mut faults);
        let text = |value: &str| Placed {
            value: value.to_owned(),
            span: Span::at(1, 1),
        };

        checked(
            "DOI",
            &text("https://doi.org/10.1155/ABC"),
            Doi::parse,
            &mut report,
        );
        checked("PMCID", &text("3953439"), Pmcid::parse, &mut report);
        checked("PMID", &text("PMID: 24707200"), Pmid::parse, &mut report);
        checked(
            "ISBN",
            &text("ISBN 978 0 306 40615 7"),
            Isbn::parse,
            &mut report,
        );

        let help: Vec<&str> = faults.iter().map(|fault| fault.help.as_str()).collect();
        assert_eq!(
            help,
            [
                "write `10.1155/abc`",
                "write `PMC3953439`",
                "write `24707200`",
                "write `978-0-306-40615-7`"
            ]
        );
    }

    #[test]
    fn all_spellings_of_a_doi_are_one() {
        for spelling in [
            "10.1155/2014/287597",
            "10.1155/2014/287597.",
            "https://doi.org/10.1155/2014/287597",
            "http://dx.doi.org/10.1155%2F2014%2f287597",
            "DOI: 10.1155/2014/287597",
        ] {
            let folded = Identifier::of_doi(spelling).map(|doi| doi.folded);
            assert_eq!(folded.as_deref(), Some("10.1155/2014/287597"), "{spelling}");
        }
        assert_eq!(decoded("10.1/%zz%e9%"), "10.1/%zz%e9%");
    }

    #[test]
    fn two_forms_of_one_isbn_are_the_same() {
        assert_eq!(isbn_core("0-306-40615-2"), isbn_core("978-0-306-40615-7"));
    }
}
