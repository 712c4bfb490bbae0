//! Brings together what many sources gave and what the seed folder holds: one name for each thing, one thing for each
//! name, and texts that follow when a name changes.

mod addresses;
mod comparing;
mod free_names;
mod likeness;
mod people;
mod pictures;
mod references;
mod tally;
mod topics;

use std::collections::{BTreeMap, HashMap};

use super::own_links::join_links;
use super::{Imported, ImportedArticle, ImportedImage, Note};
use crate::content::{
    Condition, Inline, Library, Locale, Moment, Person, Piece, Reference, ReferenceKey, Slug,
    Therapy, walk_article, walk_blocks,
};
use addresses::settle_addresses;
use people::People;
use pictures::Pictures;
use references::References;
use tally::Tally;
use topics::Topics;

pub use tally::Counts;

/// An article with the source it comes from.
#[derive(Clone, Debug)]
pub struct GatheredArticle {
    /// The file that was imported.
    pub file: String,
    pub article: ImportedArticle,
}

/// All that is new, with its final names.
#[derive(Debug, Default)]
pub struct Gathered {
    pub articles: Vec<GatheredArticle>,
    pub therapies: Vec<Therapy>,
    pub conditions: Vec<Condition>,
    pub people: Vec<Person>,
    /// By the name of the file that they are to stand in.
    pub references: BTreeMap<String, Vec<Reference>>,
    pub images: Vec<ImportedImage>,
    pub notes: Vec<Note>,
    /// What each source gave, in the order of the sources.
    pub counts: Vec<Counts>,
}

/// Takes one source after the other.
pub struct Gathering {
    default_locale: Locale,
    now: Moment,
    gathered: Gathered,
    tally: Tally,
    references: References,
    people: People,
    pictures: Pictures,
    therapies: Topics<Therapy>,
    conditions: Topics<Condition>,
    addresses: addresses::Taken,
}

impl Gathering {
    /// Begins with what the seed folder holds, and with the images in it by their paths.
    pub fn new(
        seed: &Library,
        images: HashMap<String, Vec<u8>>,
        default_locale: Locale,
        now: Moment,
    ) -> Self {
        let therapies = seed.therapies.iter().map(|therapy| &therapy.content);
        let conditions = seed.conditions.iter().map(|condition| &condition.content);
        Self {
            default_locale,
            now,
            gathered: Gathered::default(),
            tally: Tally::default(),
            references: References::new(seed.references.iter().map(|known| known.content.clone())),
            people: People::new(seed.people.iter().map(|known| known.content.clone())),
            pictures: Pictures::new(images),
            therapies: Topics::new(therapies.map(|therapy| therapy.slug.clone())),
            conditions: Topics::new(conditions.map(|condition| condition.slug.clone())),
            addresses: addresses::Taken::of(&seed.articles),
        }
    }

    /// The keys that texts can cite, folded, with the keys that they have in the seed folder.
    pub fn keys(&self) -> &HashMap<String, ReferenceKey> {
        self.references.keys()
    }

    /// Takes what one source gave. References that are new go to the file `references/{bibliography}.yaml`.
    pub fn add(&mut self, file: &str, bibliography: &str, mut imported: Imported) {
        let mut notes = std::mem::take(&mut imported.notes);
        let mut note =
            |message: String, help: &str| notes.push(Note::new(file, None, message, help));
        self.tally.begin(file);
        let references = std::mem::take(&mut imported.references);
        let written = std::mem::take(&mut imported.written_keys);
        let names = Names {
            keys: self.references.place(references, bibliography, &mut note),
            people: self
                .people
                .place(std::mem::take(&mut imported.people), &mut note),
            images: self.pictures.place(std::mem::take(&mut imported.images)),
        };
        self.references.know_as(written, &names.keys);
        self.tally.references.extend(names.keys.values().cloned());
        self.tally.people.extend(names.people.values().cloned());
        self.tally.images.extend(names.images.values().cloned());
        self.add_content(file, imported, &names, &mut note);
        self.gathered.notes.append(&mut notes);
    }

    fn add_content(
        &mut self,
        file: &str,
        imported: Imported,
        names: &Names,
        note: &mut impl FnMut(String, &str),
    ) {
        for mut therapy in imported.therapies {
            self.tally.therapies.insert(therapy.slug.clone());
            names.follow_in_blocks(&mut therapy.description);
            self.therapies.place(therapy, "therapy", note);
        }
        for mut condition in imported.conditions {
            self.tally.conditions.insert(condition.slug.clone());
            names.follow_in_blocks(&mut condition.description);
            self.conditions.place(condition, "condition", note);
        }
        for mut article in imported.articles {
            names.follow_in_article(&mut article);
            self.schedule(&mut article);
            self.addresses.settle(&mut article.draft, note);
            self.tally.articles += 1;
            let file = file.to_owned();
            self.gathered
                .articles
                .push(GatheredArticle { file, article });
        }
    }

    /// What would be published first at a moment to come is scheduled.
    fn schedule(&self, article: &mut ImportedArticle) {
        let draft = &mut article.draft;
        if let Some(moment) = draft.first_published_at.filter(|moment| *moment > self.now) {
            draft.first_published_at = None;
            draft.publish_at = draft.publish_at.or(Some(moment));
            article.is_draft = true;
        }
    }

    /// All that is new.
    pub fn finish(self) -> Gathered {
        let mut gathered = self.gathered;
        gathered.counts = self.tally.into_counts();
        settle_addresses(&mut gathered, &self.addresses, &self.default_locale);
        gathered.references = self.references.into_new();
        gathered.people = self.people.into_new();
        gathered.images = self.pictures.into_new();
        gathered.therapies = self.therapies.into_new();
        gathered.conditions = self.conditions.into_new();
        join_links(&mut gathered);
        gathered
    }
}

/// The final names of what one source named otherwise.
struct Names {
    keys: HashMap<ReferenceKey, ReferenceKey>,
    people: HashMap<Slug, Slug>,
    images: HashMap<String, String>,
}

impl Names {
    fn follow_in_article(&self, article: &mut ImportedArticle) {
        let draft = &mut article.draft;
        walk_article(draft, &mut |piece| self.follow(piece));
        for author in &mut draft.authors {
            if let Some(slug) = self.people.get(author) {
                *author = slug.clone();
            }
        }
        follow_keys(&mut draft.references, &self.keys);
    }

    fn follow_in_blocks(&self, blocks: &mut [crate::content::Block]) {
        walk_blocks(blocks, &mut |piece| self.follow(piece));
    }

    fn follow(&self, piece: Piece) {
        match piece {
            Piece::Inlines(inlines) => {
                for inline in inlines {
                    if let Inline::Citation(citation) = inline {
                        follow_keys(&mut citation.references, &self.keys);
                    }
                }
            }
            Piece::Image(image) => {
                if let Some(path) = self.images.get(&image.src) {
                    image.src = path.clone();
                }
            }
            Piece::Place { .. }
            | Piece::Words(_)
            | Piece::Aside(_)
            | Piece::Claim(_)
            | Piece::Therapy(_)
            | Piece::Condition(_) => {}
        }
    }
}

/// Two keys that are one now stand once.
fn follow_keys(references: &mut Vec<ReferenceKey>, keys: &HashMap<ReferenceKey, ReferenceKey>) {
    let mut followed: Vec<ReferenceKey> = Vec::with_capacity(references.len());
    for key in references.drain(..) {
        let key = keys.get(&key).cloned().unwrap_or(key);
        if !followed.contains(&key) {
            followed.push(key);
        }
    }
    *references = followed;
}

#[cfg(test)]
mod tests;
