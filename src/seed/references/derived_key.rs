//! Keys for entries of formats that have none: from the first author and the year, so that the same entry always gets
//! the same key, whatever stands around it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::content::{CslDate, CslName, Slug};

/// How many words of a title stand in for a missing author.
const TITLE_WORDS: usize = 4;

/// `bell-2008` for what Bell published in 2008; the first words of the title where there is no author. `None` when
/// there are neither, or none in letters that a key can have.
pub fn derived_key(author: &[CslName], title: &str, issued: Option<&CslDate>) -> Option<String> {
    let name = author.first();
    let name = name.and_then(|name| name.family.as_deref().or(name.literal.as_deref()));
    let who = name
        .and_then(ascii_words)
        .or_else(|| ascii_words(title).map(|words| first_words(&words)))?;
    match issued.and_then(|date| date.year) {
        Some(year) => Some(format!("{who}-{}", year.unsigned_abs())),
        None => Some(who),
    }
}

fn first_words(words: &str) -> String {
    let words: Vec<&str> = words.split('-').take(TITLE_WORDS).collect();
    words.join("-")
}

/// The words of a text in small ASCII letters, joined by hyphens.
pub fn ascii_words(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    for c in text.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ß' => plain.push_str("ss"),
            'æ' | 'Æ' => plain.push_str("ae"),
            'œ' | 'Œ' => plain.push_str("oe"),
            'ø' | 'Ø' => plain.push('o'),
            'ł' | 'Ł' => plain.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => plain.push('d'),
            'þ' | 'Þ' => plain.push_str("th"),
            'ı' => plain.push('i'),
            c => plain.push(c),
        }
    }
    Slug::from_title(&plain).map(|slug| slug.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::CslDay;

    #[test]
    fn a_key_names_the_author_or_the_title_and_the_year() {
        let person = |family: &str| CslName {
            family: Some(family.to_owned()),
            ..CslName::default()
        };
        let year = CslDay::new(2008, Some(7), None).map(CslDate::from);
        let key = |author: &[CslName], title: &str| derived_key(author, title, year.as_ref());

        assert_eq!(key(&[person("Bell")], "x").as_deref(), Some("bell-2008"));
        assert_eq!(
            key(&[person("Müller-Łoś")], "x").as_deref(),
            Some("muller-los-2008")
        );
        assert_eq!(
            key(&[], "How Massage May Help You").as_deref(),
            Some("how-massage-may-help-2008")
        );
        assert_eq!(
            key(&[person("坐骨")], "Massage").as_deref(),
            Some("massage-2008")
        );
        assert_eq!(key(&[], "坐骨神経痛"), None);
        assert_eq!(
            derived_key(&[person("Bell")], "", None).as_deref(),
            Some("bell")
        );
    }
}
