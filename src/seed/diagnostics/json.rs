//! Faults as a JSON array, for programs that know Sinew.

use std::path::Path;

use serde::Serialize;

use super::path_from_here;
use crate::seed::Fault;

#[derive(Serialize)]
struct Entry<'a> {
    code: &'static str,
    severity: &'static str,
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: &'a str,
    help: &'a str,
}

/// An array with one object for each fault, by file, line and column.
pub fn json(faults: &[Fault], folder: &Path) -> String {
    let entries: Vec<Entry> = faults.iter().map(|fault| entry(fault, folder)).collect();
    let mut text = serde_json::to_string_pretty(&entries).expect("texts and numbers are JSON");
    text.push('\n');
    text
}

fn entry<'a>(fault: &'a Fault, folder: &Path) -> Entry<'a> {
    Entry {
        code: fault.code.as_str(),
        severity: fault.severity.as_str(),
        file: path_from_here(folder, fault),
        line: fault.span.line,
        column: fault.span.column,
        end_line: fault.span.end_line,
        end_column: fault.span.end_column,
        message: &fault.message,
        help: &fault.help,
    }
}
