//! What Markdown and HTML say for a tag: pictures, videos, addresses.

use super::parameters::Parameters;
use crate::import::embeds::frame;

/// What stands before HTML so that Markdown goes on behind it. A comment ends with its line, while other HTML goes on up
/// to the next blank line; a blank keeps it inside the paragraph, where words follow it.
pub fn before_html(is_last: bool) -> &'static str {
    if is_last { "<!-- -->" } else { "&#32;" }
}

/// What Markdown says for a shortcode of Hugo or a tag of Liquid.
pub fn markdown_of(inside: &str) -> Option<String> {
    let parameters = Parameters::read(inside);
    match parameters.name {
        "raw" | "endraw" => Some(String::new()),
        "ref" | "relref" | "link" => Some(parameters.bare.first()?.clone()),
        "post_url" => Some(format!("/{}", parameters.bare.first()?)),
        "youtube" => video("https://www.youtube.com/watch?v=", &parameters),
        "vimeo" => video("https://vimeo.com/", &parameters),
        "figure" | "img" | "image" | "include" => figure(&parameters),
        _ => None,
    }
}

fn video(site: &str, parameters: &Parameters) -> Option<String> {
    let id = parameters
        .value(&["id"])
        .or(parameters.bare.first().map(String::as_str))?;
    let is_id = !id.is_empty()
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    is_id.then(|| frame(&format!("{site}{id}")))
}

/// A picture with all that its tag says, if everything of it has a place.
fn figure(parameters: &Parameters) -> Option<String> {
    let source = parameters.value(&["src", "url", "path", "image", "image_path", "file"])?;
    let alt = parameters.value(&["alt"]).unwrap_or_default();
    let caption = parameters.value(&["caption", "description", "attr"]);
    let title = parameters.value(&["title"]);
    let words: Vec<&str> = title.into_iter().chain(caption).collect();
    let (source, alt, words) = (html(source), html(alt), as_entities(&words.join(" ")));
    Some(format!(
        "<figure><img src=\"{source}\" alt=\"{alt}\"><figcaption>{words}</figcaption></figure>"
    ))
}

/// An address that Liquid puts together.
pub fn address_of(inside: &str) -> Option<String> {
    let (value, filters) = inside
        .split_once('|')
        .map_or((inside, ""), |(value, filters)| (value, filters));
    let value = value.trim();
    if matches!(
        value,
        "site.baseurl" | "site.url" | "base_path" | ".Site.BaseURL"
    ) {
        return Some(String::new());
    }
    let is_address =
        ["relative_url", "absolute_url", "url", "relURL", "absURL"].contains(&filters.trim());
    let quoted = value
        .strip_prefix(['"', '\''])
        .and_then(|rest| rest.strip_suffix(['"', '\'']));
    quoted.filter(|_| is_address).map(str::to_owned)
}

/// A picture that Obsidian embeds; its second part may be a width.
pub fn embedded(inside: &str) -> Option<String> {
    let (path, alt) = inside.split_once('|').unwrap_or((inside, ""));
    let is_image = ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif"]
        .contains(&crate::import::format::ending_of(path).as_str());
    let is_size = alt
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'x');
    let alt = if is_size { "" } else { alt };
    is_image.then(|| {
        format!(
            "![{}](<{}>)",
            escaped(alt),
            path.replace(['<', '>', '\n'], "")
        )
    })
}

/// Text that Markdown takes as it is.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if character.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

pub fn html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
        .replace('\n', " ")
}

/// Words that mean the same in HTML and in a paragraph of Markdown.
fn as_entities(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => words.push(' '),
            _ if character.is_ascii_punctuation() => {
                words.push_str(&format!("&#{};", u32::from(character)));
            }
            _ => words.push(character),
        }
    }
    words
}
