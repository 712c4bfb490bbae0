//! Sources as linked data, each of the type that it is, with its identifiers.

use serde_json::Value;

use super::node::Node;
use crate::content::{BibliographyEntry, CslDate, CslName, CslType, NoticeKind, Reference};
use crate::render::formats::words::one_line;
use crate::render::source_addresses::addresses_of;

/// The type of the source, and of what it is part of.
fn kinds(reference: &Reference) -> (&'static str, &'static str) {
    match reference.csl_type {
        CslType::ArticleJournal | CslType::Article | CslType::PaperConference | CslType::Review => {
            ("ScholarlyArticle", "Periodical")
        }
        CslType::ArticleMagazine | CslType::ArticleNewspaper | CslType::ReviewBook => {
            ("Article", "Periodical")
        }
        CslType::Report | CslType::Standard => ("Report", "CreativeWork"),
        CslType::Book => ("Book", "CreativeWork"),
        CslType::Chapter => ("Chapter", "Book"),
        CslType::Dataset => ("Dataset", "CreativeWork"),
        CslType::Thesis => ("Thesis", "CreativeWork"),
        CslType::Webpage | CslType::Post | CslType::PostWeblog => ("WebPage", "WebSite"),
        _ => ("CreativeWork", "CreativeWork"),
    }
}

/// A source as what the page cites.
pub fn citation(entry: &BibliographyEntry) -> Value {
    let reference = &entry.reference;
    let (kind, whole) = kinds(reference);
    let addresses: Vec<String> = addresses_of(reference)
        .into_iter()
        .map(|(_, address)| address)
        .collect();
    let is_article = matches!(kind, "ScholarlyArticle" | "Article" | "Report" | "Chapter");
    let has_pages = reference.page.clone().filter(|_| is_article);
    let isbn = reference.isbn.as_ref().filter(|_| kind == "Book");
    let number = reference.number.clone().filter(|_| kind == "Report");
    let notice = reference.notice.map(|notice| status(notice.kind));
    let publisher = reference.publisher.as_ref();
    Node::of(kind)
        .with("name", one_line(&reference.title))
        .each("author", reference.author.iter().map(name))
        .maybe("datePublished", reference.issued.as_ref().and_then(date))
        .maybe("isPartOf", container(reference, whole))
        .maybe("pagination", has_pages)
        .maybe("isbn", isbn.map(ToString::to_string))
        .maybe("reportNumber", number)
        .maybe(
            "publisher",
            publisher.map(|publisher| organization(publisher)),
        )
        .maybe("inLanguage", reference.language.clone())
        .maybe("creativeWorkStatus", notice)
        .maybe("url", addresses.first().cloned())
        .each("sameAs", addresses.into_iter().skip(1))
        .each("identifier", identifiers(reference))
        .into()
}

fn identifiers(reference: &Reference) -> Vec<Value> {
    let known = [
        ("DOI", reference.doi.as_ref().map(ToString::to_string)),
        ("PMID", reference.pmid.as_ref().map(ToString::to_string)),
        ("PMCID", reference.pmcid.as_ref().map(ToString::to_string)),
    ];
    let known = known
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)));
    known
        .map(|(name, value)| {
            let node = Node::of("PropertyValue").with("propertyID", name);
            node.with("value", value).into()
        })
        .collect()
}

/// The journal with volume and issue, or the book or site.
fn container(reference: &Reference, kind: &str) -> Option<Value> {
    let title = reference.container_title.as_ref()?;
    let issn = reference.issn.as_ref().filter(|_| kind == "Periodical");
    let isbn = reference.isbn.as_ref().filter(|_| kind == "Book");
    let mut whole = Node::of(kind)
        .with("name", one_line(title))
        .maybe("issn", issn.map(ToString::to_string))
        .maybe("isbn", isbn.map(ToString::to_string));
    if kind != "Periodical" {
        return Some(whole.into());
    }
    if let Some(volume) = &reference.volume {
        let node = Node::of("PublicationVolume").with("volumeNumber", volume.as_str());
        whole = node.with("isPartOf", whole);
    }
    if let Some(issue) = &reference.issue {
        let node = Node::of("PublicationIssue").with("issueNumber", issue.as_str());
        whole = node.with("isPartOf", whole);
    }
    Some(whole.into())
}

/// A name of one piece is mostly that of a group.
fn name(name: &CslName) -> Value {
    if let Some(literal) = &name.literal {
        return organization(literal);
    }
    let family = joined(&[&name.non_dropping_particle, &name.family]);
    let whole = [&name.given, &name.dropping_particle, &family, &name.suffix];
    Node::of("Person")
        .maybe("name", joined(&whole))
        .maybe("familyName", family)
        .maybe("givenName", name.given.clone())
        .into()
}

fn joined(parts: &[&Option<String>]) -> Option<String> {
    let parts: Vec<&str> = parts.iter().filter_map(|part| part.as_deref()).collect();
    (!parts.is_empty()).then(|| one_line(&parts.join(" ")))
}

fn organization(name: &str) -> Value {
    Node::of("Organization").with("name", one_line(name)).into()
}

/// A day, month or year of ISO 8601; what the calendar cannot say is left out.
fn date(date: &CslDate) -> Option<String> {
    let year = date.year.filter(|year| (0..=9999).contains(year))?;
    let mut written = format!("{year:04}");
    if let Some(month) = date.month {
        written.push_str(&format!("-{month:02}"));
        if let Some(day) = date.day {
            written.push_str(&format!("-{day:02}"));
        }
    }
    Some(written)
}

fn status(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Retracted => "Retracted",
        NoticeKind::Concern => "Expression of concern",
        NoticeKind::Corrected => "Corrected",
    }
}
