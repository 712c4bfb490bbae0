-- Content, its history and its index. Times are RFC 3339 text in UTC with three decimals, made by the program.

-- One row. Every write transaction takes the next number first, so that writers have an order on every engine.
CREATE TABLE content_version (
    id      INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL CHECK (version >= 0)
) STRICT;

INSERT INTO content_version (id, version) VALUES (1, 0);

-- What each write touched, under its number.
CREATE TABLE change_log (
    version  INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN ('article', 'therapy', 'condition', 'person', 'reference', 'media')),
    owner    TEXT NOT NULL,
    PRIMARY KEY (version, position)
) STRICT;

-- The history of all five kinds. Rows are never changed: `body` is the JSON document, `source` the text it came from.
CREATE TABLE revision (
    kind        TEXT NOT NULL CHECK (kind IN ('article', 'therapy', 'condition', 'person', 'reference')),
    owner       TEXT NOT NULL,
    number      INTEGER NOT NULL CHECK (number >= 1),
    body        TEXT NOT NULL CHECK (json_valid(body)),
    source_path TEXT NOT NULL,
    source      TEXT NOT NULL,
    created_at  TEXT NOT NULL,
    PRIMARY KEY (kind, owner, number)
) STRICT;

-- An article points at its head, and at its published revision once it has one.
CREATE TABLE article (
    id                 TEXT NOT NULL PRIMARY KEY,
    locale             TEXT NOT NULL,
    slug               TEXT NOT NULL,
    -- The article that all translations of one text have in common: the original, or this one itself.
    translation_group  TEXT NOT NULL REFERENCES article (id),
    head_revision      INTEGER NOT NULL,
    published_revision INTEGER,
    -- The revision that the last review is about.
    reviewed_revision  INTEGER,
    -- What lists show of the published revision, as JSON.
    summary            TEXT CHECK (json_valid(summary)),
    first_published_at TEXT,
    published_at       TEXT,
    updated_at         TEXT NOT NULL,
    UNIQUE (locale, slug),
    CHECK ((published_revision IS NULL) = (published_at IS NULL)),
    CHECK ((published_revision IS NULL) = (summary IS NULL))
) STRICT;

CREATE INDEX article_by_slug ON article (slug);
CREATE INDEX article_by_translation ON article (translation_group, locale);
CREATE INDEX article_by_first_publication ON article (first_published_at, id) WHERE published_revision IS NOT NULL;

-- Slugs at which an article was found before.
CREATE TABLE previous_slug (
    locale     TEXT NOT NULL,
    slug       TEXT NOT NULL,
    article_id TEXT NOT NULL REFERENCES article (id),
    PRIMARY KEY (locale, slug)
) STRICT;

CREATE INDEX previous_slug_by_slug ON previous_slug (slug);
CREATE INDEX previous_slug_by_article ON previous_slug (article_id);

-- Therapies, conditions, people and references: public at once, each pointing at its newest revision.
CREATE TABLE entry (
    kind       TEXT NOT NULL CHECK (kind IN ('therapy', 'condition', 'person', 'reference')),
    id         TEXT NOT NULL,
    revision   INTEGER NOT NULL,
    -- A reference in one line; made when it is written, because formatting is slow.
    citation   TEXT CHECK ((kind = 'reference') = (citation IS NOT NULL)),
    updated_at TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT;

-- Keys are unique without regard to case.
CREATE UNIQUE INDEX entry_by_folded_id ON entry (kind, lower(id));

-- The index of all texts: what a revision cites, lists, names, is written by and shows. Rebuilt with its revision.
CREATE TABLE link (
    source_kind TEXT NOT NULL,
    source      TEXT NOT NULL,
    revision    INTEGER NOT NULL,
    position    INTEGER NOT NULL,
    target_kind TEXT NOT NULL CHECK (target_kind IN ('article', 'therapy', 'condition', 'person', 'reference', 'media')),
    target      TEXT NOT NULL,
    -- The innermost place with an id, for a citation.
    place       TEXT,
    PRIMARY KEY (source_kind, source, revision, position)
) STRICT;

CREATE INDEX link_by_source ON link (source_kind, source, revision, target_kind, target);
CREATE INDEX link_by_target ON link (target_kind, target, source_kind, source, revision);

-- Image files, by the SHA-256 of their bytes.
CREATE TABLE media (
    sha256     TEXT NOT NULL PRIMARY KEY,
    format     TEXT NOT NULL CHECK (format IN ('avif', 'gif', 'jpg', 'png', 'svg', 'webp')),
    width      INTEGER NOT NULL,
    height     INTEGER NOT NULL,
    bytes      BLOB NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

-- Public questions read these views: a draft cannot leak.
CREATE VIEW published_article AS
SELECT
    a.id,
    a.locale,
    a.slug,
    a.translation_group,
    a.published_revision AS revision,
    a.reviewed_revision,
    a.summary,
    a.first_published_at,
    a.published_at,
    a.updated_at
FROM article a
WHERE a.published_revision IS NOT NULL;

CREATE VIEW published_entry AS
SELECT
    e.kind,
    e.id,
    e.revision,
    r.body,
    e.citation,
    e.updated_at
FROM entry e
JOIN revision r ON r.kind = e.kind AND r.owner = e.id AND r.number = e.revision;

-- What published articles point at.
CREATE VIEW published_article_link AS
SELECT
    l.source AS article_id,
    l.position,
    l.target_kind,
    l.target,
    l.place
FROM link l
JOIN article a ON a.id = l.source AND a.published_revision = l.revision
WHERE l.source_kind = 'article';

-- What therapies, conditions and references point at; they are public at once.
CREATE VIEW published_entry_link AS
SELECT
    l.source_kind AS kind,
    l.source AS id,
    l.position,
    l.target_kind,
    l.target,
    l.place
FROM link l
JOIN entry e ON e.kind = l.source_kind AND e.id = l.source AND e.revision = l.revision;
