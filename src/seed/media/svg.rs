//! Checks that an SVG cannot run, load or link to anything, and reads its size. Names are compared without their
//! namespace and without regard to case, so that no prefix hides what a browser would understand.

use roxmltree::{Attribute, Document, Node, ParsingOptions};

use crate::content::Code;
use crate::seed::Span;
use crate::seed::report::Report;
use crate::seed::source_text::SourceText;

const SVG_NAMESPACE: &str = "http://www.w3.org/2000/svg";
/// Namespaces whose elements a browser understands inside an SVG.
const FOREIGN_NAMESPACES: [&str; 2] = [
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/1998/Math/MathML",
];
/// Elements that run, load, link or hold HTML.
const REFUSED_ELEMENTS: [&str; 11] = [
    "script",
    "foreignobject",
    "a",
    "iframe",
    "object",
    "embed",
    "handler",
    "listener",
    "audio",
    "video",
    "canvas",
];
/// Elements that change an attribute of another while the picture is shown.
const ANIMATIONS: [&str; 5] = [
    "set",
    "animate",
    "animatemotion",
    "animatetransform",
    "animatecolor",
];
/// Attributes that name something to load.
const ADDRESSES: [&str; 7] = [
    "href",
    "src",
    "srcset",
    "data",
    "action",
    "formaction",
    "ping",
];

/// The width and height of an SVG; `None` when it has faults, which are reported.
pub fn check(bytes: &[u8], report: &mut Report) -> Option<(f64, f64)> {
    let mut svg = Svg {
        report,
        source: SourceText::new(""),
        is_safe: true,
    };
    let Ok(text) = std::str::from_utf8(bytes) else {
        svg.refuse(0..0, "the SVG is not UTF-8".to_owned(), "save it as UTF-8");
        return None;
    };
    svg.source = SourceText::new(text);
    let is_declared_otherwise = declared_encoding(text).is_some_and(|name| name != "utf-8");
    if is_declared_otherwise || text.starts_with('\u{FEFF}') {
        svg.refuse(
            0..0,
            "the SVG declares another encoding than UTF-8, or begins with a byte order mark"
                .to_owned(),
            "save it as UTF-8 without a mark",
        );
    }
    let options = ParsingOptions {
        allow_dtd: false,
        ..ParsingOptions::default()
    };
    match Document::parse_with_options(text, options) {
        Ok(document) => svg.check_document(&document),
        Err(error) => {
            svg.refuse_syntax(text, &error);
            None
        }
    }
}

struct Svg<'s, 'r, 'f> {
    report: &'r mut Report<'f>,
    source: SourceText<'s>,
    is_safe: bool,
}

impl Svg<'_, '_, '_> {
    fn check_document(&mut self, document: &Document) -> Option<(f64, f64)> {
        let root = document.root_element();
        let name = root.tag_name();
        if name.name() != "svg" || name.namespace() != Some(SVG_NAMESPACE) {
            let message = "the file is XML but not SVG".to_owned();
            let help = "its first element must be `<svg xmlns=\"http://www.w3.org/2000/svg\">`";
            self.refuse(start_of(root), message, help);
        }
        for node in document.descendants() {
            if node.is_pi() {
                let message = "the SVG has a processing instruction".to_owned();
                self.refuse(start_of(node), message, "remove what stands in `<? ... ?>`");
            }
            if node.is_element() {
                self.check_element(node);
            }
        }
        let size = size_of(root);
        if size.is_none() {
            let message = "the SVG has no size".to_owned();
            let help = "give its first element `width` and `height` in pixels, or a `viewBox`";
            self.refuse(start_of(root), message, help);
        }
        size.filter(|_| self.is_safe)
    }

    fn refuse_syntax(&mut self, text: &str, error: &roxmltree::Error) {
        if matches!(error, roxmltree::Error::DtdDetected) {
            let at = text.find("<!DOCTYPE").unwrap_or(0);
            let message = "the SVG has a document type, which could define entities".to_owned();
            self.refuse(at..at + 9, message, "remove the line with `<!DOCTYPE`");
            return;
        }
        let place = error.pos();
        let span = Span::at(place.row as usize, place.col as usize);
        let message = format!("the SVG cannot be read: {error}");
        let help = "save it again".to_owned();
        self.report.add(Code::UnsafeImage, span, message, help);
    }

    fn check_element(&mut self, node: Node) {
        let name = node.tag_name().name().to_ascii_lowercase();
        let namespace = node.tag_name().namespace().unwrap_or_default();
        if REFUSED_ELEMENTS.contains(&name.as_str()) || FOREIGN_NAMESPACES.contains(&namespace) {
            let message = format!(
                "the SVG has an element `{}`, which could run or load something",
                node.tag_name().name()
            );
            self.refuse(start_of(node), message, "remove it");
        }
        if name == "style" {
            let css: String = node.children().filter_map(|child| child.text()).collect();
            if is_loading_css(&css) {
                let message = "the style of the SVG could load something".to_owned();
                let help =
                    "remove `@import`, backslashes, and `url(...)` that does not start with `#`";
                self.refuse(start_of(node), message, help);
            }
        }
        for attribute in node.attributes() {
            self.check_attribute(&name, attribute);
        }
    }

    fn check_attribute(&mut self, element: &str, attribute: Attribute) {
        let name = attribute.name().to_ascii_lowercase();
        let value = attribute.value().trim();
        let is_event = name.starts_with("on");
        let is_address = ADDRESSES.contains(&name.as_str()) && !value.starts_with('#');
        let is_base = name == "base" && attribute.namespace().is_some();
        let is_animated_address = ANIMATIONS.contains(&element)
            && name == "attributename"
            && is_dangerous_to_animate(value);
        let is_loading = if name == "style" {
            is_loading_css(value)
        } else {
            has_outer_url(value)
        };
        let scheme = value.to_ascii_lowercase();
        let is_script = scheme.contains("javascript:") || scheme.contains("vbscript:");
        if is_event || is_address || is_base || is_animated_address || is_loading || is_script {
            let message = format!(
                "the SVG has an attribute `{}`, which could run or load something",
                attribute.name()
            );
            let help = "remove it; only addresses that start with `#` are allowed";
            self.refuse(attribute.range(), message, help);
        }
    }

    fn refuse(&mut self, range: std::ops::Range<usize>, message: String, help: &str) {
        self.is_safe = false;
        let span = self.source.span(range);
        self.report
            .add(Code::UnsafeImage, span, message, help.to_owned());
    }
}

/// The `<` and the name of an element: its whole range can be the whole file.
fn start_of(node: Node) -> std::ops::Range<usize> {
    let start = node.range().start;
    start..start + 1 + node.tag_name().name().len()
}

/// The encoding of the XML declaration, in lower case.
fn declared_encoding(text: &str) -> Option<String> {
    let declaration = text.strip_prefix("<?xml")?.split_once("?>")?.0;
    let after = declaration.split_once("encoding")?.1;
    let value = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let name = value[1..].split(quote).next()?;
    Some(name.to_ascii_lowercase())
}

fn is_dangerous_to_animate(target: &str) -> bool {
    let local = target.rsplit(':').next().unwrap_or(target);
    let local = local.trim().to_ascii_lowercase();
    local.starts_with("on") || local == "style" || ADDRESSES.contains(&local.as_str())
}

/// Backslashes are CSS escapes that could spell any of the other words.
fn is_loading_css(css: &str) -> bool {
    let lower = css.to_ascii_lowercase();
    lower.contains('\\')
        || ["@import", "image-set(", "image(", "src(", "expression("]
            .iter()
            .any(|word| lower.contains(word))
        || has_outer_url(&lower)
}

/// True for `url(` of anything but a part of the same file.
fn has_outer_url(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    lower.split("url(").skip(1).any(|rest| {
        !rest
            .trim_start()
            .trim_start_matches(['"', '\''])
            .starts_with('#')
    })
}

/// Width and height in pixels, or the sides of the view box.
fn size_of(root: Node) -> Option<(f64, f64)> {
    let side = |name: &str| root.attribute(name).and_then(pixels);
    if let (Some(width), Some(height)) = (side("width"), side("height")) {
        return Some((width, height));
    }
    let numbers: Vec<f64> = root
        .attribute("viewBox")?
        .split([' ', ',', '\t', '\n', '\r'])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    match numbers.as_slice() {
        [_, _, width, height] if width.is_finite() && height.is_finite() => Some((*width, *height)),
        _ => None,
    }
}

fn pixels(text: &str) -> Option<f64> {
    let text = text.trim();
    let number = text.strip_suffix("px").unwrap_or(text);
    number.parse().ok().filter(|side: &f64| side.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_text(svg: &str) -> (Option<(f64, f64)>, Vec<String>) {
        let mut faults = Vec::new();
        let size = check(svg.as_bytes(), &mut Report::new("media/a.svg", &mut faults));
        (size, faults.iter().map(ToString::to_string).collect())
    }

    fn svg(inside: &str) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
             xmlns:x=\"http://www.w3.org/1999/xhtml\" xmlns:s=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 800 500\">\n{inside}\n</svg>"
        )
    }

    #[test]
    fn a_drawing_is_safe_and_has_a_size() {
        let inside = "<style>.a{fill:url(#g)}</style><use href=\"#p\"/><path fill=\"url('#g')\" d=\"M0 0\"/>\
                      <animate attributeName=\"x\"/>";

        assert_eq!(check_text(&svg(inside)), (Some((800.0, 500.0)), Vec::new()));
    }

    #[test]
    fn what_could_run_or_load_is_refused_at_its_place() {
        for bad in [
            "<script/>",
            "<s:SCRIPT/>",
            "<x:script/>",
            "<foreignObject/>",
            "<a/>",
            "<x:p/>",
            "<g onclick=\"x\"/>",
            "<g ONLOAD=\"x\"/>",
            "<g xlink:onload=\"x\"/>",
            "<image href=\"data:image/png;base64,AA\"/>",
            "<use xlink:href=\"b.svg#x\"/>",
            "<use x:HREF=\" https://example.org\"/>",
            "<set attributeName=\"xlink:href\"/>",
            "<animate attributeName=\" onclick \"/>",
            "<style>@IMPORT 'x'</style>",
            "<style><![CDATA[a{b:url(x)}]]></style>",
            "<style>a{b:u\\72l(x)}</style>",
            "<g style=\"fill:url(//x)\"/>",
            "<g fill=\"URL( 'http://x')\"/>",
            "<g xml:base=\"http://x\"/>",
            "<animate values=\"javascript:alert(1)\"/>",
            "<?xml-stylesheet href=\"x\"?>",
        ] {
            let (size, faults) = check_text(&svg(bad));
            assert_eq!(size, None, "{bad}");
            assert_eq!(faults.len(), 1, "{bad}: {faults:?}");
            assert!(faults[0].starts_with("media/a.svg:2:"), "{faults:?}");
        }
    }

    #[test]
    fn document_types_and_encodings_are_refused() {
        let entities = "<?xml version=\"1.0\"?>\n<!DOCTYPE svg [<!ENTITY a \"b\">]>\n<svg/>";
        assert!(check_text(entities).1[0].starts_with("media/a.svg:2:1"));
        for bad in [
            "<html/>",
            "<svg width=\"1\" height=\"1\"/>",
            "<svg",
            "",
            "<?xml version=\"1.0\" encoding=\"utf-7\"?><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>",
        ] {
            assert!(!check_text(bad).1.is_empty(), "{bad}");
        }
    }

    #[test]
    fn the_size_is_in_pixels_or_from_the_view_box() {
        let with = |attributes: &str| {
            check_text(&format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" {attributes}/>"
            ))
        };

        assert_eq!(with("width='8px' height='5'").0, Some((8.0, 5.0)));
        assert_eq!(
            with("width='100%' height='5' viewBox='0,0 8 6'").0,
            Some((8.0, 6.0))
        );
        assert_eq!(with("width='8'").1.len(), 1);
        assert_eq!(with("viewBox='0 0 nan inf'").1.len(), 1);
    }

    #[test]
    fn ten_thousand_levels_do_not_overflow_the_stack() {
        let deep = format!("{}{}", "<g>".repeat(10_000), "</g>".repeat(10_000));

        let (_, faults) = check_text(&svg(&deep));

        assert!(faults.len() <= 1);
    }
}
