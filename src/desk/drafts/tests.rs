//! Generated articles, written in each form and read back.

use std::sync::Mutex;

use proptest::prelude::{ProptestConfig, proptest};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};

use super::super::{Sent, markdown};
use super::{draft_place, write_draft};
use crate::content::{Addresses, ArticleDraft, Expected, Locale, Moment, Signature, Slug, State};
use crate::seed::generated_article;
use crate::store::{Clock, Store, StoredDraft};

/// Three databases that all cases share; each case has an article of its own.
struct Desks {
    runtime: Runtime,
    stores: [Store; 3],
    _directory: TempDir,
    cases: u32,
}

impl Desks {
    fn open() -> Self {
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let directory = tempfile::tempdir().expect("a folder for the test");
        let stores = ["a", "b", "c"].map(|name| {
            let path = directory.path().join(name);
            let addresses = Addresses::new("", locale());
            let clock = Clock::still(Moment::parse("2026-11-22T12:00:00Z").expect("a moment"));
            let url = format!("sqlite:{}", path.display());
            let store = runtime.block_on(Store::open(&url, addresses, clock));
            store.expect("a database")
        });
        Self {
            runtime,
            stores,
            _directory: directory,
            cases: 0,
        }
    }
}

fn locale() -> Locale {
    Locale::parse("en").expect("a valid tag")
}

fn json(draft: &ArticleDraft) -> Sent {
    Sent::Json {
        draft: Box::new(draft.clone()),
        has_written_ids: true,
    }
}

/// Writes a draft and gives its state.
async fn put(store: &Store, draft: &ArticleDraft, sent: Sent, expected: &Expected) -> State {
    let (slug, locale) = (&draft.slug, Some(&draft.locale));
    let place = draft_place(store, slug, locale, expected).await;
    let place = place.expect("a place");
    let written = write_draft(store, &place, sent, expected, &Signature::COMMAND).await;
    written
        .unwrap_or_else(|error| panic!("{error}\n{draft:#?}"))
        .draft
        .state
}

async fn get(store: &Store, draft: &ArticleDraft) -> StoredDraft {
    let stored = store.draft(&draft.slug, Some(&draft.locale)).await;
    stored.expect("a draft")
}

/// What one server gives, another takes and gives again, and it takes its own.
async fn go_round([one, two, three]: &[Store; 3], draft: &ArticleDraft) {
    put(one, draft, json(draft), &Expected::Nothing).await;
    let given = get(one, draft).await;
    let text = markdown(one, &given).await.expect("a text");

    let state = put(two, draft, json(&given.draft), &Expected::Nothing).await;
    assert_eq!(get(two, draft).await.draft, given.draft);
    let same = put(
        two,
        draft,
        Sent::Markdown(text.clone()),
        &Expected::Anything,
    )
    .await;
    assert_eq!(same, state, "{text}");

    put(
        three,
        draft,
        Sent::Markdown(text.clone()),
        &Expected::Nothing,
    )
    .await;
    let taken = get(three, draft).await;
    assert_eq!(markdown(three, &taken).await.expect("a text"), text);
    assert_eq!(taken.draft.written_ids, given.draft.written_ids);
    let state = taken.state.clone();
    let same = put(three, draft, json(&taken.draft), &Expected::Anything).await;
    assert_eq!(same, state, "{text}");
}

/// The same with names that no other case has: two articles cannot claim one.
fn of_case(draft: ArticleDraft, case: u32) -> ArticleDraft {
    let named = |name: &str| Slug::parse(&format!("{name}-{case}")).expect("a slug");
    let previous = draft.previous_slugs.iter().enumerate();
    ArticleDraft {
        slug: named("article"),
        previous_slugs: previous
            .map(|(at, _)| named(&format!("earlier-{at}")))
            .collect(),
        translation_of: draft.translation_of.as_ref().map(|_| named("original")),
        ..draft
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_one_server_gives_another_takes_with_nothing_lost(draft in generated_article()) {
        static DESKS: Mutex<Option<Desks>> = Mutex::new(None);
        let mut desks = DESKS.lock().expect("the cases before have not failed");
        let desks = desks.get_or_insert_with(Desks::open);
        desks.cases += 1;
        let draft = of_case(draft, desks.cases);

        desks.runtime.block_on(go_round(&desks.stores, &draft));
    }
}
