//! Drafts: where one is to be written, writing it, and one as the seed file that says it.

use super::background::in_background;
use super::checking::page_of;
use super::reading::{Checked, Sent, Unchecked};
use crate::content::{
    ArticleDraft, AuthoredArticle, Expected, Finding, Locale, Origin, Signature, Slug,
    align_article,
};
use crate::error::{Error, Result, Violation};
use crate::seed::LoneArticle;
use crate::store::{Own, Store, StoredDraft, WrittenDraft};

/// Where a draft is to be written: what the address says, and the draft that is there.
#[derive(Clone, Debug)]
pub struct DraftPlace {
    slug: Slug,
    /// The locale of the address.
    asked: Option<Locale>,
    /// The locale of a draft that names none.
    locale: Locale,
    before: Option<StoredDraft>,
}

/// What came of a write.
#[derive(Clone, Debug)]
pub struct Written {
    pub draft: WrittenDraft,
    pub findings: Vec<Finding>,
}

/// Where a draft is to be written. Fails when the write was made for another state than there is.
pub async fn draft_place(
    store: &Store,
    slug: &Slug,
    locale: Option<&Locale>,
    expected: &Expected,
) -> Result<DraftPlace> {
    let before = store.draft_before(slug, locale, expected).await?;
    let own = before.as_ref().map(|before| &before.draft.locale);
    let default_locale = own.or(locale).unwrap_or(store.default_locale());
    Ok(DraftPlace {
        slug: slug.clone(),
        asked: locale.cloned(),
        locale: default_locale.clone(),
        before,
    })
}

impl DraftPlace {
    pub fn slug(&self) -> &Slug {
        &self.slug
    }

    /// The locale of a draft that names none.
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    fn head(&self) -> Option<&ArticleDraft> {
        self.before.as_ref().map(|before| &before.draft)
    }

    /// A new article is created at its own address; no article changes its language.
    fn refuse_elsewhere(&self, checked: &Checked) -> Result<()> {
        let draft = &checked.draft;
        let mut violations = Vec::new();
        if self.before.is_none() && draft.slug != self.slug {
            let message = format!(
                "a new article has the slug of the address, `{}`, got `{}`",
                self.slug, draft.slug
            );
            violations.push(Violation {
                message,
                ..checked.slug_place.clone()
            });
        }
        let locale = self.head().map(|head| &head.locale).or(self.asked.as_ref());
        if let Some(locale) = locale.filter(|locale| **locale != draft.locale) {
            let message = format!(
                "`locale` must be that of the article, `{locale}`, got `{}`",
                draft.locale
            );
            violations.push(Violation {
                message,
                ..checked.locale_place.clone()
            });
        }
        if violations.is_empty() {
            return Ok(());
        }
        Err(Error::Unfit(violations))
    }
}

/// Stores what was sent as the draft of an article. What can be read and could not be published is stored and found.
pub async fn write_draft(
    store: &Store,
    place: &DraftPlace,
    sent: Sent,
    expected: &Expected,
    signature: &Signature,
) -> Result<Written> {
    let default_locale = store.default_locale();
    let unchecked = read(place, sent, default_locale).await?;
    let before = place.before.as_ref();
    let own = before.map(|before| (&before.slug, &before.draft.locale));
    let names = unchecked.names();
    let mut found = store.found_names(&names, Own::At(own)).await?;
    if let Some(draft) = unchecked.draft(&found) {
        store.find_review(own, &draft, &mut found).await?;
    }
    let checked = unchecked.check(store, &found)?;
    place.refuse_elsewhere(&checked)?;
    let article = AuthoredArticle {
        draft: checked.draft,
        is_draft: true,
        draft_of: None,
        source: checked.source,
    };
    let address = (&place.slug, place.asked.as_ref());
    let draft = store
        .write_draft(address, &article, expected, signature)
        .await?;
    Ok(Written {
        draft,
        findings: checked.findings,
    })
}

/// Reads what was sent on a thread of its own, so that a long text holds nobody up.
async fn read(place: &DraftPlace, sent: Sent, default_locale: &Locale) -> Result<Unchecked> {
    let (slug, locale) = (place.slug.clone(), place.locale.clone());
    let (head, default_locale) = (place.head().cloned(), default_locale.clone());
    in_background(move || Unchecked::read(sent, &slug, &locale, &default_locale, head.as_ref()))
        .await
}

/// A draft as a seed file: the text that it came from, where that still says it, else one that is written for it.
pub async fn markdown(store: &Store, stored: &StoredDraft) -> Result<String> {
    if still_says(store, stored).await? {
        return Ok(stored.source.text.clone());
    }
    let stem = stored.slug.as_str();
    let page = page_of(store, &stored.draft, stem, stored.is_draft).await?;
    Ok(page.text)
}

/// Where new ids would come from; what is stored has all of its own.
const NOWHERE: Origin = Origin {
    owner: "",
    revision: 0,
};

async fn still_says(store: &Store, stored: &StoredDraft) -> Result<bool> {
    let StoredDraft {
        slug,
        draft,
        source,
        ..
    } = stored;
    let article = LoneArticle::read(slug.as_str(), &source.text, &draft.locale);
    if !article.unreadable().is_empty() {
        return Ok(false);
    }
    let own = Own::At(Some((slug, &draft.locale)));
    let found = store.found_names(&article.names(), own).await?;
    let Some((mut said, _)) = article.into_article(&found) else {
        return Ok(false);
    };
    align_article(&mut said, Some(draft), &NOWHERE);
    Ok(said == *draft)
}

#[cfg(test)]
mod tests;
