-- What imported data says of papers: retractions, expressions of concern, corrections.

-- What stands of a paper by the data, under each identifier in the form of `reference_identifier`. Papers that no reference
-- is of are kept too: such a reference may be written later.
CREATE TABLE retraction (
    identifier TEXT NOT NULL PRIMARY KEY,
    nature     TEXT NOT NULL CHECK (nature IN ('retracted', 'concern', 'corrected', 'reinstated')),
    noticed_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The data that was imported last, if any was: one row.
CREATE TABLE retraction_data (
    id          INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    sha256      TEXT NOT NULL CHECK (length(sha256) = 64),
    dated_on    TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    -- The rows of the data, and how many of them could not be used.
    rows        INTEGER NOT NULL CHECK (rows >= 0),
    unused_rows INTEGER NOT NULL CHECK (unused_rows BETWEEN 0 AND rows)
) STRICT;

-- The notice that the data has of a reference, and the one that its author wrote, each as JSON. They stand apart: data that is
-- newer replaces what data said, and never what an author wrote.
ALTER TABLE entry ADD COLUMN notice TEXT CHECK (json_valid(notice));
ALTER TABLE entry ADD COLUMN authored_notice TEXT CHECK (json_valid(authored_notice));

UPDATE entry
SET authored_notice = (
    SELECT json_extract(r.body, '$.notice')
    FROM revision r
    WHERE r.kind = entry.kind AND r.owner = entry.id AND r.number = entry.revision
)
WHERE entry.kind = 'reference';

CREATE INDEX entry_by_notice ON entry (id) WHERE notice IS NOT NULL OR authored_notice IS NOT NULL;

-- What the data said of a reference when readers saw it.
ALTER TABLE publication ADD COLUMN notice TEXT CHECK (json_valid(notice));

DROP VIEW published_entry;

CREATE VIEW published_entry AS
SELECT
    e.kind,
    e.id,
    e.revision,
    r.body,
    e.citation,
    e.notice,
    e.authored_notice,
    e.updated_at,
    e.modified_at
FROM entry e
JOIN revision r ON r.kind = e.kind AND r.owner = e.id AND r.number = e.revision;
