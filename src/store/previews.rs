//! A draft as readers would see it, resting on what is public now.

use super::Store;
use super::articles::article_id;
use super::database::Session;
use super::foundation::{add_articles, alternates, foundation};
use super::people::people_named;
use super::translations::Translation;
use super::writing::{Known, Writing};
use crate::content::{Article, Foundation, Locale, Moment, Publication, Slug, build_article};
use crate::error::{Error, Result};

impl Store {
    /// The draft of the article that a slug names, built as it would be for readers.
    pub async fn preview(&self, slug: &Slug, locale: Option<&Locale>) -> Result<Article> {
        let mut writing = Writing::begin_reading(self).await?;
        let known = writing.known_at(slug, locale).await?;
        let known = known.ok_or_else(|| Error::Missing {
            what: "article",
            name: slug.to_string(),
        })?;
        let mut publication = publication(&mut writing, &known).await?;
        let group = self.translation_group(&mut writing.session, &known).await?;
        let translation = Translation {
            id: &known.id,
            revision: known.head_revision,
            source: &group,
        };
        publication.is_older_than_source = self
            .is_older_than_source(&mut writing.session, translation, None)
            .await?;
        let mut foundation = self
            .foundation_of_head(&mut writing.session, &known, &group)
            .await?;
        if let Some(review) = &publication.review {
            // Who reviewed over HTTP is not in the index of the draft.
            let reviewers = people_named(&mut writing.session, &review.by).await?;
            foundation.people.extend(reviewers);
        }
        let (article, _) = build_article(known.head, publication, &foundation, &self.addresses);
        Ok(article)
    }

    async fn foundation_of_head(
        &self,
        session: &mut Session,
        known: &Known,
        group: &str,
    ) -> Result<Foundation> {
        let entries = session
            .all(
                "SELECT DISTINCT e.kind, e.id, e.body, e.citation, e.notice
                 FROM link l
                 JOIN published_entry e ON e.kind = l.target_kind AND e.id = l.target
                 WHERE l.source_kind = 'article' AND l.source = $1 AND l.revision = $2",
                [known.id.as_str().into(), known.head_revision.into()],
            )
            .await?;
        let default_locale = self.addresses.default_locale();
        let articles = session
            .all(
                "SELECT a.slug, a.locale, a.summary
                 FROM (
                    SELECT DISTINCT l.target
                    FROM link l
                    WHERE l.source_kind = 'article' AND l.source = $1 AND l.revision = $2 AND l.target_kind = 'article'
                 ) mentioned
                 JOIN published_article a ON a.slug = mentioned.target
                 WHERE a.locale IN ($3, $4)",
                [
                    known.id.as_str().into(),
                    known.head_revision.into(),
                    known.head.locale.as_str().into(),
                    default_locale.as_str().into(),
                ],
            )
            .await?;
        let mut foundation = foundation(&entries)?;
        foundation.alternates = alternates(session, &known.id, group).await?;
        add_articles(&mut foundation, articles, &known.head.locale)?;
        Ok(foundation)
    }

    /// What the draft will have in common with the other translations of its text.
    async fn translation_group(&self, session: &mut Session, known: &Known) -> Result<String> {
        let Some(original) = &known.head.translation_of else {
            return Ok(known.id.clone());
        };
        let row = session
            .one(
                "SELECT a.translation_group
                 FROM article a
                 WHERE a.locale = $1 AND a.slug = $2",
                [
                    self.addresses.default_locale().as_str().into(),
                    original.as_str().into(),
                ],
            )
            .await?;
        match row {
            Some(row) => row.text("translation_group"),
            None => Ok(known.id.clone()),
        }
    }
}

/// The moments of what is public already are its own. Else it is published when it says, or as soon as it was written.
async fn publication(writing: &mut Writing<'_>, known: &Known) -> Result<Publication> {
    let row = writing
        .session
        .one(
            "SELECT a.id, a.published_at, a.updated_at, r.created_at
             FROM article a
             JOIN revision r ON r.kind = 'article' AND r.owner = a.id AND r.number = a.head_revision
             WHERE a.id = $1",
            [known.id.as_str().into()],
        )
        .await?
        .ok_or_else(|| Error::Corrupt(format!("article {} has no head", known.id)))?;
    let drafted_at = row.moment("created_at")?;
    let is_public = known.published_revision == Some(known.head_revision);
    let standing = writing.standing_review(Some(known), &known.head).await?;
    let public_since = row.optional_moment("published_at")?.filter(|_| is_public);
    let published_at = public_since.unwrap_or_else(|| known.head.publish_at.unwrap_or(drafted_at));
    let first: Option<Moment> = known.head.first_published_at.or(known.first_published_at);
    Ok(Publication {
        id: article_id(&row)?,
        revision: known.head_revision,
        first_published_at: first.unwrap_or(published_at),
        published_at,
        updated_at: match is_public {
            true => row.moment("updated_at")?,
            false => drafted_at,
        },
        is_fallback: false,
        is_older_than_source: false,
        has_changed_since_review: standing
            .as_ref()
            .is_some_and(|standing| standing.has_changed_since),
        review: standing.map(|standing| standing.review),
    })
}
