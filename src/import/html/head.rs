//! What the head of a page says about it: names, description, language, address, dates, authors, keywords.

use std::collections::HashSet;

use oxilangtag::LanguageTag;
use serde_json::Value;
use url::Url;

use super::title::Names;
use super::tree::{Element, Tree};
use crate::content::{Locale, Moment, Slug};
use crate::import::page::PageMeta;

/// Reads what there is; the title is chosen later, when the headings are known.
pub fn read(tree: &Tree) -> (PageMeta, Names) {
    let data: Vec<Value> = tree
        .linked_data
        .iter()
        .filter_map(|text| serde_json::from_str(text).ok())
        .collect();
    let address = link(tree, "canonical")
        .or_else(|| meta(tree, "og:url"))
        .and_then(|address| Url::parse(&address).ok())
        .filter(|url| matches!(url.scheme(), "https" | "http"));
    let described = meta(tree, "description")
        .or_else(|| meta(tree, "og:description"))
        .or_else(|| linked(&data, "description"));
    let page = PageMeta {
        title: None,
        summary: described.map(|text| one_line(&text)),
        slug: address.as_ref().and_then(slug_of),
        locale: tree.language.as_deref().and_then(locale_of),
        first_published_at: published_at(tree, &data),
        authors: authors(tree, &data),
        keywords: keywords(tree),
        address,
        is_draft: false,
    };
    let names = Names {
        shared: meta(tree, "og:title").or_else(|| meta(tree, "twitter:title")),
        page: Some(one_line(&tree.title)).filter(|title| !title.is_empty()),
        site: meta(tree, "og:site_name"),
    };
    (page, names)
}

/// What relative addresses are relative to.
pub fn base_of(tree: &Tree, address: Option<&Url>) -> Option<Url> {
    let base = tree
        .head
        .iter()
        .find(|element| element.name == "base")
        .and_then(|element| element.value("href"));
    match (base, address) {
        (Some(base), Some(address)) => address.join(base).ok(),
        (Some(base), None) => Url::parse(base).ok(),
        (None, address) => address.cloned(),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn metas<'a>(tree: &'a Tree, name: &'a str) -> impl Iterator<Item = String> + 'a {
    let is_named = move |element: &&Element| {
        ["name", "property", "itemprop"]
            .iter()
            .filter_map(|attribute| element.value(attribute))
            .any(|value| value.eq_ignore_ascii_case(name))
    };
    tree.head
        .iter()
        .filter(|element| element.name == "meta")
        .filter(is_named)
        .filter_map(|element| element.value("content").map(one_line))
        .filter(|content| !content.is_empty())
}

fn meta(tree: &Tree, name: &str) -> Option<String> {
    metas(tree, name).next()
}

fn link(tree: &Tree, relation: &str) -> Option<String> {
    let element = tree.head.iter().find(|element| {
        element.name == "link"
            && element
                .value("rel")
                .is_some_and(|rel| rel.eq_ignore_ascii_case(relation))
    })?;
    element.value("href").map(str::to_owned)
}

/// The last part of the address, which is the name that readers already have bookmarked.
fn slug_of(address: &Url) -> Option<Slug> {
    let last = address
        .path_segments()?
        .rfind(|segment| !segment.is_empty())?;
    let stem = last
        .strip_suffix(".html")
        .or_else(|| last.strip_suffix(".htm"));
    Slug::parse(stem.unwrap_or(last)).ok().filter(|slug| {
        slug.as_str().contains(|c: char| c.is_ascii_lowercase()) && slug.as_str() != "index"
    })
}

fn locale_of(language: &str) -> Option<Locale> {
    let tag = LanguageTag::parse_and_normalize(&language.replace('_', "-")).ok()?;
    Locale::parse(tag.as_str()).ok()
}

fn published_at(tree: &Tree, data: &[Value]) -> Option<Moment> {
    let stated = ["article:published_time", "datePublished", "date", "dc.date"]
        .iter()
        .find_map(|name| meta(tree, name));
    stated
        .or_else(|| linked(data, "datePublished"))
        .or_else(|| tree.times.first().cloned())
        .and_then(|text| moment_of(&text))
}

/// A moment, or the beginning of a day.
fn moment_of(text: &str) -> Option<Moment> {
    Moment::parse(text)
        .ok()
        .or_else(|| Moment::parse(&format!("{text}Z")).ok())
        .or_else(|| Moment::parse(&format!("{text}T00:00:00Z")).ok())
}

fn authors(tree: &Tree, data: &[Value]) -> Vec<String> {
    let stated = meta(tree, "author").or_else(|| {
        let name = meta(tree, "article:author")?;
        (!name.contains("://")).then_some(name)
    });
    let mut names = match stated {
        Some(name) => vec![name],
        None => data.iter().flat_map(authors_in).collect(),
    };
    names.dedup();
    names
}

fn keywords(tree: &Tree) -> Vec<String> {
    let listed = metas(tree, "keywords").flat_map(|words| {
        words
            .split(',')
            .map(|word| word.trim().to_owned())
            .collect::<Vec<_>>()
    });
    let mut keywords: Vec<String> = Vec::new();
    let mut known = HashSet::new();
    for word in listed.chain(metas(tree, "article:tag")) {
        if !word.is_empty() && known.insert(word.clone()) {
            keywords.push(word);
        }
    }
    keywords
}

/// The things that JSON-LD describes: one, several, or a graph of them.
fn things(data: &Value) -> Vec<&Value> {
    match data {
        Value::Array(list) => list.iter().flat_map(things).collect(),
        Value::Object(map) => match map.get("@graph") {
            Some(graph) => things(graph),
            None => vec![data],
        },
        _ => Vec::new(),
    }
}

fn is_article(thing: &Value) -> bool {
    let is_kind = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            kind.ends_with("Article") || kind == "BlogPosting" || kind == "MedicalWebPage"
        })
    };
    match thing.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is_kind),
        Some(kind) => is_kind(kind),
        None => false,
    }
}

fn linked(data: &[Value], name: &str) -> Option<String> {
    data.iter()
        .flat_map(things)
        .filter(|thing| is_article(thing))
        .find_map(|thing| thing.get(name)?.as_str())
        .map(one_line)
        .filter(|text| !text.is_empty())
}

fn authors_in(data: &Value) -> Vec<String> {
    let name_of = |author: &Value| match author {
        Value::String(name) => Some(one_line(name)),
        _ => author.get("name")?.as_str().map(one_line),
    };
    things(data)
        .into_iter()
        .filter(|thing| is_article(thing))
        .filter_map(|thing| thing.get("author"))
        .flat_map(|author| match author {
            Value::Array(list) => list.iter().filter_map(name_of).collect(),
            one => name_of(one).into_iter().collect::<Vec<_>>(),
        })
        .filter(|name| !name.is_empty() && !name.contains("://"))
        .collect()
}
