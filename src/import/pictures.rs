//! Where a picture that front matter names comes from: a file that stands beside it, or an address elsewhere.

use imagesize::{Compression, ImageType};

use super::ImportedImage;
use super::format::first_tag;
use super::slugs::{percent_decoded, slug_of};
use crate::content::{Href, MediaFormat};

/// A picture with its place in the seed folder.
pub struct Picture {
    /// What an article names: `media/...`, or an https address.
    pub src: String,
    pub file: Option<ImportedImage>,
    /// True when there is no such file.
    pub is_missing: bool,
}

/// Finds a picture; `None` for an address that no article may show.
pub fn place_picture(address: &str, files: &dyn Fn(&str) -> Option<Vec<u8>>) -> Option<Picture> {
    let secure = address.replacen("http://", "https://", 1);
    if secure.starts_with("https://") {
        return Href::parse(&secure).is_ok().then_some(Picture {
            src: secure,
            file: None,
            is_missing: false,
        });
    }
    let scheme = address.split_once(':').map(|(scheme, _)| scheme);
    let has_scheme = scheme.is_some_and(|scheme| !scheme.contains(['/', '.']));
    if has_scheme || address.starts_with("//") {
        return None;
    }
    let path = address.split(['?', '#']).next().unwrap_or(address);
    let (stem, ending) = plain_name(path);
    let found = files(path).and_then(|bytes| Some((format_of_image(&bytes)?, bytes)));
    let Some((format, bytes)) = found else {
        return Some(Picture {
            src: format!("media/{stem}.{ending}"),
            file: None,
            is_missing: true,
        });
    };
    let path = format!("media/{stem}.{}", format.extension());
    Some(Picture {
        src: path.clone(),
        file: Some(ImportedImage { path, bytes }),
        is_missing: false,
    })
}

/// The name of a file in the form of a slug, and its ending, which is that of a picture.
fn plain_name(path: &str) -> (String, String) {
    let name = percent_decoded(path.rsplit('/').next().unwrap_or(path));
    let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
    let format = MediaFormat::of_extension(ending);
    let stem = slug_of(stem).map_or("picture".to_owned(), |slug| slug.to_string());
    (
        stem,
        format.map_or("jpg", MediaFormat::extension).to_owned(),
    )
}

/// The format of an image by its bytes; `None` for what no article can show.
pub fn format_of_image(bytes: &[u8]) -> Option<MediaFormat> {
    match imagesize::image_type(bytes) {
        Ok(ImageType::Gif) => Some(MediaFormat::Gif),
        Ok(ImageType::Jpeg) => Some(MediaFormat::Jpeg),
        Ok(ImageType::Png) => Some(MediaFormat::Png),
        Ok(ImageType::Webp) => Some(MediaFormat::Webp),
        Ok(ImageType::Heif(Compression::Av1)) => Some(MediaFormat::Avif),
        Ok(_) | Err(_) => is_svg(bytes).then_some(MediaFormat::Svg),
    }
}

fn is_svg(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{FEFF}');
    match first_tag(text).as_deref() {
        Some("svg") => true,
        Some("!doctype") => text.to_ascii_lowercase().contains("<!doctype svg"),
        Some(_) | None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIF: &[u8] = b"GIF89a\x03\x00\x02\x00\x00\x00\x00;";

    fn place(address: &str) -> Option<(String, bool)> {
        let files = |path: &str| (path == "/img/Rücken 1.png").then(|| GIF.to_vec());
        place_picture(address, &files).map(|picture| (picture.src, picture.is_missing))
    }

    #[test]
    fn a_file_gets_a_plain_name_and_the_ending_of_its_format() {
        assert_eq!(
            place("/img/Rücken 1.png?v=2"),
            Some(("media/rucken-1.gif".to_owned(), false))
        );
        assert_eq!(
            place("gone.webp"),
            Some(("media/gone.webp".to_owned(), true))
        );
        assert_eq!(
            place("gone.tiff"),
            Some(("media/gone.jpg".to_owned(), true))
        );
    }

    #[test]
    fn an_address_elsewhere_is_kept_if_articles_may_show_it() {
        assert_eq!(
            place("http://example.org/a.png"),
            Some(("https://example.org/a.png".to_owned(), false))
        );
        for address in [
            "data:image/png;base64,xx",
            "javascript:x",
            "//example.org/a.png",
        ] {
            assert_eq!(place(address), None, "{address}");
        }
    }
}
