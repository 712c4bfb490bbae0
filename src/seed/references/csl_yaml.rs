//! References in CSL-YAML: a list, or a mapping with the list under `references`, as Pandoc reads it.

use super::csl_dates::date_of;
use super::csl_names::names_of;
use super::draft::ReferenceDraft;
use crate::content::{CslType, Reference, Source};
use crate::seed::Code;
use crate::seed::fields::{Fields, items_of, text_of};
use crate::seed::nearest::nearest_or;
use crate::seed::report::Report;
use crate::seed::source_text::{Placed, SourceText};
use crate::seed::yaml::{Node, Pair, Value, read_tree};

/// Variables that are not plain text, which have been read when the others are.
const STRUCTURAL: [&str; 6] = ["id", "type", "author", "editor", "issued", "accessed"];

/// What every entry of a file says.
pub fn read_entries(path: &str, text: &str, report: &mut Report) -> Vec<ReferenceDraft> {
    let Some(tree) = read_tree(text, 0, report) else {
        return Vec::new();
    };
    let items = entries_of(tree, report);
    let source = SourceText::new(text);
    let starts: Vec<usize> = items.iter().map(|item| item.span.line).collect();
    let mut drafts = Vec::new();
    for (at, item) in items.into_iter().enumerate() {
        let end = starts.get(at + 1).copied().unwrap_or(usize::MAX);
        let source = Source {
            path: path.to_owned(),
            text: source.lines(starts[at], end).to_owned(),
        };
        if let Some(fields) = Fields::open(item, "a reference", &["id", "type", "title"], report) {
            drafts.extend(draft_of(fields, source, report));
        }
    }
    drafts
}

fn entries_of(tree: Node, report: &mut Report) -> Vec<Node> {
    if matches!(tree.value, Value::List(_)) {
        return items_of("references", tree, report);
    }
    let Some(mut fields) = Fields::open(tree, "a bibliography", &["references"], report) else {
        return Vec::new();
    };
    let items = match fields.take("references") {
        Some(node) => items_of("references", node, report),
        None => {
            let message = "the file has no `references`".to_owned();
            let help = "write a list of references, or `references:` and the list".to_owned();
            report.add(Code::Yaml, fields.span(), message, help);
            return Vec::new();
        }
    };
    fields.finish(report);
    items
}

fn draft_of(mut fields: Fields, source: Source, report: &mut Report) -> Option<ReferenceDraft> {
    let key = key_of(&mut fields, report);
    let csl_type = type_of(&mut fields, report);
    let mut date = |name: &str, report: &mut Report| {
        fields
            .take(name)
            .and_then(|node| date_of(name, node, report))
    };
    let issued = date("issued", report);
    let accessed = date("accessed", report);
    let author = names_of("author", &mut fields, report);
    let editor = names_of("editor", &mut fields, report);
    let mut texts: Vec<(String, Placed<String>)> = Vec::new();
    for pair in fields.into_rest() {
        if let Some(name) = STRUCTURAL
            .iter()
            .find(|name| name.eq_ignore_ascii_case(&pair.key.value))
        {
            let message = format!("`{}` is written in other letters", pair.key.value);
            report.add(
                Code::Yaml,
                pair.key.span,
                message,
                format!("write `{name}`"),
            );
            continue;
        }
        let Some((name, text)) = variable_of(pair, report) else {
            continue;
        };
        let is_ours = Reference::variable_named(&name).is_some();
        if is_ours && texts.iter().any(|(known, _)| *known == name) {
            let message = format!("`{name}` stands twice");
            report.add(Code::Yaml, text.span, message, "keep one".to_owned());
        } else {
            texts.push((name, text));
        }
    }
    Some(ReferenceDraft {
        key: key?,
        csl_type: csl_type.unwrap_or(CslType::Document),
        author,
        editor,
        issued,
        accessed,
        texts,
        source,
    })
}

fn key_of(fields: &mut Fields, report: &mut Report) -> Option<Placed<String>> {
    if !fields.has("id") {
        fields.required_text("id", report);
        return None;
    }
    fields.text("id", report)
}

fn type_of(fields: &mut Fields, report: &mut Report) -> Option<CslType> {
    if !fields.has("type") {
        fields.required_text("type", report);
        return None;
    }
    let Placed { value, span } = fields.text("type", report)?;
    let found = CslType::ALL.iter().find(|(word, _)| *word == value);
    if found.is_none() {
        let words = CslType::ALL.iter().map(|(word, _)| *word);
        let help = nearest_or(&value, words, "use a type of CSL 1.0.2, such as `document`");
        let message = format!("`{value}` is not a type of CSL");
        report.add(Code::Yaml, span, message, help);
    }
    found.map(|(_, csl_type)| *csl_type)
}

/// A variable with its text; of one that CSL alone knows, a value that is not text is its JSON text.
fn variable_of(pair: Pair, report: &mut Report) -> Option<(String, Placed<String>)> {
    let key = pair.key.value;
    let known = Reference::variable_named(&key);
    let name = known.map_or(key, str::to_owned);
    let is_text = matches!(pair.value.value, Value::Scalar { .. });
    if known.is_some() || is_text {
        let text = text_of(&name, pair.value, report)?;
        return Some((name, text));
    }
    let text = Placed {
        value: json_of(&pair.value).to_string(),
        span: pair.value.span,
    };
    Some((name, text))
}

fn json_of(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Scalar { .. } if node.is_null() => serde_json::Value::Null,
        Value::Scalar {
            text,
            is_plain: true,
        } => match text.as_str() {
            "true" => true.into(),
            "false" => false.into(),
            text => {
                let number = text.parse::<serde_json::Number>().ok();
                number.map_or_else(|| text.into(), Into::into)
            }
        },
        Value::Scalar { text, .. } => text.as_str().into(),
        Value::List(items) => items.iter().map(json_of).collect(),
        Value::Map(pairs) => {
            let members = pairs
                .iter()
                .map(|pair| (pair.key.value.clone(), json_of(&pair.value)));
            serde_json::Value::Object(members.collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::content::{CslDay, Reference};
    use crate::seed::folder::SeedFile;
    use crate::seed::references::read_csl_yaml;

    fn read(text: &str) -> (Vec<Reference>, Vec<String>) {
        let mut faults = Vec::new();
        let file = SeedFile {
            path: "references.yaml".to_owned(),
            content: text.to_owned(),
        };
        let references = read_csl_yaml(&file, &mut faults)
            .into_iter()
            .map(|read| read.reference.content);
        let references = references.collect();
        (references, faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn an_entry_of_pandoc_is_read() {
        let (references, faults) = read(
            "---\nreferences:\n- id: bell-2008\n  type: article-journal\n  title: Massage\n  author:\n  - {family: Bell, given: J.}\n  - literal: NICE\n  \
             container-title: J Bodyw\n  DOI: 10.1016/j.jbmt.2008.01.006\n  PMID: 19083683\n  issued:\n  - {year: 2008, month: 7}\n  - {year: 2009}\n  \
             accessed: 2026-11-22\n  page: 281-289\n  archive: PMC\n  custom: {a: [1, x]}\n  study_type: cohort\n...\n",
        );

        assert_eq!(faults, Vec::<String>::new());
        let reference = &references[0];
        assert_eq!(reference.author.len(), 2);
        assert_eq!(
            reference.issued.as_ref().and_then(|date| date.end),
            CslDay::new(2009, None, None)
        );
        assert_eq!(
            reference.accessed.as_ref().and_then(|date| date.day),
            Some(22)
        );
        assert_eq!(
            reference.other.get("custom").map(String::as_str),
            Some("{\"a\":[1,\"x\"]}")
        );
        assert_eq!(
            reference.other.get("archive").map(String::as_str),
            Some("PMC")
        );
    }

    #[test]
    fn the_forms_of_dates_are_read() {
        let date = |issued: &str| {
            let text = format!("- id: a\n  type: book\n  title: A\n  issued: {issued}\n");
            let (references, faults) = read(&text);
            assert_eq!(faults, Vec::<String>::new(), "{issued}");
            references[0].issued.clone().expect("a date")
        };

        assert_eq!(date("{date-parts: [[2014, 2, 24]]}").day, Some(24));
        assert!(date("{date-parts: [[2014], [2015, 3]]}").end.is_some());
        assert!(date("{year: 2014, circa: true}").circa);
        assert_eq!(date("{year: 2014, season: spring}").season, Some(1));
        assert_eq!(
            date("{literal: in press}").literal.as_deref(),
            Some("in press")
        );
        assert_eq!(date("2014").year, Some(2014));
    }

    #[test]
    fn every_fault_of_every_entry_is_reported() {
        let (_, faults) = read(
            "- id: a b\n  type: artcle\n  title: A\n  DOI: HTTPS://DOI.ORG/10.1155/X\n  issued: {date-parts: [[2014, 13]]}\n- type: book\n- id: c\n  type: book\n  title: C\n  author: {given: X}\n  level_reason: x\n",
        );

        let mut lines: Vec<&str> = faults.iter().filter_map(|f| f.split(':').nth(1)).collect();
        lines.sort_unstable();
        assert_eq!(lines, ["1", "10", "11", "2", "4", "5", "6"], "{faults:#?}");
    }
}
