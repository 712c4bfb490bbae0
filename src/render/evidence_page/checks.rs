//! What the checks have found, for editors: all of it in one list, and what is about a claim beside that claim too.

use maud::{Markup, html};

use crate::content::{
    ArticleEvidence, FindingSeverity, ReportedChecks, ReportedClaim, ReportedFinding,
};

pub fn section(checks: &ReportedChecks, report: &ArticleEvidence) -> Markup {
    html! {
        section aria-labelledby="_checks" {
            h2 #_checks { "What the checks found" }
            @if checks.findings.is_empty() {
                p { "Nothing that its author does not accept." }
            } @else {
                ul.findings {
                    @for found in &checks.findings {
                        li { (finding(found)) (place(found, report)) }
                    }
                }
            }
            @if !checks.accepted.is_empty() {
                h3 { "Accepted by its author" }
                ul.findings {
                    @for accepted in &checks.accepted {
                        li {
                            code { (accepted.code) } " "
                            span lang=(report.article.locale) dir="auto" { (accepted.reason) }
                            @if let Some(block) = &accepted.block {
                                " (" @if is_claim(block.as_str(), report) {
                                    a href={ "#" (block) } { "#" (block) }
                                } @else { "#" (block) } ")"
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What was found about one claim.
pub fn of_claim(checks: &ReportedChecks, claim: &ReportedClaim) -> Markup {
    let about = |found: &&ReportedFinding| found.block.as_ref() == Some(&claim.block);
    let found: Vec<&ReportedFinding> = checks.findings.iter().filter(about).collect();
    html! {
        @if !found.is_empty() {
            ul.findings { @for found in found { li { (finding(found)) } } }
        }
    }
}

fn finding(found: &ReportedFinding) -> Markup {
    html! {
        @match found.severity {
            FindingSeverity::Error => { strong.error { "Error" } }
            FindingSeverity::Warning => { strong.warned { "Warning" } }
        }
        " " code { (found.code) } " " (found.message) ". "
        span.advice { "What to do: " (found.advice) "." }
    }
}

/// Where it was found: at its claim on this page, else in the data of its section.
fn place(found: &ReportedFinding, report: &ArticleEvidence) -> Markup {
    html! {
        @match (&found.block, &found.section) {
            (Some(block), _) if is_claim(block.as_str(), report) => {
                " " a href={ "#" (block) } { "To the claim #" (block) }
            }
            (Some(block), Some(section)) => { " " a href=(section) { "To the section of #" (block) } }
            (Some(block), None) => { " At #" (block) "." }
            (None, _) => {}
        }
    }
}

fn is_claim(block: &str, report: &ArticleEvidence) -> bool {
    let mut claims = report.claims.iter();
    claims.any(|claim| claim.block.as_str() == block)
}
