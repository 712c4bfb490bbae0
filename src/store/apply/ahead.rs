//! What a plan would have written so far, for the pieces after it to find: a plan writes nothing, yet a draft beside a
//! new article, or a slug that two articles want, must be seen as in an apply.

use std::collections::{HashMap, HashSet};

use crate::content::{Library, Locale, Slug};
use crate::store::writing::{Edit, Known};

type Name = (Locale, Slug);

/// Articles and slugs ahead of the database.
pub(super) struct Ahead {
    /// The slugs of articles of which the library has a draft in a file of its own.
    awaited: HashSet<Slug>,
    articles: HashMap<Name, Known>,
    /// The id and slug of the article that a slug leads to.
    owners: HashMap<Name, (String, Slug)>,
}

impl Ahead {
    pub(super) fn of(library: &Library) -> Self {
        let drafts = library.articles.iter();
        Self {
            awaited: drafts
                .filter_map(|article| article.draft_of.clone())
                .collect(),
            articles: HashMap::new(),
            owners: HashMap::new(),
        }
    }

    /// Takes in what an apply would have written.
    pub(super) fn go(&mut self, edit: Edit, known: Option<&Known>) {
        let locale = edit.draft.locale.clone();
        let slug = edit.draft.slug.clone();
        let renamed = known.map(|known| &known.slug);
        for other in edit
            .draft
            .previous_slugs
            .iter()
            .chain([&slug])
            .chain(renamed)
        {
            let owner = (edit.id.clone(), slug.clone());
            self.owners.insert((locale.clone(), other.clone()), owner);
        }
        if self.awaited.contains(&slug) {
            self.articles
                .insert((locale, slug), Known::after(edit, known));
        }
    }

    pub(super) fn article(&self, locale: &Locale, slug: &Slug) -> Option<&Known> {
        self.articles.get(&(locale.clone(), slug.clone()))
    }

    /// The slug of the article, other than the one with this id, that a slug leads to.
    pub(super) fn other_owner(&self, id: &str, locale: &Locale, slug: &Slug) -> Option<&Slug> {
        let (owner, owner_slug) = self.owners.get(&(locale.clone(), slug.clone()))?;
        (owner != id).then_some(owner_slug)
    }
}
