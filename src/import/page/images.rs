//! The images of a page: files that stand beside it, addresses elsewhere, and those that somebody has to add.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::assembling::Page;
use super::flow::{FoundImage, ImageAddress};
use super::names::{slug_of, stem_of};
use super::notes::quoted;
use crate::content::{Href, Image};
use crate::import::ImportedImage;
use crate::seed::{Fault, SeedFile, image_format, read_media};

/// How long the name of a file can be that is made from a text alternative.
const MAX_STEM: usize = 60;

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
        for address in &found.sources {
            if let Some(bytes) = self.bytes_of(address)
                && let Some(path) = self.keep(found, address, bytes)
            {
                return path;
            }
        }
        let elsewhere = found.sources.iter().find_map(|address| {
            let url = address.absolute.as_ref()?;
            (url.starts_with("https://") && Href::parse(url).is_ok()).then(|| url.clone())
        });
        elsewhere.unwrap_or_else(|| self.missing(found))
    }

    /// The bytes of a file beside the page, or of an image written into it.
    fn bytes_of(&self, address: &ImageAddress) -> Option<Vec<u8>> {
        if let Some(data) = address.written.strip_prefix("data:") {
            let (kind, encoded) = data.split_once(',')?;
            let encoded: String = encoded.chars().filter(|c| !c.is_whitespace()).collect();
            return kind
                .ends_with(";base64")
                .then(|| STANDARD.decode(encoded).ok())?;
        }
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
            let message = format!(
                "the file of the image {} is no image of a known format",
                shown(address)
            );
            self.notes.add(
                found.line,
                message,
                "save it as AVIF, GIF, JPEG, PNG, SVG or WebP",
            );
            return None;
        };
        let stem = match address.written.starts_with("data:") {
            true => stem_from(&found.alt),
            false => stem_from(stem_of(
                &percent_decoded(&address.written).unwrap_or_default(),
            )),
        };
        if let Some(same) = self.images.iter().find(|image| image.bytes == bytes) {
            return Some(same.path.clone());
        }
        let path = self.free_path(&stem, format.extension());
        let mut faults: Vec<Fault> = Vec::new();
        let file = SeedFile {
            path: path.clone(),
            content: bytes.clone(),
        };
        if read_media(file, &mut faults).is_err() {
            let reasons: Vec<String> = faults.into_iter().map(|fault| fault.message).collect();
            let message = format!(
                "the image {} was not taken: {}",
                shown(address),
                reasons.join("; ")
            );
            self.notes.add(
                found.line,
                message,
                "save the image again and put it into `media/`",
            );
            return None;
        }
        self.images.push(ImportedImage {
            path: path.clone(),
            bytes,
        });
        Some(path)
    }

    fn missing(&mut self, found: &FoundImage) -> String {
        self.is_draft = true;
        let path = self.free_path(&stem_from(&found.alt), "jpg");
        self.missing_images.push(path.clone());
        let origin = found
            .sources
            .iter()
            .find(|address| !address.written.starts_with("data:"));
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
        path
    }

    /// A path that no other image of the page has.
    fn free_path(&self, stem: &str, extension: &str) -> String {
        let is_taken = |path: &String| {
            self.missing_images.contains(path)
                || self.images.iter().any(|image| image.path == *path)
        };
        let numbered = (2_u32..).map(|number| format!("media/{stem}-{number}.{extension}"));
        std::iter::once(format!("media/{stem}.{extension}"))
            .chain(numbered)
            .find(|path| !is_taken(path))
            .unwrap_or_default()
    }
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
