//! References in CSL-YAML: a list, or a mapping with the list under `references`, as Pandoc reads it.

use super::csl_items::draft_of;
use super::draft::ReferenceDraft;
use crate::content::{Code, Source};
use crate::seed::fields::{Fields, items_of};
use crate::seed::report::Report;
use crate::seed::source_text::SourceText;
use crate::seed::yaml::{Node, Value, read_tree};

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
            drafts.push(draft_of(fields, source, report));
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

#[cfg(test)]
mod tests {
    use crate::content::{CslDay, Reference};
    use crate::seed::folder::SeedFile;
    use crate::seed::references::read_bibliography;

    fn read(text: &str) -> (Vec<Reference>, Vec<String>) {
        let mut faults = Vec::new();
        let file = SeedFile {
            path: "references.yaml".to_owned(),
            content: text.to_owned(),
        };
        let references = read_bibliography(&file, &mut faults)
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
        assert_eq!(
            lines,
            ["1", "10", "11", "2", "4", "5", "6", "6"],
            "{faults:#?}"
        );
    }
}
