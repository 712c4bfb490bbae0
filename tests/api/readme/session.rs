//! The session of an editor in the README: its commands are run as they stand, and what they print is what it shows.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;
use uuid::Uuid;

use super::{SERVER, readme};
use crate::program::Program;

/// Stands between what one block of commands prints and what the next does.
const MARK: &str = "==== next ====";

/// A block of commands, and what the block below it shows of their output.
struct Step {
    commands: String,
    shown: Option<(String, String)>,
}

#[test]
#[ignore = "needs curl"]
fn the_session_of_the_readme_goes_as_it_says() {
    let home = TempDir::new().unwrap();
    let seed = Path::new("seed").canonicalize().unwrap();
    let server = Program::start(home.path(), &["--seed", seed.to_str().unwrap()]);
    let steps = steps();

    let said = run(home.path(), &server.address, &steps);

    assert!(steps.len() > 10);
    assert_eq!(said.len(), steps.len(), "{said:?}");
    for (step, said) in steps.iter().zip(&said) {
        let (language, shown) = match &step.shown {
            Some((language, shown)) => (language.as_str(), shown.as_str()),
            None => ("text", ""),
        };
        match language {
            "json" => assert_eq!(settled(said), settled(shown), "{}", step.commands),
            _ => assert_eq!(said.trim_end(), shown.trim_end(), "{}", step.commands),
        }
    }
}

/// The blocks of commands of the section, each with the block of output that follows it before the next commands.
fn steps() -> Vec<Step> {
    let readme = readme();
    let (_, section) = readme
        .split_once("## For editors: writing over HTTP\n")
        .unwrap();
    let (section, _) = section.split_once("\n## For operators\n").unwrap();
    let mut steps: Vec<Step> = Vec::new();
    for block in section.split("\n```").skip(1).step_by(2) {
        let (language, text) = block.split_once('\n').unwrap();
        let text = format!("{text}\n");
        match (language, steps.last_mut()) {
            ("sh", _) => steps.push(Step {
                commands: text,
                shown: None,
            }),
            (_, Some(step)) if step.shown.is_none() => {
                step.shown = Some((language.to_owned(), text));
            }
            _ => panic!("no commands print this:\n{text}"),
        }
    }
    steps
}

/// What each step prints, all of them in one shell, as a reader would type them.
fn run(home: &Path, address: &str, steps: &[Step]) -> Vec<String> {
    let blocks: Vec<String> = steps
        .iter()
        .map(|step| step.commands.replace(SERVER, address))
        .collect();
    let program = Path::new(env!("CARGO_BIN_EXE_sinew")).parent().unwrap();
    let path = std::env::var("PATH").unwrap();
    let output = Command::new("sh")
        .args(["-e", "-u", "-c", &blocks.join(&format!("echo '{MARK}'\n"))])
        .current_dir(home)
        .env_clear()
        .env("PATH", format!("{}:{path}", program.display()))
        .env("HOME", home)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout)
        .unwrap()
        .replace("\r\n", "\n");
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{complaints}");
    said.split(&format!("{MARK}\n"))
        .map(str::to_owned)
        .collect()
}

/// JSON in which the digits and letters of moments and of random ids do not count, but their form does.
fn settled(text: &str) -> Value {
    let mut value = serde_json::from_str(text).unwrap_or_else(|_| panic!("no JSON: {text}"));
    settle(&mut value);
    value
}

fn settle(value: &mut Value) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(settle),
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::String(text) if is_of_this_run(name, text) => {
                        *text = text.replace(|letter: char| letter.is_ascii_alphanumeric(), "0");
                    }
                    _ => settle(value),
                }
            }
        }
        _ => {}
    }
}

fn is_of_this_run(name: &str, text: &str) -> bool {
    name.ends_with("_at") || name == "written_by" || Uuid::parse_str(text).is_ok()
}
