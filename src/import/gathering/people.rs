//! People of many sources: one for each name, with a slug that nobody else has.

use std::collections::{HashMap, HashSet};

use super::free_names::FreeNames;
use crate::content::{Person, Slug};
use crate::import::slugs::numbered;

/// Those who are known, and those of them who are new.
pub struct People {
    slugs: HashSet<Slug>,
    by_name: HashMap<String, Slug>,
    names: FreeNames,
    new: Vec<Person>,
}

impl People {
    pub fn new(known: impl Iterator<Item = Person>) -> Self {
        let mut people = Self {
            slugs: HashSet::new(),
            by_name: HashMap::new(),
            names: FreeNames::default(),
            new: Vec::new(),
        };
        for person in known {
            people.slugs.insert(person.slug.clone());
            people
                .by_name
                .entry(folded(&person.name))
                .or_insert(person.slug);
        }
        people
    }

    /// Takes the people of one source. Gives the slug of today for each of their slugs.
    pub fn place(
        &mut self,
        people: Vec<Person>,
        note: &mut impl FnMut(String, &str),
    ) -> HashMap<Slug, Slug> {
        let mut slugs = HashMap::new();
        for mut person in people {
            let name = folded(&person.name);
            let own = person.slug.clone();
            if let Some(known) = self.by_name.get(&name) {
                slugs.insert(own, known.clone());
                continue;
            }
            if let Some(free) = self.free_slug(&own).filter(|free| *free != own) {
                let message = format!(
                    "the slug `{own}` belongs to somebody else, so {} is `{free}`",
                    person.name
                );
                note(
                    message,
                    "if they are one person, keep one entry in people.yaml",
                );
                person.slug = free;
            }
            slugs.insert(own, person.slug.clone());
            self.slugs.insert(person.slug.clone());
            self.by_name.insert(name, person.slug.clone());
            self.new.push(person);
        }
        slugs
    }

    fn free_slug(&mut self, slug: &Slug) -> Option<Slug> {
        if !self.slugs.contains(slug) {
            return Some(slug.clone());
        }
        let with_number = |number| numbered(slug, number);
        self.names.find(slug.as_str(), with_number, |slug| {
            !self.slugs.contains(slug)
        })
    }

    pub fn into_new(self) -> Vec<Person> {
        self.new
    }
}

/// A name in the form in which it is compared.
fn folded(name: &str) -> String {
    let words = name.split_whitespace().collect::<Vec<_>>().join(" ");
    words.to_lowercase()
}
