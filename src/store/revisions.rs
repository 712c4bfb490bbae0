//! Questions about revisions, for editors: of an article that is found as those who write it find it, or of an entry.

use serde::de::DeserializeOwned;

use super::Store;
use super::database::Session;
use super::page::{Page, Slice};
use super::value::Row;
use super::writing::Writing;
use crate::content::{
    Article, ArticleDraft, Entry, Kind, Locale, Revision, RevisionDiff, RevisionSummary, Slug,
    differences_of_articles, differences_of_entries, first_of_article, first_of_entry,
};
use crate::error::{Error, Result};

/// Whose revisions are asked for, and which of them is worked on and which is seen.
struct Owner {
    kind: Kind,
    id: String,
    head: i32,
    published: Option<i32>,
}

impl Store {
    /// A page of the revisions of an article, the newest first. `question` binds cursors to it.
    pub async fn article_revisions(
        &self,
        slug: &Slug,
        locale: Option<&Locale>,
        page: &Page,
        question: &str,
    ) -> Result<Slice<RevisionSummary>> {
        let (mut session, owner) = self.article_owner(slug, locale).await?;
        summaries(&mut session, &owner, page, question).await
    }

    /// One revision of an article.
    pub async fn article_revision(
        &self,
        slug: &Slug,
        locale: Option<&Locale>,
        number: i32,
    ) -> Result<Revision<ArticleDraft>> {
        let (mut session, owner) = self.article_owner(slug, locale).await?;
        revision(&mut session, &owner, number).await
    }

    /// The text that a published article was built from.
    pub async fn text_of(&self, article: &Article) -> Result<ArticleDraft> {
        let mut session = self.db.read().await?;
        let owner = Owner {
            kind: Kind::Article,
            id: article.id.to_string(),
            head: article.revision,
            published: Some(article.revision),
        };
        let revision = revision(&mut session, &owner, article.revision).await?;
        Ok(revision.content)
    }

    /// How one revision of an article differs from another; without `from`, from the one before.
    pub async fn article_revision_diff(
        &self,
        slug: &Slug,
        locale: Option<&Locale>,
        number: i32,
        from: Option<i32>,
    ) -> Result<RevisionDiff> {
        let (mut session, owner) = self.article_owner(slug, locale).await?;
        let (from, to) = pair(&mut session, &owner, number, from).await?;
        Ok(RevisionDiff {
            from: from.as_ref().map(|from| from.number),
            to: to.number,
            differences: match &from {
                Some(from) => differences_of_articles(&from.content, &to.content),
                None => first_of_article(&to.content),
            },
        })
    }

    /// A page of the revisions of an entry, the newest first. `question` binds cursors to it.
    pub async fn entry_revisions<T: Entry>(
        &self,
        id: &str,
        page: &Page,
        question: &str,
    ) -> Result<Slice<RevisionSummary>> {
        let (mut session, owner) = self.entry_owner::<T>(id).await?;
        summaries(&mut session, &owner, page, question).await
    }

    /// One revision of an entry.
    pub async fn entry_revision<T: Entry>(&self, id: &str, number: i32) -> Result<Revision<T>> {
        let (mut session, owner) = self.entry_owner::<T>(id).await?;
        revision(&mut session, &owner, number).await
    }

    /// How one revision of an entry differs from another; without `from`, from the one before.
    pub async fn entry_revision_diff<T: Entry>(
        &self,
        id: &str,
        number: i32,
        from: Option<i32>,
    ) -> Result<RevisionDiff> {
        let (mut session, owner) = self.entry_owner::<T>(id).await?;
        let (from, to) = pair::<T>(&mut session, &owner, number, from).await?;
        let after = (&to.content, to.content.description());
        Ok(RevisionDiff {
            from: from.as_ref().map(|from| from.number),
            to: to.number,
            differences: match &from {
                Some(from) => {
                    differences_of_entries((&from.content, from.content.description()), after)
                }
                None => first_of_entry(after.0, after.1),
            },
        })
    }

    async fn article_owner(
        &self,
        slug: &Slug,
        locale: Option<&Locale>,
    ) -> Result<(Session, Owner)> {
        let mut looking = Writing::begin_reading(self).await?;
        let known = looking.known_at(slug, locale).await?;
        let known = known.ok_or_else(|| missing("article", slug.to_string()))?;
        let owner = Owner {
            kind: Kind::Article,
            id: known.id,
            head: known.head_revision,
            published: known.published_revision,
        };
        Ok((looking.session, owner))
    }

    /// Its newest revision is the head, and what readers see.
    async fn entry_owner<T: Entry>(&self, id: &str) -> Result<(Session, Owner)> {
        let mut session = self.db.read().await?;
        let row = session
            .one(
                "SELECT e.revision
                 FROM entry e
                 WHERE e.kind = $1 AND e.id = $2",
                [T::KIND.as_str().into(), id.into()],
            )
            .await?;
        let row = row.ok_or_else(|| missing(T::KIND.as_str(), id.to_owned()))?;
        let newest = row.revision_number("revision")?;
        let owner = Owner {
            kind: T::KIND,
            id: id.to_owned(),
            head: newest,
            published: Some(newest),
        };
        Ok((session, owner))
    }
}

async fn summaries(
    session: &mut Session,
    owner: &Owner,
    page: &Page,
    question: &str,
) -> Result<Slice<RevisionSummary>> {
    let before = page.cursor.as_ref().map(|cursor| cursor.part(0));
    // A cursor of ours has a number; one that was made up leads nowhere.
    let before = before.map_or(i64::MAX, |text| text.parse().unwrap_or(0));
    let rows = session
        .all(
            "SELECT r.number, r.created_at, r.written_by, r.message
             FROM revision r
             WHERE r.kind = $1 AND r.owner = $2 AND r.number < $3
             ORDER BY r.number DESC
             LIMIT $4",
            [
                owner.kind.as_str().into(),
                owner.id.as_str().into(),
                before.into(),
                page.size.and_one().into(),
            ],
        )
        .await?;
    let items = rows.iter().map(|row| {
        let number = row.revision_number("number")?;
        Ok(RevisionSummary {
            number,
            created_at: row.moment("created_at")?,
            written_by: row.text("written_by")?,
            message: row.optional_text("message")?,
            is_head: owner.head == number,
            is_published: owner.published == Some(number),
        })
    });
    let items = items.collect::<Result<Vec<_>>>()?;
    Ok(Slice::cut(items, page, question, |last| {
        vec![last.number.to_string()]
    }))
}

async fn revision<T: DeserializeOwned>(
    session: &mut Session,
    owner: &Owner,
    number: i32,
) -> Result<Revision<T>> {
    let row = session
        .one(
            "SELECT r.number, r.created_at, r.written_by, r.message, r.body
             FROM revision r
             WHERE r.kind = $1 AND r.owner = $2 AND r.number = $3",
            [
                owner.kind.as_str().into(),
                owner.id.as_str().into(),
                number.into(),
            ],
        )
        .await?;
    let row = row.ok_or_else(|| missing("revision", number.to_string()))?;
    read(&row)
}

fn read<T: DeserializeOwned>(row: &Row) -> Result<Revision<T>> {
    Ok(Revision {
        number: row.revision_number("number")?,
        created_at: row.moment("created_at")?,
        written_by: row.text("written_by")?,
        message: row.optional_text("message")?,
        content: row.json("body")?,
    })
}

/// Both revisions of a comparison. Before the first revision there is nothing.
async fn pair<T: DeserializeOwned>(
    session: &mut Session,
    owner: &Owner,
    number: i32,
    from: Option<i32>,
) -> Result<(Option<Revision<T>>, Revision<T>)> {
    let to = revision(session, owner, number).await?;
    let from = match from.or((number > 1).then(|| number - 1)) {
        Some(from) => Some(revision(session, owner, from).await?),
        None => None,
    };
    Ok((from, to))
}

fn missing(what: &'static str, name: String) -> Error {
    Error::Missing { what, name }
}
