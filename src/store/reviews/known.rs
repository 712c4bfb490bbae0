//! The review over HTTP of an article whose text is checked.

use crate::content::{CurrentReview, FoundNames, Locale, ReviewDraft, Slug};
use crate::error::Result;
use crate::store::Own;
use crate::store::database::Session;
use crate::store::people::people_named;
use crate::store::writing::KeptReview;

/// The newest review of the article that a text is of, and who made it. A text that has another slug than its article names
/// that among its previous ones.
pub(in crate::store) async fn find_last_review(
    session: &mut Session,
    own: Own<'_>,
    found: &mut FoundNames,
) -> Result<()> {
    let places: Vec<(&Slug, &Locale)> = match own {
        Own::At(place) => place.into_iter().collect(),
        Own::Revision(draft) => {
            let before = draft.previous_slugs.iter();
            let slugs = before.chain([&draft.slug]);
            slugs.map(|slug| (slug, &draft.locale)).collect()
        }
    };
    let named = places.iter();
    let rows = session
        .all_of(
            "WITH named (slug, locale) AS (",
            named
                .map(|(slug, locale)| [slug.as_str().into(), locale.as_str().into()])
                .collect(),
            ")
             SELECT v.version, v.revision, v.reviewers, v.kind, v.reviewed_on, v.next_review_on, v.recorded_at, v.written_by,
                v.message
             FROM named n
             JOIN article a ON a.slug = n.slug AND a.locale = n.locale
             JOIN review v ON v.article_id = a.id
             ORDER BY v.reviewed_on DESC, v.version DESC
             LIMIT 1",
        )
        .await?;
    let Some(row) = rows.first() else {
        return Ok(());
    };
    let review: CurrentReview = KeptReview::read(row)?.review;
    let people = people_named(session, &review.by).await?;
    found.around.people.extend(people);
    found.around.last_review = Some(ReviewDraft::from(review));
    Ok(())
}
