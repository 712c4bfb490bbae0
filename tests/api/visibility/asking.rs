//! All that anybody can ask: every reading operation of a document that needs no key, with every name in its address.

use std::collections::BTreeSet;

use serde_json::Value;
use sinew::http::{Document, Routes};

use super::hiding::{Hidden, PREFIX};
use crate::app::TestApp;
use crate::document::example_path;

/// What is asked: the operations, and the names that are put into their addresses.
pub struct Asking {
    /// Paths of the document with what it says of them.
    operations: Vec<(String, Value)>,
    names: BTreeSet<String>,
}

impl Asking {
    pub fn of(routes: Routes, hidden: &[Hidden]) -> Self {
        let document: Value = serde_json::from_str(&Document::of(routes).json).unwrap();
        let paths = document["paths"].as_object().unwrap().iter();
        let operations = paths
            .filter(|(_, item)| item.get("get").is_some_and(needs_no_key))
            .map(|(path, item)| (path.clone(), item.clone()))
            .collect();
        let hidden = hidden.iter().flat_map(|hidden| hidden.names.clone());
        Self {
            operations,
            names: hidden.chain(["1".to_owned(), "2".to_owned()]).collect(),
        }
    }

    /// The targets of one operation: with the examples of the document, with each hidden name in each place, and with each
    /// of its parameters.
    fn targets(&self, path: &str, item: &Value) -> BTreeSet<String> {
        let example = example_path(path, item);
        let mut paths = BTreeSet::from([example.clone()]);
        for place in places(path) {
            for name in &self.names {
                let mut named = path.replace(&place, name);
                if named.contains('{') {
                    named = example_path(&named, item);
                }
                paths.insert(named);
            }
        }
        let mut targets = paths.clone();
        let parameters = item["get"]["parameters"].as_array().into_iter().flatten();
        for parameter in parameters.filter(|parameter| parameter["in"] == "query") {
            let name = parameter["name"].as_str().unwrap();
            let values = ["100", "en", "de", PREFIX].into_iter();
            for value in values.chain(self.names.iter().map(String::as_str)) {
                targets.extend(paths.iter().map(|path| {
                    let mark = if path.contains('?') { '&' } else { '?' };
                    format!("{path}{mark}{name}={value}")
                }));
            }
        }
        targets
    }
}

/// Each target with the answer to it, headers included.
pub async fn told(app: &TestApp, asking: &Asking) -> Vec<(String, String)> {
    let mut told = Vec::new();
    for (path, item) in &asking.operations {
        for target in asking.targets(path, item) {
            // A form that is asked for by name is looked at where no parameter asks for something else.
            let accepts: &[&str] = match target.contains('?') {
                true => &["*/*"],
                false => &["*/*", "text/html"],
            };
            for accept in accepts {
                let answer = app.get_with(&target, &[("accept", *accept)]).await;
                let own = ["date", "x-request-id"];
                let headers = answer.headers.iter();
                let mut headers: Vec<String> = headers
                    .filter(|(name, _)| !own.contains(&name.as_str()))
                    .map(|(name, value)| format!("{name}: {value}"))
                    .collect();
                headers.sort();
                let text = format!(
                    "{}\n{}\n{}",
                    answer.status,
                    headers.join("\n"),
                    answer.text()
                );
                told.push((target.clone(), without_request_id(text)));
            }
        }
    }
    told
}

/// Problems tell the id of their request, which no other has.
fn without_request_id(text: String) -> String {
    match text.split_once("\"request_id\":\"") {
        Some((before, after)) => {
            let after = after.split_once('"').map_or("", |(_, after)| after);
            format!("{before}{after}")
        }
        None => text,
    }
}

/// Only a scope says that a key is needed.
fn needs_no_key(operation: &Value) -> bool {
    operation.get("security").is_none()
}

/// The parameters of a path, in braces.
fn places(path: &str) -> Vec<String> {
    let parts = path.split('{').skip(1);
    parts
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| format!("{{{name}}}"))
        .collect()
}
