//! Which pieces of what is stored the files of a folder say, word for word.

use std::collections::{HashMap, HashSet};

use super::{Composing, Texts};
use crate::content::{
    ArticleDraft, Authored, AuthoredArticle, Block, Class, Condition, Kind, Library, Locale,
    Origin, Person, Reference, Slug, Therapy, align_article, align_blocks,
};
use crate::render::WrittenIds;
use crate::seed::read_folder;

/// One piece of what is stored.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Piece {
    /// By its place among the stored articles.
    Article(usize),
    Entry(Kind, String),
}

/// An entry with its kind and name.
pub trait Named {
    const KIND: Kind;
    fn name(&self) -> &str;
}

impl Named for Therapy {
    const KIND: Kind = Kind::Therapy;
    fn name(&self) -> &str {
        self.slug.as_str()
    }
}

impl Named for Condition {
    const KIND: Kind = Kind::Condition;
    fn name(&self) -> &str {
        self.slug.as_str()
    }
}

impl Named for Person {
    const KIND: Kind = Kind::Person;
    fn name(&self) -> &str {
        self.slug.as_str()
    }
}

impl Named for Reference {
    const KIND: Kind = Kind::Reference;
    fn name(&self) -> &str {
        self.key.as_str()
    }
}

impl Piece {
    pub fn of<T: Named>(entry: &T) -> Self {
        Self::Entry(T::KIND, entry.name().to_owned())
    }
}

/// What the files of a folder say of what is stored.
pub struct Said {
    /// Each piece with the file that says it.
    pieces: HashMap<Piece, String>,
    /// The files that say nothing else.
    true_files: HashSet<String>,
}

impl Said {
    pub fn has(&self, piece: &Piece) -> bool {
        self.pieces.contains_key(piece)
    }

    pub fn has_true(&self, path: &str) -> bool {
        self.true_files.contains(path)
    }

    pub fn file_of(&self, piece: &Piece) -> Option<&str> {
        self.pieces.get(piece).map(String::as_str)
    }

    /// True for a draft that stands in the file of the article itself, not beside it.
    pub fn is_in_place(&self, article: usize) -> bool {
        self.file_of(&Piece::Article(article))
            .is_some_and(|path| !path.ends_with(".draft.md"))
    }
}

impl Composing<'_> {
    /// Every piece of what is stored that must be in the folder.
    pub fn pieces(&self) -> impl Iterator<Item = Piece> {
        let stored = self.stored;
        (0..stored.articles.len())
            .map(Piece::Article)
            .chain(
                stored
                    .therapies
                    .iter()
                    .map(|entry| Piece::of(&entry.content)),
            )
            .chain(
                stored
                    .conditions
                    .iter()
                    .map(|entry| Piece::of(&entry.content)),
            )
            .chain(stored.people.iter().map(|entry| Piece::of(&entry.content)))
            .chain(
                stored
                    .references
                    .iter()
                    .map(|entry| Piece::of(&entry.content)),
            )
    }

    /// What a person calls a piece.
    pub fn name_of(&self, piece: &Piece) -> String {
        match piece {
            Piece::Article(at) => {
                let draft = &self.stored.articles[*at].draft;
                format!("the article `{}` ({})", draft.slug, draft.locale)
            }
            Piece::Entry(kind, name) => format!("the {} `{name}`", kind.as_str()),
        }
    }

    /// Reads the files, and compares what they say with what is stored.
    pub fn said_by(&self, texts: &Texts) -> Said {
        let reading = read_folder(self.folder(texts), self.default_locale);
        // What only stops a publication, such as a name that is gone, is said all the same.
        let faults = reading.faults.iter();
        let mut untrue: HashSet<String> = faults
            .filter(|fault| fault.code.class() == Class::Unreadable)
            .map(|fault| fault.file.clone())
            .collect();
        let mut found = self.articles_in(&reading.library.articles);
        found.extend(self.entries_in(&reading.library));
        for (_, path) in found.iter().filter(|(piece, _)| piece.is_none()) {
            untrue.insert(path.clone());
        }
        found.retain(|(_, path)| !untrue.contains(path));
        let mut pieces = HashMap::new();
        for (piece, path) in found {
            if let Some(piece) = piece {
                pieces.entry(piece).or_insert(path);
            }
        }
        let paths = texts.keys().filter(|path| !untrue.contains(*path));
        Said {
            pieces,
            true_files: paths.cloned().collect(),
        }
    }
}

/// What a file says: the piece, or nothing that is stored.
type Found = (Option<Piece>, String);

impl Composing<'_> {
    fn articles_in(&self, articles: &[AuthoredArticle]) -> Vec<Found> {
        let mut stored: HashMap<(&Locale, &Slug), Vec<usize>> = HashMap::new();
        for (at, article) in self.stored.articles.iter().enumerate() {
            let name = (&article.draft.locale, &article.draft.slug);
            stored.entry(name).or_default().push(at);
        }
        let found = articles.iter().map(|read| {
            let name = (&read.draft.locale, &read.draft.slug);
            let candidates = stored.get(&name).map_or(&[][..], Vec::as_slice);
            let at = candidates.iter().copied().find(|&at| {
                let stored = &self.stored.articles[at];
                read.is_draft == stored.is_draft && self.is_same_article(&read.draft, &stored.draft)
            });
            (at.map(Piece::Article), read.source.path.clone())
        });
        found.collect()
    }

    fn is_same_article(&self, read: &ArticleDraft, stored: &ArticleDraft) -> bool {
        let mut read = read.clone();
        align_article(&mut read, Some(stored), &NOWHERE);
        if self.ids == WrittenIds::All {
            read.written_ids.clone_from(&stored.written_ids);
        }
        read == *stored
    }

    fn entries_in(&self, library: &Library) -> Vec<Found> {
        let stored = self.stored;
        let mut found = said(
            &library.therapies,
            &stored.therapies,
            same_described(|therapy: &mut Therapy| &mut therapy.description),
        );
        found.extend(said(
            &library.conditions,
            &stored.conditions,
            same_described(|condition: &mut Condition| &mut condition.description),
        ));
        found.extend(said(&library.people, &stored.people, Person::eq));
        found.extend(said(&library.references, &stored.references, Reference::eq));
        found
    }
}

/// Where new ids would come from; what is stored has all of its own.
const NOWHERE: Origin = Origin {
    owner: "",
    revision: 0,
};

fn said<T: Named>(
    read: &[Authored<T>],
    stored: &[Authored<T>],
    is_same: impl Fn(&T, &T) -> bool,
) -> Vec<Found> {
    let by_name: HashMap<&str, &T> = stored
        .iter()
        .map(|entry| (entry.content.name(), &entry.content))
        .collect();
    let found = read.iter().map(|entry| {
        let known = by_name.get(entry.content.name());
        let is_said = known.is_some_and(|known| is_same(&entry.content, known));
        let piece = is_said.then(|| Piece::of(&entry.content));
        (piece, entry.source.path.clone())
    });
    found.collect()
}

/// Compares entries with a description, whose ids come from what is stored.
fn same_described<T: Clone + PartialEq>(
    blocks_of: fn(&mut T) -> &mut Vec<Block>,
) -> impl Fn(&T, &T) -> bool {
    move |read, stored| {
        let mut read = read.clone();
        let mut head = stored.clone();
        align_blocks(blocks_of(&mut read), Some(blocks_of(&mut head)), &NOWHERE);
        read == *stored
    }
}
