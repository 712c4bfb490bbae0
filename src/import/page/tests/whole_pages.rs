//! The fixture page in both forms.

use super::*;
use crate::content::{CslType, ListStyle, Purpose};

const TEXT: &str = include_str!("page.txt");
const HTML: &str = include_str!("page.html");

fn purposes(imported: &Imported) -> Vec<Purpose> {
    article(imported)
        .draft
        .sections
        .iter()
        .map(|section| section.purpose)
        .collect()
}

const PURPOSES: [Purpose; 6] = [
    Purpose::Overview,
    Purpose::Benefits,
    Purpose::Treatments,
    Purpose::WhatToExpect,
    Purpose::SelfCare,
    Purpose::Conclusion,
];

fn labels(section: &Section) -> Vec<&str> {
    let lists = section.blocks.iter().filter_map(|block| match block {
        Block::List(list) => Some(list),
        _ => None,
    });
    lists
        .flat_map(|list| &list.items)
        .filter_map(|item| item.label.as_deref())
        .collect()
}

fn tips(section: &Section) -> Vec<(&str, Option<&str>)> {
    let tips = section.blocks.iter().filter_map(|block| match block {
        Block::Tip(tip) => Some((
            tip.title.as_str(),
            tip.image.as_ref().map(|image| image.alt.as_str()),
        )),
        _ => None,
    });
    tips.collect()
}

#[test]
fn a_copied_page_has_its_title_picture_and_sections() {
    let imported = text(TEXT);

    let draft = &article(&imported).draft;
    assert_eq!(draft.title, "Can Warmth and Touch Ease Sciatica?");
    assert_eq!(draft.slug.as_str(), "can-warmth-and-touch-ease-sciatica");
    let alt = draft.hero.as_ref().map(|hero| hero.image.alt.as_str());
    assert_eq!(alt, Some("Person holding a warm pack to the hip."));
    assert_eq!(purposes(&imported), PURPOSES);
    assert!(
        draft.summary.starts_with("Many people") && draft.summary.ends_with("in a few minutes.")
    );
    assert!(article(&imported).is_draft, "its images are missing");
}

#[test]
fn the_benefits_of_a_copied_page_are_labelled_and_cited() {
    let imported = text(TEXT);

    let section = section(&imported, "How Touch May Help");
    assert_eq!(
        labels(section),
        [
            "Less back pain",
            "Calm",
            "Blood flow",
            "Easier movement",
            "Better mood"
        ]
    );
    let Some(Block::List(list)) = section.blocks.last() else {
        panic!("a list was expected")
    };
    assert_eq!(list.style, ListStyle::Bulleted);
    assert_eq!(
        shown(&list.items[3].content),
        "pooled studies of the shoulder found a better range [@majchrzycki-2014; @weerapong-2005; @yeun-2017]."
    );
}

#[test]
fn kinds_of_massage_become_therapies_with_their_first_sentence() {
    let imported = text(TEXT);

    let named: Vec<(&str, &str)> = imported
        .therapies
        .iter()
        .map(|therapy| (therapy.slug.as_str(), therapy.summary.as_str()))
        .collect();
    assert_eq!(
        named,
        [
            (
                "deep-tissue-massage",
                "Deep-tissue massage works slowly on the deeper layers."
            ),
            ("swedish-massage", "Swedish massage uses long strokes."),
            (
                "trigger-point-therapy",
                "Trigger point therapy presses on sore points."
            ),
        ]
    );
    assert_eq!(imported.conditions[0].slug.as_str(), "sciatica");
    assert_eq!(
        article(&imported).draft.conditions,
        [imported.conditions[0].slug.clone()]
    );
}

#[test]
fn tips_take_the_picture_before_them() {
    let imported = text(TEXT);

    assert_eq!(
        tips(section(&imported, "Self-Care Tips for Every Day")),
        [
            ("Keep moving", Some("Woman walking in a park")),
            ("Cold and warmth", Some("Wrapping a cold pack in a cloth")),
            ("Sit less", None),
            ("Nerve flossing", None),
        ]
    );
}

#[test]
fn every_reference_of_a_copied_page_is_read_and_cited() {
    let imported = text(TEXT);

    let keys: Vec<&str> = imported
        .references
        .iter()
        .map(|reference| reference.key.as_str())
        .collect();
    assert_eq!(
        keys,
        [
            "siraj-2022",
            "bell-2008",
            "majchrzycki-2014",
            "weerapong-2005",
            "yeun-2017",
            "hurley-2021"
        ]
    );
    assert_eq!(
        imported.references[0].container_title.as_deref(),
        Some("Cureus")
    );
    assert_eq!(imported.references[1].page.as_deref(), Some("281-289"));
    assert_eq!(imported.references[5].csl_type, CslType::Webpage);
    let further: Vec<&str> = article(&imported)
        .draft
        .references
        .iter()
        .map(|key| key.as_str())
        .collect();
    assert_eq!(further, ["hurley-2021"]);
    assert!(has_note(&imported, "does not cite hurley-2021"));
}

#[test]
fn furniture_disclaimer_and_call_are_told_from_the_text() {
    let imported = text(TEXT);

    let draft = &article(&imported).draft;
    assert_eq!(draft.disclaimer.len(), 1);
    assert!(draft.call_to_action.is_none(), "a copied text has no link");
    for words in [
        "“top of page”",
        "“bottom of page”",
        "“4 min read”",
        "a call to action without a link",
    ] {
        assert!(has_note(&imported, words), "{words}");
    }
    let last = &section(&imported, "Touch Can Be a Part").blocks;
    assert!(
        matches!(last.last(), Some(Block::Figure(figure)) if figure.image.alt == "Side view of the lower spine")
    );
}

#[test]
fn a_saved_page_gives_the_same_article() {
    let imported = page(HTML);

    let draft = &article(&imported).draft;
    assert_eq!(draft.title, "Can Warmth and Touch Ease Sciatica?");
    assert_eq!(draft.slug.as_str(), "warmth-and-touch");
    assert_eq!(
        draft.summary,
        "What small studies say about warmth and touch."
    );
    assert_eq!(
        draft
            .first_published_at
            .map(|moment| moment.to_string())
            .as_deref(),
        Some("2024-03-01T09:00:00.000Z")
    );
    assert_eq!(imported.people[0].name, "Ann Lee");
    assert_eq!(purposes(&imported), PURPOSES);
    assert_eq!(
        labels(section(&imported, "How Touch May Help")),
        [
            "Less back pain",
            "Calm",
            "Blood flow",
            "Easier movement",
            "Better mood"
        ]
    );
    assert_eq!(imported.therapies.len(), 3);
    assert_eq!(
        tips(section(&imported, "Self-Care Tips for Every Day")),
        [
            ("Keep moving", Some("Woman walking in a park")),
            ("Sit less", None)
        ]
    );
}

#[test]
fn a_saved_page_keeps_its_images_where_they_are() {
    let imported = page(HTML);

    let hero = article(&imported)
        .draft
        .hero
        .as_ref()
        .map(|hero| hero.image.src.as_str());
    assert_eq!(hero, Some("media/hero.gif"));
    assert_eq!(imported.images[0].bytes, GIF);
    let Block::Figure(figure) = &section(&imported, "What is Sciatica?").blocks[1] else {
        panic!("a figure was expected")
    };
    assert_eq!(figure.image.src, "https://example.org/nerve.png");
    assert_eq!(shown(&figure.caption), "Where it can be **squeezed**.");
    assert!(!article(&imported).is_draft);
}

#[test]
fn every_form_of_number_in_a_saved_page_is_a_citation() {
    let imported = page(HTML);

    let overview = section(&imported, "What is Sciatica?");
    assert_eq!(
        paragraph(&overview.blocks[2]),
        "A tight muscle can cause much the same pain[@siraj-2022]. Doctors call it [piriformis syndrome](https://example.org/piriformis)."
    );
    let help = section(&imported, "How Touch May Help");
    assert_eq!(
        paragraph(&help.blocks[0]),
        "One client had less pain[@bell-2008; @majchrzycki-2014]. These are the benefits that people report."
    );
    let Block::List(list) = &help.blocks[1] else {
        panic!("a list was expected")
    };
    assert_eq!(
        shown(&list.items[2].content),
        "little hard data [@bell-2008; @majchrzycki-2014; @weerapong-2005]."
    );
    assert_eq!(
        shown(&list.items[3].content),
        "of the shoulder [@yeun-2017]."
    );
    let dois: Vec<bool> = imported
        .references
        .iter()
        .map(|reference| reference.doi.is_some())
        .collect();
    assert_eq!(dois, [true, true, false, false, false, false]);
}

#[test]
fn the_end_of_a_saved_page_is_disclaimer_and_call() {
    let imported = page(HTML);

    let draft = &article(&imported).draft;
    let call = draft.call_to_action.as_ref().expect("a call to action");
    assert_eq!(call.link.href.as_str(), "https://example.org/book");
    assert_eq!(call.link.label, "book a session");
    assert_eq!(draft.disclaimer.len(), 1);
    assert!(has_note(
        &imported,
        "words beside the main content were left out: “Home Blog”"
    ));
    assert!(has_note(&imported, "Copyright"));
}
