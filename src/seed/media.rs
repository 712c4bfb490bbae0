//! Reads image files: their format from their bytes, their size, and whether an SVG is safe.

mod svg;

use imagesize::{Compression, ImageType};

use super::folder::SeedFile;
use super::report::Report;
use super::{Code, Fault, Span};
use crate::content::{MediaFile, MediaFormat, Source, sha256_of};

/// The largest width and height, in pixels.
const MAX_SIDE: usize = 20_000;

/// Reads one file of `media/`. Of a drawing that is refused the text is kept, so that its faults can be shown in it.
pub fn read_media(
    file: SeedFile<Vec<u8>>,
    faults: &mut Vec<Fault>,
) -> Result<MediaFile, Option<Source>> {
    let format = image_format(&file.content);
    let mut report = Report::new(&file.path, faults);
    let size = size_of(&file, format, &mut report);
    let SeedFile { path, content } = file;
    match (format, size) {
        (Some(format), Some((width, height))) => Ok(MediaFile {
            sha256: sha256_of(&content),
            path,
            format,
            width: width.round() as u32,
            height: height.round() as u32,
            bytes: content,
        }),
        (Some(MediaFormat::Svg), None) => {
            let text = String::from_utf8(content).ok();
            Err(text.map(|text| Source { path, text }))
        }
        _ => Err(None),
    }
}

/// Whether the name of an image says its format; reported when it does not.
pub fn has_right_ending(image: &MediaFile, faults: &mut Vec<Fault>) -> bool {
    is_ending_right(image.format, &mut Report::new(&image.path, faults))
}

fn is_ending_right(format: MediaFormat, report: &mut Report) -> bool {
    let is_right = expected_format(report.file()) == Some(format);
    if !is_right {
        let ending = format.extension();
        let message = format!("the file holds {ending}, but its name says otherwise");
        let help = format!("give its name the ending `.{ending}`");
        refuse(report, &message, &help);
    }
    is_right
}

/// The width and height of an image; `None` when it has faults, which are reported.
fn size_of(
    file: &SeedFile<Vec<u8>>,
    format: Option<MediaFormat>,
    report: &mut Report,
) -> Option<(f64, f64)> {
    if file.content.is_empty() {
        refuse(report, "the file is empty", "save the image again");
        return None;
    }
    let Some(format) = format else {
        refuse(
            report,
            "the file is not an image of a known format",
            "save it as AVIF, GIF, JPEG, PNG, SVG or WebP",
        );
        return None;
    };
    let is_ending_right = is_ending_right(format, report);
    let (width, height) = match format {
        MediaFormat::Svg => svg::check(&file.content, report),
        MediaFormat::Avif
        | MediaFormat::Gif
        | MediaFormat::Jpeg
        | MediaFormat::Png
        | MediaFormat::Webp => raster_size(&file.content, report),
    }?;
    let is_sized_right = has_allowed_sides(width, height, report);
    (is_ending_right && is_sized_right).then_some((width, height))
}

fn has_allowed_sides(width: f64, height: f64, report: &mut Report) -> bool {
    let is_allowed = width.max(height) <= MAX_SIDE as f64 && width.min(height) >= 1.0;
    if !is_allowed {
        let message = format!("the image is {width} x {height} pixels");
        let help = format!("give it sides of 1 to {MAX_SIDE} pixels");
        refuse(report, &message, &help);
    }
    is_allowed
}

fn refuse(report: &mut Report, message: &str, help: &str) {
    let (message, help) = (message.to_owned(), help.to_owned());
    report.add(Code::UnsafeImage, Span::at(1, 1), message, help);
}

/// The format by the bytes themselves. What is none of the others and looks like XML is taken for SVG, and checked.
pub fn image_format(bytes: &[u8]) -> Option<MediaFormat> {
    match imagesize::image_type(bytes) {
        Ok(ImageType::Gif) => Some(MediaFormat::Gif),
        Ok(ImageType::Jpeg) => Some(MediaFormat::Jpeg),
        Ok(ImageType::Png) => Some(MediaFormat::Png),
        Ok(ImageType::Webp) => Some(MediaFormat::Webp),
        Ok(ImageType::Heif(Compression::Av1)) => Some(MediaFormat::Avif),
        Ok(_) | Err(_) => {
            let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            text.trim_ascii_start()
                .starts_with(b"<")
                .then_some(MediaFormat::Svg)
        }
    }
}

fn expected_format(path: &str) -> Option<MediaFormat> {
    let ending = path.rsplit_once('.')?.1.to_ascii_lowercase();
    if ending == "jpeg" {
        return Some(MediaFormat::Jpeg);
    }
    MediaFormat::ALL
        .iter()
        .find(|(known, _)| *known == ending)
        .map(|(_, format)| *format)
}

fn raster_size(bytes: &[u8], report: &mut Report) -> Option<(f64, f64)> {
    match imagesize::blob_size(bytes) {
        Ok(size) => Some((size.width as f64, size.height as f64)),
        Err(error) => {
            let message = format!("the size of the image cannot be read: {error}");
            refuse(report, &message, "save the image again");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIF: &[u8] = b"GIF89a\x03\x00\x02\x00\x00\x00\x00;";

    fn read(path: &str, bytes: &[u8]) -> (Option<MediaFile>, Vec<String>) {
        let mut faults = Vec::new();
        let file = SeedFile {
            path: path.to_owned(),
            content: bytes.to_vec(),
        };
        let media = read_media(file, &mut faults).ok();
        (media, faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_raster_image_has_its_size_and_hash() {
        let (media, faults) = read("media/a.gif", GIF);

        assert_eq!(faults, Vec::<String>::new());
        let Some(media) = media else {
            panic!("an image was expected")
        };
        assert_eq!((media.width, media.height), (3, 2));
        assert_eq!(media.sha256.len(), 64);
        assert!(media.address().ends_with(".gif"));
    }

    #[test]
    fn a_format_that_its_name_denies_is_refused() {
        assert!(read("media/a.png", GIF).1[0].contains("`.gif`"));
        assert_eq!(read("media/a.svg", b"text").1.len(), 1);
        assert_eq!(read("media/a", b"").1.len(), 1);
    }

    #[test]
    fn sides_over_the_limit_are_refused() {
        let (media, faults) = read("media/a.gif", b"GIF89a\xFF\xFF\x02\x00\x00\x00\x00;");

        assert!(media.is_none());
        assert!(faults[0].contains("65535 x 2"));
    }
}
