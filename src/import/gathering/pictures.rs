//! Image files of many sources: one path for each content, one content for each path.

use std::collections::HashMap;

use super::free_names::FreeNames;
use crate::import::ImportedImage;

/// The images that are known by their path in the seed folder, and those of them that are new.
pub struct Pictures {
    by_path: HashMap<String, blake3::Hash>,
    /// The path of an image whose own was taken, by the path that it wished for.
    numbered: HashMap<(String, blake3::Hash), String>,
    names: FreeNames,
    new: Vec<ImportedImage>,
}

impl Pictures {
    pub fn new(known: HashMap<String, Vec<u8>>) -> Self {
        let mut by_path = HashMap::new();
        let mut numbered: HashMap<(String, blake3::Hash), String> = HashMap::new();
        for (path, bytes) in known {
            let hash = blake3::hash(&bytes);
            if let Some(wished) = without_number(&path) {
                let place = numbered.entry((wished, hash));
                let place = place.or_insert_with(|| path.clone());
                // The same whatever the order.
                if path < *place {
                    place.clone_from(&path);
                }
            }
            by_path.insert(path, hash);
        }
        Self {
            by_path,
            numbered,
            names: FreeNames::default(),
            new: Vec::new(),
        }
    }

    /// Takes the images of one source. Gives the path of today for each of its paths.
    pub fn place(&mut self, images: Vec<ImportedImage>) -> HashMap<String, String> {
        let mut paths = HashMap::new();
        for mut image in images {
            let hash = blake3::hash(&image.bytes);
            let own = image.path.clone();
            let path = self.path_for(&own, hash);
            paths.insert(own, path.clone());
            if self.by_path.insert(path.clone(), hash).is_none() {
                image.path = path;
                self.new.push(image);
            }
        }
        paths
    }

    /// The path at which the same image stands, else the path itself, if need be with a number.
    fn path_for(&mut self, path: &str, hash: blake3::Hash) -> String {
        if self.by_path.get(path).is_none_or(|known| *known == hash) {
            return path.to_owned();
        }
        let key = (path.to_owned(), hash);
        if let Some(known) = self.numbered.get(&key) {
            return known.clone();
        }
        let (stem, ending) = path.rsplit_once('.').unwrap_or((path, "jpg"));
        let with_number = |number| Some(format!("{stem}-{number}.{ending}"));
        let is_free = |path: &String| !self.by_path.contains_key(path);
        let found = self.names.find(path, with_number, is_free);
        let path = found.unwrap_or_else(|| format!("{stem}-{}.{ending}", hash.to_hex()));
        self.numbered.insert(key, path.clone());
        path
    }

    pub fn into_new(self) -> Vec<ImportedImage> {
        self.new
    }
}

/// The path for which one with a number was made.
fn without_number(path: &str) -> Option<String> {
    let (stem, ending) = path.rsplit_once('.')?;
    let (stem, number) = stem.rsplit_once('-')?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| format!("{stem}.{ending}"))
}
