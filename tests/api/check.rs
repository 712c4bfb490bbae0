//! `sinew check`, as a person and as a machine run it.

use std::process::Output;

use serde_json::Value;
use sinew::content::{Class, Code};

use crate::folder::Folder;
use crate::program::{run, sinew};

/// A folder with two errors in one file and one warning in another.
fn faulty_folder() -> Folder {
    let folder = Folder::with_entries();
    folder.write(
        "articles/50% off, now.md",
        "---\ntitle: One\nslug: one\nsumary: Typed wrong.\nsummary: Right.\n---\n\nCited [@nobody].\n",
    );
    folder.article_with("two", "draft: true\n", "Cited [@nobody].");
    folder
}

fn check(folder: &Folder, arguments: &[&str]) -> Output {
    let parent = folder.path().parent().unwrap();
    let name = folder.path().file_name().unwrap();
    run(sinew()
        .current_dir(parent)
        .arg("check")
        .arg(name)
        .args(arguments))
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// True for a code of what is only worth a look, of which short articles have much.
fn is_advice(code: &str) -> bool {
    Code::parse(code).unwrap().class() == Class::Advisory
}

fn name(folder: &Folder) -> &str {
    folder.path().file_name().unwrap().to_str().unwrap()
}

#[test]
fn a_sound_folder_is_said_to_be_sound_and_of_what_it_is() {
    let output = run(sinew().args(["check", "seed"]));

    let said = out(&output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.starts_with("seed: no faults in "), "{said}");
    assert!(said.contains("3 articles, 6 therapies"), "{said}");
    assert_eq!(said.lines().count(), 1);
}

#[test]
fn every_fault_is_drawn_the_warnings_first_and_counted_at_the_end() {
    let folder = faulty_folder();

    let output = check(&folder, &[]);

    let said = out(&output);
    let name = name(&folder);
    assert_eq!(output.status.code(), Some(1), "{said}");
    let heads = said
        .lines()
        .filter(|line| line.starts_with("error[") || line.starts_with("warning["))
        .filter_map(|line| line.split(':').next());
    let (advice, structural): (Vec<&str>, Vec<&str>) =
        heads.partition(|head| is_advice(head.split(['[', ']']).nth(1).unwrap()));
    assert_eq!(
        structural,
        ["warning[CIT001]", "error[YAML001]", "error[CIT001]"]
    );
    let marked = format!(
        " --> {name}/articles/50% off, now.md:4:1\n  |\n4 | sumary: Typed wrong.\n  | ^^^^^^\n"
    );
    assert!(said.contains(&marked), "{said}");
    let last = said.lines().last().unwrap();
    let warnings = advice.len() + 1;
    let count = format!("{name}: 2 errors, {warnings} warnings in 7 files");
    assert_eq!(last, count);
    assert!(!said.contains('\u{1B}') && output.stderr.is_empty());
}

#[test]
fn warnings_stop_nothing_unless_they_are_denied() {
    let folder = Folder::with_entries();
    folder.article_with("two", "draft: true\n", "Cited [@nobody].");

    let allowed = check(&folder, &[]);
    let denied = check(&folder, &["--deny", "warnings"]);

    assert_eq!(allowed.status.code(), Some(0));
    assert_eq!(denied.status.code(), Some(1));
    assert_eq!(out(&allowed), out(&denied));
}

#[test]
fn json_is_one_array_with_every_member_of_every_fault() {
    let folder = faulty_folder();

    let output = check(&folder, &["--format", "json"]);

    let faults: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    let all = faults.len();
    let faults: Vec<Value> = faults
        .into_iter()
        .filter(|fault| !is_advice(fault["code"].as_str().unwrap()))
        .collect();
    assert_eq!(faults.len(), 3);
    assert_eq!(
        faults[0],
        serde_json::json!({
            "code": "YAML001",
            "severity": "error",
            "file": format!("{}/articles/50% off, now.md", name(&folder)),
            "line": 4,
            "column": 1,
            "end_line": 4,
            "end_column": 7,
            "message": "an article has no key `sumary`",
            "help": faults[0]["help"],
        })
    );
    assert_eq!(faults[2]["severity"], "warning");
    let said = String::from_utf8(output.stderr).unwrap();
    let count = format!("2 errors, {} warnings in 7 files", all - 2);
    assert!(said.contains(&count), "{said}");
}

#[test]
fn json_of_a_sound_folder_is_an_empty_array() {
    let output = check(&Folder::of_seed(), &["--format", "json"]);

    assert_eq!(out(&output), "[]\n");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn sarif_has_the_members_that_its_schema_requires_and_a_rule_for_every_code() {
    let folder = faulty_folder();

    let output = check(&folder, &["--format", "sarif"]);

    let log: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["tool"]["driver"]["name"], "Sinew");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), Code::ALL.len());
    for (rule, code) in rules.iter().zip(Code::ALL) {
        assert_eq!(rule["id"], code.as_str());
        assert_eq!(rule["shortDescription"]["text"], code.meaning());
        assert_eq!(rule["help"]["markdown"], code.explanation());
    }
    let results = run["results"].as_array().unwrap().iter();
    let results: Vec<&Value> = results
        .filter(|result| !is_advice(result["ruleId"].as_str().unwrap()))
        .collect();
    assert_eq!(results.len(), 3);
    for result in &results {
        let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(
            result["message"]["text"]
                .as_str()
                .unwrap()
                .contains("\nhelp: ")
        );
    }
    assert_eq!(results[0]["level"], "error");
    assert_eq!(
        results[0]["locations"][0]["physicalLocation"],
        serde_json::json!({
            "artifactLocation": {"uri": format!("{}/articles/50%25%20off%2C%20now.md", name(&folder))},
            "region": {"startLine": 4, "startColumn": 1, "endLine": 4, "endColumn": 7},
        })
    );
}

#[test]
fn github_gets_one_escaped_command_for_each_fault() {
    let folder = faulty_folder();

    let output = check(&folder, &["--format", "github"]);

    let said = out(&output);
    let code = |line: &str| {
        line.split("title=")
            .nth(1)
            .unwrap()
            .split("::")
            .next()
            .unwrap()
            .to_owned()
    };
    let commands: Vec<&str> = said
        .lines()
        .filter(|line| !is_advice(&code(line)))
        .collect();
    assert_eq!(commands.len(), 3);
    let expected = format!(
        "::error file={}/articles/50%25 off%2C now.md,line=4,col=1,endLine=4,title=YAML001::an article has no key `sumary`%0Ahelp: ",
        name(&folder)
    );
    assert!(commands[0].starts_with(&expected), "{said}");
    assert!(commands[2].starts_with("::warning file="), "{said}");
}

#[test]
fn a_code_is_explained_alone_and_all_are_listed() {
    let one = run(sinew().args(["check", "--explain", "cit001"]));
    let all = run(sinew().args(["check", "--explain"]));

    let (one, all) = (out(&one), out(&all));
    assert!(one.starts_with("CIT001: A citation of a key"), "{one}");
    assert!(one.contains("Wrong:") && one.contains("Right:"), "{one}");
    assert_eq!(all.lines().count(), Code::ALL.len() + 1);
    for code in Code::ALL {
        assert!(all.contains(code.as_str()) && all.contains(code.meaning()));
    }
}

#[test]
fn what_is_asked_wrongly_is_exit_status_2_and_says_what_is_right() {
    for (arguments, expected) in [
        (
            ["--explain", "CIT01"],
            "the nearest that exists is `CIT001`",
        ),
        (["--explain", "X"], "`sinew check --explain` lists all"),
        (["--format", "xml"], "human, json, sarif, github"),
        (["--deny", "errors"], "warnings"),
        (["--locale", "no tag"], "BCP 47"),
    ] {
        let output = run(sinew().arg("check").args(arguments));

        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(expected), "{arguments:?}: {said}");
    }
}

#[test]
fn no_colour_is_used_where_somebody_says_so() {
    let folder = faulty_folder();
    let coloured = |settings: &[(&str, &str)]| {
        let settings = settings.iter().copied();
        let output = run(sinew().arg("check").arg(folder.path()).envs(settings));
        out(&output).contains("\u{1B}[")
    };

    assert!(coloured(&[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!coloured(&[]));
}

#[test]
fn a_folder_that_is_not_there_is_one_error_in_every_format() {
    for format in ["human", "json", "sarif", "github"] {
        let output = run(sinew().args(["check", "nowhere", "--format", format]));

        let said = out(&output);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("there is no such folder"), "{said}");
        assert!(said.contains("nowhere"), "{said}");
    }
}
