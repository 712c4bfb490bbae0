//! Generated articles in a database, exported and planned again.

use proptest::prelude::{ProptestConfig, Strategy, any, prop, proptest};

use super::articles::article;
use super::locale;
use crate::content::{Addresses, AuthoredArticle, Library, Piece, Slug, Source, walk_article};
use crate::render::WrittenIds;
use crate::seed::{export, read_folder};
use crate::store::{ApplyRequest, Clock, Store};

/// Some articles that stand beside each other, without files: images elsewhere, no translations.
fn library() -> impl Strategy<Value = Library> {
    prop::collection::vec((article(), any::<bool>()), 1..4).prop_map(|articles| {
        let articles = articles.into_iter().enumerate();
        let authored = articles.map(|(number, (mut draft, is_draft))| {
            draft.slug = Slug::parse(&format!("article-{number}")).expect("a slug");
            draft.previous_slugs.clear();
            draft.translation_of = None;
            walk_article(&mut draft, &mut |piece| {
                if let Piece::Image(image) = piece
                    && image.src.starts_with("/media/")
                {
                    "https://example.org/nerve.png".clone_into(&mut image.src);
                    (image.width, image.height) = (None, None);
                }
            });
            AuthoredArticle {
                draft,
                is_draft,
                draft_of: None,
                source: Source::of("", ""),
            }
        });
        Library {
            articles: authored.collect(),
            ..Library::default()
        }
    })
}

/// What is left to change after an export of a database that was filled with a library.
async fn left_to_change(library: &Library) -> String {
    let directory = tempfile::tempdir().expect("a folder for the test");
    let url = format!("sqlite:{}", directory.path().join("test.db").display());
    let store = Store::open(&url, Addresses::new("", locale("en")), Clock::System)
        .await
        .expect("a database");
    let filled = store.apply(&ApplyRequest::of(library), || ()).await;
    filled.expect("the articles are applied");

    let stored = store.stored_library().await.expect("what is stored");
    let exported = match export(&stored.library, &locale("en"), WrittenIds::Authored) {
        Ok(exported) => exported,
        Err(error) => return format!("{error}"),
    };
    let reading = read_folder(exported.folder, &locale("en"));
    let request = ApplyRequest::of(&reading.library);
    let plan = store.plan(&request, || ()).await;

    let plan = plan.expect("a plan");
    store.close().await;
    match (plan.is_empty(), plan.kept) {
        (true, 0) => String::new(),
        _ => format!("{plan:#?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_export_leaves_nothing_to_plan(library in library()) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");

        let left = runtime.block_on(left_to_change(&library));

        assert_eq!(left, "");
    }
}
