//! Images, figures and videos.

use super::blocks::Reader;
use super::links::absolute;
use super::tree::Element;
use crate::content::Href;
use crate::import::page::flow::{
    Content, Flow, FlowFigure, FoundImage, ImageAddress, Piece, are_visible,
};

/// Where pages that load images late keep the address.
const LATE_SOURCES: [&str; 5] = [
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-orig-file",
    "data-image-src",
];
const VIDEO_HOSTS: [&str; 6] = [
    "youtube.com",
    "youtube-nocookie.com",
    "youtu.be",
    "vimeo.com",
    "dailymotion.com",
    "wistia.net",
];

/// Reads `img`, which stands in a line.
pub fn read_image(reader: &mut Reader, element: &Element, line: usize) {
    let pixels = |attribute: &str| element.value(attribute)?.parse().ok();
    let (width, height): (Option<u32>, Option<u32>) = (pixels("width"), pixels("height"));
    let alt = element.value("alt").unwrap_or_default();
    let title = element.value("title").unwrap_or_default();
    let on_one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    if width.is_some_and(|width| width < 3) && height.is_some_and(|height| height < 3) {
        reader.notes.add(
            line,
            "an image of a pixel or two, which was left out",
            "nothing, if it only counts readers",
        );
        return;
    }
    let is_decorative = alt.is_empty()
        && (element.has_role(&["presentation", "none"])
            || element.value("aria-hidden") == Some("true"));
    let image = FoundImage {
        line,
        sources: sources_of(reader, element),
        alt: on_one_line(alt),
        title: on_one_line(title),
        is_decorative,
        width,
        height,
    };
    reader.add(Piece::Image(image), line);
}

/// The addresses of an image: the one that is loaded late, the usual one, the largest of a set. What is written into
/// the page itself comes last, because it often only holds the place.
fn sources_of(reader: &Reader, element: &Element) -> Vec<ImageAddress> {
    let late = LATE_SOURCES
        .iter()
        .filter_map(|attribute| element.value(attribute));
    let sets = ["srcset", "data-srcset"]
        .iter()
        .filter_map(|attribute| largest_of(element.value(attribute)?));
    let mut written: Vec<&str> = late.chain(element.value("src")).chain(sets).collect();
    written.sort_by_key(|address| address.starts_with("data:"));
    written
        .into_iter()
        .map(|address| ImageAddress {
            written: address.to_owned(),
            absolute: absolute(address, reader.base)
                .filter(|_| !is_saved(address))
                .map(|url| url.to_string()),
        })
        .collect()
}

/// True for the path that a browser gives an image when it saves a page: no server has it.
fn is_saved(address: &str) -> bool {
    !address.contains("://") && (address.contains("_files/") || address.starts_with("./"))
}

/// The address of a set with the largest width or density.
fn largest_of(set: &str) -> Option<&str> {
    let size = |candidate: &&str| -> f64 {
        let size = candidate.split_whitespace().nth(1).unwrap_or_default();
        size.trim_end_matches(['w', 'x']).parse().unwrap_or(1.0)
    };
    set.split(", ")
        .map(str::trim)
        .filter(|candidate| !candidate.is_empty())
        .max_by(|a, b| size(a).total_cmp(&size(b)))?
        .split_whitespace()
        .next()
        .map(|address| address.trim_end_matches(','))
}

/// Reads `figure`: an image, table, quote or video with its caption.
pub fn read_figure(reader: &mut Reader, node: usize, line: usize) {
    let (captions, rest) = reader.tree.children_called(node, "figcaption");
    let mut caption = Vec::new();
    for node in captions {
        caption.extend(reader.pieces_inside(node));
    }
    let mut flow = reader.read_nodes(&rest);
    if let [only] = flow.as_mut_slice() {
        caption = give_caption(only, caption);
    }
    for block in flow {
        reader.push(block.line, block.content);
    }
    if are_visible(&caption) {
        reader.push(line, Content::Paragraph(caption));
    }
}

/// Gives the caption to what it describes; what it cannot be given to is handed back.
fn give_caption(block: &mut Flow, caption: Vec<Piece>) -> Vec<Piece> {
    match &mut block.content {
        Content::Paragraph(pieces) => {
            let Some(image) = only_image(pieces) else {
                return caption;
            };
            block.content = Content::Figure(FlowFigure { image, caption });
        }
        Content::Table(table) if !are_visible(&table.caption) => table.caption = caption,
        Content::Quote { attribution, .. } if !are_visible(attribution) => *attribution = caption,
        _ => return caption,
    }
    Vec::new()
}

/// The image of a paragraph that is nothing else.
fn only_image(pieces: &[Piece]) -> Option<FoundImage> {
    let mut shown = pieces
        .iter()
        .filter(|piece| are_visible(std::slice::from_ref(piece)));
    match (shown.next(), shown.next()) {
        (Some(Piece::Image(image)), None) => Some(image.clone()),
        _ => None,
    }
}

/// Reads `iframe`, `video` and `object`: a video elsewhere, or nothing that an article can show.
pub fn read_video(reader: &mut Reader, node: usize, element: &Element, line: usize) {
    let inner = reader.tree.nodes[node].children.iter().find_map(|child| {
        let element = reader.tree.element(*child)?;
        (element.name == "source").then(|| element.value("src"))?
    });
    let written = ["src", "data-src", "data-lazy-src", "data"]
        .iter()
        .filter_map(|attribute| element.value(attribute))
        .find(|address| *address != "about:blank")
        .or(inner);
    let url = written.and_then(|address| absolute(address, reader.base));
    let is_video = element.name == "video"
        || url
            .as_ref()
            .and_then(|url| url.host_str())
            .is_some_and(|host| {
                VIDEO_HOSTS
                    .iter()
                    .any(|known| host == *known || host.ends_with(&format!(".{known}")))
            });
    let address = url
        .map(|url| url.to_string())
        .filter(|address| Href::parse(address).is_ok());
    let title = element.value("title").unwrap_or_default().to_owned();
    if let (true, Some(address)) = (is_video, address) {
        reader.push(line, Content::Video { address, title });
        return;
    }
    let shown = written.unwrap_or("no address");
    reader.notes.add(
        line,
        format!("something from elsewhere ({shown}), which was left out"),
        "link to it if readers need it",
    );
    let words = reader.read_inside(node);
    for block in words {
        reader.push(block.line, block.content);
    }
}
