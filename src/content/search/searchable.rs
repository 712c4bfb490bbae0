//! What a search looks through: the words of an article or entry by the weight they have, part by part.

use std::collections::BTreeSet;

use super::SearchKind;
use crate::content::placed_claim::words_of;
use crate::content::{
    Anchor, ArticleDraft, Block, Condition, Index, Piece, Therapy, claims_of, walk_blocks,
};

/// The words of one article, therapy or condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Searchable {
    pub kind: SearchKind,
    /// The title or name.
    pub title: String,
    /// Other names of a therapy or condition.
    pub other_names: Vec<String>,
    /// What it says, in a sentence or two.
    pub summary: String,
    /// What stands before the first heading, then the sections.
    pub parts: Vec<SearchablePart>,
    /// What narrows a search: kinds and values such as `condition` and `sciatica`.
    pub facets: BTreeSet<(&'static str, String)>,
}

/// The words of one part.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchablePart {
    /// None for what stands before the first heading, or without any.
    pub section: Option<Anchor>,
    /// The heading of the section, else the title or name.
    pub heading: String,
    /// The words that lead in: labels, titles, terms, questions; keywords.
    pub labels: String,
    /// All else.
    pub text: String,
}

impl Searchable {
    /// The words of an article. Its disclaimer and call to action are not among them: those of most articles say the same.
    pub fn of_article(draft: &ArticleDraft) -> Self {
        let mut first = SearchablePart::of(None, &draft.title);
        add(&mut first.text, &draft.summary);
        for keyword in &draft.keywords {
            add_label(&mut first.labels, keyword);
        }
        first.add_blocks(&draft.introduction);
        let sections = draft.sections.iter().map(|section| {
            let mut part = SearchablePart::of(Some(section.id.clone()), &section.heading);
            part.add_blocks(&section.blocks);
            part
        });
        let parts = std::iter::once(first).chain(sections).collect();
        let mut facets = topics_of(&Index::of_article(draft));
        for placed in claims_of(draft) {
            facets.insert(("strength", placed.claim.strength.as_str().to_owned()));
        }
        Self {
            kind: SearchKind::Article,
            title: clean(&draft.title),
            other_names: Vec::new(),
            summary: clean(&draft.summary),
            parts,
            facets,
        }
    }

    /// The words of a therapy.
    pub fn of_therapy(therapy: &Therapy) -> Self {
        let mut found = Self::of_entry(
            SearchKind::Therapy,
            (&therapy.name, &therapy.also_known_as),
            &therapy.summary,
            (&therapy.description, &therapy.contraindications),
        );
        let itself = therapy.slug.to_string();
        found.facets.insert(("therapy", itself));
        found
    }

    /// The words of a condition.
    pub fn of_condition(condition: &Condition) -> Self {
        let mut found = Self::of_entry(
            SearchKind::Condition,
            (&condition.name, &condition.also_known_as),
            &condition.summary,
            (&condition.description, &condition.red_flags),
        );
        let itself = condition.slug.to_string();
        found.facets.insert(("condition", itself));
        found
    }

    fn of_entry(
        kind: SearchKind,
        (name, other_names): (&str, &[String]),
        summary: &str,
        (description, warnings): (&[Block], &[String]),
    ) -> Self {
        let mut part = SearchablePart::of(None, name);
        add(&mut part.text, summary);
        part.add_blocks(description);
        for warning in warnings {
            add(&mut part.text, warning);
        }
        Self {
            kind,
            title: clean(name),
            other_names: other_names.iter().map(|name| clean(name)).collect(),
            summary: clean(summary),
            parts: vec![part],
            facets: topics_of(&Index::of_description(description)),
        }
    }

    /// The headings of all sections.
    pub fn headings(&self) -> String {
        let sections = self.parts.iter().filter(|part| part.section.is_some());
        joined(sections.map(|part| part.heading.as_str()))
    }

    /// The words that lead in, of all parts.
    pub fn labels(&self) -> String {
        joined(self.parts.iter().map(|part| part.labels.as_str()))
    }

    /// The text of all parts.
    pub fn text(&self) -> String {
        joined(self.parts.iter().map(|part| part.text.as_str()))
    }

    /// The title or name, and all others.
    pub fn names(&self) -> String {
        let names = self.other_names.iter().map(String::as_str);
        joined(std::iter::once(self.title.as_str()).chain(names))
    }
}

impl SearchablePart {
    /// A part of nothing but a name, by which something is found too.
    pub fn of_name(name: &str) -> Self {
        Self::of(None, name)
    }

    fn of(section: Option<Anchor>, heading: &str) -> Self {
        Self {
            section,
            heading: clean(heading),
            ..Self::default()
        }
    }

    fn add_blocks(&mut self, blocks: &[Block]) {
        walk_blocks(&mut blocks.to_vec(), &mut |piece| match piece {
            Piece::Words(words) | Piece::Aside(words) => add_label(&mut self.labels, words),
            Piece::Inlines(inlines) => add(&mut self.text, &words_of(inlines)),
            Piece::Place { .. }
            | Piece::Image(_)
            | Piece::Claim(_)
            | Piece::Therapy(_)
            | Piece::Condition(_) => {}
        });
    }
}

fn topics_of(index: &Index) -> BTreeSet<(&'static str, String)> {
    let therapies = index.therapies.as_slice().iter();
    let conditions = index.conditions.as_slice().iter();
    therapies
        .map(|slug| ("therapy", slug.to_string()))
        .chain(conditions.map(|slug| ("condition", slug.to_string())))
        .collect()
}

/// Labels stand apart from each other, so that an excerpt can show them.
fn add_label(to: &mut String, words: &str) {
    if !to.is_empty() {
        to.push_str(" ·");
    }
    add(to, words);
}

fn add(to: &mut String, words: &str) {
    if !to.is_empty() {
        to.push(' ');
    }
    to.push_str(&clean(words));
}

/// A text in one line, without signs that nobody sees.
fn clean(text: &str) -> String {
    let plain = |sign: char| if sign.is_control() { ' ' } else { sign };
    text.chars().map(plain).collect()
}

fn joined<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let texts: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
    texts.join("\n")
}
