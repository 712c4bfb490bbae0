//! What changed for readers, in the order of the writes that changed it last: a walk along it from any position meets all
//! that has become another since, and from the beginning everything that is public.

mod documents;
mod position;
mod surroundings;

pub use position::SyncPosition;

use super::Store;
use super::database::Session;
use super::entries::tags_of;
use super::page::PageSize;
use super::value::Row;
use crate::content::{Locale, PieceKind, SyncItem, Tagged};
use crate::error::{Error, Result};
use position::identity;

/// The next changes after a position. Each half goes along its index.
const CHANGES: &str = "SELECT changed.version, changed.is_public, changed.kind, changed.id, changed.slug, changed.locale, changed.mark
     FROM (
        SELECT *
        FROM (
            SELECT c.version, c.is_public, c.kind, c.id, c.slug, c.locale, c.mark
            FROM published_change c
            WHERE c.is_public = 1 AND (c.version, c.kind, c.id) > ($1, $2, $3)
            ORDER BY c.version, c.kind, c.id
            LIMIT $7
        ) changed
        UNION ALL
        SELECT *
        FROM (
            SELECT c.version, c.is_public, c.kind, c.id, c.slug, c.locale, c.mark
            FROM published_change c
            WHERE c.is_public = 0 AND (c.version, c.kind, c.id) > ($4, $5, $6)
            ORDER BY c.version, c.kind, c.id
            LIMIT $7
        ) changed
     ) changed
     ORDER BY changed.version, changed.is_public, changed.kind, changed.id
     LIMIT $7";

/// The last change of each half.
const LAST: &str =
    "SELECT changed.version, changed.is_public, changed.kind, changed.id, changed.mark
     FROM (
        SELECT *
        FROM (
            SELECT c.version, c.is_public, c.kind, c.id, c.mark
            FROM published_change c
            WHERE c.is_public = 1
            ORDER BY c.version DESC, c.kind DESC, c.id DESC
            LIMIT 1
        ) changed
        UNION ALL
        SELECT *
        FROM (
            SELECT c.version, c.is_public, c.kind, c.id, c.mark
            FROM published_change c
            WHERE c.is_public = 0
            ORDER BY c.version DESC, c.kind DESC, c.id DESC
            LIMIT 1
        ) changed
     ) changed
     ORDER BY changed.version DESC, changed.is_public DESC
     LIMIT 1";

/// A piece that changed for readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where a walk stands that has met it.
    pub position: SyncPosition,
    pub kind: PieceKind,
    pub id: String,
    /// Where readers find it, or found it last: a slug, or the key of a reference.
    pub slug: String,
    /// Of an article alone.
    pub locale: Option<Locale>,
    /// False for what was withdrawn or removed.
    pub is_public: bool,
}

/// A part of the walk: what changed, as it is now.
#[derive(Clone, Debug)]
pub struct SyncPage {
    pub items: Vec<SyncItem>,
    /// Where the next part begins.
    pub next: SyncPosition,
    /// Whether there is more after it now.
    pub has_more: bool,
}

impl Store {
    /// The next part of a walk along all changes, or the first of one that is to meet everything that is public. A piece that
    /// changes meanwhile moves to the end, so that nothing is missed.
    pub async fn sync(
        &self,
        after: Option<&SyncPosition>,
        size: PageSize,
    ) -> Result<Tagged<SyncPage>> {
        let mut session = self.db.read().await?;
        let after = match after {
            Some(position) => {
                self.refuse_foreign(&mut session, position).await?;
                position.clone()
            }
            None => self.first_position(&mut session).await?,
        };
        let mut changes = self
            .next_changes(&mut session, &after, size.and_one())
            .await?;
        let has_more = changes.len() > size.get();
        changes.truncate(size.get());
        let next = changes.last().map_or(after, |last| last.position.clone());
        let items = self.items_of(&mut session, &changes).await?;
        session.commit().await?;
        Ok(Tagged {
            value: SyncPage {
                items,
                next,
                has_more,
            },
            tags: tags_of("list", "changes"),
            modified_at: None,
        })
    }

    /// The position of a walk that has met all changes until now.
    pub async fn sync_position_now(&self) -> Result<SyncPosition> {
        let mut session = self.db.read().await?;
        let position = self.last_position(&mut session).await?;
        session.commit().await?;
        Ok(position)
    }

    /// The next changes after a position, in order; fewer than `limit` when there are no more.
    pub async fn changes_after(&self, after: &SyncPosition, limit: u32) -> Result<Vec<Change>> {
        let mut session = self.db.read().await?;
        self.refuse_foreign(&mut session, after).await?;
        let changes = self.next_changes(&mut session, after, limit).await?;
        session.commit().await?;
        Ok(changes)
    }

    /// The tags of the lists of claims, to which something came or from which something went between two positions.
    pub async fn claims_changed(
        &self,
        after: &SyncPosition,
        until: &SyncPosition,
    ) -> Result<Vec<String>> {
        let rows = self
            .db
            .all(
                "SELECT DISTINCT t.name
                 FROM touched t
                 WHERE t.version > $1 AND t.version <= $2 AND t.kind = 'claims'
                 ORDER BY t.name",
                [after.version.into(), until.version.into()],
            )
            .await?;
        let names = rows.iter().map(|row| row.text("name"));
        names.map(|name| Ok(format!("claims:{}", name?))).collect()
    }

    /// Where a walk begins that is to meet everything that is public.
    pub(super) async fn first_position(&self, session: &mut Session) -> Result<SyncPosition> {
        let last = self.last_position(session).await?;
        Ok(SyncPosition {
            floor: last.version,
            identity: last.identity,
            ..SyncPosition::default()
        })
    }

    async fn last_position(&self, session: &mut Session) -> Result<SyncPosition> {
        let beginning = SyncPosition {
            identity: identity(&self.addresses, ""),
            ..SyncPosition::default()
        };
        let last = session.one(LAST, []).await?;
        last.map_or(Ok(beginning.clone()), |row| {
            beginning.at(&row, &self.addresses)
        })
    }

    /// Refuses a position of another history: of another database, of a later state than that of a backup that was brought
    /// back, or of a program whose answers are others.
    pub(super) async fn refuse_foreign(
        &self,
        session: &mut Session,
        position: &SyncPosition,
    ) -> Result<()> {
        let row = session
            .one(
                "SELECT m.mark
                 FROM sync_mark m
                 WHERE m.version = $1",
                [position.reach().into()],
            )
            .await?;
        let mark = match row {
            Some(row) => row.text("mark")?,
            None if position.reach() == 0 => String::new(),
            None => return Err(Error::ExpiredToken),
        };
        if position.identity == identity(&self.addresses, &mark) {
            return Ok(());
        }
        Err(Error::ExpiredToken)
    }

    pub(super) async fn next_changes(
        &self,
        session: &mut Session,
        after: &SyncPosition,
        limit: u32,
    ) -> Result<Vec<Change>> {
        let [version, kind, id] = after.after_public();
        let [gone_version, gone_kind, gone_id] = after.after_withdrawn();
        let values = [
            version,
            kind,
            id,
            gone_version,
            gone_kind,
            gone_id,
            limit.into(),
        ];
        let rows = session.all(CHANGES, values).await?;
        let mut position = after.clone();
        rows.iter()
            .map(|row| {
                position = position.at(row, &self.addresses)?;
                change(row, position.clone())
            })
            .collect()
    }
}

fn change(row: &Row, position: SyncPosition) -> Result<Change> {
    Ok(Change {
        kind: row.parsed("kind")?,
        id: row.text("id")?,
        slug: row.text("slug")?,
        locale: match row.optional_text("locale")? {
            Some(_) => Some(row.parsed("locale")?),
            None => None,
        },
        is_public: position.is_public,
        position,
    })
}
