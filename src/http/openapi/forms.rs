//! The forms of parameters that many operations share: the conditions of writes, and why something is written.

use utoipa::openapi::path::Parameter;
use utoipa::openapi::{OpenApi, RefOr, Schema};

use super::operations::operations;

/// The name of a parameter, what it matches, and how long it may be.
const FORMS: [(&str, &str, usize); 3] = [
    (
        "If-Match",
        r#"^(\*|(W/)?"[!#-~]*"(, *(W/)?"[!#-~]*")*)$"#,
        8192,
    ),
    ("If-None-Match", r"^\*$", 1),
    (
        "message",
        r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$",
        500,
    ),
];

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
    let form = FORMS.iter().find(|(name, ..)| *name == parameter.name);
    if let Some((_, pattern, max_length)) = form
        && let Some(RefOr::T(Schema::Object(schema))) = &mut parameter.schema
    {
        schema.pattern = Some((*pattern).to_owned());
        schema.max_length = Some(*max_length);
    }
}
