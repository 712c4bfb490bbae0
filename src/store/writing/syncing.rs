//! What a write changes for readers, piece by piece: the rows along which mirrors and streams of events walk.

use super::Writing;
use crate::error::Result;

/// Everything published that was touched itself.
const TOUCHED: [&str; 2] = [
    "INSERT INTO sync_item (kind, id, version, is_public, slug, locale)
     SELECT 'article', a.id, $1, 1, a.slug, a.locale
     FROM touched t
     CROSS JOIN published_article a
     WHERE t.version = $1 AND t.kind = 'article' AND a.id = t.name
     ON CONFLICT (kind, id) DO UPDATE
     SET version = excluded.version, is_public = 1, slug = excluded.slug, locale = excluded.locale",
    "INSERT INTO sync_item (kind, id, version, is_public, slug)
     SELECT e.kind, e.id, $1, 1, e.id
     FROM touched t
     CROSS JOIN entry e
     WHERE t.version = $1 AND t.kind IN ('therapy', 'condition', 'person', 'reference') AND e.kind = t.kind AND e.id = t.name
     ON CONFLICT (kind, id) DO UPDATE
     SET version = excluded.version, is_public = 1",
];

/// Everything published that shows what was touched: a constant number of statements, however much that is. The
/// groups of articles at a touched slug are among it, because in any language the slug may lead elsewhere now. `CROSS JOIN`
/// keeps SQLite to the order in which the joins are written: from the little that was touched.
const SHOWN: [&str; 2] = [
    "INSERT INTO sync_item (kind, id, version, is_public, slug, locale)
     SELECT 'article', a.id, $1, 1, a.slug, a.locale
     FROM (
        SELECT l.source AS id, l.revision
        FROM touched t
        CROSS JOIN link l
        WHERE t.version = $1 AND t.kind IN ('therapy', 'condition', 'person', 'reference')
            AND l.target_kind = t.kind AND l.target = t.name AND l.source_kind = 'article'
        UNION
        SELECT l.source, l.revision
        FROM touched t
        CROSS JOIN link l
        WHERE t.version = $1 AND t.kind = 'slug'
            AND l.target_kind = 'article' AND l.target = t.name AND l.source_kind = 'article'
        UNION
        SELECT a.id, a.published_revision
        FROM touched t
        CROSS JOIN article a
        WHERE t.version = $1 AND t.kind = 'translations' AND a.translation_group = t.name
        UNION
        SELECT o.id, o.published_revision
        FROM touched t
        CROSS JOIN article a
        CROSS JOIN article o
        WHERE t.version = $1 AND t.kind = 'slug' AND a.slug = t.name AND o.translation_group = a.translation_group
     ) shown
     CROSS JOIN published_article a
     WHERE a.id = shown.id AND a.revision = shown.revision
     ON CONFLICT (kind, id) DO UPDATE
     SET version = excluded.version, is_public = 1, slug = excluded.slug, locale = excluded.locale",
    "INSERT INTO sync_item (kind, id, version, is_public, slug)
     SELECT e.kind, e.id, $1, 1, e.id
     FROM (
        SELECT l.source_kind AS kind, l.source AS id, l.revision
        FROM touched t
        CROSS JOIN link l
        WHERE t.version = $1 AND t.kind IN ('therapy', 'condition', 'person', 'reference')
            AND l.target_kind = t.kind AND l.target = t.name AND l.source_kind <> 'article'
        UNION
        SELECT l.source_kind, l.source, l.revision
        FROM touched t
        CROSS JOIN link l
        WHERE t.version = $1 AND t.kind = 'slug'
            AND l.target_kind = 'article' AND l.target = t.name AND l.source_kind <> 'article'
     ) shown
     CROSS JOIN entry e
     WHERE e.kind = shown.kind AND e.id = shown.id AND e.revision = shown.revision
     ON CONFLICT (kind, id) DO UPDATE
     SET version = excluded.version, is_public = 1",
];

/// What was touched and is public no more. What was withdrawn by an earlier write stays where it is: whatever is touched of
/// it now was touched by what nobody sees.
const WITHDRAWN: &str = "UPDATE sync_item
     SET version = $1, is_public = 0
     FROM (
        SELECT t.kind, t.name AS id
        FROM touched t
        WHERE t.version = $1 AND t.kind = 'article'
            AND NOT EXISTS (SELECT 1 FROM published_article a WHERE a.id = t.name)
        UNION
        SELECT t.kind, t.name
        FROM touched t
        WHERE t.version = $1 AND t.kind IN ('therapy', 'condition', 'person', 'reference')
            AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.kind = t.kind AND e.id = t.name)
     ) gone
     WHERE sync_item.kind = gone.kind AND sync_item.id = gone.id AND sync_item.is_public = 1";

/// A write that changed what readers see is known by the audit log as it stands after it, and changes what walks along
/// all changes.
const CHANGED: [&str; 2] = [
    "INSERT INTO sync_mark (version, mark)
     SELECT $1, coalesce((SELECT u.hash FROM audit u WHERE u.position = (SELECT max(l.position) FROM audit l)), '')
     WHERE EXISTS (SELECT 1 FROM sync_item s WHERE s.is_public IN (0, 1) AND s.version = $1)",
    "INSERT INTO touched (version, kind, name)
     SELECT m.version, 'list', 'changes'
     FROM sync_mark m
     WHERE m.version = $1",
];

/// The moments at which the answers changed last; they never go back.
const MODIFIED: [&str; 2] = [
    "UPDATE article
     SET modified_at = $2
     FROM (
        SELECT DISTINCT s.id
        FROM sync_item s
        WHERE s.is_public = 1 AND s.version = $1 AND s.kind = 'article'
     ) shown
     WHERE article.id = shown.id AND article.modified_at < $2",
    "UPDATE entry
     SET modified_at = $2
     FROM (
        SELECT DISTINCT s.kind, s.id
        FROM sync_item s
        WHERE s.is_public = 1 AND s.version = $1 AND s.kind IN ('therapy', 'condition', 'person', 'reference')
     ) shown
     WHERE entry.kind = shown.kind AND entry.id = shown.id AND entry.modified_at < $2",
];

impl Writing<'_> {
    /// Moves all whose answers this write changed to its number, and on to its moment.
    pub(super) async fn keep_changed(&mut self) -> Result<()> {
        let (version, at) = (self.number(), self.at);
        self.run(&TOUCHED).await?;
        // Before the first write there was nothing that could rest on what it wrote.
        if self.version > 0 {
            self.run(&SHOWN).await?;
            self.run(&[WITHDRAWN]).await?;
            for sql in MODIFIED {
                let values = [version.into(), at.into()];
                self.session.execute(sql, values).await?;
            }
        }
        self.run(&CHANGED).await
    }

    async fn run(&mut self, statements: &[&'static str]) -> Result<()> {
        let version = self.number();
        for sql in statements {
            self.session.execute(sql, [version.into()]).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
