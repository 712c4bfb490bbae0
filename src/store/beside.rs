//! What is stored of the texts of a folder that its files do not say.

use super::Store;
use super::people::people_named;
use super::writing::Writing;
use crate::content::{Beside, Library};
use crate::error::Result;

impl Store {
    /// The notices that imported data has of the references of a folder, and the reviews that count for its articles.
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
            let draft = &article.draft;
            let known = looking.article_of(draft).await?;
            let Some(known) = known else { continue };
            if let Some(standing) = looking.standing_review(Some(&known), draft).await? {
                let people = people_named(&mut looking.session, &standing.review.by).await?;
                beside.reviewers.extend(people);
                let place = (draft.slug.clone(), draft.locale.clone());
                beside.reviews.insert(place, standing);
            }
        }
        Ok(beside)
    }
}
