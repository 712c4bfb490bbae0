//! References in CSL-JSON: a list of items, one item, or an object around the list.

use super::csl_items::draft_of;
use super::draft::ReferenceDraft;
use crate::content::{Reference, Source};
use crate::seed::fields::Fields;
use crate::seed::json::{Root, read_items};
use crate::seed::report::Report;
use crate::seed::yaml::{Node, Pair, Value};

/// Members whose own members are names and dates.
const STRUCTURED: [&str; 4] = ["author", "editor", "issued", "accessed"];

/// Our own members, which are no variables of CSL.
const EVIDENCE: [&str; 6] = [
    "about",
    "study_type",
    "level",
    "level_reason",
    "notice",
    "notice_on",
];

/// What every item of a file says.
pub fn read_entries(path: &str, text: &str, report: &mut Report) -> Vec<ReferenceDraft> {
    let mut drafts = Vec::new();
    for Root { node, range } in read_items(text, report) {
        let source = Source {
            path: path.to_owned(),
            text: text[range].to_owned(),
        };
        let node = without_blanks(with_custom_variables(node));
        if let Some(fields) = Fields::open(node, "a reference", &["id", "type", "title"], report) {
            drafts.push(draft_of(fields, source, report));
        }
    }
    drafts
}

/// Programs write `""` and `null` for what a source does not have, and a `parse-names` that asks for nothing.
fn without_blanks(node: Node) -> Node {
    let Value::Map(pairs) = node.value else {
        return node;
    };
    let mut kept: Vec<Pair> = pairs.into_iter().filter(|pair| !is_blank(pair)).collect();
    for pair in &mut kept {
        if STRUCTURED.contains(&pair.key.value.as_str()) {
            remove_blanks(&mut pair.value);
        }
    }
    let value = Value::Map(kept);
    Node { value, ..node }
}

/// From a date or a list of names, which hold nothing deeper than that.
fn remove_blanks(node: &mut Node) {
    match &mut node.value {
        Value::Map(pairs) => pairs.retain(|pair| !is_blank(pair)),
        Value::List(items) => {
            for item in items {
                if let Value::Map(pairs) = &mut item.value {
                    pairs.retain(|pair| !is_blank(pair));
                }
            }
        }
        Value::Scalar { .. } => {}
    }
}

/// CSL-JSON keeps in `custom` what it has no variable for: these are members like the others. What bears the name of
/// another member stays in it.
fn with_custom_variables(mut node: Node) -> Node {
    let Value::Map(pairs) = &mut node.value else {
        return node;
    };
    let Some(at) = pairs.iter().position(|pair| pair.key.value == "custom") else {
        return node;
    };
    let mut custom = pairs.remove(at);
    let Value::Map(inner) = &mut custom.value.value else {
        pairs.insert(at, custom);
        return node;
    };
    let is_free = |name: &str| {
        let is_ours = EVIDENCE.contains(&name);
        let is_taken = pairs.iter().any(|pair| pair.key.value == name);
        !is_taken && (is_ours || Reference::variable_named(name).is_none())
    };
    let (free, kept): (Vec<Pair>, Vec<Pair>) = std::mem::take(inner)
        .into_iter()
        .partition(|pair| is_free(&pair.key.value));
    *inner = kept;
    if !inner.is_empty() {
        pairs.push(custom);
    }
    pairs.extend(free);
    node
}

fn is_blank(pair: &Pair) -> bool {
    match &pair.value.value {
        Value::Scalar { text, .. } if pair.key.value == "parse-names" => text == "false",
        Value::Scalar { text, .. } => pair.value.is_null() || text.trim().is_empty(),
        Value::List(_) | Value::Map(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::content::{CslDay, CslType, Reference, StudyType};
    use crate::seed::folder::SeedFile;
    use crate::seed::references::read_bibliography;

    fn read(text: &str) -> (Vec<Reference>, Vec<String>, Vec<String>) {
        let mut faults = Vec::new();
        let file = SeedFile {
            path: "references.json".to_owned(),
            content: text.to_owned(),
        };
        let read = read_bibliography(&file, &mut faults);
        let texts = read.iter().map(|read| read.reference.source.text.clone());
        let texts = texts.collect();
        let references = read.into_iter().map(|read| read.reference.content);
        let references = references.collect();
        (
            references,
            texts,
            faults.iter().map(ToString::to_string).collect(),
        )
    }

    #[test]
    fn items_as_reference_managers_write_them_are_read() {
        let (references, texts, faults) = read(
            "[{\"id\":\"bell-2008\",\"type\":\"article-journal\",\"title\":\"Massage\",\"volume\":12,\"issue\":\"3\",\"page\":\"\",\
             \"author\":[{\"family\":\"Bell\",\"given\":\"J.\",\"suffix\":\"\",\"parse-names\":false}],\"issued\":{\"date-parts\":[[\"2008\",7]]},\
             \"accessed\":null,\"study_type\":\"case_report\",\"custom\":{\"a\":[1,\"2\",null]},\"number-of-pages\":9},\n\
             {\"id\":1,\"type\":\"book\",\"title\":\"B\",\"issued\":{\"raw\":\"9 Feb 2014\"},\"accessed\":{\"date-parts\":[[2014],[2015,3]],\"circa\":1}}]",
        );

        assert_eq!(faults, Vec::<String>::new());
        let bell = &references[0];
        assert_eq!(bell.csl_type, CslType::ArticleJournal);
        assert_eq!(bell.volume.as_deref(), Some("12"));
        assert_eq!((&bell.page, &bell.accessed), (&None, &None));
        assert_eq!(bell.author[0].suffix, None);
        assert_eq!(bell.issued.as_ref().and_then(|date| date.month), Some(7));
        assert_eq!(bell.other["a"], "[1,\"2\",null]");
        assert_eq!(bell.other["number-of-pages"], "9");
        assert!(texts[0].starts_with("{\"id\":\"bell") && texts[0].ends_with("9}"));
        let book = &references[1];
        assert_eq!(book.key.as_str(), "1");
        assert_eq!(book.issued.as_ref().and_then(|date| date.day), Some(9));
        let accessed = book.accessed.as_ref().expect("a date");
        assert_eq!(accessed.end, CslDay::new(2015, Some(3), None));
        assert!(accessed.circa);
    }

    #[test]
    fn what_stands_in_custom_is_read_as_if_it_stood_beside_the_variables() {
        let (references, _, faults) = read(
            "[{\"id\":\"a\",\"type\":\"book\",\"title\":\"A\",\"custom\":{\"study_type\":\"book\",\"shelf\":\"7\",\"title\":\"B\"}},\
             {\"id\":\"b\",\"type\":\"book\",\"title\":\"B\",\"custom\":\"words\"}]",
        );

        assert_eq!(faults, Vec::<String>::new());
        let book = &references[0];
        assert_eq!(book.study_type, Some(StudyType::Book));
        assert_eq!(
            (book.title.as_str(), book.other["shelf"].as_str()),
            ("A", "7")
        );
        assert_eq!(book.other["custom"], "{\"title\":\"B\"}");
        assert_eq!(references[1].other["custom"], "words");
    }

    #[test]
    fn one_item_and_a_list_in_an_object_are_read() {
        let item = "{\"id\":\"a\",\"type\":\"book\",\"title\":\"A\"}";

        assert_eq!(read(item).0.len(), 1);
        assert_eq!(read(&format!("{{\"items\": [{item}]}}")).0.len(), 1);
        assert_eq!(read("[]").0.len(), 0);
    }

    #[test]
    fn every_fault_of_every_item_has_its_place() {
        let (_, _, faults) = read(
            "[\n{\"id\":\"a\",\"type\":\"bok\",\"title\":\"A\"},\n{\"type\":\"book\",\"title\":7,\n\
             \"DOI\":\"https://doi.org/10.1155/ABC\"},\n{\"id\":\"c\",\"type\":\"book\"}, 3]",
        );

        let places: Vec<&str> = faults.iter().filter_map(|f| f.split(": ").next()).collect();
        for place in ["2:18", "3:1", "4:7", "5:7", "5:27"] {
            let place = format!("references.json:{place}");
            assert!(places.contains(&place.as_str()), "{place} in {faults:#?}");
        }
    }
}
