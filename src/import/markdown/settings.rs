//! What the front matter of other programs says of an article, by the many names that keys have.

use serde_json::Value;

use super::cover::{Captions, Cover, cover_of};
use super::front_matter::Field;
use super::values::{
    draft_by_status, fill, flag_of, last_name, list_of, locale_of, moment_of_value, name_of,
    shown_value, text_of, words_of_value,
};
use crate::content::{Locale, Moment, Slug};

/// Front matter, understood.
#[derive(Debug, Default, PartialEq)]
pub struct Settings {
    pub title: Option<String>,
    pub summary: Option<String>,
    pub slug: Option<Slug>,
    pub previous_slugs: Vec<Slug>,
    pub locale: Option<Locale>,
    pub first_published_at: Option<Moment>,
    pub publish_at: Option<Moment>,
    pub unpublish_at: Option<Moment>,
    pub is_draft: bool,
    pub keywords: Vec<String>,
    pub authors: Vec<String>,
    pub cover: Option<Cover>,
    /// Settings of the program that made the site, as `key: value`.
    pub technical: Vec<String>,
    /// What has no place: the line, and the key with its value.
    pub unplaced: Vec<(usize, String)>,
}

/// Keys that say how a page is made, not what it says.
const TECHNICAL: [&str; 22] = [
    "layout",
    "type",
    "template",
    "weight",
    "comments",
    "toc",
    "math",
    "mathjax",
    "menu",
    "nav_order",
    "sidebar",
    "pin",
    "pinned",
    "featured",
    "eleventynavigation",
    "eleventyexcludefromcollections",
    "cssclass",
    "cssclasses",
    "showtoc",
    "id",
    "guid",
    "uid",
];

/// Understands the fields in order. Of two that say one thing the first counts, and the other is reported.
pub fn settings_of(fields: Vec<Field>) -> Settings {
    let mut settings = Settings::default();
    let mut captions = Captions::default();
    for field in fields {
        let key = field.key.to_ascii_lowercase().replace('-', "_");
        let is_placed = settings.place(&key, &field) || captions.place(&key, &field.value);
        let is_empty = matches!(&field.value, Value::Null)
            || text_of(&field.value).is_some_and(|text| text.is_empty())
            || matches!(&field.value, Value::Array(list) if list.is_empty());
        if is_placed || is_empty {
            continue;
        }
        let shown = format!("{}: {}", field.key, shown_value(&field.value));
        if TECHNICAL.contains(&key.as_str()) {
            settings.technical.push(shown);
        } else {
            settings.unplaced.push((field.line, shown));
        }
    }
    captions.settle(&mut settings);
    settings
}

impl Settings {
    /// Takes a field to its place; false when it has none.
    fn place(&mut self, key: &str, field: &Field) -> bool {
        let value = &field.value;
        match key {
            "title" => fill(&mut self.title, words_of_value(value)),
            "summary" | "description" | "excerpt" | "abstract" | "lead" | "teaser" => {
                fill(&mut self.summary, words_of_value(value))
            }
            "date" | "published_at" | "publish_date" | "publishdate" | "pubdate"
            | "date_published" | "first_published_at" => {
                fill(&mut self.first_published_at, moment_of_value(value))
            }
            "publish_at" => fill(&mut self.publish_at, moment_of_value(value)),
            "expirydate" | "expiry_date" | "unpublishdate" | "unpublish_at" => {
                fill(&mut self.unpublish_at, moment_of_value(value))
            }
            "draft" | "private" => self.set_draft(flag_of(value)),
            "published" if flag_of(value).is_some() => {
                self.set_draft(flag_of(value).map(|flag| !flag))
            }
            "published" => fill(&mut self.first_published_at, moment_of_value(value)),
            "status" | "visibility" => {
                let status = text_of(value).unwrap_or_default().to_ascii_lowercase();
                self.set_draft(draft_by_status(&status))
            }
            "tags" | "tag" | "categories" | "category" | "keywords" | "topics" => {
                self.add_keywords(value)
            }
            "author" | "authors" | "byline" => self.add_authors(value),
            "slug" | "permalink" | "url" => self.set_slug(value),
            "aliases" | "redirect_from" | "previous_slugs" => self.add_previous_slugs(value),
            "lang" | "language" | "locale" => fill(&mut self.locale, locale_of(value)),
            "image" | "images" | "cover" | "cover_image" | "coverimage" | "featured_image"
            | "featuredimage" | "feature_image" | "hero" | "hero_image" | "heroimage"
            | "banner" | "thumbnail" | "header" | "og_image" => {
                fill(&mut self.cover, cover_of(field))
            }
            _ => false,
        }
    }

    fn set_draft(&mut self, is_draft: Option<bool>) -> bool {
        self.is_draft |= is_draft.unwrap_or_default();
        is_draft.is_some()
    }

    fn add_keywords(&mut self, value: &Value) -> bool {
        let Some(words) = list_of(value) else {
            return false;
        };
        for word in words {
            if !word.is_empty() && !self.keywords.contains(&word) {
                self.keywords.push(word);
            }
        }
        true
    }

    fn add_authors(&mut self, value: &Value) -> bool {
        let values = match value {
            Value::Array(values) => values.iter().collect(),
            other => vec![other],
        };
        let names: Option<Vec<String>> = values.into_iter().map(name_of).collect();
        let is_placed = names.is_some();
        for name in names.into_iter().flatten() {
            if !name.is_empty() && !self.authors.contains(&name) {
                self.authors.push(name);
            }
        }
        is_placed
    }

    /// A permalink of parts that a program fills in, such as `/:year/:title/`, is no slug.
    fn set_slug(&mut self, value: &Value) -> bool {
        let slug = text_of(value)
            .filter(|path| !path.contains([':', '{']))
            .and_then(|path| last_name(&path));
        fill(&mut self.slug, slug)
    }

    /// Programs for notes keep other titles under `aliases`; those have no place.
    fn add_previous_slugs(&mut self, value: &Value) -> bool {
        let is_address = |path: &String| !path.contains(' ') && last_name(path).is_some();
        let Some(paths) = list_of(value).filter(|paths| paths.iter().all(is_address)) else {
            return false;
        };
        self.previous_slugs
            .extend(paths.iter().filter_map(|path| last_name(path)));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::markdown::front_matter::split;

    fn settings(front: &str) -> Settings {
        let text = format!("---\n{front}---\n");
        settings_of(split(&text).fields)
    }

    #[test]
    fn keys_of_many_programs_find_their_place() {
        let read = settings(
            "title: Back <b>pain</b>\nexcerpt: Why it hurts.\ndate: 2021-01-27 08:00:00 +0100\npublished: false\n\
             tags: [back, rest]\ncategories: back, pain\nauthor: {name: Ada Example}\npermalink: /blog/back-pain/\n\
             redirect_from: [/old/back.html, /older/]\nfeatured_image: /img/a.png\nimage_alt: A back\nlang: en_gb\n",
        );

        assert_eq!(read.title.as_deref(), Some("Back pain"));
        assert_eq!(read.summary.as_deref(), Some("Why it hurts."));
        assert!(read.is_draft);
        assert_eq!(read.keywords, ["back", "rest", "pain"]);
        assert_eq!(read.authors, ["Ada Example"]);
        assert_eq!(read.slug.as_ref().map(Slug::as_str), Some("back-pain"));
        let earlier: Vec<&str> = read.previous_slugs.iter().map(Slug::as_str).collect();
        assert_eq!(earlier, ["back", "older"]);
        let cover = read.cover.map(|cover| (cover.image, cover.alt));
        assert_eq!(cover, Some(("/img/a.png".to_owned(), "A back".to_owned())));
        assert_eq!(read.locale.as_ref().map(Locale::as_str), Some("en-GB"));
        assert_eq!(read.unplaced, []);
    }

    #[test]
    fn what_has_no_place_is_named_with_its_value_and_line() {
        let read = settings(
            "title: A\ndate: soon\nlayout: post\nrating: 5\naliases: [Other title]\nmood: {a: [1]}\n",
        );

        let unplaced: Vec<(usize, &str)> = read
            .unplaced
            .iter()
            .map(|(line, text)| (*line, text.as_str()))
            .collect();
        assert_eq!(
            unplaced,
            [
                (3, "date: soon"),
                (5, "rating: 5"),
                (6, "aliases: [\"Other title\"]"),
                (7, "mood: {\"a\":[\"1\"]}")
            ]
        );
        assert_eq!(read.technical, ["layout: post"]);
    }

    #[test]
    fn a_pattern_of_addresses_is_no_slug() {
        assert_eq!(settings("permalink: /:year/:title/\n").slug, None);
        assert_eq!(
            settings("url: /a/b/index.html\n")
                .slug
                .map(|slug| slug.to_string()),
            Some("b".to_owned())
        );
    }
}
