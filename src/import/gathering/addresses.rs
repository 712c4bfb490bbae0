//! Slugs of articles from many sources: each once in its locale, and earlier ones that nobody has today.

use std::collections::{HashMap, HashSet};

use super::Gathered;
use super::free_names::FreeNames;
use crate::content::{ArticleDraft, AuthoredArticle, Locale, Slug};
use crate::import::Note;
use crate::import::slugs::numbered;

type Address = (Locale, Slug);

/// The addresses that articles have.
#[derive(Default)]
pub struct Taken {
    /// Of the seed folder: those of today, and those that are reserved for them.
    seed: HashSet<Address>,
    reserved: HashSet<Address>,
    /// Of this import.
    new: HashSet<Address>,
    names: FreeNames,
}

impl Taken {
    pub fn of(articles: &[AuthoredArticle]) -> Self {
        let mut taken = Self::default();
        for AuthoredArticle { draft, .. } in articles {
            taken
                .seed
                .insert((draft.locale.clone(), draft.slug.clone()));
            let earlier = draft.previous_slugs.iter();
            taken
                .reserved
                .extend(earlier.map(|slug| (draft.locale.clone(), slug.clone())));
        }
        taken
    }

    /// Gives an article a slug that no other source has. One that the seed folder has is the same article.
    pub fn settle(&mut self, draft: &mut ArticleDraft, note: &mut impl FnMut(String, &str)) {
        let own = draft.slug.clone();
        let locale = draft.locale.clone();
        let is_free = |slug: &Slug| {
            let address = (locale.clone(), slug.clone());
            !self.new.contains(&address) && !self.reserved.contains(&address)
        };
        if !is_free(&own) {
            let wished = format!("{locale} {own}");
            let found = self
                .names
                .find(&wished, |number| numbered(&own, number), is_free);
            let slug = found.unwrap_or_else(|| own.clone());
            let message =
                format!("the slug `{own}` is taken by another article, so this one is `{slug}`");
            note(message, "give it a better slug, or remove one of the two");
            draft.slug = slug;
        }
        self.new.insert((draft.locale.clone(), draft.slug.clone()));
    }
}

/// Removes earlier slugs that others have, and joins translations to what they translate.
pub fn settle_addresses(gathered: &mut Gathered, taken: &Taken, default_locale: &Locale) {
    let mut earlier: HashMap<Address, String> = HashMap::new();
    let mut notes = Vec::new();
    for gathered in &mut gathered.articles {
        let draft = &mut gathered.article.draft;
        let (locale, own) = (draft.locale.clone(), draft.slug.clone());
        draft.previous_slugs.retain(|slug| {
            let address = (locale.clone(), slug.clone());
            let is_taken = taken.new.contains(&address)
                || taken.seed.contains(&address)
                || taken.reserved.contains(&address);
            let is_second = earlier.contains_key(&address);
            let is_reserved_for_it = taken.seed.contains(&(locale.clone(), own.clone()));
            let is_kept = !is_second
                && (!is_taken || (is_reserved_for_it && taken.reserved.contains(&address)));
            if is_kept {
                earlier.insert(address, gathered.file.clone());
            } else if *slug != own {
                notes.push(Note {
                    file: gathered.file.clone(),
                    line: None,
                    message: format!(
                        "the earlier slug `{slug}` belongs to another article too, and was left out"
                    ),
                    help: "decide where its readers should be led".to_owned(),
                });
            }
            is_kept
        });
        let original = (default_locale.clone(), own.clone());
        if locale != *default_locale && taken.new.contains(&original) {
            draft.translation_of = Some(own);
        }
    }
    gathered.notes.append(&mut notes);
}
