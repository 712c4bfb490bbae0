//! Which published articles have to be reviewed, those first whose day comes first.

use std::collections::HashSet;

use jiff::{Span, ToSpan as _};

use crate::content::{
    ArticleLinks, CurrentReview, DueReview, DueState, Locale, Moment, ReviewedArticle, Slug,
};
use crate::error::Result;
use crate::store::Store;
use crate::store::article_lists::Summary;
use crate::store::articles::article_id;
use crate::store::database::Session;
use crate::store::page::{Page, Slice};
use crate::store::people::people_named;
use crate::store::value::{Row, Value};

/// From today on, within the days of notice.
const DUE: &str =
    "SELECT a.id, a.slug, a.locale, a.summary, a.revision, a.reviewed_revision, a.review, a.review_due_on, a.modified_at
     FROM published_article a
     WHERE a.review_due_on >= $1 AND a.review_due_on <= $2 AND a.review IS NOT NULL
        AND (a.review_due_on, a.id) > ($3, $4)
     ORDER BY a.review_due_on, a.id
     LIMIT $5";

/// Before today; what was never reviewed is late from its first day on.
const OVERDUE: &str =
    "SELECT a.id, a.slug, a.locale, a.summary, a.revision, a.reviewed_revision, a.review, a.review_due_on, a.modified_at
     FROM published_article a
     WHERE a.review_due_on <= $1 AND (a.review_due_on < $1 OR a.review IS NULL) AND (a.review_due_on, a.id) > ($2, $3)
     ORDER BY a.review_due_on, a.id
     LIMIT $4";

/// Whenever it is due: another revision was reviewed than the one that is public.
const CHANGED: &str =
    "SELECT a.id, a.slug, a.locale, a.summary, a.revision, a.reviewed_revision, a.review, a.review_due_on, a.modified_at
     FROM published_article a
     WHERE a.reviewed_revision <> a.revision AND (a.review_due_on, a.id) > ($1, $2)
     ORDER BY a.review_due_on, a.id
     LIMIT $3";

impl Store {
    /// The list of what is to be reviewed, to which its cursors are bound.
    pub fn reviews_question(state: DueState) -> String {
        format!("reviews?state={}", state.as_str())
    }

    /// The published articles in a state, by the day on which their review is due, then by id.
    pub async fn due_reviews(&self, state: DueState, page: &Page) -> Result<Slice<DueReview>> {
        let after: [Value; 2] = match &page.cursor {
            Some(cursor) => [cursor.part(0).into(), cursor.part(1).into()],
            None => ["".into(), "".into()],
        };
        let mut session = self.db.read().await?;
        let found = self
            .reviews_after(&mut session, state, after, page.size.and_one().into())
            .await?;
        session.commit().await?;
        let reviews = found.into_iter().map(|(review, _)| review).collect();
        let key =
            |last: &DueReview| vec![last.next_review_on.to_string(), last.article.id.to_string()];
        Ok(Slice::cut(
            reviews,
            page,
            &Self::reviews_question(state),
            key,
        ))
    }

    /// All of them, each with the moment at which anything that its article shows changed last.
    pub async fn all_due_reviews(&self, state: DueState) -> Result<Vec<(DueReview, Moment)>> {
        let mut session = self.db.read().await?;
        let first = ["".into(), "".into()];
        let found = self
            .reviews_after(&mut session, state, first, i32::MAX.into())
            .await?;
        session.commit().await?;
        Ok(found)
    }

    async fn reviews_after(
        &self,
        session: &mut Session,
        state: DueState,
        [day, id]: [Value; 2],
        limit: Value,
    ) -> Result<Vec<(DueReview, Moment)>> {
        let rows = self.due_rows(session, state, [day, id, limit]).await?;
        let reviews = rows
            .iter()
            .map(|row| row.optional_json("review"))
            .collect::<Result<Vec<Option<CurrentReview>>>>()?;
        let reviewers: HashSet<&Slug> = reviews.iter().flatten().flat_map(|r| &r.by).collect();
        let reviewers: Vec<Slug> = reviewers.into_iter().cloned().collect();
        let people = people_named(session, &reviewers).await?;
        let found = rows.iter().zip(&reviews).map(|(row, review)| {
            let mut due = self.due_review(state, row, review.as_ref())?;
            let by = review.iter().flat_map(|review| &review.by);
            due.reviewed_by = by.filter_map(|slug| people.get(slug)).cloned().collect();
            Ok((due, row.moment("modified_at")?))
        });
        found.collect()
    }

    async fn due_rows(
        &self,
        session: &mut Session,
        state: DueState,
        [day, id, limit]: [Value; 3],
    ) -> Result<Vec<Row>> {
        let today = self.today();
        match state {
            DueState::Due => {
                let notice: Span = i64::from(self.rules.review_notice_days).days();
                let last = today.saturating_add(notice);
                let values = [today.into(), last.into(), day, id, limit];
                session.all(DUE, values).await
            }
            DueState::Overdue => session.all(OVERDUE, [today.into(), day, id, limit]).await,
            DueState::Changed => session.all(CHANGED, [day, id, limit]).await,
        }
    }

    fn due_review(
        &self,
        state: DueState,
        row: &Row,
        review: Option<&CurrentReview>,
    ) -> Result<DueReview> {
        let (slug, locale): (Slug, Locale) = (row.parsed("slug")?, row.parsed("locale")?);
        let Summary { title, .. } = row.json("summary")?;
        let revision = row.revision_number("revision")?;
        let reviewed = row.optional_revision_number("reviewed_revision")?;
        Ok(DueReview {
            state,
            article: ReviewedArticle {
                id: article_id(row)?,
                links: ArticleLinks::of(&slug, &locale, &self.addresses),
                slug,
                locale,
                title,
            },
            revision,
            last_reviewed_on: review.map(|review| review.on),
            next_review_on: row.day("review_due_on")?,
            reviewed_by: Vec::new(),
            has_changed_since: reviewed.is_some_and(|reviewed| reviewed != revision),
        })
    }
}
