//! The image files that stand beside what is imported. Nothing outside the folder of the import is ever read.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use sinew::import::percent_decoded;

/// The largest image file, in bytes.
const MAX_IMAGE_BYTES: u64 = 16 * 1024 * 1024;
/// Folders from which sites serve files at their root.
const SERVED_FOLDERS: [&str; 7] = ["", "static", "public", "assets", "source", "src", "content"];
/// Folders in which notes keep their pictures.
const PICTURE_FOLDERS: [&str; 6] = ["attachments", "assets", "images", "img", "media", "static"];

/// Finds images, and remembers which were found.
#[derive(Default)]
pub struct Neighbours {
    found: RefCell<HashSet<PathBuf>>,
}

impl Neighbours {
    /// The bytes of an image that a file in a folder names.
    pub fn read(&self, root: &Path, file: &Path, name: &str) -> Option<Vec<u8>> {
        let inside = fs::canonicalize(root).ok()?;
        let folder = file.parent().unwrap_or(root);
        let decoded = percent_decoded(name);
        let names = [name, decoded.as_str()];
        let mut paths = names.iter().flat_map(|name| candidates(root, folder, name));
        let path = paths.find_map(|path| {
            let path = fs::canonicalize(path).ok()?;
            let is_image = path.starts_with(&inside) && path.is_file();
            is_image.then_some(path)
        })?;
        let size = fs::metadata(&path).ok()?.len();
        if size > MAX_IMAGE_BYTES {
            return None;
        }
        let bytes = fs::read(&path).ok()?;
        self.found.borrow_mut().insert(path);
        Some(bytes)
    }

    /// True for an image that some article shows.
    pub fn has_found(&self, path: &Path) -> bool {
        fs::canonicalize(path).is_ok_and(|path| self.found.borrow().contains(&path))
    }
}

fn candidates(root: &Path, folder: &Path, name: &str) -> Vec<PathBuf> {
    if name.is_empty() || name.contains('\0') {
        return Vec::new();
    }
    if let Some(rooted) = name.strip_prefix('/') {
        let rooted = rooted.trim_start_matches('/');
        return SERVED_FOLDERS
            .iter()
            .map(|served| root.join(served).join(rooted))
            .collect();
    }
    let mut paths = vec![folder.join(name), root.join(name)];
    if !name.contains('/') {
        paths.extend(
            PICTURE_FOLDERS
                .iter()
                .map(|pictures| root.join(pictures).join(name)),
        );
    }
    paths
}
