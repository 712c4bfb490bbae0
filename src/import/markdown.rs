//! Markdown of site generators and note programs: front matter, the peculiarities of each program, and a body that is
//! rendered to HTML, so that one converter makes articles of both.

mod cited_keys;
mod cover;
mod file_name;
mod front_matter;
mod modules;
mod rendering;
mod settings;
mod templates;
mod values;

use std::collections::HashMap;

use super::emptiness::draft_if_empty;
use super::format::ending_of;
use super::page::notes::quoted_whole;
use super::page::{PageMeta, PageSource, import_html_body};
use super::{Imported, Note};
use crate::content::ReferenceKey;
use file_name::{FileName, file_name_of};
use front_matter::FrontMatter;
use settings::{Settings, settings_of};

/// Reads one file. `keys` are those that the bibliography knows, folded, so that citations stay citations.
pub fn import_markdown(
    text: &str,
    keys: &HashMap<String, ReferenceKey>,
    source: &PageSource,
) -> Imported {
    let front = front_matter::split(text);
    let mut remarks = Remarks::new(source.file);
    remark_on_fault(&front, &mut remarks);
    let (mut imported, mut settings) = import_body(front, source, &mut remarks);
    draft_if_empty(&mut imported, source.file, 1);
    let cover = settings.cover.take();
    match imported.articles.first_mut() {
        Some(article) => {
            let draft = &mut article.draft;
            draft.publish_at = settings.publish_at;
            draft.unpublish_at = settings.unpublish_at;
            let mut earlier = settings.previous_slugs;
            earlier.retain(|slug| *slug != draft.slug);
            draft.previous_slugs = earlier;
            let lines = cited_keys::key_lines(text);
            cited_keys::place_citations(draft, keys, &lines, &mut remarks);
        }
        None => remarks.add(
            1,
            "the file has no words".to_owned(),
            "write some, or leave it out",
        ),
    }
    if let Some(cover) = cover {
        cover::place_cover(cover, &mut imported, source, &mut remarks);
    }
    imported.notes.extend(remarks.notes);
    imported
}

/// Front matter that cannot be read stands whole in the report, so that no word of it is lost.
fn remark_on_fault(front: &FrontMatter, remarks: &mut Remarks) {
    let Some((line, reason)) = &front.fault else {
        return;
    };
    let mut message = format!("the front matter cannot be read: {reason}");
    if !front.unread.trim().is_empty() {
        message.push_str(&format!("; it says {}", quoted_whole(front.unread)));
    }
    let help = "correct it and import the file again; its body was imported as a draft";
    remarks.add(*line, message, help);
}

fn import_body(
    front: FrontMatter,
    source: &PageSource,
    remarks: &mut Remarks,
) -> (Imported, Settings) {
    let FrontMatter {
        fields,
        fault,
        unread: _,
        body,
        lines_before,
    } = front;
    let mut settings = settings_of(fields);
    let name = file_name_of(source.file);
    remark_on_settings(&mut settings, remarks);
    let body = match ending_of(source.file).as_str() {
        "mdx" => modules::without_modules(body, lines_before, remarks),
        _ => body.to_owned(),
    };
    let plain = templates::plain_markdown(&body);
    for remark in plain.remarks {
        remarks.add(lines_before + remark.line + 1, remark.message, remark.help);
    }
    let rendered = rendering::render(&plain.text, &plain.kept, source.file);
    let meta = meta_of(&mut settings, name, fault.is_some());
    let mut imported = import_html_body(&rendered.html, meta, source);
    for note in &mut imported.notes {
        note.line = note.line.map(|line| lines_before + rendered.line(line));
    }
    (imported, settings)
}

/// Says what of the front matter an article has no place for.
fn remark_on_settings(settings: &mut Settings, remarks: &mut Remarks) {
    for (line, field) in settings.unplaced.drain(..) {
        let message = format!("front matter without a place: {field}");
        remarks.add(line, message, "say it in the text if readers need it");
    }
    if !settings.technical.is_empty() {
        let message = format!(
            "settings of the site, not of the article: {}",
            settings.technical.join(", ")
        );
        remarks.add(1, message, "nothing, unless the new site needs them");
    }
}

fn meta_of(settings: &mut Settings, name: FileName, is_faulty: bool) -> PageMeta {
    PageMeta {
        title: settings.title.take(),
        summary: settings.summary.take(),
        slug: settings.slug.take().or(name.slug),
        locale: settings.locale.take().or(name.locale),
        address: None,
        first_published_at: settings.first_published_at.or(name.date),
        authors: std::mem::take(&mut settings.authors),
        keywords: std::mem::take(&mut settings.keywords),
        is_draft: settings.is_draft || name.is_draft || is_faulty,
    }
}

/// The notes on one file.
struct Remarks<'a> {
    file: &'a str,
    notes: Vec<Note>,
}

impl<'a> Remarks<'a> {
    fn new(file: &'a str) -> Self {
        Self {
            file,
            notes: Vec::new(),
        }
    }

    fn add(&mut self, line: usize, message: String, help: &str) {
        self.notes.push(Note {
            file: self.file.to_owned(),
            line: Some(line),
            message,
            help: help.to_owned(),
        });
    }
}

#[cfg(test)]
mod tests;
