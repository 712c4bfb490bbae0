//! Pages as bibliographies write them.

/// Pages with plain hyphens: `281-289`.
pub fn hyphenated(text: &str) -> String {
    let hyphens = text.replace(['\u{2013}', '\u{2014}', '\u{2212}'], "-");
    let parts: Vec<&str> = hyphens.split('-').map(str::trim).collect();
    parts.join("-")
}

/// The same with whole numbers, where a format leaves digits out: `281-289` for `281-9`. What is more than one range
/// stays as it is.
pub fn whole_range(text: &str) -> String {
    let pages = hyphenated(text);
    match pages.split_once('-') {
        Some((first, last)) => format!("{first}-{}", whole_last(first, last)),
        None => pages,
    }
}

/// The last page, with the digits that it has in common with the first and that were left out.
pub fn whole_last(first: &str, last: &str) -> String {
    let is_number = |page: &str| !page.is_empty() && page.bytes().all(|b| b.is_ascii_digit());
    if is_number(first) && is_number(last) && last.len() < first.len() {
        let kept = first.len() - last.len();
        let whole = format!("{}{last}", &first[..kept]);
        if *whole > *first {
            return whole;
        }
    }
    last.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviated_ranges_are_written_out_and_others_are_kept() {
        for (given, pages) in [
            ("281-9", "281-289"),
            ("281\u{2013}289", "281-289"),
            ("281 – 9", "281-289"),
            ("1299-305", "1299-1305"),
            ("287597", "287597"),
            ("S12-5", "S12-5"),
            ("e32952", "e32952"),
            ("281-1", "281-1"),
            ("10-2, 14-5", "10-2, 14-5"),
            ("99-", "99-"),
        ] {
            assert_eq!(whole_range(given), pages);
        }
    }
}
