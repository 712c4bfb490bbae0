//! The claims of an article, each with its strength, its words, and its sources by level.

use maud::{Markup, html};

use super::checks;
use super::words::{
    certainty, counted, level, notice, strength_class, strength_meaning, strength_name, study_type,
};
use crate::content::{ArticleEvidence, BibliographyEntry, ReportedClaim};

pub fn section(report: &ArticleEvidence) -> Markup {
    html! {
        section aria-labelledby="_claims" {
            h2 #_claims { (counted(report.claims.len(), "claim", "claims")) }
            @if report.claims.is_empty() {
                p { "Nothing in this article is marked as a statement about what helps." }
            }
            @for claim in &report.claims { (claim_of(claim, report)) }
        }
    }
}

fn claim_of(claim: &ReportedClaim, report: &ArticleEvidence) -> Markup {
    let locale = &report.article.locale;
    html! {
        article.claim id=(claim.block) aria-labelledby={ "_of_" (claim.block) } {
            h3 id={ "_of_" (claim.block) } { (claim.therapy.name) " · " (claim.condition.name) }
            p class={ "strength " (strength_class(claim.strength)) } {
                strong { (strength_name(claim.strength)) } " " (strength_meaning(claim.strength))
                @if let Some(rated) = claim.certainty { " GRADE certainty: " (certainty(rated)) "." }
            }
            blockquote lang=(locale) dir="auto" { p { (claim.text) } }
            p.rests { strong { "Rests on:" } " " (claim.rests_on) }
            (sources(claim, report))
            @if let Some(found) = &report.checks { (checks::of_claim(found, claim)) }
            p.place {
                @if let Some(section) = &claim.section {
                    "In “" span lang=(locale) dir="auto" { (section.heading) } "”, "
                }
                a href={ "#" (claim.block) } { "#" (claim.block) }
            }
        }
    }
}

/// The sources of a claim, the strongest first; those without a level come last.
fn sources(claim: &ReportedClaim, report: &ArticleEvidence) -> Markup {
    let cited = claim.references.iter();
    let mut sources: Vec<&BibliographyEntry> = cited
        .filter_map(|key| {
            let mut entries = report.references.iter();
            entries.find(|entry| entry.reference.key == *key)
        })
        .collect();
    sources.sort_by_key(|entry| {
        let level = entry.reference.standing_level();
        (level.map_or(u8::MAX, |level| level.value), entry.number)
    });
    html! {
        @if !sources.is_empty() {
            ul.sources {
                @for entry in sources {
                    @let reference = &entry.reference;
                    li {
                        (level(reference.standing_level().as_ref())) " "
                        a href={ "#_" (reference.key) } dir="auto" {
                            @if let Some(number) = entry.number { "[" (number) "] " }
                            (reference.title)
                        }
                        " (" (study_type(reference.study_type)) ")"
                        (notice(reference.notice.as_ref()))
                    }
                }
            }
        }
    }
}
