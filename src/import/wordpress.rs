//! Exports of WordPress (WXR): posts and pages become articles, their authors people. The HTML of their bodies is the
//! business of `page`.

mod covers;
mod export;
mod links;
mod paragraphs;
mod shortcodes;
mod uncounted;

use std::collections::HashMap;

use url::Url;

use super::dates::moment_of;
use super::embeds::frame_videos;
use super::emptiness::draft_if_empty;
use super::page::{PageMeta, PageSource, import_html_body};
use super::slugs::slug_of;
use super::words::words_of;
use super::{Imported, ImportedArticle, Note};
use crate::content::{Locale, Moment, Slug};
use covers::Covers;
use export::{Channel, Item, read_export};
use links::point_at_articles;
use paragraphs::with_paragraphs;
use shortcodes::expand_shortcodes;
use uncounted::Uncounted;

/// Reads a whole export. Each article comes with the references and images of its own, because the keys and paths of
/// two may be the same; what is said of the export as a whole comes last.
pub fn import_wordpress(text: &str, source: &PageSource) -> Vec<Imported> {
    let mut reading = Reading {
        source,
        made: Vec::new(),
        notes: Vec::new(),
        covers: Covers::default(),
        uncounted: Uncounted::default(),
        items: Vec::new(),
    };
    // Authors stand before items, but nothing promises it: names are looked up when all has been read.
    let channel = read_export(text, |item| reading.sort(item));
    reading.convert(&channel);
    let covers = std::mem::take(&mut reading.covers);
    covers.place(&mut reading.made, source.file);
    point_at_articles(&mut reading.made, &channel.link);
    reading.report(channel);
    let notes = reading.notes;
    let whole = Imported {
        notes,
        ..Imported::default()
    };
    reading.made.into_iter().chain([whole]).collect()
}

struct Reading<'a> {
    source: &'a PageSource<'a>,
    made: Vec<Imported>,
    notes: Vec<Note>,
    items: Vec<Item>,
    covers: Covers,
    uncounted: Uncounted,
}

impl Reading<'_> {
    fn sort(&mut self, item: Item) {
        self.uncounted.comments += item.comments;
        match item.kind.as_str() {
            "post" | "page" if !matches!(item.status.as_str(), "trash" | "auto-draft") => {
                self.items.push(item);
            }
            "attachment" => self.covers.add(item),
            _ => self.uncounted.add(&item),
        }
    }

    fn convert(&mut self, channel: &Channel) {
        let names: HashMap<&str, &str> = channel
            .authors
            .iter()
            .map(|author| (author.login.as_str(), author.display_name.as_str()))
            .collect();
        for item in std::mem::take(&mut self.items) {
            let author = names
                .get(item.creator.as_str())
                .filter(|name| !name.is_empty());
            let author = author.map_or(item.creator.clone(), |name| (*name).to_owned());
            self.convert_item(item, author, channel);
        }
    }

    fn convert_item(&mut self, item: Item, author: String, channel: &Channel) {
        let meta = self.meta_of(&item, author, channel);
        let (content, unplaced) = expand_shortcodes(&item.content);
        let html = with_paragraphs(&frame_videos(&content));
        let mut made = import_html_body(&html, meta, self.source);
        for note in &mut made.notes {
            note.line = Some(
                note.line
                    .map_or(item.line, |line| line + item.content_line - 1),
            );
        }
        for shortcode in unplaced {
            let message = format!("the shortcode `{}` stays as words", shown(&shortcode.text));
            let help = "write what it showed, or remove it";
            self.note(item.content_line + shortcode.line, message, help);
        }
        draft_if_empty(&mut made, self.source.file, item.line);
        let Some(article) = made.articles.first_mut() else {
            self.note(
                item.line,
                format!("`{}` has no words", item.name()),
                "write it anew if it is needed",
            );
            self.notes.append(&mut made.notes);
            return;
        };
        self.place(&item, article);
        self.covers.want(&item, self.made.len());
        self.uncounted.add_fields(&item);
        self.made.push(made);
    }

    fn meta_of(&mut self, item: &Item, author: String, channel: &Channel) -> PageMeta {
        let base = [&item.link, &channel.link]
            .into_iter()
            .find_map(|link| Url::parse(link).ok());
        let title = words_of(&item.title);
        let excerpt = words_of(&item.excerpt);
        let description = item.field("_yoast_wpseo_metadesc").map(words_of);
        let description = description.filter(|words| !words.is_empty());
        if let Some(words) = description
            .as_ref()
            .filter(|words| !excerpt.is_empty() && **words != excerpt)
        {
            let message = format!(
                "the description for search engines is not the excerpt, which is the summary: {words}"
            );
            self.note(item.line, message, "keep the better one as `summary`");
        }
        PageMeta {
            title: (!title.is_empty()).then_some(title),
            summary: Some(excerpt)
                .filter(|words| !words.is_empty())
                .or(description),
            slug: self.slug_of(item),
            locale: Locale::parse(&channel.language).ok(),
            address: base,
            first_published_at: self.first_published_at(item),
            authors: Some(author)
                .filter(|name| !name.is_empty())
                .into_iter()
                .collect(),
            keywords: keywords_of(item),
            is_draft: item.status != "publish" || !item.password.is_empty(),
        }
    }

    /// The slug as WordPress has it, as near as ours can be.
    fn slug_of(&mut self, item: &Item) -> Option<Slug> {
        let slug = slug_of(&item.slug)?;
        if slug.as_str() != item.slug {
            let message = format!("the slug `{}` is now `{slug}`", item.slug);
            self.note(
                item.line,
                message,
                "let the old address lead to the new one where the site is served",
            );
        }
        Some(slug)
    }

    fn first_published_at(&mut self, item: &Item) -> Option<Moment> {
        if item.status == "future" {
            return None;
        }
        moment_of(&item.date_gmt).or_else(|| moment_of(&item.date))
    }

    /// What only WordPress says of an article.
    fn place(&mut self, item: &Item, article: &mut ImportedArticle) {
        if item.status == "future" {
            article.draft.publish_at = moment_of(&item.date_gmt).or_else(|| moment_of(&item.date));
        }
        if !item.password.is_empty() {
            let message = format!(
                "`{}` was behind a password, and is a draft now",
                item.name()
            );
            self.note(
                item.line,
                message,
                "remove `draft: true` if everybody may read it",
            );
        }
        let earlier = item.fields.iter().filter(|(key, _)| key == "_wp_old_slug");
        for slug in earlier.filter_map(|(_, value)| slug_of(value)) {
            if slug != article.draft.slug && !article.draft.previous_slugs.contains(&slug) {
                article.draft.previous_slugs.push(slug);
            }
        }
    }

    fn report(&mut self, channel: Channel) {
        let file = self.source.file;
        self.notes.extend(self.uncounted.notes(file));
        for (line, entity) in channel.unknown_entities {
            let message =
                format!("`{entity}` is no character that XML knows, and stays as it is written");
            self.note(line, message, "write the character itself");
        }
        if let Some((line, fault)) = channel.fault {
            let message = format!("the export cannot be read further than here: {fault}");
            self.note(
                line,
                message,
                "export again; what stands before was imported",
            );
        }
    }

    fn note(&mut self, line: usize, message: String, help: &str) {
        self.notes.push(Note {
            file: self.source.file.to_owned(),
            line: Some(line),
            message,
            help: help.to_owned(),
        });
    }
}

impl Item {
    fn field(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// What a person knows the item by.
    fn name(&self) -> &str {
        [&self.title, &self.slug, &self.id]
            .into_iter()
            .find(|name| !name.is_empty())
            .map_or("an item", String::as_str)
    }
}

/// Categories and tags, each once. WordPress puts into "Uncategorized" what nobody sorted.
fn keywords_of(item: &Item) -> Vec<String> {
    let mut keywords = Vec::new();
    for keyword in item.keywords.iter().map(|keyword| words_of(keyword)) {
        let is_new = !keyword.is_empty() && !keywords.contains(&keyword);
        if is_new && !keyword.eq_ignore_ascii_case("uncategorized") {
            keywords.push(keyword);
        }
    }
    keywords
}

/// A text cut to what a message may show of it.
fn shown(text: &str) -> String {
    crate::error::shown(text)
}

#[cfg(test)]
mod tests;
