//! The review that counts for a text: one that is public, a draft, or one that is not stored yet.

use crate::content::{
    ArticleDraft, FoundNames, Locale, Origin, Slug, StandingReview, align_article,
};
use crate::error::Result;
use crate::store::Store;
use crate::store::people::people_named;
use crate::store::writing::{Known, Writing};

impl Store {
    /// Finds the review that counts for a text once it is public, and who made it. The text is of the article at a place, or
    /// of the one that it names.
    pub async fn find_review(
        &self,
        place: Option<(&Slug, &Locale)>,
        draft: &ArticleDraft,
        found: &mut FoundNames,
    ) -> Result<()> {
        let mut looking = Writing::begin_reading(self).await?;
        let known = match place {
            Some((slug, locale)) => looking.known_article(locale, slug).await?,
            None => looking.article_of(draft, draft.names()).await?,
        };
        let mut draft = draft.clone();
        if let Some((number, public)) = known.as_ref().and_then(Known::published) {
            // What was only read has no ids yet.
            let owner = draft.slug.to_string();
            let origin = Origin {
                owner: &owner,
                revision: number,
            };
            align_article(&mut draft, Some(public), &origin);
        }
        let standing = looking.standing_review(known.as_ref(), &draft).await?;
        let Some(standing) = standing else {
            return Ok(());
        };
        let people = people_named(&mut looking.session, &standing.review.by).await?;
        found.around.people.extend(people);
        found.around.review = Some(standing);
        Ok(())
    }
}

impl Writing<'_> {
    /// The article of a text: the first that has one of its names, or else whose draft, which never was public, has its
    /// slug.
    pub(in crate::store) async fn article_of<'a>(
        &mut self,
        draft: &ArticleDraft,
        names: impl Iterator<Item = &'a Slug>,
    ) -> Result<Option<Known>> {
        for slug in names {
            let known = self.known_article(&draft.locale, slug).await?;
            if known.is_some() {
                return Ok(known);
            }
        }
        self.renamed_draft(&draft.locale, &draft.slug).await
    }

    /// The review that counts for a text of an article. What is public shows its own, whatever the rules are by now.
    pub(in crate::store) async fn standing_review(
        &mut self,
        known: Option<&Known>,
        draft: &ArticleDraft,
    ) -> Result<Option<StandingReview>> {
        let public = known.and_then(|known| Some((known, known.published()?)));
        if let Some((known, (number, text))) = public
            && text == draft
        {
            return Ok(known.review.clone().map(|review| StandingReview {
                review,
                has_changed_since: known.reviewed_revision != Some(number),
            }));
        }
        let number = known.map_or(1, Known::next_number);
        let counted = self.counted_review(draft, number, known).await?;
        Ok(counted.map(|counted| StandingReview {
            review: counted.review,
            has_changed_since: counted.reviewed_revision != number,
        }))
    }
}
