//! Which folders and edits are tried: the choices of proptest.

use proptest::prelude::{Just, Strategy, prop, prop_oneof};

use super::{ARTICLES, Claimed, Content, Edit, Pointers, REFERENCES, SLUGS, STRENGTHS, Text};

pub fn content() -> impl Strategy<Value = Content> {
    // Each at a slug of its own, so that the first apply is not refused; edits bring the conflicts.
    let articles = [first(0), first(1), first(2), first(3)];
    let entries = (
        [0..3_u8, 0..3_u8],
        [0..3_u8, 0..3_u8],
        [0..3_u8, 0..3_u8],
        [0..3_u8, 0..3_u8, 0..3_u8],
    );
    (articles, entries, pointers(), prop::bool::ANY).prop_map(
        |(articles, entries, descriptions, image)| Content {
            articles,
            therapies: entries.0,
            conditions: entries.1,
            people: entries.2,
            references: entries.3,
            descriptions,
            image,
        },
    )
}

fn first(slug: usize) -> impl Strategy<Value = Option<Text>> {
    text_or_none().prop_map(move |text| {
        text.map(|text| Text {
            slug,
            locale: if slug == 0 { 0 } else { text.locale },
            translation_of: text.translation_of.filter(|_| slug > 0),
            previous_slug: None,
            ..text
        })
    })
}

fn text_or_none() -> impl Strategy<Value = Option<Text>> {
    prop::option::weighted(0.75, text())
}

fn text() -> impl Strategy<Value = Text> {
    let place = (
        0..SLUGS.len(),
        prop_oneof![3 => Just(0), 2 => Just(1), 1 => Just(2)],
    );
    let names = (
        prop::option::weighted(0.3, 0..SLUGS.len()),
        // Often of the same original, so that groups have more than one translation.
        prop::option::weighted(0.7, prop_oneof![3 => Just(0), 1 => 0..SLUGS.len()]),
    );
    let state = (
        0..3_u8,
        prop::bool::weighted(0.2),
        prop::option::of(0..3_u8),
    );
    let said = (pointers(), prop::option::of(claim()));
    (place, names, state, said).prop_map(|((slug, locale), names, state, said)| Text {
        slug,
        locale,
        previous_slug: names.0.filter(|previous| *previous != slug),
        // Only a text in another language than the default one can be a translation.
        translation_of: names.1.filter(|_| locale > 0),
        words: state.0,
        is_draft: state.1,
        reviewed_on: state.2,
        pointers: said.0,
        claim: said.1,
    })
}

fn claim() -> impl Strategy<Value = Claimed> {
    let reference = prop::option::weighted(0.8, 0..REFERENCES.len());
    (0..STRENGTHS.len(), 0..2_usize, 0..2_usize, reference).prop_map(
        |(strength, therapy, condition, reference)| Claimed {
            strength,
            therapy,
            condition,
            reference,
        },
    )
}

fn pointers() -> impl Strategy<Value = Pointers> {
    let article = prop::option::weighted(0.6, 0..SLUGS.len());
    let two = || prop::option::weighted(0.6, 0..2_usize);
    let reference = prop::option::weighted(0.6, 0..REFERENCES.len());
    (article, two(), two(), two(), reference, prop::bool::ANY).prop_map(
        |(article, therapy, condition, person, reference, image)| Pointers {
            article,
            therapy,
            condition,
            person,
            reference,
            image,
        },
    )
}

pub fn edit() -> impl Strategy<Value = Edit> {
    let article = || 0..ARTICLES;
    prop_oneof![
        3 => (article(), text_or_none()).prop_map(|(at, text)| Edit::Article(at, text)),
        3 => (article(), 0..SLUGS.len()).prop_map(|(at, slug)| Edit::Rename(at, slug)),
        2 => (article(), prop::option::of(0..SLUGS.len())).prop_map(|(at, of)| Edit::Translate(at, of)),
        2 => (article(), prop::bool::ANY).prop_map(|(at, is)| Edit::Draft(at, is)),
        1 => (article(), 0..4_u8).prop_map(|(at, words)| Edit::Words(at, words)),
        2 => (article(), prop::option::of(claim())).prop_map(|(at, claim)| Edit::Claim(at, claim)),
        1 => (0..2_usize, 0..3_u8).prop_map(|(at, words)| Edit::Therapy(at, words)),
        1 => (0..2_usize, 0..3_u8).prop_map(|(at, words)| Edit::Condition(at, words)),
        1 => (0..2_usize, 0..3_u8).prop_map(|(at, words)| Edit::Person(at, words)),
        1 => (0..3_usize, 0..3_u8).prop_map(|(at, words)| Edit::Reference(at, words)),
        1 => pointers().prop_map(Edit::Descriptions),
        1 => prop::bool::ANY.prop_map(Edit::Image),
    ]
}
