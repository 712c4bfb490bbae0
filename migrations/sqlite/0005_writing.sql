-- Who wrote what, what readers saw when, what happens at which moment, and the audit log.

-- Who wrote a revision: the id of a key, `command` for a command of this program, `schedule` for the moment that it named.
ALTER TABLE revision ADD COLUMN written_by TEXT NOT NULL DEFAULT 'command';
-- Why, in the words of who wrote it.
ALTER TABLE revision ADD COLUMN message TEXT CHECK (length(message) BETWEEN 1 AND 500);

CREATE TRIGGER revision_is_never_changed BEFORE UPDATE ON revision
BEGIN
    SELECT RAISE(ABORT, 'a revision is never changed');
END;

CREATE TRIGGER revision_is_never_removed BEFORE DELETE ON revision
BEGIN
    SELECT RAISE(ABORT, 'a revision is never removed');
END;

-- The revision that becomes public at a moment, and the moment at which what is public ceases to be.
ALTER TABLE article ADD COLUMN scheduled_revision INTEGER;
ALTER TABLE article ADD COLUMN publish_due_at TEXT CHECK ((publish_due_at IS NULL) = (scheduled_revision IS NULL));
ALTER TABLE article ADD COLUMN unpublish_due_at TEXT;
-- Why it becomes public although its checks found what stops a publication.
ALTER TABLE article ADD COLUMN publish_forced_because TEXT;

CREATE INDEX article_by_publish_due ON article (publish_due_at) WHERE publish_due_at IS NOT NULL;
CREATE INDEX article_by_unpublish_due ON article (unpublish_due_at) WHERE unpublish_due_at IS NOT NULL;

UPDATE article
SET scheduled_revision = article.head_revision, publish_due_at = json_extract(r.body, '$.publish_at')
FROM revision r
WHERE r.kind = 'article' AND r.owner = article.id AND r.number = article.head_revision
    AND article.is_draft = 0 AND article.published_revision IS NOT article.head_revision
    AND json_extract(r.body, '$.publish_at') IS NOT NULL;

UPDATE article
SET unpublish_due_at = json_extract(r.body, '$.unpublish_at')
FROM revision r
WHERE r.kind = 'article' AND r.owner = article.id AND r.number = article.published_revision;

-- When the head was written.
ALTER TABLE article ADD COLUMN drafted_at TEXT NOT NULL DEFAULT '';

UPDATE article
SET drafted_at = (
    SELECT r.created_at
    FROM revision r
    WHERE r.kind = 'article' AND r.owner = article.id AND r.number = article.head_revision
);

-- What is not published, or newer than it, or scheduled.
CREATE INDEX article_by_draft ON article (drafted_at, id)
WHERE published_revision IS NULL OR published_revision <> head_revision OR scheduled_revision IS NOT NULL
    OR unpublish_due_at IS NOT NULL;

-- Where an article stands between its draft and its readers.
CREATE VIEW article_standing AS
SELECT
    a.id,
    a.slug,
    a.locale,
    a.head_revision,
    a.published_revision,
    a.scheduled_revision,
    a.publish_due_at,
    a.unpublish_due_at,
    a.first_published_at,
    a.published_at,
    a.drafted_at,
    h.body AS head
FROM article a
-- Not JOIN: while the sizes of tables are unknown, the list of drafts would begin with every revision there is.
CROSS JOIN revision h
WHERE h.kind = 'article' AND h.owner = a.id AND h.number = a.head_revision;

-- What was to happen at a moment and did not, because the article was not fit for it; until something is done about it.
CREATE TABLE failed_schedule (
    article_id TEXT NOT NULL PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    revision   INTEGER NOT NULL,
    due_at     TEXT NOT NULL,
    failed_at  TEXT NOT NULL,
    -- Why, as a JSON array of findings.
    findings   TEXT NOT NULL CHECK (json_valid(findings))
) STRICT;

CREATE INDEX failed_schedule_by_failure ON failed_schedule (failed_at, article_id);

-- The number of the last write over HTTP that no folder has seen: neither was it in one that was applied, nor has it been
-- exported. 0 when there is none.
ALTER TABLE article ADD COLUMN http_version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entry ADD COLUMN http_version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE removed_article ADD COLUMN http_version INTEGER NOT NULL DEFAULT 0;

-- Entries that were deleted over HTTP, as long as no folder has seen that.
CREATE TABLE removed_entry (
    kind         TEXT NOT NULL CHECK (kind IN ('therapy', 'condition', 'person', 'reference')),
    id           TEXT NOT NULL,
    http_version INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- The files of a folder that have the bytes of an image.
CREATE INDEX seed_file_by_image ON seed_file (sha256, is_present, path) WHERE text IS NULL;

-- What readers saw, and since when: a row for each write that changed it. Rows are only ever added.
CREATE TABLE publication (
    kind               TEXT NOT NULL CHECK (kind IN ('article', 'therapy', 'condition', 'person', 'reference')),
    owner              TEXT NOT NULL,
    version            INTEGER NOT NULL,
    at                 TEXT NOT NULL,
    -- NULL: it was public no longer.
    revision           INTEGER,
    -- Of an article alone.
    locale             TEXT,
    slug               TEXT,
    translation_group  TEXT,
    reviewed_revision  INTEGER,
    summary            TEXT,
    first_published_at TEXT,
    published_at       TEXT,
    updated_at         TEXT,
    PRIMARY KEY (kind, owner, version)
) STRICT, WITHOUT ROWID;

CREATE INDEX publication_by_slug ON publication (slug, version) WHERE kind = 'article';
CREATE INDEX publication_by_group ON publication (translation_group, version) WHERE kind = 'article';

CREATE INDEX publication_by_moment ON publication (at);

-- Every slug at which an article was found before, and since when it is kept for that. Rows are only ever added.
CREATE TABLE reserved_slug (
    slug       TEXT NOT NULL,
    locale     TEXT NOT NULL,
    article_id TEXT NOT NULL,
    at         TEXT NOT NULL,
    PRIMARY KEY (slug, article_id)
) STRICT, WITHOUT ROWID;

INSERT INTO reserved_slug (slug, locale, article_id, at)
SELECT p.slug, p.locale, p.article_id, a.updated_at
FROM previous_slug p
JOIN article a ON a.id = p.article_id;

-- Of articles that were stored before, only what is public now is known, and since when. Of entries every revision was
-- public; what was removed is not known.
INSERT INTO publication (
    kind, owner, version, at, revision, locale, slug, translation_group, reviewed_revision, summary, first_published_at,
    published_at, updated_at
)
SELECT 'article', a.id, v.version, a.updated_at, a.published_revision, a.locale, a.slug, a.translation_group,
    a.reviewed_revision, a.summary, a.first_published_at, a.published_at, a.updated_at
FROM article a
JOIN content_version v ON v.id = 1
WHERE a.published_revision IS NOT NULL;

-- Their versions only have to be in order, and before those of the writes to come.
INSERT INTO publication (kind, owner, version, at, revision)
SELECT r.kind, r.owner, r.number - 2147483648, r.created_at, r.number
FROM revision r
JOIN entry e ON e.kind = r.kind AND e.id = r.owner;

-- Every write, each chained to the one before by a hash. Rows are only ever added.
CREATE TABLE audit (
    position        INTEGER NOT NULL PRIMARY KEY CHECK (position >= 1),
    at              TEXT NOT NULL,
    -- As in `revision.written_by`.
    actor           TEXT NOT NULL,
    request_id      TEXT,
    action          TEXT NOT NULL,
    kind            TEXT NOT NULL,
    -- The id of an article, the slug or key of an entry, the hash of an image, the id of a key.
    owner           TEXT NOT NULL,
    before_revision INTEGER,
    after_revision  INTEGER,
    message         TEXT,
    -- Of the row before; 64 zeros in the first.
    previous_hash   TEXT NOT NULL CHECK (length(previous_hash) = 64),
    hash            TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;

-- The number of the last write before the log began.
ALTER TABLE content_version ADD COLUMN unaudited_version INTEGER NOT NULL DEFAULT 0;

UPDATE content_version SET unaudited_version = version;

CREATE INDEX audit_by_owner ON audit (kind, owner, position);

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log is never changed');
END;

CREATE TRIGGER audit_is_never_removed BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log is never shortened');
END;

-- The identifiers of references that are stored now, each with its kind and in the form in which it is compared, such as
-- `doi:10.1155/2014/287597`. Folders are checked whole before they are applied, so a row may stand beside its like for the
-- time of one write.
CREATE TABLE reference_identifier (
    identifier TEXT NOT NULL,
    reference  TEXT NOT NULL,
    PRIMARY KEY (identifier, reference)
) STRICT, WITHOUT ROWID;

CREATE INDEX reference_identifier_by_reference ON reference_identifier (reference);

INSERT INTO reference_identifier (identifier, reference)
SELECT 'doi:' || replace(rtrim(json_extract(r.body, '$.doi'), '.,;'), '%2f', '/'), e.id
FROM entry e
JOIN revision r ON r.kind = e.kind AND r.owner = e.id AND r.number = e.revision
WHERE e.kind = 'reference' AND json_extract(r.body, '$.doi') IS NOT NULL
UNION
SELECT 'pmid:' || json_extract(r.body, '$.pmid'), e.id
FROM entry e
JOIN revision r ON r.kind = e.kind AND r.owner = e.id AND r.number = e.revision
WHERE e.kind = 'reference' AND json_extract(r.body, '$.pmid') IS NOT NULL
UNION
SELECT 'pmcid:' || json_extract(r.body, '$.pmcid'), e.id
FROM entry e
JOIN revision r ON r.kind = e.kind AND r.owner = e.id AND r.number = e.revision
WHERE e.kind = 'reference' AND json_extract(r.body, '$.pmcid') IS NOT NULL
UNION
SELECT 'isbn:' || CASE length(replace(json_extract(r.body, '$.isbn'), '-', ''))
        WHEN 10 THEN '978' || substr(replace(json_extract(r.body, '$.isbn'), '-', ''), 1, 9)
        ELSE substr(replace(json_extract(r.body, '$.isbn'), '-', ''), 1, 12)
    END, e.id
FROM entry e
JOIN revision r ON r.kind = e.kind AND r.owner = e.id AND r.number = e.revision
WHERE e.kind = 'reference' AND json_extract(r.body, '$.isbn') IS NOT NULL;

-- The names that the texts of articles claim, drafts and public ones: their slug, those at which they were found before, and
-- of what they are the translation. No two articles may claim one, or no folder could say both.
CREATE TABLE claimed_name (
    article_id TEXT NOT NULL,
    -- Slugs of both kinds are one name space.
    kind       TEXT NOT NULL CHECK (kind IN ('slug', 'translation')),
    locale     TEXT NOT NULL,
    name       TEXT NOT NULL,
    PRIMARY KEY (article_id, kind, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX claimed_name_by_name ON claimed_name (locale, name, kind);

INSERT INTO claimed_name (article_id, kind, locale, name)
SELECT a.id, 'slug', a.locale, json_extract(r.body, '$.slug')
FROM article a
JOIN revision r ON r.kind = 'article' AND r.owner = a.id AND r.number IN (a.head_revision, a.published_revision)
UNION
SELECT a.id, 'slug', a.locale, before.value
FROM article a
JOIN revision r ON r.kind = 'article' AND r.owner = a.id AND r.number IN (a.head_revision, a.published_revision)
JOIN json_each(r.body, '$.previous_slugs') before
UNION
SELECT a.id, 'translation', a.locale, json_extract(r.body, '$.translation_of')
FROM article a
JOIN revision r ON r.kind = 'article' AND r.owner = a.id AND r.number IN (a.head_revision, a.published_revision)
WHERE json_extract(r.body, '$.translation_of') IS NOT NULL;
