//! Slugs from titles and names in any script.

use crate::content::Slug;

/// The slug nearest to a text, whose letters are written in ASCII; `None` when nothing of it can be.
pub fn slug_of(text: &str) -> Option<Slug> {
    Slug::from_title(&deunicode::deunicode(text))
}

/// The name of a file without its folder and its ending.
pub fn stem_of(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}
