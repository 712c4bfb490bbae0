//! `sinew export`: writes what is stored back as files.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use sinew::config::{DatabaseSettings, ExportSettings};
use sinew::content::{Library, Reference};
use sinew::error::{Error, Result};
use sinew::render::{BibliographyFormat, WrittenIds, bibliography, omissions};
use sinew::seed::{Folder, export as exported, read_folder};
use sinew::store::{Clock, Store, Stored};

use super::Failure;
use super::files::{failed, write_files};
use super::reading::checked;
use super::remote::Server;
use super::terminal::{agree_to_remove, print, report};

/// How a folder on the disk differs from the one that is to be written.
#[derive(Default)]
struct Difference {
    /// Files that are there with other bytes.
    other: Vec<String>,
    /// Content files that the export does not have.
    surplus: Vec<String>,
}

/// A folder that is to be written.
struct Export {
    folder: Folder,
    /// The files that are as they were applied; a server does not tell.
    as_applied: Option<usize>,
    /// Articles of which the folder has only a newer draft.
    older_public: Vec<String>,
}

/// Writes a folder, or a bibliography alone.
pub async fn export(settings: ExportSettings) -> std::result::Result<(), Failure> {
    if let Some(url) = &settings.server.from {
        let server = Server::at(url, settings.server.key_file.as_deref())?;
        return export_from(&server, &settings);
    }
    let stored = stored_here(&settings.database).await?;
    if let Some(file) = &settings.references {
        return write_references(&settings, file, &stored.library);
    }
    let export = exported(
        &stored.library,
        &settings.database.locale,
        ids_of(&settings),
    )?;
    write_folder(
        &settings,
        &Export {
            as_applied: Some(export.folder.files.len() - export.rewritten.len()),
            folder: export.folder,
            older_public: export.older_public,
        },
    )?;
    see_all(&settings.database, &stored).await;
    Ok(())
}

fn export_from(server: &Server, settings: &ExportSettings) -> std::result::Result<(), Failure> {
    let (folder, locale) = server.export(settings.ids)?;
    if locale != settings.database.locale {
        report(&format!(
            "note: articles without a locale are `{locale}` on the server; say so with --locale {locale}, or SINEW_LOCALE"
        ));
    }
    if let Some(file) = &settings.references {
        let reading = checked(read_folder(folder, &locale), Path::new("the folder"))?;
        return write_references(settings, file, &reading.library);
    }
    write_folder(
        settings,
        &Export {
            folder,
            as_applied: None,
            older_public: Vec::new(),
        },
    )
}

async fn stored_here(database: &DatabaseSettings) -> Result<Stored> {
    if Store::is_new(&database.url)? {
        return Err(Error::Configuration(format!(
            "there is no database {}; name another with --database-url",
            database.url
        )));
    }
    let addresses = database.addresses();
    let store = Store::open_to_read(&database.url, addresses, Clock::System).await?;
    let stored = store.stored_library().await;
    store.close().await;
    stored
}

/// Remembers that a folder has what was written over HTTP. Where that cannot be written down, the next apply only asks
/// once more.
async fn see_all(database: &DatabaseSettings, stored: &Stored) {
    if !stored.has_unseen {
        return;
    }
    let addresses = database.addresses();
    let outcome = match Store::open(&database.url, addresses, Clock::System).await {
        Ok(store) => {
            let outcome = store.see_all(stored.version).await;
            store.close().await;
            outcome
        }
        Err(error) => Err(error),
    };
    if let Err(error) = outcome {
        report(&format!(
            "note: the database does not know that the folder has what was written over HTTP: {error}"
        ));
    }
}

fn ids_of(settings: &ExportSettings) -> WrittenIds {
    match settings.ids {
        true => WrittenIds::All,
        false => WrittenIds::Authored,
    }
}

fn write_folder(settings: &ExportSettings, export: &Export) -> std::result::Result<(), Failure> {
    let root = settings.folder.as_path();
    let difference = difference_of(root, &export.folder)?;
    refuse_difference(settings, root, &difference)?;
    refuse_linked_folders(root, &export.folder)?;
    if !difference.surplus.is_empty() && !settings.yes {
        report(&format!(
            "files to remove: {}",
            difference.surplus.join(", ")
        ));
        agree_to_remove(difference.surplus.len())?;
    }
    let written = write_changed(root, &export.folder)?;
    for path in &difference.surplus {
        fs::remove_file(root.join(path)).map_err(|cause| failed(&root.join(path), cause))?;
        print(&format!("removed {path}\n"))?;
    }
    for name in &export.older_public {
        report(&format!(
            "note: the folder has a newer draft of {name}; its public text is in the database alone"
        ));
    }
    let as_applied = export.as_applied;
    let as_applied = as_applied.map_or_else(String::new, |count| {
        format!("; {count} as they were applied")
    });
    print(&format!(
        "{} files in {}: {written} written, {} removed{as_applied}\n",
        export.folder.files.len(),
        root.display(),
        difference.surplus.len(),
    ))
}

/// Writes the files that are not there already, and says how many.
fn write_changed(root: &Path, folder: &Folder) -> Result<usize> {
    let changed: Vec<(PathBuf, &[u8])> = folder
        .files
        .iter()
        .map(|file| (root.join(&file.path), file.content.as_slice()))
        .filter(|(path, content)| fs::read(path).map_or(true, |bytes| bytes != *content))
        .collect();
    fs::create_dir_all(root).map_err(|cause| failed(root, cause))?;
    write_files(&changed)?;
    Ok(changed.len())
}

/// Nothing that is on the disk and not in the database goes without being asked for.
fn refuse_difference(
    settings: &ExportSettings,
    root: &Path,
    difference: &Difference,
) -> Result<()> {
    let mut refused = Vec::new();
    if !settings.force && !difference.other.is_empty() {
        refused.push(format!(
            "would be overwritten (--force does it): {}",
            difference.other.join(", ")
        ));
    }
    if !settings.prune && !difference.surplus.is_empty() {
        refused.push(format!(
            "are not in the database (--prune removes them): {}",
            difference.surplus.join(", ")
        ));
    }
    if refused.is_empty() {
        return Ok(());
    }
    Err(Error::Conflict(format!(
        "{}: nothing was written, because files {}",
        root.display(),
        refused.join("; files ")
    )))
}

/// A folder that is a link may lead anywhere; `check` would not read it either.
fn refuse_linked_folders(root: &Path, folder: &Folder) -> Result<()> {
    let paths = folder
        .files
        .iter()
        .filter_map(|file| file.path.split_once('/'));
    let folders: BTreeSet<&str> = paths.map(|(folder, _)| folder).collect();
    match folders.iter().find(|folder| root.join(folder).is_symlink()) {
        Some(folder) => Err(Error::Conflict(format!(
            "{}: nothing was written, because this folder is a link; put the folder itself there",
            root.join(folder).display()
        ))),
        None => Ok(()),
    }
}

fn difference_of(root: &Path, folder: &Folder) -> Result<Difference> {
    let mut difference = Difference::default();
    if !root.exists() {
        return Ok(difference);
    }
    let mut faults = Vec::new();
    let there = Folder::open(root, &mut faults);
    // An empty folder and files without a place are no matter of an export.
    let mut missing: HashSet<&str> = there.files.iter().map(|file| file.path.as_str()).collect();
    for file in &folder.files {
        let path = root.join(&file.path);
        missing.remove(file.path.as_str());
        match fs::read(&path) {
            Ok(bytes) if bytes == file.content => {}
            Ok(_) => difference.other.push(file.path.clone()),
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {}
            Err(cause) => return Err(failed(&path, cause)),
        }
    }
    let surplus = missing.into_iter().filter(|path| Folder::has_place(path));
    difference.surplus = surplus.map(str::to_owned).collect();
    difference.surplus.sort();
    Ok(difference)
}

fn write_references(
    settings: &ExportSettings,
    file: &Path,
    stored: &Library,
) -> std::result::Result<(), Failure> {
    let format = format_of(file)?;
    if file.exists() && !settings.force {
        return Err(Error::Conflict(format!(
            "{} is there already; --force overwrites it",
            file.display()
        ))
        .into());
    }
    let references = stored.references.iter();
    let references: Vec<Reference> = references
        .map(|reference| reference.content.clone())
        .collect();
    let text = bibliography(&references, format);
    write_files(&[(file.to_owned(), text.as_bytes())])?;
    for omission in omissions(&references, format) {
        report(&format!(
            "note: `{}`: this format cannot say all of `{}`",
            omission.key, omission.variable
        ));
    }
    print(&format!(
        "{} references in {}\n",
        references.len(),
        file.display()
    ))?;
    Ok(())
}

fn format_of(file: &Path) -> Result<BibliographyFormat> {
    let ending = file.extension().and_then(|ending| ending.to_str());
    match ending.unwrap_or_default() {
        "bib" => Ok(BibliographyFormat::Bibtex),
        "json" => Ok(BibliographyFormat::CslJson),
        "ris" => Ok(BibliographyFormat::Ris),
        "yaml" => Ok(BibliographyFormat::CslYaml),
        _ => Err(Error::Configuration(format!(
            "{}: the name must end in .bib, .json, .ris or .yaml, which says the format",
            file.display()
        ))),
    }
}
