//! The documents of many pieces, each the same as at its own address, made in a constant number of statements.

use std::collections::HashMap;

use super::Change;
use super::surroundings::{Name, Surroundings};
use crate::content::{
    ArticleDraft, DeletedPiece, Entry, Foundation, PieceKind, Slug, SyncItem, SyncedArticle,
    SyncedCondition, SyncedPerson, SyncedReference, SyncedTherapy, build_article,
};
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::articles::ArticleRow;
use crate::store::database::Session;
use crate::store::value::Value;

/// A published article as it lies in the database.
struct Stored {
    row: ArticleRow,
    draft: ArticleDraft,
    previous_slugs: Vec<Slug>,
}

impl Store {
    /// Each change as what readers see of it now.
    pub(super) async fn items_of(
        &self,
        session: &mut Session,
        changes: &[Change],
    ) -> Result<Vec<SyncItem>> {
        let public = changes.iter().filter(|change| change.is_public);
        let names: Vec<Name> = public.map(name_of).collect();
        let mut articles = stored_articles(session, &names).await?;
        let rows: Vec<&ArticleRow> = articles.values().map(|article| &article.row).collect();
        let surroundings = self.surroundings(session, &names, &rows).await?;
        let changes = changes.iter();
        changes
            .map(|change| {
                if !change.is_public {
                    return Ok(deleted(change));
                }
                match change.kind {
                    PieceKind::Article => {
                        let article = articles.remove(&change.id);
                        let article = article.ok_or_else(|| missing(change))?;
                        self.synced_article(article, &surroundings)
                    }
                    _ => self.synced_entry(change, &surroundings),
                }
            })
            .collect()
    }

    fn synced_article(&self, article: Stored, surroundings: &Surroundings) -> Result<SyncItem> {
        let Stored {
            row,
            draft,
            previous_slugs,
        } = article;
        let name = (PieceKind::Article, row.id.clone());
        let mut foundation = surroundings.of(&name, &row.locale, self.default_locale())?;
        foundation.alternates = surroundings.alternates(&row);
        let mut publication = row.publication();
        publication.is_older_than_source = surroundings.is_older_than_source(&row);
        let (article, _) = build_article(draft, publication, &foundation, &self.addresses);
        Ok(SyncItem::Article(Box::new(SyncedArticle {
            article,
            previous_slugs,
        })))
    }

    fn synced_entry(&self, change: &Change, surroundings: &Surroundings) -> Result<SyncItem> {
        Ok(match change.kind {
            PieceKind::Article => return Err(missing(change)),
            PieceKind::Therapy => SyncItem::Therapy(SyncedTherapy {
                therapy: self.entry_of(change, surroundings)?,
            }),
            PieceKind::Condition => SyncItem::Condition(SyncedCondition {
                condition: self.entry_of(change, surroundings)?,
            }),
            PieceKind::Person => SyncItem::Person(SyncedPerson {
                person: self.entry_of(change, surroundings)?,
            }),
            PieceKind::Reference => SyncItem::Reference(Box::new(SyncedReference {
                reference: self.entry_of(change, surroundings)?,
            })),
        })
    }

    fn entry_of<T: Entry>(&self, change: &Change, surroundings: &Surroundings) -> Result<T> {
        let name = name_of(change);
        let row = surroundings.entry(&name).ok_or_else(|| missing(change))?;
        let content: T = row.json("body")?;
        let locale = self.default_locale();
        let foundation = match content.description() {
            [] => Foundation::default(),
            _ => surroundings.of(&name, locale, locale)?,
        };
        let beside = (row.optional_text("citation")?, row.optional_json("notice")?);
        let (value, _) = content.built(beside, &foundation, &self.addresses);
        Ok(value)
    }
}

fn name_of(change: &Change) -> Name {
    (change.kind, change.id.clone())
}

fn deleted(change: &Change) -> SyncItem {
    SyncItem::Deleted(DeletedPiece {
        kind: change.kind,
        id: change.id.clone(),
        slug: change.slug.clone(),
        locale: change.locale.clone(),
    })
}

fn missing(change: &Change) -> Error {
    let (kind, id) = (change.kind.as_str(), &change.id);
    Error::Corrupt(format!("{kind} {id} is public and not there"))
}

/// The articles among some pieces, by their ids.
async fn stored_articles(session: &mut Session, names: &[Name]) -> Result<HashMap<String, Stored>> {
    let ids: Vec<[Value; 1]> = names
        .iter()
        .filter(|(kind, _)| *kind == PieceKind::Article)
        .map(|(_, id)| [id.as_str().into()])
        .collect();
    let rows = session
        .all_about(
            "SELECT a.id, a.locale, a.translation_group, a.revision, a.reviewed_revision, a.review,
                a.first_published_at, a.published_at, a.updated_at, a.modified_at, r.body
             FROM",
            ids.clone(),
            "named
             CROSS JOIN published_article a
             CROSS JOIN revision r
             WHERE a.id = named.column1 AND r.kind = 'article' AND r.owner = a.id AND r.number = a.revision",
        )
        .await?;
    let mut previous_slugs = previous_slugs(session, ids).await?;
    let rows = rows.iter();
    rows.map(|row| {
        let id = row.text("id")?;
        let article = Stored {
            row: ArticleRow::read(row)?,
            draft: row.json("body")?,
            previous_slugs: previous_slugs.remove(&id).unwrap_or_default(),
        };
        Ok((id, article))
    })
    .collect()
}

/// The slugs at which each article was found before.
async fn previous_slugs(
    session: &mut Session,
    ids: Vec<[Value; 1]>,
) -> Result<HashMap<String, Vec<Slug>>> {
    let rows = session
        .all_about(
            "SELECT p.article_id, p.slug
             FROM",
            ids,
            "named
             CROSS JOIN previous_slug p
             WHERE p.article_id = named.column1
             ORDER BY p.slug",
        )
        .await?;
    let mut slugs: HashMap<String, Vec<Slug>> = HashMap::new();
    for row in &rows {
        let of_article = slugs.entry(row.text("article_id")?).or_default();
        of_article.push(row.parsed("slug")?);
    }
    Ok(slugs)
}
