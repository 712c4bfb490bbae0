//! The inner loops by themselves, on the article about sciatica: building it and numbering its sources, its forms, the ids of an
//! edited text, and the marks of a search: `cargo bench --bench inner`.
#![allow(
    clippy::unwrap_used,
    reason = "a measurement that cannot go on must stop"
)]

use std::path::Path;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use sinew::content::{
    Addresses, Article, ArticleDraft, Block, CitationInline, CitationStyle, ConditionSummary,
    Foundation, Inline, Library, Locale, Moment, Origin, ParagraphBlock, Publication, SearchQuery,
    Sought, TherapySummary, align_article, build_article, format_references, vancouver,
};
use sinew::render;
use uuid::Uuid;

const SLUG: &str = "massage-for-sciatica";
/// A text that a review of everything could be.
const MANY_CITATIONS: usize = 1000;

fn building(criterion: &mut Criterion) {
    let library = library();
    let foundation = foundation(&library);
    let draft = draft(&library);
    let long = long_draft(&library);
    for (name, draft) in [
        ("build the article", draft),
        ("number a thousand citations", long),
    ] {
        criterion.bench_function(name, |bencher| {
            let build = |draft| build_article(draft, publication(), &foundation, &addresses());
            bencher.iter_batched(|| draft.clone(), build, BatchSize::SmallInput);
        });
    }
}

fn forms(criterion: &mut Criterion) {
    let (article, addresses) = (article(), addresses());
    criterion.bench_function("JSON", |bencher| {
        bencher.iter(|| serde_json::to_vec(&article).unwrap());
    });
    criterion.bench_function("HTML", |bencher| {
        bencher.iter(|| render::article_html(&article, &addresses));
    });
    criterion.bench_function("Markdown", |bencher| {
        bencher.iter(|| render::article_markdown(&article, &addresses));
    });
    criterion.bench_function("text", |bencher| {
        bencher.iter(|| render::article_text(&article));
    });
    criterion.bench_function("JSON-LD", |bencher| {
        bencher.iter(|| render::article_json_ld(&article, &addresses));
    });
}

fn aligning(criterion: &mut Criterion) {
    let library = library();
    let head = draft(&library);
    let mut edited = as_written(&library);
    edited.sections.swap(0, 1);
    criterion.bench_function("keep the ids of an edited text", |bencher| {
        let align = |draft| aligned(draft, Some(&head));
        bencher.iter_batched(|| edited.clone(), align, BatchSize::SmallInput);
    });
}

fn formatting(criterion: &mut Criterion) {
    let references = library().references.into_iter();
    let references: Vec<_> = references.map(|reference| reference.content).collect();
    criterion.bench_function("format the bibliography", |bencher| {
        let format = |mut references: Vec<_>| {
            format_references(&mut references, CitationStyle::Apa);
            references
        };
        bencher.iter_batched(|| references.clone(), format, BatchSize::SmallInput);
    });
}

fn marking(criterion: &mut Criterion) {
    let text = render::article_text(&article());
    let query = SearchQuery::parse("does massage help \"sciatic nerve\" pain").unwrap();
    let sought = Sought::of(&query.terms);
    criterion.bench_function("mark a search in the text", |bencher| {
        bencher.iter(|| sought.mark(&text).excerpt());
    });
}

fn library() -> Library {
    sinew::seed::read(Path::new("seed"), &locale()).library
}

/// The article as it is stored, with the ids of all its places.
fn draft(library: &Library) -> ArticleDraft {
    aligned(as_written(library), None)
}

fn as_written(library: &Library) -> ArticleDraft {
    let mut articles = library.articles.iter();
    let article = articles.find(|article| article.draft.slug.as_str() == SLUG);
    article.unwrap().draft.clone()
}

fn aligned(mut draft: ArticleDraft, head: Option<&ArticleDraft>) -> ArticleDraft {
    let origin = Origin {
        owner: SLUG,
        revision: 1,
    };
    align_article(&mut draft, head, &origin);
    draft
}

/// The article with one more paragraph, which cites every source again and again.
fn long_draft(library: &Library) -> ArticleDraft {
    let mut draft = draft(library);
    let keys = library.references.iter().map(|known| &known.content.key);
    let citations = keys.cycle().take(MANY_CITATIONS).map(|key| {
        Inline::Citation(CitationInline {
            references: vec![key.clone()],
            numbers: vec![],
            label: String::new(),
            locator: None,
        })
    });
    let content = citations.collect();
    let id = draft.sections[0].id.clone();
    draft.introduction.push(Block::Paragraph(ParagraphBlock {
        id,
        content,
        claim: None,
    }));
    draft
}

fn article() -> Article {
    let library = library();
    build_article(
        draft(&library),
        publication(),
        &foundation(&library),
        &addresses(),
    )
    .0
}

/// What the article rests on, as the store would bring it together.
fn foundation(library: &Library) -> Foundation {
    let references = library.references.iter().map(|known| {
        let mut reference = known.content.clone();
        reference.citation = vancouver(&reference);
        (reference.key.clone(), reference)
    });
    let therapies = library.therapies.iter().map(|known| TherapySummary {
        slug: known.content.slug.clone(),
        name: known.content.name.clone(),
        summary: known.content.summary.clone(),
    });
    let conditions = library.conditions.iter().map(|known| ConditionSummary {
        slug: known.content.slug.clone(),
        name: known.content.name.clone(),
        summary: known.content.summary.clone(),
        codes: known.content.codes.clone(),
    });
    let people = library.people.iter().map(|known| &known.content);
    Foundation {
        references: references.collect(),
        therapies: therapies.map(|known| (known.slug.clone(), known)).collect(),
        conditions: conditions
            .map(|known| (known.slug.clone(), known))
            .collect(),
        people: people
            .map(|known| (known.slug.clone(), known.clone()))
            .collect(),
        ..Foundation::default()
    }
}

fn publication() -> Publication {
    let moment = Moment::parse("2026-11-22T09:00:00Z").unwrap();
    Publication {
        id: Uuid::nil(),
        revision: 1,
        first_published_at: moment,
        published_at: moment,
        updated_at: moment,
        is_fallback: false,
        is_older_than_source: false,
        review: None,
        has_changed_since_review: false,
    }
}

fn addresses() -> Addresses {
    Addresses::new("", locale())
}

fn locale() -> Locale {
    Locale::parse("en").unwrap()
}

criterion_group!(benches, building, forms, aligning, formatting, marking);
criterion_main!(benches);
