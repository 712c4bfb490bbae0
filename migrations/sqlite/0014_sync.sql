-- What changed for readers, and when last: what mirrors and streams of events walk along.

-- A row for each piece that was ever public, never for what was not: a draft must not show.
CREATE TABLE sync_item (
    kind      TEXT NOT NULL CHECK (kind IN ('article', 'therapy', 'condition', 'person', 'reference')),
    id        TEXT NOT NULL,
    -- Of the last write that changed its answer.
    version   INTEGER NOT NULL,
    -- 0: it was withdrawn or removed by that write.
    is_public INTEGER NOT NULL CHECK (is_public IN (0, 1)),
    -- Where readers found it last.
    slug      TEXT NOT NULL,
    -- Of an article alone.
    locale    TEXT CHECK ((kind = 'article') = (locale IS NOT NULL)),
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX sync_item_by_version ON sync_item (is_public, version, kind, id);

-- By what the history up to a write is told from any other: the hash of the last row of the audit log then. A row for each
-- write that changed what readers see. Rows are only ever added.
CREATE TABLE sync_mark (
    version INTEGER NOT NULL PRIMARY KEY,
    mark    TEXT NOT NULL
) STRICT;

-- What was removed before has no row: nobody has walked along it yet.
INSERT INTO sync_item (kind, id, version, is_public, slug, locale)
SELECT 'article', a.id, v.version, 1, a.slug, a.locale
FROM published_article a
JOIN content_version v ON v.id = 1;

INSERT INTO sync_item (kind, id, version, is_public, slug, locale)
SELECT e.kind, e.id, v.version, 1, e.id, NULL
FROM published_entry e
JOIN content_version v ON v.id = 1;

-- A database from before the audit log has no hash; a random one tells it from its copies.
INSERT INTO sync_mark (version, mark)
SELECT v.version, coalesce((SELECT u.hash FROM audit u WHERE u.position = (SELECT max(l.position) FROM audit l)), lower(hex(randomblob(32))))
FROM content_version v
WHERE v.id = 1 AND EXISTS (SELECT 1 FROM sync_item);

-- What changed, in the order of the writes that changed it last.
CREATE VIEW published_change AS
SELECT
    s.kind,
    s.id,
    s.version,
    s.is_public,
    s.slug,
    s.locale,
    m.mark
FROM sync_item s
CROSS JOIN sync_mark m
WHERE m.version = s.version;
