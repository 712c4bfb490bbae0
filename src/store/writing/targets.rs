//! What an entry points at, and what points at it: neither may be missing, because both are public.

use std::collections::HashSet;

use super::{Writing, without_json};
use crate::content::{Entry, Kind, NoticeKind, Use, uses_of};
use crate::error::{Error, Result, Violation};
use crate::store::references::complete;

/// The most names that one refusal tells; the others are counted.
const MAX_NAMED: usize = 20;

impl Writing<'_> {
    /// What the description of an entry points at that is not there, once the entry is written. An article that is only a
    /// draft is there: until it is published, readers see text without a link.
    pub(in crate::store) async fn missing_targets<T: Entry>(
        &mut self,
        content: &T,
    ) -> Result<Vec<Violation>> {
        let rows = self
            .session
            .all(
                "SELECT DISTINCT l.target_kind, l.target
                 FROM link l
                 WHERE l.source_kind = $1 AND l.source = $2
                    AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.kind = l.target_kind AND e.id = l.target)
                    AND NOT EXISTS (SELECT 1 FROM article a WHERE l.target_kind = 'article' AND a.slug = l.target)
                    AND NOT EXISTS (SELECT 1 FROM media m WHERE l.target_kind = 'media' AND m.sha256 = l.target)",
                [T::KIND.as_str().into(), content.id().into()],
            )
            .await?;
        let missing = rows
            .iter()
            .map(|row| Ok((row.text("target_kind")?, row.text("target")?)))
            .collect::<Result<HashSet<_>>>()?;
        violations_at(content, &missing, |used| {
            let (code, what) = code_of(&used.kind);
            (code, format!("there is no {what} `{}`", used.target))
        })
    }

    /// What the description of an entry cites and was retracted, once the entry is written.
    pub(in crate::store) async fn retracted_sources<T: Entry>(
        &mut self,
        content: &T,
    ) -> Result<Vec<Violation>> {
        let rows = self
            .session
            .all(
                "SELECT DISTINCT l.target, r.body, e.citation, e.notice
                 FROM link l
                 JOIN entry e ON e.kind = l.target_kind AND e.id = l.target
                 JOIN revision r ON r.kind = e.kind AND r.owner = e.id AND r.number = e.revision
                 WHERE l.source_kind = $1 AND l.source = $2 AND l.target_kind = 'reference'",
                [T::KIND.as_str().into(), content.id().into()],
            )
            .await?;
        let mut retracted = HashSet::new();
        for row in rows {
            let notice = complete(&row)?.notice;
            if notice.is_some_and(|notice| notice.kind == NoticeKind::Retracted) {
                retracted.insert(("reference".to_owned(), row.text("target")?));
            }
        }
        violations_at(content, &retracted, |used| {
            let message = format!(
                "`{}` was retracted; remove the citation, and look again at what rests on it",
                used.target
            );
            ("REF003", message)
        })
    }

    /// Refuses to remove what published articles or descriptions of other entries rest on.
    pub(in crate::store) async fn refuse_to_remove_what_is_used(
        &mut self,
        kind: Kind,
        id: &str,
    ) -> Result<()> {
        let rows = self
            .session
            .all(
                "SELECT DISTINCT 'article' AS kind, a.slug AS name
                 FROM link l
                 JOIN article a ON a.id = l.source AND a.published_revision = l.revision
                 WHERE l.target_kind = $1 AND l.target = $2 AND l.source_kind = 'article'
                 UNION
                 SELECT l.source_kind, l.source
                 FROM link l
                 JOIN entry e ON e.kind = l.source_kind AND e.id = l.source AND e.revision = l.revision
                 WHERE l.target_kind = $1 AND l.target = $2 AND NOT (l.source_kind = $1 AND l.source = $2)
                 ORDER BY kind, name",
                [kind.as_str().into(), id.into()],
            )
            .await?;
        if rows.is_empty() {
            return Ok(());
        }
        let named = rows.iter().take(MAX_NAMED);
        let names = named
            .map(|row| Ok(format!("the {} `{}`", row.text("kind")?, row.text("name")?)))
            .collect::<Result<Vec<_>>>()?;
        let others = match rows.len() - names.len() {
            0 => String::new(),
            others => format!(" and {others} more"),
        };
        Err(Error::Conflict(format!(
            "the {} `{id}` cannot be deleted, because these rest on it: {}{others}",
            kind.as_str(),
            names.join(", ")
        )))
    }
}

/// A violation for each place in a description that names one of some things, by kind and name.
fn violations_at<T: Entry>(
    content: &T,
    named: &HashSet<(String, String)>,
    fault: impl Fn(&Use) -> (&'static str, String),
) -> Result<Vec<Violation>> {
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let blocks = serde_json::to_value(content.description()).map_err(without_json)?;
    let uses = uses_of(&blocks, "#/description").into_iter();
    Ok(uses
        .filter(|used| named.contains(&(used.kind.clone(), used.target.clone())))
        .map(|used| {
            let (code, message) = fault(&used);
            Violation::of_member(&used.pointer, code, message)
        })
        .collect())
}

/// The code of a check that finds something missing, and what a person calls the thing.
fn code_of(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "article" => ("LNK003", "article"),
        "therapy" => ("TAX002", "therapy"),
        "condition" => ("TAX002", "condition"),
        "media" => ("IMG002", "image"),
        _ => ("CIT001", "reference"),
    }
}
