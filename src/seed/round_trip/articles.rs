//! Generated articles, written and read back.

use proptest::option;
use proptest::prelude::{ProptestConfig, Strategy, any, prop, proptest};
use proptest::sample::select;

use super::blocks::{block, body};
use super::front::{accepted, hero, review, schedule, slugs};
use super::texts::{href, key, line_text, plain_text, slug, yaml_text};
use super::{locale, read, written};
use crate::content::{
    Anchor, ArticleDraft, CallToAction, CallToActionLink, Origin, Piece, Purpose, Section,
    align_article, walk_article,
};
use crate::render::WrittenIds;

fn section() -> impl Strategy<Value = Section> {
    let purpose = select(&Purpose::ALL[..]).prop_map(|(_, purpose)| purpose);
    let blocks = prop::collection::vec(block(), 0..4);
    (2_u8..5, plain_text(), purpose, blocks).prop_map(|(level, heading, purpose, blocks)| Section {
        id: Anchor::unassigned(),
        level,
        heading,
        purpose,
        blocks,
    })
}

fn call_to_action() -> impl Strategy<Value = CallToAction> {
    let body = option::of(body()).prop_map(Option::unwrap_or_default);
    (line_text(), body, href(), line_text()).prop_map(|(title, body, href, label)| CallToAction {
        title,
        body,
        link: CallToActionLink { href, label },
    })
}

/// An article without front matter.
fn bare_article() -> impl Strategy<Value = ArticleDraft> {
    (
        prop::collection::vec(block(), 0..5),
        prop::collection::vec(section(), 0..3),
        option::of(body()).prop_map(Option::unwrap_or_default),
        option::of(call_to_action()),
        slug(),
    )
        .prop_map(
            |(introduction, sections, disclaimer, call_to_action, slug)| ArticleDraft {
                slug,
                locale: locale("en"),
                previous_slugs: Vec::new(),
                translation_of: None,
                title: "A title".to_owned(),
                summary: "A summary".to_owned(),
                hero: None,
                introduction,
                sections,
                disclaimer,
                call_to_action,
                keywords: Vec::new(),
                authors: Vec::new(),
                conditions: Vec::new(),
                therapies: Vec::new(),
                references: Vec::new(),
                review: None,
                publish_at: None,
                unpublish_at: None,
                first_published_at: None,
                accept: Vec::new(),
                written_ids: Vec::new(),
            },
        )
}

/// The ids that a store would have given. `pattern` says which of them their author wrote.
fn with_ids(mut draft: ArticleDraft, pattern: u64) -> ArticleDraft {
    let mut written_ids = Vec::new();
    let mut count = 0;
    walk_article(&mut draft, &mut |piece| {
        if let Piece::Place { kind, id } = piece {
            *id = Anchor::parse(&format!("{kind}-{count:08x}")).expect("a valid id");
            if pattern >> (count % 64) & 1 == 1 {
                written_ids.push(id.clone());
            }
            count += 1;
        }
    });
    draft.written_ids = written_ids;
    draft
}

/// An article with everything that it can have, and ids as a store gives them.
pub fn article() -> impl Strategy<Value = ArticleDraft> {
    let front = (
        [yaml_text(), yaml_text()],
        select(&["en", "de", "pt-BR"][..]),
        [slugs(), slugs(), slugs(), slugs()],
        option::of(slug()),
        hero(),
        prop::collection::vec(yaml_text(), 0..4),
        option::of(key()),
        review(),
        schedule(),
        accepted(),
    );
    (bare_article(), front, any::<u64>()).prop_map(|(bare, front, pattern)| {
        let ([title, summary], tag, lists, translation_of, hero, ..) = front.clone();
        let (.., keywords, reference, review, schedule, accept) = front;
        let [previous_slugs, authors, conditions, therapies] = lists;
        let [first_published_at, publish_at, unpublish_at] = schedule;
        let draft = ArticleDraft {
            locale: locale(tag),
            previous_slugs,
            translation_of,
            title,
            summary,
            hero,
            keywords,
            authors,
            conditions,
            therapies,
            references: reference.into_iter().collect(),
            review,
            publish_at,
            unpublish_at,
            first_published_at,
            accept,
            ..bare
        };
        with_ids(draft, pattern)
    })
}

const ORIGIN: Origin = Origin {
    owner: "en/x",
    revision: 2,
};

fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok();
    ProptestConfig {
        cases: cases.and_then(|cases| cases.parse().ok()).unwrap_or(200),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn an_article_with_the_ids_that_its_author_wrote_is_read_back(
        draft in article(),
        stem in select(&["null", "sciatica", "sciatica.draft", "Not a slug"][..]),
        is_draft in any::<bool>(),
    ) {
        let text = written(&draft, stem, is_draft, WrittenIds::Authored);

        let (mut again, is_draft_again) = match read(stem, &text) {
            Ok(read) => read,
            Err(faults) => panic!("{faults:#?}\n{text}"),
        };
        align_article(&mut again, Some(&draft), &ORIGIN);

        assert_eq!(again, draft, "{text}");
        assert_eq!(is_draft_again, is_draft || stem.ends_with(".draft"));
    }

    #[test]
    fn an_article_with_all_its_ids_is_read_back_without_alignment(draft in bare_article()) {
        let draft = with_ids(draft, u64::MAX);

        let text = written(&draft, "x", false, WrittenIds::All);

        let again = match read("x", &text) {
            Ok((again, _)) => again,
            Err(faults) => panic!("{faults:#?}\n{text}"),
        };
        assert_eq!(again, draft, "{text}");
    }
}
