//! The files that an import reads: those that are named, and those in folders that are named.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use sinew::import::{Note, slug_of};
use walkdir::{DirEntry, WalkDir};

/// One file to be imported.
#[derive(Clone, Debug)]
pub struct Input {
    pub path: PathBuf,
    /// The path as reports show it.
    pub file: String,
    /// The folder that images are looked for in, and outside of which nothing is read.
    pub root: PathBuf,
    /// The name of the bibliography that its references go to.
    pub bibliography: String,
}

/// All files, with notes on what is no file or is not read.
#[derive(Default)]
pub struct Inputs {
    pub inputs: Vec<Input>,
    pub notes: Vec<Note>,
}

/// Files by which a folder is known as the source of a site.
const SITE_FILES: [&str; 17] = [
    "_config.yml",
    "_config.yaml",
    "hugo.toml",
    "hugo.yaml",
    "hugo.json",
    "config.toml",
    "config.yaml",
    "Gemfile",
    "package.json",
    ".eleventy.js",
    "eleventy.config.js",
    "eleventy.config.mjs",
    "astro.config.mjs",
    "astro.config.ts",
    "next.config.js",
    "next.config.mjs",
    "gatsby-config.js",
];
/// Folders of such a site that hold no articles.
const SITE_FOLDERS: [&str; 26] = [
    "_data",
    "_includes",
    "_layouts",
    "_plugins",
    "_sass",
    "_site",
    "archetypes",
    "assets",
    "components",
    "css",
    "data",
    "dist",
    "i18n",
    "js",
    "layouts",
    "lib",
    "node_modules",
    "public",
    "resources",
    "scripts",
    "static",
    "styles",
    "templates",
    "themes",
    "utils",
    "vendor",
];

impl Inputs {
    /// Finds the files in the order of their names. The folder that the import writes to is not read.
    pub fn find(sources: &[PathBuf], out: &Path) -> Self {
        let mut inputs = Self::default();
        let out = fs::canonicalize(out).ok();
        let mut seen = HashSet::new();
        for source in sources {
            match fs::canonicalize(source) {
                Ok(path) if out.as_ref().is_some_and(|out| path.starts_with(out)) => inputs.note(
                    source,
                    "it is part of the seed folder that the import writes to".to_owned(),
                    "name what is to be imported, or another folder with `--out`",
                ),
                Ok(path) if path.is_dir() => inputs.walk(source, out.as_deref(), &mut seen),
                // Reading a pipe would wait for ever, and a device has no end.
                Ok(path) if !path.is_file() => inputs.note(
                    source,
                    "it is neither a file nor a folder".to_owned(),
                    "save what it gives as a file, and name that",
                ),
                Ok(path) => {
                    if seen.insert(path) {
                        inputs.add_file(source);
                    }
                }
                Err(error) => inputs.note(
                    source,
                    format!("it cannot be read: {error}"),
                    "look whether the name is right",
                ),
            }
        }
        inputs
    }

    fn add_file(&mut self, source: &Path) {
        let parent = source
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty());
        self.inputs.push(Input {
            path: source.to_owned(),
            file: shown(source),
            root: parent.unwrap_or(Path::new(".")).to_owned(),
            bibliography: bibliography_for(source.file_stem()),
        });
    }

    fn walk(&mut self, root: &Path, out: Option<&Path>, seen: &mut HashSet<PathBuf>) {
        let canonical = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
        let bibliography = bibliography_for(canonical.file_name());
        let is_site = SITE_FILES.iter().any(|name| root.join(name).exists());
        let before = self.inputs.len() + self.notes.len();
        let mut skipped = Vec::new();
        let is_wanted = |entry: &DirEntry| {
            let is_skipped = is_site && is_of_site(entry);
            skipped.extend(is_skipped.then(|| entry.path().to_owned()));
            !is_skipped && !is_hidden(entry) && !is_of_saved_page(entry) && !is_folder(entry, out)
        };
        let walk = WalkDir::new(root).sort_by_file_name().into_iter();
        let entries: Vec<_> = walk.filter_entry(is_wanted).collect();
        for entry in entries {
            match entry {
                Ok(entry) => self.take(&entry, root, &bibliography, seen),
                Err(error) => {
                    let path = error.path().unwrap_or(root).to_owned();
                    self.note(
                        &path,
                        format!("it cannot be read: {error}"),
                        "make it readable",
                    );
                }
            }
        }
        for path in skipped {
            let message = "it belongs to the program that makes the site, and was not read";
            let help = "nothing; images in it are found where an article shows them";
            self.note(&path, message.to_owned(), help);
        }
        if self.inputs.len() + self.notes.len() == before {
            let message = "the folder holds no files".to_owned();
            self.note(root, message, "name a folder that holds some");
        }
    }

    fn take(
        &mut self,
        entry: &DirEntry,
        root: &Path,
        bibliography: &str,
        seen: &mut HashSet<PathBuf>,
    ) {
        let path = entry.path();
        if entry.file_type().is_dir() {
            return;
        }
        if entry.path_is_symlink() {
            let message = "links in folders are not followed".to_owned();
            return self.note(
                path,
                message,
                "name the file itself if it is to be imported",
            );
        }
        if !entry.file_type().is_file() {
            return self.note(
                path,
                "it is neither a file nor a folder".to_owned(),
                "remove it, or name the files themselves",
            );
        }
        if seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())) {
            self.inputs.push(Input {
                path: path.to_owned(),
                file: shown(path),
                root: root.to_owned(),
                bibliography: bibliography.to_owned(),
            });
        }
    }

    fn note(&mut self, path: &Path, message: String, help: &str) {
        self.notes
            .push(Note::new(&shown(path), None, message, help));
    }
}

fn is_folder(entry: &DirEntry, folder: Option<&Path>) -> bool {
    entry.file_type().is_dir()
        && fs::canonicalize(entry.path()).is_ok_and(|path| Some(path.as_path()) == folder)
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.')
}

/// True for what a browser saves beside a page: it is read where the page shows it.
fn is_of_saved_page(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let stem = [
        "_files",
        "-files",
        "_Dateien",
        "-Dateien",
        "_fichiers",
        "_archivos",
    ]
    .iter()
    .find_map(|ending| name.strip_suffix(ending));
    let has_page = |stem: &str| {
        let page = |ending: &str| {
            entry
                .path()
                .with_file_name(format!("{stem}.{ending}"))
                .is_file()
        };
        page("html") || page("htm") || page("xhtml")
    };
    entry.file_type().is_dir() && stem.is_some_and(has_page)
}

fn is_of_site(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let is_folder = entry.file_type().is_dir() && SITE_FOLDERS.contains(&name.as_ref());
    let is_file = entry.depth() == 1
        && (SITE_FILES.contains(&name.as_ref())
            || [
                "README.md",
                "CHANGELOG.md",
                "CONTRIBUTING.md",
                "LICENSE",
                "LICENSE.md",
                "LICENSE.txt",
                "package-lock.json",
                "Gemfile.lock",
            ]
            .contains(&name.as_ref()));
    entry.depth() > 0 && (is_folder || is_file) && !name.starts_with('.')
}

/// A name for the file of references, in the form of a slug.
fn bibliography_for(name: Option<&std::ffi::OsStr>) -> String {
    let name = name
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    slug_of(&name).map_or("imported".to_owned(), |slug| slug.to_string())
}

/// A path as reports show it.
pub fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}
