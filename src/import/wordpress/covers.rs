//! The picture that a post shows at its head: an item of its own, which may stand before or after the post.

use std::collections::HashMap;

use super::export::Item;
use crate::content::{Hero, Href, Image};
use crate::import::words::words_of;
use crate::import::{Imported, Note};

/// The files of an export, and the posts that show them.
#[derive(Default)]
pub struct Covers {
    /// By the id of their item.
    attachments: HashMap<String, Attachment>,
    wanted: Vec<Wanted>,
}

/// A file of the export.
struct Attachment {
    address: String,
    alt: String,
    caption: String,
}

/// A post that shows a file at its head.
struct Wanted {
    /// Which of the articles that were made.
    article: usize,
    attachment: String,
    line: usize,
}

impl Covers {
    /// Takes an item that is a file.
    pub fn add(&mut self, item: Item) {
        let alt = item.field("_wp_attachment_image_alt").unwrap_or_default();
        let attachment = Attachment {
            alt: words_of(alt),
            caption: words_of(&item.excerpt),
            address: item.attachment_url,
        };
        self.attachments.insert(item.id, attachment);
    }

    /// Remembers what the article made of an item shows.
    pub fn want(&mut self, item: &Item, article: usize) {
        if let Some(attachment) = item.field("_thumbnail_id") {
            self.wanted.push(Wanted {
                article,
                attachment: attachment.to_owned(),
                line: item.line,
            });
        }
    }

    /// Gives every article its picture. One without a text alternative makes its article a draft.
    pub fn place(self, made: &mut [Imported], file: &str) {
        for wanted in &self.wanted {
            let imported = &mut made[wanted.article];
            let remark = self.place_one(wanted, imported);
            imported.notes.extend(remark.map(|(message, help)| Note {
                file: file.to_owned(),
                line: Some(wanted.line),
                message,
                help: help.to_owned(),
            }));
        }
    }

    fn place_one(&self, wanted: &Wanted, made: &mut Imported) -> Option<(String, &'static str)> {
        let found = self.attachments.get(&wanted.attachment);
        let usable = found.and_then(|file| {
            let address = file.address.replacen("http://", "https://", 1);
            let is_usable = address.starts_with("https://") && Href::parse(&address).is_ok();
            is_usable.then_some((file, address))
        });
        let Some((file, src)) = usable else {
            let message = format!(
                "the picture at the head, file {}, is not in the export",
                wanted.attachment
            );
            return Some((message, "export all content, or add the picture as `hero`"));
        };
        let article = made.articles.first_mut()?;
        article.draft.hero = Some(Hero {
            image: Image {
                src,
                alt: file.alt.clone(),
                is_decorative: false,
                width: None,
                height: None,
                credit: None,
            },
            caption: Some(file.caption.clone()).filter(|caption| !caption.is_empty()),
        });
        if !file.alt.is_empty() {
            return None;
        }
        article.is_draft = true;
        let message = "the picture at the head has no text alternative, so the article is a draft";
        Some((
            message.to_owned(),
            "add `alt` to `hero`, or `decorative: true`",
        ))
    }
}
