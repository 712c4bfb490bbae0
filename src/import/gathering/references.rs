//! References of many sources: one for each work, under a key that no other has. What the seed folder says of one stays.

use std::collections::{BTreeMap, HashMap};

use super::comparing::{differences, identifiers, isbn, likeness, members, merged, words};
use super::free_names::FreeNames;
use crate::content::{Reference, ReferenceKey};

/// Where a reference is kept.
#[derive(Clone, Copy)]
enum Home {
    /// In the seed folder, as it stands.
    Seed(usize),
    /// Among the new ones.
    New(usize),
}

/// Those that are known, and those of them that are new.
#[derive(Default)]
pub struct References {
    seed: Vec<Reference>,
    /// With the name of the file that each is to stand in.
    new: Vec<(String, Reference)>,
    by_identifier: HashMap<String, Home>,
    by_likeness: HashMap<String, Home>,
    by_isbn: HashMap<String, Home>,
    by_key: HashMap<String, Home>,
    by_content: HashMap<String, Home>,
    keys: HashMap<String, ReferenceKey>,
    names: FreeNames,
}

impl References {
    pub fn new(known: impl Iterator<Item = Reference>) -> Self {
        let mut references = Self::default();
        for reference in known {
            let home = Home::Seed(references.seed.len());
            references.remember(&reference, home);
            references
                .keys
                .insert(reference.key.folded(), reference.key.clone());
            references.seed.push(reference);
        }
        references
    }

    /// The keys that texts can cite, folded, with the keys of today.
    pub fn keys(&self) -> &HashMap<String, ReferenceKey> {
        &self.keys
    }

    /// Takes the references of one source. Gives the key of today for each of its keys.
    pub fn place(
        &mut self,
        references: Vec<Reference>,
        bibliography: &str,
        note: &mut impl FnMut(String, &str),
    ) -> HashMap<ReferenceKey, ReferenceKey> {
        let mut keys = HashMap::new();
        for reference in references {
            let own = reference.key.clone();
            let today = match self.find(&reference) {
                Some((home, reason)) => self.reuse(home, &reason, &reference, note),
                None => self.add(reference, bibliography, note),
            };
            // A key of the source leads to its own work; one that the seed folder has keeps leading there.
            self.keys
                .entry(own.folded())
                .or_insert_with(|| today.clone());
            keys.insert(own, today);
        }
        keys
    }

    /// Lets texts cite references by keys that were not allowed and had to be rewritten.
    pub fn know_as(
        &mut self,
        written: Vec<(String, ReferenceKey)>,
        today: &HashMap<ReferenceKey, ReferenceKey>,
    ) {
        for (written, key) in written {
            if let Some(today) = today.get(&key) {
                let folded = written.to_ascii_lowercase();
                self.keys.entry(folded).or_insert_with(|| today.clone());
            }
        }
    }

    /// The same work among those that are known, and why it is the same.
    fn find(&self, reference: &Reference) -> Option<(Home, String)> {
        let own = identifiers(reference);
        let by_identifier = own.iter().find_map(|identifier| {
            Some((*self.by_identifier.get(identifier)?, identifier.clone()))
        });
        let by_likeness = || {
            let home = *self.by_likeness.get(&likeness(reference)?)?;
            Some((home, "title, year and author".to_owned()))
        };
        let by_key = || {
            let home = *self.by_key.get(&reference.key.folded())?;
            let is_same = words(&self.at(home).title) == words(&reference.title);
            is_same.then(|| (home, "key and title".to_owned()))
        };
        let by_content = || {
            let home = *self.by_content.get(&content_of(reference))?;
            Some((home, "content".to_owned()))
        };
        let found = by_identifier
            .or_else(by_likeness)
            .or_else(by_key)
            .or_else(by_content);
        found.filter(|(home, _)| !contradict(self.at(*home), reference))
    }

    fn at(&self, home: Home) -> &Reference {
        match home {
            Home::Seed(at) => &self.seed[at],
            Home::New(at) => &self.new[at].1,
        }
    }

    /// Lets a work that is known stand for the same from another source.
    fn reuse(
        &mut self,
        home: Home,
        reason: &str,
        reference: &Reference,
        note: &mut impl FnMut(String, &str),
    ) -> ReferenceKey {
        let known = self.at(home);
        let (key, own) = (known.key.clone(), &reference.key);
        let otherwise = differences(known, reference);
        if key != *own || !otherwise.is_empty() {
            let same = if key == *own {
                format!("`{key}` is known already")
            } else {
                format!("`{own}` is the same as `{key}` (same {reason})")
            };
            let more = match &otherwise[..] {
                [] => String::new(),
                names => format!("; it says otherwise or more about {}", names.join(", ")),
            };
            let help = match home {
                Home::Seed(_) => {
                    "nothing was changed in the seed folder: look whether its entry is the better one"
                }
                Home::New(_) => "the first entry was kept, with what only the other says",
            };
            note(format!("{same}{more}"), help);
        }
        if let Home::New(at) = home {
            let whole = merged(&self.new[at].1, reference);
            self.remember(&whole, home);
            self.new[at].1 = whole;
        }
        key
    }

    fn add(
        &mut self,
        mut reference: Reference,
        bibliography: &str,
        note: &mut impl FnMut(String, &str),
    ) -> ReferenceKey {
        let own = reference.key.clone();
        let key = self.free_key(&own);
        if key != own {
            let message = format!(
                "the key `{own}` belongs to another work, so this one is `{key}`: {}",
                reference.title
            );
            note(message, "nothing: its citations follow");
            reference.key = key.clone();
        }
        self.part_from_book(&mut reference, note);
        let home = Home::New(self.new.len());
        self.remember(&reference, home);
        self.keys.insert(key.folded(), key.clone());
        self.new.push((bibliography.to_owned(), reference));
        key
    }

    /// Two chapters of one book give its ISBN, but an identifier belongs to one entry.
    fn part_from_book(&self, reference: &mut Reference, note: &mut impl FnMut(String, &str)) {
        let Some(home) = isbn(reference).and_then(|isbn| self.by_isbn.get(&isbn)) else {
            return;
        };
        let (key, other) = (&reference.key, &self.at(*home).key);
        let message = format!("`{key}` has the ISBN of `{other}`; it stands in its note now");
        note(
            message,
            "give both entries of one book the book's title, if they are the same",
        );
        if let Some(isbn) = reference.isbn.take() {
            let before = reference
                .note
                .take()
                .map(|note| format!("{note} "))
                .unwrap_or_default();
            reference.note = Some(format!("{before}ISBN {isbn}"));
        }
    }

    fn remember(&mut self, reference: &Reference, home: Home) {
        for identifier in identifiers(reference) {
            self.by_identifier.entry(identifier).or_insert(home);
        }
        if let Some(likeness) = likeness(reference) {
            self.by_likeness.entry(likeness).or_insert(home);
        }
        if let Some(isbn) = isbn(reference) {
            self.by_isbn.entry(isbn).or_insert(home);
        }
        self.by_key.entry(reference.key.folded()).or_insert(home);
        self.by_content.entry(content_of(reference)).or_insert(home);
    }

    fn free_key(&mut self, key: &ReferenceKey) -> ReferenceKey {
        const ROOM: usize = 100;
        if !self.by_key.contains_key(&key.folded()) {
            return key.clone();
        }
        let base = key.as_str();
        let base =
            base[..base.len().min(ROOM)].trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        let with_number = |number| ReferenceKey::parse(&format!("{base}-{number}")).ok();
        let is_free = |key: &ReferenceKey| !self.by_key.contains_key(&key.folded());
        let found = self
            .names
            .find(&base.to_ascii_lowercase(), with_number, is_free);
        found.unwrap_or_else(|| key.clone())
    }

    /// The new ones by the file that they are to stand in.
    pub fn into_new(self) -> BTreeMap<String, Vec<Reference>> {
        let mut files: BTreeMap<String, Vec<Reference>> = BTreeMap::new();
        for (file, reference) in self.new {
            files.entry(file).or_default().push(reference);
        }
        files
    }
}

/// All that a reference says but its key, as one text.
fn content_of(reference: &Reference) -> String {
    serde_json::Value::Object(members(reference)).to_string()
}

/// True for two works that have different identifiers of one kind, however alike they look.
fn contradict(first: &Reference, second: &Reference) -> bool {
    let differ = |first: Option<String>, second: Option<String>| matches!((first, second), (Some(a), Some(b)) if a != b);
    let text = |doi: &crate::content::Doi| doi.to_string();
    differ(first.doi.as_ref().map(text), second.doi.as_ref().map(text))
        || differ(
            first.pmid.as_ref().map(ToString::to_string),
            second.pmid.as_ref().map(ToString::to_string),
        )
}
