//! What the names of elements mean for a page that is read for its words.

/// How the builder treats a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It has a place of its own and ends the paragraph before it.
    Block,
    /// It has a place of its own, and stands in a line.
    Inline,
    /// It has no content: an image, a line.
    Void,
    /// It belongs to the head of the document.
    Head,
    /// It has no words for readers; what it holds is no content.
    Silent,
    /// It says how characters look, or nothing that matters here.
    Format,
}

/// Elements that have a place of their own and end a paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "legend",
    "xmp",
    "listing",
    "plaintext",
];
const INLINES: &[&str] = &[
    "audio", "button", "iframe", "map", "math", "noscript", "object", "picture", "svg", "video",
];
const VOIDS: &[&str] = &["img", "hr", "br"];
const HEADS: &[&str] = &["meta", "link", "base"];
/// The annotations of a formula say it once more, for programs.
const SILENT: &[&str] = &["script", "style", "template", "title", "annotation"];

/// What a tag is.
pub fn kind_of(name: &str) -> Kind {
    let tables = [
        (BLOCKS, Kind::Block),
        (INLINES, Kind::Inline),
        (VOIDS, Kind::Void),
        (HEADS, Kind::Head),
        (SILENT, Kind::Silent),
    ];
    tables
        .iter()
        .find(|(names, _)| names.contains(&name))
        .map_or(Kind::Format, |(_, kind)| *kind)
}

/// The open elements that a start tag closes, and those beyond which it does not look.
pub fn closed_by(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "li" => (&["li"], &["ul", "ol", "menu", "td", "th"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl", "td", "th"]),
        "tr" => (&["tr"], &["table"]),
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot", "caption"], &["table"]),
        "option" | "optgroup" => (&["option"], &["select"]),
        _ => (&[], &[]),
    }
}

/// Open elements that an end tag of another name does not reach across.
pub fn is_barrier(open: &str, end: &str) -> bool {
    match open {
        "td" | "th" | "caption" => !matches!(
            end,
            "td" | "th" | "caption" | "tr" | "thead" | "tbody" | "tfoot" | "table"
        ),
        "table" => end != "table",
        "ul" | "ol" | "menu" => end == "li",
        "dl" => matches!(end, "dt" | "dd"),
        "button" | "object" => end != open,
        _ => false,
    }
}

/// True for a paragraph before any block, and for a heading before another.
pub fn ends_by_itself(open: &str, name: &str) -> bool {
    open == "p" || is_heading(open) && is_heading(name)
}

pub fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Parts of a page that are around its content, by the names of their elements.
pub const FURNITURE: &[&str] = &[
    "nav", "footer", "form", "button", "dialog", "select", "textarea", "search", "audio", "svg",
    "map", "noscript",
];
/// Elements beside the content of a page, which inside it belong to it.
pub const ASIDES: &[&str] = &["aside", "menu"];
/// The same by their role.
pub const FURNITURE_ROLES: &[&str] = &[
    "navigation",
    "banner",
    "contentinfo",
    "complementary",
    "search",
    "dialog",
    "alertdialog",
    "menu",
    "menubar",
];
/// The same by the names that authors of pages give them. Only whole words, and only those that mean nothing else.
pub const FURNITURE_CLASSES: &[&str] = &[
    "breadcrumb",
    "breadcrumbs",
    "share",
    "share-buttons",
    "sharing",
    "social",
    "social-share",
    "sharedaddy",
    "jp-relatedposts",
    "comments",
    "comments-area",
    "comment-respond",
    "sidebar",
    "cookie-banner",
    "cookie-notice",
    "newsletter",
    "newsletter-signup",
    "related-posts",
    "skip-link",
    "screen-reader-text",
    "sr-only",
    "visually-hidden",
    "post-navigation",
    "nav-links",
    "toc",
    "table-of-contents",
    "ez-toc-container",
    "pagination",
    "advertisement",
    "ads",
];
