//! Building: what a reader gets, from what an author wrote and what that rests on. Numbers, labels, titles of mentions
//! and formatted references are made here and nowhere else.

use std::collections::HashMap;

use uuid::Uuid;

use super::index::Index;
use super::numbering::Numbering;
use super::reading::Reading;
use super::{
    Addresses, Alternate, Article, ArticleDraft, ArticleLinks, ArticleType, BibliographyEntry,
    Block, Condition, ConditionSummary, CurrentReview, Inline, MentionKind, Moment, Person, Piece,
    Reference, ReferenceKey, Review, ReviewDraft, Slug, TextInline, Therapy, TherapySummary,
    walk_article, walk_blocks,
};

/// The version of the article's schema.
const SCHEMA_VERSION: u8 = 1;

/// All that a text rests on and that is public: the store brings it together.
#[derive(Clone, Debug, Default)]
pub struct Foundation {
    pub references: HashMap<ReferenceKey, Reference>,
    pub therapies: HashMap<Slug, TherapySummary>,
    pub conditions: HashMap<Slug, ConditionSummary>,
    pub people: HashMap<Slug, Person>,
    /// The titles of the published articles that the text mentions.
    pub articles: HashMap<Slug, String>,
    pub alternates: Vec<Alternate>,
}

/// What the store knows of a published revision besides its text.
#[derive(Clone, Debug)]
pub struct Publication {
    pub id: Uuid,
    pub revision: i32,
    pub first_published_at: Moment,
    pub published_at: Moment,
    pub updated_at: Moment,
    pub is_fallback: bool,
    pub is_older_than_source: bool,
    /// The review that counts, whether the text names it or not.
    pub review: Option<CurrentReview>,
    pub has_changed_since_review: bool,
}

/// The article as every reader gets it, with what it points at.
pub fn build_article(
    mut draft: ArticleDraft,
    publication: Publication,
    foundation: &Foundation,
    addresses: &Addresses,
) -> (Article, Index) {
    draft.review = publication.review.clone().map(ReviewDraft::from);
    let Building {
        numbering,
        reading,
        index,
        ..
    } = Building::of_article(&mut draft, foundation, addresses);
    let article = Article {
        schema_version: SCHEMA_VERSION,
        article_type: ArticleType::Article,
        id: publication.id,
        links: ArticleLinks::of(&draft.slug, &draft.locale, addresses),
        reading_grade: if draft.locale.is_english() {
            reading.grade()
        } else {
            None
        },
        references: bibliography(&numbering, &draft.references, foundation),
        conditions: found(index.conditions.as_slice(), &foundation.conditions),
        therapies: found(index.therapies.as_slice(), &foundation.therapies),
        authors: found(&draft.authors, &foundation.people),
        review: publication
            .review
            .map(|review| build_review(review, publication.has_changed_since_review, foundation)),
        slug: draft.slug,
        locale: draft.locale,
        is_fallback: publication.is_fallback,
        is_older_than_source: publication.is_older_than_source,
        alternates: foundation.alternates.clone(),
        title: draft.title,
        summary: draft.summary,
        hero: draft.hero,
        introduction: draft.introduction,
        sections: draft.sections,
        disclaimer: draft.disclaimer,
        call_to_action: draft.call_to_action,
        keywords: draft.keywords,
        word_count: reading.word_count(),
        reading_minutes: reading.minutes(),
        revision: publication.revision,
        first_published_at: publication.first_published_at,
        published_at: publication.published_at,
        updated_at: publication.updated_at,
    };
    (article, index)
}

/// The therapy as every reader gets it, with what it points at.
pub fn build_therapy(
    mut therapy: Therapy,
    foundation: &Foundation,
    addresses: &Addresses,
) -> (Therapy, Index) {
    let (references, index) = build_description(&mut therapy.description, foundation, addresses);
    therapy.references = references;
    (therapy, index)
}

/// The condition as every reader gets it, with what it points at.
pub fn build_condition(
    mut condition: Condition,
    foundation: &Foundation,
    addresses: &Addresses,
) -> (Condition, Index) {
    let (references, index) = build_description(&mut condition.description, foundation, addresses);
    condition.references = references;
    (condition, index)
}

fn build_description(
    blocks: &mut [Block],
    foundation: &Foundation,
    addresses: &Addresses,
) -> (Vec<BibliographyEntry>, Index) {
    let mut building = Building::on(foundation, addresses);
    walk_blocks(blocks, &mut |piece| building.visit(piece));
    let references = bibliography(&building.numbering, &[], foundation);
    (references, building.index)
}

/// One walk through a text that numbers its citations, resolves its mentions, counts its words and collects what it names.
struct Building<'a> {
    foundation: &'a Foundation,
    addresses: &'a Addresses,
    numbering: Numbering,
    reading: Reading,
    index: Index,
}

impl<'a> Building<'a> {
    fn on(foundation: &'a Foundation, addresses: &'a Addresses) -> Self {
        Self {
            foundation,
            addresses,
            numbering: Numbering::default(),
            reading: Reading::default(),
            index: Index::default(),
        }
    }

    /// First use is counted through introduction, sections, disclaimer and call to action; what only the front matter
    /// lists comes last.
    fn of_article(
        draft: &mut ArticleDraft,
        foundation: &'a Foundation,
        addresses: &'a Addresses,
    ) -> Self {
        let mut building = Self::on(foundation, addresses);
        walk_article(draft, &mut |piece| building.visit(piece));
        building.index.add_listed(draft);
        building
    }

    fn visit(&mut self, mut piece: Piece) {
        self.index.visit(&piece);
        match &mut piece {
            Piece::Inlines(inlines) => inlines.iter_mut().for_each(|inline| self.resolve(inline)),
            Piece::Image(image) => image.src = self.addresses.image(&image.src),
            Piece::Place { .. }
            | Piece::Words(_)
            | Piece::Aside(_)
            | Piece::Claim(_)
            | Piece::Therapy(_)
            | Piece::Condition(_) => {}
        }
        self.reading.visit(&piece);
        self.numbering.visit(piece);
    }

    /// Gives a mention the title of its target; one whose target is not public becomes text.
    fn resolve(&self, inline: &mut Inline) {
        let Inline::Mention(mention) = inline else {
            return;
        };
        let title = match mention.kind {
            MentionKind::Article => self.foundation.articles.get(&mention.slug).cloned(),
            MentionKind::Therapy => self
                .foundation
                .therapies
                .get(&mention.slug)
                .map(|therapy| therapy.name.clone()),
            MentionKind::Condition => self
                .foundation
                .conditions
                .get(&mention.slug)
                .map(|condition| condition.name.clone()),
        };
        match title {
            Some(title) => mention.title = title,
            None => {
                let (text, strong, emphasis) = (
                    std::mem::take(&mut mention.text),
                    mention.strong,
                    mention.emphasis,
                );
                *inline = Inline::Text(TextInline {
                    text,
                    strong,
                    emphasis,
                });
            }
        }
    }
}

fn found<T: Clone>(slugs: &[Slug], all: &HashMap<Slug, T>) -> Vec<T> {
    slugs
        .iter()
        .filter_map(|slug| all.get(slug))
        .cloned()
        .collect()
}

/// The cited references in order of first use, then those that are only listed.
fn bibliography(
    numbering: &Numbering,
    listed: &[ReferenceKey],
    foundation: &Foundation,
) -> Vec<BibliographyEntry> {
    let cited = numbering
        .keys()
        .iter()
        .zip(1..)
        .map(|(key, number)| (key, Some(number)));
    let further = listed
        .iter()
        .filter(|key| numbering.places_of(key).is_empty())
        .map(|key| (key, None));
    cited
        .chain(further)
        .filter_map(|(key, number)| {
            let reference = foundation.references.get(key)?.clone();
            Some(BibliographyEntry {
                number,
                cited_by: numbering.places_of(key).to_vec(),
                reference,
            })
        })
        .collect()
}

fn build_review(review: CurrentReview, has_changed_since: bool, foundation: &Foundation) -> Review {
    Review {
        last_reviewed_on: review.on,
        next_review_on: review.next,
        reviewed_by: found(&review.by, &foundation.people),
        kind: review.kind,
        has_changed_since,
    }
}
