//! What the path of a Markdown file says: sites keep the date, the slug, the language and the state of a post there.

use crate::content::{Locale, Moment, Slug};
use crate::import::dates::moment_of;
use crate::import::slugs::slug_of;

/// What a path says.
#[derive(Debug, Default, PartialEq)]
pub struct FileName {
    pub slug: Option<Slug>,
    pub date: Option<Moment>,
    pub locale: Option<Locale>,
    pub is_draft: bool,
}

/// Names of files that stand for the folder they are in.
const OF_FOLDER: [&str; 3] = ["index", "_index", "readme"];

/// Reads a path such as `_posts/2021-01-27-back-pain.md` or `content/posts/back-pain/index.de.md`.
pub fn file_name_of(path: &str) -> FileName {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let Some((file, folders)) = parts.split_last() else {
        return FileName::default();
    };
    let stem = file.rsplit_once('.').map_or(*file, |(stem, _)| stem);
    let (stem, locale) = language_of(stem);
    let is_of_folder = OF_FOLDER.contains(&stem.to_ascii_lowercase().as_str());
    let name = match folders.last() {
        Some(folder) if is_of_folder => folder,
        _ => stem,
    };
    let (date, name) = dated(name);
    FileName {
        slug: slug_of(name),
        date,
        locale,
        is_draft: folders.contains(&"_drafts"),
    }
}

/// Splits `back-pain.de` into a name and a language.
fn language_of(stem: &str) -> (&str, Option<Locale>) {
    let split = stem.rsplit_once('.').and_then(|(name, tag)| {
        let is_language = tag.len() == 2 || (tag.len() == 5 && tag.contains('-'));
        let locale = Locale::parse(tag).ok().filter(|_| is_language)?;
        Some((name, Some(locale)))
    });
    split.unwrap_or((stem, None))
}

/// Splits `2021-01-27-back-pain` into a day and a name.
fn dated(name: &str) -> (Option<Moment>, &str) {
    let split = name.split_at_checked(10).and_then(|(day, rest)| {
        let name = rest
            .strip_prefix(['-', '_', ' '])
            .filter(|name| !name.is_empty())?;
        Some((Some(moment_of(day)?), name))
    });
    split.unwrap_or((None, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &str) -> (String, Option<String>, Option<String>, bool) {
        let name = file_name_of(path);
        (
            name.slug.map(|slug| slug.to_string()).unwrap_or_default(),
            name.date.map(|date| date.to_string()),
            name.locale.map(|locale| locale.to_string()),
            name.is_draft,
        )
    }

    #[test]
    fn paths_of_generators_say_what_a_post_is() {
        assert_eq!(
            read("site/_posts/2021-01-27-back-pain.md"),
            (
                "back-pain".to_owned(),
                Some("2021-01-27T00:00:00.000Z".to_owned()),
                None,
                false
            )
        );
        assert_eq!(
            read("content/posts/back-pain/index.de.md"),
            ("back-pain".to_owned(), None, Some("de".to_owned()), false)
        );
        assert_eq!(
            read("_drafts/Back pain.md"),
            ("back-pain".to_owned(), None, None, true)
        );
        assert_eq!(read("index.md").0, "index");
        assert_eq!(read("2021-01-27.md").0, "2021-01-27");
        assert_eq!(read("v1.2.md").0, "v1-2");
    }
}
