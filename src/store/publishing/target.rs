//! Which article an act is about, which state it was made for, and what an editor sees before the act.

use crate::content::{ArticleDraft, Expected, Locale, Moment, Publicity, Slug, Source, State};
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::writing::{Edit, Known, Writing};

/// The article that an act is about, and the state of its head that the act was made for.
#[derive(Clone, Debug)]
pub struct Target {
    pub slug: Slug,
    pub locale: Option<Locale>,
    pub expected: Expected,
}

/// What a text was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub state: State,
    pub published_revision: Option<i32>,
    /// The number of the last write before the look: what was checked then holds until the next one.
    pub version: i64,
}

/// An article as it is found before an act.
#[derive(Clone, Debug)]
pub struct Head {
    pub seen: Seen,
    /// The slug at which readers found it last; none of what never was public.
    pub public_slug: Option<Slug>,
    pub draft: ArticleDraft,
    /// What is public.
    pub published: Option<ArticleDraft>,
    /// Whether the head is what is public.
    pub is_public: bool,
    /// Whether its author keeps the head back.
    pub is_draft: bool,
    /// The path of the file that the head came from.
    pub source_path: String,
    /// The moment at which a revision becomes public.
    pub publish_due_at: Option<Moment>,
    /// The moment of the look.
    pub at: Moment,
}

/// A text that was made of what was seen.
#[derive(Clone, Debug)]
pub struct NewText {
    pub draft: ArticleDraft,
    pub source: Source,
}

impl Store {
    /// The article that an act is about, if the act was made for its state.
    pub async fn head(&self, target: &Target) -> Result<Head> {
        let mut looking = Writing::begin_reading(self).await?;
        let known = looking.meant(target).await?;
        let published = known.published().map(|(_, draft)| draft.clone());
        let stored = looking.revision_of(&known.id, known.head_revision).await?;
        let is_public = known.published_revision == Some(known.head_revision);
        Ok(Head {
            seen: Seen {
                state: known.state(),
                published_revision: known.published_revision,
                version: looking.version,
            },
            is_public,
            is_draft: known.is_draft,
            source_path: stored.source.path,
            publish_due_at: known.scheduled.map(|(_, at)| at),
            at: looking.at,
            public_slug: known.first_published_at.map(|_| known.slug),
            draft: known.head,
            published,
        })
    }
}

impl Writing<'_> {
    /// The article that an act is about, if it is in the state that the act was made for.
    pub(super) async fn meant(&mut self, target: &Target) -> Result<Known> {
        let known = self.known_at(&target.slug, target.locale.as_ref()).await?;
        let known = known.ok_or_else(|| Error::Missing {
            what: "article",
            name: target.slug.to_string(),
        })?;
        target.expected.hold(Some(&known.state()))?;
        Ok(known)
    }

    /// The same, if it is still as it was when the texts for the act were made of it.
    pub(super) async fn seen(&mut self, target: &Target, before: &Seen) -> Result<Known> {
        let known = self.meant(target).await?;
        let is_as_seen =
            known.published_revision == before.published_revision && known.state() == before.state;
        match is_as_seen {
            true => Ok(known),
            false => Err(Error::Outdated),
        }
    }

    /// The same, if what the texts were checked against is as it was too.
    pub(super) async fn checked(&mut self, target: &Target, before: &Seen) -> Result<Known> {
        let known = self.seen(target, before).await?;
        self.refuse_overtaken(before.version)?;
        Ok(known)
    }

    /// Refuses a write whose checks were made before another write.
    pub(super) fn refuse_overtaken(&self, version: i64) -> Result<()> {
        match self.version == version {
            true => Ok(()),
            false => Err(Error::Outdated),
        }
    }
}

impl Edit {
    /// The edit that gives an article another head, with a new revision unless its text stands already.
    pub(super) fn of_head(known: &Known, draft: &ArticleDraft, publicity: Publicity) -> Self {
        let number = match (*draft == known.head, publicity) {
            (true, Publicity::Published) => known.published_draft_number(),
            (true, Publicity::Draft | Publicity::Scheduled) => known.head_revision,
            (false, _) => known.next_number(),
        };
        Self {
            id: known.id.clone(),
            number,
            draft: draft.clone(),
            is_new_text: number == known.next_number(),
            publicity,
            head: number,
            is_draft: publicity == Publicity::Draft,
            published_at: None,
        }
    }
}
