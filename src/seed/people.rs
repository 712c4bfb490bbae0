//! Reads `people.yaml`: who writes and who reviews.

use super::fields::Fields;
use super::report::Report;
use super::source_text::{Placed, SourceText};
use super::yaml::{Value, read_tree};
use super::{Code, Fault};
use crate::content::{Authored, Href, Orcid, Person, Slug, Source};

const KEYS: &[&str] = &["slug", "name", "credentials", "role", "url", "orcid"];

/// A person with the place of the slug.
pub struct ReadPerson {
    pub path: String,
    pub slug: Placed<Slug>,
    pub person: Authored<Person>,
}

/// Reads a list of people.
pub fn read_people(path: &str, text: &str, faults: &mut Vec<Fault>) -> Vec<ReadPerson> {
    let mut report = Report::new(path, faults);
    let Some(tree) = read_tree(text, 0, &mut report) else {
        return Vec::new();
    };
    let kind = tree.kind();
    let Value::List(items) = tree.value else {
        let message = format!("people must be a list, got {kind}");
        let help = "write one `- slug: ...` for each person".to_owned();
        report.add(Code::Yaml, tree.span, message, help);
        return Vec::new();
    };
    let source = SourceText::new(text);
    let starts: Vec<usize> = items.iter().map(|item| item.span.line).collect();
    let mut people = Vec::new();
    for (at, item) in items.into_iter().enumerate() {
        let end = starts.get(at + 1).copied().unwrap_or(usize::MAX);
        let source = Source {
            path: path.to_owned(),
            text: source.lines(starts[at], end).to_owned(),
        };
        if let Some(mut fields) = Fields::open(item, "a person", KEYS, &mut report) {
            people.extend(person_of(&mut fields, source, &mut report));
            fields.finish(&mut report);
        }
    }
    people
}

fn person_of(fields: &mut Fields, source: Source, report: &mut Report) -> Option<ReadPerson> {
    let has_slug = fields.has("slug");
    let slug = fields.parsed("slug", Slug::parse, report);
    if !has_slug {
        fields.required_text("slug", report);
    }
    let name = fields.required_text("name", report);
    let credentials = fields.text("credentials", report);
    let role = fields.text("role", report);
    let url = fields.parsed("url", Href::parse, report);
    let orcid = fields.parsed("orcid", Orcid::parse, report);
    let slug = slug?;
    let person = Person {
        slug: slug.value.clone(),
        name,
        credentials: credentials.map(|text| text.value),
        role: role.map(|text| text.value),
        url: url.map(|url| url.value),
        orcid: orcid.map(|orcid| orcid.value),
    };
    Some(ReadPerson {
        path: source.path.clone(),
        slug,
        person: Authored {
            content: person,
            source,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_person_keeps_the_lines_it_came_from() {
        let mut faults = Vec::new();
        let text = "# people\n- slug: a-b\n  name: A B\n\n- {slug: c, name: C}\n";

        let people = read_people("people.yaml", text, &mut faults);

        assert_eq!(faults, []);
        let texts: Vec<&str> = people
            .iter()
            .map(|p| p.person.source.text.as_str())
            .collect();
        assert_eq!(texts, ["- slug: a-b\n  name: A B", "- {slug: c, name: C}"]);
    }

    #[test]
    fn every_fault_of_every_person_is_reported() {
        let mut faults = Vec::new();
        let text = "- slug: A\n  orcid: 0000-0002-1825-0098\n- name: C\n  rolle: x\n- text\n";

        read_people("people.yaml", text, &mut faults);

        let places: Vec<(usize, usize)> = faults
            .iter()
            .map(|f| (f.span.line, f.span.column))
            .collect();
        assert_eq!(places, [(1, 9), (1, 3), (2, 10), (3, 3), (4, 3), (5, 3)]);
    }
}
