//! The forms of parameters that many operations share: the conditions of writes, and why something is written.

use utoipa::openapi::path::Parameter;
use utoipa::openapi::{OpenApi, RefOr, Schema};

use super::operations::operations;

/// `*`, or tags in their quotes.
const IF_MATCH: &str = r#"^(\*|(W/)?"[!#-~]*"(, *(W/)?"[!#-~]*")*)$"#;

/// One line that is not blank.
const MESSAGE: &str = r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$";

/// Tells the form of each such parameter.
pub fn tell(document: &mut OpenApi) {
    for operation in operations(document) {
        for parameter in operation.parameters.iter_mut().flatten() {
            if let RefOr::T(parameter) = parameter {
                tell_form(parameter);
            }
        }
    }
}

fn tell_form(parameter: &mut Parameter) {
    let Some(RefOr::T(Schema::Object(schema))) = &mut parameter.schema else {
        return;
    };
    match parameter.name.as_str() {
        "If-Match" => {
            schema.pattern = Some(IF_MATCH.to_owned());
            schema.max_length = None;
            schema.example = Some("\"Zb3jDkSxnNtG4cDkXq7h1w\"".into());
        }
        // On reads it is no parameter of the document, so this is what a write that creates sends.
        "If-None-Match" => {
            schema.enum_values = Some(vec!["*".into()]);
            schema.max_length = None;
        }
        "message" => {
            schema.pattern = Some(MESSAGE.to_owned());
            schema.max_length = Some(500);
        }
        _ => {}
    }
}
