//! Slugs from the names that other programs give, in any script.

use crate::content::Slug;

/// The slug nearest to a name or title; `None` when nothing of it can be written in ASCII.
pub fn slug_of(name: &str) -> Option<Slug> {
    if let Ok(slug) = Slug::parse(name) {
        return Some(slug);
    }
    // A slug is an address that people type, so it is written in ASCII rather than lost.
    let ascii = deunicode::deunicode(&percent_decoded(name));
    Slug::from_title(&ascii)
}

/// A slug with a number behind it, for a name that is taken.
pub fn numbered(slug: &Slug, number: usize) -> Option<Slug> {
    const ROOM: usize = 100;
    let base = &slug.as_str()[..slug.as_str().len().min(ROOM)];
    Slug::parse(&format!("{}-{number}", base.trim_end_matches('-'))).ok()
}

/// A name without the percent signs of an address; what is no UTF-8 stays as it is.
pub fn percent_decoded(text: &str) -> String {
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8();
    decoded.map_or_else(|_| text.to_owned(), |decoded| decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_script_has_slugs() {
        let slug = |name: &str| slug_of(name).map(|slug| slug.to_string());

        assert_eq!(slug("back-pain").as_deref(), Some("back-pain"));
        assert_eq!(
            slug("Übungen für den Rücken").as_deref(),
            Some("ubungen-fur-den-rucken")
        );
        assert_eq!(slug("%c3%bcbungen").as_deref(), Some("ubungen"));
        assert!(slug("坐骨神経痛").is_some());
        assert_eq!(slug("%zz!"), Some("zz".to_owned()));
        assert_eq!(slug("???"), None);
    }

    #[test]
    fn a_long_slug_leaves_room_for_its_number() {
        let long = Slug::parse(&"a".repeat(120)).ok();

        let second = long.and_then(|slug| numbered(&slug, 12));

        assert!(second.is_some_and(|slug| slug.as_str().ends_with("a-12")));
    }
}
