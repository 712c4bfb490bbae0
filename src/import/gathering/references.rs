//! References of many sources: one for each work, under a key that no other has. What the seed folder says of one stays.

use std::collections::{BTreeMap, HashMap};

use super::comparing::{
    differences, identifiers, isbn, keep_isbn_in_note, likeness, members, merged,
};
use super::free_names::FreeNames;
use super::likeness::{Lookalikes, contradictions};
use crate::content::{Reference, ReferenceKey};
use crate::import::words::letters_and_digits;

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
    /// The first of those that look alike, to name it to an editor.
    by_likeness: HashMap<String, Home>,
    lookalikes: Lookalikes,
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
            references.lookalikes.add(&reference, references.seed.len());
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

    /// The same work among those that are known, and why it is the same: one identifier, or the same content. What only
    /// looks the same is another work, unless the seed folder has it and nothing speaks against it.
    fn find(&self, reference: &Reference) -> Option<(Home, String)> {
        let own = identifiers(reference);
        let by_identifier = || {
            let mut known = own.iter().filter_map(|identifier| {
                Some((*self.by_identifier.get(identifier)?, identifier.clone()))
            });
            known.find(|(home, _)| !have_other_identifiers(self.at(*home), reference))
        };
        let by_isbn = || {
            let home = *self.by_isbn.get(&isbn(reference)?)?;
            self.is_alike(home, reference)
                .then(|| (home, "ISBN and title".to_owned()))
        };
        let by_content = || {
            let home = *self.by_content.get(&content_of(reference))?;
            Some((home, "content".to_owned()))
        };
        let by_likeness = || {
            let at = self.lookalikes.only_match(reference, &self.seed)?;
            Some((Home::Seed(at), "title, year and author".to_owned()))
        };
        let by_key = || {
            let home = *self.by_key.get(&reference.key.folded())?;
            let is_same = matches!(home, Home::Seed(_)) && self.is_alike(home, reference);
            is_same.then(|| (home, "key and title".to_owned()))
        };
        by_identifier()
            .or_else(by_isbn)
            .or_else(by_content)
            .or_else(by_likeness)
            .or_else(by_key)
    }

    /// True for one title and nothing that speaks against one work.
    fn is_alike(&self, home: Home, reference: &Reference) -> bool {
        let known = self.at(home);
        letters_and_digits(&known.title) == letters_and_digits(&reference.title)
            && contradictions(known, reference).is_empty()
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
        self.note_likeness(&key, &reference, note);
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

    /// Names the work that a new one looks like, since only an editor can tell whether they are one.
    fn note_likeness(
        &self,
        key: &ReferenceKey,
        reference: &Reference,
        note: &mut impl FnMut(String, &str),
    ) {
        let Some(home) = likeness(reference).and_then(|likeness| self.by_likeness.get(&likeness))
        else {
            return;
        };
        let known = self.at(*home);
        let reason = match &contradictions(known, reference)[..] {
            [] => "no identifier says that it is the same work".to_owned(),
            names => format!("it says otherwise about {}", names.join(", ")),
        };
        let message = format!(
            "`{key}` looks like `{}` (same title, year and author), but {reason}; both were kept",
            known.key
        );
        note(
            message,
            "if they are one work, keep one entry and cite its key",
        );
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
        keep_isbn_in_note(reference);
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

/// True for two works that have different identifiers of one kind, though they share one of another.
fn have_other_identifiers(first: &Reference, second: &Reference) -> bool {
    let names = contradictions(first, second);
    ["doi", "pmid", "pmcid"]
        .iter()
        .any(|name| names.contains(name))
}
