//! Identifiers that others assign: DOI, PMID, PMCID, ORCID, ISBN and ISSN, with their check digits.

use super::checked::checked_text;
use crate::error::InvalidValue;

checked_text! {
    /// A Digital Object Identifier (ISO 26324), bare and in lower case, without `https://doi.org/`.
    #[schema(value_type = String, pattern = "^10\\.[0-9]{4,9}/[^\\sA-Z]+$", max_length = 300, example = "10.1155/2014/287597")]
    Doi, check_doi
}

checked_text! {
    /// A PubMed identifier: one to eight digits without leading zeros.
    #[schema(value_type = String, pattern = "^[1-9][0-9]{0,7}$", example = "24707200")]
    Pmid, check_pmid
}

checked_text! {
    /// A PubMed Central identifier: `PMC` and digits.
    #[schema(value_type = String, pattern = "^PMC[1-9][0-9]{0,8}$", example = "PMC3953439")]
    Pmcid, check_pmcid
}

checked_text! {
    /// An ORCID iD of a person, four groups of four with its check digit (ISO 7064 MOD 11-2).
    #[schema(value_type = String, pattern = "^[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]$", example = "0000-0002-1825-0097")]
    Orcid, check_orcid
}

checked_text! {
    /// An International Standard Book Number of 10 or 13 digits with its check digit, hyphens allowed (ISO 2108).
    #[schema(value_type = String, pattern = "^[0-9][0-9-]{8,15}[0-9X]$", example = "978-0-306-40615-7")]
    Isbn, check_isbn
}

checked_text! {
    /// An International Standard Serial Number with its check digit (ISO 3297).
    #[schema(value_type = String, pattern = "^[0-9]{4}-[0-9]{3}[0-9X]$", example = "1537-744X")]
    Issn, check_issn
}

fn check_doi(text: &str) -> Result<(), InvalidValue> {
    let is_valid = text
        .strip_prefix("10.")
        .and_then(|rest| rest.split_once('/'))
        .is_some_and(|(prefix, suffix)| {
            (4..=9).contains(&prefix.len())
                && prefix.bytes().all(|b| b.is_ascii_digit())
                && !suffix.is_empty()
                && !suffix.contains(|c: char| {
                    c.is_whitespace() || c.is_control() || c.is_ascii_uppercase()
                })
        });
    refuse_unless(
        is_valid && text.len() <= 300,
        "a bare DOI in lower case such as 10.1155/2014/287597",
        text,
    )
}

fn check_pmid(text: &str) -> Result<(), InvalidValue> {
    refuse_unless(
        is_number(text, 8),
        "a PubMed id of one to eight digits without leading zeros",
        text,
    )
}

fn check_pmcid(text: &str) -> Result<(), InvalidValue> {
    let is_valid = text
        .strip_prefix("PMC")
        .is_some_and(|digits| is_number(digits, 9));
    refuse_unless(is_valid, "a PubMed Central id such as PMC3953439", text)
}

fn check_orcid(text: &str) -> Result<(), InvalidValue> {
    let is_grouped = text.len() == 19 && [4, 9, 14].iter().all(|&at| text.as_bytes()[at] == b'-');
    let digits: String = text.chars().filter(|&c| c != '-').collect();
    let is_valid = is_grouped && is_digits_then_check(&digits, 16) && mod_11_2(&digits);
    refuse_unless(
        is_valid,
        "an ORCID iD such as 0000-0002-1825-0097 with a right check digit",
        text,
    )
}

fn check_isbn(text: &str) -> Result<(), InvalidValue> {
    let is_hyphenated_well = !text.starts_with('-') && !text.ends_with('-') && !text.contains("--");
    let digits: String = text.chars().filter(|&c| c != '-').collect();
    let is_valid = match digits.len() {
        10 => is_digits_then_check(&digits, 10) && weighted_sum(&digits, |at| 10 - at) % 11 == 0,
        13 => is_number(&digits, 13) && weighted_sum(&digits, |at| 1 + 2 * (at % 2)) % 10 == 0,
        _ => false,
    };
    refuse_unless(
        is_hyphenated_well && is_valid,
        "an ISBN of 10 or 13 digits with a right check digit",
        text,
    )
}

fn check_issn(text: &str) -> Result<(), InvalidValue> {
    let is_grouped = text.len() == 9 && text.as_bytes()[4] == b'-';
    let digits: String = text.chars().filter(|&c| c != '-').collect();
    let is_valid = is_grouped
        && is_digits_then_check(&digits, 8)
        && weighted_sum(&digits, |at| 8 - at) % 11 == 0;
    refuse_unless(
        is_valid,
        "an ISSN such as 1537-744X with a right check digit",
        text,
    )
}

impl Doi {
    /// The form in which two DOIs are compared: without `%2f` and the full stop of the sentence that it stood in.
    pub fn folded(&self) -> String {
        let bare = self.0.trim_end_matches(['.', ',', ';']);
        bare.replace("%2f", "/")
    }
}

impl Isbn {
    /// The digits that an ISBN of 10 and one of 13 digits for the same book have in common.
    pub fn folded(&self) -> String {
        let digits: String = self.0.chars().filter(|c| *c != '-').collect();
        let without_check = &digits[..digits.len().saturating_sub(1)];
        match without_check.len() {
            9 => format!("978{without_check}"),
            _ => without_check.to_owned(),
        }
    }
}

fn refuse_unless(is_valid: bool, expected: &str, text: &str) -> Result<(), InvalidValue> {
    if is_valid {
        Ok(())
    } else {
        Err(InvalidValue::new(expected.to_owned(), text))
    }
}

fn is_number(text: &str, max_digits: usize) -> bool {
    (1..=max_digits).contains(&text.len())
        && !text.starts_with('0')
        && text.bytes().all(|b| b.is_ascii_digit())
}

/// `length` characters, all digits but the last, which may be `X` for ten.
fn is_digits_then_check(text: &str, length: usize) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == length
        && bytes[..length - 1].iter().all(u8::is_ascii_digit)
        && (bytes[length - 1].is_ascii_digit() || bytes[length - 1] == b'X')
}

fn digit(c: char) -> usize {
    c.to_digit(10).map_or(10, |value| value as usize)
}

fn weighted_sum(digits: &str, weight: impl Fn(usize) -> usize) -> usize {
    digits
        .chars()
        .enumerate()
        .map(|(at, c)| digit(c) * weight(at))
        .sum()
}

fn mod_11_2(digits: &str) -> bool {
    let (body, check) = digits.split_at(digits.len() - 1);
    let total = body.chars().fold(0, |total, c| (total + digit(c)) * 2);
    (12 - total % 11) % 11 == check.chars().next().map_or(0, digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_of_real_papers_are_taken() {
        assert!(Doi::parse("10.1155/2014/287597").is_ok());
        assert!(Pmid::parse("24707200").is_ok());
        assert!(Pmcid::parse("PMC3953439").is_ok());
        assert!(Orcid::parse("0000-0002-1825-0097").is_ok());
        assert!(Orcid::parse("0000-0002-1694-233X").is_ok());
        assert!(Isbn::parse("978-0-306-40615-7").is_ok());
        assert!(Isbn::parse("0-306-40615-2").is_ok());
        assert!(Isbn::parse("080442957X").is_ok());
        assert!(Issn::parse("1537-744X").is_ok());
        assert!(Issn::parse("0378-5955").is_ok());
    }

    #[test]
    fn a_wrong_check_digit_is_refused() {
        assert!(Orcid::parse("0000-0002-1825-0098").is_err());
        assert!(Isbn::parse("978-0-306-40615-8").is_err());
        assert!(Isbn::parse("0-306-40615-3").is_err());
        assert!(Issn::parse("1537-7440").is_err());
    }

    #[test]
    fn a_doi_is_bare_and_lower_case() {
        for bad in [
            "https://doi.org/10.1155/2014/287597",
            "doi:10.1155/x",
            "10.1155/ABC",
            "10.1155/",
            "10.12/x",
            "10.1155/a b",
        ] {
            assert!(Doi::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn text_of_any_length_and_script_never_panics() {
        for odd in [
            "",
            "é",
            "----",
            "000é-0002-1825-0097",
            "１２３４-５６７８",
            "X",
        ] {
            assert!(
                Orcid::parse(odd).is_err()
                    && Isbn::parse(odd).is_err()
                    && Issn::parse(odd).is_err(),
                "{odd}"
            );
        }
    }
}
