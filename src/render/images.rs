//! Images, with their captions where they have any.

use super::attributes::Attributes;
use super::blocks::Writer;
use super::text::{self, Setting};
use crate::content::{Anchor, FigureBlock, Image, Inline};

impl Writer<'_> {
    pub fn figure(&self, figure: &FigureBlock) -> String {
        let id = self.ids.written(&figure.id, "figure");
        self.image(&figure.image, &figure.caption, id)
    }

    /// The picture of a tip or list item.
    pub fn picture(&self, image: &Image) -> String {
        self.image(image, &[], None)
    }

    fn image(&self, image: &Image, caption: &[Inline], id: Option<&Anchor>) -> String {
        let alt = text::plain(&image.alt, Setting::Bracketed);
        let source = text::destination(&path_of(&image.src, self.image_paths));
        let title = match caption {
            [] => String::new(),
            caption => format!(" \"{}\"", caption_text(caption)),
        };
        let is_elsewhere = image.src.starts_with("https://");
        let attributes = Attributes::default()
            .id(id)
            .flag("decorative", image.is_decorative)
            .quoted("credit", image.credit.as_deref())
            .word("width", image.width.filter(|_| is_elsewhere))
            .word("height", image.height.filter(|_| is_elsewhere));
        format!("![{alt}]({source}{title}){}", attributes.braced())
    }
}

/// The quotes around a caption are the parser's; those inside are escaped wherever they stand. The parser takes a
/// backslash before the last quote for an escape, even if it is escaped itself.
fn caption_text(caption: &[Inline]) -> String {
    let text = text::running(caption, Setting::Line).replace('"', "\\\"");
    match text.strip_suffix("\\\\") {
        Some(before) => format!("{before}&#92;"),
        None => text,
    }
}

/// The path of an image in the folder, or its address elsewhere. An address of ours that has no path keeps the name by
/// which it is served.
pub fn path_of(src: &str, paths: &std::collections::HashMap<String, String>) -> String {
    match (paths.get(src), src.strip_prefix("/media/")) {
        (Some(path), _) => path.clone(),
        (None, Some(name)) => format!("media/{name}"),
        (None, None) => src.to_owned(),
    }
}
