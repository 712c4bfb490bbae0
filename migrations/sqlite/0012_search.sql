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

-- What narrows a search: the kind of a page, the locale of an article, what it names, and how strong its claims are.
CREATE TABLE search_facet (
    page  INTEGER NOT NULL REFERENCES search_page (id),
    kind  TEXT NOT NULL CHECK (kind IN ('kind', 'locale', 'therapy', 'condition', 'strength')),
    value TEXT NOT NULL,
    PRIMARY KEY (page, kind, value)
) STRICT, WITHOUT ROWID;

CREATE INDEX search_facet_by_value ON search_facet (kind, value, page);

-- A small number for each of these values that a page ever had.
CREATE TABLE search_value (
    id    INTEGER NOT NULL PRIMARY KEY,
    kind  TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (kind, value)
) STRICT;

-- All values of a page by their numbers, such as `1 2 17`. Nothing else is read of the pages that match, to narrow and to
-- count them: they may be all.
CREATE TABLE search_digest (
    page   INTEGER NOT NULL PRIMARY KEY REFERENCES search_page (id),
    facets TEXT NOT NULL
) STRICT;

-- Whole pages, to find and to rank them; the row has the id of its page. It keeps its text, to take it out of the figures that
-- ranks are made of when the page is written anew: an index without text keeps counting what was deleted.
CREATE VIRTUAL TABLE search_index USING fts5(
    title,
    labels,
    headings,
    text,
    therapies,
    conditions,
    tokenize = 'porter unicode61 remove_diacritics 2',
    prefix = '2 3'
);

-- Titles, names and headings, to complete what is typed. Rows are in the order in which they are suggested: the id of a row
-- is made of the kind and the length of the text and, in its lower forty bits, the id of the part.
CREATE VIRTUAL TABLE search_heading USING fts5(
    heading,
    content = '',
    contentless_delete = 1,
    tokenize = 'porter unicode61 remove_diacritics 2',
    prefix = '2 3'
);

-- All words as they are written, in lower case and without diacritics, to find the one that was meant, and how many pages
-- have them.
CREATE TABLE search_word (
    word   TEXT NOT NULL PRIMARY KEY,
    length INTEGER NOT NULL,
    pages  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX search_word_unused ON search_word (pages) WHERE pages = 0;

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
