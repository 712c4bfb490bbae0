use std::collections::BTreeMap;

use super::*;
use crate::content::{Code, CslType, Reference, ReferenceKey, Slug, Therapy};
use crate::import::{GatheredArticle, ImportedArticle, ImportedImage};
use crate::seed::Span;

fn locale() -> Locale {
    Locale::parse("en").expect("a valid tag")
}

fn article(slug: &str, blocks: serde_json::Value) -> GatheredArticle {
    let draft = serde_json::json!({
        "slug": slug, "locale": "en", "previous_slugs": [], "title": "A", "summary": "B", "introduction": blocks,
        "sections": [], "disclaimer": [], "keywords": [], "authors": [], "conditions": [], "therapies": [],
        "references": [], "accept": [], "written_ids": []
    });
    GatheredArticle {
        file: "page.html".to_owned(),
        article: ImportedArticle {
            draft: serde_json::from_value(draft).expect("an article"),
            is_draft: false,
        },
    }
}

fn words(text: &str) -> serde_json::Value {
    serde_json::json!([{"type": "paragraph", "id": "p-1", "content": [
        {"type": "text", "text": text, "strong": false, "emphasis": false}
    ]}])
}

fn figure(path: &str) -> serde_json::Value {
    serde_json::json!([{"type": "figure", "id": "f-1", "caption": [],
        "image": {"src": path, "alt": "A", "is_decorative": false}}])
}

fn reference(name: &str) -> Reference {
    let key = ReferenceKey::parse(name).expect("a valid key");
    Reference::new(key, CslType::Document, format!("Title of {name}"))
}

fn plan(gathered: &Gathered, seed: &Folder) -> SeedPlan {
    let today = read_folder(seed.clone(), &locale());
    plan_files(gathered, seed, &today, &locale(), false, &|_| None)
}

fn text_of(plan: &SeedPlan, path: &str) -> String {
    let file = plan.files.iter().find(|file| file.path == path);
    let content = file.map(|file| file.content.clone()).unwrap_or_default();
    String::from_utf8(content).expect("text")
}

#[test]
fn an_article_that_cannot_be_published_becomes_a_draft_and_it_says_why() {
    let citation = serde_json::json!([{"type": "paragraph", "id": "p-1", "content": [
        {"type": "citation", "references": ["nobody"]}
    ]}]);
    let articles = vec![article("a", citation), article("b", words("Fine."))];
    let gathered = Gathered {
        articles,
        ..Gathered::default()
    };

    let plan = plan(&gathered, &Folder::default());

    assert!(text_of(&plan, "articles/a.md").contains("draft: true"));
    assert!(!text_of(&plan, "articles/b.md").contains("draft: true"));
    assert_eq!(plan.notes.len(), 1);
    assert!(
        plan.notes[0]
            .message
            .contains("no reference has the key `nobody`"),
        "{:?}",
        plan.notes
    );
}

#[test]
fn an_image_that_is_not_safe_is_left_out_and_its_article_is_a_draft() {
    let path = "media/a.svg".to_owned();
    let bytes =
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".to_vec();
    let gathered = Gathered {
        articles: vec![article("a", figure(&path))],
        images: vec![ImportedImage { path, bytes }],
        ..Gathered::default()
    };

    let plan = plan(&gathered, &Folder::default());

    let paths: Vec<&str> = plan.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["articles/a.md"]);
    assert!(text_of(&plan, "articles/a.md").contains("draft: true"));
    assert!(
        plan.notes.iter().any(|note| note.file == "media/a.svg"),
        "{:?}",
        plan.notes
    );
}

#[test]
fn what_the_folder_refuses_is_left_out_and_all_else_is_written() {
    let therapy = Therapy {
        slug: Slug::parse("rest").expect("a valid slug"),
        name: "Rest".to_owned(),
        also_known_as: Vec::new(),
        summary: "Lying down.".to_owned(),
        description: serde_json::from_value(figure("media/gone.png")).expect("blocks"),
        contraindications: Vec::new(),
        references: Vec::new(),
    };
    let references = vec![reference("one"), reference("ONE"), reference("two")];
    let gathered = Gathered {
        therapies: vec![therapy],
        references: BTreeMap::from([("page".to_owned(), references)]),
        ..Gathered::default()
    };

    let plan = plan(&gathered, &Folder::default());

    assert!(!text_of(&plan, "therapies/rest.md").contains("gone.png"));
    let written = text_of(&plan, "references/page.yaml");
    assert!(
        written.contains("Title of one") && written.contains("Title of two"),
        "{written}"
    );
    assert!(!written.contains("Title of ONE"), "{written}");
    assert_eq!(plan.notes.len(), 2, "{:?}", plan.notes);
}

#[test]
fn a_faulty_file_of_the_same_name_is_kept_and_no_second_one_is_made() {
    let seed = Folder {
        files: vec![SeedFile {
            path: "articles/a.md".to_owned(),
            content: b"---\ntitle: A\n---\n\nNo summary.\n".to_vec(),
        }],
    };
    let articles = vec![article("a", words("Fine."))];
    let gathered = Gathered {
        articles,
        ..Gathered::default()
    };

    let plan = plan(&gathered, &seed);

    assert_eq!(plan.files.len(), 1);
    assert_eq!(plan.files[0].path, "articles/a.md");
    assert_eq!(plan.files[0].state, FileState::Kept);
}

#[test]
fn what_rests_on_a_file_that_something_is_in_the_way_of_is_a_draft() {
    let path = "media/a.gif".to_owned();
    let bytes = b"GIF89a\x03\x00\x02\x00\x00\x00\x00;".to_vec();
    let gathered = Gathered {
        articles: vec![article("a", figure(&path)), article("b", words("Fine."))],
        images: vec![ImportedImage { path, bytes }],
        ..Gathered::default()
    };
    let today = read_folder(Folder::default(), &locale());
    let obstacle = |path: &str| path.starts_with("media/").then(|| "of a link".to_owned());

    let seed = Folder::default();
    let plan = plan_files(&gathered, &seed, &today, &locale(), true, &obstacle);

    let paths: Vec<&str> = plan.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["articles/a.md", "articles/b.md"]);
    assert!(text_of(&plan, "articles/a.md").contains("draft: true"));
    assert!(
        plan.notes
            .iter()
            .any(|note| note.message == "media/a.gif was not written, because of a link"),
        "{:?}",
        plan.notes
    );
}

#[test]
fn unreadable_topics_and_bibliographies_of_the_same_name_get_no_twins() {
    let file = |path: &str, text: &str| SeedFile {
        path: path.to_owned(),
        content: text.as_bytes().to_vec(),
    };
    let seed = Folder {
        files: vec![
            file("conditions/pain.md", "---\nname: [\n---\n"),
            file("references/empty.yaml", "[]\n"),
            file("references/page.yaml", "- id: [\n"),
            file("therapies/rest.md", "---\nname: [\n---\n"),
        ],
    };
    let therapy = serde_json::json!({"slug": "rest", "name": "Rest", "also_known_as": [], "summary": "Lying down.",
        "description": [], "contraindications": [], "references": []});
    let condition = serde_json::json!({"slug": "pain", "name": "Pain", "also_known_as": [], "summary": "It hurts.",
        "description": [], "codes": [], "red_flags": [], "references": []});
    let gathered = Gathered {
        therapies: vec![serde_json::from_value(therapy).expect("a therapy")],
        conditions: vec![serde_json::from_value(condition).expect("a condition")],
        references: BTreeMap::from([
            ("empty".to_owned(), vec![reference("one")]),
            ("page".to_owned(), vec![reference("two")]),
        ]),
        ..Gathered::default()
    };

    let plan = plan(&gathered, &seed);

    let files = plan.files.iter();
    let states: Vec<(&str, FileState)> =
        files.map(|file| (file.path.as_str(), file.state)).collect();
    assert_eq!(
        states,
        [
            ("conditions/pain.md", FileState::Kept),
            ("references/empty-2.yaml", FileState::New),
            ("references/page.yaml", FileState::Kept),
            ("therapies/rest.md", FileState::Kept),
        ]
    );
}

#[test]
fn a_file_that_is_refused_whole_takes_no_blame_to_its_first_entry() {
    let references = vec![reference("one"), reference("two")];
    let gathered = Gathered {
        references: BTreeMap::from([("page".to_owned(), references)]),
        ..Gathered::default()
    };
    let today = read_folder(Folder::default(), &locale());
    let fault = Fault::error(
        Code::File,
        "references/page.yaml",
        Span::at(1, 1),
        "the file is larger than 2 MiB".to_owned(),
        "make it smaller".to_owned(),
    );
    let mut notes = Vec::new();
    let seed = Folder::default();
    let mut candidates = candidates_of(&gathered, &seed, &today, &locale(), &mut notes);

    amend(&mut candidates, vec![fault], false, &mut notes);

    assert!(candidates.is_empty());
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert!(notes[0].message.contains("larger than 2 MiB"), "{notes:?}");
}
