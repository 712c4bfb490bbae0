//! Applying articles: finding the one that a file means, and writing the edit that it asks for.

use super::Run;
use super::removal::LeftDraft;
use crate::content::{AuthoredArticle, Conflict, Kind, Publicity};
use crate::error::Result;
use crate::store::writing::{Edit, Known, change_of, edit_of, slugs_taken, taken};

impl Run<'_> {
    pub(super) async fn article(&mut self, article: &AuthoredArticle) -> Result<()> {
        let is_met = self.met_names.knows(article);
        let known = match is_met {
            true => self.known_article(article).await?,
            false => None,
        };
        let publicity = article.publicity(self.writing.at);
        let new_id = || self.writing.store.clock.new_id().to_string();
        let edit = edit_of(article, publicity, known.as_ref(), new_id);
        self.meet(publicity, edit.as_ref(), known.as_ref());
        let Some(edit) = edit else {
            self.unchanged += 1;
            return self.see_head(publicity, known.as_ref()).await;
        };
        if is_met {
            self.refuse_taken_slugs(&edit, known.as_ref()).await?;
            self.note_conflict(article, known.as_ref()).await?;
        }
        self.met_names.take(&edit);
        self.changes.push(change_of(article, &edit, known.as_ref()));
        if self.is_plan() {
            self.ahead.go(edit, known.as_ref());
            return Ok(());
        }
        self.writing
            .write_article(&article.source, &edit, known.as_ref())
            .await?;
        self.writing.session.settle().await
    }

    /// Remembers what the library has of an article, so that in the end it is known what it has not.
    fn meet(&mut self, publicity: Publicity, edit: Option<&Edit>, known: Option<&Known>) {
        let id = edit.map(|edit| &edit.id).or(known.map(|known| &known.id));
        let Some(id) = id else { return };
        self.met_articles.insert(id.clone());
        if publicity != Publicity::Published {
            self.met_drafts.insert(id.clone());
            return;
        }
        self.checked_articles.insert(id.clone());
        if let Some(known) = known.filter(|known| known.has_newer_draft())
            && edit.is_none_or(|edit| edit.head == known.head_revision && edit.number != edit.head)
        {
            self.left_drafts.push(LeftDraft {
                id: id.clone(),
                slug: known.slug.clone(),
                locale: known.head.locale.clone(),
                head: known.head_revision,
                is_unseen: known.http_version > 0,
            });
        }
    }

    /// A file that says what is stored has seen it; one of the public text has not seen a newer draft of it.
    async fn see_head(&mut self, publicity: Publicity, known: Option<&Known>) -> Result<()> {
        let seen = known.filter(|known| {
            known.http_version > 0
                && (publicity != Publicity::Published || !known.has_newer_draft())
        });
        match seen {
            Some(known) => self.see_article(&known.id).await,
            None => Ok(()),
        }
    }

    /// Notes that a file would change, or bring back, what was written over HTTP.
    async fn note_conflict(
        &mut self,
        article: &AuthoredArticle,
        known: Option<&Known>,
    ) -> Result<()> {
        let draft = &article.draft;
        let (owner, slug, revision) = match known {
            Some(known) if known.http_version == 0 => return Ok(()),
            Some(known) => (known.id.clone(), &known.slug, Some(known.head_revision)),
            None => match self.deleted_article(&draft.locale, &draft.slug).await? {
                Some(id) => (id, &draft.slug, None),
                None => return Ok(()),
            },
        };
        let conflict = Conflict {
            kind: Kind::Article,
            name: slug.to_string(),
            locale: Some(draft.locale.clone()),
            file: Some(article.source.path.clone()),
            revision,
            written_by: String::new(),
        };
        self.conflict(conflict, &owner).await?;
        match revision {
            // It is there again, with an id of its own.
            None => self.see_article(&owner).await,
            Some(_) => Ok(()),
        }
    }

    /// The article that a file is a draft of, or else that has its slug or one of its previous ones, or else
    /// whose draft, which never was public, has its slug.
    async fn known_article(&mut self, article: &AuthoredArticle) -> Result<Option<Known>> {
        let draft = &article.draft;
        for slug in article.names() {
            if let Some(known) = self.ahead.article(&draft.locale, slug) {
                return Ok(Some(known.clone()));
            }
            let known = self.writing.known_article(&draft.locale, slug).await?;
            if known.is_some() {
                return Ok(known);
            }
        }
        let renamed = self
            .writing
            .renamed_draft(&draft.locale, &draft.slug)
            .await?;
        Ok(renamed.filter(|known| !self.met_articles.contains(&known.id)))
    }

    /// Every slug that an edit takes must be free, also of what this run would have written.
    async fn refuse_taken_slugs(&mut self, edit: &Edit, known: Option<&Known>) -> Result<()> {
        let locale = &edit.draft.locale;
        for slug in slugs_taken(edit, known) {
            if let Some(owner) = self.ahead.other_owner(&edit.id, locale, slug) {
                return Err(taken(slug, locale, owner));
            }
        }
        self.writing.refuse_taken_slugs(edit, known).await
    }
}
