//! Linked data against the vocabulary that it names: every type, every property where it stands, every kind of value.
//!
//! The tables hold as much of schema.org 30.0 (2026-03-19) as we use, from `schemaorg-all-https.jsonld` of that release.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde_json::{Value, json};
use sinew::content::Moment;

use super::{ARTICLES, linked_data};
use crate::app::{TestApp, texts};
use crate::bibliographies::golden::sources;

/// Types, each with those that it is a special case of.
#[rustfmt::skip]
const TYPES: [(&str, &[&str]); 37] = [
    ("Answer", &["Comment"]),
    ("Article", &["CreativeWork"]),
    ("Book", &["CreativeWork"]),
    ("CategoryCode", &["DefinedTerm"]),
    ("Chapter", &["CreativeWork"]),
    ("Comment", &["CreativeWork"]),
    ("CreativeWork", &["Thing"]),
    ("CreativeWorkSeries", &["CreativeWork", "Series"]),
    ("Dataset", &["CreativeWork"]),
    ("DefinedTerm", &["Intangible"]),
    ("ImageObject", &["MediaObject"]),
    ("Intangible", &["Thing"]),
    ("MediaObject", &["CreativeWork"]),
    ("MedicalCode", &["CategoryCode", "MedicalIntangible"]),
    ("MedicalCondition", &["MedicalEntity"]),
    ("MedicalEntity", &["Thing"]),
    ("MedicalIntangible", &["MedicalEntity"]),
    ("MedicalProcedure", &["MedicalEntity"]),
    ("MedicalTherapy", &["TherapeuticProcedure"]),
    ("MedicalWebPage", &["WebPage"]),
    ("Organization", &["Thing"]),
    ("Periodical", &["CreativeWorkSeries"]),
    ("Person", &["Thing"]),
    ("PropertyValue", &["StructuredValue"]),
    ("PublicationIssue", &["CreativeWork"]),
    ("PublicationVolume", &["CreativeWork"]),
    ("Question", &["Comment"]),
    ("Report", &["Article"]),
    ("ScholarlyArticle", &["Article"]),
    ("Series", &["Intangible"]),
    ("StructuredValue", &["Intangible"]),
    ("TherapeuticProcedure", &["MedicalProcedure"]),
    ("Thesis", &["CreativeWork"]),
    ("Thing", &[]),
    ("WebPage", &["CreativeWork"]),
    ("WebPageElement", &["CreativeWork"]),
    ("WebSite", &["CreativeWork"]),
];

/// Properties, each with the types that may have it, among those above, and the kinds of values that it takes.
#[rustfmt::skip]
const PROPERTIES: [(&str, &[&str], &[&str]); 46] = [
    ("about", &["CreativeWork", "DefinedTerm"], &["Thing"]),
    ("acceptedAnswer", &["Question"], &["Answer", "ItemList"]),
    ("alternateName", &["Thing"], &["Text"]),
    ("author", &["CreativeWork"], &["Organization", "Person"]),
    ("caption", &["ImageObject"], &["MediaObject", "Text"]),
    ("citation", &["CreativeWork"], &["CreativeWork", "Text"]),
    ("code", &["MedicalEntity"], &["MedicalCode"]),
    ("codeValue", &["CategoryCode", "MedicalCode"], &["Text"]),
    ("codingSystem", &["MedicalCode"], &["Text"]),
    ("contentUrl", &["MediaObject"], &["URL"]),
    ("contraindication", &["MedicalTherapy"], &["MedicalContraindication", "Text"]),
    ("creativeWorkStatus", &["CreativeWork"], &["DefinedTerm", "Text"]),
    ("creditText", &["CreativeWork"], &["Text"]),
    ("dateModified", &["CreativeWork"], &["Date", "DateTime"]),
    ("datePublished", &["CreativeWork"], &["Date", "DateTime"]),
    ("description", &["Thing"], &["Text", "TextObject"]),
    ("familyName", &["Person"], &["Text"]),
    ("givenName", &["Person"], &["Text"]),
    ("hasPart", &["CreativeWork"], &["CreativeWork"]),
    ("honorificSuffix", &["Person"], &["Text"]),
    ("identifier", &["Thing"], &["PropertyValue", "Text", "URL"]),
    ("image", &["Thing"], &["ImageObject", "URL"]),
    ("inLanguage", &["CreativeWork"], &["Language", "Text"]),
    ("isPartOf", &["CreativeWork"], &["CreativeWork", "URL"]),
    ("isbn", &["Book"], &["Text"]),
    ("issn", &["CreativeWorkSeries", "Dataset", "WebSite"], &["Text"]),
    ("issueNumber", &["PublicationIssue"], &["Integer", "Text"]),
    ("keywords", &["CreativeWork", "Organization"], &["DefinedTerm", "Text", "URL"]),
    ("lastReviewed", &["WebPage"], &["Date"]),
    ("mainContentOfPage", &["WebPage"], &["WebPageElement"]),
    ("mainEntity", &["CreativeWork"], &["Thing"]),
    ("name", &["Thing"], &["Text"]),
    ("pagination", &["Article", "Chapter", "PublicationIssue", "PublicationVolume"], &["Text"]),
    ("propertyID", &["PropertyValue"], &["Text", "URL"]),
    ("publisher", &["CreativeWork"], &["Organization", "Person"]),
    ("reportNumber", &["Report"], &["Text"]),
    ("reviewedBy", &["WebPage"], &["Organization", "Person"]),
    ("sameAs", &["Thing"], &["URL"]),
    ("subjectOf", &["Thing"], &["CreativeWork", "Event"]),
    ("text", &["CreativeWork"], &["Text"]),
    ("timeRequired", &["CreativeWork"], &["Duration"]),
    ("url", &["Thing"], &["URL"]),
    ("value", &["PropertyValue"], &["Boolean", "Number", "StructuredValue", "Text"]),
    ("volumeNumber", &["PublicationVolume"], &["Integer", "Text"]),
    ("wordCount", &["Article", "CreativeWork"], &["Integer"]),
    ("workTranslation", &["CreativeWork"], &["CreativeWork"]),
];

#[actix_web::test]
async fn everything_that_is_said_may_be_said_where_it_stands() {
    let app = TestApp::seeded().await;
    let mut used = BTreeSet::new();
    let mut paths: Vec<String> = ARTICLES.iter().map(|path| (*path).to_owned()).collect();
    for topics in ["/v1/therapies", "/v1/conditions"] {
        let listed = app.get(&format!("{topics}?limit=100")).await.json();
        let slugs = texts(&listed["items"], "/slug").into_iter();
        paths.extend(slugs.map(|slug| format!("{topics}/{slug}")));
    }
    assert!(paths.len() >= 12, "{paths:?}");

    for path in &paths {
        let data = linked_data(&app, path).await;

        assert_eq!(data["@context"], "https://schema.org", "{path}");
        assert_eq!(faults(&data), Vec::<String>::new(), "{path}");
        use_types(&data, &mut used);
    }

    for kind in [
        "MedicalWebPage",
        "MedicalCondition",
        "MedicalTherapy",
        "MedicalCode",
        "ScholarlyArticle",
        "PropertyValue",
        "Question",
    ] {
        assert!(used.contains(kind), "{kind}: {used:?}");
    }
}

#[actix_web::test]
async fn sources_of_every_kind_are_what_the_vocabulary_allows() {
    let app = TestApp::with(&sources()).await;

    let data = linked_data(&app, "/v1/articles/sources").await;

    assert_eq!(faults(&data), Vec::<String>::new());
    let mut used = BTreeSet::new();
    use_types(&data["citation"], &mut used);
    for kind in ["ScholarlyArticle", "Book", "Chapter", "Thesis", "WebPage"] {
        assert!(used.contains(kind), "{kind}: {used:?}");
    }
}

#[test]
fn what_the_vocabulary_does_not_allow_would_be_noticed() {
    for wrong in [
        json!({"@type": "Sciatica"}),
        json!({"@type": "MedicalCondition", "lastReviewed": "2026-11-22"}),
        json!({"@type": "MedicalCondition", "citation": "A paper"}),
        json!({"@type": "MedicalWebPage", "strength": "limited"}),
        json!({"@type": "MedicalWebPage", "lastReviewed": "yesterday"}),
        json!({"@type": "MedicalWebPage", "wordCount": "2127"}),
        json!({"@type": "MedicalWebPage", "about": [{"@type": "MedicalCondition", "code": "M54.3"}]}),
        json!({"@type": "MedicalWebPage", "reviewedBy": {"@type": "ScholarlyArticle"}}),
        json!({"@type": "MedicalWebPage", "mainEntity": {"@id": "/v1/conditions/nowhere"}}),
        json!({"@type": "MedicalWebPage", "name": null}),
    ] {
        assert_ne!(faults(&wrong), Vec::<String>::new(), "{wrong}");
    }
}

#[actix_web::test]
async fn the_page_of_an_article_says_what_it_is_about_who_reviewed_it_and_what_it_cites() {
    let app = TestApp::seeded().await;

    let data = linked_data(&app, ARTICLES[0]).await;
    let json = app.get(&format!("{}.json", ARTICLES[0])).await.json();

    assert_eq!(data["@type"], "MedicalWebPage");
    assert_eq!(
        data["mainEntity"],
        json!({"@id": "/v1/conditions/sciatica"})
    );
    assert_eq!(data["lastReviewed"], json["review"]["last_reviewed_on"]);
    assert_eq!(data["reviewedBy"][0]["name"], "Sinew editors");
    let about = data["about"].as_array().unwrap();
    let sciatica = about
        .iter()
        .find(|topic| topic["name"] == "Sciatica")
        .unwrap();
    let code = json!({"@type": "MedicalCode", "codingSystem": "icd-10", "codeValue": "M54.3"});
    assert!(
        sciatica["code"].as_array().unwrap().contains(&code),
        "{sciatica}"
    );
    let references = json["references"].as_array().unwrap();
    let citations = data["citation"].as_array().unwrap();
    assert_eq!(citations.len(), references.len());
    for (citation, entry) in citations.iter().zip(references) {
        let reference = &entry["reference"];
        assert_eq!(citation["name"], reference["title"]);
        for (name, member) in [("DOI", "doi"), ("PMID", "pmid"), ("PMCID", "pmcid")] {
            let identifiers = citation["identifier"].as_array().into_iter().flatten();
            let mut named = identifiers.filter(|known| known["propertyID"] == name);
            let value = named.next().map_or(&Value::Null, |known| &known["value"]);
            assert_eq!(value, &reference[member], "{citation}");
        }
    }
}

fn use_types(value: &Value, used: &mut BTreeSet<String>) {
    used.extend(value["@type"].as_str().map(str::to_owned));
    match value {
        Value::Object(members) => members.values().for_each(|member| use_types(member, used)),
        Value::Array(items) => items.iter().for_each(|item| use_types(item, used)),
        _ => {}
    }
}

/// All that the vocabulary does not allow in a document.
fn faults(document: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let mut ids = BTreeSet::new();
    find_ids(document, &mut ids);
    check(document, "", &ids, &mut faults);
    faults
}

/// The things that are described.
fn find_ids<'a>(value: &'a Value, ids: &mut BTreeSet<&'a str>) {
    if value.get("@type").is_some() {
        ids.extend(value["@id"].as_str());
    }
    match value {
        Value::Object(members) => members.values().for_each(|member| find_ids(member, ids)),
        Value::Array(items) => items.iter().for_each(|item| find_ids(item, ids)),
        _ => {}
    }
}

fn check(node: &Value, place: &str, ids: &BTreeSet<&str>, faults: &mut Vec<String>) {
    let kind = node["@type"].as_str().unwrap_or_default();
    let kinds = with_ancestors(kind);
    if !TYPES.iter().any(|(known, _)| *known == kind) {
        faults.push(format!("{place}: `{kind}` is no type"));
    }
    for (name, value) in node.as_object().unwrap() {
        let place = format!("{place}/{name}");
        if name.starts_with('@') {
            continue;
        }
        let known = PROPERTIES.iter().find(|(known, ..)| known == name);
        let Some((_, domains, ranges)) = known else {
            faults.push(format!("{place} is no property"));
            continue;
        };
        if !domains.iter().any(|domain| kinds.contains(domain)) {
            faults.push(format!("{place}: a {kind} has no such property"));
        }
        for value in value.as_array().unwrap_or(&vec![value.clone()]) {
            if !is_in(value, ranges, ids) {
                faults.push(format!("{place} may not be {value}"));
            }
            if value.get("@type").is_some() {
                check(value, &place, ids, faults);
            }
        }
    }
}

/// Whether a property with these kinds of values takes this one.
fn is_in(value: &Value, ranges: &[&str], ids: &BTreeSet<&str>) -> bool {
    let takes = |kind: &str| ranges.contains(&kind);
    match value {
        Value::String(text) => {
            !text.is_empty()
                && (takes("Text")
                    || takes("URL")
                        && (text.starts_with("https://")
                            || text.starts_with("http://")
                            || text.starts_with('/'))
                    || takes("Date") && is_date(text)
                    || takes("DateTime") && Moment::parse(text).is_ok()
                    || takes("Duration") && text.starts_with("PT"))
        }
        Value::Number(_) => takes("Integer") || takes("Number"),
        Value::Bool(_) => takes("Boolean"),
        Value::Object(_) => match value["@type"].as_str() {
            Some(kind) => with_ancestors(kind).iter().any(|kind| takes(kind)),
            None => value["@id"].as_str().is_some_and(|id| ids.contains(id)),
        },
        Value::Null | Value::Array(_) => false,
    }
}

/// A day, or a month or year alone, as ISO 8601 has them.
fn is_date(text: &str) -> bool {
    let whole = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    whole.parse::<Date>().is_ok()
}

fn with_ancestors(kind: &str) -> BTreeSet<&str> {
    let mut found = BTreeSet::from([kind]);
    let mut open = vec![kind];
    while let Some(kind) = open.pop() {
        let known = TYPES.iter().find(|(known, _)| *known == kind);
        for parent in known.map_or(&[][..], |(_, parents)| parents) {
            if found.insert(parent) {
                open.push(parent);
            }
        }
    }
    found
}
