//! Tags that stay words. Markdown reads them nowhere as they are, neither in a text nor in code or HTML, so while it is
//! read a name stands for each.

use super::replacements;

/// Tags, each under a name that the body does not hold.
#[derive(Debug, Default)]
pub struct KeptTags {
    /// How each name begins; letters and digits only, so that it means nothing to any reader.
    mark: String,
    tags: Vec<String>,
}

/// What stands behind the number of a name.
const END: char = 'z';

impl KeptTags {
    pub fn of(body: &str) -> Self {
        let hash = blake3::hash(body.as_bytes()).to_hex();
        Self {
            mark: format!("tag{}q", &hash[..24]),
            tags: Vec::new(),
        }
    }

    /// The names that stand for a tag, line for line.
    pub fn names_for(&mut self, tag: &str) -> String {
        let mut names = String::new();
        for (at, line) in tag.split('\n').enumerate() {
            if at > 0 {
                names.push('\n');
            }
            if !line.trim().is_empty() {
                names.push_str(&format!("{}{}{END}", self.mark, self.tags.len()));
                self.tags.push(line.trim().to_owned());
            }
        }
        names
    }

    /// The HTML with each tag in its place.
    pub fn restored(&self, html: &str) -> String {
        if self.tags.is_empty() {
            return html.to_owned();
        }
        let mut parts = html.split(&self.mark);
        let mut restored = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (number, rest) = part.split_once(END).unwrap_or((part, ""));
            let tag = number.parse().ok().and_then(|at: usize| self.tags.get(at));
            match tag {
                Some(tag) => {
                    restored.push_str(&replacements::html(tag));
                    restored.push_str(rest);
                }
                None => {
                    restored.push_str(&self.mark);
                    restored.push_str(part);
                }
            }
        }
        restored
    }
}
