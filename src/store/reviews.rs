//! Reviews of published texts: keeping one, and which articles have to be reviewed.

mod due;
mod standing;

use std::collections::HashSet;

use super::Store;
use super::people::people_named;
use super::writing::{Counted, KeptReview, Known, Writing};
use crate::content::{AuditAction, Locale, NewReview, RecordedReview, Signature, Slug};
use crate::error::{Error, Result, Violation};

/// A review, and whether it was not kept before.
pub type Reviewed = (RecordedReview, bool);

impl Store {
    /// Keeps a review of the published revision of an article. The same review once more is the one that is kept.
    pub async fn review(
        &self,
        signature: &Signature,
        (slug, locale): (&Slug, Option<&Locale>),
        review: &NewReview,
    ) -> Result<Reviewed> {
        let mut writing = Writing::begin(self, signature).await?;
        let known = writing.known_at(slug, locale).await?;
        let known = known.ok_or_else(|| Error::Missing {
            what: "article",
            name: slug.to_string(),
        })?;
        refuse_other_revision(&known, review.revision)?;
        writing.refuse_unfit_review(review).await?;
        let like = writing.like_review(&known.id, review).await?;
        if let Some(kept) = like.filter(|kept| kept.says(review)) {
            let counted = writing.counted(&known).await?;
            return writing.recorded(kept, counted.as_ref(), false).await;
        }
        let kept = writing.keep_review(&known.id, review).await?;
        let counted = writing.counted(&known).await?;
        if is_news(&known, counted.as_ref()) {
            writing
                .show_new_review(&known, review.revision, counted.as_ref())
                .await?;
        }
        let revision = Some(review.revision);
        writing.done(
            AuditAction::Review,
            "article",
            &known.id,
            (revision, revision),
        );
        writing.recorded(kept, counted.as_ref(), true).await
    }
}

impl Writing<'_> {
    /// The review that counts for what is public.
    async fn counted(&mut self, known: &Known) -> Result<Option<Counted>> {
        match known.published() {
            Some((number, draft)) => self.counted_review(draft, number, Some(known)).await,
            None => Ok(None),
        }
    }

    /// Ends the write with the review as it was kept.
    async fn recorded(
        mut self,
        kept: KeptReview,
        counted: Option<&Counted>,
        is_new: bool,
    ) -> Result<Reviewed> {
        let people = people_named(&mut self.session, &kept.review.by).await?;
        let by = kept.review.by.iter();
        let is_current = counted.is_some_and(|counted| counted.kept_version == Some(kept.version));
        let recorded = RecordedReview {
            revision: kept.revision,
            reviewed_by: by.filter_map(|slug| people.get(slug)).cloned().collect(),
            reviewed_on: kept.review.on,
            next_review_on: kept.review.next,
            kind: kept.review.kind,
            is_current,
            recorded_at: kept.recorded_at,
            written_by: kept.written_by,
            message: kept.message,
        };
        self.finish().await?;
        Ok((recorded, is_new))
    }

    /// Refuses a review by nobody that is known, of a day to come, or that was to be followed by one before it.
    async fn refuse_unfit_review(&mut self, review: &NewReview) -> Result<()> {
        let people = people_named(&mut self.session, &review.by).await?;
        let mut named = HashSet::new();
        let mut violations = Vec::new();
        for (at, slug) in review.by.iter().enumerate() {
            let pointer = format!("#/by/{at}");
            if !people.contains_key(slug) {
                let message = format!("the person `{slug}` does not exist");
                violations.push(Violation::of_member(&pointer, "TAX002", message));
            } else if !named.insert(slug) {
                let message = format!("each person must be named once, got `{slug}` again");
                violations.push(Violation::of_member(&pointer, "repeated", message));
            }
        }
        // Somewhere it is tomorrow already.
        let today = self.at.day();
        let last = today.tomorrow().unwrap_or(today);
        if review.on > last {
            let message = format!("on must be {last} at the latest, got `{}`", review.on);
            violations.push(Violation::of_member("#/on", "day", message));
        }
        if let Some(next) = review.next.filter(|next| *next <= review.on) {
            let message = format!("next must be after {}, got `{next}`", review.on);
            violations.push(Violation::of_member("#/next", "day", message));
        }
        if violations.is_empty() {
            return Ok(());
        }
        Err(Error::Unfit(violations))
    }
}

/// Who reviewed a text that is public no longer has not reviewed what is.
fn refuse_other_revision(known: &Known, reviewed: i32) -> Result<()> {
    match known.published_revision {
        Some(published) if published == reviewed => Ok(()),
        Some(published) => Err(Error::Conflict(format!(
            "the published revision is {published}, the review is of {reviewed}: read what is public, then review it"
        ))),
        None => Err(Error::Conflict(
            "nothing of the article is public that could be reviewed".to_owned(),
        )),
    }
}

/// True when readers see another review than before.
fn is_news(known: &Known, counted: Option<&Counted>) -> bool {
    let shown = (known.review.as_ref(), known.reviewed_revision);
    let review = counted.map(|counted| &counted.review);
    shown != (review, counted.map(|counted| counted.reviewed_revision))
}
