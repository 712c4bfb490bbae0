//! What was found, and how it is written.

use serde::Serialize;
use sinew::seed::diagnostics::counted;

/// How many faults of one check are told of one by one.
const MAX_TOLD: usize = 20;

/// All that was found, in the order of the checks.
#[derive(Default)]
pub struct Findings(Vec<Finding>);

#[derive(Debug, Serialize)]
struct Finding {
    check: &'static str,
    state: State,
    message: String,
    /// What to do; nothing where nothing is to be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'static str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    Ok,
    Warning,
    Error,
}

impl Findings {
    pub fn ok(&mut self, check: &'static str, message: String) {
        self.add(check, State::Ok, message, None);
    }

    pub fn warning(&mut self, check: &'static str, message: String, help: &'static str) {
        self.add(check, State::Warning, message, Some(help));
    }

    pub fn error(&mut self, check: &'static str, message: String, help: &'static str) {
        self.add(check, State::Error, message, Some(help));
    }

    /// The faults of one check, or that it has none.
    pub fn faults(
        &mut self,
        check: &'static str,
        faults: Vec<String>,
        sound: String,
        help: &'static str,
    ) {
        if faults.is_empty() {
            return self.ok(check, sound);
        }
        let untold = faults.len().saturating_sub(MAX_TOLD);
        for fault in faults.into_iter().take(MAX_TOLD) {
            self.error(check, fault, help);
        }
        if untold > 0 {
            self.error(check, format!("and {untold} more like these"), help);
        }
    }

    pub fn has_errors(&self) -> bool {
        self.count(State::Error) > 0
    }

    /// For a person: a line for each finding, what to do below those that ask for it, and a line that counts.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut told = None;
        for finding in &self.0 {
            let Finding { check, message, .. } = finding;
            text.push_str(&format!(
                "{:8} {check}: {}\n",
                finding.state.word(),
                plain(message)
            ));
            // What helps against many alike is said once.
            if let Some(help) = finding.help.filter(|help| told != Some((check, *help))) {
                text.push_str(&format!("         help: {help}\n"));
                told = Some((check, help));
            }
        }
        let (errors, warnings) = (self.count(State::Error), self.count(State::Warning));
        text.push_str(&format!(
            "{}, {}\n",
            counted(errors, "error"),
            counted(warnings, "warning")
        ));
        text
    }

    /// For a program.
    pub fn json(&self) -> String {
        let array = serde_json::to_string_pretty(&self.0)
            .expect("findings are strings, which always have a JSON form");
        format!("{array}\n")
    }

    fn add(
        &mut self,
        check: &'static str,
        state: State,
        message: String,
        help: Option<&'static str>,
    ) {
        self.0.push(Finding {
            check,
            state,
            message,
            help,
        });
    }

    fn count(&self, state: State) -> usize {
        let is_so = |finding: &&Finding| finding.state == state;
        self.0.iter().filter(is_so).count()
    }
}

impl State {
    fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A message without commands to a terminal: a damaged database can hold anything.
fn plain(message: &str) -> String {
    message
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}
