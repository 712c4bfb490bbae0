//! An article as linked data in the vocabulary of schema.org, of which only what it allows where it stands is used.

mod node;
mod sources;
mod topics;

use node::Node;
use serde_json::Value;

use super::{plain, words};
use crate::content::{Addresses, Alternate, Article, Block, FaqBlock, Hero, Person};

pub use topics::{condition_json_ld, therapy_json_ld};

/// An article as a `MedicalWebPage`.
pub fn article_json_ld(article: &Article, addresses: &Addresses) -> String {
    let page = article.links.canonical.as_str();
    let review = article.review.as_ref();
    let reviewed_on = review.map(|review| review.last_reviewed_on.to_string());
    let reviewers = review.map_or(&[][..], |review| &review.reviewed_by);
    let topics = topics::of_article(article, addresses);
    Node::of("MedicalWebPage")
        .with("@id", page)
        .with("url", page)
        .with("name", words::one_line(&article.title))
        .with("description", words::one_line(&article.summary))
        .with("inLanguage", article.locale.as_str())
        .with("datePublished", article.first_published_at.to_string())
        .with("dateModified", article.updated_at.to_string())
        .maybe("lastReviewed", reviewed_on)
        .each("reviewedBy", reviewers.iter().map(person))
        .each("author", article.authors.iter().map(person))
        .maybe("mainEntity", topics::main_of(article, addresses))
        .each("about", topics)
        .each("keywords", article.keywords.iter().cloned())
        .maybe("image", article.hero.as_ref().map(image))
        .with("timeRequired", format!("PT{}M", article.reading_minutes))
        .with("wordCount", article.word_count)
        .with("mainContentOfPage", content(&plain::body(article)))
        .each("hasPart", questions(article))
        .each("citation", article.references.iter().map(sources::citation))
        .each(
            "workTranslation",
            article
                .alternates
                .iter()
                .map(|other| translation(other, addresses)),
        )
        .document()
}

/// The text of a page.
fn content(parts: &[String]) -> Value {
    Node::of("WebPageElement")
        .with("text", parts.join("\n\n"))
        .into()
}

fn person(person: &Person) -> Value {
    let orcid = person.orcid.as_ref();
    Node::of("Person")
        .with("name", words::one_line(&person.name))
        .maybe("honorificSuffix", person.credentials.clone())
        .maybe("description", person.role.clone())
        .maybe("url", person.url.as_ref().map(ToString::to_string))
        .maybe(
            "sameAs",
            orcid.map(|orcid| format!("https://orcid.org/{orcid}")),
        )
        .into()
}

fn image(hero: &Hero) -> Value {
    let alt = (!hero.image.alt.is_empty()).then(|| hero.image.alt.clone());
    Node::of("ImageObject")
        .with("contentUrl", hero.image.src.as_str())
        .maybe("description", alt)
        .maybe("caption", hero.caption.clone())
        .maybe("creditText", hero.image.credit.clone())
        .into()
}

/// The questions that the article answers.
fn questions(article: &Article) -> Vec<Value> {
    let sections = article.sections.iter().flat_map(|section| &section.blocks);
    let blocks = article.introduction.iter().chain(sections);
    let questions = blocks.filter_map(|block| match block {
        Block::Faq(faq) => Some(question(faq, &article.links.canonical)),
        _ => None,
    });
    questions.collect()
}

fn question(faq: &FaqBlock, page: &str) -> Value {
    let answer = plain::simple_blocks(&faq.answer).join("\n\n");
    let answer = Node::of("Answer").with("text", answer);
    Node::of("Question")
        .with("@id", format!("{page}#{}", faq.id))
        .with("name", words::one_line(&faq.question))
        .with("acceptedAnswer", answer)
        .into()
}

fn translation(alternate: &Alternate, addresses: &Addresses) -> Value {
    let page = addresses.article(&alternate.slug, &alternate.locale, "");
    Node::of("MedicalWebPage")
        .with("@id", page.as_str())
        .with("url", page)
        .with("inLanguage", alternate.locale.as_str())
        .into()
}
