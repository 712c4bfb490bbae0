//! A folder and a server: what `--to` and `--from` do. The folder has been checked here; the server checks it again, and
//! applies all of it or nothing.

mod key;
mod problem;
mod server;
mod waiting;

use std::collections::HashSet;

use sinew::content::{FileContent, FolderFile, Library, Locale, MediaFile, Plan, SeedFolder};
use sinew::error::{Error, Result};
use sinew::seed::{Folder, SeedFile};
use sinew::store::{Absent, Unseen};

use super::Failure;
use super::apply::Work;
use super::terminal::Progress;

pub use server::Server;

/// What may be known of the images of a folder.
enum Images {
    /// The server does not tell this key; it may plan all the same.
    Untold,
    /// By hash, those that are stored.
    Stored(HashSet<String>),
}

impl Server {
    /// What applying a library would change on the server. Images that it has are named by their hashes.
    pub fn plan(&self, library: &Library, locale: &Locale, absent: Absent) -> Result<Plan> {
        let stored = match self.images_of(library)? {
            Images::Untold => HashSet::new(),
            Images::Stored(stored) => stored,
        };
        let folder = document(library, locale, absent, |image| {
            stored.contains(&image.sha256)
        });
        Ok(self.post_plan(&folder)?.into_plan())
    }

    /// All that the server has, with the locale of articles that name none. What no folder can have is refused: it could
    /// lead out of the folder that it is written to.
    pub fn export(&self, has_all_ids: bool) -> Result<(Folder, Locale)> {
        let refused = |path: &str, fault: &str| {
            let path = path.escape_default();
            Error::Configuration(format!("the server sent the file `{path}`, which {fault}"))
        };
        let sent = self.folder(has_all_ids)?;
        let mut files = Vec::with_capacity(sent.files.len());
        for file in sent.files {
            let path = file.path.clone();
            if !Folder::can_have(&path) || !Folder::has_place(&path) {
                return Err(refused(&path, "no seed folder can have"));
            }
            match file.into_content() {
                Ok(FileContent::Bytes(content)) => files.push(SeedFile { path, content }),
                Ok(FileContent::Uploaded(_)) => return Err(refused(&path, "has no bytes")),
                Err(fault) => return Err(refused(&path, &fault)),
            }
        }
        let locale = sent.locale.ok_or_else(|| {
            Error::Configuration("the server does not tell its default locale".to_owned())
        })?;
        Ok((Folder { files }, locale))
    }

    /// Which images of a library the server has.
    fn images_of(&self, library: &Library) -> Result<Images> {
        let progress = Progress::new("asking for images", library.media.len());
        let mut stored = HashSet::new();
        for image in &library.media {
            match self.has_image(&image.sha256)? {
                Some(true) => stored.insert(image.sha256.clone()),
                Some(false) => false,
                None => return Ok(Images::Untold),
            };
            progress.step();
        }
        progress.finish();
        Ok(Images::Stored(stored))
    }

    /// Sends the images that the server does not have.
    fn upload_missing(&self, library: &Library, message: Option<&str>) -> Result<()> {
        let Images::Stored(mut stored) = self.images_of(library)? else {
            // It is refused with the scope that is missing.
            return library
                .media
                .first()
                .map_or(Ok(()), |image| self.upload(image, message));
        };
        let missing: Vec<&MediaFile> = library
            .media
            .iter()
            .filter(|image| stored.insert(image.sha256.clone()))
            .collect();
        let progress = Progress::new("uploading", missing.len());
        for image in missing {
            self.upload(image, message)?;
            progress.step();
        }
        progress.finish();
        Ok(())
    }
}

/// Uploads what is missing, plans, asks where something is removed, and applies exactly that plan.
pub fn apply(server: &Server, work: &Work) -> std::result::Result<Plan, Failure> {
    let message = work.message.as_ref().map(|message| message.as_str());
    server.upload_missing(&work.library, message)?;
    let mut folder = document(&work.library, &work.locale, work.absent, |_| true);
    folder.is_overwriting = (work.unseen == Unseen::Overwrite).then_some(true);
    folder.version = work.earlier.as_ref().map(|earlier| earlier.version);
    if work.is_asking || folder.version.is_none() {
        let plan = server.post_plan(&folder)?.into_plan();
        if work.is_asking {
            work.ask(&plan)?;
        }
        folder.version.get_or_insert(plan.version);
    }
    Ok(server.post_apply(&folder, message)?.into_plan())
}

fn document(
    library: &Library,
    locale: &Locale,
    absent: Absent,
    is_stored: impl Fn(&MediaFile) -> bool,
) -> SeedFolder {
    let texts = library.texts.iter();
    let texts = texts.map(|file| FolderFile::of_text(&file.path, file.text.clone()));
    let images = library.media.iter().map(|image| match is_stored(image) {
        true => FolderFile::of_upload(&image.path, &image.sha256),
        false => FolderFile::of_image(&image.path, &image.bytes),
    });
    SeedFolder {
        locale: Some(locale.clone()),
        is_pruning: (absent == Absent::Remove).then_some(true),
        files: texts.chain(images).collect(),
        ..SeedFolder::default()
    }
}
