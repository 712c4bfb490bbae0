//! Reads therapies and conditions: front matter and a description.

use super::Fault;
use super::fields::{Fields, items_of, text_of};
use super::front_matter::{read_front_matter, read_slug, stem_of};
use super::markdown::{Use, read_description};
use super::report::Report;
use super::source_text::Placed;
use super::yaml::{Node, Pair, Value};
use crate::content::{Authored, Block, Condition, ConditionCode, Slug, Source, Therapy};

const THERAPY_KEYS: &[&str] = &[
    "name",
    "slug",
    "also_known_as",
    "summary",
    "contraindications",
];
const CONDITION_KEYS: &[&str] = &[
    "name",
    "slug",
    "also_known_as",
    "summary",
    "codes",
    "red_flags",
];

/// A therapy or condition, or as much of it as could be read.
pub struct ReadTopic<T> {
    pub path: String,
    /// Its slug, or the one that its file name suggests; others may point at it although it has faults.
    pub slug: Option<Placed<Slug>>,
    pub topic: Option<Authored<T>>,
    pub uses: Vec<Use>,
}

/// Reads one file of `therapies/`.
pub fn read_therapy(path: &str, text: &str, faults: &mut Vec<Fault>) -> ReadTopic<Therapy> {
    read_topic(path, text, faults, ("a therapy", THERAPY_KEYS), therapy_of)
}

/// Reads one file of `conditions/`.
pub fn read_condition(path: &str, text: &str, faults: &mut Vec<Fault>) -> ReadTopic<Condition> {
    let kind = ("a condition", CONDITION_KEYS);
    read_topic(path, text, faults, kind, condition_of)
}

fn read_topic<T>(
    path: &str,
    text: &str,
    faults: &mut Vec<Fault>,
    (owner, known): (&'static str, &'static [&'static str]),
    content_of: fn(&mut Fields, Slug, Vec<Block>, &mut Report) -> T,
) -> ReadTopic<T> {
    let mut report = Report::new(path, faults);
    let front = read_front_matter(text, &mut report);
    let description = front.body_offset.map(|offset| {
        report.read_body(|file, faults| read_description(text, offset, file, faults))
    });
    let (blocks, uses) = description.map_or_else(Default::default, |d| (d.blocks, d.uses));
    let mut read = ReadTopic {
        path: path.to_owned(),
        slug: Slug::parse(stem_of(path)).ok().map(Placed::at_start),
        topic: None,
        uses,
    };
    let fields = front
        .tree
        .and_then(|tree| Fields::open(tree, owner, known, &mut report));
    if let Some(mut fields) = fields {
        read.slug = read_slug(&mut fields, path, &mut report);
        if let Some(slug) = &read.slug {
            read.topic = Some(Authored {
                content: content_of(&mut fields, slug.value.clone(), blocks, &mut report),
                source: Source::of(path, text),
            });
            fields.finish(&mut report);
        }
    }
    read
}

fn therapy_of(fields: &mut Fields, slug: Slug, blocks: Vec<Block>, report: &mut Report) -> Therapy {
    Therapy {
        slug,
        name: fields.required_text("name", report),
        also_known_as: fields.plain_texts("also_known_as", report),
        summary: fields.required_text("summary", report),
        description: blocks,
        contraindications: fields.plain_texts("contraindications", report),
        references: Vec::new(),
    }
}

fn condition_of(
    fields: &mut Fields,
    slug: Slug,
    blocks: Vec<Block>,
    report: &mut Report,
) -> Condition {
    Condition {
        slug,
        name: fields.required_text("name", report),
        also_known_as: fields.plain_texts("also_known_as", report),
        summary: fields.required_text("summary", report),
        description: blocks,
        codes: fields
            .take("codes")
            .map_or_else(Vec::new, |node| codes_of(node, report)),
        red_flags: fields.plain_texts("red_flags", report),
        references: Vec::new(),
    }
}

/// A mapping of systems to one code each, or to a list of codes.
fn codes_of(node: Node, report: &mut Report) -> Vec<ConditionCode> {
    let Value::Map(pairs) = node.value else {
        let message = format!("`codes` must be a mapping, got {}", node.kind());
        let help = "write one line for each classification, such as `icd-10: M54.3`".to_owned();
        report.add(super::Code::Yaml, node.span, message, help);
        return Vec::new();
    };
    pairs
        .into_iter()
        .flat_map(|pair| codes_of_system(pair, report))
        .collect()
}

fn codes_of_system(pair: Pair, report: &mut Report) -> Vec<ConditionCode> {
    let system = pair.key.value;
    let values = match pair.value.value {
        Value::List(_) => items_of(&system, pair.value, report),
        Value::Scalar { .. } | Value::Map(_) => vec![pair.value],
    };
    values
        .into_iter()
        .filter_map(|value| text_of(&system, value, report))
        .map(|value| ConditionCode {
            system: system.clone(),
            value: value.value,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_has_one_or_several_codes_of_a_system() {
        let mut faults = Vec::new();
        let text = "---\nname: Sciatica\nsummary: Pain\ncodes:\n  icd-10: [M54.3, M54.4]\n  snomed-ct: 23056005\n---\nText.\n";

        let read = read_condition("conditions/sciatica.md", text, &mut faults);

        let Some(condition) = read.topic.map(|topic| topic.content) else {
            panic!("a condition was expected")
        };
        let codes: Vec<String> = condition
            .codes
            .iter()
            .map(|code| format!("{} {}", code.system, code.value))
            .collect();
        assert_eq!(
            codes,
            ["icd-10 M54.3", "icd-10 M54.4", "snomed-ct 23056005"]
        );
        assert_eq!(condition.slug.as_str(), "sciatica");
        assert_eq!(faults, []);
    }

    #[test]
    fn a_therapy_without_a_summary_and_with_a_strange_key_has_two_faults() {
        let mut faults = Vec::new();

        read_therapy(
            "therapies/x.md",
            "---\nname: X\nred_flags: []\n---\n",
            &mut faults,
        );

        assert_eq!(faults.len(), 2);
        assert!(faults[0].message.contains("`summary`"));
        assert_eq!((faults[1].span.line, faults[1].span.column), (3, 1));
    }

    #[test]
    fn a_file_name_that_is_no_slug_needs_a_slug_in_the_front_matter() {
        let mut faults = Vec::new();

        read_therapy(
            "therapies/Hot Stone.md",
            "---\nname: X\nsummary: Y\n---\n",
            &mut faults,
        );

        assert_eq!(faults.len(), 1);
        assert!(faults[0].to_string().contains("hot-stone"));
    }
}
