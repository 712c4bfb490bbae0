//! Questions about drafts, and the one write of them. A draft is the head of an article: what is worked on, public or not.

use std::collections::HashMap;

use super::Store;
use super::writing::{Known, Writing, edit_of, to_json};
use crate::content::{
    ArticleDraft, ArticleStanding, AuthoredArticle, Expected, Locale, Publicity, Signature, Slug,
    Source, State,
};
use crate::error::{Error, Result, Violation};

/// The draft of an article as it is stored.
#[derive(Clone, Debug)]
pub struct StoredDraft {
    /// The slug at which it is found; that of the draft itself may be another, which holds once it is published.
    pub slug: Slug,
    pub draft: ArticleDraft,
    pub state: State,
    /// The text that it came from.
    pub source: Source,
    /// Whether its author keeps it back.
    pub is_draft: bool,
}

/// What a write of a draft has made.
#[derive(Clone, Debug)]
pub struct WrittenDraft {
    pub standing: ArticleStanding,
    pub state: State,
    /// True for an article that was not there before.
    pub is_new: bool,
}

impl Store {
    /// The draft of the article that a slug names.
    pub async fn draft(&self, slug: &Slug, locale: Option<&Locale>) -> Result<StoredDraft> {
        let mut writing = Writing::begin_reading(self).await?;
        let known = writing.known_at(slug, locale).await?;
        let known = known.ok_or_else(|| missing(slug))?;
        stored(&mut writing, known).await
    }

    /// The draft that a write is to replace; none where it is to create one. Fails when the write was made for another
    /// state.
    pub async fn draft_before(
        &self,
        slug: &Slug,
        locale: Option<&Locale>,
        expected: &Expected,
    ) -> Result<Option<StoredDraft>> {
        let mut writing = Writing::begin_reading(self).await?;
        match known_before(&mut writing, slug, locale, expected).await? {
            Some(known) => stored(&mut writing, known).await.map(Some),
            None => Ok(None),
        }
    }

    /// Makes a text the draft of the article that a slug names, or of a new one. What says the same as the draft before
    /// makes no revision. Neither what is public changes, nor what is to become so.
    pub async fn write_draft(
        &self,
        (slug, locale): (&Slug, Option<&Locale>),
        article: &AuthoredArticle,
        expected: &Expected,
        signature: &Signature,
    ) -> Result<WrittenDraft> {
        let mut writing = Writing::begin(self, signature).await?;
        let known = known_before(&mut writing, slug, locale, expected).await?;
        refuse_another_locale(&article.draft, known.as_ref())?;
        let new_id = || self.clock.new_id().to_string();
        let edit = edit_of(article, Publicity::Draft, known.as_ref(), new_id);
        let (id, state) = match (edit, &known) {
            (Some(edit), known) if edit.is_new_text => {
                writing.refuse_taken_slugs(&edit, known.as_ref()).await?;
                writing
                    .write_article(&article.source, &edit, known.as_ref())
                    .await?;
                let state = State::of(edit.number, &to_json(&edit.draft)?);
                (edit.id, state)
            }
            (_, Some(known)) => (known.id.clone(), known.state()),
            (_, None) => return Err(missing(slug)),
        };
        let standing = writing.standing(&id).await?;
        writing.finish().await?;
        Ok(WrittenDraft {
            standing,
            state,
            is_new: known.is_none(),
        })
    }

    /// The path in the folder of each of some images, by their addresses, where a folder has brought them.
    pub async fn image_paths(&self, addresses: &[String]) -> Result<HashMap<String, String>> {
        let mut session = self.db.read().await?;
        let hashes = addresses.iter().filter_map(|address| {
            let name = address.strip_prefix("/media/")?;
            Some([address.as_str().into(), name.split('.').next()?.into()])
        });
        let rows = session
            .all_about(
                "SELECT named.column1 AS address, min(f.path) AS path FROM",
                hashes.collect(),
                "named
                 CROSS JOIN seed_file f
                 WHERE f.sha256 = named.column2 AND f.text IS NULL
                 GROUP BY named.column1, f.is_present
                 ORDER BY f.is_present",
            )
            .await?;
        session.commit().await?;
        rows.iter()
            .map(|row| Ok((row.text("address")?, row.text("path")?)))
            .collect()
    }
}

/// The article that a write means. Where nothing may be yet, a slug that leads elsewhere is for the slugs to refuse, and
/// that of what was removed is free.
async fn known_before(
    writing: &mut Writing<'_>,
    slug: &Slug,
    locale: Option<&Locale>,
    expected: &Expected,
) -> Result<Option<Known>> {
    let known = match writing.known_at(slug, locale).await {
        Err(Error::Moved { .. } | Error::Gone { .. }) if *expected == Expected::Nothing => None,
        known => known?,
    };
    expected.hold(known.as_ref().map(Known::state).as_ref())?;
    Ok(known)
}

async fn stored(writing: &mut Writing<'_>, known: Known) -> Result<StoredDraft> {
    let row = writing
        .session
        .one(
            "SELECT r.source_path, r.source
             FROM revision r
             WHERE r.kind = 'article' AND r.owner = $1 AND r.number = $2",
            [known.id.as_str().into(), known.head_revision.into()],
        )
        .await?
        .ok_or_else(|| Error::Corrupt(format!("article {} has no head", known.id)))?;
    Ok(StoredDraft {
        state: known.state(),
        source: Source {
            path: row.text("source_path")?,
            text: row.text("source")?,
        },
        slug: known.slug,
        draft: known.head,
        is_draft: known.is_draft,
    })
}

fn refuse_another_locale(draft: &ArticleDraft, known: Option<&Known>) -> Result<()> {
    let Some(known) = known.filter(|known| known.head.locale != draft.locale) else {
        return Ok(());
    };
    let message = format!(
        "`locale` must be that of the article, `{}`, got `{}`",
        known.head.locale, draft.locale
    );
    let violation = Violation::of_member("#/locale", "address", message);
    Err(Error::Unfit(vec![violation]))
}

fn missing(slug: &Slug) -> Error {
    Error::Missing {
        what: "article",
        name: slug.to_string(),
    }
}
