//! From a folder that was sent to a checked library, or to everything that is wrong with it.

use std::collections::HashSet;

use super::{FileContent, FolderFile};
use crate::content::{Class, Code, Library, Locale, MediaFile, SeedFolder};
use crate::desk::background::in_background;
use crate::error::{Error, Result, Violation, shown};
use crate::seed::{Fault, Folder, SeedFile, SentFolder, Severity, advise, read_sent};
use crate::store::Store;

/// How many faults are named.
const MAX_NAMED: usize = 100;

/// The library of a folder without errors, and what the checks warn of.
pub async fn checked(store: &Store, folder: SeedFolder) -> Result<(Library, Vec<Violation>)> {
    refuse_other_locale(store, folder.locale.as_ref())?;
    let locale = store.default_locale().clone();
    let mut violations = misplaced(&folder.files);
    let uploads = uploads_of(&folder.files);
    let mut uploaded = Vec::new();
    for (at, path, sha256) in uploads {
        match store.uploaded(path, sha256).await? {
            Some(image) if path.starts_with("media/") => uploaded.push(image),
            Some(_) => {
                let message = "only a file in `media` can be an image".to_owned();
                violations.push(file_violation(at, "/sha256", path, message));
            }
            None => violations.push(not_uploaded(at, path, sha256)),
        }
    }
    let mut reading = in_background(move || {
        let sent = sent(folder.files, uploaded, violations)?;
        Ok(read_sent(sent, &locale))
    })
    .await?;
    let beside = store.beside(&reading.library).await?;
    let (rules, today) = (store.rules().clone(), store.today());
    in_background(move || {
        advise(&mut reading, &rules, today, &beside);
        let (errors, warnings): (Vec<&Fault>, Vec<&Fault>) = reading
            .faults
            .iter()
            .partition(|fault| fault.severity == Severity::Error);
        refuse(errors.into_iter().map(violation_of).collect())?;
        let warnings = first_of(warnings).into_iter().map(violation_of).collect();
        Ok((reading.library, warnings))
    })
    .await
}

/// The files as they were sent, unless there is something wrong with one of them, or was before.
fn sent(
    files: Vec<FolderFile>,
    uploaded: Vec<MediaFile>,
    mut violations: Vec<Violation>,
) -> Result<SentFolder> {
    let mut sent = SentFolder {
        uploaded,
        ..SentFolder::default()
    };
    for (at, file) in files.into_iter().enumerate() {
        let path = file.path.clone();
        match file.into_content() {
            Ok(FileContent::Bytes(content)) => sent.folder.files.push(SeedFile { path, content }),
            Ok(FileContent::Uploaded(_)) => {}
            Err(fault) => {
                violations.push(file_violation(at, "", &path, format!("the file {fault}")))
            }
        }
    }
    refuse(violations)?;
    sent.folder.files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sent)
}

/// As many warnings as are named. What will stop a publication comes first, whatever else is worth a look.
fn first_of(mut warnings: Vec<&Fault>) -> Vec<&Fault> {
    warnings.sort_by_key(|warning| warning.code.class() == Class::Advisory);
    warnings.truncate(MAX_NAMED);
    warnings
}

/// A fault of a folder as it is told over HTTP. The folder itself has no name and no lines.
pub fn violation_of(fault: &Fault) -> Violation {
    let is_folder = fault.file.is_empty();
    let place = |place: usize| u32::try_from(place).ok().filter(|_| !is_folder);
    Violation {
        file: (!is_folder).then(|| fault.file.clone()),
        line: place(fault.span.line),
        column: place(fault.span.column),
        code: fault.code.as_str().to_owned(),
        message: format!("{}; {}", fault.message, fault.help),
        ..Violation::default()
    }
}

/// Files without a locale would mean another one.
fn refuse_other_locale(store: &Store, locale: Option<&Locale>) -> Result<()> {
    let own = store.default_locale();
    match locale {
        Some(locale) if locale != own => Err(Error::Conflict(format!(
            "articles that name no locale are `{locale}` in the folder and `{own}` on this server; make the two the same \
             (SINEW_LOCALE)"
        ))),
        Some(_) | None => Ok(()),
    }
}

/// Files with paths that no folder can have, or that come twice.
fn misplaced(files: &[FolderFile]) -> Vec<Violation> {
    let mut met = HashSet::new();
    let files = files.iter().enumerate();
    files
        .filter_map(|(at, file)| {
            let path = file.path.as_str();
            let message = match (Folder::can_have(path), met.insert(path)) {
                (true, true) => return None,
                (true, false) => "the path comes twice".to_owned(),
                (false, _) => format!(
                    "`{}` is no path of a seed folder, such as `articles/a.md`",
                    shown(&path.escape_debug().to_string())
                ),
            };
            Some(file_violation(at, "/path", path, message))
        })
        .collect()
}

/// Place, path and hash of the images that were uploaded before.
fn uploads_of(files: &[FolderFile]) -> Vec<(usize, &str, &str)> {
    let files = files.iter().enumerate();
    files
        .filter(|(_, file)| file.text.is_none() && file.base64.is_none())
        .filter_map(|(at, file)| Some((at, file.path.as_str(), file.sha256.as_deref()?)))
        .collect()
}

fn not_uploaded(at: usize, path: &str, sha256: &str) -> Violation {
    let message = format!(
        "no image `{}` is stored; send it first, with PUT /v1/media/{{sha256}}",
        shown(sha256)
    );
    file_violation(at, "/sha256", path, message)
}

fn file_violation(at: usize, member: &str, path: &str, message: String) -> Violation {
    Violation {
        pointer: Some(format!("#/files/{at}{member}")),
        file: Some(path.to_owned()),
        code: Code::File.as_str().to_owned(),
        message,
        ..Violation::default()
    }
}

/// Fails with all faults; of more than can be named, the first say how many there are.
fn refuse(mut violations: Vec<Violation>) -> Result<()> {
    let count = violations.len();
    if count == 0 {
        return Ok(());
    }
    if count > MAX_NAMED {
        violations.truncate(MAX_NAMED - 1);
        let told = Violation {
            code: "count".to_owned(),
            message: format!(
                "{count} faults, of which these are the first {}",
                MAX_NAMED - 1
            ),
            ..Violation::default()
        };
        violations.insert(0, told);
    }
    Err(Error::Unfit(violations))
}
