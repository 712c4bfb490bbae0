//! Faults as workflow commands of GitHub Actions, which shows them beside the lines of a pull request.

use std::fmt::Write;
use std::path::Path;

use super::path_from_here;
use crate::seed::Fault;

/// One command a line, by file, line and column.
pub fn github(faults: &[Fault], folder: &Path) -> String {
    let mut commands = String::new();
    for fault in faults {
        commands.push_str(&command(fault, folder));
        commands.push('\n');
    }
    commands
}

fn command(fault: &Fault, folder: &Path) -> String {
    let path = path_from_here(folder, fault);
    let mut command = format!("::{} file={}", fault.severity.as_str(), property(&path));
    let span = fault.span;
    if !fault.file.is_empty() {
        let _ = write!(command, ",line={}", span.line);
        // A column is allowed only together with a single line.
        if span.end_line == span.line {
            let _ = write!(command, ",col={}", span.column);
        }
        let _ = write!(command, ",endLine={}", span.end_line);
    }
    let text = format!("{}\nhelp: {}", fault.message, fault.help);
    let code = fault.code.as_str();
    format!("{command},title={code}::{}", data(&text))
}

/// What stands behind the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
