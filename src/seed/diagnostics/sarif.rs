//! Faults as SARIF 2.1.0, which code scanning services and editors read.

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::path_from_here;
use crate::content::{Class, Code};
use crate::seed::Fault;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<Finding>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Message,
    help: Message,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Message {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Place,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Place {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

/// One run with all rules, and one result for each fault, by file, line and column.
pub fn sarif(faults: &[Fault], folder: &Path) -> String {
    let driver = Driver {
        name: "Sinew",
        version: env!("CARGO_PKG_VERSION"),
        rules: Code::ALL.iter().map(|code| rule(*code)).collect(),
    };
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool { driver },
            column_kind: "unicodeCodePoints",
            results: faults.iter().map(|fault| finding(fault, folder)).collect(),
        }],
    };
    let mut text = serde_json::to_string_pretty(&log).expect("texts and numbers are JSON");
    text.push('\n');
    text
}

fn rule(code: Code) -> Rule {
    let level = match code.class() {
        Class::Unreadable | Class::Unpublishable => "error",
        Class::Advisory => "warning",
    };
    let explanation = code.explanation().to_owned();
    Rule {
        id: code.as_str(),
        short_description: plain(code.meaning().to_owned()),
        help: Message {
            text: explanation.clone(),
            markdown: Some(explanation),
        },
        default_configuration: Configuration { level },
    }
}

fn finding(fault: &Fault, folder: &Path) -> Finding {
    let span = fault.span;
    let region = Region {
        start_line: span.line,
        start_column: span.column,
        end_line: span.end_line,
        end_column: span.end_column,
    };
    let uri = uri(&path_from_here(folder, fault));
    Finding {
        rule_id: fault.code.as_str(),
        // The rules stand in the order in which the codes are declared.
        rule_index: fault.code as usize,
        level: fault.severity.as_str(),
        message: plain(format!("{}\nhelp: {}", fault.message, fault.help)),
        locations: [Location {
            physical_location: Place {
                artifact_location: Artifact { uri },
                region: (!fault.file.is_empty()).then_some(region),
            },
        }],
    }
}

fn plain(text: String) -> Message {
    Message {
        text,
        markdown: None,
    }
}

/// A path from the root of the repository is a relative reference, one from the root of the machine a `file` URI.
fn uri(path: &str) -> String {
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'/')
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~');
    let encoded = utf8_percent_encode(path, KEPT);
    match path.starts_with('/') {
        true => format!("file://{encoded}"),
        false => encoded.to_string(),
    }
}
