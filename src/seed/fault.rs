//! Faults: what is wrong with a seed folder, where it stands, and what to do about it.

use std::fmt;

use super::nearest::nearest_or;
use crate::content::{Code, Found, ReferenceKey, Rules};

/// One thing that is wrong, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub code: Code,
    pub severity: Severity,
    /// The path of the file in the folder, with forward slashes; empty for the folder itself.
    pub file: String,
    pub span: Span,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do, in one sentence without a full stop.
    pub help: String,
}

/// A place in a file. Lines and columns count from 1, columns in characters; the end is the first place after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

/// Whether a fault stops the folder from being applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// It is reported, and the folder is applied all the same.
    Warning,
}

impl Code {
    /// The code that a text names, in letters of any size.
    pub fn parse(text: &str) -> Result<Self, String> {
        let names = Self::ALL.iter().map(|code| code.as_str());
        let wanted = text.to_ascii_uppercase();
        let found = Self::ALL.iter().find(|code| code.as_str() == wanted);
        found.copied().ok_or_else(|| {
            let otherwise = "`sinew check --explain` lists all";
            let help = nearest_or(&wanted, names, otherwise);
            format!("there is no such code; {help}")
        })
    }
}

impl Severity {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

impl Fault {
    /// A fault that stops the folder from being applied.
    pub fn error(code: Code, file: &str, span: Span, message: String, help: String) -> Self {
        Self {
            code,
            severity: Severity::Error,
            file: file.to_owned(),
            span,
            message,
            help,
        }
    }

    /// A citation of what was retracted.
    pub fn retracted(key: &ReferenceKey, file: &str, span: Span) -> Self {
        Self::error(
            Code::RetractedSource,
            file,
            span,
            format!("`{key}` was retracted"),
            "remove the citation, and look again at what rests on it".to_owned(),
        )
    }

    /// The same of one that its bibliography says nothing of.
    pub fn retracted_by_data(key: &ReferenceKey, file: &str, span: Span) -> Self {
        Self {
            message: format!("`{key}` was retracted, as the imported data says"),
            ..Self::retracted(key, file, span)
        }
    }

    /// What a check of content has found, at its place in a file. The rules may raise it to an error.
    pub fn advice(found: Found, file: &str, span: Span, rules: &Rules) -> Self {
        let is_raised = rules.raised.contains(&found.code);
        Self {
            code: found.code,
            severity: match is_raised {
                true => Severity::Error,
                false => Severity::Warning,
            },
            file: file.to_owned(),
            span,
            message: found.message,
            help: found.advice,
        }
    }

    /// The same fault, which then stops nothing.
    pub fn as_warning(self) -> Self {
        Self {
            severity: Severity::Warning,
            ..self
        }
    }
}

impl Span {
    /// The single character at a place.
    pub fn at(line: usize, column: usize) -> Self {
        Self {
            line,
            column,
            end_line: line,
            end_column: column + 1,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = self.severity.as_str();
        let Self {
            code,
            file,
            span,
            message,
            help,
            ..
        } = self;
        if !file.is_empty() {
            write!(out, "{file}:{}:{}: ", span.line, span.column)?;
        }
        let code = code.as_str();
        write!(out, "{severity}[{code}]: {message}\n  help: {help}")
    }
}
