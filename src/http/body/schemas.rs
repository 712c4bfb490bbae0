//! The schemas of the document as a body is checked against them: closed to members that they do not name, and with
//! unions that know by their tag which member is meant. Each is compiled once.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use jsonschema::Validator;
use serde_json::{Map, Value, json};

use crate::error::Error;

const COMPONENTS: &str = "#/components/schemas/";

/// Every component of the document, and what was compiled of them.
pub struct Schemas {
    components: LazyLock<Value, Box<dyn FnOnce() -> Value + Send>>,
    compiled: Mutex<HashMap<String, Arc<Schema>>>,
}

/// One component, ready to check bodies.
pub struct Schema {
    pub validator: Validator,
    /// What was compiled, so that messages can tell what is allowed at a place.
    pub text: Value,
}

impl Schemas {
    /// Of an OpenAPI document, which is made when the first body comes.
    pub fn of(document: impl FnOnce() -> Value + Send + 'static) -> Self {
        Self {
            components: LazyLock::new(Box::new(|| tightened(document()))),
            compiled: Mutex::default(),
        }
    }

    /// The component with this name. A type that the document does not know can check nothing.
    pub fn schema(&self, name: &str) -> Result<Arc<Schema>, Error> {
        // A thread that panicked while it held the lock has left a whole map.
        let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(schema) = compiled.get(name) {
            return Ok(schema.clone());
        }
        let schema = Arc::new(self.compile(name)?);
        compiled.insert(name.to_owned(), schema.clone());
        Ok(schema)
    }

    fn compile(&self, name: &str) -> Result<Schema, Error> {
        let text = json!({
            "$ref": format!("{COMPONENTS}{name}"),
            "components": { "schemas": *self.components },
        });
        let validator = jsonschema::options()
            .should_validate_formats(true)
            .build(&text)
            .map_err(|error| {
                Error::Configuration(format!("the schema {name} cannot be compiled: {error}"))
            })?;
        Ok(Schema { validator, text })
    }
}

/// The components of a document, each made to say all that a body must keep.
fn tightened(mut document: Value) -> Value {
    let mut components = document["components"]["schemas"].take();
    let open = components.clone();
    if let Some(schemas) = components.as_object_mut() {
        schemas
            .values_mut()
            .for_each(|schema| tighten(schema, &open));
    }
    components
}

/// Makes a schema and those inside it say all that a body must keep. `allOf` whose parts name members would refuse
/// every body once it is closed; the document has none, and a test of any operation that had one would show it.
fn tighten(schema: &mut Value, components: &Value) {
    let Some(schema) = schema.as_object_mut() else {
        return;
    };
    for (keyword, inner) in schema.iter_mut() {
        match (keyword.as_str(), inner) {
            ("properties" | "patternProperties" | "$defs", Value::Object(inner)) => inner
                .values_mut()
                .for_each(|schema| tighten(schema, components)),
            ("oneOf" | "anyOf" | "allOf" | "prefixItems", Value::Array(inner)) => inner
                .iter_mut()
                .for_each(|schema| tighten(schema, components)),
            ("items" | "additionalProperties" | "propertyNames", inner) => {
                tighten(inner, components);
            }
            _ => {}
        }
    }
    if schema.contains_key("properties") {
        schema
            .entry("additionalProperties")
            .or_insert(Value::Bool(false));
    }
    if schema.get("type").is_some_and(has_integer) {
        bound_integer(schema);
    }
    if let Some(tags) = tags(schema, components) {
        decide_by_tag(schema, tags);
    }
    if let Some(value) = value_or_null(schema) {
        allow_null(schema, value);
    }
}

fn has_integer(kind: &Value) -> bool {
    let is_integer = |kind: &Value| kind == "integer";
    is_integer(kind)
        || kind
            .as_array()
            .is_some_and(|kinds| kinds.iter().any(is_integer))
}

fn bound_integer(schema: &mut Map<String, Value>) {
    if schema.get("format").is_some_and(|format| format == "int32") {
        schema.entry("minimum").or_insert(i32::MIN.into());
        schema.entry("maximum").or_insert(i32::MAX.into());
    }
}

/// The tag of each member of a union, if each has a `type` with one value.
fn tags(schema: &Map<String, Value>, components: &Value) -> Option<Vec<(Value, Value)>> {
    let members = schema.get("oneOf")?.as_array()?.iter();
    members
        .map(|member| {
            let name = member["$ref"].as_str()?.strip_prefix(COMPONENTS)?;
            match components[name]["properties"]["type"]["enum"]
                .as_array()?
                .as_slice()
            {
                [tag] => Some((tag.clone(), json!({ "$ref": member["$ref"] }))),
                _ => None,
            }
        })
        .collect()
}

/// Turns "one of these" into "if it is this, then so". So the faults of the member that is meant are reported and no
/// others, and nothing is checked against members that it cannot be.
fn decide_by_tag(schema: &mut Map<String, Value>, tags: Vec<(Value, Value)>) {
    let allowed: Vec<&Value> = tags.iter().map(|(tag, _)| tag).collect();
    schema.insert(
        "properties".to_owned(),
        json!({ "type": { "enum": allowed } }),
    );
    schema.insert("type".to_owned(), json!("object"));
    schema.insert("required".to_owned(), json!(["type"]));
    let members = tags.into_iter().map(|(tag, member)| {
        json!({
            "if": {
                "type": "object",
                "required": ["type"],
                "properties": { "type": { "const": tag } },
            },
            "then": member,
        })
    });
    schema.insert("allOf".to_owned(), members.collect());
    schema.remove("oneOf");
}

/// What a member of a patch may be besides `null`.
fn value_or_null(schema: &Map<String, Value>) -> Option<Value> {
    match schema.get("oneOf")?.as_array()?.as_slice() {
        [value, null] if null["type"] == "null" => Some(value.clone()),
        _ => None,
    }
}

/// Turns "a value or null" into "so, unless it is null", so that the faults of the value are reported.
fn allow_null(schema: &mut Map<String, Value>, value: Value) {
    schema.insert("if".to_owned(), json!({ "type": "null" }));
    schema.insert("else".to_owned(), value);
    schema.remove("oneOf");
}
