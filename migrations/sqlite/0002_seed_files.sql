-- What a folder looked like that was applied, so that it can be written back byte for byte, and what has been removed.

-- The files of the folders that were applied, each as it was last. An image is in `media`, by the same hash.
CREATE TABLE seed_file (
    path       TEXT NOT NULL PRIMARY KEY,
    sha256     TEXT NOT NULL,
    -- The text as it stands in the file; NULL for an image.
    text       TEXT,
    -- Whether the folder that was applied last has the file.
    is_present INTEGER NOT NULL CHECK (is_present IN (0, 1))
) STRICT;

-- Slugs at which a removed article was found. Its revisions stay.
CREATE TABLE removed_article (
    article_id TEXT NOT NULL,
    locale     TEXT NOT NULL,
    slug       TEXT NOT NULL,
    removed_at TEXT NOT NULL,
    PRIMARY KEY (article_id, locale, slug)
) STRICT;

CREATE INDEX removed_article_by_slug ON removed_article (slug, locale);

-- Whether the author of the head keeps it back; a head that waits for its moment is none.
ALTER TABLE article ADD COLUMN is_draft INTEGER NOT NULL DEFAULT 0 CHECK (is_draft IN (0, 1));

UPDATE article SET is_draft = 1 WHERE published_revision IS NULL OR published_revision <> head_revision;
