//! Applying articles: finding the one that a file means, and aligning ids with what it is an edit of.

use super::Run;
use crate::content::{
    Action, ArticleDraft, AuthoredArticle, Change, Index, Kind, Moment, Origin, Publicity, Slug,
    align_article, differences_of_articles,
};
use crate::error::Result;
use crate::store::value::Row;

/// The article that a file means, as it was before.
#[derive(Clone)]
pub(super) struct Known {
    pub(super) id: String,
    pub(super) slug: Slug,
    pub(super) head_revision: i32,
    pub(super) published_revision: Option<i32>,
    pub(super) reviewed_revision: Option<i32>,
    pub(super) first_published_at: Option<Moment>,
    pub(super) head: ArticleDraft,
    /// What is public, where it is not the head.
    earlier: Option<ArticleDraft>,
}

/// What a file asks for.
pub(super) struct Edit {
    pub(super) id: String,
    pub(super) number: i32,
    pub(super) draft: ArticleDraft,
    /// False when the text stands already, and is only to be published.
    is_new_text: bool,
    pub(super) publicity: Publicity,
}

impl Known {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.text("id")?,
            slug: row.parsed("slug")?,
            head_revision: row.revision_number("head_revision")?,
            published_revision: row.optional_revision_number("published_revision")?,
            reviewed_revision: row.optional_revision_number("reviewed_revision")?,
            first_published_at: row.optional_moment("first_published_at")?,
            head: row.json("head")?,
            earlier: row.optional_json("earlier")?,
        })
    }

    /// What an edit makes of an article.
    pub(super) fn after(edit: Edit, known: Option<&Self>) -> Self {
        let shown = known.and_then(Self::published);
        let (published_revision, earlier) = match shown {
            _ if edit.is_public() => (Some(edit.number), None),
            Some((number, draft)) => (Some(number), Some(draft.clone())),
            None => (None, None),
        };
        Self {
            id: edit.id,
            slug: edit.draft.slug.clone(),
            head_revision: edit.number,
            published_revision,
            reviewed_revision: None,
            first_published_at: None,
            head: edit.draft,
            earlier,
        }
    }

    /// The public text with the number of its revision.
    pub(super) fn published(&self) -> Option<(i32, &ArticleDraft)> {
        let number = self.published_revision?;
        Some((number, self.earlier.as_ref().unwrap_or(&self.head)))
    }

    /// What a file is an edit of: a published file of the published text, a draft of the head.
    fn before(&self, publicity: Publicity) -> (i32, &ArticleDraft) {
        self.published()
            .filter(|_| publicity == Publicity::Published)
            .unwrap_or((self.head_revision, &self.head))
    }
}

impl Edit {
    pub(super) fn is_public(&self) -> bool {
        self.publicity == Publicity::Published
    }
}

impl Run<'_> {
    pub(super) async fn article(&mut self, article: &AuthoredArticle) -> Result<()> {
        let known = self.known_article(article).await?;
        let publicity = self.publicity_of(article);
        let edit = self.edit(article, publicity, known.as_ref());
        let id = edit.as_ref().map(|edit| &edit.id);
        if let Some(id) = id.or(known.as_ref().map(|known| &known.id)) {
            self.met_articles.insert(id.clone());
            if publicity == Publicity::Published {
                self.checked_articles.insert(id.clone());
            }
        }
        let Some(edit) = edit else {
            self.unchanged += 1;
            return Ok(());
        };
        self.refuse_taken_slugs(&edit, known.as_ref()).await?;
        self.changes.push(change_of(article, &edit, known.as_ref()));
        if self.is_plan() {
            self.ahead.go(edit, known.as_ref());
            return Ok(());
        }
        self.write_article(article, &edit, known.as_ref()).await
    }

    async fn write_article(
        &mut self,
        article: &AuthoredArticle,
        edit: &Edit,
        known: Option<&Known>,
    ) -> Result<()> {
        let (id, number) = (edit.id.as_str(), edit.number);
        if edit.is_new_text {
            self.insert_revision(Kind::Article, id, number, &edit.draft, &article.source)
                .await?;
            self.insert_links(Kind::Article, id, number, &Index::of_article(&edit.draft))
                .await?;
        }
        self.write_head(edit).await?;
        let mut shown = known.and_then(|known| known.published_revision);
        if edit.is_public() {
            self.publish(edit, known).await?;
            shown = Some(number);
        }
        if known.is_some() {
            self.delete_links_except(Kind::Article, id, [number, shown.unwrap_or(number)])
                .await?;
        }
        self.log(Kind::Article, id).await
    }

    fn publicity_of(&self, article: &AuthoredArticle) -> Publicity {
        match (article.is_draft, article.draft.is_due(self.at)) {
            (true, _) => Publicity::Draft,
            (false, true) => Publicity::Published,
            (false, false) => Publicity::Scheduled,
        }
    }

    /// The edit that a file asks for; `None` when the database says the same.
    fn edit(
        &self,
        article: &AuthoredArticle,
        publicity: Publicity,
        known: Option<&Known>,
    ) -> Option<Edit> {
        let id = known.map_or_else(
            || self.store.clock.new_id().to_string(),
            |known| known.id.clone(),
        );
        let before = known.map(|known| known.before(publicity));
        let next = known.map_or(1, |known| known.head_revision + 1);

        let mut draft = article.draft.clone();
        let owner = format!("{}/{}", draft.locale, draft.slug);
        let origin = Origin {
            owner: &owner,
            revision: next,
        };
        align_article(&mut draft, before.map(|(_, draft)| draft), &origin);
        let standing = before
            .filter(|(_, before)| **before == draft)
            .map(|(number, _)| number);
        let is_published =
            standing.is_some() && standing == known.and_then(|known| known.published_revision);
        if is_published || (standing.is_some() && publicity != Publicity::Published) {
            return None;
        }
        Some(Edit {
            id,
            number: standing.unwrap_or(next),
            draft,
            is_new_text: standing.is_none(),
            publicity,
        })
    }

    /// The article that a file is a draft of, or else that has its slug or one of its previous ones.
    async fn known_article(&mut self, article: &AuthoredArticle) -> Result<Option<Known>> {
        let draft = &article.draft;
        for slug in article
            .draft_of
            .iter()
            .chain([&draft.slug])
            .chain(&draft.previous_slugs)
        {
            if let Some(known) = self.ahead.article(&draft.locale, slug) {
                return Ok(Some(known.clone()));
            }
            let row = self
                .session
                .one(
                    "SELECT a.id, a.slug, a.head_revision, a.published_revision, a.reviewed_revision,
                        a.first_published_at, h.body AS head,
                        CASE WHEN a.published_revision <> a.head_revision THEN p.body END AS earlier
                     FROM article a
                     JOIN revision h ON h.kind = 'article' AND h.owner = a.id AND h.number = a.head_revision
                     LEFT JOIN revision p ON p.kind = 'article' AND p.owner = a.id AND p.number = a.published_revision
                     WHERE a.locale = $1 AND a.slug = $2",
                    [draft.locale.as_str().into(), slug.as_str().into()],
                )
                .await?;
            if let Some(row) = row {
                return Known::read(&row).map(Some);
            }
        }
        Ok(None)
    }

    /// The article's own row, with its new head. What readers see of it changes only when it is published.
    async fn write_head(&mut self, edit: &Edit) -> Result<()> {
        let Edit {
            id, number, draft, ..
        } = edit;
        self.session
            .execute(
                "INSERT INTO article (id, locale, slug, translation_group, head_revision, updated_at)
                 VALUES ($1, $2, $3, $1, $4, $5)
                 ON CONFLICT (id) DO UPDATE SET head_revision = excluded.head_revision",
                [
                    id.as_str().into(),
                    draft.locale.as_str().into(),
                    draft.slug.as_str().into(),
                    (*number).into(),
                    self.at.into(),
                ],
            )
            .await
    }
}

fn change_of(article: &AuthoredArticle, edit: &Edit, known: Option<&Known>) -> Change {
    let action = match known {
        None => Action::Create,
        Some(_) if edit.is_new_text => Action::Update,
        Some(_) => Action::Publish,
    };
    let before = known.map(|known| known.before(edit.publicity).1);
    Change {
        action,
        kind: Kind::Article,
        name: edit.draft.slug.to_string(),
        locale: Some(edit.draft.locale.clone()),
        file: Some(article.source.path.clone()),
        revision: edit.is_new_text.then_some(edit.number),
        publicity: Some(edit.publicity),
        differences: before.map_or_else(Vec::new, |before| {
            differences_of_articles(before, &edit.draft)
        }),
    }
}
