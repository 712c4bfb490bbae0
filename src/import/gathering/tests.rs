use std::collections::HashMap;

use super::*;
use crate::content::{Authored, CslType, Doi, Source};

fn key(text: &str) -> ReferenceKey {
    ReferenceKey::parse(text).expect("a valid key")
}

fn reference(name: &str, title: &str, doi: Option<&str>) -> Reference {
    let mut reference = Reference::new(key(name), CslType::ArticleJournal, title.to_owned());
    reference.doi = doi.map(|doi| Doi::parse(doi).expect("a valid DOI"));
    reference
}

fn person(slug: &str, name: &str) -> Person {
    Person {
        slug: Slug::parse(slug).expect("a valid slug"),
        name: name.to_owned(),
        credentials: None,
        role: None,
        url: None,
        orcid: None,
    }
}

fn gathering(seed: &Library) -> Gathering {
    let locale = Locale::parse("en").expect("a valid tag");
    let now = Moment::parse("2026-11-22T00:00:00Z").expect("a valid moment");
    Gathering::new(seed, HashMap::new(), locale, now)
}

/// An article that cites keys and shows an image.
fn article(slug: &str, cited: &[&str], image: &str) -> ImportedArticle {
    let body = serde_json::json!({
        "slug": slug, "locale": "en", "previous_slugs": [], "title": "A", "summary": "B",
        "introduction": [
            {"type": "paragraph", "id": "p-1", "content": [{"type": "citation", "references": cited}]},
            {"type": "figure", "id": "f-1", "image": {"src": image, "alt": "A", "is_decorative": false}, "caption": []}
        ],
        "sections": [], "disclaimer": [], "keywords": [], "authors": ["ada"], "conditions": [], "therapies": [],
        "references": [], "accept": [], "written_ids": []
    });
    ImportedArticle {
        draft: serde_json::from_value(body).expect("an article"),
        is_draft: false,
    }
}

fn json(gathered: &Gathered, at: usize) -> serde_json::Value {
    serde_json::to_value(&gathered.articles[at].article.draft).expect("an article has a JSON form")
}

#[test]
fn a_work_that_the_seed_folder_has_keeps_its_key_and_citations_follow() {
    let mut seed = Library::default();
    seed.references.push(Authored {
        content: reference(
            "bell-2008",
            "Massage therapy helps",
            Some("10.1016/j.jbmt.2008.01.006"),
        ),
        source: Source::of("references.bib", ""),
    });
    let mut gathering = gathering(&seed);

    let imported = Imported {
        articles: vec![article("a", &["Bell08", "other"], "media/a.png")],
        references: vec![
            reference(
                "Bell08",
                "Massage therapy helps",
                Some("10.1016/j.jbmt.2008.01.006"),
            ),
            reference("other", "Another", None),
        ],
        ..Imported::default()
    };
    gathering.add("a.html", "a", imported);
    let gathered = gathering.finish();

    let cited = &json(&gathered, 0)["introduction"][0]["content"][0]["references"];
    assert_eq!(cited, &serde_json::json!(["bell-2008", "other"]));
    let new: Vec<&str> = gathered.references["a"]
        .iter()
        .map(|new| new.key.as_str())
        .collect();
    assert_eq!(new, ["other"]);
    assert_eq!(gathered.notes.len(), 1);
}

#[test]
fn two_works_with_one_key_are_told_apart_and_each_text_cites_its_own() {
    let mut gathering = gathering(&Library::default());
    for (file, title) in [("a.html", "One"), ("b.html", "Two"), ("c.html", "Two")] {
        let imported = Imported {
            articles: vec![article(&file[..1], &["bell-2008"], "media/a.png")],
            references: vec![reference("bell-2008", title, None)],
            ..Imported::default()
        };
        gathering.add(file, "a", imported);
    }

    let gathered = gathering.finish();

    let cited =
        |at: usize| json(&gathered, at)["introduction"][0]["content"][0]["references"][0].clone();
    assert_eq!(
        [cited(0), cited(1), cited(2)],
        ["bell-2008", "bell-2008-2", "bell-2008-2"]
    );
    assert_eq!(gathered.references["a"].len(), 2);
}

#[test]
fn the_same_work_of_two_sources_is_one_with_all_that_both_say() {
    let mut gathering = gathering(&Library::default());
    let mut second = reference("y", "One", Some("10.1155/2014/287597"));
    second.volume = Some("2014".to_owned());
    for (file, reference) in [
        ("a.bib", reference("x", "One", Some("10.1155/2014/287597"))),
        ("b.bib", second),
    ] {
        let references = vec![reference];
        gathering.add(
            file,
            "a",
            Imported {
                references,
                ..Imported::default()
            },
        );
    }

    let gathered = gathering.finish();

    let references = &gathered.references["a"];
    assert_eq!(references.len(), 1);
    assert_eq!(references[0].volume.as_deref(), Some("2014"));
    assert!(
        gathered.notes[0]
            .message
            .contains("DOI 10.1155/2014/287597"),
        "{:?}",
        gathered.notes
    );
}

/// An editorial of one author and year in a volume of a journal.
fn editorial(key: &str, journal: &str, volume: &str) -> Reference {
    let mut reference = reference(key, "Editorial", None);
    reference.author =
        serde_json::from_value(serde_json::json!([{"family": "Chaitow", "given": "Leon"}]))
            .expect("a name");
    reference.issued =
        serde_json::from_value(serde_json::json!({"year": 2008, "circa": false})).ok();
    assert!(reference.issued.is_some());
    reference.container_title = Some(journal.to_owned());
    reference.volume = Some(volume.to_owned());
    reference
}

fn gathered_references(seed: &Library, references: Vec<Reference>) -> Gathered {
    let mut gathering = gathering(seed);
    let cited: Vec<String> = references
        .iter()
        .map(|reference| reference.key.to_string())
        .collect();
    let cited: Vec<&str> = cited.iter().map(String::as_str).collect();
    let imported = Imported {
        articles: vec![article("a", &cited, "media/a.png")],
        references,
        ..Imported::default()
    };
    gathering.add("a.bib", "a", imported);
    gathering.finish()
}

#[test]
fn works_that_only_look_alike_stay_two_and_the_likeness_is_named() {
    let mut first_book = reference("book", "Massage", None);
    first_book.isbn = crate::content::Isbn::parse("978-0-443-07435-6").ok();
    let mut second_book = first_book.clone();
    second_book.isbn = crate::content::Isbn::parse("978-0-7020-4768-8").ok();
    assert!(first_book.isbn.is_some() && second_book.isbn.is_some());
    let references = vec![
        editorial(
            "chaitow-2008",
            "Journal of Bodywork and Movement Therapies",
            "12",
        ),
        editorial(
            "chaitow",
            "Journal of Bodywork and Movement Therapies",
            "13",
        ),
        editorial("other", "Manual Therapy", "12"),
        first_book,
        second_book,
    ];

    let gathered = gathered_references(&Library::default(), references);

    assert_eq!(gathered.references["a"].len(), 5);
    let cited = &json(&gathered, 0)["introduction"][0]["content"][0]["references"];
    assert_eq!(cited[0], "chaitow-2008");
    assert_eq!((&cited[1], &cited[2]), (&"chaitow".into(), &"other".into()));
    let named = |words: &str| {
        gathered
            .notes
            .iter()
            .any(|note| note.message.contains(words))
    };
    assert!(named("`chaitow` looks like `chaitow-2008`") && named("about volume"));
    assert!(named("about container_title"), "{:?}", gathered.notes);
}

#[test]
fn a_work_of_the_seed_folder_is_cited_by_likeness_only_where_nothing_speaks_against_it() {
    let mut seed = Library::default();
    for volume in ["12", "13"] {
        let key = format!("chaitow-{volume}");
        seed.references.push(Authored {
            content: editorial(&key, "Manual Therapy", volume),
            source: Source::of("references.bib", ""),
        });
    }
    let fitting = editorial("x", "Manual Therapy", "13");
    let mut other_issue = editorial("y", "Manual Therapy", "13");
    other_issue.page = Some("7".to_owned());
    other_issue.volume = Some("14".to_owned());
    let mut unclear = editorial("z", "Manual Therapy", "13");
    (unclear.volume, unclear.container_title) = (None, None);

    let gathered = gathered_references(&seed, vec![fitting, other_issue, unclear]);

    let cited = &json(&gathered, 0)["introduction"][0]["content"][0]["references"];
    assert_eq!(cited, &serde_json::json!(["chaitow-13", "y", "z"]));
}

#[test]
fn slugs_people_and_images_with_one_name_are_told_apart() {
    let mut gathering = gathering(&Library::default());
    for (file, name, bytes) in [
        ("a.html", "Ada Example", b"1"),
        ("b.html", "Ada Other", b"2"),
        ("c.html", "ada example", b"1"),
    ] {
        let path = "media/a.png".to_owned();
        let imported = Imported {
            articles: vec![article("same", &[], "media/a.png")],
            people: vec![person("ada", name)],
            images: vec![ImportedImage {
                path,
                bytes: bytes.to_vec(),
            }],
            ..Imported::default()
        };
        gathering.add(file, "a", imported);
    }

    let gathered = gathering.finish();

    let told = |at: usize| {
        let draft = json(&gathered, at);
        let image = draft["introduction"][1]["image"]["src"].clone();
        [draft["slug"].clone(), draft["authors"][0].clone(), image]
    };
    assert_eq!(told(0), ["same", "ada", "media/a.png"]);
    assert_eq!(told(1), ["same-2", "ada-2", "media/a-2.png"]);
    assert_eq!(told(2), ["same-3", "ada", "media/a.png"]);
    assert_eq!((gathered.people.len(), gathered.images.len()), (2, 2));
}

#[test]
fn a_first_publication_to_come_is_a_schedule_and_an_earlier_slug_of_another_is_left_out() {
    let mut gathering = gathering(&Library::default());
    let mut one = article("one", &[], "media/a.png");
    one.draft.first_published_at = Moment::parse("2030-01-01T00:00:00Z").ok();
    one.draft.previous_slugs = vec![
        Slug::parse("two").expect("a valid slug"),
        Slug::parse("old").expect("a valid slug"),
    ];
    let articles = vec![one, article("two", &[], "media/a.png")];
    gathering.add(
        "a.xml",
        "a",
        Imported {
            articles,
            ..Imported::default()
        },
    );

    let gathered = gathering.finish();

    let first = &gathered.articles[0].article;
    assert!(
        first.is_draft
            && first.draft.publish_at.is_some()
            && first.draft.first_published_at.is_none()
    );
    let earlier: Vec<&str> = first
        .draft
        .previous_slugs
        .iter()
        .map(Slug::as_str)
        .collect();
    assert_eq!(earlier, ["old"]);
}

#[test]
fn thousands_of_equal_names_take_linear_time() {
    let mut gathering = gathering(&Library::default());
    let articles = (0..5_000)
        .map(|_| article("same", &[], "media/a.png"))
        .collect();
    let references = (0..5_000)
        .map(|at| reference("same", &format!("Title {at}"), None))
        .collect();

    gathering.add(
        "a.xml",
        "a",
        Imported {
            articles,
            references,
            ..Imported::default()
        },
    );
    let gathered = gathering.finish();

    assert_eq!(
        gathered.articles[4_999].article.draft.slug.as_str(),
        "same-5000"
    );
    assert_eq!(gathered.references["a"].len(), 5_000);
}

#[test]
fn thousands_of_images_with_one_name_take_linear_time_and_keep_the_paths_that_they_have() {
    let image = |at: usize| ImportedImage {
        path: "media/a.png".to_owned(),
        bytes: at.to_string().into_bytes(),
    };
    let mut first = Pictures::new(HashMap::new());
    let paths: Vec<HashMap<String, String>> =
        (0..5_000).map(|at| first.place(vec![image(at)])).collect();
    assert_eq!(paths[4_999]["media/a.png"], "media/a-5000.png");
    let known: HashMap<String, Vec<u8>> = first
        .into_new()
        .into_iter()
        .map(|image| (image.path, image.bytes))
        .collect();

    let mut second = Pictures::new(known);

    for at in (0..5_000).rev() {
        assert_eq!(second.place(vec![image(at)]), paths[at]);
    }
    assert_eq!(second.into_new().len(), 0);
}
