//! Generated therapies, conditions and people, written and read back.

use proptest::option;
use proptest::prelude::{ProptestConfig, Strategy, prop, proptest};
use proptest::sample::select;

use super::blocks::block;
use super::texts::{href, slug, yaml_text};
use super::{image_paths, locale, place, refuse_faults};
use crate::content::{
    Block, Condition, ConditionCode, Orcid, Origin, Person, Piece, Therapy, align_blocks,
    walk_blocks,
};
use crate::render::{SeedForm, WrittenIds};
use crate::seed::Fault;
use crate::seed::people::read_people;
use crate::seed::topics::{read_condition, read_therapy};

const ORIGIN: Origin = Origin {
    owner: "a-topic",
    revision: 1,
};

/// Blocks with the ids that alignment gives them.
fn description() -> impl Strategy<Value = Vec<Block>> {
    prop::collection::vec(block(), 0..4).prop_map(|mut blocks| {
        align_blocks(&mut blocks, None, &ORIGIN);
        blocks
    })
}

fn words() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(yaml_text(), 0..4)
}

fn therapy() -> impl Strategy<Value = Therapy> {
    (
        slug(),
        yaml_text(),
        yaml_text(),
        words(),
        words(),
        description(),
    )
        .prop_map(
            |(slug, name, summary, also_known_as, contraindications, description)| Therapy {
                slug,
                name,
                also_known_as,
                summary,
                description,
                contraindications,
                references: Vec::new(),
            },
        )
}

fn codes() -> impl Strategy<Value = Vec<ConditionCode>> {
    let values = prop::collection::vec(yaml_text(), 1..3);
    prop::collection::btree_map(yaml_text(), values, 0..3).prop_map(|systems| {
        let codes = systems.into_iter().flat_map(|(system, values)| {
            values.into_iter().map(move |value| ConditionCode {
                system: system.clone(),
                value,
            })
        });
        codes.collect()
    })
}

fn condition() -> impl Strategy<Value = Condition> {
    (therapy(), codes()).prop_map(|(therapy, codes)| Condition {
        slug: therapy.slug,
        name: therapy.name,
        also_known_as: therapy.also_known_as,
        summary: therapy.summary,
        description: therapy.description,
        codes,
        red_flags: therapy.contraindications,
        references: Vec::new(),
    })
}

fn person() -> impl Strategy<Value = Person> {
    let orcid = select(&["0000-0002-1825-0097"][..])
        .prop_map(|orcid| Orcid::parse(orcid).expect("a valid id"));
    let text = || option::of(yaml_text());
    (
        slug(),
        yaml_text(),
        text(),
        text(),
        option::of(href()),
        option::of(orcid),
    )
        .prop_map(|(slug, name, credentials, role, url, orcid)| Person {
            slug,
            name,
            credentials,
            role,
            url,
            orcid,
        })
}

fn form(write: impl Fn(&SeedForm) -> String) -> String {
    write(&SeedForm {
        default_locale: &locale("en"),
        image_paths: &image_paths(),
        ids: WrittenIds::Authored,
    })
}

fn without_faults<T>(read: Option<T>, faults: &[Fault], text: &str) -> T {
    match (refuse_faults(faults), read) {
        (Ok(()), Some(read)) => read,
        (faults, _) => panic!("{faults:#?}\n{text}"),
    }
}

/// What a store would do with what was read.
fn stored(blocks: &mut [Block], head: &[Block]) {
    walk_blocks(blocks, &mut |piece| {
        if let Piece::Image(image) = piece {
            place(image);
        }
    });
    align_blocks(blocks, Some(head), &ORIGIN);
}

fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(100)
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_therapy_is_read_back(therapy in therapy()) {
        let text = form(|form| form.therapy(&therapy, "sciatica"));

        let mut faults = Vec::new();
        let read = read_therapy("therapies/sciatica.md", &text, &mut faults);
        let mut again = without_faults(read.topic, &faults, &text).content;
        stored(&mut again.description, &therapy.description);
        assert_eq!(again, therapy, "{text}");
    }

    #[test]
    fn a_condition_is_read_back(condition in condition()) {
        let text = form(|form| form.condition(&condition, "a"));

        let mut faults = Vec::new();
        let read = read_condition("conditions/a.md", &text, &mut faults);
        let mut again = without_faults(read.topic, &faults, &text).content;
        stored(&mut again.description, &condition.description);
        assert_eq!(again, condition, "{text}");
    }

    #[test]
    fn people_are_read_back(people in prop::collection::vec(person(), 1..5)) {
        let text = form(|form| form.people(&people));

        let mut faults = Vec::new();
        let read = read_people("people.yaml", &text, &mut faults);
        without_faults(Some(()), &faults, &text);
        let again: Vec<Person> = read.into_iter().map(|read| read.person.content).collect();
        assert_eq!(again, people, "{text}");
    }
}
