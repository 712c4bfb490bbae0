//! How characters look, while tags that say so open and close in any order.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::import::page::flow::{Height, Style};

/// What is open at one place of the page.
#[derive(Clone, Debug, Default)]
pub struct Formatting {
    strong: usize,
    emphasis: usize,
    raised: usize,
    lowered: usize,
    link: Option<Rc<str>>,
}

/// Spans with what each adds, so that their end tags take it away again.
#[derive(Debug, Default)]
pub struct Spans(Vec<(bool, bool)>);

impl Formatting {
    /// The style of the characters that come next.
    pub fn style(&self) -> Style {
        Style {
            is_strong: self.strong > 0,
            is_emphasis: self.emphasis > 0,
            height: match (self.raised, self.lowered) {
                (0, 0) => Height::OnLine,
                (0, _) => Height::Lowered,
                _ => Height::Raised,
            },
            link: self.link.clone(),
        }
    }

    /// A start tag.
    pub fn open(&mut self, name: &str, attributes: &BTreeMap<String, String>, spans: &mut Spans) {
        match name {
            "b" | "strong" => self.strong += 1,
            "i" | "em" | "cite" | "dfn" | "var" => self.emphasis += 1,
            "sup" => self.raised += 1,
            "sub" => self.lowered += 1,
            "a" => {
                let address = attributes.get("href").map(|href| href.trim());
                self.link = address.filter(|href| !href.is_empty()).map(Rc::from);
            }
            "span" | "font" => {
                let added = look_of(attributes.get("style").map_or("", String::as_str));
                self.strong += usize::from(added.0);
                self.emphasis += usize::from(added.1);
                spans.0.push(added);
            }
            _ => {}
        }
    }

    /// An end tag.
    pub fn close(&mut self, name: &str, spans: &mut Spans) {
        let end = |count: &mut usize| *count = count.saturating_sub(1);
        match name {
            "b" | "strong" => end(&mut self.strong),
            "i" | "em" | "cite" | "dfn" | "var" => end(&mut self.emphasis),
            "sup" => end(&mut self.raised),
            "sub" => end(&mut self.lowered),
            "a" => self.link = None,
            "span" | "font" => {
                let (is_strong, is_emphasis) = spans.0.pop().unwrap_or_default();
                self.strong = self.strong.saturating_sub(is_strong.into());
                self.emphasis = self.emphasis.saturating_sub(is_emphasis.into());
            }
            _ => {}
        }
    }
}

/// Whether inline CSS makes characters bold, and whether italic.
fn look_of(css: &str) -> (bool, bool) {
    let css: String = css
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let is_strong = ["bold", "bolder", "600", "700", "800", "900"]
        .iter()
        .any(|weight| css.contains(&format!("font-weight:{weight}")));
    (is_strong, css.contains("font-style:italic"))
}
