//! The seed of this repository, and a page with one of every construct, read and written again.

use std::fs;
use std::path::Path;

use super::{locale, read, refuse_faults, written};
use crate::content::{Condition, Person, Therapy};
use crate::render::{SeedForm, WrittenIds};
use crate::seed::people::read_people;
use crate::seed::topics::{read_condition, read_therapy};

/// The stem and the text of each Markdown file in a folder of the seed.
fn files(folder: &str) -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("seed")
        .join(folder);
    let entries = fs::read_dir(path).expect("a folder of the seed");
    let mut files: Vec<(String, String)> = entries
        .map(|entry| {
            let path = entry.expect("an entry of the folder").path();
            let stem = path.file_stem().expect("a name").to_string_lossy();
            let text = fs::read_to_string(&path).expect("a text");
            (stem.into_owned(), text)
        })
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

fn write<T>(write: impl Fn(&SeedForm) -> T) -> T {
    write(&SeedForm {
        default_locale: &locale("en"),
        image_paths: &super::image_paths(),
        ids: WrittenIds::Authored,
    })
}

/// The text of a file with each paragraph in one line, as it is written. Authors may wrap theirs.
fn unwrapped(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut is_front_matter = false;
    let mut is_open = false;
    for line in text.lines() {
        is_front_matter ^= line == "---" && (lines.is_empty() || is_front_matter);
        let words = line.strip_prefix("> ").unwrap_or(line).trim_start();
        let begins_block = ["- ", "![", "[!", ":::", "| ", "#", "Table: ", "---"]
            .iter()
            .any(|mark| words.starts_with(mark))
            || words.starts_with(|c: char| c.is_ascii_digit()) && words[1..].starts_with(". ");
        match lines.last_mut() {
            Some(last) if is_open && !begins_block && !words.is_empty() && words != ">" => {
                last.push(' ');
                last.push_str(words);
            }
            _ => lines.push(line.to_owned()),
        }
        let is_one_line = ["[!", ":::", "| ", "#", "---"]
            .iter()
            .any(|mark| words.starts_with(mark));
        is_open = !is_front_matter && !words.is_empty() && words != ">" && !is_one_line;
    }
    lines.join("\n") + "\n"
}

#[test]
fn the_articles_of_the_seed_are_written_as_they_were_but_for_wrapped_lines() {
    for (stem, text) in files("articles") {
        let (draft, is_draft) = read(&stem, &text).expect("an article without faults");

        let again = written(&draft, &stem, is_draft, WrittenIds::Authored);

        assert_eq!(again, unwrapped(&text));
        assert_eq!(read(&stem, &again), Ok((draft, is_draft)));
    }
}

#[test]
fn a_page_with_one_of_every_construct_is_written_as_it_was() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/api/frontend/constructs.md");
    let body = fs::read_to_string(path).expect("the page");
    // Where two asterisks would touch a third, emphasis has an underscore.
    let body = body.replace("*and stressed*", "_and stressed_");
    let text = format!("---\ntitle: A title\nsummary: A summary\n---\n\n{body}");
    let (draft, is_draft) = read("x", &text).expect("an article without faults");

    let again = written(&draft, "x", is_draft, WrittenIds::Authored);

    assert_eq!(again, text);
}

fn therapy(stem: &str, text: &str) -> Therapy {
    let mut faults = Vec::new();
    let read = read_therapy(&format!("therapies/{stem}.md"), text, &mut faults);
    refuse_faults(&faults).expect("a therapy without faults");
    read.topic.expect("a therapy").content
}

#[test]
fn the_therapies_of_the_seed_are_written_as_they_were_but_for_wrapped_lines() {
    for (stem, text) in files("therapies") {
        let read = therapy(&stem, &text);

        let again = write(|form| form.therapy(&read, &stem));

        assert_eq!(again, unwrapped(&text));
        assert_eq!(therapy(&stem, &again), read);
    }
}

fn condition(stem: &str, text: &str) -> Condition {
    let mut faults = Vec::new();
    let read = read_condition(&format!("conditions/{stem}.md"), text, &mut faults);
    refuse_faults(&faults).expect("a condition without faults");
    read.topic.expect("a condition").content
}

#[test]
fn the_conditions_of_the_seed_are_written_as_they_were_but_for_wrapped_lines() {
    for (stem, text) in files("conditions") {
        let read = condition(&stem, &text);

        let again = write(|form| form.condition(&read, &stem));

        assert_eq!(again, unwrapped(&text));
        assert_eq!(condition(&stem, &again), read);
    }
}

#[test]
fn the_people_of_the_seed_are_written_as_they_were() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("seed/people.yaml");
    let text = fs::read_to_string(path).expect("the people of the seed");
    let read = read_people("people.yaml", &text, &mut Vec::new());
    let people: Vec<Person> = read.into_iter().map(|read| read.person.content).collect();

    let again = write(|form| form.people(&people));

    assert_eq!(again, text);
}
