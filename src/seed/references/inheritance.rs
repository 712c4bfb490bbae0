//! What entries of BibTeX take over from others: `crossref` and `xdata`.

use std::collections::HashMap;

use super::bibtex::BibEntry;
use crate::content::Code;
use crate::seed::nearest::nearest_or;
use crate::seed::report::Report;

/// How many generations of parents are asked; so circles end.
const MAX_GENERATIONS: usize = 3;
/// How many parents of one kind an entry may name.
const MAX_PARENTS: usize = 8;

/// Gives every entry the fields that it lacks and its parents have. Entries that only hold data for others are left
/// out.
pub fn resolve_parents(entries: Vec<BibEntry>, report: &mut Report) -> Vec<BibEntry> {
    let by_key: HashMap<String, usize> = entries
        .iter()
        .enumerate()
        .rev()
        .map(|(at, entry)| (entry.key.value.to_ascii_lowercase(), at))
        .collect();
    let mut resolved = Vec::with_capacity(entries.len());
    for entry in &entries {
        if entry.kind.value != "xdata" {
            let mut child = entry.clone();
            child.fields.retain(|field| !is_link(&field.name));
            take_over(&mut child, entry, &entries, &by_key, MAX_GENERATIONS);
            resolved.push(child);
        }
        for field in entry.fields.iter().filter(|field| is_link(&field.name)) {
            for key in keys_of(&field.verbatim()) {
                if !by_key.contains_key(&key) {
                    let known = entries.iter().map(|entry| entry.key.value.as_str());
                    let message = format!(
                        "`{}` names `{key}`, which is no entry of this file",
                        field.name
                    );
                    let help = nearest_or(&key, known, "add that entry to the same file");
                    report.add(Code::Bibliography, field.span, message, help);
                }
            }
        }
    }
    resolved
}

fn take_over(
    child: &mut BibEntry,
    of: &BibEntry,
    entries: &[BibEntry],
    by_key: &HashMap<String, usize>,
    generations: usize,
) {
    if generations == 0 {
        return;
    }
    for link in of.fields.iter().filter(|field| is_link(&field.name)) {
        for key in keys_of(&link.verbatim()).into_iter().take(MAX_PARENTS) {
            let Some(parent) = by_key.get(&key).and_then(|&at| entries.get(at)) else {
                continue;
            };
            for field in &parent.fields {
                let name = match field.name.as_str() {
                    name if is_link(name) || is_own(name) && link.name == "crossref" => continue,
                    "title" if link.name == "crossref" => "booktitle",
                    name => name,
                };
                if child.fields.iter().all(|own| own.name != name) {
                    let mut field = field.clone();
                    field.name = name.to_owned();
                    // Faults of what is taken over are reported where it stands; here they point at the link.
                    field.span = link.span;
                    child.fields.push(field);
                }
            }
            take_over(child, parent, entries, by_key, generations - 1);
        }
    }
}

fn is_link(name: &str) -> bool {
    matches!(name, "crossref" | "xdata")
}

/// Fields that say something about the parent alone.
fn is_own(name: &str) -> bool {
    matches!(
        name,
        "doi"
            | "pmid"
            | "pmcid"
            | "pages"
            | "note"
            | "addendum"
            | "abstract"
            | "ids"
            | "study_type"
            | "about"
            | "level"
            | "level_reason"
            | "notice"
            | "notice_on"
    )
}

fn keys_of(text: &str) -> Vec<String> {
    text.split(',')
        .map(|key| key.trim().to_ascii_lowercase())
        .filter(|key| !key.is_empty())
        .collect()
}
