//! When something changed last, and by which write: what caches rest on.

use sinew::content::{Moment, Slug};
use sinew::store::{Store, Touched};
use tempfile::TempDir;

use super::earlier::take_back;
use super::{apply, moving, url};
use crate::app::{addresses, clock};
use crate::folder::Folder;

#[actix_web::test]
async fn a_change_of_one_reference_moves_the_moments_of_exactly_what_shows_it() {
    let folder = Folder::with_entries();
    folder.article("shows", "Words [@bell-2008].");
    folder.article("shows-not", "Words [@yeun-2017].");
    folder.article("tells-of-it", "See [it](article:shows).");
    let (_directory, store, clock) = moving(&folder).await;
    let later = Moment::parse("2026-11-23T12:00:00Z").unwrap();

    clock.set(later);
    let bibliography = std::fs::read_to_string(folder.path().join("references.bib")).unwrap();
    folder.write(
        "references.bib",
        &bibliography.replace("{Massage therapy}", "{Massage}"),
    );
    let version = store.version();
    apply(&store, &folder).await;

    let mut moved = Vec::new();
    for slug in ["shows", "shows-not", "tells-of-it"] {
        let article = store.article(&Slug::parse(slug).unwrap(), None).await;
        let article = article.unwrap();
        assert!(article.value.updated_at < later);
        moved.push(article.modified_at == Some(later));
    }
    let therapy = Slug::parse("swedish-massage").unwrap();
    let therapy = store.therapy(&therapy).await.unwrap();
    assert_eq!(moved, [true, false, false]);
    assert_eq!(therapy.found.modified_at, Some(later));
    let (_, Touched::Named(tags)) = store.touched_after(version).await.unwrap() else {
        panic!("so little can be named");
    };
    let tags: Vec<&str> = tags.iter().collect();
    assert_eq!(
        tags,
        ["list:changes", "list:references", "reference:bell-2008"]
    );
}

#[actix_web::test]
async fn a_clock_that_is_set_back_takes_no_moment_back() {
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    let (_directory, store, clock) = moving(&folder).await;
    let slug = Slug::parse("a").unwrap();
    let before = store.article(&slug, None).await.unwrap().modified_at;

    clock.set(Moment::parse("2020-01-01T00:00:00Z").unwrap());
    folder.article("a", "Other words.");
    apply(&store, &folder).await;

    assert_eq!(
        store.article(&slug, None).await.unwrap().modified_at,
        before
    );
}

#[actix_web::test]
async fn the_version_is_known_to_all_clones_at_once_and_to_other_processes_when_they_look() {
    let folder = Folder::with_entries();
    let (directory, store, _) = moving(&folder).await;
    let other = Store::open(&url(&directory), addresses(), clock())
        .await
        .unwrap();
    let clone = store.clone();
    assert_eq!((store.version(), other.version()), (1, 1));

    folder.article("a", "Words.");
    apply(&store, &folder).await;

    assert_eq!((clone.version(), other.version()), (2, 1));
    assert_eq!(other.refresh_version().await.unwrap(), 2);
    assert_eq!(other.version(), 2);
    apply(&store, &folder).await;
    assert_eq!(store.version(), 2);
}

#[actix_web::test]
async fn what_was_stored_before_moments_were_kept_has_the_last_of_them() {
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    let (today, store, _) = moving(&folder).await;
    store.close().await;
    let directory = TempDir::new().unwrap();
    take_back(&url(&today), &directory, 2).await;

    let store = Store::open(&url(&directory), addresses(), clock())
        .await
        .unwrap();

    let article = store.article(&Slug::parse("a").unwrap(), None).await;
    let article = article.unwrap();
    assert_eq!(article.modified_at, Some(article.value.updated_at));
    assert_eq!(store.figures().await.unwrap().revisions, 6);
}
