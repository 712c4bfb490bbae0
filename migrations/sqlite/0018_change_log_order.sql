-- The rows of one write lie together. Where one write has put in most of the rows, its statistics keep SQLite from going to the
-- few rows of another by the index of a table with rowids: it read all of them, at every write.

ALTER TABLE change_log RENAME TO change_log_before;

CREATE TABLE change_log (
    version  INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN ('article', 'therapy', 'condition', 'person', 'reference', 'media')),
    owner    TEXT NOT NULL,
    PRIMARY KEY (version, position)
) STRICT, WITHOUT ROWID;

INSERT INTO change_log (version, position, kind, owner)
SELECT version, position, kind, owner FROM change_log_before;

DROP TABLE change_log_before;
