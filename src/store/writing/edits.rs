//! The edit that a file asks for of an article, found without the database: what it is an edit of, and which ids stay.

use crate::content::{
    Action, ArticleDraft, AuthoredArticle, Change, CurrentReview, Difference, FieldDifference,
    Kind, Moment, Origin, Publicity, Slug, State, align_article, differences_of_articles,
};
use crate::error::Result;
use crate::store::value::Row;

/// The article that a file means, as it was before.
#[derive(Clone)]
pub(in crate::store) struct Known {
    pub(in crate::store) id: String,
    pub(in crate::store) slug: Slug,
    pub(in crate::store) translation_group: String,
    pub(in crate::store) head_revision: i32,
    /// The highest number that was ever given: that of a draft that was removed is not given again.
    pub(in crate::store) last_revision: i32,
    /// Whether the author of the head keeps it back.
    pub(in crate::store) is_draft: bool,
    pub(in crate::store) published_revision: Option<i32>,
    pub(in crate::store) reviewed_revision: Option<i32>,
    /// The review that counts for what was public last.
    pub(in crate::store) review: Option<CurrentReview>,
    pub(in crate::store) first_published_at: Option<Moment>,
    /// The revision that becomes public at a moment, and the moment.
    pub(in crate::store) scheduled: Option<(i32, Moment)>,
    /// The moment at which what is public ceases to be.
    pub(in crate::store) unpublish_due_at: Option<Moment>,
    /// The number of the write over HTTP that no folder has seen; 0 for none.
    pub(in crate::store) http_version: i64,
    pub(in crate::store) head: ArticleDraft,
    /// The head as it is stored.
    pub(in crate::store) head_body: String,
    /// What is public, where it is not the head.
    other_public: Option<ArticleDraft>,
}

/// What a file asks for.
pub(in crate::store) struct Edit {
    pub(in crate::store) id: String,
    /// The revision that says it.
    pub(in crate::store) number: i32,
    pub(in crate::store) draft: ArticleDraft,
    /// False when the text stands already.
    pub(in crate::store) is_new_text: bool,
    pub(in crate::store) publicity: Publicity,
    /// The head afterwards: what is published beside a newer draft does not become it.
    pub(in crate::store) head: i32,
    /// Whether the author keeps that head back.
    pub(in crate::store) is_draft: bool,
    /// When it became public, if that is history; else it does so now.
    pub(in crate::store) published_at: Option<Moment>,
}

impl Known {
    pub(in crate::store) fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.text("id")?,
            slug: row.parsed("slug")?,
            translation_group: row.text("translation_group")?,
            head_revision: row.revision_number("head_revision")?,
            last_revision: row.revision_number("last_revision")?,
            is_draft: row.integer("is_draft")? == 1,
            published_revision: row.optional_revision_number("published_revision")?,
            reviewed_revision: row.optional_revision_number("reviewed_revision")?,
            review: row.optional_json("review")?,
            first_published_at: row.optional_moment("first_published_at")?,
            scheduled: row
                .optional_revision_number("scheduled_revision")?
                .zip(row.optional_moment("publish_due_at")?),
            unpublish_due_at: row.optional_moment("unpublish_due_at")?,
            http_version: row.integer("http_version")?,
            head: row.json("head")?,
            head_body: row.text("head")?,
            other_public: row.optional_json("other_public")?,
        })
    }

    /// What an edit makes of an article.
    pub(in crate::store) fn after(edit: Edit, known: Option<&Self>) -> Self {
        let mut after = known.cloned().unwrap_or_else(|| Self {
            id: edit.id.clone(),
            slug: edit.draft.slug.clone(),
            translation_group: edit.id.clone(),
            head_revision: edit.head,
            last_revision: edit.number,
            is_draft: edit.is_draft,
            published_revision: None,
            reviewed_revision: None,
            review: None,
            first_published_at: None,
            scheduled: None,
            unpublish_due_at: None,
            http_version: 0,
            head: edit.draft.clone(),
            head_body: String::new(),
            other_public: None,
        });
        if edit.is_public() {
            after.slug = edit.draft.slug.clone();
            after.published_revision = Some(edit.number);
            after.other_public = (edit.head != edit.number).then(|| edit.draft.clone());
        } else if let Some((_, public)) = known.and_then(Self::published) {
            after.other_public = Some(public.clone());
        }
        if edit.head == edit.number {
            after.head = edit.draft;
        }
        after.head_revision = edit.head;
        after.last_revision = after.last_revision.max(edit.number);
        after.is_draft = edit.is_draft;
        after
    }

    /// The state that a write is made for: that of the head.
    pub(in crate::store) fn state(&self) -> State {
        State::of(self.head_revision, &self.head_body)
    }

    /// The public text with the number of its revision.
    pub(in crate::store) fn published(&self) -> Option<(i32, &ArticleDraft)> {
        let number = self.published_revision?;
        Some((number, self.other_public.as_ref().unwrap_or(&self.head)))
    }

    /// The text of a revision, where it is the head or public.
    pub(in crate::store) fn text_of(&self, revision: i32) -> Option<&ArticleDraft> {
        if revision == self.head_revision {
            return Some(&self.head);
        }
        self.published()
            .filter(|(number, _)| *number == revision)
            .map(|(_, text)| text)
    }

    /// True when the head is a draft of what is public.
    pub(in crate::store) fn has_newer_draft(&self) -> bool {
        self.published_revision
            .is_some_and(|published| published != self.head_revision)
    }

    /// What a file is an edit of: a published file of the published text, a draft of the head.
    fn before(&self, publicity: Publicity) -> (i32, &ArticleDraft) {
        self.published()
            .filter(|_| publicity == Publicity::Published)
            .unwrap_or((self.head_revision, &self.head))
    }

    /// True when a revision is public already, or is kept back or waits as is asked for.
    fn has_said(&self, number: i32, publicity: Publicity) -> bool {
        let is_as_kept = self.is_draft == (publicity == Publicity::Draft);
        self.published_revision == Some(number) || (publicity != Publicity::Published && is_as_kept)
    }

    pub(in crate::store) fn next_number(&self) -> i32 {
        self.last_revision + 1
    }

    /// A draft that becomes public keeps its revision, unless the public one has a higher number by now: readers never see
    /// it fall.
    pub(in crate::store) fn published_draft_number(&self) -> i32 {
        match self.published_revision {
            Some(published) if published > self.head_revision => self.next_number(),
            Some(_) | None => self.head_revision,
        }
    }
}

impl Edit {
    pub(in crate::store) fn is_public(&self) -> bool {
        self.publicity == Publicity::Published
    }
}

/// The edit that a file asks for; `None` when the database says the same.
pub(in crate::store) fn edit_of(
    article: &AuthoredArticle,
    publicity: Publicity,
    known: Option<&Known>,
    new_id: impl FnOnce() -> String,
) -> Option<Edit> {
    let next = known.map_or(1, Known::next_number);
    let is_first = known.is_none_or(|known| known.first_published_at.is_none());
    let edit = |number: i32, draft: ArticleDraft, id: String| Edit {
        id,
        number,
        draft,
        is_new_text: number == next,
        publicity,
        head: number,
        is_draft: publicity == Publicity::Draft,
        // A past `publish_at` is the history of the first publication; what follows happens now.
        published_at: article.draft.publish_at.filter(|_| is_first),
    };
    let Some(known) = known else {
        return Some(edit(next, aligned(article, None, next), new_id()));
    };
    let id = known.id.clone();
    let is_beside_draft = publicity == Publicity::Published && known.has_newer_draft();
    if is_beside_draft && aligned(article, Some(&known.head), next) == known.head {
        return Some(edit(known.published_draft_number(), known.head.clone(), id));
    }
    let (number, before) = known.before(publicity);
    let draft = aligned(article, Some(before), next);
    if draft != *before {
        let mut edit = edit(next, draft, id);
        if is_beside_draft {
            (edit.head, edit.is_draft) = (known.head_revision, known.is_draft);
        }
        return Some(edit);
    }
    (!known.has_said(number, publicity)).then(|| edit(number, draft, id))
}

fn aligned(
    article: &AuthoredArticle,
    before: Option<&ArticleDraft>,
    revision: i32,
) -> ArticleDraft {
    let mut draft = article.draft.clone();
    let owner = format!("{}/{}", draft.locale, draft.slug);
    let origin = Origin {
        owner: &owner,
        revision,
    };
    align_article(&mut draft, before, &origin);
    draft
}

pub(in crate::store) fn change_of(
    article: &AuthoredArticle,
    edit: &Edit,
    known: Option<&Known>,
) -> Change {
    let action = match known {
        None => Action::Create,
        Some(_) if edit.is_public() && !edit.is_new_text => Action::Publish,
        Some(_) => Action::Update,
    };
    Change {
        action,
        kind: Kind::Article,
        name: edit.draft.slug.to_string(),
        locale: Some(edit.draft.locale.clone()),
        file: Some(article.source.path.clone()),
        revision: edit.is_new_text.then_some(edit.number),
        publicity: Some(edit.publicity),
        differences: known.map_or_else(Vec::new, |known| differences_of(edit, known)),
    }
}

fn differences_of(edit: &Edit, known: &Known) -> Vec<Difference> {
    let (_, before) = known.before(edit.publicity);
    let mut differences = differences_of_articles(before, &edit.draft);
    if !edit.is_public() && !edit.is_new_text {
        let (before, after) = (known.is_draft.into(), edit.is_draft.into());
        differences.push(Difference::Field(FieldDifference::of(
            "draft",
            Some(&before),
            Some(&after),
        )));
    }
    differences
}
