//! A database as a seed folder. A file that still says what is stored comes out as it went in; what no such file says is
//! written as an author would.

mod said;
mod writing;

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Folder, SeedFile};
use crate::content::{Library, Locale, Source};
use crate::error::{Error, Result};
use crate::render::WrittenIds;
use said::{Piece, Said};
use writing::Writing;

/// A folder that says what is stored.
#[derive(Debug)]
pub struct Export {
    pub folder: Folder,
    /// The paths of the files that are not as they went in.
    pub rewritten: Vec<String>,
    /// Articles whose folder has only a newer draft: their public text is in the database alone.
    pub older_public: Vec<String>,
}

/// The file of all people.
const PEOPLE: &str = "people.yaml";

/// The text files of a folder that is being put together, by path.
type Texts = BTreeMap<String, String>;

/// Writes what is stored back as a folder. Applying it to the same database changes nothing; with all ids written out it
/// changes what is remembered as written, and nothing else.
pub fn export(stored: &Library, default_locale: &Locale, ids: WrittenIds) -> Result<Export> {
    let composing = Composing {
        stored,
        default_locale,
        ids,
    };
    let (mut texts, mut said) = composing.files_as_they_were();
    if !composing.says_all_people(&said) {
        // They stand in one file, which is written anew.
        texts.remove(PEOPLE);
    }
    composing.make_room(&said, &mut texts);
    let kept: HashSet<String> = texts.keys().cloned().collect();
    Writing::new(&composing).write_unsaid(&said, &mut texts);
    if texts.len() > kept.len() {
        said = composing.said_by(&texts);
    }
    composing.refuse_loss(&said)?;
    let rewritten = texts.keys().filter(|path| !kept.contains(*path));
    Ok(Export {
        rewritten: rewritten.cloned().collect(),
        older_public: composing.older_public(&said),
        folder: composing.folder(&texts),
    })
}

/// A folder that is being put together from what is stored.
struct Composing<'a> {
    stored: &'a Library,
    default_locale: &'a Locale,
    ids: WrittenIds,
}

impl Composing<'_> {
    /// The files of the folder that was applied last, and of what came before it, where they still say what is stored;
    /// and what they say.
    fn files_as_they_were(&self) -> (Texts, Said) {
        let mut texts: Texts = self.stored.texts.iter().map(path_and_text).collect();
        if self.ids == WrittenIds::All {
            texts.retain(|path, _| !has_ids(path));
        }
        let mut said = self.said_by(&texts);
        texts.retain(|path, _| said.has_true(path));
        let count = texts.len();
        if self.ids == WrittenIds::Authored {
            for (piece, source) in self.sources() {
                let is_free = Folder::has_place(&source.path) && !texts.contains_key(&source.path);
                if is_free && !said.has(&piece) {
                    texts.extend([path_and_text(source)]);
                }
            }
        }
        if texts.len() > count {
            said = self.said_by(&texts);
            texts.retain(|path, _| said.has_true(path));
        }
        (texts, said)
    }

    /// A newer text that waits for its moment is written in the place of the public one.
    fn make_room(&self, said: &Said, texts: &mut Texts) {
        let unsaid = (0..self.stored.articles.len())
            .filter(|at| self.waits(*at) && !said.has(&Piece::Article(*at)));
        let publics = unsaid.filter_map(|head| self.public_of(head));
        for path in publics.filter_map(|public| said.file_of(&Piece::Article(public))) {
            texts.remove(path);
        }
    }

    /// True for a newer text that becomes public at a moment: no draft, so it stands in the place of what is public.
    fn waits(&self, at: usize) -> bool {
        let article = &self.stored.articles[at];
        article.draft_of.is_some() && !article.is_draft
    }

    fn says_all_people(&self, said: &Said) -> bool {
        let mut people = self.stored.people.iter();
        people.all(|person| said.has(&Piece::of(&person.content)))
    }

    /// The text that each piece with a file of its own came from.
    fn sources(&self) -> impl Iterator<Item = (Piece, &Source)> {
        let articles = self.stored.articles.iter().enumerate();
        let therapies = self.stored.therapies.iter();
        let conditions = self.stored.conditions.iter();
        articles
            .map(|(at, article)| (Piece::Article(at), &article.source))
            .chain(therapies.map(|therapy| (Piece::of(&therapy.content), &therapy.source)))
            .chain(conditions.map(|condition| (Piece::of(&condition.content), &condition.source)))
    }

    fn folder(&self, texts: &Texts) -> Folder {
        let texts = texts.iter().map(|(path, text)| SeedFile {
            path: path.clone(),
            content: text.clone().into_bytes(),
        });
        let images = self.stored.media.iter().map(|file| SeedFile {
            path: file.path.clone(),
            content: file.bytes.clone(),
        });
        let mut files: Vec<SeedFile<Vec<u8>>> = texts.chain(images).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Folder { files }
    }

    /// By address, the path of each image in the folder.
    fn image_paths(&self) -> HashMap<String, String> {
        let images = self.stored.media.iter();
        images
            .map(|file| (file.address(), file.path.clone()))
            .collect()
    }

    /// Nothing may be lost: what was written must be read as what is stored.
    fn refuse_loss(&self, said: &Said) -> Result<()> {
        let unsaid: Vec<String> = self
            .pieces()
            .filter(|piece| !said.has(piece) && !self.is_older_public(piece, said))
            .map(|piece| self.name_of(&piece))
            .collect();
        if unsaid.is_empty() {
            return Ok(());
        }
        Err(Error::Conflict(format!(
            "what is stored of {} cannot be written as a seed file",
            unsaid.join(", ")
        )))
    }

    /// True for a public text whose article the folder has only as a newer draft, in the place of the public text.
    fn is_older_public(&self, piece: &Piece, said: &Said) -> bool {
        let Piece::Article(at) = piece else {
            return false;
        };
        let has_head = self.head_of(*at).is_some_and(|head| said.is_in_place(head));
        has_head && !said.has(piece)
    }

    fn older_public(&self, said: &Said) -> Vec<String> {
        self.pieces()
            .filter(|piece| self.is_older_public(piece, said))
            .map(|piece| self.name_of(&piece))
            .collect()
    }

    /// The place in the library of the newer draft of a public text.
    fn head_of(&self, public: usize) -> Option<usize> {
        let article = &self.stored.articles[public];
        let next = self.stored.articles.get(public + 1)?;
        let is_draft_of_it = next.draft_of.as_ref() == Some(&article.draft.slug)
            && next.draft.locale == article.draft.locale;
        (article.draft_of.is_none() && is_draft_of_it).then_some(public + 1)
    }

    /// The place in the library of the public text that a draft is a newer version of.
    fn public_of(&self, head: usize) -> Option<usize> {
        let public = head.checked_sub(1)?;
        (self.head_of(public) == Some(head)).then_some(public)
    }
}

/// True for the files in which places have ids.
fn has_ids(path: &str) -> bool {
    let folder = path.split('/').next();
    folder.is_some_and(|folder| ["articles", "therapies", "conditions"].contains(&folder))
}

fn path_and_text(source: &Source) -> (String, String) {
    (source.path.clone(), source.text.clone())
}
