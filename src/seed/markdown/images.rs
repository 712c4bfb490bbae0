//! Images: where they come from, what they say to those who cannot see them, and figures with captions.

use std::ops::Range;

use super::Target;
use super::attributes::Attributes;
use super::glyphs;
use super::inlines;
use super::pieces::{ImagePiece, Piece, trimmed};
use super::reading::Reading;
use crate::content::{Code, FigureBlock, Href, Image, Inline};

const FIGURE_KEYS: [&str; 5] = ["id", "decorative", "credit", "width", "height"];
const PICTURE_KEYS: [&str; 4] = ["decorative", "credit", "width", "height"];

/// The image, if the pieces are nothing else.
pub(super) fn alone(pieces: &[Piece]) -> Option<&ImagePiece> {
    match trimmed(pieces) {
        [Piece::Image(image)] => Some(image),
        _ => None,
    }
}

/// A figure: an image that is a paragraph. `trailing` are attributes that do not follow it directly.
pub(super) fn read_figure(
    piece: &ImagePiece,
    trailing: Attributes,
    reading: &mut Reading,
) -> FigureBlock {
    reading.begins(piece.range.start);
    let mut attributes = piece.attributes.clone();
    attributes.extend(trailing, reading);
    let id = attributes.id(reading);
    let image = read_image(piece, &mut attributes, reading);
    attributes.refuse_rest("an image", &FIGURE_KEYS, reading);
    let caption = read_caption(piece, reading);
    FigureBlock { id, image, caption }
}

/// The picture of a tip or list item, which has neither caption nor id.
pub(super) fn read_picture(piece: &ImagePiece, reading: &mut Reading) -> Image {
    let mut attributes = piece.attributes.clone();
    let image = read_image(piece, &mut attributes, reading);
    attributes.refuse_rest("the image of a tip or list item", &PICTURE_KEYS, reading);
    if !piece.title.is_empty() {
        reading.fault(
            Code::Structure,
            piece.range.clone(),
            format!("a caption where there is none: `{}`", piece.title),
            "say it in the text; only an image in a paragraph of its own has a caption",
        );
    }
    image
}

fn read_image(piece: &ImagePiece, attributes: &mut Attributes, reading: &mut Reading) -> Image {
    let is_elsewhere = check_source(piece, reading);
    let pieces: Vec<Piece> = piece.alt.iter().copied().map(Piece::Glyph).collect();
    let alt = inlines::plain_text(&pieces, "an alternative text", Code::Structure, reading);
    let is_decorative = attributes.flag("decorative", reading);
    check_alt(&alt, is_decorative, piece, reading);
    let credit = attributes.text("credit", reading).map(|(text, _)| text);
    let (width, height) = if is_elsewhere {
        (
            attributes.pixels("width", reading),
            attributes.pixels("height", reading),
        )
    } else {
        (None, None)
    };
    Image {
        src: piece.url.clone(),
        is_decorative: is_decorative && alt.is_empty(),
        alt,
        width,
        height,
        credit,
    }
}

/// Checks where an image comes from. True for an address elsewhere.
fn check_source(piece: &ImagePiece, reading: &mut Reading) -> bool {
    if piece.url.starts_with("https://") && Href::parse(&piece.url).is_ok() {
        return true;
    }
    let is_path = piece.url.strip_prefix("media/").is_some_and(|path| {
        path.split('/')
            .all(|part| !matches!(part, "" | "." | "..") && !part.contains(['\\', '?', '#', ':']))
    });
    if is_path {
        reading.uses(Target::Image(piece.url.clone()), piece.range.clone());
        return false;
    }
    reading.fault(
        Code::UnsafeImage,
        piece.range.clone(),
        format!(
            "the source of an image must be a path in `media/` or an https URL, got `{}`",
            piece.url
        ),
        "put the file into the folder `media` and write `media/name.svg`",
    );
    // Its dimensions are no further mistake.
    true
}

fn check_alt(alt: &str, is_decorative: bool, piece: &ImagePiece, reading: &mut Reading) {
    match (alt.is_empty(), is_decorative) {
        (true, false) => reading.fault(
            Code::MissingAlt,
            piece.range.clone(),
            "an image without alternative text",
            "say in the brackets what the image shows, or mark it `{decorative}`",
        ),
        (false, true) => reading.fault(
            Code::Attributes,
            piece.range.clone(),
            "a decorative image with alternative text",
            "delete `decorative`, or the text in the brackets",
        ),
        (true, true) | (false, false) => {}
    }
}

/// The title of an image is the caption, in which citations and mentions may stand.
fn read_caption(piece: &ImagePiece, reading: &mut Reading) -> Vec<Inline> {
    if piece.title.is_empty() {
        return Vec::new();
    }
    let pieces = match title_place(piece, reading) {
        Some(place) => glyphs::pieces_of_part(place, reading),
        None => glyphs::pieces_of_text(&piece.title, piece.range.clone(), reading),
    };
    inlines::read(&pieces, reading)
}

/// Where the title stands between its quotes. `None` if it goes over several lines.
fn title_place(piece: &ImagePiece, reading: &Reading) -> Option<Range<usize>> {
    let text = &reading.page.text[piece.range.clone()];
    if text.contains('\n') {
        return None;
    }
    let quoted = text.strip_suffix(')')?.trim_end();
    let close = quoted.chars().next_back()?;
    let open = match close {
        '"' | '\'' => close,
        ')' => '(',
        _ => return None,
    };
    let title = &quoted[..quoted.len() - 1];
    let is_escaped = |at: usize| (at - title[..at].trim_end_matches('\\').len()) % 2 == 1;
    let (start, _) = title
        .rmatch_indices(open)
        .find(|(at, _)| !is_escaped(*at))?;
    let from = piece.range.start + start + 1;
    Some(from..piece.range.start + title.len())
}
