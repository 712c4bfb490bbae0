//! Image files of many sources: one path for each content, one content for each path.

use std::collections::HashMap;

use crate::import::ImportedImage;

/// The images that are known by their path in the seed folder, and those of them that are new.
pub struct Pictures {
    by_path: HashMap<String, blake3::Hash>,
    /// The path of an image whose own was taken.
    renamed: HashMap<(String, blake3::Hash), String>,
    new: Vec<ImportedImage>,
}

impl Pictures {
    pub fn new(known: HashMap<String, Vec<u8>>) -> Self {
        let known = known.into_iter();
        Self {
            by_path: known
                .map(|(path, bytes)| (path, blake3::hash(&bytes)))
                .collect(),
            renamed: HashMap::new(),
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
        let (stem, ending) = path.rsplit_once('.').unwrap_or((path, "jpg"));
        let key = (path.to_owned(), hash);
        if let Some(known) = self.renamed.get(&key) {
            return known.clone();
        }
        let mut number = 2;
        let path = loop {
            let path = format!("{stem}-{number}.{ending}");
            if self.by_path.get(&path).is_none_or(|known| *known == hash) {
                break path;
            }
            number += 1;
        };
        self.renamed.insert(key, path.clone());
        path
    }

    pub fn into_new(self) -> Vec<ImportedImage> {
        self.new
    }
}
