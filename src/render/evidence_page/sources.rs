//! The sources of an article: those that it cites by number, then further reading.

use std::collections::HashSet;

use maud::{Markup, html};

use super::words::{level, notice, study_type};
use crate::content::{Anchor, ArticleEvidence, BibliographyEntry};
use crate::render::source_addresses::addresses_of;

pub fn section(report: &ArticleEvidence) -> Markup {
    let claims: HashSet<&Anchor> = report.claims.iter().map(|claim| &claim.block).collect();
    let (cited, further): (Vec<_>, Vec<_>) = report
        .references
        .iter()
        .partition(|entry| entry.number.is_some());
    html! {
        section aria-labelledby="_sources" {
            h2 #_sources { "Sources" }
            @if cited.is_empty() { p { "The text cites nothing." } }
            @else {
                ol.bibliography {
                    @for entry in cited {
                        li value=[entry.number] id={ "_" (entry.reference.key) } { (source(entry, &claims)) }
                    }
                }
            }
            @if !further.is_empty() {
                h3 { "Further reading" }
                ul.bibliography {
                    @for entry in further {
                        li id={ "_" (entry.reference.key) } { (source(entry, &claims)) }
                    }
                }
            }
        }
    }
}

fn source(entry: &BibliographyEntry, claims: &HashSet<&Anchor>) -> Markup {
    let reference = &entry.reference;
    let standing = reference.standing_level();
    let claims: Vec<&Anchor> = entry
        .cited_by
        .iter()
        .filter(|place| claims.contains(place))
        .collect();
    html! {
        span.citation dir="auto" { (reference.citation) }
        @if let Some((_, address)) = addresses_of(reference).first() { " " a href=(address) rel="noreferrer" { "Open the source" } "." }
        p.place {
            (level(standing.as_ref())) " " (study_type(reference.study_type))
            (notice(reference.notice.as_ref()))
            @if let Some(reason) = standing.as_ref().and_then(|level| level.reason.as_ref()) {
                ". Set by an editor: " span dir="auto" { (reason) }
            }
            @for (nth, claim) in claims.iter().enumerate() {
                @if nth == 0 { ". Claims: " } @else { ", " }
                a href={ "#" (claim) } { "#" (claim) }
            }
        }
    }
}
