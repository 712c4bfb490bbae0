//! Which format of references a text is in, told from what it says.

use crate::content::CslType;
use crate::seed::ReferenceFormat;

/// How many lines are looked at: programs that write remarks before the first entry write few.
const MAX_LINES: usize = 500;

/// The format of a bibliography; `None` for a text that is none.
pub fn bibliography_format_of(text: &str) -> Option<ReferenceFormat> {
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    if text.starts_with(['[', '{']) {
        return is_csl_json(text).then_some(ReferenceFormat::CslJson);
    }
    let lines = text.lines().take(MAX_LINES);
    let found = lines
        .clone()
        .find_map(|line| format_of_line(line.trim_end()));
    found.or_else(|| is_csl_yaml(text).then_some(ReferenceFormat::CslYaml))
}

fn format_of_line(line: &str) -> Option<ReferenceFormat> {
    let is_tag = |tag: &str| {
        line.strip_prefix(tag).is_some_and(|rest| {
            let value = rest.trim_start().strip_prefix('-');
            value.is_some_and(|value| value.starts_with(' '))
        })
    };
    if is_tag("TY") {
        return Some(ReferenceFormat::Ris);
    }
    if is_tag("PMID") {
        return Some(ReferenceFormat::Pubmed);
    }
    let entry = line.trim_start().strip_prefix('@')?;
    let (kind, _) = entry.split_once(['{', '('])?;
    is_bibtex_kind(kind.trim()).then_some(ReferenceFormat::Bibtex)
}

/// The kinds that begin nearly every file; style sheets have other words behind the sign.
fn is_bibtex_kind(kind: &str) -> bool {
    const KINDS: [&str; 26] = [
        "article",
        "book",
        "booklet",
        "collection",
        "comment",
        "conference",
        "dataset",
        "electronic",
        "inbook",
        "incollection",
        "inproceedings",
        "inreference",
        "manual",
        "mastersthesis",
        "misc",
        "online",
        "patent",
        "phdthesis",
        "preamble",
        "proceedings",
        "report",
        "software",
        "string",
        "techreport",
        "thesis",
        "unpublished",
    ];
    KINDS.iter().any(|known| known.eq_ignore_ascii_case(kind))
}

/// A list of items, one item, or an object around the list; the first item says what it is in a word of CSL.
fn is_csl_json(text: &str) -> bool {
    let Ok(value) = serde_json::from_str::<serde_json::Value>(text) else {
        // Broken JSON that speaks of what items have is better reported as that than as nothing.
        return ["\"type\"", "\"title\"", "\"issued\""]
            .iter()
            .all(|word| text.contains(word));
    };
    let list = value.as_object().filter(|members| members.len() == 1);
    let value = list
        .and_then(|members| members.values().next())
        .unwrap_or(&value);
    let item = value.as_array().map_or(Some(value), |items| items.first());
    let csl_type = item
        .and_then(|item| item.get("type"))
        .and_then(|word| word.as_str());
    csl_type.is_some_and(is_csl_type)
}

/// Lines `id: ...` and `type: ...` with a word of CSL, in a document without a body behind it.
fn is_csl_yaml(text: &str) -> bool {
    let value_of = |line: &str, key: &str| {
        let line = line
            .trim_start()
            .trim_start_matches("- ")
            .trim_start_matches('{');
        let value = line.strip_prefix(key)?.strip_prefix(':')?.trim();
        Some(
            value
                .split(',')
                .next()
                .unwrap_or_default()
                .trim_matches(['"', '\'', '}', ' '])
                .to_owned(),
        )
    };
    let has_body = text.starts_with("---") && {
        let mut after = text
            .lines()
            .skip(1)
            .skip_while(|line| line.trim_end() != "---");
        after.any(|line| !matches!(line.trim(), "" | "---" | "..."))
    };
    let has_id = text.lines().any(|line| value_of(line, "id").is_some());
    let mut types = text.lines().filter_map(|line| value_of(line, "type"));
    !has_body && has_id && types.any(|word| is_csl_type(&word))
}

fn is_csl_type(word: &str) -> bool {
    CslType::ALL.iter().any(|(known, _)| *known == word)
}
