//! Walks from page to page while articles come, go, are renamed and published anew: in every order, nothing that was there all
//! the time is missed, and nothing comes twice.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::{Just, Strategy, prop, prop_oneof};
use proptest::test_runner::{Config, TestRunner};
use sinew::content::{ArticleSort, Moment, Slug};
use sinew::store::{Absent, ApplyRequest, Clock, Unseen};

use crate::app::{TestApp, read, texts};
use crate::editor::Editor;
use crate::folder::Folder;

const ARTICLES: usize = 9;
const START: i64 = 1_790_000_000;

/// Filters that every article passes: a list begins from another index with each.
const FILTERS: [&str; 4] = [
    "count=true",
    "keyword=kept",
    "updated_since=2000-01-01T00:00:00Z",
    "published_since=2000-01-01T00:00:00Z",
];

/// What happens between two pages.
#[derive(Clone, Debug)]
enum Deed {
    Come(usize),
    Go(usize),
    Rename(usize),
    Retitle(usize, u8),
    /// Ceases to be public, and is published anew by the next deed.
    Unpublish(usize),
    Wait(i64),
}

/// An article of the folder: the number of its slug, and of its title.
type Text = (u32, u8);

/// The articles of the folder by their number.
type Texts = BTreeMap<usize, Text>;

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let article = || 0..ARTICLES;
    let deed = prop_oneof![
        2 => article().prop_map(Deed::Come),
        2 => article().prop_map(Deed::Go),
        2 => article().prop_map(Deed::Rename),
        4 => (article(), 0..9_u8).prop_map(|(at, title)| Deed::Retitle(at, title)),
        1 => article().prop_map(Deed::Unpublish),
        2 => (1..100_i64).prop_map(Deed::Wait),
        1 => Just(Deed::Wait(-500)),
    ];
    prop::collection::vec(deed, 0..3)
}

#[test]
fn a_walk_misses_nothing_that_was_there_all_the_time_and_meets_nothing_twice() {
    let first = prop::collection::btree_map(0..ARTICLES, 0..9_u8, 3..ARTICLES);
    let steps = prop::collection::vec(deeds(), 8);
    let mut runner = TestRunner::new(Config {
        cases: std::env::var("PROPTEST_CASES").map_or(2, |cases| cases.parse().unwrap()),
        max_shrink_iters: 60,
        failure_persistence: None,
        ..Config::default()
    });

    let choices = (first, steps, 1..4_usize, 0..FILTERS.len());
    let outcome = runner.run(&choices, |(first, steps, limit, at)| {
        for (number, (order, _)) in ArticleSort::ALL.into_iter().enumerate() {
            let filter = FILTERS[(at + number) % FILTERS.len()];
            let query = format!("limit={limit}&sort={order}&{filter}");
            actix_web::rt::System::new().block_on(walk(&first, &steps, &query));
        }
        Ok(())
    });

    outcome.unwrap();
}

async fn walk(first: &BTreeMap<usize, u8>, steps: &[Vec<Deed>], query: &str) {
    let clock = Clock::still(at(START));
    let mut now = START;
    let mut texts_there: Texts = first.iter().map(|(at, title)| (*at, (0, *title))).collect();
    let app = TestApp::for_writers_at(clock.clone(), &folder(&texts_there)).await;
    let editor = Editor::of(&app).await;
    let mut steps = steps.iter();
    let mut always: Option<BTreeSet<String>> = None;
    let mut met = Vec::new();
    let mut path = format!("/v1/articles?{query}");
    loop {
        let page = app.get(&path).await.json();
        let there = public(&app).await;
        let begun = always.get_or_insert_with(|| there.clone());
        met.extend(texts(&page["items"], "/id"));
        let Some(cursor) = page["next_cursor"].as_str() else {
            begun.retain(|id| there.contains(id));
            break;
        };
        path = format!("/v1/articles?{query}&cursor={cursor}");
        for deed in steps.next().into_iter().flatten() {
            now += 1;
            clock.set(at(now));
            act(deed, &app, &editor, &mut texts_there, &mut now).await;
            let there = public(&app).await;
            begun.retain(|id| there.contains(id));
        }
    }

    let met_once: BTreeSet<&String> = met.iter().collect();
    assert_eq!(met_once.len(), met.len(), "{query}: met twice {met:?}");
    let missed: Vec<String> = always
        .unwrap()
        .into_iter()
        .filter(|id| !met.contains(id))
        .collect();
    assert_eq!(missed, Vec::<String>::new(), "{query}");
}

async fn act(deed: &Deed, app: &TestApp, editor: &Editor<'_>, texts: &mut Texts, now: &mut i64) {
    match deed {
        Deed::Come(at) => {
            texts.entry(*at).or_insert((0, 0));
        }
        Deed::Go(at) => {
            texts.remove(at);
        }
        Deed::Rename(at) => {
            texts.entry(*at).and_modify(|text| text.0 += 1);
        }
        Deed::Retitle(at, title) => {
            texts.entry(*at).and_modify(|text| text.1 = *title);
        }
        Deed::Unpublish(at) => {
            if let Some((slug, _)) = texts.get(at) {
                editor.act(&slug_of(*at, *slug), "unpublish", "{}").await;
            }
            return;
        }
        Deed::Wait(seconds) => {
            *now += seconds;
            return;
        }
    }
    let library = read(folder(texts).path());
    let request = ApplyRequest {
        unseen: Unseen::Overwrite,
        ..ApplyRequest::of(&library).with_absent(Absent::Remove)
    };
    app.store.apply(&request, || ()).await.unwrap();
}

/// The ids of what is public, asked for by name, so that no walk is needed.
async fn public(app: &TestApp) -> BTreeSet<String> {
    let mut slugs = Vec::new();
    for at in 0..ARTICLES {
        for slug in 0..9 {
            slugs.push(slug_of(at, slug));
        }
    }
    let page = app
        .get(&format!("/v1/articles?fields=id&slugs={}", slugs.join(",")))
        .await
        .json();
    texts(&page["items"], "/id").into_iter().collect()
}

fn folder(texts: &Texts) -> Folder {
    let folder = Folder::with_entries();
    for (at, (slug, title)) in texts {
        let before: Vec<String> = (0..*slug).map(|slug| slug_of(*at, slug)).collect();
        let text = format!(
            "---\ntitle: Title {title}\nsummary: Sum.\nkeywords: [kept]\nprevious_slugs: [{}]\n---\n\nWords {slug}.\n",
            before.join(", ")
        );
        folder.write(&format!("articles/{}.md", slug_of(*at, *slug)), &text);
    }
    folder
}

fn slug_of(at: usize, slug: u32) -> String {
    let slug = format!("n-{at}-{slug}");
    assert!(Slug::parse(&slug).is_ok());
    slug
}

fn at(seconds: i64) -> Moment {
    Moment::new(jiff::Timestamp::from_second(seconds).unwrap())
}
