//! What the checks find in a draft that is stored, or about to be: what it points at is looked up where it is kept.

use std::collections::HashMap;

use crate::content::{
    Anchor, Article, ArticleDraft, Finding, FindingSeverity, FoundNames, Image, Piece,
    ReportedChecks, places_of, walk_article,
};
use crate::error::Result;
use crate::render::{Page, SeedForm, WrittenIds};
use crate::seed::{Fault, LoneArticle, Severity};
use crate::store::{Own, Store};

/// What the checks find in a draft, against what is stored. Lines and columns are those of the draft as it is written
/// anew, without regard to the text that it came from.
pub async fn findings(store: &Store, draft: &ArticleDraft) -> Result<Vec<Finding>> {
    let page = page_of(store, draft, draft.slug.as_str(), true).await?;
    let locale = store.default_locale();
    let mut article = LoneArticle::read(draft.slug.as_str(), &page.text, locale);
    // What is stored has ids that its author did not write.
    let blocks = places_of(draft);
    article.take_ids(&blocks);
    let own = Own::Revision(draft);
    let mut found = store.found_names(&article.names(), own).await?;
    store.find_review(None, draft, &mut found).await?;
    let findings = found_in(store, &article, &found, Some(&page)).into_iter();
    Ok(findings
        .map(|finding| Finding {
            block: block_of(&article, &finding, &blocks),
            ..finding
        })
        .collect())
}

/// What the checks find today in the published revision of an article, and the warnings that its author accepts.
pub async fn published_checks(store: &Store, article: &Article) -> Result<ReportedChecks> {
    let draft = store.text_of(article).await?;
    let found = findings(store, &draft).await?;
    let addresses = store.addresses();
    Ok(ReportedChecks::of(found, draft.accept, article, addresses))
}

/// What the checks find in an article that was read, among names that were looked up. With the page that it was read
/// from, each finding has its place in the draft.
pub fn found_in(
    store: &Store,
    article: &LoneArticle,
    found: &FoundNames,
    page: Option<&Page>,
) -> Vec<Finding> {
    let (locale, rules, today) = (store.default_locale(), store.rules(), store.today());
    let faults = article.findings(found, locale, rules, today).into_iter();
    faults.map(|fault| finding(fault, page)).collect()
}

/// The section, block or list item that a finding is about, of those of the draft.
fn block_of(article: &LoneArticle, finding: &Finding, blocks: &[Anchor]) -> Option<Anchor> {
    let line = usize::try_from(finding.line).unwrap_or(usize::MAX);
    article
        .place_of(line)
        .and_then(|nth| blocks.get(nth))
        .cloned()
}

/// A draft written as a seed file. Images have the paths that they have in the folder that brought them.
pub async fn page_of(
    store: &Store,
    draft: &ArticleDraft,
    stem: &str,
    is_draft: bool,
) -> Result<Page> {
    let image_paths = image_paths(store, draft).await?;
    let form = SeedForm {
        default_locale: store.default_locale(),
        image_paths: &image_paths,
        ids: WrittenIds::Authored,
    };
    Ok(form.article_page(draft, stem, is_draft))
}

async fn image_paths(store: &Store, draft: &ArticleDraft) -> Result<HashMap<String, String>> {
    let mut addresses = Vec::new();
    walk_article(&mut draft.clone(), &mut |piece| {
        if let Piece::Image(Image { src, .. }) = piece {
            addresses.push(src.clone());
        }
    });
    addresses.sort();
    addresses.dedup();
    store.image_paths(&addresses).await
}

fn finding(fault: Fault, page: Option<&Page>) -> Finding {
    let Fault { span, .. } = fault;
    Finding {
        code: fault.code.as_str().to_owned(),
        severity: match fault.severity {
            Severity::Error => FindingSeverity::Error,
            Severity::Warning => FindingSeverity::Warning,
        },
        message: fault.message,
        advice: fault.help,
        block: None,
        pointer: page.map(|page| page.pointer(span.line).to_owned()),
        line: counted(span.line),
        column: counted(span.column),
    }
}

/// A line or column: texts are far shorter than the numbers reach.
pub fn counted(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
