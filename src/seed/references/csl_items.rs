//! References in the variables of CSL, as CSL-YAML and CSL-JSON write them.

use super::csl_dates::date_of;
use super::csl_names::names_of;
use super::draft::ReferenceDraft;
use crate::content::{Code, CslDate, CslType, Reference, Source};
use crate::seed::fields::{Fields, text_of};
use crate::seed::nearest::nearest_or;
use crate::seed::report::Report;
use crate::seed::source_text::Placed;
use crate::seed::yaml::{Node, Pair, Value};

/// Variables that are not plain text, which have been read when the others are.
const STRUCTURAL: [&str; 6] = ["id", "type", "author", "editor", "issued", "accessed"];

/// What an item says.
pub fn draft_of(mut fields: Fields, source: Source, report: &mut Report) -> ReferenceDraft {
    let key = key_of(&mut fields, report);
    let csl_type = type_of(&mut fields, report);
    let mut texts: Vec<(String, Placed<String>)> = Vec::new();
    let issued = date_named("issued", &mut fields, &mut texts, report);
    let accessed = date_named("accessed", &mut fields, &mut texts, report);
    let author = names_of("author", &mut fields, report);
    let editor = names_of("editor", &mut fields, report);
    fill_texts(fields, &mut texts, report);
    ReferenceDraft {
        key,
        csl_type: csl_type.unwrap_or(CslType::Document),
        author,
        editor,
        issued,
        accessed,
        texts,
        source,
    }
}

/// The variables that are left, which are text.
fn fill_texts(fields: Fields, texts: &mut Vec<(String, Placed<String>)>, report: &mut Report) {
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
}

/// The date of a variable; one that cannot be read is reported, and kept as it is given.
fn date_named(
    name: &str,
    fields: &mut Fields,
    texts: &mut Vec<(String, Placed<String>)>,
    report: &mut Report,
) -> Option<CslDate> {
    let node = fields.take(name)?;
    let span = node.span;
    let given = json_of(&node);
    let date = date_of(name, node, report);
    if date.is_none() {
        let words = given.as_str().or_else(|| given.get("raw")?.as_str());
        let value = words.map_or_else(|| given.to_string(), str::to_owned);
        texts.push((format!("{name}-as-given"), Placed { value, span }));
    }
    date
}

/// The key; empty when it is missing, which is reported.
fn key_of(fields: &mut Fields, report: &mut Report) -> Placed<String> {
    let span = fields.span();
    let missing = Placed {
        value: String::new(),
        span,
    };
    if !fields.has("id") {
        fields.required_text("id", report);
        return missing;
    }
    fields.text("id", report).unwrap_or(missing)
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
    if let ("about", Some(words)) = (name.as_str(), words_of(&pair.value)) {
        return Some((name, words));
    }
    let is_text = matches!(pair.value.value, Value::Scalar { .. });
    if known.is_some() || is_text {
        let text = match &pair.value.value {
            // Characters that nobody sees are refused later, with those of every format.
            Value::Scalar { text, .. } if !pair.value.is_null() && !text.trim().is_empty() => {
                let value = text.trim().to_owned();
                let span = pair.value.span;
                Placed { value, span }
            }
            _ => text_of(&name, pair.value, report)?,
        };
        return Some((name, text));
    }
    let text = Placed {
        value: json_of(&pair.value).to_string(),
        span: pair.value.span,
    };
    Some((name, text))
}

/// A list of words as one text with commas.
fn words_of(node: &Node) -> Option<Placed<String>> {
    let Value::List(items) = &node.value else {
        return None;
    };
    let words = items.iter().map(|item| match &item.value {
        Value::Scalar { text, .. } => Some(text.trim()),
        Value::List(_) | Value::Map(_) => None,
    });
    let words: Vec<&str> = words.collect::<Option<_>>()?;
    (!words.is_empty()).then(|| Placed {
        value: words.join(", "),
        span: node.span,
    })
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
