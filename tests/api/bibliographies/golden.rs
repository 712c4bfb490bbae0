//! Real works of every kind, in every form: the files in `tests/bibliography` are what is answered.

use std::fs;
use std::path::Path;

use super::FORMS;
use crate::app::TestApp;
use crate::folder::Folder;

const FOLDER: &str = "tests/bibliography";
/// What nothing cites; the rest is cited in the order of the file.
const FURTHER: [&str; 2] = ["vesalius-1543", "bush-1945"];

/// An article that rests on all of them.
pub fn sources() -> Folder {
    let folder = Folder::with_entries();
    let references = fs::read_to_string(Path::new(FOLDER).join("references.bib")).unwrap();
    let keys = references.lines().filter_map(|line| {
        let (_, key) = line.strip_prefix('@')?.split_once('{')?;
        Some(key.trim_end_matches(',').to_owned())
    });
    let cited: Vec<String> = keys
        .filter(|key| !FURTHER.contains(&key.as_str()))
        .map(|key| format!("[@{key}]"))
        .collect();
    folder.write(
        "therapies/swedish-massage.md",
        "---\nname: Swedish massage\nsummary: Gentle.\n---\n\nStrokes.\n",
    );
    folder.write("references.bib", &references);
    folder.article_with(
        "sources",
        &format!("references: [{}]\n", FURTHER.join(", ")),
        &format!("Works {}.", cited.join(" ")),
    );
    folder
}

#[actix_web::test]
async fn real_works_of_every_kind_are_written_as_the_golden_files_say() {
    let app = TestApp::with(&sources()).await;
    let mut differing = Vec::new();

    for (suffix, _) in FORMS {
        let styles: &[&str] = match suffix {
            ".txt" | ".html" => &["vancouver", "ama", "apa", "harvard"],
            _ => &[""],
        };
        for style in styles {
            let query = if style.is_empty() {
                String::new()
            } else {
                format!("?style={style}")
            };
            let answer = app
                .get(&format!("/v1/articles/sources/references{suffix}{query}"))
                .await;
            assert_eq!(answer.status, 200, "{suffix} {style}");
            let name = if style.is_empty() { "written" } else { style };
            let file = Path::new(FOLDER).join(format!("{name}{suffix}"));
            if std::env::var_os("SINEW_REWRITE").is_some() {
                fs::write(&file, &answer.body).unwrap();
            }
            if fs::read(&file).unwrap_or_default() != answer.body {
                differing.push(file);
            }
        }
    }

    assert!(
        differing.is_empty(),
        "{differing:?} are not what is answered; to rewrite them: \
         SINEW_REWRITE=1 cargo test --test api -- bibliographies::golden"
    );
}
