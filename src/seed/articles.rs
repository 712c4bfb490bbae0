//! Reads articles: front matter and body.

mod editorial;
mod hero;

use std::collections::HashMap;

use super::Fault;
use super::fields::Fields;
use super::front_matter::{read_front_matter, read_slug, stem_of};
use super::markdown::{Body, read_article_body};
use super::places::ArticlePlaces;
use super::pointers::Pointers;
use super::report::Report;
use super::source_text::Placed;
use crate::content::{
    ArticleDraft, AuthoredArticle, Locale, Piece, ReferenceKey, Slug, Source, walk_article,
};
use editorial::{Schedule, accepted_of, review_of, schedule_of};
use hero::hero_of;

const KEYS: &[&str] = &[
    "title",
    "summary",
    "slug",
    "previous_slugs",
    "locale",
    "translation_of",
    "hero",
    "keywords",
    "authors",
    "conditions",
    "therapies",
    "references",
    "review",
    "draft",
    "publish_at",
    "unpublish_at",
    "first_published_at",
    "accept",
];

/// An article, or as much of it as could be read.
pub struct ReadArticle {
    pub path: String,
    /// What `x.md` and `x.draft.md` have in common: they are one article.
    pub stem: String,
    pub is_draft: bool,
    /// Its slug, or the one that its file name suggests; others may point at it although it has faults.
    pub slug: Option<Placed<Slug>>,
    pub locale: Option<Placed<Locale>>,
    pub previous_slugs: Vec<Placed<Slug>>,
    pub translation_of: Option<Placed<Slug>>,
    pub schedule: Schedule,
    pub pointers: Pointers,
    pub places: ArticlePlaces,
    pub article: Option<AuthoredArticle>,
}

/// Reads one file of `articles/`.
pub fn read_article(
    path: &str,
    text: &str,
    default_locale: &Locale,
    faults: &mut Vec<Fault>,
) -> ReadArticle {
    let mut report = Report::new(path, faults);
    let front = read_front_matter(text, &mut report);
    let mut body = front.body_offset.map(|offset| {
        report.read_body(|file, faults| read_article_body(text, offset, file, faults))
    });
    let mut read = ReadArticle {
        path: path.to_owned(),
        stem: stem_of(path).to_owned(),
        is_draft: is_draft_file(path),
        slug: Slug::parse(stem_of(path)).ok().map(Placed::at_start),
        locale: Some(Placed::at_start(default_locale.clone())),
        previous_slugs: Vec::new(),
        translation_of: None,
        schedule: Schedule::default(),
        pointers: Pointers::default(),
        places: ArticlePlaces::default(),
        article: None,
    };
    if let Some(body) = &mut body {
        read.pointers.uses = std::mem::take(&mut body.uses);
        read.places.body = std::mem::take(&mut body.places);
    }
    let fields = front
        .tree
        .and_then(|tree| Fields::open(tree, "an article", KEYS, &mut report));
    if let (Some(mut fields), Some(body)) = (fields, body) {
        read.places.front = fields.key_spans();
        read.identify(&mut fields, &mut report);
        let draft = draft_of(&mut fields, body, &mut read, &mut report);
        fields.finish(&mut report);
        read.article = draft.map(with_ids_in_order).map(|draft| AuthoredArticle {
            draft,
            is_draft: read.is_draft,
            draft_of: None,
            source: Source::of(path, text),
        });
    }
    read
}

/// True for `x.draft.md`, the newer draft of what `x.md` publishes.
pub fn is_draft_file(path: &str) -> bool {
    path.ends_with(".draft.md")
}

impl ReadArticle {
    fn identify(&mut self, fields: &mut Fields, report: &mut Report) {
        self.is_draft |= fields.flag("draft", report);
        self.slug = read_slug(fields, &self.path, report);
        if fields.has("locale") {
            self.locale = fields
                .parsed("locale", Locale::parse, report)
                .or(self.locale.take());
        }
        self.previous_slugs = fields.parsed_list("previous_slugs", Slug::parse, report);
        self.translation_of = fields.parsed("translation_of", Slug::parse, report);
    }
}

fn draft_of(
    fields: &mut Fields,
    body: Body,
    read: &mut ReadArticle,
    report: &mut Report,
) -> Option<ArticleDraft> {
    let pointers = &mut read.pointers;
    let authors = pointers.people(fields.parsed_list("authors", Slug::parse, report));
    let conditions = pointers.conditions(fields.parsed_list("conditions", Slug::parse, report));
    let therapies = pointers.therapies(fields.parsed_list("therapies", Slug::parse, report));
    let references =
        pointers.references(fields.parsed_list("references", ReferenceKey::parse, report));
    read.schedule = schedule_of(fields, report);
    let slug_of = |place: &Placed<Slug>| place.value.clone();
    Some(ArticleDraft {
        slug: read.slug.as_ref().map(slug_of)?,
        locale: read.locale.as_ref()?.value.clone(),
        previous_slugs: read.previous_slugs.iter().map(slug_of).collect(),
        translation_of: read.translation_of.as_ref().map(slug_of),
        title: fields.required_text("title", report),
        summary: fields.required_text("summary", report),
        hero: hero_of(fields, pointers, report),
        introduction: body.introduction,
        sections: body.sections,
        disclaimer: body.disclaimer,
        call_to_action: body.call_to_action,
        keywords: fields.plain_texts("keywords", report),
        authors,
        conditions,
        therapies,
        references,
        review: review_of(fields, pointers, report),
        publish_at: read.schedule.publish_at.as_ref().map(|moment| moment.value),
        unpublish_at: read
            .schedule
            .unpublish_at
            .as_ref()
            .map(|moment| moment.value),
        first_published_at: read.schedule.first_published_at,
        accept: accepted_of(fields, report),
        written_ids: body.written_ids,
    })
}

/// Names the ids that the author wrote in the order of the article, wherever in the file the disclaimer stands.
fn with_ids_in_order(mut draft: ArticleDraft) -> ArticleDraft {
    let mut places = HashMap::new();
    walk_article(&mut draft, &mut |piece| {
        if let Piece::Place { id, .. } = piece {
            places.insert(id.clone(), places.len());
        }
    });
    draft.written_ids.sort_by_key(|id| places.get(id).copied());
    draft
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Code;

    fn read(front: &str) -> (ReadArticle, Vec<Fault>) {
        let mut faults = Vec::new();
        let text = format!("---\n{front}---\nText.\n");
        let article = read_article(
            "articles/x.md",
            &text,
            &Locale::parse("en").expect("a valid tag"),
            &mut faults,
        );
        (article, faults)
    }

    #[test]
    fn an_article_takes_its_slug_and_locale_by_default() {
        let (read, faults) = read("title: 2024\nsummary: No\n");

        assert_eq!(faults, []);
        let Some(article) = read.article else {
            panic!("an article was expected")
        };
        assert_eq!(article.draft.slug.as_str(), "x");
        assert_eq!(article.draft.locale.as_str(), "en");
        assert_eq!(article.draft.title, "2024");
        assert!(!article.is_draft);
    }

    #[test]
    fn a_review_names_one_reviewer_or_several() {
        let (one, faults) = read("title: A\nsummary: B\nreview: {by: a, on: 2026-11-22}\n");
        assert_eq!(faults, []);
        assert_eq!(one.pointers.people.len(), 1);

        let (two, faults) =
            read("title: A\nsummary: B\nreview: {by: [a, b], on: 2026-11-22, kind: editorial}\n");
        assert_eq!(faults, []);
        assert_eq!(two.pointers.people.len(), 2);
    }

    #[test]
    fn a_next_review_before_the_last_one_is_refused() {
        let (_, faults) =
            read("title: A\nsummary: B\nreview: {by: a, on: 2026-11-22, next: 2025-11-22}\n");

        assert_eq!(faults.len(), 1);
        assert_eq!((faults[0].span.line, faults[0].span.column), (4, 39));
    }

    #[test]
    fn a_first_publication_after_the_publication_is_refused() {
        let (_, faults) = read(
            "title: A\nsummary: B\npublish_at: 2026-11-22T09:00:00Z\nfirst_published_at: 2026-11-22T09:00:01Z\n",
        );
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].code, Code::Identifier);
        assert_eq!((faults[0].span.line, faults[0].span.column), (5, 21));

        let (_, faults) = read(
            "title: A\nsummary: B\npublish_at: 2026-11-22T09:00:00Z\nfirst_published_at: 2026-11-22T09:00:00Z\n",
        );
        assert_eq!(faults, []);
    }

    #[test]
    fn a_hero_needs_a_text_alternative_or_is_decorative() {
        let (_, faults) = read("title: A\nsummary: B\nhero: {image: media/a.svg}\n");
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].code, Code::MissingAlt);
        assert_eq!((faults[0].span.line, faults[0].span.column), (4, 15));

        let (_, faults) =
            read("title: A\nsummary: B\nhero: {image: media/a.svg, decorative: true}\n");
        assert_eq!(faults, []);
    }

    #[test]
    fn every_fault_of_a_front_matter_is_reported() {
        let (_, faults) = read(
            "titel: A\nsummary: B\nslug: A B\nlocale: en_GB\nhero: {image: http://x, lat: b}\n\
             authors: a\nreview: {on: soon}\ndraft: maybe\npublish_at: 2026-11-22\n\
             accept: [{code: rev}, x]\n",
        );

        let mut lines: Vec<usize> = faults.iter().map(|fault| fault.span.line).collect();
        lines.sort_unstable();
        assert_eq!(lines, [2, 2, 4, 5, 6, 6, 6, 7, 8, 8, 9, 10, 11, 11, 11]);
    }
}
