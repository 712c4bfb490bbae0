//! What a schema refuses in a body, as violations: each with its pointer, a stable code, what is allowed and what came.

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use serde_json::Value;

use super::MAX_VIOLATIONS;
use super::place::pointer;
use super::schemas::Schema;
use crate::error::{Violation, shown};
use crate::http::refusal::{Refusal, Result};

/// The largest tree of which every fault is listed. The validator makes all faults before it gives the first, at some 450
/// bytes each: a body of nothing but wrong items would take hundreds of times its own size.
const MAX_LISTED_VALUES: usize = 100_000;

/// Checks a tree whole. Of a tree beyond `MAX_LISTED_VALUES` the first fault is reported alone.
pub fn check(value: &Value, schema: &Schema) -> Result<()> {
    let mut violations = Vec::new();
    for error in errors(value, schema) {
        violations.extend(faults(&error, schema));
        if violations.len() >= MAX_VIOLATIONS {
            break;
        }
    }
    if violations.is_empty() {
        return Ok(());
    }
    violations.sort_by_cached_key(|violation| (order(violation), violation.code.clone()));
    violations.truncate(MAX_VIOLATIONS);
    Err(Refusal::Unprocessable(violations))
}

fn errors<'a>(
    value: &'a Value,
    schema: &'a Schema,
) -> Box<dyn Iterator<Item = ValidationError<'a>> + 'a> {
    if values_up_to(MAX_LISTED_VALUES, value) < MAX_LISTED_VALUES {
        Box::new(schema.validator.iter_errors(value))
    } else {
        Box::new(schema.validator.validate(value).err().into_iter())
    }
}

/// How many values a tree has, counted no further than a limit.
fn values_up_to(limit: usize, value: &Value) -> usize {
    let mut count = 1;
    let mut add = |inner: &Value| {
        count += values_up_to(limit.saturating_sub(count), inner);
        count < limit
    };
    match value {
        Value::Array(items) => {
            items.iter().all(&mut add);
        }
        Value::Object(members) => {
            members.values().all(&mut add);
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    count
}

/// Pointers in the order of the tree: an item 9 comes before an item 10.
fn order(violation: &Violation) -> Vec<(usize, String)> {
    let pointer = violation.pointer.as_deref().unwrap_or_default();
    let steps = pointer.split('/').map(|step| {
        let is_index = step.bytes().all(|byte| byte.is_ascii_digit());
        (if is_index { step.len() } else { 0 }, step.to_owned())
    });
    steps.collect()
}

/// The faults of one error: of unknown members there may be many.
fn faults(error: &ValidationError, schema: &Schema) -> Vec<Violation> {
    let path = error.instance_path().as_str();
    let mut steps: Vec<String> = path
        .split('/')
        .skip(1)
        .map(|step| step.replace("~1", "/").replace("~0", "~"))
        .collect();
    match error.kind() {
        Kind::AdditionalProperties { unexpected } => {
            let allowed = known_members(error, schema);
            let unexpected = unexpected.iter().take(MAX_VIOLATIONS);
            unexpected
                .map(|name| {
                    let steps = steps.iter().map(String::as_str).chain([name.as_str()]);
                    let message =
                        format!("`{}` is not a member here; allowed: {allowed}", shown(name));
                    Violation::of_member(&pointer(steps), "unknown", message)
                })
                .collect()
        }
        Kind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            steps.push(name.to_owned());
            let message = format!("`{name}` is missing");
            vec![fault(&steps, "required", message)]
        }
        _ => {
            let (code, expected) = expected(error);
            let message = format!(
                "{} must {expected}, got {}",
                subject(&steps),
                came(error.instance())
            );
            vec![fault(&steps, code, message)]
        }
    }
}

fn fault(steps: &[String], code: &str, message: String) -> Violation {
    Violation::of_member(&pointer(steps.iter().map(String::as_str)), code, message)
}

/// The members that the schema names which refused a member.
fn known_members(error: &ValidationError, schema: &Schema) -> String {
    let keyword = error.schema_path().as_str();
    let object = keyword.rsplit_once('/').map_or("", |(object, _)| object);
    let members = schema
        .text
        .pointer(object)
        .map(|object| &object["properties"]);
    match members.and_then(Value::as_object) {
        Some(members) => members.keys().cloned().collect::<Vec<_>>().join(", "),
        None => "none".to_owned(),
    }
}

fn subject(steps: &[String]) -> String {
    match steps.last() {
        None => "the body".to_owned(),
        Some(step) if step.bytes().all(|byte| byte.is_ascii_digit()) => format!("item {step}"),
        Some(step) => format!("`{}`", shown(step)),
    }
}

fn came(value: &Value) -> String {
    match value {
        Value::String(text) => format!("`{}`", shown(text)),
        Value::Array(items) => format!("an array of {}", items.len()),
        Value::Object(_) => "an object".to_owned(),
        Value::Null | Value::Bool(_) | Value::Number(_) => format!("`{value}`"),
    }
}

/// The code of a fault, and what completes the sentence "it must ...".
fn expected(error: &ValidationError) -> (&'static str, String) {
    match error.kind() {
        Kind::Type { kind } => ("type", format!("be {}", types(kind))),
        Kind::Enum { options } => ("enum", format!("be {}", one_of(options))),
        Kind::Constant { expected_value } => ("enum", format!("be {}", came(expected_value))),
        Kind::Pattern { pattern } => ("pattern", format!("match `{}`", shown(pattern))),
        Kind::Format { format } => ("format", format!("be a valid {}", format.replace('-', " "))),
        Kind::Minimum { limit } => ("minimum", format!("be at least {limit}")),
        Kind::Maximum { limit } => ("maximum", format!("be at most {limit}")),
        Kind::ExclusiveMinimum { limit } => ("minimum", format!("be more than {limit}")),
        Kind::ExclusiveMaximum { limit } => ("maximum", format!("be less than {limit}")),
        Kind::MinLength { limit } => ("min_length", format!("have {limit} characters or more")),
        Kind::MaxLength { limit } => ("max_length", format!("have {limit} characters or less")),
        Kind::MinItems { limit } => ("min_items", format!("have {limit} items or more")),
        Kind::MaxItems { limit } => ("max_items", format!("have {limit} items or less")),
        Kind::MinProperties { limit } => ("min_members", format!("have {limit} members or more")),
        Kind::MaxProperties { limit } => ("max_members", format!("have {limit} members or less")),
        Kind::UniqueItems => ("unique", "have each item once".to_owned()),
        Kind::PropertyNames { error } => (
            "name",
            format!(
                "have names that {}; {} does not",
                expected(error).1,
                came(error.instance())
            ),
        ),
        Kind::OneOfNotValid { .. } | Kind::OneOfMultipleValid { .. } | Kind::AnyOf { .. } => (
            "one_of",
            "have exactly one of the forms that the document allows".to_owned(),
        ),
        _ => ("invalid", "be as the document says".to_owned()),
    }
}

fn types(kind: &TypeKind) -> String {
    let name = |kind: &str| match kind {
        "null" => "null".to_owned(),
        "boolean" => "true or false".to_owned(),
        "integer" => "an integer".to_owned(),
        "array" => "an array".to_owned(),
        "object" => "an object".to_owned(),
        other => format!("a {other}"),
    };
    match kind {
        TypeKind::Single(kind) => name(kind.as_str()),
        TypeKind::Multiple(kinds) => {
            let names: Vec<String> = kinds.iter().map(|kind| name(kind.as_str())).collect();
            names.join(" or ")
        }
    }
}

fn one_of(options: &Value) -> String {
    let options = options.as_array().map(Vec::as_slice).unwrap_or_default();
    let options: Vec<String> = options.iter().map(came).collect();
    options.join(" or ")
}
