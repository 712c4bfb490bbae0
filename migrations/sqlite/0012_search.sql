-- What is public, as it is searched. The program writes all of it, in the transaction that changes what is public.

-- What a search finds: a row for each published article, each therapy and each condition.
CREATE TABLE search_page (
    id      INTEGER NOT NULL PRIMARY KEY,
    kind    TEXT NOT NULL CHECK (kind IN ('article', 'therapy', 'condition')),
    -- The id of an article, the slug of a therapy or condition.
    owner   TEXT NOT NULL,
    slug    TEXT NOT NULL,
    -- Of an article alone.
    locale  TEXT CHECK ((kind = 'article') = (locale IS NOT NULL)),
    title   TEXT NOT NULL,
    -- All names, each in a line: articles about a therapy or condition are found by them too.
    names   TEXT NOT NULL,
    summary TEXT NOT NULL,
    UNIQUE (kind, owner)
) STRICT;

-- Its parts: what stands before the first heading, the sections, and each other name of a therapy or condition.
CREATE TABLE search_part (
    id       INTEGER NOT NULL PRIMARY KEY,
    page     INTEGER NOT NULL REFERENCES search_page (id),
    position INTEGER NOT NULL,
    section  TEXT,
    heading  TEXT NOT NULL,
    labels   TEXT NOT NULL,
    text     TEXT NOT NULL,
    UNIQUE (page, position)
) STRICT;

-- What narrows a search.
CREATE TABLE search_facet (
    page  INTEGER NOT NULL REFERENCES search_page (id),
    kind  TEXT NOT NULL CHECK (kind IN ('therapy', 'condition', 'strength')),
    value TEXT NOT NULL,
    PRIMARY KEY (page, kind, value)
) STRICT, WITHOUT ROWID;

CREATE INDEX search_facet_by_value ON search_facet (kind, value, page);

-- Whole pages, to find and to rank them; the row has the id of its page. It keeps no text.
CREATE VIRTUAL TABLE search_index USING fts5(
    title,
    labels,
    headings,
    text,
    therapies,
    conditions,
    content = '',
    contentless_delete = 1,
    tokenize = 'porter unicode61 remove_diacritics 2',
    prefix = '2 3'
);

-- Parts, to find the one in which the words are, and what may complete a query.
CREATE VIRTUAL TABLE search_part_index USING fts5(
    heading,
    labels,
    text,
    content = 'search_part',
    content_rowid = 'id',
    tokenize = 'porter unicode61 remove_diacritics 2',
    prefix = '2 3'
);

-- All words as they are written, to find the one that was meant.
CREATE VIRTUAL TABLE search_vocabulary USING fts5(
    heading,
    labels,
    text,
    content = 'search_part',
    content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2',
    detail = none
);

CREATE VIRTUAL TABLE search_word USING fts5vocab('search_vocabulary', 'row');

-- What was public before there was an index: the program indexes it when it opens the database.
CREATE TABLE search_pending (
    kind  TEXT NOT NULL,
    owner TEXT NOT NULL,
    PRIMARY KEY (kind, owner)
) STRICT, WITHOUT ROWID;

INSERT INTO search_pending (kind, owner)
SELECT 'article', a.id
FROM article a
WHERE a.published_revision IS NOT NULL;

INSERT INTO search_pending (kind, owner)
SELECT e.kind, e.id
FROM entry e
WHERE e.kind IN ('therapy', 'condition');
