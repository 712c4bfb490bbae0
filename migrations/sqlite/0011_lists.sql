-- What lists of articles and related articles are found by, of what is public.

-- Articles that have ever been public, under a number of their own: shorter than their id, and never given again.
CREATE TABLE listed_article (
    number     INTEGER NOT NULL PRIMARY KEY,
    article_id TEXT NOT NULL UNIQUE,
    locale     TEXT NOT NULL
) STRICT;

-- By what lists sort an article, since which write (`version`) and up to which (`until`, exclusive; the greatest number for
-- what holds now). Rows are only ever closed, so that a walk through a list that has begun goes on in the order of its
-- beginning.
CREATE TABLE sort_key (
    number             INTEGER NOT NULL,
    until              INTEGER NOT NULL,
    version            INTEGER NOT NULL CHECK (version < until),
    first_published_at TEXT NOT NULL,
    published_at       TEXT NOT NULL,
    updated_at         TEXT NOT NULL,
    -- The title without case and diacritics, cut.
    title              TEXT NOT NULL,
    PRIMARY KEY (number, until)
) STRICT, WITHOUT ROWID;

CREATE INDEX sort_key_by_first_publication ON sort_key (first_published_at, number, until, version);
CREATE INDEX sort_key_by_publication ON sort_key (published_at, number, until, version);
CREATE INDEX sort_key_by_update ON sort_key (updated_at, number, until, version);
CREATE INDEX sort_key_by_title ON sort_key (title, number, until, version);
CREATE INDEX sort_key_by_version ON sort_key (version);

-- What public articles have in common: what they name, cite and list, who wrote and reviewed them, their language, their
-- keywords, and the words of their titles, keywords and headings. Of what was stored before, the program writes the rows when
-- it opens the database.
CREATE TABLE facet (
    kind   TEXT NOT NULL CHECK (kind IN ('therapy', 'condition', 'person', 'reference', 'locale', 'keyword', 'word')),
    value  TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (kind, value, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX facet_by_article ON facet (number, kind, value);
