//! A seed folder that was sent as one document: read and checked as one on the disk, planned, applied, and given back.

mod reading;

use super::background::in_background;
use crate::content::{
    FileContent, FolderFile, Library, MediaFile, MediaFormat, SeedFolder, SeedPlan, Signature,
    Source, sha256_of,
};
use crate::error::{Error, Result, Violation};
use crate::render::WrittenIds;
use crate::seed::{Fault, SeedFile, export, image_format, read_media};
use crate::store::{Absent, ApplyRequest, EarlierPlan, Store, Unseen};
use reading::{checked, violation_of};

/// What applying a folder would change. Nothing is written.
pub async fn plan_folder(store: &Store, folder: SeedFolder) -> Result<SeedPlan> {
    let absent = absent_of(&folder);
    let (library, warnings) = checked(store, folder).await?;
    let request = ApplyRequest::of(&library).with_absent(absent);
    let plan = store.plan(&request, || ()).await?;
    Ok(SeedPlan::of(plan, warnings))
}

/// Applies a folder, all of it or nothing, if the content is as it was when its plan was made.
pub async fn apply_folder(
    store: &Store,
    folder: SeedFolder,
    signature: &Signature,
) -> Result<SeedPlan> {
    let Some(version) = folder.version else {
        let message = "`version` is missing: make a plan, and send the version that it names";
        let violation = Violation::of_member("#/version", "required", message.to_owned());
        return Err(Error::Unfit(vec![violation]));
    };
    let absent = absent_of(&folder);
    let unseen = match folder.is_overwriting {
        Some(true) => Unseen::Overwrite,
        Some(false) | None => Unseen::Protect,
    };
    let (library, warnings) = checked(store, folder).await?;
    let earlier = EarlierPlan {
        version,
        changes: None,
    };
    let request = ApplyRequest {
        library: &library,
        absent,
        unseen,
        earlier: Some(&earlier),
        signature,
    };
    let plan = store.apply(&request, || ()).await?;
    Ok(SeedPlan::of(plan, warnings))
}

/// All that is stored, as a folder. Whoever gets it has seen what was written over HTTP.
pub async fn stored_folder(store: &Store, has_all_ids: bool) -> Result<SeedFolder> {
    let ids = match has_all_ids {
        true => WrittenIds::All,
        false => WrittenIds::Authored,
    };
    let stored = store.stored_library().await?;
    let locale = store.default_locale().clone();
    let (version, has_unseen) = (stored.version, stored.has_unseen);
    let folder = in_background(move || {
        let exported = export(&stored.library, &locale, ids)?;
        Ok(SeedFolder {
            version: Some(version),
            files: files_of(exported.folder.files, &stored.library),
            locale: Some(locale),
            ..SeedFolder::default()
        })
    })
    .await?;
    if has_unseen {
        store.see_all(version).await?;
    }
    Ok(folder)
}

/// An image that was sent under the hash of its bytes, as a format, checked as one in a folder.
pub async fn checked_image(
    bytes: Vec<u8>,
    sha256: String,
    format: MediaFormat,
) -> Result<MediaFile> {
    in_background(move || {
        let actual = sha256_of(&bytes);
        if actual != sha256 {
            let message = format!("the address names another hash: that of the body is `{actual}`");
            let violation = Violation::of_parameter("sha256", "hash", message);
            return Err(Error::Unfit(vec![violation]));
        }
        refuse_other_format(&bytes, format)?;
        let file = SeedFile {
            path: format!("media/{sha256}.{}", format.extension()),
            content: bytes,
        };
        let mut faults = Vec::new();
        let image = read_media(file, &mut faults);
        image.map_err(|_: Option<Source>| {
            let violations = faults.iter().map(|fault: &Fault| Violation {
                file: None,
                ..violation_of(fault)
            });
            Error::Unfit(violations.collect())
        })
    })
    .await
}

fn refuse_other_format(bytes: &[u8], format: MediaFormat) -> Result<()> {
    let message = match image_format(bytes) {
        Some(actual) if actual == format => return Ok(()),
        Some(actual) => format!(
            "Content-Type must be that of the bytes, `{}`, got `{}`",
            actual.media_type(),
            format.media_type()
        ),
        None => {
            "the body is not an image of a format that is taken: AVIF, GIF, JPEG, PNG, SVG or WebP"
                .to_owned()
        }
    };
    let violation = Violation::of_parameter("Content-Type", "format", message);
    Err(Error::Unfit(vec![violation]))
}

fn absent_of(folder: &SeedFolder) -> Absent {
    match folder.is_pruning {
        Some(true) => Absent::Remove,
        Some(false) | None => Absent::Keep,
    }
}

/// Files as they travel: images are those that the library has under their paths, all others are text.
fn files_of(files: Vec<SeedFile<Vec<u8>>>, library: &Library) -> Vec<FolderFile> {
    let images: std::collections::HashSet<&str> = library
        .media
        .iter()
        .map(|image| image.path.as_str())
        .collect();
    let files = files.into_iter();
    files
        .map(
            |SeedFile { path, content }| match images.contains(path.as_str()) {
                true => FolderFile::of_image(&path, &content),
                false => FolderFile::of_text(&path, String::from_utf8_lossy(&content).into_owned()),
            },
        )
        .collect()
}
