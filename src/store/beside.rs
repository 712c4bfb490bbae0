//! What is stored of the texts of a folder that its files do not say.

use std::collections::HashSet;

use super::Store;
use super::people::people_named;
use super::writing::{Writing, edit_of};
use crate::content::{Authored, AuthoredArticle, Beside, Entry, Library, Publicity, Slug};
use crate::error::Result;

impl Store {
    /// The notices that imported data has of the references of a folder, the reviews that count for its articles, and which
    /// of its texts readers have already.
    pub async fn beside(&self, library: &Library) -> Result<Beside> {
        let references = library.references.iter();
        let references: Vec<_> = references
            .map(|authored| authored.content.clone())
            .collect();
        let mut beside = Beside {
            notices: self.notices_of(&references).await?,
            ..Beside::default()
        };
        let mut looking = Writing::begin_reading(self).await?;
        for article in &library.articles {
            looking.find_beside(article, &mut beside).await?;
        }
        for therapy in &library.therapies {
            looking.find_public(therapy, &mut beside).await?;
        }
        for condition in &library.conditions {
            looking.find_public(condition, &mut beside).await?;
        }
        let reviewers = beside.reviews.values();
        let reviewers: HashSet<Slug> = reviewers
            .flat_map(|standing| standing.review.by.clone())
            .collect();
        let reviewers: Vec<Slug> = reviewers.into_iter().collect();
        beside.reviewers = people_named(&mut looking.session, &reviewers).await?;
        Ok(beside)
    }
}

impl Writing<'_> {
    async fn find_beside(&mut self, article: &AuthoredArticle, beside: &mut Beside) -> Result<()> {
        let path = &article.source.path;
        let known = self.article_of(&article.draft, article.names()).await?;
        let Some(known) = known else { return Ok(()) };
        let publicity = article.publicity(self.at);
        let edit = edit_of(article, publicity, Some(&known), String::new);
        let standing = match (&edit, known.published()) {
            (Some(edit), _) => self.standing_review(Some(&known), &edit.draft).await?,
            (None, Some((_, public))) if publicity == Publicity::Published => {
                beside.public.insert(path.clone());
                self.standing_review(Some(&known), public).await?
            }
            (None, _) => self.standing_review(Some(&known), &known.head).await?,
        };
        if let Some(standing) = standing {
            beside.reviews.insert(path.clone(), standing);
        }
        Ok(())
    }

    async fn find_public<T: Entry>(
        &mut self,
        entry: &Authored<T>,
        beside: &mut Beside,
    ) -> Result<()> {
        let newest = self.newest::<T>(entry.content.id()).await?;
        let mut content = entry.content.clone();
        Writing::align_entry(&mut content, newest.as_ref());
        if newest.is_some_and(|newest| newest.content == content) {
            beside.public.insert(entry.source.path.clone());
        }
        Ok(())
    }
}
