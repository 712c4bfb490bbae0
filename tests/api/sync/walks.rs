//! Mirrors that are fed while everything changes, against one that is made anew.

use std::collections::BTreeSet;

use proptest::prelude::{Strategy, any};
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use sinew::store::Clock;

use super::deeds::{START, World, at, deed};
use super::mirror::Mirror;
use crate::app::TestApp;
use crate::editor::Editor;
use crate::folder::Folder;
use crate::freshness::content::content;

/// How many writes change something.
const WRITES: i64 = 1000;
/// Writing, patching and deleting of four kinds, and writing, acting on and deleting articles.
const KINDS_OF_DEEDS: usize = 3 * 4 + 3;

#[actix_web::test]
async fn mirrors_that_are_fed_with_changes_have_what_a_new_one_has() {
    let seed: u64 =
        std::env::var("SYNC_SEED").map_or_else(|_| any_seed(), |seed| seed.parse().unwrap());
    tell(seed);
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let clock = Clock::still(at(START));
    let app = TestApp::for_writers_at(clock.clone(), &Folder::empty()).await;
    let mut world = World {
        app: &app,
        editor: Editor::of(&app).await,
        clock,
        now: START,
        content: content().new_tree(&mut runner).unwrap().current(),
        done: BTreeSet::new(),
    };
    world.apply(world.content.clone(), true).await;
    let mut mirrors = [Mirror::default(), Mirror::default(), Mirror::default()];

    let mut compared_at = 0;
    // What is named by others is rarely deleted: it goes on until everything was done once.
    while app.store.version() < WRITES
        || (world.done.len() < KINDS_OF_DEEDS && app.store.version() < 5 * WRITES)
    {
        let deed = deed().new_tree(&mut runner).unwrap().current();
        world.act(&deed).await;
        let steps = (any::<[bool; 3]>(), 1..4_usize, 0..60_usize);
        let (looks, limit, end) = steps.new_tree(&mut runner).unwrap().current();
        for (mirror, looks) in mirrors.iter_mut().zip(looks) {
            if looks {
                mirror.step(&app.store, limit).await;
            }
        }
        if end == 0 {
            mirrors[2] = Mirror::default();
        }
        let version = app.store.version();
        if version >= compared_at + 200 {
            compared_at = version;
            let fresh = Mirror::fresh(&app.store).await;
            fresh.compare(&app).await;
            mirrors[1].catch_up(&app.store, 2).await;
            assert_eq!(mirrors[1], fresh, "SYNC_SEED={seed}, at {version}");
        }
    }

    let fresh = Mirror::fresh(&app.store).await;
    for mut mirror in mirrors {
        mirror.catch_up(&app.store, 3).await;
        assert_eq!(mirror, fresh, "SYNC_SEED={seed}");
    }
    assert_eq!(world.done.len(), KINDS_OF_DEEDS, "{:?}", world.done);
}

#[allow(
    clippy::print_stdout,
    reason = "what fails can be repeated by its seed alone"
)]
fn tell(seed: u64) {
    println!("SYNC_SEED={seed}");
}

fn any_seed() -> u64 {
    u64::from(uuid::Uuid::new_v4().as_fields().0)
}
