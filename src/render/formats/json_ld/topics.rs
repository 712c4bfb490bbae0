//! Therapies and conditions as linked data, by themselves and as what an article is about.

use serde_json::Value;

use super::node::Node;
use super::{content, sources};
use crate::content::{
    Addresses, Article, BibliographyEntry, Condition, ConditionCode, ConditionSummary, Slug,
    Therapy, TherapySummary,
};
use crate::render::formats::{plain, words};

/// A therapy as a `MedicalTherapy`.
pub fn therapy_json_ld(therapy: &Therapy, addresses: &Addresses) -> String {
    let text = plain::blocks(&therapy.description);
    let form = addresses.therapy(&therapy.slug, ".html");
    let page = page(form, &therapy.name, &text, &therapy.references, addresses);
    medical_therapy(&therapy.slug, &therapy.name, &therapy.summary, addresses)
        .each("alternateName", therapy.also_known_as.iter().cloned())
        .each(
            "contraindication",
            therapy.contraindications.iter().cloned(),
        )
        .with("subjectOf", page)
        .document()
}

/// A condition as a `MedicalCondition`.
pub fn condition_json_ld(condition: &Condition, addresses: &Addresses) -> String {
    let mut text = Vec::new();
    if !condition.red_flags.is_empty() {
        let flags = condition.red_flags.iter().map(|flag| format!("- {flag}"));
        text.push(plain::heading(words::RED_FLAGS, 2));
        text.push(flags.collect::<Vec<String>>().join("\n"));
    }
    text.extend(plain::blocks(&condition.description));
    let form = addresses.condition(&condition.slug, ".html");
    let page = page(
        form,
        &condition.name,
        &text,
        &condition.references,
        addresses,
    );
    medical_condition(
        &condition.slug,
        &condition.name,
        &condition.summary,
        addresses,
    )
    .each("alternateName", condition.also_known_as.iter().cloned())
    .each("code", condition.codes.iter().map(code))
    .with("subjectOf", page)
    .document()
}

/// The page about a topic: only pages have sources.
fn page(
    address: String,
    name: &str,
    text: &[String],
    references: &[BibliographyEntry],
    addresses: &Addresses,
) -> Value {
    Node::of("MedicalWebPage")
        .with("@id", address.as_str())
        .with("url", address)
        .with("name", words::one_line(name))
        .with("inLanguage", addresses.default_locale().as_str())
        .with("mainContentOfPage", content(text))
        .each("citation", references.iter().map(sources::citation))
        .into()
}

/// What an article is about: conditions, then therapies.
pub fn of_article(article: &Article, addresses: &Addresses) -> Vec<Value> {
    let conditions = article.conditions.iter().map(|condition| {
        let ConditionSummary {
            slug,
            name,
            summary,
            codes,
        } = condition;
        let node = medical_condition(slug, name, summary, addresses);
        node.each("code", codes.iter().map(code)).into()
    });
    let therapies = article.therapies.iter().map(|therapy| {
        let TherapySummary {
            slug,
            name,
            summary,
        } = therapy;
        medical_therapy(slug, name, summary, addresses).into()
    });
    conditions.chain(therapies).collect()
}

/// What the page is mainly about: the condition that its title names, else the first one, else the first therapy.
pub fn main_of(article: &Article, addresses: &Addresses) -> Option<Node> {
    let title = article.title.to_lowercase();
    let mut conditions = article.conditions.iter();
    let named = conditions.find(|condition| title.contains(&condition.name.to_lowercase()));
    let condition = named.or(article.conditions.first());
    let condition = condition.map(|condition| addresses.condition(&condition.slug, ""));
    let therapy = || {
        let therapy = article.therapies.first()?;
        Some(addresses.therapy(&therapy.slug, ""))
    };
    Some(Node::named(&condition.or_else(therapy)?))
}

fn medical_therapy(slug: &Slug, name: &str, summary: &str, addresses: &Addresses) -> Node {
    topic("MedicalTherapy", addresses.therapy(slug, ""), name, summary)
}

fn medical_condition(slug: &Slug, name: &str, summary: &str, addresses: &Addresses) -> Node {
    let address = addresses.condition(slug, "");
    topic("MedicalCondition", address, name, summary)
}

fn topic(kind: &str, address: String, name: &str, summary: &str) -> Node {
    Node::of(kind)
        .with("@id", address.as_str())
        .with("url", address)
        .with("name", words::one_line(name))
        .with("description", words::one_line(summary))
}

fn code(code: &ConditionCode) -> Value {
    Node::of("MedicalCode")
        .with("codingSystem", code.system.as_str())
        .with("codeValue", code.value.as_str())
        .into()
}
