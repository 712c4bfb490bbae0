//! Writes what no file says any more as files of its own, at paths where an author would look for them.

use std::collections::HashMap;

use super::said::{Named, Piece, Said};
use super::{Composing, PEOPLE, Texts};
use crate::content::{Authored, Reference};
use crate::render::{BibliographyFormat, SeedForm, bibliography};
use crate::seed::front_matter::stem_of;

/// Writes files by hand.
pub struct Writing<'a> {
    composing: &'a Composing<'a>,
    image_paths: HashMap<String, String>,
}

impl<'a> Writing<'a> {
    pub fn new(composing: &'a Composing<'a>) -> Self {
        Self {
            composing,
            image_paths: composing.image_paths(),
        }
    }

    /// Adds a file for everything that no file says.
    pub fn write_unsaid(&self, said: &Said, texts: &mut Texts) {
        let mut paths: HashMap<usize, String> = HashMap::new();
        for at in 0..self.composing.stored.articles.len() {
            if let Some(path) = said.file_of(&Piece::Article(at)) {
                paths.insert(at, path.to_owned());
            }
        }
        for at in 0..self.composing.stored.articles.len() {
            let is_in_place = |head| said.is_in_place(head) || self.composing.waits(head);
            let is_older = self.composing.head_of(at).is_some_and(is_in_place);
            if !paths.contains_key(&at) && !is_older {
                let path = self.article_path(at, &paths, texts);
                texts.insert(path.clone(), self.article(at, &path));
                paths.insert(at, path);
            }
        }
        let stored = self.composing.stored;
        let form = self.form();
        let therapy = |therapy: &_, stem: &str| form.therapy(therapy, stem);
        write_each("therapies", &stored.therapies, therapy, said, texts);
        let condition = |condition: &_, stem: &str| form.condition(condition, stem);
        write_each("conditions", &stored.conditions, condition, said, texts);
        self.write_people(said, texts);
        self.write_references(said, texts);
    }

    fn form(&self) -> SeedForm<'_> {
        SeedForm {
            default_locale: self.composing.default_locale,
            image_paths: &self.image_paths,
            ids: self.composing.ids,
        }
    }

    fn article(&self, at: usize, path: &str) -> String {
        let article = &self.composing.stored.articles[at];
        let stem = path.strip_prefix("articles/").unwrap_or(path);
        let stem = stem.strip_suffix(".md").unwrap_or(stem);
        self.form().article(&article.draft, stem, article.is_draft)
    }

    /// A draft stands beside what it is a draft of; anything else under its slug.
    fn article_path(&self, at: usize, paths: &HashMap<usize, String>, texts: &Texts) -> String {
        let composing = self.composing;
        let public = composing
            .public_of(at)
            .and_then(|public| paths.get(&public));
        if let Some(public) = public {
            let ending = if composing.waits(at) {
                "md"
            } else {
                "draft.md"
            };
            return format!("articles/{}.{ending}", stem_of(public));
        }
        let head = composing.head_of(at).and_then(|head| paths.get(&head));
        if let Some(head) = head {
            return format!("articles/{}.md", stem_of(head));
        }
        let draft = &composing.stored.articles[at].draft;
        let is_free = |stem: &str| {
            let path = |ending| format!("articles/{stem}{ending}");
            !texts.contains_key(&path(".md")) && !texts.contains_key(&path(".draft.md"))
        };
        let slug = draft.slug.as_str();
        let with_locale = format!("{slug}-{}", draft.locale.as_str().to_lowercase());
        let stem = match is_free(slug) {
            true => slug.to_owned(),
            false => first_free(&with_locale, is_free),
        };
        format!("articles/{stem}.md")
    }

    /// People stand in one file, so it is written whole.
    fn write_people(&self, said: &Said, texts: &mut Texts) {
        if self.composing.says_all_people(said) {
            return;
        }
        let people = self.composing.stored.people.iter();
        let people: Vec<_> = people.map(|person| person.content.clone()).collect();
        texts.insert(PEOPLE.to_owned(), self.form().people(&people));
    }

    fn write_references(&self, said: &Said, texts: &mut Texts) {
        let references = self.composing.stored.references.iter();
        let unsaid: Vec<Reference> = references
            .map(|reference| &reference.content)
            .filter(|reference| !said.has(&Piece::of(*reference)))
            .cloned()
            .collect();
        if unsaid.is_empty() {
            return;
        }
        let is_free = |stem: &str| !texts.contains_key(&format!("references/{stem}.yaml"));
        let path = match texts.contains_key("references.yaml") {
            false => "references.yaml".to_owned(),
            true => format!("references/{}.yaml", first_free("more", is_free)),
        };
        texts.insert(path, bibliography(&unsaid, BibliographyFormat::CslYaml));
    }
}

fn write_each<T: Named>(
    folder: &str,
    entries: &[Authored<T>],
    write: impl Fn(&T, &str) -> String,
    said: &Said,
    texts: &mut Texts,
) {
    for entry in entries {
        if said.has(&Piece::of(&entry.content)) {
            continue;
        }
        let is_free = |stem: &str| !texts.contains_key(&format!("{folder}/{stem}.md"));
        let stem = first_free(entry.content.name(), is_free);
        let text = write(&entry.content, &stem);
        texts.insert(format!("{folder}/{stem}.md"), text);
    }
}

/// A name, or the first of `name-2`, `name-3` and so on that is free.
fn first_free(name: &str, is_free: impl Fn(&str) -> bool) -> String {
    if is_free(name) {
        return name.to_owned();
    }
    let mut number = 2;
    loop {
        let candidate = format!("{name}-{number}");
        if is_free(&candidate) {
            return candidate;
        }
        number += 1;
    }
}
