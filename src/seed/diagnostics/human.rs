//! The report for a person, in the style of the Rust compiler: every fault with the line it stands in, marked.

use std::path::Path;

use annotate_snippets::renderer::{DEFAULT_LINE_NUM_STYLE, Style};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str};

use super::{Texts, path_from_here};
use crate::seed::{Fault, Reading, Severity};

/// How the report is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub is_coloured: bool,
    /// How many columns the terminal has.
    pub width: usize,
}

/// What a report is wide where nobody says.
const DEFAULT_WIDTH: usize = 120;
/// The columns that number and frame of a line take.
const GUTTER: usize = 10;

impl Default for Look {
    fn default() -> Self {
        Self {
            is_coloured: false,
            width: DEFAULT_WIDTH,
        }
    }
}

/// Every fault with its place, a line of its own between two. The warnings come first, so that the errors, which have to
/// be mended, are what stands last on a terminal; each kind is by file, line and column.
pub fn human(reading: &Reading, folder: &Path, look: Look) -> String {
    let texts = Texts::of(reading);
    let of = |severity| {
        let faults = reading.faults.iter();
        faults.filter(move |fault| fault.severity == severity)
    };
    let mut report = String::new();
    for fault in of(Severity::Warning).chain(of(Severity::Error)) {
        report.push_str(&drawn(fault, folder, &texts, look));
        report.push_str("\n\n");
    }
    report
}

/// The first error, else the first warning, in one line without what to do.
pub fn first_fault(reading: &Reading, folder: &Path) -> Option<String> {
    let worst = reading.faults.iter().min_by_key(|fault| fault.severity)?;
    let (severity, code) = (worst.severity.as_str(), worst.code.as_str());
    let message = normalize_untrusted_str(&worst.message).replace('\n', " ");
    let place = place(worst, folder);
    Some(format!("{place} {severity}[{code}]: {message}"))
}

/// Three pieces: what is wrong, where, and the marked line with what to do. The renderer gets only a piece of the line, so
/// that a long one costs no more than a short one; it would count the column from there, so the place is written here.
fn drawn(fault: &Fault, folder: &Path, texts: &Texts, look: Look) -> String {
    let level = match fault.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .clone()
        .primary_title(&fault.message)
        .id(fault.code.as_str());
    let excerpt = texts
        .get(&fault.file)
        .and_then(|text| text.excerpt(fault.span, look.width.max(4 * GUTTER) - GUTTER));
    let group = Group::with_level(level);
    let group = match &excerpt {
        Some(excerpt) => group.element(
            Snippet::source(excerpt.text.as_str())
                .line_start(fault.span.line)
                .annotation(AnnotationKind::Primary.span(excerpt.marked.clone())),
        ),
        None => group,
    };
    let help = Level::HELP.message(normalize_untrusted_str(&fault.help));
    let indent = excerpt
        .as_ref()
        .map_or(1, |_| fault.span.line.to_string().len());
    format!(
        "{}\n{:indent$}{} {}\n{}",
        rendered(Group::with_title(title), look),
        "",
        arrow(look),
        place(fault, folder),
        rendered(group.element(help), look)
    )
}

fn arrow(look: Look) -> String {
    let style = match look.is_coloured {
        true => DEFAULT_LINE_NUM_STYLE,
        false => Style::new(),
    };
    format!("{style}-->{style:#}")
}

/// The folder itself has no lines.
fn place(fault: &Fault, folder: &Path) -> String {
    let path = path_from_here(folder, fault);
    let path = normalize_untrusted_str(&path);
    if fault.file.is_empty() {
        return path;
    }
    format!("{path}:{}:{}", fault.span.line, fault.span.column)
}

fn rendered(group: Group, look: Look) -> String {
    let renderer = match look.is_coloured {
        true => Renderer::styled().hyperlink(false),
        false => Renderer::plain(),
    };
    renderer.term_width(look.width).render(&[group])
}
