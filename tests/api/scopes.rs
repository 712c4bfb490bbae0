//! What each operation asks of a key: the document declares it, and no operation does with less.

use actix_web::http::Method;
use serde_json::Value;
use sinew::content::Scope;

use crate::app::{TestApp, busy_settings};
use crate::document::{document, example_path};

/// One operation of the document, as it can be asked without changing anything.
struct Operation {
    method: Method,
    path: String,
    target: String,
    /// A type of body that it takes.
    body_type: Option<String>,
    needed: Option<Scope>,
}

#[actix_web::test]
async fn no_operation_does_with_less_than_the_scope_that_it_declares() {
    let app = TestApp::seeded_with(busy_settings()).await;
    let mut holders = vec![(None, None)];
    for scope in Scope::ALL {
        holders.push((Some(scope), Some(app.key(scope.as_str()).await)));
    }
    let mut wrong = Vec::new();
    let mut refused = 0;

    for operation in operations() {
        for (scope, key) in &holders {
            let status = ask(&app, &operation, key.as_deref()).await;
            let expected = refusal(operation.needed, *scope);
            refused += usize::from(expected.is_some());
            if expected.is_some_and(|expected| expected != status)
                || expected.is_none() && [401, 403].contains(&status)
            {
                let Operation { method, path, .. } = &operation;
                wrong.push(format!("{method} {path} with {scope:?}: {status}"));
            }
        }
    }

    assert_eq!(wrong, Vec::<String>::new());
    assert!(refused > 100, "{refused}");
}

#[test]
fn what_writes_and_what_shows_drafts_needs_a_scope() {
    let mut open = Vec::new();

    for Operation {
        method,
        path,
        needed,
        ..
    } in operations()
    {
        // A plan is sent, but writes nothing.
        let is_write = method != Method::GET && path != "/v1/seed/plan";
        let words = ["draft", "revisions", "reviews", "seed"];
        let least = if path == "/v1/audit" {
            Some(Scope::Admin)
        } else if is_write {
            Some(Scope::Write)
        } else if words.iter().any(|word| path.contains(word)) {
            Some(Scope::Preview)
        } else {
            None
        };
        if needed < least {
            open.push(format!("{method} {path} needs {needed:?}"));
        }
    }

    assert_eq!(open, Vec::<String>::new());
}

/// The status with which a holder of a scope is refused for it.
fn refusal(needed: Option<Scope>, held: Option<Scope>) -> Option<u16> {
    match (needed?, held) {
        (_, None) => Some(401),
        (needed, Some(held)) => (held < needed).then_some(403),
    }
}

/// Asks without a condition and with a body that says nothing, so that what may write does not.
async fn ask(app: &TestApp, operation: &Operation, key: Option<&str>) -> u16 {
    let authorization = key.map(|key| format!("Bearer {key}"));
    let headers: Vec<(&str, &str)> = [
        ("authorization", authorization.as_deref()),
        ("content-type", operation.body_type.as_deref()),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value?)))
    .collect();
    let body = if operation.body_type.is_some() {
        "{}"
    } else {
        ""
    };
    let method = operation.method.clone();
    let answer = app
        .send_with(method, &operation.target, &headers, body)
        .await;
    answer.status.as_u16()
}

fn operations() -> Vec<Operation> {
    let document = document();
    let paths = document["paths"].as_object().unwrap().iter();
    paths
        .flat_map(|(path, item)| {
            let described = item.as_object().unwrap().iter();
            described.map(move |(method, described)| Operation {
                method: Method::from_bytes(method.to_uppercase().as_bytes()).unwrap(),
                path: path.clone(),
                target: example_path(path, item),
                body_type: described["requestBody"]["content"]
                    .as_object()
                    .and_then(|types| types.keys().next().cloned()),
                needed: needed(described),
            })
        })
        .collect()
}

/// The scope that the document declares for an operation.
fn needed(operation: &Value) -> Option<Scope> {
    let scope = operation["security"][0]["key"][0].as_str()?;
    Some(Scope::parse(scope).unwrap())
}
