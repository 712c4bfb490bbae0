//! The picture at the head of an article, as front matter gives it.

use serde_json::Value;

use super::Remarks;
use super::front_matter::Field;
use super::settings::Settings;
use super::values::{fill, text_of, words_of_value};
use crate::content::{Hero, Image};
use crate::import::Imported;
use crate::import::page::PageSource;
use crate::import::pictures::{Picture, place_picture};

/// The picture at the head of a page.
#[derive(Debug, Default, PartialEq)]
pub struct Cover {
    pub line: usize,
    pub image: String,
    pub alt: String,
    pub caption: Option<String>,
    pub credit: Option<String>,
}

/// Gives the article its picture. One that is not there, or has no text alternative, makes the article a draft.
pub fn place_cover(
    cover: Cover,
    imported: &mut Imported,
    source: &PageSource,
    remarks: &mut Remarks,
) {
    let Some(article) = imported.articles.first_mut() else {
        return;
    };
    let Some(picture) = place_picture(&cover.image, source.files) else {
        let message = format!(
            "the address of the picture at the head cannot be used: {}",
            cover.image
        );
        remarks.add(cover.line, message, "add a picture as `hero`");
        return;
    };
    remark_on(&cover, &picture, remarks);
    article.is_draft |= picture.is_missing || cover.alt.is_empty();
    article.draft.hero = Some(Hero {
        image: Image {
            src: picture.src,
            alt: cover.alt,
            is_decorative: false,
            width: None,
            height: None,
            credit: cover.credit,
        },
        caption: cover.caption,
    });
    imported.images.extend(picture.file);
}

/// Says what only a person can add.
fn remark_on(cover: &Cover, picture: &Picture, remarks: &mut Remarks) {
    if picture.is_missing {
        let message = format!("the picture at the head is not there: {}", cover.image);
        let help = format!(
            "put it into the seed folder as {}, and remove `draft: true`",
            picture.src
        );
        remarks.add(cover.line, message, &help);
    }
    if cover.alt.is_empty() {
        let message =
            "the picture at the head has no text alternative, so the article is a draft".to_owned();
        remarks.add(
            cover.line,
            message,
            "add `alt` to `hero`, or `decorative: true`",
        );
    }
}

/// What stands beside a cover in keys of its own.
#[derive(Default)]
pub struct Captions {
    alt: Option<String>,
    caption: Option<String>,
    credit: Option<String>,
}

impl Captions {
    pub fn place(&mut self, key: &str, value: &Value) -> bool {
        let of_image = [
            "image",
            "hero",
            "cover",
            "feature_image",
            "featured_image",
            "thumbnail",
            "banner",
        ];
        let Some((_, part)) = of_image
            .iter()
            .find_map(|prefix| Some((prefix, key.strip_prefix(prefix)?.strip_prefix('_')?)))
        else {
            return false;
        };
        match part {
            "alt" | "description" => fill(&mut self.alt, words_of_value(value)),
            "caption" => fill(&mut self.caption, words_of_value(value)),
            "credit" | "credits" | "source" => fill(&mut self.credit, words_of_value(value)),
            _ => false,
        }
    }

    /// Gives the words to the cover. Without one they have no place.
    pub fn settle(self, settings: &mut Settings) {
        let Some(cover) = &mut settings.cover else {
            let words = [self.alt, self.caption, self.credit];
            let words = words.into_iter().flatten();
            settings.unplaced.extend(
                words.map(|words| (1, format!("words for an image that is not named: {words}"))),
            );
            return;
        };
        if cover.alt.is_empty() {
            cover.alt = self.alt.unwrap_or_default();
        }
        cover.caption = cover.caption.take().or(self.caption);
        cover.credit = cover.credit.take().or(self.credit);
    }
}

/// A path, a list that begins with one, or a mapping that names one.
pub fn cover_of(field: &Field) -> Option<Cover> {
    let mut cover = Cover {
        line: field.line,
        ..Cover::default()
    };
    match &field.value {
        Value::Array(images) if images.len() == 1 => cover.image = text_of(&images[0])?,
        Value::Object(parts) => {
            let part = |names: &[&str]| names.iter().find_map(|name| text_of(parts.get(*name)?));
            let known = [
                "image",
                "src",
                "path",
                "url",
                "overlay_image",
                "teaser",
                "alt",
                "image_description",
                "caption",
                "credit",
                "decorative",
            ];
            if parts.keys().any(|key| !known.contains(&key.as_str())) {
                return None;
            }
            cover.image = part(&["image", "src", "path", "url", "overlay_image", "teaser"])?;
            cover.alt = part(&["alt", "image_description"]).unwrap_or_default();
            cover.caption = part(&["caption"]);
            cover.credit = part(&["credit"]);
        }
        single => cover.image = text_of(single)?,
    }
    (!cover.image.is_empty()).then_some(cover)
}
