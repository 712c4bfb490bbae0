//! The title of a page: what its metadata says, without the name of the site.

use crate::import::page::flow::{Content, Flow, text_of};

/// The names that a page gives itself.
pub struct Names {
    /// The title for those who share the page.
    pub shared: Option<String>,
    /// The title of the window.
    pub page: Option<String>,
    pub site: Option<String>,
}

const SEPARATORS: [&str; 7] = [" | ", " – ", " — ", " - ", " · ", " :: ", " » "];

/// The title that the metadata gives; `None` if there is none. Where it is a heading of the page and the name of the
/// site, it is the heading.
pub fn choose(names: &Names, flow: &[Flow]) -> Option<String> {
    let given = names.shared.as_deref().or(names.page.as_deref())?;
    let given = names
        .site
        .as_deref()
        .and_then(|site| without_site(given, site))
        .unwrap_or(given);
    let headings = flow.iter().filter_map(|block| match &block.content {
        Content::Heading { words, .. } => Some(text_of(words)),
        _ => None,
    });
    let first_headings: Vec<String> = headings.take(3).collect();
    let heading = first_headings
        .into_iter()
        .find(|heading| is_part_of(heading, given));
    Some(heading.unwrap_or_else(|| given.to_owned()))
}

fn without_site<'a>(title: &'a str, site: &str) -> Option<&'a str> {
    SEPARATORS.iter().find_map(|separator| {
        let rest = title.strip_suffix(site)?.strip_suffix(separator)?;
        (!rest.trim().is_empty()).then_some(rest.trim())
    })
}

fn is_part_of(heading: &str, title: &str) -> bool {
    heading == title
        || SEPARATORS.iter().any(|separator| {
            title
                .strip_prefix(heading)
                .is_some_and(|rest| rest.starts_with(separator))
        })
}
