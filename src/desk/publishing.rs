//! What an editor does to make an article public, or no longer so: the text is brought into agreement with the act, and
//! checked.

use super::checking::page_of;
use super::findings;
use crate::content::{
    ArticleDraft, Finding, FindingSeverity, Message, Moment, Signature, Source, refuse_past,
};
use crate::error::{Error, Result, Violation};
use crate::store::{Head, NewText, Retiming, Stood, Store, Target};

/// What stops a publication whatever the reason: readers would be shown names that lead nowhere, or one name for two things.
const NEVER_FORCED: [&str; 3] = ["CIT001", "ID002", "TAX002"];

/// How often a publication is checked anew because another write came between its checks and itself.
pub(super) const MAX_TRIES: u32 = 8;

/// How an article is to become public.
#[derive(Clone, Debug, Default)]
pub struct Publishing {
    /// The moment; now, when there is none.
    pub at: Option<Moment>,
    /// Why, although its checks find what stops a publication.
    pub forced: Option<Message>,
}

/// Makes the draft of an article public now, or names the moment at which it becomes so. It is checked against what is
/// stored when it is written.
pub async fn publish(
    store: &Store,
    signature: &Signature,
    target: &Target,
    publishing: &Publishing,
) -> Result<Stood> {
    let _turn = store.publishing_turn().await;
    for _ in 0..MAX_TRIES {
        let head = store.head(target).await?;
        match publish_head(store, signature, (target, &head), publishing).await {
            Err(Error::Outdated) => {}
            done => return done,
        }
    }
    Err(Error::Busy)
}

async fn publish_head(
    store: &Store,
    signature: &Signature,
    (target, head): (&Target, &Head),
    publishing: &Publishing,
) -> Result<Stood> {
    let draft = match publishing.at {
        None => head.draft.public_now(head.public_slug.as_ref(), head.at),
        Some(at) => {
            refuse_past(at, head.at)?;
            head.draft.public_at(head.public_slug.as_ref(), at)?
        }
    };
    let stops = errors_of(findings(store, &draft).await?);
    refuse_unpublishable(&stops, publishing.forced.is_some())?;
    // A reason is one only where there was something to overcome.
    let forced = publishing.forced.as_ref().filter(|_| !stops.is_empty());
    let signature = signed(signature, forced);
    let text = text_of(store, draft, head, false).await?;
    let seen = (target, &head.seen);
    match publishing.at {
        None => store.publish(&signature, seen, &text, forced).await,
        Some(_) => store.schedule(&signature, seen, &text, forced).await,
    }
}

/// Takes an article from its readers now, or names the moment at which it ceases to be public.
pub async fn unpublish(
    store: &Store,
    signature: &Signature,
    target: &Target,
    at: Option<Moment>,
) -> Result<Stood> {
    let head = store.head(target).await?;
    let Some(at) = at else {
        // What was never public has only its moment to lose, and its draft must not go on naming it.
        return match (&head.published, head.publish_due_at) {
            (None, Some(_)) => take_back(store, signature, target, &head).await,
            (_, _) => store.unpublish(signature, target).await,
        };
    };
    refuse_past(at, head.at)?;
    let retiming = retimed(store, &head, |draft| draft.public_until(at)).await?;
    store.unpublish_at(signature, target, &retiming).await
}

/// Takes back the moments at which something was to happen to an article.
pub async fn unschedule(store: &Store, signature: &Signature, target: &Target) -> Result<Stood> {
    let head = store.head(target).await?;
    take_back(store, signature, target, &head).await
}

async fn take_back(
    store: &Store,
    signature: &Signature,
    target: &Target,
    head: &Head,
) -> Result<Stood> {
    let (due_at, now) = (head.publish_due_at, head.at);
    let retiming = retimed(store, head, |draft| Ok(draft.unscheduled(due_at, now))).await?;
    store.unschedule(signature, target, &retiming).await
}

/// What stops a publication, of all that checks have found.
pub(super) fn errors_of(findings: Vec<Finding>) -> Vec<Finding> {
    let findings = findings.into_iter();
    findings
        .filter(|finding| finding.severity == FindingSeverity::Error)
        .collect()
}

/// Refuses what stops a publication; if that is forced, only what cannot be.
pub(super) fn refuse_unpublishable(stops: &[Finding], is_forced: bool) -> Result<()> {
    let stands = |stop: &&Finding| !is_forced || NEVER_FORCED.contains(&stop.code.as_str());
    let violations: Vec<Violation> = stops.iter().filter(stands).map(violation).collect();
    match violations.is_empty() {
        true => Ok(()),
        false => Err(Error::Unpublishable(violations)),
    }
}

fn violation(finding: &Finding) -> Violation {
    Violation {
        pointer: finding.pointer.clone(),
        line: Some(finding.line),
        column: Some(finding.column),
        code: finding.code.clone(),
        message: finding.message.clone(),
        ..Violation::default()
    }
}

/// The reason of a forced act is also why its revision is made, unless the editor says otherwise.
fn signed(signature: &Signature, forced: Option<&Message>) -> Signature {
    Signature {
        message: signature.message.clone().or_else(|| forced.cloned()),
        ..signature.clone()
    }
}

/// The public text and the head with other moments, each where it says others than before. A head that is public is no
/// text of its own.
async fn retimed(
    store: &Store,
    head: &Head,
    retime: impl Fn(&ArticleDraft) -> Result<ArticleDraft>,
) -> Result<Retiming> {
    let (mut published, mut draft) = (None, None);
    if let Some(public) = &head.published {
        let other = retime(public)?;
        if other != *public {
            published = Some(text_of(store, other, head, false).await?);
        }
    }
    if !head.is_public {
        let other = retime(&head.draft)?;
        if other != head.draft {
            draft = Some(text_of(store, other, head, head.is_draft).await?);
        }
    }
    Ok(Retiming {
        seen: head.seen.clone(),
        published,
        head: draft,
    })
}

/// A text with the file that an author would write of it, in the place of the one before.
async fn text_of(
    store: &Store,
    draft: ArticleDraft,
    head: &Head,
    is_draft: bool,
) -> Result<NewText> {
    let stem = stem_of(&head.source_path).unwrap_or(draft.slug.as_str());
    let source = Source {
        path: format!("articles/{stem}.md"),
        text: page_of(store, &draft, stem, is_draft).await?.text,
    };
    Ok(NewText { draft, source })
}

/// The name that the files of an article have in common.
fn stem_of(path: &str) -> Option<&str> {
    let name = path.strip_prefix("articles/")?.strip_suffix(".md")?;
    Some(name.strip_suffix(".draft").unwrap_or(name))
}
