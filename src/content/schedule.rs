//! What a text says of the moments at which it is public, and how it must read so that it agrees with what an editor does.

use super::{ArticleDraft, Moment, Slug};
use crate::error::{Error, Result, Violation};

impl ArticleDraft {
    /// The text as it can become public now: without moments that say otherwise, and with the slug at which readers found the
    /// article so far, if they did, among its previous ones.
    pub fn public_now(&self, found_at: Option<&Slug>, now: Moment) -> Self {
        let mut text = self.renamed_from(found_at);
        text.publish_at = self.publish_at.filter(|at| *at <= now);
        text.unpublish_at = self.unpublish_at.filter(|at| *at > now);
        text
    }

    /// The text as it can become public at a moment to come.
    pub fn public_at(&self, found_at: Option<&Slug>, at: Moment) -> Result<Self> {
        if self.first_published_at.is_some_and(|first| first > at) {
            return Err(unfit_moment("must not be before `first_published_at`", at));
        }
        let mut text = self.renamed_from(found_at);
        text.publish_at = Some(at);
        text.unpublish_at = self.unpublish_at.filter(|end| *end > at);
        Ok(text)
    }

    /// The text as it ceases to be public at a moment to come.
    pub fn public_until(&self, at: Moment) -> Result<Self> {
        if self.publish_at.is_some_and(|publish_at| publish_at >= at) {
            return Err(unfit_moment("must be after `publish_at`", at));
        }
        let mut text = self.clone();
        text.unpublish_at = Some(at);
        Ok(text)
    }

    /// The text without the moments to come, and without the one at which it was to become public.
    pub fn unscheduled(&self, publish_at: Option<Moment>, now: Moment) -> Self {
        let mut text = self.clone();
        text.publish_at = self
            .publish_at
            .filter(|at| *at <= now && publish_at != Some(*at));
        text.unpublish_at = self.unpublish_at.filter(|at| *at <= now);
        text
    }

    /// True for a text whose time to be public is over.
    pub fn is_over(&self, at: Moment) -> bool {
        self.unpublish_at.is_some_and(|end| end <= at)
    }

    fn renamed_from(&self, found_at: Option<&Slug>) -> Self {
        let mut text = self.clone();
        text.previous_slugs.retain(|slug| *slug != self.slug);
        if let Some(slug) = found_at.filter(|slug| **slug != self.slug)
            && !text.previous_slugs.contains(slug)
        {
            text.previous_slugs.push(slug.clone());
        }
        text
    }
}

/// Refuses a moment of a request that is not to come.
pub fn refuse_past(at: Moment, now: Moment) -> Result<()> {
    if at > now {
        return Ok(());
    }
    Err(unfit_moment(&format!("must be after {now}"), at))
}

fn unfit_moment(rule: &str, at: Moment) -> Error {
    let message = format!("at {rule}, got `{at}`");
    Error::Unfit(vec![Violation::of_member("#/at", "moment", message)])
}
