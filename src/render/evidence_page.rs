//! The evidence of an article as a page for editors: nothing is loaded but one style sheet, nothing runs, and every text
//! of an author is escaped by the template.

mod checks;
mod claims;
mod levels;
mod sources;
mod words;

use maud::{DOCTYPE, Markup, html};

use super::formats::words::review_name;
use crate::content::{ArticleEvidence, ClaimStrength, FindingSeverity, ReportedArticle, Review};
use words::{counted, strength_name};

pub use words::day;

/// The page of a report. Its own words are English; those of the article keep their language. The ids of claims are those
/// of their blocks; what else has an id begins with `_`, as no block does.
pub fn evidence_page(report: &ArticleEvidence) -> String {
    let article = &report.article;
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { "Evidence: " (article.title) }
                link rel="icon" href="data:,";
                link rel="stylesheet" href="/docs/evidence.css";
            }
            body {
                (top(article))
                main {
                    (summary(report))
                    (levels::section(&report.levels))
                    (claims::section(report))
                    @if let Some(found) = &report.checks { (checks::section(found, report)) }
                    (review(report.review.as_ref()))
                    (sources::section(report))
                }
                (foot(report))
            }
        }
    }
    .into_string()
}

/// What the report is about, and where both are as data.
fn top(article: &ReportedArticle) -> Markup {
    html! {
        header {
            p.kicker { "Evidence report" }
            h1 lang=(article.locale) dir="auto" { (article.title) }
            p.meta {
                "Published revision " (article.revision) ", language " (article.locale)
                @if article.is_fallback { " (there is no translation)" }
                ". Addresses: " a href=(article.links.article) { "the article" }
                ", " a href=(article.links.canonical) { "this report" } "."
            }
        }
    }
}

/// How to read the report, and who sees more of it.
fn foot(report: &ArticleEvidence) -> Markup {
    html! {
        footer {
            p {
                "Levels are those of the Oxford Centre for Evidence-Based Medicine (2011) for questions of treatment, "
                "proposed from how a study was done or set by an editor. The strength of a claim is its author’s."
            }
            @if report.checks.is_none() {
                p { "What the checks find is for editors: ask for this page with a key of the scope " code { "preview" } "." }
            }
        }
    }
}

/// The report in four numbers.
fn summary(report: &ArticleEvidence) -> Markup {
    let cited = report.references.iter();
    let cited = cited.filter(|entry| entry.number.is_some()).count();
    html! {
        section aria-labelledby="_summary" {
            h2 #_summary { "In short" }
            dl.facts {
                div {
                    dt { (counted(report.claims.len(), "claim", "claims")) }
                    dd { (strengths(report)) }
                }
                div {
                    dt { (counted(cited, "cited source", "cited sources")) }
                    dd { (best_level(report)) }
                }
                div {
                    dt { (review_state(report.review.as_ref())) }
                    dd { (review_days(report.review.as_ref())) }
                }
                @if let Some(checks) = &report.checks {
                    @let errors = checks.findings.iter().filter(|found| found.severity == FindingSeverity::Error).count();
                    div {
                        dt { (counted(checks.findings.len(), "finding", "findings")) }
                        dd { (counted(errors, "error", "errors")) ", " (counted(checks.findings.len() - errors, "warning", "warnings")) }
                    }
                }
            }
        }
    }
}

/// "1 limited, 3 insufficient".
fn strengths(report: &ArticleEvidence) -> String {
    let counts = ClaimStrength::ALL.iter().filter_map(|(_, strength)| {
        let claims = report.claims.iter();
        let count = claims.filter(|claim| claim.strength == *strength).count();
        (count > 0).then(|| format!("{count} {}", strength_name(*strength).to_lowercase()))
    });
    let counts: Vec<String> = counts.collect();
    match counts.is_empty() {
        true => "Nothing is marked as a claim.".to_owned(),
        false => counts.join(", "),
    }
}

fn best_level(report: &ArticleEvidence) -> String {
    let mut counts = report.levels.counts.iter();
    match counts.find(|count| count.references > 0) {
        Some(best) => format!("Most rigorous design: level {}.", best.level),
        None => "None has a level.".to_owned(),
    }
}

fn review_state(review: Option<&Review>) -> &'static str {
    match review {
        None => "Not reviewed",
        Some(review) if review.has_changed_since => "Changed since its review",
        Some(_) => "Reviewed",
    }
}

fn review_days(review: Option<&Review>) -> Markup {
    html! {
        @match review {
            None => { "No review is recorded." }
            Some(review) => { "Last on " (day(review.last_reviewed_on)) "." }
        }
    }
}

fn review(review: Option<&Review>) -> Markup {
    html! {
        section aria-labelledby="_review" {
            h2 #_review { "Review" }
            @if let Some(review) = review {
                p {
                    (review_name(review.kind)) " on " (day(review.last_reviewed_on))
                    @for (nth, person) in review.reviewed_by.iter().enumerate() {
                        @if nth == 0 { " by " } @else { ", " }
                        (person.name)
                        @if let Some(credentials) = &person.credentials { " (" (credentials) ")" }
                    }
                    "."
                    " The next is due by " (day(review.next_review_on)) "."
                }
                @if review.has_changed_since {
                    p.notice { "The published text has changed since this review." }
                }
            } @else {
                p { "No review is recorded." }
            }
        }
    }
}
