//! What an export holds and no article comes from: counted, named and reported.

use std::collections::BTreeMap;

use super::export::Item;
use crate::import::Note;

/// Kinds of items that hold no words of their own.
const TECHNICAL_KINDS: [&str; 8] = [
    "nav_menu_item",
    "revision",
    "customize_changeset",
    "oembed_cache",
    "wp_global_styles",
    "wp_navigation",
    "custom_css",
    "user_request",
];
/// Fields that are placed elsewhere.
const PLACED_FIELDS: [&str; 3] = ["_thumbnail_id", "_wp_old_slug", "_yoast_wpseo_metadesc"];

/// What was passed over.
#[derive(Default)]
pub struct Uncounted {
    pub comments: usize,
    /// How many items of each kind, and the line of the first.
    kinds: BTreeMap<String, (usize, usize)>,
    /// How many items have each field, and the line of the first.
    fields: BTreeMap<String, (usize, usize)>,
}

impl Uncounted {
    /// Counts an item that is no article.
    pub fn add(&mut self, item: &Item) {
        let kind = match item.status.as_str() {
            "trash" | "auto-draft" => format!("{} ({})", item.kind, item.status),
            _ => item.kind.clone(),
        };
        self.kinds.entry(kind).or_insert((0, item.line)).0 += 1;
    }

    /// Counts the fields of an article that have no place.
    pub fn add_fields(&mut self, item: &Item) {
        let fields = item.fields.iter().map(|(name, _)| name);
        for name in fields.filter(|name| !PLACED_FIELDS.contains(&name.as_str())) {
            self.fields.entry(name.clone()).or_insert((0, item.line)).0 += 1;
        }
    }

    /// One note for each kind, one for each field that writers see, one for the other fields, one for the comments.
    pub fn notes(&self, file: &str) -> Vec<Note> {
        let kinds = self.kinds.iter().map(|(kind, (count, line))| {
            let help = if TECHNICAL_KINDS.contains(&kind.as_str()) {
                "nothing: it belongs to the site, not to its content"
            } else {
                "if it is content, turn it into posts and export again"
            };
            let message = format!("{count} items of the kind `{kind}` were not imported");
            Note::new(file, Some(*line), message, help)
        });
        let comments = (self.comments > 0).then(|| {
            let message = format!("{} comments of readers were not imported", self.comments);
            Note::new(file, None, message, "nothing: articles have no comments")
        });
        kinds
            .chain(self.field_notes(file))
            .chain(comments)
            .collect()
    }

    fn field_notes(&self, file: &str) -> Vec<Note> {
        // WordPress hides fields whose name begins so from those who write.
        let (hidden, shown): (Vec<_>, Vec<_>) = self
            .fields
            .iter()
            .partition(|(name, _)| name.starts_with('_'));
        let hidden: Vec<&str> = hidden.iter().map(|(name, _)| name.as_str()).collect();
        let hidden = (!hidden.is_empty()).then(|| {
            let message = format!(
                "fields of the site's programs were not imported: {}",
                hidden.join(", ")
            );
            let help = "nothing, unless one of them holds words for readers";
            Note::new(file, None, message, help)
        });
        let shown = shown.into_iter().map(|(name, (count, line))| {
            let message = format!("the field `{name}` of {count} items was not imported");
            let help = "nothing if it is technical; else add what it says to the text";
            Note::new(file, Some(*line), message, help)
        });
        shown.chain(hidden).collect()
    }
}
