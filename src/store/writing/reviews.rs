//! Which review of an article counts: the newest of those that were made over HTTP and that of its front matter.

use super::kept_reviews::KeptReview;
use super::{Known, Writing, to_json};
use crate::content::{ArticleDraft, CurrentReview, Moment, ReviewDraft};
use crate::error::Result;
use crate::store::entries::list_of;

/// The review of a text that counts, and the revision that it is about.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::store) struct Counted {
    pub(in crate::store) review: CurrentReview,
    pub(in crate::store) reviewed_revision: i32,
    /// Of the write that kept it, where it was made over HTTP: then the text does not name who reviewed.
    pub(in crate::store) kept_version: Option<i64>,
}

impl Writing<'_> {
    /// The review that counts for a text once it is public under a number. What was not public in between does not make an
    /// old review a new one.
    pub(in crate::store) async fn counted_review(
        &mut self,
        draft: &ArticleDraft,
        number: i32,
        known: Option<&Known>,
    ) -> Result<Option<Counted>> {
        let front = draft.review.as_ref();
        if let Some(known) = known
            && let Some(kept) = self.newest_review(&known.id).await?
            && !self.is_outdone(&known.id, &kept, front).await?
        {
            let reviewed_revision = self.said_in(known, kept.revision, draft, number).await?;
            return Ok(Some(Counted {
                review: kept.review,
                reviewed_revision,
                kept_version: Some(kept.version),
            }));
        }
        let Some(front) = front else { return Ok(None) };
        let earlier = known
            .filter(|known| known.review.as_ref().is_some_and(|last| last.is(front)))
            .and_then(|known| Some((known, known.reviewed_revision?)));
        let reviewed_revision = match earlier {
            Some((known, earlier)) => self.said_in(known, earlier, draft, number).await?,
            None => number,
        };
        Ok(Some(Counted {
            review: CurrentReview::of(front, self.store.rules.review_interval_months),
            reviewed_revision,
            kept_version: None,
        }))
    }

    /// True when the review in a front matter counts more than one that was made over HTTP: it is of a later day, or of the
    /// same and was written since. One that says the same is a copy of it.
    async fn is_outdone(
        &mut self,
        id: &str,
        kept: &KeptReview,
        front: Option<&ReviewDraft>,
    ) -> Result<bool> {
        let Some(front) = front.filter(|front| !kept.review.is(front)) else {
            return Ok(false);
        };
        if front.on != kept.review.on {
            return Ok(front.on > kept.review.on);
        }
        let reviewed = self.revision_of(id, kept.revision).await?.content;
        let before = reviewed.review.as_ref();
        Ok(!before.is_some_and(|before| before.is_same(front)))
    }

    /// The number of a text where it says what a reviewed revision said, else that of the revision.
    async fn said_in(
        &mut self,
        known: &Known,
        reviewed: i32,
        draft: &ArticleDraft,
        number: i32,
    ) -> Result<i32> {
        if reviewed == number {
            return Ok(number);
        }
        let says_the_same = match known.text_of(reviewed) {
            Some(text) => text.says_the_same(draft),
            None => {
                let text = self.revision_of(&known.id, reviewed).await?.content;
                text.says_the_same(draft)
            }
        };
        Ok(match says_the_same {
            true => number,
            false => reviewed,
        })
    }

    /// Lets an article show the review that counts for it. What never was reviewed is due since readers have had it.
    pub(super) async fn write_review(
        &mut self,
        id: &str,
        counted: Option<&Counted>,
        first_published_at: Moment,
    ) -> Result<()> {
        let review = counted.map(|counted| &counted.review);
        let due_on = review.map_or_else(|| first_published_at.day(), |review| review.next);
        self.session
            .execute(
                "UPDATE article
                 SET review = $2, review_due_on = $3, reviewed_revision = $4
                 WHERE id = $1",
                [
                    id.into(),
                    review.map(to_json).transpose()?.into(),
                    due_on.into(),
                    counted.map(|counted| counted.reviewed_revision).into(),
                ],
            )
            .await
    }

    /// Lets readers see another review of what is public. Lists of what somebody reviewed change with who did, and a search
    /// with whether somebody reviewed the text as it is now.
    pub(in crate::store) async fn show_new_review(
        &mut self,
        known: &Known,
        revision: i32,
        counted: Option<&Counted>,
    ) -> Result<()> {
        let id = known.id.as_str();
        let listed = |review: Option<&CurrentReview>, reviewed_revision: Option<i32>| {
            let by = review.map(|review| review.by.clone());
            (by, reviewed_revision == Some(revision))
        };
        let before = listed(known.review.as_ref(), known.reviewed_revision);
        let after = listed(
            counted.map(|counted| &counted.review),
            counted.map(|counted| counted.reviewed_revision),
        );
        self.tags.add("article", id);
        if before != after {
            self.tags.add("list", list_of("article"));
        }
        let first_published_at = known.first_published_at.unwrap_or(self.at);
        self.write_review(id, counted, first_published_at).await?;
        self.point_at_reviewers(id, revision, counted).await?;
        self.session
            .execute(
                "UPDATE article
                 SET modified_at = CASE WHEN modified_at > $2 THEN modified_at ELSE $2 END
                 WHERE id = $1",
                [id.into(), self.at.into()],
            )
            .await?;
        self.remember_article(id).await
    }

    /// Lets a public revision point at who reviewed it beside its text, as it points at those whom its text names. Their
    /// places in the index are below those of the text.
    pub(super) async fn point_at_reviewers(
        &mut self,
        id: &str,
        revision: i32,
        counted: Option<&Counted>,
    ) -> Result<()> {
        self.session
            .execute(
                "DELETE FROM link WHERE source_kind = 'article' AND source = $1 AND position < 0",
                [id.into()],
            )
            .await?;
        let beside = counted.filter(|counted| counted.kept_version.is_some());
        let people = beside.map_or(&[][..], |counted| &counted.review.by);
        for (position, person) in (1_i64..).zip(people) {
            // Who was removed while the article was not public is not there to be shown.
            self.session
                .execute(
                    "INSERT INTO link (source_kind, source, revision, position, target_kind, target, place)
                     SELECT 'article', $1, $2, $3, e.kind, e.id, NULL
                     FROM entry e
                     WHERE e.kind = 'person' AND e.id = $4",
                    [
                        id.into(),
                        revision.into(),
                        (-position).into(),
                        person.as_str().into(),
                    ],
                )
                .await?;
        }
        self.list_reviewers(id).await
    }
}
