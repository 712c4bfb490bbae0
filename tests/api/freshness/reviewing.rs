//! Reviews that are made between two edits of a folder.

use proptest::prelude::{Strategy, prop};
use sinew::content::{Actor, KeyId, NewReview, ReviewKind, Signature, Slug};
use sinew::error::Error;
use sinew::store::Store;

use super::content::{PEOPLE, SLUGS, slug};

/// Who reviews which article on which day: before, on or after those of the front matters.
pub type Reviewing = (usize, usize, u8);

pub fn reviewing() -> impl Strategy<Value = Option<Reviewing>> {
    prop::option::weighted(0.4, (0..SLUGS.len(), 0..PEOPLE.len(), 8..22_u8))
}

/// Reviews what readers find at the slug. What cannot be reviewed changes nothing. Its language is named: editors may have
/// drafts in others there, of which readers know nothing.
pub async fn review(store: &Store, reviewing: Option<Reviewing>) {
    let Some((article, person, day)) = reviewing else {
        return;
    };
    let slug: Slug = slug(SLUGS[article]);
    let Ok(found) = store.article(&slug, None).await else {
        return;
    };
    let review = NewReview {
        revision: found.value.revision,
        by: vec![Slug::parse(PEOPLE[person]).unwrap()],
        on: format!("2026-01-{day:02}").parse().unwrap(),
        next: None,
        kind: ReviewKind::Clinical,
    };
    let signature = Signature {
        actor: Actor::Key(KeyId::parse("8f3d2c1a").unwrap()),
        request_id: None,
        message: None,
    };
    let locale = Some(&found.value.locale);
    let outcome = store.review(&signature, (&slug, locale), &review).await;
    if let Err(error) = outcome {
        assert!(
            matches!(
                error,
                Error::Unfit(_) | Error::Moved { .. } | Error::Conflict(_)
            ),
            "{error}"
        );
    }
}
