//! The images of a page: files that stand beside it, addresses elsewhere, and those that somebody has to add.

use std::collections::{HashMap, HashSet};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::assembling::Page;
use super::flow::{FoundImage, ImageAddress};
use super::names::{slug_of, stem_of};
use super::notes::{quoted, quoted_whole};
use crate::content::{Href, Image, MediaFormat};
use crate::import::ImportedImage;
use crate::seed::{Fault, SeedFile, image_format, read_media};

/// How long the name of a file can be that is made from a text alternative.
const MAX_STEM: usize = 60;

/// The ending that the file of an image has by its address; one that says none is most likely a photograph.
fn ending_of(address: &str) -> &'static str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    MediaFormat::of_extension(ending).map_or("jpg", MediaFormat::extension)
}

impl Page<'_, '_> {
    /// The image as the model has it. What is missing is noted, and makes the article a draft.
    pub fn image(&mut self, found: &FoundImage) -> Image {
        let src = self.source_of(found);
        let is_elsewhere = src.starts_with("https://");
        let has_alt = !found.alt.is_empty();
        if !has_alt && !found.is_decorative {
            self.is_draft = true;
            self.notes.add(
                found.line,
                format!("the image {src} has no alternative text"),
                "write what it shows in its brackets, or mark it with {decorative}",
            );
        }
        if !found.title.is_empty() && found.title != found.alt {
            let message = format!(
                "the title of the image {src} has no place here: {}",
                quoted_whole(&found.title)
            );
            let help = "write it into the text if readers need it";
            self.notes.add(found.line, message, help);
        }
        let pixels =
            |size: Option<u32>| size.filter(|size| is_elsewhere && (1..=100_000).contains(size));
        Image {
            src,
            alt: found.alt.clone(),
            is_decorative: found.is_decorative && !has_alt,
            width: pixels(found.width),
            height: pixels(found.height),
            credit: None,
        }
    }

    fn source_of(&mut self, found: &FoundImage) -> String {
        let (inside, outside): (Vec<&ImageAddress>, Vec<&ImageAddress>) = found
            .sources
            .iter()
            .partition(|address| address.written.starts_with("data:"));
        for address in outside {
            let bytes = self.bytes_beside(address);
            if let Some(path) = bytes.and_then(|bytes| self.keep(found, address, bytes)) {
                return path;
            }
        }
        let elsewhere = found.sources.iter().find_map(|address| {
            let url = address.absolute.as_ref()?;
            (url.starts_with("https://") && Href::parse(url).is_ok()).then(|| url.clone())
        });
        for address in inside {
            let bytes = bytes_inside(address)
                .filter(|bytes| elsewhere.is_none() || !holds_the_place(bytes));
            if let Some(path) = bytes.and_then(|bytes| self.keep(found, address, bytes)) {
                return path;
            }
        }
        elsewhere.unwrap_or_else(|| self.missing(found))
    }

    /// The bytes of a file beside the page.
    fn bytes_beside(&self, address: &ImageAddress) -> Option<Vec<u8>> {
        let path = address.written.split(['?', '#']).next().unwrap_or_default();
        let path = path.strip_prefix("./").unwrap_or(path);
        (self.source.files)(path).or_else(|| {
            let decoded = percent_decoded(path)?;
            (self.source.files)(&decoded)
        })
    }

    /// Takes a file that is an image of a known format.
    fn keep(
        &mut self,
        found: &FoundImage,
        address: &ImageAddress,
        bytes: Vec<u8>,
    ) -> Option<String> {
        let Some(format) = image_format(&bytes) else {
            let message = format!("the file {} is no image of a known format", shown(address));
            let help = "save it as AVIF, GIF, JPEG, PNG, SVG or WebP";
            self.notes.add(found.line, message, help);
            return None;
        };
        let stem = match address.written.starts_with("data:") {
            true => stem_from(&found.alt),
            false => stem_from(stem_of(
                &percent_decoded(&address.written).unwrap_or_default(),
            )),
        };
        let hash = blake3::hash(&bytes);
        if let Some(path) = self.image_files.kept.get(&hash) {
            return Some(path.clone());
        }
        let path = self.image_files.free_path(&stem, format.extension());
        if let Err(reasons) = check_file(&path, &bytes) {
            let message = format!("the image {} was not taken: {reasons}", shown(address));
            let help = "save the image again and put it into `media/`";
            self.notes.add(found.line, message, help);
            return None;
        }
        self.image_files.kept.insert(hash, path.clone());
        self.images.push(ImportedImage {
            path: path.clone(),
            bytes,
        });
        Some(path)
    }

    fn missing(&mut self, found: &FoundImage) -> String {
        self.is_draft = true;
        let origin = found
            .sources
            .iter()
            .find(|address| !address.written.starts_with("data:"));
        let name = origin.map_or("", |address| &address.written);
        if let Some(path) = self.image_files.missing.get(name) {
            return path.clone();
        }
        let path = self
            .image_files
            .free_path(&stem_from(&found.alt), ending_of(name));
        let message = match origin {
            Some(address) => format!("the file of the image {} is missing", shown(address)),
            None => format!(
                "the line {} was taken for the alternative text of an image, whose file is missing",
                quoted(&found.alt)
            ),
        };
        let help =
            format!("put the image into the folder as {path}, or change the path to its name");
        self.notes.add(found.line, message, &help);
        if origin.is_some() {
            self.image_files
                .missing
                .insert(name.to_owned(), path.clone());
        }
        path
    }
}

/// The names of the image files of one page.
#[derive(Debug, Default)]
pub struct ImageFiles {
    /// The paths of the files that were taken, by their bytes.
    kept: HashMap<blake3::Hash, String>,
    /// The paths of the files that are missing, by their addresses.
    missing: HashMap<String, String>,
    taken: HashSet<String>,
    /// How often each name was asked for.
    counts: HashMap<String, u32>,
}

impl ImageFiles {
    /// A path that no other image of the page has.
    fn free_path(&mut self, stem: &str, extension: &str) -> String {
        loop {
            let count = self
                .counts
                .entry(format!("{stem}.{extension}"))
                .or_insert(0);
            *count += 1;
            let path = match *count {
                1 => format!("media/{stem}.{extension}"),
                count => format!("media/{stem}-{count}.{extension}"),
            };
            if self.taken.insert(path.clone()) {
                return path;
            }
        }
    }
}

/// Checks a file as a seed folder would; the error says what is wrong with it.
fn check_file(path: &str, bytes: &[u8]) -> Result<(), String> {
    let mut faults: Vec<Fault> = Vec::new();
    let file = SeedFile {
        path: path.to_owned(),
        content: bytes.to_vec(),
    };
    if read_media(file, &mut faults).is_ok() {
        return Ok(());
    }
    let reasons = faults.into_iter().map(|fault| fault.message);
    Err(reasons.collect::<Vec<_>>().join("; "))
}

/// The bytes of an image that is written into the page.
fn bytes_inside(address: &ImageAddress) -> Option<Vec<u8>> {
    let (kind, encoded) = address.written.strip_prefix("data:")?.split_once(',')?;
    let encoded: String = encoded.chars().filter(|c| !c.is_whitespace()).collect();
    kind.ends_with(";base64")
        .then(|| STANDARD.decode(encoded).ok())?
}

/// True for a small image, such as pages show until the real one has come.
fn holds_the_place(bytes: &[u8]) -> bool {
    const SMALLEST: usize = 100;
    imagesize::blob_size(bytes).map_or(true, |size| size.width < SMALLEST)
}

fn stem_from(text: &str) -> String {
    let slug = slug_of(text)
        .map(|slug| slug.to_string())
        .unwrap_or_default();
    if slug.len() <= MAX_STEM {
        return if slug.is_empty() {
            "image".to_owned()
        } else {
            slug
        };
    }
    let end = slug[..=MAX_STEM].rfind('-').unwrap_or(MAX_STEM);
    slug[..end].to_owned()
}

fn shown(address: &ImageAddress) -> String {
    address.written.chars().take(120).collect()
}

fn percent_decoded(path: &str) -> Option<String> {
    let pairs = url::form_urlencoded::parse(path.as_bytes());
    let is_plain = !path.contains(['+', '&', '=']);
    let decoded = pairs.into_iter().next().map(|(name, _)| name.into_owned());
    decoded.filter(|_| is_plain)
}
