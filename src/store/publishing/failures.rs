//! What was to happen at a moment and did not.

use super::standings::Titled;
use crate::content::{FailedSchedule, ScheduledArticle};
use crate::error::Result;
use crate::store::Store;
use crate::store::articles::article_id;
use crate::store::page::{Page, Slice};
use crate::store::value::Row;

impl Store {
    /// The list of failures, to which its cursors are bound.
    pub const FAILURES: &'static str = "reviews?state=failed";

    /// What was to become public and did not, until something is done about it; what failed last comes first.
    pub async fn failures(&self, page: &Page) -> Result<Slice<FailedSchedule>> {
        let [failed_at, id] = page.before();
        let rows = self
            .db
            .all(
                "SELECT s.id, s.slug, s.locale, s.head, f.revision, f.due_at, f.failed_at, f.findings
                 FROM failed_schedule f
                 JOIN article_standing s ON s.id = f.article_id
                 WHERE (f.failed_at, f.article_id) < ($1, $2)
                 ORDER BY f.failed_at DESC, f.article_id DESC
                 LIMIT $3",
                [failed_at, id, page.size.and_one().into()],
            )
            .await?;
        let key =
            |last: &FailedSchedule| vec![last.failed_at.to_string(), last.article.id.to_string()];
        let failures = rows.iter().map(failure);
        Ok(Slice::cut(
            failures.collect::<Result<_>>()?,
            page,
            Self::FAILURES,
            key,
        ))
    }
}

fn failure(row: &Row) -> Result<FailedSchedule> {
    // A text that cannot be read may be why it failed; the list must be read all the same.
    let title = row
        .json("head")
        .map_or(String::new(), |Titled { title }| title);
    Ok(FailedSchedule {
        article: ScheduledArticle {
            id: article_id(row)?,
            slug: row.parsed("slug")?,
            locale: row.parsed("locale")?,
            title,
        },
        revision: row.revision_number("revision")?,
        due_at: row.moment("due_at")?,
        failed_at: row.moment("failed_at")?,
        findings: row.json("findings")?,
    })
}
