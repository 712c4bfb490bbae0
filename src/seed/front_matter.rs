//! Splits a Markdown file into its front matter and its body.

use super::fields::Fields;
use super::report::Report;
use super::source_text::Placed;
use super::yaml::{Node, read_tree};
use super::{Code, Span};
use crate::content::Slug;

/// A file taken apart.
pub struct FrontMatter {
    /// The front matter as a tree; `None` when it cannot be read, which is reported.
    pub tree: Option<Node>,
    /// Where the body starts, in bytes; `None` when the front matter has no end.
    pub body_offset: Option<usize>,
}

/// Reads the YAML between the first line and the next line `---`.
pub fn read_front_matter(text: &str, report: &mut Report) -> FrontMatter {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != "---" {
        report.add(
            Code::Yaml,
            Span::at(1, 1),
            "the file has no front matter".to_owned(),
            "begin it with a line `---`, the keys, and another line `---`".to_owned(),
        );
        return FrontMatter {
            tree: None,
            body_offset: Some(0),
        };
    }
    let mut end = first.len();
    for line in lines {
        if line.trim_end() == "---" {
            return FrontMatter {
                tree: read_tree(&text[first.len()..end], 1, report),
                body_offset: Some(end + line.len()),
            };
        }
        end += line.len();
    }
    report.add(
        Code::Yaml,
        Span::at(1, 1),
        "the front matter has no end".to_owned(),
        "close it with a line `---`".to_owned(),
    );
    FrontMatter {
        tree: None,
        body_offset: None,
    }
}

/// The name of a file without its folder and its endings: `x` for `articles/x.draft.md`.
pub fn stem_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let name = name.strip_suffix(".md").unwrap_or(name);
    name.strip_suffix(".draft").unwrap_or(name)
}

/// The slug that the front matter gives, else the name of the file. When it breaks the rules, which is reported, the
/// nearest slug, so that what points at the file is still found.
pub fn read_slug(fields: &mut Fields, path: &str, report: &mut Report) -> Option<Placed<Slug>> {
    let stem = stem_of(path);
    if let Some(node) = fields.take("slug") {
        let written = super::fields::text_of("slug", node, report);
        let slug =
            written.and_then(|text| super::fields::parsed("slug", text, &Slug::parse, report));
        return slug.or_else(|| Slug::from_title(stem).map(Placed::at_start));
    }
    let span = Span::at(1, 1);
    if let Ok(value) = Slug::parse(stem) {
        return Some(Placed { value, span });
    }
    let near = Slug::from_title(stem);
    let example = near.as_ref().map_or("a-slug", Slug::as_str);
    report.add(
        Code::Identifier,
        span,
        format!("the file's name `{stem}` is not a slug, and the front matter gives none"),
        format!("rename the file to `{example}.md`, or add `slug: {example}`"),
    );
    near.map(Placed::at_start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> (Option<usize>, Vec<String>) {
        let mut faults = Vec::new();
        let front = read_front_matter(text, &mut Report::new("a.md", &mut faults));
        (
            front.body_offset,
            faults.iter().map(ToString::to_string).collect(),
        )
    }

    #[test]
    fn the_body_starts_after_the_second_line_of_dashes() {
        assert_eq!(split("---\na: 1\n---\nbody"), (Some(13), Vec::new()));
        assert_eq!(split("---\r\na: 1\r\n---\r\nbody").0, Some(16));
        assert_eq!(split("---\n---\n").0, Some(8));
    }

    #[test]
    fn front_matter_that_is_missing_or_open_is_reported() {
        assert_eq!(split("body\n").1.len(), 1);
        assert_eq!(split("").1.len(), 1);
        assert!(split("---\na: 1\n").1[0].contains("no end"));
    }
}
